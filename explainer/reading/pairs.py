"""Two numbers with a sign between them, read by what they are said of: "52:48", "3:20", "3h20"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from explainer.quantities import dimensions, units
from explainer.quantities.numerals import lead_before
from explainer.quantities.values import Quantity
from explainer.reading.mentions import Found
from explainer.reading.shadows import fold

_PAIR = re.compile(
    r"(?<![\w.,:/–-])(\d{1,3}(?:\.\d+)?)(?: ?%| per ?cent)?( ?[:–-] ?| to )(\d{1,3}(?:\.\d+)?)"
    r"(?: ?%| per ?cent\b)?(?![\w:/]|[.,]\d)"
)
_TIME = re.compile(
    r"(?<![\w.,:])(\d{1,3})(?P<sign>:| ?(?:h|hrs?|hours?) ?)([0-5]?\d)"
    r"(?: ?(?:m|mins?|minutes?|hours?|hrs?|h))?(?![\w:]|[.,]\d)"
)
_HOURS = "hours and minutes"


def pairs_in(text: str, value: Quantity) -> Iterator[Found]:
    """The pairs in a text that is bound to a value, each as one amount of its kind.

    "52:48" is 52 %, or 52 of 100, or 1.083 times; "3:20" is 3 hours 20 minutes.
    """
    shadow = fold(text)
    timed = units.parts(value.unit) or dimensions.convertible(value.unit, "minutes")
    for match in (_TIME if timed else _PAIR).finditer(shadow.text):
        amount = _time(match, value) if timed else _share(match, value)
        if amount:
            start, end = shadow.starts[match.start()], shadow.starts[match.end()]
            lead = lead_before(shadow.text, match.start(), 0)
            yield Found(replace(amount, hedge=lead.hedge), start, end)


def _time(match: re.Match[str], value: Quantity) -> Quantity | None:
    """Hours and minutes; minutes and seconds where the value is in them."""
    clock = match["sign"] == ":"
    if clock and not units.parts(value.unit):
        return None
    unit = value.unit if clock else _HOURS
    larger, smaller = units.parts(unit) or ("", "")
    amount = dimensions.convert(Decimal(match[1]), larger, smaller) + Decimal(match[3])
    return Quantity(amount, amount, unit, text=match[0])


def _share(match: re.Match[str], value: Quantity) -> Quantity | None:
    """One side against the other, where the value is a share or a multiple."""
    first, second = Decimal(match[1]), Decimal(match[3])
    if value.low < value.high or not second:
        return None
    if value.unit == units.PERCENT and first + second == 100:
        return Quantity(first, first, units.PERCENT, text=match[0])
    if value.total == first + second and ":" in match[2]:
        return Quantity(first, first, total=value.total, text=match[0])
    if value.unit == units.TIMES and ":" in match[2]:
        ratio = first / second
        return Quantity(ratio, ratio, units.TIMES, step=Decimal("0.01"), text=match[0])
    return None
