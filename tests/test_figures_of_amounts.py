"""Targets, bars and rankings: as long as their amounts, and told in words too."""

from __future__ import annotations

import pytest

from explainer.figures import multiples, rows
from explainer.quantities import values
from tests.drawn import (
    SHEETS,
    draw,
    words,
)


def bars(name: str, sheet: str = "wide") -> list[rows.Bar]:
    return list(getattr(draw(name), sheet).bars)


@pytest.mark.parametrize("sheet", SHEETS)
def test_bars_are_as_long_as_their_amounts_from_zero(sheet: str) -> None:
    """200 million, 600 to 900 million, 11.2 billion: a start, a range measured later, a target."""
    start, measured, rest, goal = bars("budget", sheet)
    assert [bar.mark for bar in (start, measured, rest, goal)] == [
        "start", "measured", "measured", "target",
    ]  # fmt: skip
    axis = getattr(draw("budget"), sheet).axes[0]
    assert start.x == measured.x == goal.x == axis.zero
    assert goal.width / 11.2 == pytest.approx(start.width / 0.2, rel=0.1)
    assert goal.width / 11.2 == pytest.approx(measured.width / 0.6, rel=0.05)
    assert (rest.open, measured.open) == (True, False)
    assert rest.x == pytest.approx(measured.x + measured.width, abs=0.2)
    assert rest.width / 0.3 == pytest.approx(measured.width / 0.6, rel=0.05)
    assert measured.height < start.height


def test_less_than_zero_goes_to_the_left_and_its_value_stays_readable() -> None:
    less, more = bars("changes")
    zero = draw("changes").wide.axes[0].zero
    assert less.x + less.width == pytest.approx(zero, abs=0.1)
    assert more.x == zero
    assert less.width / 12.5 == pytest.approx(more.width / 7, rel=0.01)


def test_what_is_unknown_or_zero_or_in_another_unit_has_words_but_no_bar() -> None:
    goals, extremes = draw("goals"), draw("extremes")
    assert sum(bar.mark == "start" for bar in goals.wide.bars) == 2
    assert "unknown" in words(goals.wide)
    assert "0 ladders" in words(extremes.wide)
    assert "3 months" in words(extremes.wide)
    assert not any(bar.mark == "measured" for bar in extremes.wide.bars)


def test_the_smallest_amount_can_still_be_seen() -> None:
    dew = next(bar for bar in bars("extremes") if bar.mark == "start")
    assert dew.width >= 1


def test_every_unit_has_an_axis_of_its_own_and_bars_share_one() -> None:
    assert len(draw("goals").wide.axes) == 3
    assert len(draw("lengths").wide.axes) == 1


def test_the_multiple_is_in_words_and_ours() -> None:
    drawing = draw("budget")
    for said in (words(drawing.wide), words(drawing.narrow), drawing.description):
        assert "56 times the starting point" in said
        assert "Our arithmetic; 45–75 times, since 200 million euros is rounded" in said


@pytest.mark.parametrize(
    ("multiple", "said"),
    [
        ("0.333 times", "a third of the starting point"),
        ("0.33 times", "a third of the starting point"),
        ("0.67 times", "two thirds of the starting point"),
        ("0.5 times", "half of the starting point"),
        ("0.3 times", "30% of the starting point"),
        ("0.87 times", "87% of the starting point"),
        ("1 times", "the same as the starting point"),
        ("1.5 times", "1.5 times the starting point"),
        ("2 times", "twice the starting point"),
        ("2.1 times", "2.1 times the starting point"),
    ],
)
def test_a_multiple_is_said_as_people_say_it(multiple: str, said: str) -> None:
    value = values.parse(multiple)
    assert isinstance(value, values.Quantity)
    assert multiples.times(value, "the starting point", "en-GB") == said


def test_a_range_of_multiples_below_one_is_in_per_cent() -> None:
    value = values.parse("0.3 to 0.37 times")
    assert isinstance(value, values.Quantity)
    assert multiples.spread(value, "en-GB") == "30–37%"


@pytest.mark.parametrize("sheet", SHEETS)
def test_without_two_amounts_above_zero_there_is_no_multiple(sheet: str) -> None:
    """From zero, from less than zero, from the unknown: nothing is so many times more."""
    assert words(getattr(draw("extremes"), sheet)).count("times the starting point") == 0
    assert words(getattr(draw("goals"), sheet)).count("times the starting point") == 2


def test_a_forecast_is_not_called_a_target() -> None:
    assert draw("budget").heading == "Target, 2030"
    assert draw("goals").heading == "Target and forecast, 2028 to 2035"
    assert "Forecast for 2035" in words(draw("goals").wide)
    assert "Starting point (estimate), about 2021" in words(draw("goals").narrow)


def test_conversions_name_who_printed_them_and_when() -> None:
    [converted, _] = draw("budget").remarks
    assert converted == (
        "Yearly spending on river restoration, 11.2 billion euros:"
        " also printed as 12 billion US dollars (River Board, 1 March 2021)."
    )


def test_a_disagreement_is_told_inside_the_figure() -> None:
    assert (
        "1 of 2 sources says this; 1 says 11.2 million euros: a slip" in draw("budget").remarks[1]
    )
    assert draw("lengths").remarks == ()


def test_baselines_and_what_is_careful_come_along() -> None:
    drawing = draw("budget")
    assert drawing.facts == ("budget-start", "budget-2024", "budget-goal")
    assert [fact.id for fact in drawing.careful] == ["budget-goal"]
    assert drawing.sources == ("minutes", "gazette", "courier")


def test_what_is_derived_is_as_careful_as_what_it_is_derived_from() -> None:
    assert [fact.id for fact in draw("growth").careful] == ["budget-goal"]
    assert draw("growth").heading == "Our arithmetic"


# --- rankings -------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_dot_stands_at_its_place_between_the_first_and_the_last(sheet: str) -> None:
    first, second = getattr(draw("ranks"), sheet).strips
    assert len(first.places) == 83
    assert (first.first - first.left) / (first.right - first.left) == pytest.approx(
        30 / 82, abs=0.01
    )
    assert (second.first - second.left) / (second.right - second.left) == pytest.approx(
        1 / 35, abs=0.01
    )
    last, top = getattr(draw("ends"), sheet).strips
    assert (last.first, top.first) == (last.right, top.left)
    assert last.places == (), "more places than can be told apart"


def test_a_rank_that_nobody_knows_is_said_and_not_drawn() -> None:
    drawing = draw("ranks")
    assert len(drawing.wide.strips) == 2
    assert "Otter table, 2025 unknown" in words(drawing.wide)
    assert "Otter table, 2025: unknown." in drawing.description
