"""Figures: true to the facts, readable at every width, and told in words too."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from decimal import Decimal
from itertools import combinations, pairwise
from types import SimpleNamespace
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import figures, geography
from explainer.figures import graph, legend, members, multiples, rows, standalone
from explainer.figures.drawing import Material
from explainer.figures.layout import NARROW, WIDE, Sheet, Text, ticks, width, wrap
from explainer.model import FigureKind
from explainer.pages.environment import environment
from explainer.quantities import values
from explainer.theme import files as theme
from explainer.voice.speech import voice
from tests.drawn import (
    CONTENT,
    LEDGER,
    MORE,
    NAMES,
    PROBLEMS,
    ROOT,
    SHEETS,
    TODAY,
    draw,
    svg,
    words,
)

# A phone of 320 pixels leaves a drawing this much, with a scroll bar.
PHONE = 273


def touch(a: tuple[float, ...], b: tuple[float, ...]) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def assert_readable(texts: tuple[Text, ...], sheet: Sheet, height: float) -> None:
    """No text leaves the drawing or meets another, and none shrinks under 11 pixels."""
    boxes = {line: line.box for text in texts for line in lines_of(text)}
    for text, (left, top, right, bottom) in boxes.items():
        assert left >= -0.2, text
        assert right <= sheet.width + 0.2, text
        assert top >= -0.2, text
        assert bottom <= height + 5, text
        assert text.size * PHONE / sheet.width >= 11 or not sheet.is_narrow, text
    meeting = [
        (one.lines, other.lines)
        for one, other in combinations(boxes, 2)
        # Leading leaves more room between lines than ascenders and descenders take.
        if touch(shrunk(boxes[one]), shrunk(boxes[other]))
    ]
    assert meeting == []


def lines_of(text: Text) -> list[Text]:
    return [
        replace(text, y=text.y + number * text.leading, lines=(line,))
        for number, line in enumerate(text.lines)
    ]


def shrunk(box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    left, top, right, bottom = box
    return left + 0.5, top + 1, right - 0.5, bottom - 1


def test_the_fixture_is_sound() -> None:
    assert [*PROBLEMS, *MORE] == []


# --- every kind, at every width -------------------------------------------------------------------


def test_every_kind_has_its_module_and_its_template() -> None:
    assert [kind.name for kind in figures.KINDS.values()] == list(get_args(FigureKind))
    assert {figure.kind for figure in CONTENT.figures.values()} == set(figures.KINDS)
    for kind in figures.KINDS:
        assert (ROOT / "templates" / "figures" / f"{kind}.svg").is_file()


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_text_stays_in_the_drawing_and_apart(name: str, sheet: str) -> None:
    layout = getattr(draw(name), sheet)
    assert layout.width == SHEETS[sheet].width
    assert_readable(layout.texts, SHEETS[sheet], layout.height)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_is_an_image_with_a_name_and_a_description(name: str, sheet: str) -> None:
    image = svg(name, sheet)[0]
    described = {part.get("id"): part.text for part in image if part.tag in ("title", "desc")}
    assert image.get("role") == "img"
    assert image.get("aria-labelledby", "").split() == list(described)
    assert list(described.values()) == ["A title & more", draw(name).description]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_is_safe_to_put_into_a_page(name: str, sheet: str) -> None:
    """No inline style, which the policy forbids; ids of its own; no reference to nothing."""
    page = svg(name, sheet)
    elements = list(page.iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one and one.startswith("f-") for one in ids)
    assert not any(element.get("style") or element.tag == "style" for element in elements)
    used = set(re.findall(r"(?:url\(|href=\")#([\w-]+)", ET.tostring(page, "unicode")))
    assert used <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_two_drawings_of_the_same_content_are_equal(name: str) -> None:
    assert draw(name) == draw.__wrapped__(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_is_whole(name: str) -> None:
    table = draw(name).table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.header)}
    for row in table.rows:
        for cell in row:
            assert not cell.fact or CONTENT.fact(cell.fact)
            assert not cell.event or cell.event in CONTENT.events
            assert set(cell.sources) <= set(CONTENT.sources)


def test_a_description_of_the_editor_replaces_ours() -> None:
    figure = CONTENT.figures["ranks"].model_copy(update={"description": "Ours."})
    material = Material(CONTENT, LEDGER, "en-GB", TODAY, lambda link: link.text)
    assert figures.draw(figure, material).description == "Ours."


# --- text -----------------------------------------------------------------------------------------


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_wrapped_lines_fit_and_nothing_is_lost(text: str) -> None:
    lines = wrap(text, 14, 90)
    assert all(width(line, 14) <= 90 for line in lines)
    assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", text)


numbers = st.decimals(-(10**15), 10**15, allow_nan=False, places=4)


@given(numbers, numbers, st.integers(1, 8))
def test_ticks_are_round_and_few_and_zero_is_one_of_them(
    one: Decimal, other: Decimal, most: int
) -> None:
    low, high = min(one, other, Decimal(0)), max(one, other, Decimal(0))
    found = ticks(low, high, most)
    assert 2 <= len(found) <= most + 1
    assert 0 in found or len(found) == 2
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert all(low <= tick <= high for tick in found[:-1])


# --- targets and bars -----------------------------------------------------------------------------

LABELS = st.text("abcdefghij klmnop WMÄ中", min_size=1, max_size=90).map(str.strip).filter(bool)


@st.composite
def panels(create: st.DrawFn) -> rows.Panel:
    unit = create(st.sampled_from(["RUB", "%", "old mill weirs"]))

    def row() -> rows.Row:
        low, high = sorted([create(numbers), create(numbers)])
        amount = values.Quantity(low, create(st.sampled_from([low, high])), unit)
        value = create(st.sampled_from([amount, amount, values.Unknown(), None]))
        mark = create(st.sampled_from(["start", "measured", "target", "plain"]))
        return rows.Row(create(LABELS), value, create(LABELS), mark, "fact")

    found = tuple(row() for _ in range(create(st.integers(1, 4))))
    return rows.Panel(unit, (rows.Block(create(LABELS), found, create(LABELS), create(LABELS)),))


@settings(max_examples=60, deadline=None)
@given(st.lists(panels(), min_size=1, max_size=3), st.sampled_from([WIDE, NARROW]))
def test_no_bars_stumble_over_labels_and_numbers(those: list[rows.Panel], sheet: Sheet) -> None:
    chart = rows.lay_out(those, sheet, lambda unit, number: f"{number:,f} {unit}"[:12])
    assert_readable(chart.texts, sheet, chart.height)
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= sheet.width + 2
        for text in chart.texts:
            box = (bar.x, bar.y, bar.x + bar.width, bar.y + bar.height)
            assert not any(touch(box, shrunk(line.box)) for line in lines_of(text)), text


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
    assert draw("budget").heading == "Target"
    assert draw("goals").heading == "Target and forecast"
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


# --- timelines ------------------------------------------------------------------------------------


def test_events_are_in_order_and_dates_keep_their_roles() -> None:
    items = draw("time").view.items
    assert [item.event.id for item in items] == [
        "pact-announced", "survey", "order", "grant", "first-weir", "review",
    ]  # fmt: skip
    order = items[2]
    assert [dated.date.role for dated in order.dates] == ["signed", "published", "due"]
    assert [row[3].text for row in draw("time").table.rows if row[0].event == "order"] == [
        "signed", "published", "overdue",
    ]  # fmt: skip


def test_a_due_date_is_overdue_only_once_it_has_passed() -> None:
    def parts(today: date) -> list[str]:
        return [dated.part for item in draw("time", today).view.items for dated in item.dates]

    assert parts(date(2023, 4, 30)).count("overdue") == 0
    assert parts(date(2023, 5, 1)).count("overdue") == 1
    assert parts(date(2027, 4, 1)).count("overdue") == 2
    assert draw("time").description.endswith("Overdue: 1.")


def test_what_lies_ahead_is_not_said_to_have_happened() -> None:
    def legend_of(today: date) -> list[str]:
        return [
            line for t in draw("time", today).wide.texts if t.style == "key" for line in t.lines
        ]

    assert legend_of(date(2026, 6, 15)) == [
        "past", "still to come", "overdue: the day has passed and no outcome is known",
        "today, 15 June 2026",
    ]  # fmt: skip
    before = draw("time", date(2021, 12, 31)).view.items
    ahead = {dated.date.role for item in before for dated in item.dates if dated.part == "ahead"}
    assert ahead == {"published", "due", "happened"}
    done = draw("time", date(2030, 1, 1)).wide
    assert done.today is None
    assert not any(mark.part == "ahead" for mark in done.marks)


def test_sources_that_give_another_day_are_on_the_list() -> None:
    [announced] = draw("time").view.items[0].dates
    assert [reply.answer.says for reply in announced.disagreements] == ["Tuesday"]
    assert announced.sources == ("minutes", "courier")


def test_a_date_is_as_wide_as_what_is_known_of_it() -> None:
    marks = draw("time").wide.marks
    year = next(mark for mark in marks if mark.lane == 3)
    days = [mark for mark in marks if mark.lane == 1]
    assert year.width > 4 * days[0].width


def test_marks_of_one_lane_do_not_hide_each_other() -> None:
    for sheet in SHEETS:
        marks = getattr(draw("time"), sheet).marks
        for one, other in combinations(marks, 2):
            assert (
                one.y != other.y or one.x + one.width <= other.x or other.x + other.width <= one.x
            )


def test_a_timeline_of_one_lane_shows_no_other() -> None:
    assert {item.event.lane for item in draw("works").view.items} == {"works"}


# --- members: the table and the map ---------------------------------------------------------------


def test_how_many_are_named_of_how_many_reported() -> None:
    drawing = draw("table")
    assert drawing.view.named == (
        "Named here: 8 of 21 countries, as reported for December 2025.",
        "Named here: 6 of 28 organisations, as reported for December 2025.",
    )
    tiles = [tile.sign for tile in drawing.narrow.tiles]
    assert len(tiles) == 21
    assert tiles.count("") == 13
    assert "AUT" not in tiles, "its only member has left"


def test_an_organisation_that_nobody_named_is_not_named() -> None:
    rows_ = {row[0].text: [cell.text for cell in row] for row in draw("table").table.rows}
    assert rows_["Brazil"][1] == "not named"
    assert rows_["Austria"][3:5] == ["1 March 2021", "2023"]
    assert "Organisation" not in draw("states").table.header


def test_a_group_compared_has_a_column_and_its_other_countries_a_line() -> None:
    drawing = draw("table")
    assert drawing.table.header[-1] == "In the fish league"
    last = {row[0].text: row[-1].text for row in drawing.table.rows}
    assert (last["Brazil"], last["China"]) == ("Member", "not known to be a member")
    assert drawing.remarks[-1:] == (
        "The fish league: 2 of 3 countries with a known member; no member known: France.",
    )


@pytest.mark.parametrize("sheet", SHEETS)
def test_a_group_is_outlined_around_the_circle_of_a_country_too_small_to_see(sheet: str) -> None:
    layout = getattr(draw("map"), sheet)
    (ring,) = layout.rings
    assert ring.group == 1
    assert [(one.x, one.y) for one in layout.circles].count((ring.x, ring.y)) == 1, "Singapore's"
    assert layout.ring > layout.radius
    around = [one for one in svg("map", sheet).iter("circle") if one.get("r") == str(layout.ring)]
    assert [one.get("class") for one in around] == ["d-group d-ones-1 d-tens-0"]


def test_a_group_compared_can_be_outlined_on_the_map_at_every_size() -> None:
    drawing = draw("map")
    assert drawing.outlines == ("the fish league",)
    (outline,) = drawing.shared.outlines
    france = next(
        land.path for land in geography.drawing(WIDE.width).countries if land.code == "FRA"
    )
    assert france in drawing.shared.blank
    assert france in outline
    drawn = [path.get("d") for path in svg("map", "narrow").iter("path")]
    assert drawn.count(outline) == 1


@pytest.mark.parametrize("name", ["table", "states", "map", "region"])
def test_nobody_is_said_to_be_no_member(name: str) -> None:
    drawing = draw(name)
    said = " ".join([drawing.description, *drawing.remarks, words(drawing.wide)]).lower()
    assert not re.search(r"not a member|no member(?! known| organisation)|non-member", said), said


def test_countries_are_filled_by_their_foremost_status() -> None:
    """Two countries that announced it, three that joined with a shape to fill, two circles."""
    shared, narrow = draw("map").shared, draw("map").narrow
    assert [filled.status for filled in shared.filled].count(1) == 2
    assert shared.statuses == (1, 2, 3)
    assert not any(filled.path in shared.blank for filled in shared.filled)
    assert {circle.status for circle in narrow.circles} == {2, 3}
    patterns = {one.get("id"): one for one in svg("map", "narrow").iter("pattern")}
    looks = {
        number: [path.get("d") for path in patterns[f"f-shared-status-{number}"]]
        for number in shared.statuses
    }
    assert len({json.dumps(look) for look in looks.values()}) == 3, "told apart without colour"


def test_circles_stay_on_the_map_and_apart() -> None:
    for sheet in SHEETS:
        layout = getattr(draw("map"), sheet)
        assert len(layout.circles) >= 2
        for one, other in combinations(layout.circles, 2):
            apart = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert apart >= 2 * layout.radius - 1
        for circle in layout.circles:
            assert 0 <= circle.x <= layout.width
            assert 0 <= circle.y <= layout.map_height


def test_the_map_says_which_boundaries_it_draws() -> None:
    boundaries = draw("map").remarks[-1]
    assert boundaries.startswith("Boundaries are those of Natural Earth.")
    assert "Kashmir with Aksai Chin" in boundaries
    assert "Disputed, outline approximate" in words(draw("map").narrow)


def test_neighbours_are_shown_from_near_and_the_world_from_afar() -> None:
    def share(name: str) -> float:
        return len(draw(name).shared.blank)

    assert share("region") < share("map") / 2
    assert draw("region").heading == "Map of member states"
    assert "Not known to be a member" in words(draw("region").wide)


# --- lineage --------------------------------------------------------------------------------------


def test_whoever_draws_on_others_stands_right_of_them() -> None:
    drawing = draw("chain")
    places = dict(zip(drawing.sources, drawing.wide.boxes, strict=True))
    assert set(places) == {"minutes", "agency", "herald", "courier", "digest", "blog", "gazette"}
    for name in places:
        for basis in CONTENT.sources[name].based_on:
            assert places[basis.source].x + places[basis.source].width < places[name].x
    assert places["minutes"].is_root
    assert not places["agency"].is_root


def test_only_what_is_suspected_is_dashed() -> None:
    for sheet in SHEETS:
        edges = getattr(draw("chain"), sheet).edges
        assert (len(edges), sum(edge.suspected for edge in edges)) == (6, 1)
    assert "only suspected" in words(draw("chain").wide)
    assert "only suspected" not in words(draw("budget-chain").wide)


def test_every_arrow_ends_at_the_word_for_how_one_draws_on_the_other() -> None:
    drawing = draw("chain")
    layout = drawing.wide
    hows = {basis.how for name in drawing.sources for basis in CONTENT.sources[name].based_on}
    words_ = [text for text in layout.texts if text.style == "soft"]
    assert {text.lines[0] for text in words_} == {
        "perhaps" if how == "suspected" else how for how in hows
    }
    for edge in layout.edges:
        *_, x, y = map(float, re.findall(r"[\d.]+", edge.path))
        assert any(0 < text.x - x < 25 and abs(text.y - 5 - y) < 5 for text in words_), edge


def test_every_source_of_a_chain_has_an_area_around_its_words() -> None:
    for sheet in SHEETS:
        laid = getattr(draw("chain"), sheet)
        assert {area.id for area in laid.areas} == set(draw("chain").sources)
        for area in laid.areas:
            name = CONTENT.sources[area.id].publisher
            assert any(
                area.x <= text.x < area.x + area.width and area.y < text.y < area.y + area.height
                for text in laid.texts
                if " ".join(text.lines) == name
            ), area


def test_the_chain_is_counted_in_words() -> None:
    drawing = draw("chain")
    assert "Rivulet, 7 March 2021: perhaps from The Herald." in drawing.description
    assert drawing.description.endswith("In all: 1 primary document, 6 articles, 2 to 3 newsrooms.")


def test_a_chain_begins_with_a_fact_or_with_every_source_that_draws_on_others() -> None:
    assert set(draw("budget-chain").sources) == {"minutes", "agency", "courier"}
    assert "gazette" not in draw("all-chains").sources


@st.composite
def graphs(create: st.DrawFn) -> list[graph.Node]:
    """Nodes in some order, each based on some of those in the layers before."""
    nodes: list[graph.Node] = []
    for number in range(create(st.integers(1, 12))):
        chosen = create(st.lists(st.sampled_from(nodes), max_size=3, unique=True)) if nodes else []
        bases = tuple(graph.Basis(node.id, create(st.booleans())) for node in chosen)
        layer = 1 + max(node.layer for node in chosen) if chosen else 0
        nodes.append(graph.Node(f"n{number}", layer, bases, create(st.booleans())))
    return create(st.permutations(nodes))


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from([WIDE, NARROW]))
def test_boxes_of_any_graph_stand_apart_and_lines_pass_between_them(
    nodes: list[graph.Node], sheet: Sheet
) -> None:
    def say(node: graph.Node, room: float) -> list[Text]:
        return [Text(0, 0, wrap(f"{node.id} on the river", 14, room), 14)]

    laid = graph.lay_out(nodes, sheet, say, voice("en").tell)
    assert_readable(laid.texts, sheet, laid.height)
    boxes = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in laid.boxes]
    assert not any(touch(one, other) for one, other in combinations(boxes, 2))
    assert all(box[0] >= 0 and box[2] <= sheet.width + 0.1 for box in boxes)
    assert len(laid.edges) == sum(len(node.bases) for node in nodes)
    if sheet.is_narrow or max(node.layer for node in nodes) > 4:
        assert_apart(laid.edges)
    else:
        inside = [
            (x, y)
            for edge in laid.edges
            for x, y in points_on(edge.path)
            for box in boxes
            if box[0] + 1 < x < box[2] - 1 and box[1] + 1 < y < box[3] - 1
        ]
        assert inside == []


def points_on(path: str) -> Iterator[tuple[float, float]]:
    """Points along the curves and level stretches of an edge."""
    x, y = 0.0, 0.0
    for command, numbers_ in re.findall(r"([MCH])([\d. -]*)", path):
        given_ = [float(number) for number in numbers_.split()]
        ends = {"M": [*given_] * 3, "C": given_, "H": [given_[0], y] * 3}[command]
        start = (given_[0], given_[1]) if command == "M" else (x, y)
        for step in range(11):
            t = step / 10
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield (
                sum(w * at for w, at in zip(weights, (start[0], *ends[::2]), strict=True)),
                sum(w * at for w, at in zip(weights, (start[1], *ends[1::2]), strict=True)),
            )
        x, y = ends[-2:]


def assert_apart(edges: tuple[graph.Edge, ...]) -> None:
    """Upright lines that come from different dots never lie on each other."""
    lines = []
    for edge in edges:
        _, start, x, end, _ = map(float, re.findall(r"[\d.]+", edge.path))
        lines.append((x, start, *sorted((start, end))))
    for one, other in combinations(lines, 2):
        if one[0] == other[0] and one[1] != other[1]:
            assert one[3] < other[2] or other[3] < one[2], (one, other)


# --- legends --------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.just("land"), LABELS), max_size=9), st.sampled_from([WIDE, NARROW]))
def test_legends_fit(entries: list[tuple[str, str]], sheet: Sheet) -> None:
    laid = legend.lay_out(entries, sheet, 10)
    assert len(laid.keys) == len(entries)
    assert_readable(laid.texts, sheet, laid.bottom)


# --- a drawing as a file --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_alone_carries_its_words_and_colours(name: str) -> None:
    drawing, env = draw(name), environment((ROOT / "templates",))
    look = theme.load(ROOT / "content")
    css = standalone.style(look.text("style.css"), look.text("figures.css"))
    assert "var(" not in css
    assert "none" not in re.findall(r"\.d-bar \{ fill: ([^;]+);", css)
    assert re.search(r"\.d-bar \{ fill: #\w+; \}", css)
    assert "@media" not in css
    poster = standalone.lay_out(
        drawing, "Rivers & weirs", "Target · River", [*drawing.remarks, "15 June 2026"]
    )
    text = env.get_template("figures/standalone.svg").render(
        drawing=drawing, poster=poster, style=css, title="Rivers & weirs", id="f"
    )
    file = ET.fromstring(text)
    said = " ".join(
        "".join(part.itertext()) for part in file.iter("{http://www.w3.org/2000/svg}text")
    )
    assert "Rivers & weirs" in said
    assert "15 June 2026" in said
    assert poster.height >= poster.top + drawing.wide.height
    assert set(re.findall(r"(?:url\(|href=\")#([\w-]+)", text)) <= set(
        re.findall(r' id="([\w-]+)"', text)
    )


def test_every_class_of_a_drawing_has_a_rule_that_travels_with_it() -> None:
    """Inside <use> only rules for the element itself hold, so each must be one."""
    css = standalone.style("", theme.load(ROOT / "content").text("figures.css"))
    assert not re.search(r"[^},\s][^},]*\s\.d-", css)
    known = set(re.findall(r"\.([\w-]+)", css))
    plain = {
        "d-label",
        "d-title",
        "d-name",
        "d-multiple",
        "d-code",
        "d-start",
        "d-target",
        "d-plain",
    }
    for name in NAMES:
        for sheet in SHEETS:
            for element in svg(name, sheet).iter():
                used = set((element.get("class") or "").split()) - plain
                used = {
                    one for one in used if one.startswith("d-") and not one.startswith("d-lane-")
                }
                assert used <= known | {"d-past", "d-tone", "d-hatch-announced"}, used


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("60 states", "Named here: 15 of 60 states, as reported for 2025."),
        ("60 countries", "Named here: 15 of 60 countries, as reported for 2025."),
        ("60", "Named here: 15 of 60 countries, as reported for 2025."),
        ("1", "Named here: 15 of 1 country, as reported for 2025."),
    ],
)
def test_a_total_is_said_with_the_noun_that_it_was_reported_with(shown: str, said: str) -> None:
    account = SimpleNamespace(value=values.parse(shown))
    named = members.Named("countries", 15, account, "2025")  # type: ignore[arg-type]
    assert named.sentence("en-GB") == said
