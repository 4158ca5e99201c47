"""The events of a timeline: in the order of their first dates, each in its lane."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from explainer.content import Content
from explainer.evidence.ledger import DateReply
from explainer.figures.drawing import Material
from explainer.model import HAPPENED, Event, EventDate, Figure
from explainer.voice.speech import later

Part = Literal["past", "ahead", "overdue"]
PARTS: dict[Part, str] = {
    "past": later("past"),
    "ahead": later("still to come"),
    "overdue": later("overdue: the day has passed and no outcome is known"),
}

# Roles that beside a title and a date tell nothing.
_SAYS_NOTHING = (HAPPENED, "reported", "dated")


@dataclass(frozen=True, slots=True)
class Dated:
    """One date of an event, with the answers that differ; ``index`` is its place in ``dates``."""

    index: int
    date: EventDate
    part: Part
    sources: tuple[str, ...]
    disagreements: tuple[DateReply, ...]

    @property
    def says_more(self) -> bool:
        """Whether its role tells more of the event than its title and its date do."""
        return self.date.role not in _SAYS_NOTHING


@dataclass(frozen=True, slots=True)
class Lane:
    """A lane; ``number`` counts from 1 in the order they are shown."""

    number: int
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Item:
    """An event on the list; ``title`` is plain text."""

    event: Event
    title: str
    lane: Lane
    dates: tuple[Dated, ...]

    @property
    def is_overdue(self) -> bool:
        """Whether one of its dates is."""
        return any(dated.part == "overdue" for dated in self.dates)

    @property
    def due(self) -> Dated:
        """The date that matters most today: an overdue one, else the first."""
        return next((dated for dated in self.dates if dated.part == "overdue"), self.dates[0])


# Events that can be seen at a glance.
_AT_A_GLANCE = 12


@dataclass(frozen=True, slots=True)
class Events:
    """The list in words: events in the order of their first dates, in a short one of those due."""

    items: tuple[Item, ...]
    lanes: tuple[Lane, ...]

    @property
    def is_long(self) -> bool:
        """Whether there are too many to be seen at a glance."""
        return len(self.items) > _AT_A_GLANCE

    def lead(self, item: Item) -> Dated:
        """The date at which an event stands on the list."""
        return item.dates[0] if self.is_long else item.due

    @property
    def has_lanes(self) -> bool:
        """Whether there is a choice of lanes."""
        return len(self.lanes) > 1


def chosen(figure: Figure, content: Content) -> list[Event]:
    """The events the figure names, or all; only those in its lanes, where it names lanes."""
    named = [content.events[n] for n in figure.events or content.events if n in content.events]
    if figure.lanes:
        named = [event for event in named if event.lane in figure.lanes]
    return sorted(named, key=lambda event: (event.when.first, event.when.last))


def gather(figure: Figure, material: Material) -> Events:
    """The events of a figure in their lanes."""
    events = chosen(figure, material.content)
    lanes = _lanes(figure, material, events)
    items = tuple(
        Item(event, _title(event, material), lanes[event.lane], _dated(event, material))
        for event in events
    )
    found = Events(items, tuple(lanes.values()))
    return found if found.is_long else replace(found, items=tuple(sorted(items, key=_when_due)))


def _when_due(item: Item) -> tuple[date, date]:
    return item.due.date.when.first, item.due.date.when.last


def _lanes(figure: Figure, material: Material, events: Sequence[Event]) -> dict[str, Lane]:
    """The lanes in use: in the figure's order, else the site's, else that of the events."""
    names = material.content.site.lanes
    order = dict.fromkeys((*figure.lanes, *names, *(event.lane for event in events)))
    used = [lane for lane in order if any(event.lane == lane for event in events)]
    return {
        lane: Lane(number, lane, names.get(lane, lane.replace("-", " ").capitalize()))
        for number, lane in enumerate(used, start=1)
    }


def _dated(event: Event, material: Material) -> tuple[Dated, ...]:
    replies = material.ledger.date_replies.get(event.id, ())
    return tuple(
        Dated(
            index,
            when,
            part_of(event, when, material.today),
            tuple(dict.fromkeys(reply.source.id for reply in replies if reply.date is when)),
            tuple(reply for reply in replies if reply.date is when and reply.disagrees),
        )
        for index, when in enumerate(event.dates)
    )


def part_of(event: Event, when: EventDate, today: date) -> Part:
    """Whether a date is past; a due date that passed without an outcome is overdue."""
    if when.when.first > today:
        return "ahead"
    return "overdue" if when in event.overdue(today) else "past"


def _title(event: Event, material: Material) -> str:
    title = event.prose("title")
    return title.plain(material.speak) if title else event.title
