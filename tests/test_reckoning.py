"""What is reckoned of two facts, as the ledger knows them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from explainer.evidence import reckoning
from tests.drawn import CONTENT, LEDGER


def test_a_multiple_tells_what_rounding_leaves_open() -> None:
    goal, start = LEDGER.named("budget-goal"), LEDGER.named("budget-start")
    found = reckoning.multiple_of(CONTENT, goal, start)
    assert found is not None
    assert (found.quantity.low, found.quantity.unit) == (56, "times")
    assert (found.ranged, found.rounded) == (True, ("budget-start",))
    back = reckoning.multiple_of(CONTENT, start, goal)
    assert back is not None
    assert back.quantity.low < 1


@pytest.mark.parametrize(
    ("goal", "start"),
    [
        ("from-zero", "none-yet"),  # zero
        ("below-zero", "change-a"),  # both below zero
        ("weir-goal", "weir-start"),  # unknown
        ("budget-goal", "length-a"),  # euros, kilometres
    ],
)
def test_what_is_no_multiple_is_none(goal: str, start: str) -> None:
    assert reckoning.multiple_of(CONTENT, LEDGER.named(goal), LEDGER.named(start)) is None


@pytest.mark.parametrize(
    ("before", "after", "amount", "hedge"),
    [
        ("change-a", "change-b", "20", "about"),  # from -12.5 % to 7 %
        ("walkers#2007", "walkers#2010", "21", ""),
        ("walkers#2011", "walkers#2012", "-11", ""),
        ("walkers#2010", "walkers#2010", "0", ""),
    ],
)
def test_a_change_is_about_so_much_where_rounding_hides_the_rest(
    before: str, after: str, amount: str, hedge: str
) -> None:
    found = reckoning.change_between(CONTENT, LEDGER.named(before), LEDGER.named(after))
    assert found is not None
    assert (found.low, found.high) == (Decimal(amount), Decimal(amount))
    assert (found.unit, found.hedge) == ("percentage points", hedge)


@pytest.mark.parametrize("after", ["weir-start", "length-a", "rank-flow"])
def test_what_cannot_be_taken_from_each_other_has_no_change(after: str) -> None:
    """The unknown, another unit, a rank."""
    assert reckoning.change_between(CONTENT, LEDGER.named("change-a"), LEDGER.named(after)) is None
