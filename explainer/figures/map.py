"""Maps: which countries have a known member, and where none is known."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from explainer import geography, wording
from explainer.figures import interactive, legend
from explainer.figures.drawing import Drawing, Material
from explainer.figures.layout import NARROW, WIDE, Sheet, Text, px
from explainer.figures.legend import Key
from explainer.figures.members import Roll, call, compared
from explainer.figures.membership import describe, elsewhere, table, totals
from explainer.figures.reading import capital
from explainer.geography import Country, DrawnArea, WorldMap
from explainer.model import Figure

# Plotly asks for geography of this name, and finds it where ``script`` has put it.
SHAPES, SCRIPT = "world", "world.js"

# Of the circles for countries too small to see, in pixels.
RADIUS = 5


@dataclass(frozen=True, slots=True)
class Filled:
    """A country in the colour and pattern of its status, as it is for both sheets."""

    path: str
    status: int


@dataclass(frozen=True, slots=True)
class World:
    """The land that the drawings for both sheets share, ``width`` by ``height`` pixels.

    ``blank`` is the land where no member is known, as one path.
    """

    width: int
    height: int
    outline: str
    blank: str
    filled: tuple[Filled, ...]
    neutral: tuple[DrawnArea, ...]
    approximate: tuple[DrawnArea, ...]
    statuses: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A country too small to see."""

    x: float
    y: float
    status: int


@dataclass(frozen=True, slots=True)
class Map:
    """The shared world at the size of one sheet, with its circles and a legend."""

    width: int
    height: int
    map_height: float
    radius: float
    circles: tuple[Circle, ...]
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]


def draw(figure: Figure, material: Material) -> Drawing:
    """The world, the countries of the figure's group coloured and patterned by status."""
    roll = call(figure.group, material)
    if roll is None:
        raise ValueError(f"the figure {figure.id!r} must name a group, not {figure.group!r}")
    others = compared(figure, material)
    land = geography.drawing(WIDE.width, tuple(sorted(roll.standing)))
    heading = "Countries with a known member" if roll.of_organisations else "Known member states"
    return Drawing(
        figure=figure,
        heading=heading,
        description=figure.description or f"{describe(roll, material.language)} {_CAUTION}",
        table=table(roll, others, material),
        wide=_lay_out(roll, land, WIDE),
        narrow=_lay_out(roll, land, NARROW),
        shared=_world(roll, land),
        remarks=(*elsewhere(roll, others, material.language), _boundaries(roll, land, material)),
        facts=totals(roll),
        sources=roll.sources,
        plotly=_plotly(roll, material.language),
        scripts=(SCRIPT,),
    )


_CAUTION = "Where a country has no colour, no member is known, which does not mean there is none."


def _boundaries(roll: Roll, land: WorldMap, material: Material) -> str:
    """Which boundaries the map draws, and what it leaves to no one that its colours come near."""
    names = sorted(area.name for area in land.claimed_by(roll.standing))
    if not names:
        return land.sentence
    return f"{land.sentence} On this map: {wording.listed(names, material.language)}."


def _world(roll: Roll, land: WorldMap) -> World:
    def filled(country: Country) -> bool:
        return country.code in roll.standing and bool(country.path)

    return World(
        land.width,
        land.height,
        land.outline,
        "".join(country.path for country in land.countries if not filled(country)),
        tuple(
            Filled(country.path, roll.standing[country.code])
            for country in land.countries
            if filled(country)
        ),
        land.neutral,
        land.approximate,
        roll.numbers,
    )


def _lay_out(roll: Roll, land: WorldMap, sheet: Sheet) -> Map:
    scale = sheet.width / land.width
    circles = tuple(
        Circle(px(mark.x * scale), px(mark.y * scale), roll.standing[mark.code])
        for mark in land.marks(roll.standing, RADIUS / scale)
    )
    height = land.height * scale
    key = legend.lay_out(_legend(roll, land), sheet, height + 12)
    return Map(sheet.width, round(key.bottom), px(height), RADIUS, circles, key.texts, key.keys)


def _legend(roll: Roll, land: WorldMap) -> list[tuple[str, str]]:
    used = [(f"status-{number}", capital(roll.statuses[number - 1])) for number in roll.numbers]
    areas = land.claimed_by(roll.standing)
    kinds = [
        ("neutral", "Disputed, left neutral", land.neutral),
        ("approximate", "Disputed, outline approximate", land.approximate),
    ]
    shown = [(mark, words) for mark, words, those in kinds if any(a in areas for a in those)]
    return [*used, ("land", "No member known"), *shown]


# --- for Plotly -----------------------------------------------------------------------------------


def _plotly(roll: Roll, language: str) -> dict[str, Any]:
    """One layer for each status, then the disputed areas, then circles for small countries."""
    shapes = {feature["id"]: feature["properties"]["kind"] for feature in _features()}
    countries = [code for code, kind in shapes.items() if kind == "country"]
    blank = [code for code in countries if code not in roll.standing]
    data = [_layer(blank, "--land", [_said(code, roll, language) for code in blank])]
    for number in roll.numbers:
        codes = [code for code in countries if roll.standing.get(code) == number]
        if codes:
            words = [_said(code, roll, language) for code in codes]
            data.append(_layer(codes, _colour(number), words))
    disputed = {f["id"]: f["properties"]["name"] for f in _features() if "name" in f["properties"]}
    data.append(_layer(list(disputed), "--rule", [f"{n}: disputed" for n in disputed.values()]))
    data.append(_circles(roll, language))
    geo = {
        "visible": False,
        "fitbounds": False,
        "bgcolor": interactive.CLEAR,
        "projection": {"type": "equal earth", "rotation": {"lon": geography.MERIDIAN}},
        "lataxis": {"range": [-57, 84]},
    }
    return interactive.chart(data, geo=geo, margin={"l": 0, "r": 0, "t": 0, "b": 0})


def _features() -> list[dict[str, Any]]:
    features: list[dict[str, Any]] = geography.geojson()["features"]
    return features


def _said(code: str, roll: Roll, language: str) -> str:
    return f"<b>{wording.country(code, language)}</b><br>{roll.status_in_words(code)}"


def _colour(number: int) -> str:
    return f"--data-{(number - 1) % 4 + 1}"


def _layer(codes: Sequence[str], colour: str, words: Sequence[str]) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "geojson": SHAPES,
        "locations": list(codes),
        "z": [1] * len(codes),
        "colorscale": [[0, colour], [1, colour]],
        "showscale": False,
        "hoverinfo": "text",
        "text": list(words),
        "marker": {"line": {"color": "--paper", "width": 0.5}},
    }


def _circles(roll: Roll, language: str) -> dict[str, Any]:
    land = geography.drawing(WIDE.width).countries
    codes = [c.code for c in land if c.code in roll.standing and c.is_small(RADIUS)]
    places = geography.points()
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [places[code][0] for code in codes],
        "lat": [places[code][1] for code in codes],
        "hoverinfo": "text",
        "text": [_said(code, roll, language) for code in codes],
        "marker": {
            "size": 10,
            "color": [_colour(roll.standing[code]) for code in codes],
            "line": {"color": "--paper", "width": 1},
        },
    }


def script() -> str:
    """A script that hands Plotly the shapes of the same map, and nothing to fetch elsewhere.

    It is a script rather than data so that it also loads from a file on disk.
    """
    nothing = {"type": "Topology", "objects": {}, "arcs": []}
    assets = {"topojson": {"world_110m": nothing}, SHAPES: geography.geojson()}
    return f"window.PlotlyGeoAssets={json.dumps(assets, separators=(',', ':'))};\n"
