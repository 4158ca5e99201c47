"""Tiles, tables and maps of members: who is named, and of how many."""

from __future__ import annotations

import json
import re
from itertools import combinations
from types import SimpleNamespace

import pytest
from markupsafe import Markup

from explainer import geography
from explainer.figures import members
from explainer.figures.layout import WIDE
from explainer.pages.environment import environment
from explainer.quantities import values
from tests.drawn import (
    NAMES,
    ROOT,
    SHEETS,
    draw,
    svg,
    words,
)

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


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_country_on_the_map_is_one_mark_that_can_lead_somewhere(sheet: str) -> None:
    layout = getattr(draw("map"), sheet)
    codes = [*layout.lands, *(circle.code for circle in layout.circles)]
    assert len(codes) == len(set(codes))
    assert {country.code for country in draw("map").shared.filled} <= set(codes)


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


def test_a_tile_tells_its_status_to_ears_as_its_edge_does_to_eyes() -> None:
    env = environment((ROOT / "templates",))
    env.globals["opening_member"] = lambda group, code: Markup("<a>")
    of_kind = (one for one in NAMES if draw(one).figure.kind == "membership")
    name = next(one for one in of_kind if len(draw(one).view.roll.numbers) > 1)
    html = env.get_template("figures/membership.html").render(drawing=draw(name))
    roll = draw(name).view.roll
    for tile in draw(name).view.tiles:
        status = roll.statuses[tile.number - 1]
        assert f'{tile.country}</span><span class="ears">, {status}</span>' in html
