"""How many times the starting point something is, in words: twice, a third, 87 % of it."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Final

from explainer.quantities import spellings, units
from explainer.quantities.numerals import plain
from explainer.quantities.values import Quantity
from explainer.voice import wording
from explainer.voice.speech import voice

_FRACTIONS: Final = (
    (1, 2),
    (1, 3),
    (2, 3),
    (1, 4),
    (3, 4),
    (1, 5),
    (2, 5),
    (3, 5),
    (4, 5),
    (1, 10),
)


def times(multiple: Quantity, what: str, language: str) -> str:
    """``twice the starting point``, ``a third of the starting point``."""
    value, tell = multiple.low, voice(language).tell
    if value == 1:
        return tell("the same as %(what)s", what=what)
    if value == 2:
        return tell("twice %(what)s", what=what)
    if value > 1:
        size = wording.say(multiple, language)
        return tell("%(multiple)s %(what)s", multiple=size, what=what)
    part = _fraction(value, language) or spread(multiple, language)
    return tell("%(part)s of %(what)s", part=part, what=what)


def spread(multiple: Quantity, language: str) -> str:
    """A multiple in digits, or in per cent where it is below one; a range stays one."""
    if multiple.high >= 1:
        return wording.say(multiple, language)
    low, high = plain(multiple.low * 100), plain(multiple.high * 100)
    return wording.say(replace(multiple, low=low, high=high, unit=units.PERCENT), language)


def _fraction(value: Decimal, language: str) -> str:
    """In English the plain fraction that a number is when rounded as it is, two places at least."""
    place = min(value, Decimal("0.01"), key=lambda number: int(number.as_tuple().exponent))
    for part, whole in _FRACTIONS if language.startswith("en") else ():
        if (Decimal(part) / whole).quantize(place) == value:
            return spellings.fraction(part, whole)
    return ""
