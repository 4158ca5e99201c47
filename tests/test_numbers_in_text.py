"""Numbers in running text: what is found, what is passed over, and what bears it out."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.reading.mentions import Found, numbers_in, supports
from tests.test_values import described, quantity

# --- numbers in running text ----------------------------------------------------------------------

FOUND: dict[str, list[str]] = {
    # amounts
    "It adds 11.2tn to the budget": ["11200000000000"],
    "11.2 trillion roubles a year": ["11200000000000 RUB"],
    "worth $109 billion today": ["109000000000 USD"],
    "worth 109 bn USD today": ["109000000000 USD"],
    "worth USD109bn today": ["109000000000 USD"],
    "worth US$ 109 billion": ["109000000000 USD"],
    "a €1.5m grant": ["1500000 EUR"],
    "a grant of 1.5 million euros": ["1500000 EUR"],
    "£2.5bn for weirs": ["2500000000 GBP"],
    "2.5 billion Swiss francs": ["2500000000 CHF"],
    "11.2 trillion roubles ($109 billion)": ["11200000000000 RUB", "109000000000 USD"],
    "a million euros": ["1000000 EUR"],
    "two million people": ["2000000 people"],
    "over\n11 trillion\u00a0roubles": ["over 11000000000000 RUB"],
    # shares, multiples
    "80 per cent of towns": ["80 %"],
    "80 percent of towns": ["80 %"],
    "80% of towns, up from 5 %": ["80 %", "5 %"],
    "rose by 4 percentage points": ["4 percentage points"],
    "fell by −5 %": ["-5 %"],
    "grow seven-fold to 850 billion roubles": ["7 times", "850000000000 RUB"],
    "a sevenfold rise": ["7 times"],
    "seven times as much": ["7 times"],
    "7x or 7× as much": ["7 times", "7 times"],
    # hedges
    "more than 20 rivers": ["over 20 rivers"],
    "at least 20 rivers": ["at least 20 rivers"],
    "nearly 20 rivers": ["nearly 20 rivers"],
    "up to 20 rivers": ["at most 20 rivers"],
    "about 20 rivers": ["about 20 rivers"],
    # counted things
    "10 rivers": ["10 rivers"],
    "10 bonus rivers": ["10 rivers"],
    "a 5 x 3 grid": ["5", "3"],
    "at COP 29 and in the TOP 10": ["10"],
    "the 31st annual games": ["31 ordinal"],
    "10 other small rivers": ["10 rivers"],
    "28 towns from 21 countries, 11 of them new": ["28 towns", "21 countries", "11"],
    "The 36 were tested": ["36"],
    "a 21-member council": ["21"],
    "a 10,000-strong crowd": ["10000"],
    "1,000 people": ["1000 people"],
    "1 000 people": ["1000 people"],
    "1500 people": ["1500 people"],
    "over 2000 people": ["over 2000 people"],
    # time and measures
    "34 months later": ["34 months"],
    "a 34-month wait": ["34 months"],
    "a 100km stretch": ["100 km"],
    "100 kilometres upstream": ["100 kilometres"],
    "a 30-year plan": ["30 years"],
    # ranges
    "six to nine months behind": ["6..9 months"],
    "6–9 months": ["6..9 months"],
    "6-9 months": ["6..9 months"],
    "between 6 and 9 months": ["6..9 months"],
    "$5–7bn": ["5000000000..7000000000 USD"],
    "10 to 20 billion euros": ["10000000000..20000000000 EUR"],
    "from 14 to 21 towns": ["14", "21 towns"],  # a change, not a range
    "a score of 5-4": ["5", "4"],
    # parts of a whole
    "31 of 83": ["31 of 83"],
    "ranked 31st of 83 countries": ["31 of 83 countries ordinal"],
    "31st out of 83": ["31 of 83 ordinal"],
    "31st among the 83 countries": ["31 of 83 countries ordinal"],
    "31st": ["31 ordinal"],
    "12 of 8 towns": ["12", "8 towns"],
    "two of 2024's floods": ["2 words", "2024 year"],
    "one of 83 towns": ["1 of 83 towns"],
    # words
    "fifteen rivers": ["15 rivers words"],
    "Twenty-one rivers": ["21 rivers words"],
    "one hundred and twenty rivers": ["120 rivers words"],
    "a dozen rivers": ["12 rivers words"],
    "two dozen rivers": ["24 rivers words"],
    "the first and the third": ["1 ordinal words", "3 ordinal words"],
    "the twenty-first": ["21 ordinal words"],
    "one of ten": ["1 of 10 words"],
    # years and dates
    "by 2030": ["2030 year"],
    "the 2030 targets": ["2030 year"],
    "mid-2024": ["2024-38"],
    "2023–2030": ["2023 year", "2030 year"],
    "2023-2030": ["2023 year", "2030 year"],
    "from 2023 to 2030": ["2023 year", "2030 year"],
    "the 2024–25 season": ["2024/2025 year"],
    "the 2020s": ["202X year"],
    "In 2024 850 people came": ["2024 year", "850 people"],
    "on 11 December 2024": ["2024-12-11"],
    "on the 11th of December 2024": ["2024-12-11"],
    "on December 11, 2024,": ["2024-12-11"],
    "on Dec. 11, 2024": ["2024-12-11"],
    "on 2024-12-11": ["2024-12-11"],
    "on Wednesday, 11 December": ["XXXX-12-11"],
    "in Sept 2022": ["2022-09"],
    "in December 2024": ["2024-12"],
    "on 11–13 December 2024": ["2024-12-11/2024-12-13"],
    "on June 7 and 8": ["XXXX-06-07/XXXX-06-08"],
    "30 December 2024 – 1 January 2025": ["2024-12-30", "2025-01-01"],
    "In May 5 per cent said so; they may 5 times more": ["5 %", "5 times"],
    "on 13–11 December": ["13", "XXXX-12-11"],
    "on 31 February 2024": ["31", "2024-02"],
    # signs, other scripts, and what nobody sees
    "eigh\u00adty rafts, \u2066eleven\u2069 boats": ["80 rafts", "11 boats"],
    "½ of them, ¾ of all, 31/83": ["1 of 2", "3 of 4", "31 of 83"],
    "1½ million, 2 1/2 %, ½ million": ["1500000", "2.5 %", "500000"],
    "Ⅻ boats and ㉘ rafts, 10² and 10^3": ["12 boats", "28 rafts", "100", "1000"],
    "\uff18\uff10 \uff05 of ٣٤ towns": ["80 %", "34 towns"],
    "112億円 and 3個": ["112 億円", "3 個"],
    "8\u20e30 and 8\u03360 boats": ["80", "80 boats"],
    # glued
    "40pc at 50mph for 24hrs": ["40 pc", "50 mph", "24 hrs"],
    "3MW, 50USD, 99p, 30min": ["3 MW", "50 USD", "99 p", "30 min"],
    "5k, 10m, 2bn, 5M people": ["5000", "10000000", "2000000000", "5000000 people"],
    "4x4 and 6×10²³": ["4", "4", "6", "100000000000000000000000"],
    # grouped
    "3.000.000 people, 1'234'567 and 1’234": ["3000000 people", "1234567", "1234"],
    # parts
    "1 in 5, one in ten, nine out of ten": ["1 of 5", "1 of 10", "9 of 10"],
    # names
    "A Boeing 737, ISO 3166, Resolution 72/249 and § 12": [],
    "Article 7(2), version 2.1, v2.1.3, 24/7 and 9/11": [],
    "10.30 a.m., 14:30, 5 pm, the '90s, her 30s, 22h30": [],
    "Llama 3 and Gemini 1.5 on p. 7, pp. 7–9, fig. 3, no. 5": [],
    "the 9th Circuit, Section 2.3 of order 14171": [],
    "Regulation (EU) 2024/1689 and Directive 95/46/EC": [],
    "Group 42 answers Resolution 242": [],
    "Flight 370 vanished; iPhone 15 came, then iOS 17": [],
    "at Euro 2028, Euro 2024 and the World Cup 2026": [],
    "the 50+1 rule, 5+1 talks, a 50/50 chance, the 80/20 rule": [],
    "Euro 28 million, Euro 2028 a head; 50+ firms": ["28000000", "2028 year", "50"],
    "Flight 370 passengers, a 70/30 split, pH 7": ["370 passengers", "70", "30", "7"],
    "In Russia 31 firms; Germany 80 %; in Lisbon 66 were": ["31 firms", "80 %", "66"],
    "In the Hague 31 judges": ["31 judges"],
    "About 30. Nearly 50. On Monday 31": ["about 30", "nearly 50", "31"],
    # no numbers
    "Il-76, Covid-19, Mi-8 and Falcon-9.1": [],
    "A100, G7, H2O, COP29 and 5G": [],
    "see tide.example/2030/12 or https://example.org/a?b=3": [],
    "in report-2024.pdf or table_3, by dam4@example.org": [],
    "two-thirds of a river, at 10am": [],
    "version 3.11.2 of the 21st century": [],
    "someone often wondered about tension": [],
    "serial 12345678901234567890": [],
}  # fmt: skip


def seen(found: Found) -> str:
    flags = {"year": found.year, "ordinal": found.ordinal, "words": found.words}
    what = found.date or described(found.quantity)
    return " ".join([what, *(name for name, set_ in flags.items() if set_)])


def test_the_table_of_phrases_is_long_enough_to_mean_something() -> None:
    assert len(FOUND) >= 80


@pytest.mark.parametrize(("text", "numbers"), FOUND.items())
def test_finds_every_number_of_a_phrase(text: str, numbers: list[str]) -> None:
    words_are_shown = any(number.endswith("words") for number in numbers)
    found = [seen(one) for one in numbers_in(text)]
    assert [one if words_are_shown else one.removesuffix(" words") for one in found] == numbers


def test_says_where_a_number_stands() -> None:
    text = "The pact, worth over 11.2\ntrillion roubles, began on 11 December."
    assert [text[found.start : found.end] for found in numbers_in(text)] == [
        "over 11.2\ntrillion roubles",
        "11 December",
    ]


@given(st.lists(st.sampled_from([*FOUND, " ", "-", "(", "5", "to", "$"]), max_size=6).map(" ".join))
def test_numbers_never_overlap(text: str) -> None:
    end = 0
    for found in numbers_in(text):
        assert end <= found.start < found.end <= len(text)
        end = found.end


@pytest.mark.parametrize("digits", ["000", "\u00ad000", "\u0301000", "\uff10\uff10", "Ⅻ", "½"])
def test_digits_right_behind_a_fraction_are_none_of_it(digits: str) -> None:
    found = numbers_in(f"¼{digits} km")
    assert len(found) == 2
    assert found[0].end <= found[1].start


@pytest.mark.parametrize("text", ["½km", "2¼km", "about ¾kg"])
def test_a_measure_may_stand_right_behind_a_fraction(text: str) -> None:
    [found], [apart] = numbers_in(text), numbers_in(re.sub("([½¼¾])", r"\1 ", text))
    assert found.quantity == apart.quantity


@pytest.mark.timeout(60)  # a moment; hours where reading grows with the square of the length
def test_a_long_page_is_read_at_once() -> None:
    sentence = "The council spent 11.2 trillion roubles on 12 dams by 2030, as many rivers asked. "
    assert len(numbers_in(sentence * 5_000)) == 5_000 * len(numbers_in(sentence))


# --- supports -------------------------------------------------------------------------------------

SUPPORTED = [
    ("11.2 trillion RUB", "11.2 trillion roubles"),
    ("11.2 trillion RUB", "11.2 trillion"),
    ("11.2 trillion RUB", "some 11 trillion"),
    ("11.2 trillion RUB", "over 11 trillion roubles"),
    ("80 %", "80 per cent of towns"),
    ("80 %", "80"),
    ("7 times", "seven-fold"),
    ("31 of 83", "31st of 83 countries"),
    ("31 of 83", "31st"),
    ("31 of 83", "31"),
    ("31 of 83", "83 countries"),
    ("31 of 83", "more than 80 countries"),
    ("6 to 9 months", "six to nine months"),
    ("10 countries", "ten countries"),
    ("10 countries", "ten other small countries"),
    ("10 countries", "a 10-country pact"),
    ("4 computer models", "four models"),
    ("850 billion RUB per year", "850 billion roubles"),
    ("2030 people", "2030 people"),
    ("1,500", "1500"),
]
UNSUPPORTED = [
    ("11.2 trillion RUB", "11.2 billion roubles"),
    ("11.2 trillion RUB", "$11.2 trillion"),
    ("over 11 trillion RUB", "11 trillion roubles"),
    ("80 %", "80 percentage points"),
    ("80 %", "80 towns"),
    ("80 %", "80th"),
    ("31 of 83", "30th"),
    ("31 of 83", "31 of 84"),
    ("31 of 83", "83rd of 83"),
    ("31 of 83", "31 per cent"),
    ("6 to 9 months", "nine months"),
    ("6 to 9 months", "six to nine weeks"),
    ("10 countries", "ten companies"),
    ("11 rivers", "11 December"),
]


@pytest.mark.parametrize(("shown", "text"), SUPPORTED)
def test_text_that_says_what_the_fact_says(shown: str, text: str) -> None:
    [found] = numbers_in(text)
    assert supports(quantity(shown), found)


@pytest.mark.parametrize(("shown", "text"), UNSUPPORTED)
def test_text_that_says_something_else(shown: str, text: str) -> None:
    [found] = numbers_in(text)
    assert not supports(quantity(shown), found)
