"""Values in many languages: nothing is lost, nothing raises, and no value mixes two languages."""

from __future__ import annotations

import re
import unicodedata
from decimal import Decimal
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.quantities.dates import read
from explainer.quantities.values import Quantity, parse
from explainer.voice.wording import say, say_short, with_one_stop

LANGUAGES = (
    "en-GB", "en", "en-IN", "de", "de-CH", "fr", "fr-CH", "it", "it-CH", "es", "es-MX", "pt",
    "pt-PT", "nl", "ru", "uk", "pl", "cs", "sv", "fi", "hu", "tr", "el", "he", "ar", "fa", "hi",
    "bn", "zh", "ja", "ko", "th", "sw", "ca", "ro", "eu",
)  # fmt: skip
NUMBERS = (
    "0", "1", "2", "5", "21", "1.0", "1.50", "0.0001", "1,234.50", "999,999", "1,234,567",
    "1 million", "1.50 million", "2.4 billion", "11.2 trillion", "123,456.789", "-3", "+3",
    "6 to 9", "0.0004 to 0.0008", "950,000 to 1.2 million", "-5 to 3",
)  # fmt: skip
UNITS = ("", "EUR", "RUB", "%", "percentage points", "times", "km", "kg", "hours", "°C", "km/h",
         "EUR per USD", "‰")  # fmt: skip
HEDGES = ("", "about ", "at least ", "over ", "nearly ", "at most ", "under ")
OTHERS = (
    "31 of 83", "1 in 5", "3 hours 20 minutes", "5 feet 10 inches", "unknown", "2030", "2024-12",
    "2024-12-11~", "2024?", "2020/..", "../2030", "2025-23", "2024-12-11/2024-12-13", "202X",
)  # fmt: skip
# Not those that are words of other languages too: per, over, of, point.
ENGLISH = re.compile(
    r"\b(?:about|at least|nearly|at most|under|to|times?|percentage|since|until|possibly|unknown"
    r"|spring|autumn|and)\b"
)
# What units and currencies are called in any script, and the sign for percentage points.
INTERNATIONAL = re.compile(r"\b(?:pp|km|kg|h|EUR|USD|RUB|US|C|F|GB|K|M|B|T|NT|CA)\b|°C|[CR]?\$")
OWN_SCRIPT = {
    "ru": "CYRILLIC", "uk": "CYRILLIC", "el": "GREEK", "he": "HEBREW", "ar": "ARABIC",
    "fa": "ARABIC", "hi": "DEVANAGARI", "bn": "BENGALI", "ko": "HANGUL", "th": "THAI",
}  # fmt: skip


def written() -> list[str]:
    amounts = [
        f"{hedge}{number} {unit}".strip()
        for hedge, number, unit in product(HEDGES[:3], NUMBERS, UNITS)
    ]
    return amounts + [f"{hedge}5 %" for hedge in HEDGES] + list(OTHERS)


WRITTEN = written()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_value_is_said_without_a_hole(language: str) -> None:
    for text in WRITTEN:
        for said in (say(read(text), language), say_short(read(text), language)):
            assert said, text
            assert not re.search(r"[{}¤]|duration|length|-per-", said), (text, said)


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_digit_is_lost_and_no_nought_behind_the_point(language: str) -> None:
    for number in NUMBERS[:10]:
        for unit in ("", "EUR", "%", "kg", "°C"):
            said = say(read(f"{number} {unit}".strip()), language)
            digits = "".join(str(unicodedata.decimal(c)) for c in said if c.isdecimal())
            if digits or number not in ("1", "2"):  # "one kilogram" has a form of its own
                assert digits == re.sub(r"\D", "", number), (number, unit, said)


@pytest.mark.parametrize("language", [one for one in LANGUAGES if not one.startswith("en")])
def test_no_english_word_stands_in_another_language(language: str) -> None:
    for text in WRITTEN:
        for said in (say(read(text), language), say_short(read(text), language)):
            assert not ENGLISH.search(said), (text, said)


@pytest.mark.parametrize(("language", "script"), OWN_SCRIPT.items())
def test_no_value_mixes_two_scripts(language: str, script: str) -> None:
    for text in WRITTEN:
        said = INTERNATIONAL.sub("", say(read(text), language))
        letters = [char for char in said if char.isalpha()]
        assert all(script in unicodedata.name(char) for char in letters), (text, said)


@given(
    st.decimals(Decimal("-1000000"), Decimal(10**12), places=2),
    st.sampled_from(
        ["", "%", "CHF", "EUR", "months", "rivers", "times", "km", "percentage points"]
    ),
    st.sampled_from(["en", "en-GB"]),
)
def test_what_english_prints_is_read_as_the_same_value(
    number: Decimal, unit: str, language: str
) -> None:
    value = parse(f"{number:f} {unit}".strip())
    again = parse(say(value, language))
    assert isinstance(value, Quantity)
    assert isinstance(again, Quantity)
    assert (again.low, again.high) == (value.low, value.high)


SAID = {
    "es": {
        "950,000 to 1.2 million EUR": "950.000 a 1,2 millones de euros",
        "over 11 trillion RUB": "más de 11 billones de rublos rusos",
        "2 percentage points": "2 puntos porcentuales",
        "1 percentage point": "1 punto porcentual",
        "2 million km": "2 millones de kilómetros",
        "1,234 km": "1234 kilómetros",
        "2020/..": "desde 2020",
        "2025-23": "otoño de 2025",
    },
    "it": {"5 million EUR": "5 milioni di euro", "1 times": "1 volta"},
    "de-CH": {"1,234,567 people": "1'234'567 people", "1,234.50 CHF": "1'234.50 Schweizer Franken"},
    "fr-CH": {"1,234,567 people": "1'234'567 people"},
    "en-IN": {"10 million INR": "1 crore Indian rupees", "1,234,567 people": "12,34,567 people"},
    "sw": {"2 million EUR": "milioni 2 yuro"},
    "ja": {"over 5 %": ">5%", "2 percentage points": "2 pp", "2020/..": "2020年 – …"},
    "tr": {"5 %": "%5", "about 5 %": "~%5"},
    "zh": {"90 km/h": "每小时90公里"},
    "ro": {"5 million EUR": "5 milioane de euro"},
    "en-GB": {
        "5.0 %": "5.0%",
        "1.50 EUR": "1.50 euros",
        "1.0 kg": "1.0 kilograms",
        "11.20 trillion RUB": "11.20 trillion Russian roubles",
        "0.0004 to 0.0008 kg": "0.0004–0.0008 kilograms",
        "1 percentage point": "1 percentage point",
        "1 times": "1 time",
        "1 countries": "1 country",
        "+3 %": "+3%",
        "+2 to +3 %": "+2 to +3%",
        "90 km/h": "90 kilometres per hour",
        "12 cases per 100,000 people": "12 cases per 100,000 people",
        "3 hours 20 minutes": "3 hours, 20 minutes",
        "two-thirds of countries": "two thirds of countries",
        "half": "half",
        "over half of the workers": "over half of workers",
        "1 in 2": "1 in 2",
        "a third": "a third",
        "nearly one third": "nearly a third",
        "a quarter": "a quarter",
        "three fourths": "three quarters",
        "an eighth": "an eighth",
        "1 in 5 people": "1 in 5 people",
        "1 crore INR": "10 million Indian rupees",
        "1 milliard EUR": "1 billion euros",
        "59 °F": "59 degrees Fahrenheit",
    },
}


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [(language, *pair) for language, pairs in SAID.items() for pair in pairs.items()],
)
def test_reads_as_people_of_the_language_write(language: str, text: str, said: str) -> None:
    assert say(read(text), language) == said


def test_a_sentence_behind_an_abbreviation_ends_in_one_full_stop() -> None:
    assert with_one_stop("Checked 2022 г.. Then") == "Checked 2022 г. Then"  # noqa: RUF001
    assert with_one_stop("<time>2022 г.</time>.</p>") == "<time>2022 г.</time></p>"  # noqa: RUF001
    assert with_one_stop("../2030 and a..b and wait...") == "../2030 and a..b and wait..."
