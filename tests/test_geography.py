"""Maps: every country can be shown, disputed land has nobody's colour, nothing smears the map."""

from __future__ import annotations

import gzip
import json
import re
from itertools import combinations, pairwise
from math import hypot
from typing import Any

import pycountry
import pytest

from explainer.geography import Country, DrawnArea, WorldMap, drawing, geojson, points
from explainer.geography.policy import Policy, apply
from explainer.geography.shapes import Polygon, contains, shapes, signed_area
from tools.make_shapes import merged, parted, simplify, unwrap

ISO = sorted(country.alpha_3 for country in pycountry.countries)
MAPS = [drawing(), drawing(640)]
FEATURES: list[dict[str, Any]] = geojson()["features"]


def corners(path: str) -> list[list[tuple[int, int]]]:
    """The rings of path data, which must be whole pixels and relative lines only."""
    rings = []
    for ring in re.findall(r"M[^M]*", path):
        assert re.fullmatch(r"M-?\d+ -?\d+l-?\d+([ -]-?\d+|-\d+)*z", ring), ring
        x, y, *steps = (int(number) for number in re.findall(r"-?\d+", ring))
        rings.append([(x, y)])
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            x, y = x + dx, y + dy
            rings[-1].append((x, y))
    return rings


def lands_at(longitude: float, latitude: float) -> list[str]:
    """The ids of all features that cover a place, in the order in which they are drawn."""

    def polygons(feature: dict[str, Any]) -> list[Polygon]:
        # unrolled, so that an edge over the antimeridian does not run around the globe
        return [
            tuple(tuple(unwrap([(x, y) for x, y in ring])) for ring in polygon)
            for polygon in feature["geometry"]["coordinates"]
        ]

    turns = [(longitude + turn, latitude) for turn in (-360, 0, 360)]
    return [
        feature["id"]
        for feature in FEATURES
        if any(contains(polygon, at) for polygon in polygons(feature) for at in turns)
    ]


@pytest.mark.parametrize("map_", MAPS, ids=lambda map_: str(map_.width))
def test_every_country_can_be_seen_when_it_is_listed(map_: WorldMap) -> None:
    by_code = {country.code: country for country in map_.countries}
    assert set(by_code) == {*ISO, "XKX"}
    unseen = [code for code in by_code if not by_code[code].path and not map_.marks([code])]
    assert unseen == []


@pytest.mark.parametrize("code", ["SGP", "MLT", "BHR", "ARE", "TUV", "LUX", "GUF"])
def test_a_country_too_small_to_see_gets_a_circle_where_it_is(code: str) -> None:
    [mark] = drawing().marks([code])
    country = next(country for country in drawing().countries if country.code == code)
    assert (mark.code, mark.x, mark.y) == (code, country.x, country.y)


def test_a_large_country_gets_none() -> None:
    assert drawing().marks(["BRA", "RUS", "FRA"]) == ()


def test_more_countries_are_small_on_a_phone() -> None:
    assert drawing().marks(["PRT"]) == ()
    assert [mark.code for mark in drawing().marks(["PRT"], radius=8)] == ["PRT"]


@pytest.mark.parametrize("codes", [["BHR", "QAT", "KWT", "ARE"], ["BEL", "NLD", "LUX"], ISO])
def test_circles_do_not_cover_each_other_and_stay_on_the_map(codes: list[str]) -> None:
    map_, radius = drawing(), 4.5
    marks = map_.marks(codes, radius)
    # a pixel of tolerance for rounding; the whole world at once is crowded
    assert all(hypot(a.x - b.x, a.y - b.y) >= 2 * radius - 1 for a, b in combinations(marks, 2))
    assert all(radius <= mark.x <= map_.width - radius for mark in marks)
    assert all(radius <= mark.y <= map_.height - radius for mark in marks)


@pytest.mark.parametrize("map_", MAPS, ids=lambda map_: str(map_.width))
def test_no_shape_runs_across_the_map_or_leaves_it(map_: WorldMap) -> None:
    drawn: list[Country | DrawnArea] = [*map_.countries, *map_.neutral, *map_.approximate]
    assert len([land for land in drawn if land.path]) > 150
    for land in drawn:
        for ring in corners(land.path):
            for (x1, y1), (x2, y2) in pairwise([*ring, ring[0]]):
                assert hypot(x2 - x1, y2 - y1) < map_.width / 9, land
            assert all(-2 <= x <= map_.width + 2 and 0 <= y <= map_.height for x, y in ring), land


def test_a_country_astride_the_antimeridian_is_in_one_piece_at_the_eastern_edge() -> None:
    by_code = {country.code: country for country in drawing().countries}
    for code, west in (("RUS", 450), ("FJI", 880)):
        xs = [x for ring in corners(by_code[code].path) for x, _ in ring]
        assert min(xs) > west, code


@pytest.mark.parametrize(
    ("place", "longitude", "latitude", "expected"),
    [
        ("Moscow", 37.6, 55.75, ["RUS"]),
        ("Provideniya, east of the antimeridian", -173.2, 64.6, ["RUS"]),
        ("Anchorage", -149.5, 61.6, ["USA"]),
        ("Viti Levu", 178.0, -17.8, ["FJI"]),
        ("Pretoria", 28.2, -25.7, ["ZAF"]),
        ("Maseru, inside another country", 28.2, -29.5, ["LSO"]),
        ("Kyiv", 30.5, 50.4, ["UKR"]),
        ("Marrakesh", -7.9, 31.6, ["MAR"]),
        ("Simferopol", 34.1, 45.0, ["crimea"]),
        ("Taichung", 120.9, 24.1, ["taiwan"]),
        ("Laayoune, which the data draws in its neighbour", -13.0, 27.1, ["western-sahara"]),
        ("Tifariti, which it does not", -10.6, 26.2, ["western-sahara"]),
        ("Pristina", 21.0, 42.6, ["kosovo"]),
        ("Hargeisa", 44.1, 9.6, ["somaliland"]),
        ("Kunashir", 146.1, 44.35, ["southern-kurils"]),
        ("Srinagar", 74.8, 34.1, ["IND", "kashmir"]),
        ("Gilgit", 74.3, 35.9, ["PAK", "kashmir"]),
        ("Aksai Chin", 79.2, 35.2, ["CHN", "kashmir"]),
        ("Siachen", 77.2, 35.4, ["kashmir"]),
        ("Itanagar", 93.6, 27.15, ["IND", "arunachal-pradesh"]),
        ("Guwahati", 91.7, 26.15, ["IND"]),
        ("Donetsk", 37.8, 48.0, ["UKR", "south-east-ukraine"]),
        ("the South Pole", 0.0, -89.0, []),
        ("the middle of the Atlantic", -30.0, 0.0, []),
    ],
)
def test_a_place_has_the_colour_that_the_policy_gives_it(
    place: str, longitude: float, latitude: float, expected: list[str]
) -> None:
    assert lands_at(longitude, latitude) == expected, place


def test_the_drawing_shows_the_same_land_as_the_interactive_map() -> None:
    map_ = drawing()
    kinds = {
        "country": {land.code for land in map_.countries if land.path},
        "neutral": {land.id for land in map_.neutral},
        "approximate": {land.id for land in map_.approximate},
    }
    for kind, drawn in kinds.items():
        there = {feature["id"] for feature in FEATURES if feature["properties"]["kind"] == kind}
        assert drawn <= there, kind
        # shapes on the edge of visibility may be in one and not in the other
        assert len(there - drawn) <= 6, kind


def test_neutral_land_that_is_listed_for_itself_keeps_its_neutral_shape_and_gets_a_circle() -> None:
    map_ = drawing()
    for code, area in (("TWN", "taiwan"), ("ESH", "western-sahara"), ("XKX", "kosovo")):
        assert not next(country.path for country in map_.countries if country.code == code)
        assert area in {land.id for land in map_.neutral}
        assert [mark.code for mark in map_.marks([code])] == [code]


def test_a_map_that_colours_a_claimant_names_the_area_and_no_other() -> None:
    assert [area.name for area in drawing().claimed_by(["EGY", "BRA"])] == ["Hala'ib Triangle"]
    assert {area.id for area in drawing().claimed_by(["IND"])} == {"kashmir", "arunachal-pradesh"}
    assert drawing().claimed_by(["BRA", "NZL"]) == ()


def test_every_claimant_in_the_policy_is_a_country() -> None:
    map_ = drawing()
    claimants = {code for area in map_.claimed_by(ISO) for code in area.claimants}
    assert claimants <= set(ISO)
    assert len(map_.claimed_by(ISO)) == len(map_.neutral) + len(map_.approximate)
    assert map_.sentence.endswith(".")


@pytest.mark.parametrize(
    ("take", "at", "message"),
    [
        ("RUZ", [], "'take' must be a code of the shapes, not 'RUZ'"),
        ("NZL", [[0.0, 51.5]], "no polygon of NZL holds the point (0.0, 51.5)"),
    ],
)
def test_a_policy_that_takes_what_is_not_there_says_so(
    take: str, at: list[list[float]], message: str
) -> None:
    entry = {"name": "Somewhere", "claimants": ["NZL"], "take": take, "at": at}
    policy = Policy.model_validate(
        {"sentence": "One.", "neutral": {"somewhere": entry}, "approximate": {}}
    )
    with pytest.raises(ValueError, match=re.escape(f"somewhere: {message}")):
        apply(policy, shapes())


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_rings_run_the_way_round_that_does_not_fill_the_globe(decimals: int) -> None:
    for feature in geojson(decimals)["features"]:
        for edge, *holes in feature["geometry"]["coordinates"]:
            for ring in (edge, *holes):
                assert ring[0] == ring[-1]
                assert len(ring) >= 4
                assert all(a != b for a, b in pairwise(ring))
                assert all(-180 <= x <= 180 and -60 < y < 85 for x, y in ring)
            assert signed_area(unwrap([(x, y) for x, y in edge])[:-1]) < 0, feature["id"]
            assert all(signed_area([(x, y) for x, y in hole[:-1]]) > 0 for hole in holes)


def test_points_lie_in_their_countries_and_on_the_globe() -> None:
    places = points()
    assert set(places) == {*ISO, "XKX"}
    assert places["FJI"] == pytest.approx((178.0, -17.8), abs=0.3)
    assert places["KIR"] == pytest.approx((-157.4, 1.9), abs=0.3)
    assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in places.values())
    for country in ("BRA", "FRA", "IDN", "NOR", "USA", "VNM"):
        assert lands_at(*places[country]) == [country]


def test_a_focus_enlarges_what_it_shows_and_keeps_it_inside() -> None:
    codes = ("AUT", "DEU", "HUN", "SVK")
    whole, part = drawing(), drawing(960, codes)
    assert part.width == 960
    assert part.width / 2 - 1 <= part.height <= part.width
    large = {country.code: country for country in part.countries}
    small = {country.code: country for country in whole.countries}
    for code in codes:
        assert large[code].area > 10 * small[code].area
        for ring in corners(large[code].path):
            assert all(0 <= x <= part.width and 0 <= y <= part.height for x, y in ring)
    assert large["AUS"].path == ""
    assert [mark.code for mark in part.marks(["LIE", "SGP"])] == ["LIE"]


@pytest.mark.parametrize("codes", [("ZZZ",), tuple(ISO)], ids=["nothing known", "all"])
def test_a_focus_on_nothing_known_or_on_everything_is_the_whole_world(
    codes: tuple[str, ...],
) -> None:
    assert drawing(960, codes) == drawing()


def test_the_map_is_light() -> None:
    map_ = drawing()
    rings = [ring for country in map_.countries for ring in corners(country.path)]
    for ring in rings:
        for (x1, y1), (x2, y2), (x3, y3) in zip(ring, ring[1:], ring[2:], strict=False):
            assert (x2 - x1) * (y3 - y2) != (x3 - x2) * (y2 - y1), "a point that bends nothing"
    land: list[Country | DrawnArea] = [*map_.countries, *map_.neutral, *map_.approximate]
    paths = "\n".join(f'<path d="{each.path}"/>' for each in land if each.path)
    assert len(gzip.compress(paths.encode(), 9)) < 13_000
    assert len(gzip.compress(json.dumps(geojson()).encode(), 9)) < 65_000


def test_conversion_parts_a_ring_at_a_parallel_and_joins_neighbours() -> None:
    square = ((0.0, 0.0), (0.0, 2.0), (2.0, 2.0), (2.0, 0.0))
    north, south = parted(square, 1.0)
    assert set(north) == {(0.0, 1.0), (0.0, 2.0), (2.0, 2.0), (2.0, 1.0)}
    assert signed_area(south) == signed_area(north) == signed_area(square) / 2
    assert set(merged([north, south])) == {*square, (0.0, 1.0), (2.0, 1.0)}
    assert signed_area(merged([north, south])) == signed_area(square)


def test_conversion_drops_what_cannot_be_seen_and_keeps_ends_and_islands() -> None:
    coast = [(0.0, 0.0), (5.0, 0.002), (10.0, 0.0), (10.0, 10.0)]
    assert simplify(coast) == [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0)]
    islet = [(0.0, 0.0), (0.0, 0.1), (0.1, 0.2), (0.2, 0.1), (0.1, 0.0), (0.0, 0.0)]
    assert len(simplify(islet)) == 5
