"""Numbers that bound text says without naming one: "two thirds", "dozens of", "hundreds of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from explainer import units
from explainer.mentions import Found
from explainer.numerals import lead_before
from explainer.values import Quantity

_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "nine": 9}
_FRACTION = re.compile(
    r"\b(?:(?P<count>a|one|two|three|four|nine)[- ](?P<part>third|quarter|fifth|tenth)s?"
    r"|(?P<half>half)(?! an? ))\b(?!-)",
    re.IGNORECASE,
)
_MANY = {
    "dozens": (Decimal(12), Decimal(100)),
    "hundreds": (Decimal(100), Decimal(1000)),
    "thousands": (Decimal(10) ** 3, Decimal(10) ** 6),
    "millions": (Decimal(10) ** 6, Decimal(10) ** 9),
    "billions": (Decimal(10) ** 9, Decimal(10) ** 12),
    "trillions": (Decimal(10) ** 12, Decimal(10) ** 15),
}
_TIMES = {"tens of": 10, "hundreds of": 100}
_VAGUE = re.compile(
    rf"\b(?:(?P<times>{'|'.join(_TIMES)}) (?P<scale>{'|'.join(list(_MANY)[2:])})"
    rf"|(?P<many>{'|'.join(_MANY)})) of\b",
    re.IGNORECASE,
)


def fractions_in(text: str) -> Iterator[Found]:
    """The fractions in a text, as percentages rounded to tens: "nearly half" is nearly 50 %."""
    for match in _FRACTION.finditer(text):
        part = _PARTS[(match["part"] or match["half"]).lower()]
        count = _COUNTS[(match["count"] or "one").lower()]
        share = Decimal(100 * count) / part
        lead = lead_before(text, match.start(), 0)
        quantity = Quantity(share, share, units.PERCENT, lead.hedge, step=Decimal(10))
        yield Found(quantity, lead.start, match.end(), words=True)


def vague_in(text: str) -> Iterator[Found]:
    """ "Hundreds of" and the like, each as the range of numbers that may be called so."""
    for match in _VAGUE.finditer(text):
        low, high = _MANY[(match["scale"] or match["many"]).lower()]
        if match["times"]:
            low = low * _TIMES[match["times"].lower()]
            high = low * 10
        yield Found(Quantity(2 * low, high), match.start(), match.end(), words=True)
