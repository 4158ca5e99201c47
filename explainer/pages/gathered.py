"""What was bound on a page while its text was made, and the cards that open there."""

from __future__ import annotations

from dataclasses import dataclass, field

from explainer.evidence.ledger import Account, Reply
from explainer.figures.drawing import Drawing
from explainer.model import Event, Group, Member, Picture, Source, Term
from explainer.pages.models import cards
from explainer.pages.models.cards import Cards
from explainer.site.edition import Edition


@dataclass
class Gathered:
    """What a page binds, in the order in which it does.

    ``cards`` are the facts that it binds, ``opened`` those of which a card opens, and ``margin``
    those whose dispute stands beside the text; ``marks`` are those that only a drawing shows,
    ``told`` answers, ``terms`` words, ``events`` events, ``sources`` sources and ``met`` members,
    with cards of their own.
    """

    cards: dict[str, Account] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    margin: set[str] = field(default_factory=set)
    told: dict[str, tuple[Account, Reply]] = field(default_factory=dict)
    marks: dict[str, Account] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    met: dict[str, tuple[Group, str, list[Member]]] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)

    @property
    def interactive(self) -> bool:
        """Whether a figure on this page can be explored, for which the policy must make room."""
        return any(drawing.plotly for drawing in self.drawings.values())

    def opening(self, edition: Edition) -> Cards:
        """The cards of all that was bound so far."""
        facts = [one for name, one in self.cards.items() if name in self.opened]
        facts += [one for name, one in self.marks.items() if name not in self.opened]
        return Cards(
            facts=tuple(cards.fact_card(edition, one) for one in facts),
            told=tuple(cards.told_card(edition, at, *one) for at, one in self.told.items()),
            events=tuple(cards.event_card(edition, one) for one in self.events.values()),
            sources=tuple(cards.source_card(edition, one) for one in self.sources.values()),
            members=tuple(cards.member_card(edition, at, *one) for at, one in self.met.items()),
            terms=tuple(cards.term_card(edition, one) for one in self.terms.values()),
        )
