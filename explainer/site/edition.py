"""Everything that is published on one day: content, what is known of it, pages, drawings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property

from explainer import figures
from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.evidence.names import (
    spoken,
)
from explainer.figures.drawing import Drawing, Material
from explainer.history.versions import History
from explainer.model import (
    Correction,
    Entry,
    Event,
    Fact,
    Figure,
)
from explainer.prose import Link
from explainer.site.overview import Overview
from explainer.site.plan import Plan, SitePage, in_ascii
from explainer.voice.speech import Voice, voice

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Drawings(Mapping[str, Drawing]):
    """Figures by their ids, each drawn when it is first looked at."""

    figures: Mapping[str, Figure]
    material: Material
    _drawn: dict[str, Drawing] = field(default_factory=dict)

    def __getitem__(self, name: str) -> Drawing:
        """The figure laid out; KeyError where there is none of that name."""
        if name not in self._drawn:
            self._drawn[name] = figures.draw(self.figures[name], self.material)
        return self._drawn[name]

    def __iter__(self) -> Iterator[str]:
        """The ids of all figures."""
        return iter(self.figures)

    def __len__(self) -> int:
        """How many figures there are."""
        return len(self.figures)


@dataclass(frozen=True)
class Edition:
    """Everything that is published on one day, and where."""

    content: Content
    ledger: Ledger
    plan: Plan
    history: History
    today: date

    def absolute(self, address: str) -> str:
        """The whole web address; empty where the site does not know where it will be published."""
        base = self.content.site.url
        return f"{in_ascii(base).rstrip('/')}/{address}" if base else ""

    @property
    def voice(self) -> Voice:
        """What says sentences of ours in the language of the site."""
        return voice(self.content.site.language)

    def speak(self, link: Link) -> str:
        """What an automatic link prints."""
        return spoken(self.content, self.ledger, link)

    @cached_property
    def material(self) -> Material:
        """What figures are drawn from."""
        return Material(
            self.content, self.ledger, self.content.site.language, self.today, self.speak
        )

    @cached_property
    def drawings(self) -> Mapping[str, Drawing]:
        """Every figure laid out, by its id: once for its page, its files and all that list it."""
        return Drawings(self.content.figures, self.material)

    @cached_property
    def overview(self) -> Overview:
        """What lists gather from everywhere."""
        return Overview(self.content, self.ledger, self.drawings)

    def as_of(self, page: SitePage) -> date:
        """The day as of which a page says what it says: when that last changed.

        So neither midnight nor a commit that changes something else changes the page. Where the
        history does not know, and on the page of the data, which has a day of its own, it is today.
        """
        page = self.plan.pages.get(page.address.removesuffix("embed/"), page)
        newest = self.history.newest
        if newest is None or page.address == "data/":
            return self.today
        days = [self.modified(page) or newest, *self._overdue_since(page)]
        return min(max(days), self.today)

    def _overdue_since(self, page: SitePage) -> Iterator[date]:
        """The days since which something that the page shows is overdue: it says so since then."""
        shown = (page.subject, *self.plan.drawn.get(page.address, ()))
        for event in shown:
            if isinstance(event, Event):
                yield from (one.when.last + DAY for one in event.overdue(self.today))

    def modified(self, page: SitePage) -> date | None:
        """The day on which a page last said something else, as far as the history tells.

        A page also changes with the facts that it binds, and they with those they are derived
        from; with its figures, and all that they show; and where a correction is told on it.
        """
        entry = page.subject
        if entry is None:
            return None
        days = [self.history.modified(entry.folder or "pages", entry.id)]
        names = self.plan.facts_on.get(page.address, ())
        days += [self._fact_modified(name) for name in names if name != entry.id]
        drawn = self.plan.drawn.get(page.address, ())
        days += [self.history.modified(one.folder, one.id) for one in drawn]
        if isinstance(entry, Fact):
            days.append(self._fact_modified(entry.id))
        days += [min(one.when.last, self.today) for one in self.corrections_of(entry)]
        return max((day for day in days if day), default=None)

    def _fact_modified(self, name: str) -> date | None:
        names = dict.fromkeys([name])
        waiting = [name]
        while waiting:
            found = self.ledger.accounts.get(waiting.pop())
            new = [one for one in (found.inputs if found else ()) if one not in names]
            names |= dict.fromkeys(new)
            waiting += new
        days = (self.history.modified("facts", one) for one in names)
        return max((day for day in days if day), default=None)

    def corrections_of(self, entry: Entry) -> tuple[Correction, ...]:
        """What was wrong in a fact, an event or a narrative, the newest first."""
        return self._corrections.get((entry.folder, entry.id), ())

    @cached_property
    def _corrections(self) -> Mapping[tuple[str, str], tuple[Correction, ...]]:
        found: dict[tuple[str, str], list[Correction]] = {}
        newest = sorted(
            self.content.corrections.values(), key=lambda one: one.when.first, reverse=True
        )
        for one in newest:
            for folder, name in (("facts", one.fact), ("events", one.event), ("", one.page)):
                if name:
                    found.setdefault((folder, name), []).append(one)
        return {key: tuple(corrections) for key, corrections in found.items()}
