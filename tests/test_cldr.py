"""What is printed with the names of the Unicode CLDR, word for word: ``tests/cldr/LANGUAGE.txt``.

An edition of CLDR that words something otherwise fails here, and shows what would change on a site.
Read the difference; if it is right, ``python -m tests.test_cldr`` takes it over. ⍽ is a hard space.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pycountry
import pytest

from explainer.quantities import dates, units
from explainer.quantities.values import parse
from explainer.voice.spaces import HARD
from explainer.voice.wording import count, country, language_name, listed, say, say_short
from tests.test_languages_of_values import LANGUAGES as TAGS

HERE = Path(__file__).with_name("cldr")
LANGUAGES = ("en", "en-GB", "de", "fr", "ru")
CURRENCIES = (
    *units.MAIN_CURRENCIES, "AED", "AUD", "BRL", "BYN", "CAD", "CHF", "CZK", "DKK", "HKD", "IDR",
    "ILS", "IRR", "KRW", "KZT", "MXN", "NOK", "NZD", "PLN", "SAR", "SEK", "TRY", "UAH", "ZAR",
)  # fmt: skip
AMOUNTS = ("1", "2", "5", "3 million")
NUMBERS = ("-5", "12,345,678", "0.25", "1 million", "2.5 billion", "11 trillion", "5 %", "-0.5 %")
PARTS = ("3 hours 20 minutes", "5 feet 10 inches")
RANGES = (
    "2025-01/2025-06", "2024-12/2025-01", "2024-12-11/2024-12-13", "2024-11-30/2024-12-02",
    "2024-12-30/2025-01-02", "2025", "0045", "202X",
)  # fmt: skip
MONTHS = tuple(f"2025-{month:02}" for month in range(1, 13))
DATES = (*MONTHS, *(f"{month}-09" for month in MONTHS), *RANGES)


def lines(language: str) -> Iterator[tuple[str, ...]]:
    """What is written, and how it is said in the language, at length and in narrow places."""
    for text in (*NUMBERS, *PARTS, *DATES):
        yield text, *_said(text, language)
    for unit in (*CURRENCIES, *units.measures()):
        said = [_said(f"{amount} {unit}", language) for amount in AMOUNTS]
        yield unit, *(long for long, _ in said), *(short for _, short in said[-2:])
    yield "lists", *(listed(list("abcd")[:many], language) for many in (2, 3, 4))
    yield "counts", *(count(number, language) for number in (999, 1234, 56789, 1234567))
    yield from ((tag, language_name(tag, language)) for tag in TAGS)
    codes = sorted({entry.alpha_3 for entry in pycountry.countries} | {"XKX"})
    yield from ((code, country(code, language)) for code in codes)


def _said(text: str, language: str) -> tuple[str, str]:
    value = dates.parse(text) if text in DATES else parse(text)
    return say(value, language), say_short(value, language)


def printed(language: str) -> str:
    return "".join(" | ".join(line).replace(HARD, "⍽") + "\n" for line in lines(language))


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_edition_of_cldr_changes_what_is_printed_unseen(language: str) -> None:
    known = (HERE / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    now = printed(language).splitlines()
    changed = [f"-{line}" for line in known if line not in now]
    changed += [f"+{line}" for line in now if line not in known]
    assert not changed, "\n".join(changed)
    assert now == known


@pytest.mark.parametrize("language", TAGS)
def test_two_kinds_of_spaces_are_printed_and_no_other(language: str) -> None:
    texts = (*NUMBERS, *PARTS, *DATES)
    said = [country("ALA", language), count(1234567, language)]
    said += [one for text in texts for one in _said(text, language)]
    assert {char for char in "".join(said) if char.isspace()} <= {" ", HARD}


if __name__ == "__main__":
    for one in LANGUAGES:
        (HERE / f"{one}.txt").write_text(printed(one), encoding="utf-8")
