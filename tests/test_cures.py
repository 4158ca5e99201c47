"""What people write in place of a value or a date: every cure that is offered is itself read."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product

import pytest

from explainer.problems import message_and_cure
from explainer.quantities import dates, values

# What is refused: the cure. A value behind "or" and "and" is one too.
VALUES = {
    "1.234,5 km": "write '1,234.5 km'",
    "1 234,5 km": "write '1,234.5 km'",
    "10,00,000 INR": "write '1,000,000 INR'",
    "1'000'000 CHF": "write '1,000,000 CHF'",
    "1_000_000": "write '1,000,000'",
    "EUR 1.234.567,89": "write 'EUR 1,234,567.89'",
    "every third child": "write '1 in 3'",
    "jede zweite": "write '1 in 2'",
    "rund 120.000 Bäume": "write 'about 120,000 Bäume' or 'about 120.00 Bäume'",
    "1 bis 5 %": "write '1 to 5 %'",
    "5,5 %": "write '5.5 %'",
    "1.000": "write '1,000' or '1.00'",
    ".5 %": "write '0.5 %'",
    "12 per 100,000": "write '12 cases per 100,000'",
    "12 cases per 100 000 people": "write '12 cases per 100,000 people'",
    "5 ± 1 %": "write '4 to 6 %'",
    "5 % +/- 1": "write '4 to 6 %'",
    "31/83": "write '31 of 83'",
    "43 of 7": "write '7 of 43'",
    "9 to 5 %": "write '5 to 9 %'",
    "“80 %”": "write '80 %'",
    "(5 %)": "write '5 %'",
    "80%.": "write '80%'",
    "52:48": "write '52 %'",
    "52-48": "write '52 %'",
    "3:1": "write '3 times'",
    "1e6": "write '1,000,000'",
    "1.5 × 10^6 km": "write '1,500,000 km'",
    "1 1/2 hours": "write '1.5 hours'",
    "⅓": "write '1 in 3'",
    "none": "write '0'",
    "no countries": "write '0 countries'",
    "n/a": "write 'unknown'",
    "—": "write 'unknown'",
    "million": "write '1 million'",
    "million EUR": "write '1 million EUR'",
    "5 mio EUR": "write '5 million EUR'",
    "1,5 Mrd. EUR": "write '1.5 billion EUR'",
    "5M EUR": "write '5 million EUR'",
    "25 Milliarden Euro": "write '25 billion Euro'",
    "5 millions people": "write '5 million people'",
    "1 billiard EUR": "write '1,000 trillion EUR'",
    "5 lakhs INR": "write '5 lakh INR'",
    "Rs. 5 crore": "write '5 crore INR'",
    "2 hundred thousand people": "write '200 thousand people'",
    "2 dozen eggs": "write '24 eggs'",
    "5 zloty PLN": "write '5 PLN'",
    "5m": "write '5 million' or '5 metres'",
    "5 m per year": "write '5 metres per year'",
    "2 million EUR (2.2 million USD)": "write '2 million EUR', and '2.2 million USD' as 'also:'",
    "5 % of workers": "write '5 %', and what is counted ('of workers')",
    "5 kg CO2": "write '5 kg', and what is counted ('CO2')",
    "5 RBU": "did you mean '5 RUB'?",
    "#5": "write '5th'",
    "once a year": "write '1 time per year'",
    "x10": "write '10 times'",
    "0,001": "write '0.001'",
    "5 (±1) %": "write '4 to 6 %'",
    "down 3 %": "write '-3 %'",
    "3 % less": "write '-3 %'",
    "– 3 %": "write '-3 %'",
    "20 % increase": "write '+20 %'",
    "5 EUR million": "write '5 million EUR'",
    "5 m USD": "write '5 million USD'",
    "$5/bbl": "write '$5 per barrel'",
    "3 EUR a tonne": "write '3 EUR per tonne'",
    "12 per 100k": "write '12 cases per 100,000'",
    "no. 3": "write '3rd'",
    "rank 12": "write '12th'",
    "5 [1]": "write '5'",
    "5¹": "write '5'",
    "10²": "write '100'",
    "1..5": "write '1 to 5'",
    "3:20 h": "write '3 hours 20 minutes'",
    "5 млн человек": "write '5 million человек'",
    "1.5亿元": "write '150,000,000 元'",
    "5 万人": "write '50,000 人'",
    "5 million crore": "write a number and its unit, such as",
    "1.5.2 km": "write a number and its unit, such as",
    "2025 autumn": "write a number and its unit, such as",
    "2025-Q1": "write a number and its unit, such as",
    "Ramadan 2024": "write a number and its unit, such as",
    "0x10": "write a number and its unit, such as",
    "total of thirds": "write a number and its unit, such as",
}

DATES = {
    "1870s": "write 187X",
    "the 1990s": "write 199X",
    "1800s": "write 18XX or 180X",
    "19th century": "write 18XX",
    "c. 1815": "write 1815~",
    "~2024": "write 2024~",
    "2024 (approx.)": "write 2024~",
    "probably 2024": "write 2024?",
    "2024~?": "write 2024%",
    "602": "write 0602",
    "AD 25": "write 0025",
    "2024-1-5": "write 2024-01-05",
    "2024/12/11": "write 2024-12-11",
    "2024.12.11": "write 2024-12-11",
    "12.11.2024": "write 2024-11-12",
    "20241211": "write 2024-12-11",
    "5/1/2024": "write 2024-01-05 or 2024-05-01",
    "13/12/2024": "write 2024-12-13",
    "2024-12-11T14:00": "write 2024-12-11",
    "2024-02-30": "write 2024-02-29",
    "2024-13": "write 2024",
    "11th December 2024": "write 2024-12-11",
    "Q3 2024": "write 2024-07/2024-09",
    "third quarter of 2024": "write 2024-07/2024-09",
    "H1 2026": "write 2026-01/2026-06",
    "early 2024": "write 2024-01/2024-04~",
    "mid-2024": "write 2024-05/2024-08~",
    "autumn 2025": "write 2025-23",
    "spring 2004": "write 2004-03/2004-05~",
    "2004-21": "write 2004/2021 or 2004-03/2004-05~",
    "“2021-21”": "write 2021-21",
    "'2021-22'": "write 2021/2022 or 2021-06/2021-08~",
    "2023-24": "write 2023/2024 or 2023-12/2024-02~",
    "2023/24": "write 2023/2024",
    "FY2023-24": "write 2023/2024",
    "1999-00": "write 1999/2000",
    "before 1900": "write ../1900",
    "by 2030": "write ../2030",
    "since 2020": "write 2020/..",
    "2020-present": "write 2020/..",
    "2020–": "write 2020/..",
    "May 2020 – June 2021": "write 2020-05/2021-06",
    "between 1990 and 2000": "write 1990/2000",
    "2025/2024": "write 2024/2025",
    "2024-W05": "write 2024-01-29/2024-02-04",
    "11 Dec": "write the year too, as in 2024-12-11",
    "44 BC": "years before Christ cannot be written as dates",
    "-0043-03-15": "years before Christ cannot be written as dates",
    "soon": "write 2030, 2024-12, 2024-12-11,",
}  # fmt: skip

NUMBERS = ("1.234,5", "10,00,000", "1'000", "5,5", "1 000,5", "1e6", ".5", "5", "½")
BEFORE = ("", "ca. ", "≥", "“", "only ", "+", "perhaps about ")
BEHIND = (
    "",
    " km",
    " %",
    " mio EUR",
    " Mrd. EUR",
    "M USD",
    " zloty PLN",
    " %”",
    " per cent.",
    "/h",
)


def cure_of(text: str) -> str:
    with pytest.raises(ValueError, match=r".") as refused:
        values.parse(text)
    return message_and_cure(refused.value)[1]


def date_cure_of(text: str) -> str:
    with pytest.raises(ValueError, match=r".") as refused:
        dates.parse(text)
    return message_and_cure(refused.value)[1]


@pytest.mark.parametrize(("text", "cure"), VALUES.items())
def test_a_refused_value_gets_the_value_to_write(text: str, cure: str) -> None:
    assert cure_of(text).startswith(cure)


@pytest.mark.parametrize(("text", "cure"), DATES.items())
def test_a_refused_date_gets_the_date_to_write(text: str, cure: str) -> None:
    assert date_cure_of(text).startswith(cure)


@pytest.mark.parametrize("text", VALUES)
def test_every_value_that_a_cure_offers_is_read(text: str) -> None:
    for offered in offers(cure_of(text)):
        values.parse(offered)


@pytest.mark.parametrize("text", [text for text in DATES if "BC" not in text and text[0] != "-"])
def test_every_date_that_a_cure_offers_is_read(text: str) -> None:
    offered = re.findall(r"(?<![\w.])(?:\d|\.\./)[^ ,()]+", date_cure_of(text))
    assert offered
    for date in offered:
        dates.parse(date)


def test_mistakes_upon_mistakes_get_a_value_that_is_read_or_none() -> None:
    refused = 0
    for parts in product(BEFORE, NUMBERS, BEHIND):
        text = "".join(parts)
        try:
            values.parse(text)
        except ValueError as error:
            refused += 1
            for offered in offers(message_and_cure(error)[1]):
                values.parse(offered)
    assert refused > 300


def offers(cure: str) -> list[str]:
    """The values that a cure offers, in quotes; not words to put elsewhere."""
    quoted = re.findall(r"'((?:[^']|(?<=\d)'(?=\d))+)'", re.sub(r"\('.*?'\)|'\w+:'", "", cure))
    assert quoted
    return quoted


# What is a value though it looks like a date, and the other way round, is asked about.
@pytest.mark.parametrize(
    ("text", "cure"),
    [
        ("Q1 2026", "if it is a date, write 2026-01/2026-03"),
        ("autumn 2025", "if it is a date, write 2025-23"),
        ("1870s", "write 187X"),
        ("44 BC", "years before Christ"),
        ("2020-present", "write 2020/.."),
        ("5/1/2024", "if it is a date, write 2024-01-05 or 2024-05-01"),
    ],
)
def test_a_date_in_words_where_a_value_may_stand_gets_its_date(text: str, cure: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cure)):
        dates.read(text)


def test_what_is_typed_is_never_offered_in_its_own_place() -> None:
    years, days = ("0000", "0044", "602", "1066", "187X"), ("", "-03", "-13", "-03-32", "/..")
    typed = ["".join(parts) for parts in product(years, days, ("", "~", "?", "%", "~?"))]
    refused = {text: cure for text in typed if (cure := refusal(dates.read, text))}
    assert len(refused) > 50
    assert [text for text, cure in refused.items() if text in cure.split()] == []


def refusal(read: Callable[[str], object], text: str) -> str:
    """The cure of a text that is refused; nothing where it is read."""
    try:
        read(text)
    except ValueError as error:
        return message_and_cure(error)[1]
    return ""


def test_looking_for_a_cure_ends_soon_whatever_the_text() -> None:
    for text in ("5,5 " * 2000, "1.1.1.1" * 500, "(" * 3000, "- " * 3000, "5 x " * 2000):
        assert cure_of(text)
