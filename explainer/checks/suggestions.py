"""What a number in text may be bound to, as a cure."""

from __future__ import annotations

import re
from itertools import islice

from explainer.checks.given import Given
from explainer.model import Entry
from explainer.quantities.values import Quantity
from explainer.reading import mentions
from explainer.reading.mentions import Found


def suggestion(given: Given, found: Found, bound: Entry | None = None, otherwise: str = "") -> str:
    """The facts whose value agrees, as a cure; where another is bound, only by unit."""
    if re.fullmatch(r"\d+[:–-]\d+", found.quantity.text) and found.quantity.total is not None:
        return otherwise  # a score is no part of a whole
    certain = bound is None or found.quantity.unit
    bare = not (found.quantity.unit or found.quantity.hedge) and found.quantity.total is None
    likely = given.sizes.near(found.quantity) if certain else iter(())
    agreeing = (
        f"fact:{fact.id}"
        for fact, value in islice(likely, _MOST_LIKELY)
        if fact is not bound and mentions.supports(value, found)
        if not bare or _is(value, found.quantity)
    )
    if facts := list(islice(agreeing, _MOST_NAMED)):
        return f"bind it: [text]({' or '.join(facts)})"
    if otherwise or not (found.date or found.year):
        return otherwise
    first, *rest = (given.days.get(end, ()) for end in found.date.split("/"))
    events = [f"event:{one}" for one in first if all(one in other for other in rest)]
    return f"bind it: [text]({' or '.join(events[:_MOST_NAMED])})" if events else ""


# So many facts are named in a cure, of so many that may agree by their size.
_MOST_NAMED, _MOST_LIKELY = 3, 100


def _is(value: Quantity, number: Quantity) -> bool:
    """Whether a bare number is the very number of a value, or of its whole; no half of "1 in 5"."""
    return not value.ratio and number.low in (value.low, value.high, value.total)
