"""What lists on pages gather from everywhere: all answers of a source, all points in dispute."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from explainer import figures
from explainer.content import Content
from explainer.evidence import lineage
from explainer.evidence.ledger import Account, DateReply, Ledger, Reply
from explainer.evidence.strands import Strand, strands
from explainer.figures.drawing import Drawing
from explainer.model import Basis, Event, Figure, Series, Source
from explainer.quantities import dates


@dataclass(frozen=True)
class Overview:
    """Looks through a whole edition, once for each question; ``drawings`` by their figures' ids."""

    content: Content
    ledger: Ledger
    drawings: Mapping[str, Drawing]

    def contested(self) -> int:
        """On how many points sources disagree: facts, and dates of events."""
        dates_of_events = {(one.event.id, one.path[1]) for one in self.ledger.date_disagreements()}
        facts = sum(1 for _ in self.ledger.disagreements())
        return facts + len(dates_of_events) + len(self.differing_strands())

    def strands(self, series: Series) -> tuple[Strand, ...]:
        """What each source says over the course of a series, that of the line first."""
        return strands(self.content, self.ledger, series)

    def differing_strands(self) -> list[Strand]:
        """The answers to series that somewhere do not say what is shown."""
        return [one for one in self._strands if one.differing]

    def strands_of(self, source: Source) -> list[Strand]:
        """The answers to series that a source gives."""
        return [one for one in self._strands if one.source is source]

    @cached_property
    def _strands(self) -> tuple[Strand, ...]:
        every = self.content.series.values()
        return tuple(one for series in every for one in self.strands(series))

    def disputed(self) -> int:
        """On how many of these points sources contradict each other, and nothing settles it."""
        return sum(bool(account.disputes) for account in self.ledger.accounts.values())

    def contested_in(self, figure: Figure) -> int:
        """On how many of a figure's facts and dates sources disagree."""
        facts = sum(bool(account.disagreements) for account in self.accounts_of(figure))
        return facts + sum(map(self._contested_dates, self._events_in(figure)))

    def _contested_dates(self, event: Event) -> int:
        replies = self.ledger.date_replies.get(event.id, ())
        return len({one.path[1] for one in replies if one.disagrees})

    def _events_in(self, figure: Figure) -> list[Event]:
        shown = figures.shows(figure, self.content, self.ledger)
        return [one for one in shown if isinstance(one, Event)]

    def overdue(self, today: date) -> list[str]:
        """The ids of the events at which something was due that has no known outcome."""
        return [event.id for event in self.content.events.values() if event.overdue(today)]

    def checked(self) -> dates.Date | None:
        """When facts were last checked: the day of all, or from the oldest to the newest."""
        days = [fact.checked for fact in self.content.facts.values() if fact.checked]
        if not days:
            return None
        oldest = min(days, key=lambda day: day.first)
        newest = max(days, key=lambda day: day.last)
        same = oldest.text == newest.text
        return newest if same else dates.parse(f"{oldest.text}/{newest.text}")

    def answers_of(self, source: Source) -> Sequence[tuple[Account, Reply]]:
        """Every answer that a source gives, with the account it belongs to."""
        return self._answers.get(source.id, ())

    def dates_of(self, source: Source) -> Sequence[DateReply]:
        """Every date that a source gives."""
        return self._dates.get(source.id, ())

    def copies_of(self, source: Source) -> Sequence[tuple[Source, Basis]]:
        """The sources based on ``source``, and how."""
        return self._copies.get(source.id, ())

    def accounts_of(self, figure: Figure) -> list[Account]:
        """The facts that a figure draws, in its order."""
        return [self.ledger.named(name) for name in self.drawings[figure.id].facts]

    def timelines_of(self, event: Event) -> Sequence[Figure]:
        """The figures that show an event, whatever their kind."""
        return self._timelines.get(event.id, ())

    @cached_property
    def _timelines(self) -> Mapping[str, Sequence[Figure]]:
        found: dict[str, list[Figure]] = {}
        for figure in self.content.figures.values():
            for event in self._events_in(figure):
                found.setdefault(event.id, []).append(figure)
        return found

    @cached_property
    def _answers(self) -> Mapping[str, Sequence[tuple[Account, Reply]]]:
        found: dict[str, list[tuple[Account, Reply]]] = {}
        for account in self.ledger.accounts.values():
            for reply in account.replies:
                found.setdefault(reply.source.id, []).append((account, reply))
        return found

    @cached_property
    def _copies(self) -> Mapping[str, Sequence[tuple[Source, Basis]]]:
        return lineage.copies(self.content.sources)

    @cached_property
    def _dates(self) -> Mapping[str, Sequence[DateReply]]:
        found: dict[str, list[DateReply]] = {}
        for replies in self.ledger.date_replies.values():
            for reply in replies:
                found.setdefault(reply.source.id, []).append(reply)
        return found
