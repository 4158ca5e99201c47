"""A true axis of time: days on a linear scale, with as many months or years below as have room."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal

from explainer.figures.layout import Scale, Sheet, Text, held
from explainer.quantities import dates
from explainer.quantities.dates import Date
from explainer.voice import wording

# From one label of the axis to the next, in months: up to 5,000 years, half of what can be dated.
_STEPS = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 25, 50, 100, 500, 1000, 2000, 5000)))

_APART = 12


def days(day: date) -> Decimal:
    """A day as a number on the scale."""
    return Decimal(day.toordinal())


def month(number: int) -> date:
    """The first day of a month, counted from the year 0."""
    return date(number // 12, number % 12 + 1, 1)


def ticks(
    span: tuple[date, date], scale: Scale, sheet: Sheet, language: str, y: float, least: int = 1
) -> tuple[tuple[float, ...], tuple[Text, ...]]:
    """As many months or years as have room for their names, ``least`` months apart."""
    first, last = (day.year * 12 + day.month - 1 for day in span)
    for months in (step for step in _STEPS if step >= least):
        starts = range(-(-first // months) * months, last + 1, months)
        labels = _apart(_label(scale, n, months, sheet, language, y) for n in starts)
        if labels is not None:
            break
    if len(labels or ()) < 2 and least < 12:  # one name says nothing of how long the axis is
        written = 10 if last - first < 2 else 7  # days within a month, else months
        ends = {days(day): dates.parse(day.isoformat()[:written]) for day in span}
        return own(ends, scale, sheet, language, y)
    return tuple(scale(days(month(n))) for n in starts), tuple(labels or ())


def own(
    dates: Mapping[Decimal, Date], scale: Scale, sheet: Sheet, language: str, y: float
) -> tuple[tuple[float, ...], tuple[Text, ...]]:
    """A few dates at their own places, in as many words as have room; the ends come first."""
    order = sorted(dates)
    for say in (wording.say, wording.say_short):
        placed: list[Text] = []
        for place in dict.fromkeys((order[0], order[-1], *order)):
            said = (say(dates[place], language),)
            label = held(said, scale(place), y, sheet, sheet.small, "tick")
            if all(_beside(label, other) for other in placed):
                placed.append(label)
        if len(placed) > 1:
            break
    return tuple(map(scale, order)), tuple(sorted(placed, key=lambda text: text.box))


def _beside(one: Text, other: Text) -> bool:
    return one.box[2] + _APART <= other.box[0] or other.box[2] + _APART <= one.box[0]


def _apart(labels: Iterable[Text]) -> list[Text] | None:
    """The labels, if each has room beside the one before; None as soon as one has not."""
    placed: list[Text] = []
    for label in labels:
        if placed and not _beside(placed[-1], label):
            return None
        placed.append(label)
    return placed


def _label(scale: Scale, number: int, months: int, sheet: Sheet, language: str, y: float) -> Text:
    """The name of a month (of a year, where whole years are stepped), held within the sheet."""
    day = month(number)
    precision: dates.Precision = "month" if months < 12 else "year"
    said = wording.say(Date(day.isoformat(), day, day, precision), language)
    return held((said,), scale(days(day)), y, sheet, sheet.small, "tick")
