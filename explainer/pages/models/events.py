"""What the page of an event says, and the list of all events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from explainer.model import Correction, Event, EventDate, Figure, Source
from explainer.pages.models import answers
from explainer.pages.models.answers import Alike, Answer
from explainer.pages.models.past import Past, past
from explainer.pages.models.shared import Section, Uses, contents, on_paper, used_on
from explainer.site.edition import Edition
from explainer.site.plan import SitePage


@dataclass(frozen=True, slots=True)
class Dated:
    """A date of an event, and who gives it, who another; ``index`` is its place in the event."""

    date: EventDate
    index: int
    has_note: bool
    differing: tuple[Answer, ...]
    agreeing: tuple[Alike, ...]


@dataclass(frozen=True, slots=True)
class EventPage:
    """An event: its dates, who gives them, and what became of it."""

    event: Event
    lane: str
    is_overdue: bool
    dates: tuple[Dated, ...]
    timelines: tuple[Figure, ...]
    used_on: tuple[Uses, ...]
    corrections: tuple[Correction, ...]
    past: Past | None
    on_paper: tuple[Source, ...]

    @property
    def has_several_dates(self) -> bool:
        """Whether it has more than one."""
        return len(self.dates) > 1


@dataclass(frozen=True, slots=True)
class Listed:
    """An event in the list of all."""

    event: Event
    lane: str
    more: tuple[EventDate, ...]
    is_contested: bool
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class OfYear:
    """The events of one year."""

    year: int
    events: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class EventsPage:
    """Every event, year by year; ``can_be_followed`` where feeds have an address to lead to."""

    years: tuple[OfYear, ...]
    contents: tuple[Section, ...]
    can_be_followed: bool


def event_page(edition: Edition, page: SitePage) -> EventPage:
    """What the page of an event says."""
    event = page.subject
    assert isinstance(event, Event)
    return EventPage(
        event=event,
        lane=_lane(edition, event),
        is_overdue=bool(event.overdue(edition.today)),
        dates=tuple(_dated(edition, event, index) for index in range(len(event.dates))),
        timelines=tuple(edition.overview.timelines_of(event)),
        used_on=used_on(edition, event),
        corrections=edition.corrections_of(event),
        past=past(edition, event.folder, event.id),
        on_paper=on_paper(edition, edition.ledger.date_replies[event.id]),
    )


def _dated(edition: Edition, event: Event, index: int) -> Dated:
    date = event.dates[index]
    replies = [one for one in edition.ledger.date_replies[event.id] if one.path[1] == index]
    silent = edition.voice.tell("Says so")
    said = [(one.disagrees, answers.of_date(edition, one, silent)) for one in replies]
    return Dated(
        date=date,
        index=index,
        has_note=bool(date.note) and not date.conflict,
        differing=tuple(one for differs, one in said if differs),
        agreeing=answers.alike([one for differs, one in said if not differs], edition),
    )


def _lane(edition: Edition, event: Event) -> str:
    return edition.content.site.lanes.get(event.lane, event.lane)


def events_page(edition: Edition, page: SitePage) -> EventsPage:
    """What the list of all events says."""
    years = tuple(_years(edition))
    return EventsPage(
        years=years,
        contents=contents((f"year-{one.year}", str(one.year)) for one in years),
        can_be_followed=bool(edition.content.site.url and edition.content.events),
    )


def _years(edition: Edition) -> Iterator[OfYear]:
    in_order = sorted(edition.content.events.values(), key=lambda one: one.when.first)
    for year, events in groupby(in_order, key=lambda one: one.when.first.year):
        yield OfYear(year, tuple(_listed(edition, one) for one in events))


def _listed(edition: Edition, event: Event) -> Listed:
    return Listed(
        event,
        _lane(edition, event),
        event.dates[1:],
        any(one.disagrees for one in edition.ledger.date_replies[event.id]),
        bool(event.overdue(edition.today)),
    )
