"""The slim axis of a timeline: marks in lanes, as wide as the time that they may stand for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from explainer.figures import legend, timescale
from explainer.figures.events import PARTS, Dated, Events, Item, Lane, Part
from explainer.figures.layout import Scale, Sheet, Text, leading, plain, px
from explainer.figures.legend import Key
from explainer.quantities import dates
from explainer.quantities.dates import Date
from explainer.voice import wording
from explainer.voice.bidi import apart
from explainer.voice.speech import voice

# The width of a mark, and from one level of marks to the next, in pixels.
DOT, STEP = 10, 13


@dataclass(frozen=True, slots=True)
class Mark:
    """A date as drawn, ``y`` its middle; its width is the time it may stand for."""

    x: float
    y: float
    width: float
    dated: Dated
    item: Item

    @property
    def part(self) -> Part:
        """Whether the date is past."""
        return self.dated.part

    @property
    def lane(self) -> int:
        """The number of its event's lane."""
        return self.item.lane.number


@dataclass(frozen=True, slots=True)
class Axis:
    """The slim axis: marks on the lines of their lanes, and the dates below.

    ``today`` is where the day of the drawing stands, if something lies ahead of it. ``span`` is
    the time from end to end of ``scale``.
    """

    width: int
    height: int
    marks: tuple[Mark, ...]
    lines: tuple[float, ...]
    ticks: tuple[float, ...]
    bottom: float
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]
    today: float | None
    span: tuple[date, date]
    scale: Scale


def lay_out(events: Events, sheet: Sheet, language: str, today: date) -> Axis:
    """The marks of all dates on the lines of their lanes, with ticks and a legend below."""
    if not events.items:
        return _nothing(sheet, language, today)
    span = _span(dated.date.when for item in events.items for dated in item.dates)
    scale = Scale(timescale.days(span[0]), timescale.days(span[1]), DOT, sheet.width - DOT)
    texts: list[Text] = []
    marks: list[Mark] = []
    lines: list[float] = []
    y = 0.0
    for lane in events.lanes:
        if lane.name:
            texts.append(Text(0, px(y + sheet.small), (lane.name,), sheet.small, "lane"))
            y += leading(sheet.small)
        placed = list(_swarm(events.items, lane, scale))
        y += STEP * (1 + max(level for _, level in placed))
        lines.append(px(y))
        marks += [replace(mark, y=px(y - DOT / 2 - STEP * level)) for mark, level in placed]
        y += 12
    ticks, labels = timescale.ticks(span, scale, sheet, language, y + 6 + sheet.small)
    parts, tell = {mark.part for mark in marks}, voice(language).tell
    entries: list[tuple[str, str]] = [
        (one, tell(words)) for one, words in PARTS.items() if one in parts
    ]
    now = scale(timescale.days(today)) if "ahead" in parts and span[0] <= today <= span[1] else None
    if now is not None:
        day = apart(wording.say(dates.parse(today.isoformat()), language))
        entries.append(("today", tell("today, %(day)s", day=day)))
    below = y + 6 + leading(sheet.small) + 10
    key = legend.lay_out(entries if len(entries) > 1 else [], sheet, below)
    return Axis(
        width=sheet.width,
        height=round(key.bottom),
        marks=tuple(marks),
        lines=tuple(lines),
        ticks=ticks,
        bottom=px(y),
        texts=(*texts, *labels, *key.texts),
        keys=key.keys,
        today=now,
        span=span,
        scale=scale,
    )


def _nothing(sheet: Sheet, language: str, today: date) -> Axis:
    scale = Scale(timescale.days(today), timescale.days(today) + 1, DOT, sheet.width - DOT)
    words = (plain(voice(language).tell("No events."), sheet),)
    return Axis(sheet.width, 24, (), (), (), 0, words, (), None, (today, today), scale)


def _span(whens: Iterable[Date]) -> tuple[date, date]:
    """From the first of a month to the end of one, around all dates; open ends do not count."""
    ends = [end for when in whens for end in (when.first, when.last)]
    known = [end for end in ends if end not in (date.min, date.max)] or [date(2000, 1, 1)]
    first, last = min(known), max(known)
    return first.replace(day=1), timescale.month(last.year * 12 + last.month)


def _swarm(items: Iterable[Item], lane: Lane, scale: Scale) -> Iterator[tuple[Mark, int]]:
    """The marks of a lane, each on the lowest level where it touches no other."""
    ends: list[float] = []
    bare = sorted(
        (_mark(dated, item, scale) for item in items if item.lane == lane for dated in item.dates),
        key=lambda mark: (mark.x, mark.width, mark.part),
    )
    for mark in bare:
        level = next((n for n, end in enumerate(ends) if end + 2 <= mark.x), len(ends))
        ends[level : level + 1] = [mark.x + mark.width]
        yield mark, level


def _mark(dated: Dated, item: Item, scale: Scale) -> Mark:
    when = dated.date.when
    left, right = (
        min(max(scale(timescale.days(day)), scale.left), scale.right)
        for day in (when.first, when.last)
    )
    wide = max(DOT, right - left)
    return Mark(px((left + right - wide) / 2), 0, px(wide), dated, item)
