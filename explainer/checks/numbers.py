"""The numbers that a text says, and which of them are data."""

from __future__ import annotations

from dataclasses import replace

from explainer.checks.given import Given
from explainer.prose import Link
from explainer.quantities import units
from explainer.reading import mentions
from explainer.reading.mentions import Found


def numbers_of(given: Given, text: str) -> list[Found]:
    """The numbers of bound text."""
    return mentions.numbers_in(text, replace(given.content.site.usage, midway=True))


def spelled_in(link: Link, found: Found) -> str:
    """A number of a link's text as it is written there."""
    return link.text[found.start : found.end]


def is_trifle(found: Found, spelled: str) -> bool:
    """Number words up to ten, ordinal words and "a thousand" are language rather than data.

    So are fractions and multiples, which have a rule of their own.
    """
    if not found.words:
        return False
    if found.ordinal or found.rough:
        return True
    unit = found.quantity.unit
    amount = units.is_currency(unit) or unit.startswith("%")
    return not amount and (found.quantity.high <= 10 or spelled.startswith(("a ", "A ")))
