"""A true axis of time: days on a linear scale, with as many months or years below as have room."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from explainer.figures.layout import Scale, Sheet, Text, held
from explainer.quantities import dates
from explainer.quantities.dates import Date
from explainer.voice import wording

# From one label of the axis to the next, in months: up to 5,000 years, half of what can be dated.
_STEPS = (1, 2, 3, 6, *(12 * years for years in (1, 2, 5, 10, 25, 50, 100, 500, 1000, 2000, 5000)))


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
    return tuple(scale(days(month(n))) for n in starts), tuple(labels or ())


def _apart(labels: Iterable[Text]) -> list[Text] | None:
    """The labels, if each has room beside the one before; None as soon as one has not."""
    placed: list[Text] = []
    for label in labels:
        if placed and placed[-1].box[2] + 12 > label.box[0]:
            return None
        placed.append(label)
    return placed


def _label(scale: Scale, number: int, months: int, sheet: Sheet, language: str, y: float) -> Text:
    """The name of a month (of a year, where whole years are stepped), held within the sheet."""
    day = month(number)
    precision: dates.Precision = "month" if months < 12 else "year"
    said = wording.say(Date(day.isoformat(), day, day, precision), language)
    return held((said,), scale(days(day)), y, sheet, sheet.small, "tick")
