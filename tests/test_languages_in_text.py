"""Amounts in running text, read as the language of the site writes them."""

from __future__ import annotations

import re

import pytest

from explainer.quantities.values import Quantity, parse
from explainer.reading.mentions import ENGLISH, Usage, numbers_in, supports
from explainer.voice.wording import say

LANGUAGES = (
    "en-GB en-US de de-CH de-AT fr fr-CH ru es pl it pt-BR nl sv da fi cs uk el hu ro bg".split()
)
VALUES = (
    "11.2 trillion RUB", "2 million EUR", "3.5 %", "80 %", "1,234.5", "1,234,567 people",
    "7 of 43", "6 to 9 months", "about 5 %", "at least 850 billion RUB", "over 11 trillion RUB",
    "10 countries", "500 km", "2.4 billion CHF", "7 times", "-3 %", "5 percentage points",
    "0.4 %", "12 tonnes", "1.09 trillion USD", "200,000,000 EUR",
)  # fmt: skip


def says(text: str, value: Quantity, language: str) -> bool:
    found = numbers_in(text, Usage(language))
    return bool(found) and all(supports(value, one) for one in found)


def other(text: str) -> str:
    """The text with its first digit changed."""
    return re.sub(r"\d", lambda match: str((int(match[0]) + 4) % 9 + 1), text, count=1)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("text", VALUES)
def test_what_is_printed_in_a_language_is_read_in_it(text: str, language: str) -> None:
    value = parse(text)
    assert isinstance(value, Quantity)
    printed = say(value, language)
    assert says(printed, value, language)
    assert not says(other(printed), value, language)


TYPED = [
    ("ru", "11,2 трлн рублей", "11.2 trillion RUB"),
    ("ru", "11,2 триллиона рублей", "11.2 trillion RUB"),
    ("de", "11,2 Billionen Rubel", "11.2 trillion RUB"),
    ("de", "2 Mio. Euro", "2 million EUR"),
    ("de", "1.234,5", "1,234.5"),
    ("de", "mindestens 850 Milliarden Rubel", "at least 850 billion RUB"),
    ("de", "6 bis 9 Monate", "6 to 9 months"),
    ("fr", "2,4 milliards d’euros", "2.4 billion EUR"),
    ("es", "11,2 billones de rublos", "11.2 trillion RUB"),
    ("pl", "3,5 %", "3.5 %"),
]


@pytest.mark.parametrize(("language", "text", "value"), TYPED)
def test_what_people_type_in_a_language_is_read_in_it(language: str, text: str, value: str) -> None:
    shown = parse(value)
    assert isinstance(shown, Quantity)
    assert says(text, shown, language)
    assert not says(other(text), shown, language)


@pytest.mark.parametrize("text", ["11,2 Milliarden Rubel", "11,2 Billionen Euro", "112 Billionen"])
def test_a_slip_of_scale_between_languages_is_one(text: str) -> None:
    value = parse("11.2 trillion RUB")
    assert isinstance(value, Quantity)
    assert not says(text, value, "de")


def test_a_billion_is_a_billion_in_english() -> None:
    assert [one.quantity.low for one in numbers_in("2 billion", ENGLISH)] == [2 * 10**9]
