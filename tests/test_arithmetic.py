"""Formulas of derived facts: how they are written, what they come to, what rounding leaves open."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explainer.quantities.arithmetic import Computed, FormulaError, compute, ids
from explainer.quantities.values import Quantity, agree, parse
from explainer.voice.wording import say

VALUES = {
    "goal": "11.2 trillion EUR",
    "start": "0.2 trillion EUR",
    "goal-in-dollars": "109 billion USD",
    "spent": "over 850 billion EUR",
    "share": "80 %",
    "old-share": "5 %",
    "towns": "28 towns",
    "old-towns": "15 towns",
    "rivers": "36 rivers",
    "people": "70.5 million people",
    "visitors": "1,234 people",
    "guests": "1,111 people",
    "growth": "7 times",
    "rate": "98 EUR per USD",
    "length": "346 km",
    "rest": "12 kilometres",
    "rank": "31",
    "lag": "6 to 9 months",
    "place": "31 of 83",
    "none": "0 towns",
    "2nd-weir": "3 weirs",
    "some-towns": "about 30 towns",
    "gain": "4 percentage points",
    "first-year": "1.01 times",
    "second-year": "1.02 times",
    "third-year": "1.03 times",
}


def quantities() -> dict[str, Quantity]:
    parsed = {name: parse(text) for name, text in VALUES.items()}
    return {name: value for name, value in parsed.items() if isinstance(value, Quantity)}


def result(formula: str) -> Computed:
    return compute(formula, quantities())


# --- how a formula is written ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "names"),
    [
        ("goal / start", ("goal", "start")),
        ("(goal - start) / start", ("goal", "start")),
        ("weirs-2030 * 2", ("weirs-2030",)),
        ("2nd-weir + 3rd-weir", ("2nd-weir", "3rd-weir")),
        ("100 * 1,000.5", ()),
        ("  a  +  ( b * c )  ", ("a", "b", "c")),
    ],
)
def test_names_the_facts_of_a_formula(formula: str, names: tuple[str, ...]) -> None:
    assert ids(formula) == names


@pytest.mark.parametrize(
    ("formula", "offset"),
    [
        ("", 0),
        ("goal/start", 4),
        ("goal -start", 5),
        ("goal $ 3", 5),
        ("goal start", 5),
        ("goal / ", 7),
        ("goal / / start", 7),
        ("(goal / start", 0),
        ("goal / start)", 12),
        ("Goal / start", 0),
        ("-5 + goal", 0),
        ("(" * 500 + "goal" + ")" * 500, 0),
    ],
)
def test_says_where_a_formula_goes_wrong(formula: str, offset: int) -> None:
    with pytest.raises(FormulaError, match="spaces around") as mistake:
        ids(formula)
    assert mistake.value.offset == offset


# --- what it comes to -----------------------------------------------------------------------------

RESULTS = {
    "goal / start": "56 times",
    "(goal - start) / start": "55 times",
    "goal / start - 1": "55 times",
    "goal - start": "11 trillion euros",
    "goal + start": "11.4 trillion euros",
    "goal * 2": "22.4 trillion euros",
    "goal / 7": "1.6 trillion euros",
    "start * growth": "1.4 trillion euros",
    "spent / growth": "120 billion euros",
    "goal / goal-in-dollars": "103 euros per US dollar",
    "goal / rate": "114 billion US dollars",
    "goal-in-dollars * rate": "10.7 trillion euros",
    "goal / people": "159,000 euros per person",
    "share - old-share": "75 percentage points",
    "share / old-share": "16 times",
    "old-share + gain": "9%",
    "share - gain": "76%",
    "100 - share": "20%",
    "first-year * second-year * third-year": "1.06 times",
    "people * share": "56.4 million people",
    "people / share": "88.1 million people",
    "towns - old-towns": "13 towns",
    "towns / old-towns": "1.9 times",
    "towns / rivers": "0.78 towns per river",
    "visitors / guests": "1.111 times",
    "visitors - guests": "123 people",
    "length + rest": "358 kilometres",
    "rank * 2": "62",
    "none / towns": "0 times",
    "2 + 3 * 4": "14",
    "(2 + 3) * 4": "20",
    "12 / 3 / 2": "2",
    "10 - 3 - 2": "5",
    "1 / 3": "0.33",
}


@pytest.mark.parametrize(("formula", "said"), RESULTS.items())
def test_carries_units_and_no_more_digits_than_are_known(formula: str, said: str) -> None:
    assert say(result(formula).quantity, "en-GB") == said


def test_a_result_is_never_hedged() -> None:
    assert result("spent / growth").quantity.hedge == ""


@pytest.mark.parametrize(
    ("formula", "low", "high", "rounded"),
    [
        ("goal / start", 45, 75, ("start",)),
        ("share / old-share", 14, 18, ("old-share",)),
        ("old-share * growth", 29, 41, ("old-share", "growth")),
        ("some-towns * 2", 50, 70, ("some-towns",)),
        ("(goal - start) / start", 44, 74, ("start",)),
    ],
)
def test_says_what_rounding_leaves_open(
    formula: str, low: int, high: int, rounded: tuple[str, ...]
) -> None:
    found = result(formula)
    assert found.ranged
    assert (int(found.low), int(found.high), found.rounded) == (low, high, rounded)


@pytest.mark.parametrize("formula", ["goal / goal-in-dollars", "people * share", "goal - start"])
def test_small_rounding_is_not_worth_a_word(formula: str) -> None:
    found = result(formula)
    assert not found.ranged
    assert found.rounded == ()
    assert found.low <= found.quantity.low <= found.high


@pytest.mark.parametrize("formula", ["towns / old-towns", "towns - old-towns", "rank * 2"])
def test_what_has_been_counted_is_exact(formula: str) -> None:
    found = result(formula)
    assert found.low == found.high == found.quantity.low


# --- what has no result ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("formula", "reason"),
    [
        ("goal + goal-in-dollars", "must not add 'EUR' and 'USD'"),
        ("towns - rivers", "must not subtract 'towns' and 'rivers'"),
        ("goal + 5", "must not add 'EUR' and a number without a unit"),
        ("goal * goal-in-dollars", "must not multiply 'EUR' and 'USD'"),
        ("100 / goal", "must not divide a number without a unit and 'EUR'"),
        ("goal / rate / people / rivers", "must not divide"),
        ("goal / 0", "must not divide by 0"),
        ("goal / none", "must not divide by 0"),
        ("goal / (start - start)", "must not divide by 0"),
        ("goal / (start * 4 - spent)", "must not divide by what may be 0"),
        ("goal / elsewhere", "'elsewhere' has none"),
        ("lag / 2", "'lag' is '6 to 9 months'"),
        ("place / 2", "'place' is '31 of 83'"),
        (" + ".join(f"x-{n}" for n in range(9)), "at most 8 facts"),
        ("9" * 50 + " * " + "9" * 50, "too large"),
    ],
)
def test_says_why_there_is_no_result(formula: str, reason: str) -> None:
    values = quantities() | {f"x-{n}": quantities()["towns"] for n in range(9)}
    with pytest.raises(ValueError, match=re.escape(reason)):
        compute(formula, values)


TOKENS = [*list(VALUES)[:9], "+", "-", "*", "/", "(", ")", "7", "0", "1,000.5"]


@given(st.lists(st.sampled_from(TOKENS), max_size=9).map(" ".join))
def test_any_formula_has_a_result_or_a_reason(formula: str) -> None:
    with suppress(ValueError):
        found = result(formula)
        assert found.low <= found.high
        assert found.quantity.low.is_finite()


@given(st.decimals(1, 999, places=1), st.decimals(1, 999, places=1))
def test_the_range_holds_the_exact_quotient(a: Decimal, b: Decimal) -> None:
    values = {"a": parse(f"{a} EUR"), "b": parse(f"{b} EUR")}
    found = compute("a / b", values)  # type: ignore[arg-type]
    assert found.low <= found.quantity.low <= found.high
    assert abs(found.quantity.low - a / b) <= Decimal("0.05") * (a / b)


@pytest.mark.parametrize(
    ("formula", "inputs", "result"),
    [
        ("a + b", ("1 km", "500 metres"), "1.5 km"),
        ("a - b", ("3 hours", "90 minutes"), "1.5 hours"),
        ("a / b", ("120 Mt", "40,000,000 tonnes"), "3 times"),
        ("a * b", ("60 km/h", "30 minutes"), "30 km"),
        ("a + b", ("3 hours 20 minutes", "1 hour"), "260 minutes"),
    ],
)
def test_measures_of_one_dimension_are_converted(
    formula: str, inputs: tuple[str, str], result: str
) -> None:
    values = {name: parse(text) for name, text in zip("ab", inputs, strict=True)}
    assert agree(compute(formula, values).quantity, parse(result))  # type: ignore[arg-type]


def test_degrees_of_two_scales_are_not_added() -> None:
    with pytest.raises(ValueError, match="whose units do not fit; use facts in one unit"):
        compute("a + b", {"a": parse("5 °C"), "b": parse("41 °F")})  # type: ignore[dict-item]
