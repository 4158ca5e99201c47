"""How values, dates, countries and lists read in a page's language."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.quantities.dates import read
from explainer.quantities.values import agree, parse
from explainer.reading.mentions import numbers_in
from explainer.voice.spaces import HARD
from explainer.voice.wording import count, country, date_as_given, listed, say, say_short

BRITISH = {
    # value: in a sentence, in a narrow place, where ⍽ is a hard space
    "11.2 trillion CHF": ("11.2 trillion Swiss francs", "CHF⍽11.2tn"),
    "0.2 trillion CHF": ("200 billion Swiss francs", "CHF⍽200bn"),
    "over 11 trillion CHF": ("over 11 trillion Swiss francs", ">CHF⍽11tn"),
    "at least 850 billion EUR": ("at least 850 billion euros", "≥€850bn"),
    "109 billion USD": ("109 billion US dollars", "US$109bn"),
    "1 GBP": ("1 British pound", "£1"),
    "1,250 GBP": ("1,250 British pounds", "£1,250"),
    "11,234,567 EUR": ("11,234,567 euros", "€11.23m"),
    "98.5 CHF per USD": ("98.5 Swiss francs per US dollar", "98.5⍽CHF⍽per⍽USD"),
    "80 %": ("80%", "80%"),
    "about 4.8 %": ("about 4.8%", "~4.8%"),
    "−5 %": ("−5%", "−5%"),
    "75 pp": ("75 percentage points", "75⍽percentage⍽points"),
    "seven-fold": ("7 times", "7×"),
    "31 of 83": ("31 of 83", "31/83"),
    "31 of 83 countries": ("31 of 83 countries", "31/83"),
    "6 to 9 months": ("6–9 months", "6–9⍽mths"),
    "5 to 7 %": ("5–7%", "5–7%"),
    "-5 to 3 %": ("−5 to 3%", "−5⍽to⍽3%"),
    "10 to 20 billion EUR": ("10–20 billion euros", "€10–20bn"),
    "850 billion to 1 trillion EUR": ("850 billion to 1 trillion euros", "€850bn⍽to⍽1tn"),
    "10 countries": ("10 countries", "10⍽countries"),
    "2 million people": ("2 million people", "2m⍽people"),
    "12,345 km": ("12,345 kilometres", "12,345⍽km"),
    "5 kilowatt-hours": ("5 kilowatt-hours", "5⍽kWh"),
    "3 tonnes per person": ("3 tonnes per person", "3⍽t⍽per⍽person"),
    "unknown": ("unknown", "?"),
    "2030": ("2030", "2030"),
    "2024-12": ("December 2024", "Dec⍽2024"),
    "2024-12-11": ("11 December 2024", "11⍽Dec⍽2024"),
    "2024-12-11~": ("about 11 December 2024", "about⍽11⍽Dec⍽2024"),
    "2024?": ("possibly 2024", "possibly⍽2024"),
    "2024-12-30/2025-01-01": ("30 December 2024 – 1 January 2025", "30⍽Dec⍽2024 – 1⍽Jan⍽2025"),
    "2024-12-11/2024-12-13": ("11–13 December 2024", "11–13⍽Dec⍽2024"),
    "2024-12-30/2025-01-02": ("30 December 2024 – 2 January 2025", "30⍽Dec⍽2024 – 2⍽Jan⍽2025"),
    "2024-11-30/2024-12-02": ("30 November – 2 December 2024", "30⍽Nov – 2⍽Dec⍽2024"),
    "2024-12-11/2025-12-11": ("11 December 2024 – 11 December 2025", "11⍽Dec⍽2024 – 11⍽Dec⍽2025"),
    "2025-01/2025-06": ("January–June 2025", "Jan–Jun⍽2025"),
    "2024-12/2025-01": ("December 2024 – January 2025", "Dec⍽2024 – Jan⍽2025"),
    "2024-12/2024-12": ("December 2024", "Dec⍽2024"),
    "2023/2025": ("2023–2025", "2023–2025"),
    "2023/2025-06": ("2023 – June 2025", "2023 – Jun⍽2025"),
    "../2030": ("until 2030", "until⍽2030"),
    "2024-05/..": ("since May 2024", "since⍽May⍽2024"),
    "202X": ("2020–2029", "2020–2029"),
}  # fmt: skip

ELSEWHERE = {
    "en": {
        "11.2 trillion GBP": "11.2 trillion British pounds",
        "12,345 km": "12,345 kilometers",
        "2024-12-11": "December 11, 2024",
        "2024-12-11/2024-12-13": "December 11–13, 2024",
        "2024-11-30/2024-12-02": "November 30 – December 2, 2024",
    },
    "de": {
        "11.2 trillion EUR": "11,2 Billionen Euro",
        "at least 850 billion USD": "mindestens 850 Milliarden US-Dollar",
        "80 %": "80\u00a0%",
        "31 of 83": "31 von 83",
        "6 to 9 months": "6–9 Monate",
        "seven-fold": "7-mal",
        "2025-01/2025-06": "Januar–Juni 2025",
        "2024-12-11/2024-12-13": "11.–13. Dezember 2024",
        "2024-11-30/2024-12-01": "30. November – 1. Dezember 2024",
        "2024-12-11~": "etwa 11. Dezember 2024",
        "unknown": "unbekannt",
    },
    "fr": {
        "11.2 trillion EUR": "11,2 billions d’euros",
        "1 million people": "1 million de people",
        "10 million people": "10 millions de people",
        "1 million USD": "1 million de dollars des États-Unis",
        "98 USD": "98 dollars des États-Unis",
        "over 10 months": "plus de 10 mois",
        "31 of 83": "31 sur 83",
        "2024-12-30/2025-01-01": "30 décembre 2024 – 1 janvier 2025",
    },
    "ru": {
        "11.2 trillion CHF": "11,2 триллиона швейцарских франков",
        "21 CHF": "21 швейцарский франк",
        "6 to 9 months": "6–9 месяцев",
        "31 of 83": "31 из 83",
        "2024-12": "декабрь 2024\u00a0г.",  # noqa: RUF001
        "2024-12-11/2024-12-13": "11–13 декабря 2024\u00a0г.",  # noqa: RUF001
        "2024-12/2025-01": "декабрь 2024 – январь 2025\u00a0г.",  # noqa: RUF001
    },
    "es": {
        "2024-12-11/2024-12-13": "11–13 de diciembre de 2024",
        "2025-01/2025-06": "enero–junio de 2025",
    },
    "fa": {"2025-04/2025-06": "آوریل–ژوئن 2025"},
    "hu": {"2024-12-11/2024-12-13": "2024. december 11–13."},
    "ja": {
        "11.2 trillion EUR": "11.2兆ユーロ",
        "2024-12-11": "2024年12月11日",
        "2024-11-30/2024-12-02": "2024年11月30日–12月2日",
        "2025-01/2025-06": "2025年1–6月",
    },
    "vi": {"2025-01/2025-06": "tháng 1 – tháng 6 năm 2025"},
    "zh": {"2024-12-11/2024-12-13": "2024年12月11–13日"},
}


@pytest.mark.parametrize(("text", "said"), BRITISH.items())
def test_reads_well_in_british_english(text: str, said: tuple[str, str]) -> None:
    value = read(text)
    assert (say(value, "en-GB"), say_short(value, "en-GB").replace(HARD, "⍽")) == said


@pytest.mark.parametrize(
    ("language", "text", "said"),
    [(language, *pair) for language, pairs in ELSEWHERE.items() for pair in pairs.items()],
)
def test_reads_well_in_other_languages(language: str, text: str, said: str) -> None:
    assert say(read(text), language) == said


RANGES = [text for text in BRITISH if re.fullmatch(r"\d{4}[\d-]*/\d[\d-]+", text)]


@pytest.mark.parametrize("language", "ar bg cs en-CA es eu fi he hy ko lt lv sv th uk vi".split())
@pytest.mark.parametrize("text", RANGES)
def test_the_dash_between_dates_is_ours_in_every_language(language: str, text: str) -> None:
    """CLDR has an en dash, an em dash or a word there, with spaces or without, as editions go."""
    for said in (say(read(text), language), say_short(read(text), language)):
        others = said.replace(" – ", "")
        assert not re.search(r" –|– |[—~]", others)
        assert others == said or re.search(r"[\s-]", others)


@pytest.mark.parametrize("language", ["en-GB", "en_GB", "pt-BR", "zh-Hans", "ar", "hi"])
@pytest.mark.parametrize("text", BRITISH)
def test_every_value_can_be_said_in_any_language(language: str, text: str) -> None:
    for said in (say(read(text), language), say_short(read(text), language)):
        assert said
        assert not re.search(r"[{}¤]|duration|length", said)


@pytest.mark.parametrize(
    "text", [text for text in BRITISH if not re.search(r"^\d{3}[\dX]|^\.\.|unknown| per |pp", text)]
)
def test_what_is_printed_in_english_reads_as_the_same_value(text: str) -> None:
    value = parse(text)
    assert agree(parse(say(value, "en-GB")), value)
    [found] = numbers_in(say(value, "en-GB"))
    assert agree(found.quantity, value)


@given(
    st.decimals(Decimal("0.01"), Decimal(10**12), places=2),
    st.sampled_from(["%", "CHF", "EUR", "months", "rivers", "times"]),
)
def test_no_digit_gets_lost(number: Decimal, unit: str) -> None:
    value = parse(f"{number} {unit}")
    said = parse(say(value, "en-GB"))
    assert said.low == value.low  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2024-12-30", "30. Dezember 2024"),
        ("2025~", "etwa 2025"),
        ("Mittwoch", "Mittwoch"),
        ("", ""),
    ],
)
def test_a_date_that_a_source_gives_is_said_and_a_wording_kept(text: str, said: str) -> None:
    assert date_as_given(text, "de") == said


# --- countries, lists, counts ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("BRA", "en-GB", "Brazil"),
        ("BRA", "fr", "Brésil"),
        ("DEU", "ru", "Германия"),
        ("XKX", "de", "Kosovo"),
    ],
)
def test_countries_are_named_in_the_language(code: str, language: str, name: str) -> None:
    assert country(code, language) == name


@pytest.mark.parametrize("code", ["BRX", "br", "BR", "Brazil", ""])
def test_an_unknown_country_is_refused_with_a_cure(code: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"alpha-3 code, not {code!r}; ") + "."):
        country(code, "en-GB")


def test_lists_and_counts_follow_the_language() -> None:
    assert listed([], "en-GB") == ""
    assert listed(["a"], "en-GB") == "a"
    assert listed(["a", "b", "c"], "en-GB") == "a, b and c"
    assert listed(["a", "b", "c"], "de") == "a, b und c"
    assert count(1234, "en-GB") == "1,234"
    assert count(1234567, "de") == "1.234.567"


@pytest.mark.parametrize("language", ["", "english", "xx-YY", "e"])
def test_a_language_that_is_none_is_refused(language: str) -> None:
    with pytest.raises(ValueError, match=re.escape(f"not {language!r}")):
        count(1, language)
