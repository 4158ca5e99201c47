"""Values as editors and sources write them, numbers in running text, and when two agree."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.quantities.values import Quantity, Unknown, agree, parse
from explainer.reading.mentions import numbers_in, supports


def quantity(text: str) -> Quantity:
    value = parse(text)
    assert isinstance(value, Quantity)
    return value


def described(value: Quantity) -> str:
    """A value in one canonical line, for tables."""
    number = f"{value.low}" if value.low == value.high else f"{value.low}..{value.high}"
    whole = f"of {value.total}" if value.total is not None else ""
    return " ".join(part for part in (value.hedge, number, whole, value.unit) if part)


# --- parse ----------------------------------------------------------------------------------------

PARSED = {
    # the forms that the documentation promises
    "11.2 trillion RUB": "11200000000000 RUB",
    "80 %": "80 %",
    "about 5 %": "about 5 %",
    "at least 850 billion RUB": "at least 850000000000 RUB",
    "over 11 trillion RUB": "over 11000000000000 RUB",
    "31 of 83": "31 of 83",
    "6 to 9 months": "6..9 months",
    "7 times": "7 times",
    "10 countries": "10 countries",
    # money
    "11.2 trillion roubles": "11200000000000 RUB",
    "11.2 trillion rubles": "11200000000000 RUB",
    "11.2tn ₽": "11200000000000 RUB",
    "RUB 11.2tn": "11200000000000 RUB",
    "$109 billion": "109000000000 USD",
    "US$109bn": "109000000000 USD",
    "109 billion dollars": "109000000000 USD",
    "109 bn usd": "109000000000 USD",
    "$109B": "109000000000 USD",
    "€5m": "5000000 EUR",
    "€ 5 million": "5000000 EUR",
    "1.5 million euros": "1500000 EUR",
    "1 euro": "1 EUR",
    "£30k": "30000 GBP",
    "2 billion pounds": "2000000000 GBP",
    "7 billion yuan": "7000000000 CNY",
    "7 billion RMB": "7000000000 CNY",
    "40 million Swiss francs": "40000000 CHF",
    "C$5m": "5000000 CAD",
    "R$5bn": "5000000000 BRL",
    # shares and multiples
    "80%": "80 %",
    "80 per cent": "80 %",
    "80 percent": "80 %",
    "4 percentage points": "4 percentage points",
    "4 pp": "4 percentage points",
    "seven-fold": "7 times",
    "sevenfold": "7 times",
    "7-fold": "7 times",
    "7x": "7 times",
    "7×": "7 times",
    "seven times": "7 times",
    # hedges in other words
    "more than 11 trillion RUB": "over 11000000000000 RUB",
    "up to 30 dams": "at most 30 dams",
    "almost 30 dams": "nearly 30 dams",
    "fewer than 30 dams": "under 30 dams",
    "around 30 dams": "about 30 dams",
    "~30 dams": "about 30 dams",
    # numbers in words, ordinals, separators, signs
    "fifteen rivers": "15 rivers",
    "a dozen rivers": "12 rivers",
    "one hundred and twenty-five rivers": "125 rivers",
    "31st of 83": "31 of 83",
    "31st": "31",
    "1,000 people": "1000 people",
    "1 000 people": "1000 people",
    "1\u00a0000 people": "1000 people",
    "−5 %": "-5 %",
    "-5 %": "-5 %",
    "minus 5 %": "-5 %",
    "0 dams": "0 dams",
    # ranges
    "six to nine months": "6..9 months",
    "6–9 months": "6..9 months",
    "6-9 months": "6..9 months",
    "between 6 and 9 months": "6..9 months",
    "5 % to 7 %": "5..7 %",
    "10 to 20 billion EUR": "10000000000..20000000000 EUR",
    "850 billion to 1 trillion EUR": "850000000000..1000000000000 EUR",
    "500 to 2 million people": "500..2000000 people",
    "$5bn to $7bn": "5000000000..7000000000 USD",
    "-5 to 3 %": "-5..3 %",
    # one unit over another
    "98 RUB per USD": "98 RUB per USD",
    "98 roubles per dollar": "98 RUB per USD",
    "3 tonnes per person": "3 tonnes per person",
    "850 billion EUR per year": "850000000000 EUR per year",
    # nouns stand as written
    "31 of 83 countries": "31 of 83 countries",
    "4 FM stations": "4 FM stations",
    "100 km": "100 km",
    "5m people": "5000000 people",
}  # fmt: skip


@pytest.mark.parametrize(("text", "meant"), PARSED.items())
def test_reads_what_people_write(text: str, meant: str) -> None:
    assert described(quantity(text)) == meant


def test_keeps_the_text_as_written() -> None:
    assert quantity("  at least 30   dams ").text == "at least 30 dams"


@pytest.mark.parametrize("text", ["unknown", "Unknown", " unknown "])
def test_unknown_is_a_value(text: str) -> None:
    assert isinstance(parse(text), Unknown)


@pytest.mark.parametrize(
    ("text", "step"),
    [
        ("11.2 trillion EUR", "100000000000"),
        ("850 billion EUR", "10000000000"),
        ("36 rivers", "1"),
        ("0.20 m³", "0.1"),
        ("1,000 people", "1000"),
        ("0 dams", "1"),
        ("6 to 9.5 months", "0.1"),
        ("10 to 12 months", "1"),
    ],
)
def test_knows_what_a_number_is_rounded_to(text: str, step: str) -> None:
    assert quantity(text).step == Decimal(step)


REFUSED = {
    "": "'2.4 billion EUR'",
    "many": "'2.4 billion EUR'",
    "Wednesday": "must be one number with its unit",
    "Covid-19": "must be one number with its unit",
    "5G": "must be one number with its unit",
    "thirds": "must be one number with its unit",
    "3 dams and 4 weirs": "must be one number with its unit",
    "6 to 6 months": "must be one number with its unit",
    "5 to over 7 months": "must be one number with its unit",
    "83 of 31": "a part must not be more than its whole",
    "2.5 of 5": "must be one number with its unit",
    "5B people": "must be one number with its unit",
    "9 to 6 months": "must be one number with its unit",
    "5 in Europe": "must be one number with its unit",
    "11,2 trillion RUB": "write '11.2 trillion RUB'",
    "1,00,000 people": "before three digits",
    "1.000.000 people": "write '1,000,000 people'",
    "1.000 people": "write '1,000 people'",
    "11 trillion RBU": "did you mean '11 trillion RUB'?",
    "5 QZQ": "'5 QZQs'",
    "80 % of workers": "('of workers')",
    "11 trillion RUB yearly": "`means`",
    "5m": "write '5 million' or '5 metres'",
    "5 m": "write '5 million' or '5 metres'",
    "1234567890123456 dams": "must be one number with its unit",
}  # fmt: skip


@pytest.mark.parametrize(("text", "cure"), REFUSED.items())
def test_refuses_with_a_cure(text: str, cure: str) -> None:
    with pytest.raises(ValueError, match=re.escape(cure)):
        parse(text)


@given(st.text(alphabet="0123456789,.%-–−$€ kmbtnxofRUBdsé \n½٣", max_size=20))
def test_bad_text_is_never_anything_but_a_value_error(text: str) -> None:
    with suppress(ValueError):
        value = parse(text)
        assert agree(value, value)


# --- agree ----------------------------------------------------------------------------------------

AGREE = [
    ("11.2 trillion RUB", "11.2 trillion roubles"),
    ("11.2 trillion RUB", "11 trillion RUB"),  # rounded to the last digit of the less precise
    ("11.2 trillion RUB", "11,200 billion RUB"),
    ("90.3 billion EUR", "about 90 billion EUR"),
    ("about 5 %", "5 %"),
    ("4.8 %", "5 per cent"),
    ("over 11 trillion RUB", "11.2 trillion RUB"),
    ("at least 850 billion RUB", "850 billion RUB"),
    ("nearly 1 trillion EUR", "0.98 trillion EUR"),
    ("at most 30 dams", "30 dams"),
    ("under 30 dams", "29 dams"),
    ("over 11 trillion RUB", "more than 11 trillion RUB"),
    ("over 11 trillion RUB", "at least 11 trillion RUB"),
    ("at least 30 dams", "at most 30 dams"),
    ("95 %", "100 %"),
    ("seven-fold", "7 times"),
    ("1 river", "1 rivers"),
    ("10 countries", "ten Countries"),
    ("28 organizations", "28 organisations"),
    ("100 km", "100 kilometres"),
    ("31 of 83", "31st of 83 countries"),
    ("6 to 9 months", "six to nine months"),
    ("98 RUB per USD", "98 roubles per dollar"),
    ("-5 %", "−5 %"),
    ("0 dams", "0 dams"),
    ("unknown", "unknown"),
]
DISAGREE = [
    ("11.2 trillion RUB", "11.2 billion RUB"),
    ("11.2 trillion RUB", "11.2 trillion USD"),
    ("11.2 trillion RUB", "11.2 trillion"),
    ("11.2 trillion RUB", "11.4 trillion RUB"),
    ("11.2 trillion RUB", "11.28 trillion RUB"),
    ("94 %", "100 %"),
    ("0.36 trillion RUB", "0.4 trillion RUB"),  # rounds to it, and is 10 % away
    ("104 rivers", "110 rivers"),  # rounds to 100, not to 110
    ("15 rivers", "16 rivers"),
    ("over 11 trillion RUB", "10.9 trillion RUB"),
    ("over 11 trillion RUB", "11 trillion RUB"),
    ("over 11 trillion RUB", "under 11 trillion RUB"),
    ("at least 850 billion RUB", "849 billion RUB"),
    ("nearly 1 trillion EUR", "1.01 trillion EUR"),
    ("under 30 dams", "30 dams"),
    ("under 30 dams", "at least 30 dams"),
    ("over 30 dams", "at most 30 dams"),
    ("at least 10 rivers", "40 rivers"),  # true, and yet another number
    ("80 %", "80 percentage points"),
    ("80 %", "80 times"),
    ("10 countries", "10 companies"),
    ("31 of 83", "30 of 83"),
    ("31 of 83", "31 of 84"),
    ("31 of 83", "31"),
    ("6 to 9 months", "6 to 12 months"),
    ("6 to 9 months", "7 months"),
    ("6 to 9 months", "6 to 9 weeks"),
    ("5 %", "-5 %"),
    ("0 dams", "1 dams"),
    ("unknown", "5 %"),
]  # fmt: skip


@pytest.mark.parametrize(("a", "b"), AGREE)
def test_values_that_tell_the_same_agree(a: str, b: str) -> None:
    assert agree(parse(a), parse(b))
    assert agree(parse(b), parse(a))


@pytest.mark.parametrize(("a", "b"), DISAGREE)
def test_values_that_tell_something_else_disagree(a: str, b: str) -> None:
    assert not agree(parse(a), parse(b))
    assert not agree(parse(b), parse(a))


WRITTEN = st.builds(
    "{}{}{} {}".format,
    st.sampled_from(["", "about ", "over ", "at least ", "nearly ", "under ", "at most "]),
    st.decimals(-30, 30, places=1).map(lambda number: f"{number:f}") | st.integers(0, 30),
    st.sampled_from(["", " thousand", " billion"]),
    st.sampled_from(["%", "RUB", "countries", ""]),
) | st.builds("{} of {}".format, st.integers(0, 3), st.integers(3, 5))


@given(WRITTEN, WRITTEN)
def test_agreement_goes_both_ways(a: str, b: str) -> None:
    assert agree(quantity(a), quantity(a))
    assert agree(quantity(a), quantity(b)) == agree(quantity(b), quantity(a))


# --- other units ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1 km", "1,000 metres"),
        ("2 hours", "120 minutes"),
        ("200 minutes", "3 hours 20 minutes"),
        ("2 weeks", "14 days"),
        ("2 years", "24 months"),
        ("1 TWh", "1,000 GWh"),
        ("100 km", "62 miles"),
        ("1 tonne", "1,000 kg"),
        ("120 Mt CO2", "0.12 Gt CO2"),
        ("1 hectare", "10,000 m²"),
        ("1 m³", "1,000 litres"),
        ("5 GB", "5,000 MB"),
        ("15 °C", "59 °F"),
        ("90 km/h", "25 m/s"),
        ("5 ‰", "0.5 %"),
        ("1 in 5 people", "20 %"),
        ("6 feet", "72 inches"),
        ("5.0 %", "5 %"),
        ("1 crore INR", "10 million INR"),
        ("1 milliard EUR", "1 billion EUR"),
    ],
)
def test_the_same_amount_in_another_unit_agrees(one: str, other: str) -> None:
    assert agree(parse(one), parse(other))
    assert agree(parse(other), parse(one))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2 km", "1,000 metres"),
        ("1 month", "30 days"),
        ("1 km", "1 kg"),
        ("5 km", "5 km²"),
        ("1 in 5 people", "25 %"),
        ("5 mW", "5 MW"),
        ("1 EUR", "1 USD"),
        ("15 °C", "15 °F"),
        ("120 Mt CO2", "120 Mt coal"),
        ("90 km/h", "90 km per day"),
    ],
)
def test_other_amounts_in_other_units_do_not(one: str, other: str) -> None:
    assert not agree(parse(one), parse(other))
    assert not agree(parse(other), parse(one))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("1,000 metres", "1 km"),
        ("one kilometre", "1,000 metres"),
        ("3 hours and 20 minutes", "3 hours 20 minutes"),
        ("12 cases", "12 cases per 100,000 people"),
        ("100,000 people", "12 cases per 100,000 people"),
    ],
)
def test_text_may_say_the_amount_in_another_unit(text: str, shown: str) -> None:
    [found] = numbers_in(text)
    assert supports(quantity(shown), found)


def test_text_in_another_unit_must_still_be_right() -> None:
    [found] = numbers_in("2,000 metres")
    assert not supports(quantity("1 km"), found)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("≥ 5 %", "at least 5 %"),
        ("<5 %", "under 5 %"),
        ("ca. 5 %", "about 5 %"),
        ("approx. 5 %", "about 5 %"),
        ("50 % or more", "at least 50 %"),
        ("60+ countries", "at least 60 countries"),
        ("from 5 to 10 %", "5..10 %"),
        ("half of the states", "1 of 2 states"),
        ("two-thirds", "2 of 3"),
        ("one in five people", "1 of 5 people"),
        ("2½ hours", "2.5 hours"),
        ("\u06f5\u066b\u06f5 \u066a", "5.5 %"),
        ("\uff15 %", "5 %"),
        ("−5 °C", "-5 degrees Celsius"),
        ("2h30", "150 hours and minutes"),
        ("5 ft 10 in", "70 feet and inches"),
        ("12 USD/t", "12 USD per tonne"),
        ("5 EUR/MWh", "5 EUR per MWh"),
        ("5 men/women", "5 men/women"),
        ("25 bn. EUR", "25000000000 EUR"),
        ("twice", "2 times"),
        ("1 lakh crore INR", "1000000000000 INR"),
        ("12 deaths per 1,000 live births", "12 deaths per 1,000 live births"),
    ],
)
def test_reads_values_as_people_write_them(text: str, value: str) -> None:
    assert described(quantity(text)) == value


@pytest.mark.parametrize(
    ("text", "shown", "agrees"),
    [
        ("½", "½", True),
        ("1/2", "0.5", True),
        ("½ km", "0.5 km", True),
        ("½ km", "0.75 km", False),
        ("½", "half", True),
        ("½", "31 of 83", False),
    ],
)
def test_a_fraction_sign_in_text_is_the_number_it_stands_for(
    text: str, shown: str, agrees: bool
) -> None:
    [found] = numbers_in(text)
    assert supports(quantity(shown), found) == agrees
