"""The map for Plotly: countries that say who is in them, under the legend of the drawing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol

from explainer import geography
from explainer.figures import interactive
from explainer.figures.interactive import CLEAR, Look
from explainer.figures.layout import Text
from explainer.figures.legend import KEY, Key
from explainer.figures.members import Roll, tone
from explainer.voice import wording
from explainer.voice.bidi import apart
from explainer.voice.speech import voice
from explainer.voice.wording import sentence_case

# Plotly asks for geography of this name, and finds it where ``script`` has put it.
SHAPES, SCRIPT = "world", "world.js"

# Plotly fills land without patterns, so each status has a symbol of its own besides its colour.
_SYMBOLS = {
    "circle": "●",
    "diamond": "◆",
    "square": "■",
    "triangle-up": "▲",
    "cross": "✚",
    "x": "✖",
}
_LAND = Look("--land", "--paper")
_NEUTRAL = Look("--panel", "--soft")
_APPROXIMATE = Look("--paper", "--soft", dash="dot")


class Layout(interactive.Layout, Protocol):
    """A map on its sheet."""

    @property
    def map_height(self) -> float:
        """Where the map ends and its legend begins, in pixels of the sheet."""

    @property
    def keys(self) -> tuple[Key, ...]:
        """The samples of the legend."""


def chart(layout: Layout, roll: Roll, others: Sequence[Roll], language: str) -> dict[str, Any]:
    """Land, then the disputed areas, then a symbol on every country where a member is known."""
    tell = voice(language).tell
    kinds = {one["id"]: one["properties"] for one in geography.geojson()["features"]}

    def of_kind(kind: str) -> list[str]:
        return [code for code, one in kinds.items() if one["kind"] == kind]

    countries = of_kind("country")
    blank = [code for code in countries if code not in roll.standing]

    def told(code: str) -> str:
        groups = (
            f"{apart(sentence_case(other.group.name))}: {apart(other.status_in_words(code))}"
            for other in others
            if code in other.standing
        )
        status = sentence_case(roll.status_in_words(code))
        return interactive.told(layout, wording.country(code, language), status, *groups)

    def filled(number: int) -> list[str]:
        return [code for code in countries if roll.standing.get(code) == number]

    def named(codes: Iterable[str], what: str) -> list[str]:
        return [interactive.told(layout, kinds[code]["name"], what) for code in codes]

    neutral, approximate = of_kind("neutral"), of_kind("approximate")
    data = [
        _land(blank, map(told, blank), _LAND),
        *(
            _land(filled(number), map(told, filled(number)), _look(number))
            for number in roll.numbers
        ),
        _land(neutral, named(neutral, tell("Disputed")), _NEUTRAL),
        _land(approximate, named(approximate, tell("Disputed, outline approximate")), _APPROXIMATE),
        *(_symbols(number, roll, told) for number in roll.numbers),
    ]
    map_ = interactive.fall(layout, 0, layout.map_height)
    geo = {
        "domain": {"x": [0, 1], "y": map_},
        "visible": False,
        "fitbounds": False,
        "bgcolor": CLEAR,
        "projection": {"type": "equal earth", "rotation": {"lon": geography.MERIDIAN}},
        **_extent(roll),
    }
    looks = {"land": _LAND, "neutral": _NEUTRAL, "approximate": _APPROXIMATE}
    looks |= {f"status-{number}": _look(number) for number in roll.numbers}
    keys = [interactive.sample(layout, key, looks[key.mark], (0, 0, *KEY)) for key in layout.keys]
    samples = [
        _symbol(number, key)
        for key in layout.keys
        for number in roll.numbers
        if key.mark == f"status-{number}"
    ]
    texts = [*layout.texts, *samples]
    return interactive.chart(layout, texts, data, geo=geo, shapes=keys)


def script() -> str:
    """A script that hands Plotly the shapes of the same map, and nothing to fetch elsewhere.

    It is a script rather than data so that it also loads from a file on disk.
    """
    nothing = {"type": "Topology", "objects": {}, "arcs": []}
    assets = {"topojson": {"world_110m": nothing}, SHAPES: geography.geojson()}
    return f"window.PlotlyGeoAssets={json.dumps(assets, separators=(',', ':'))};\n"


def _extent(roll: Roll) -> dict[str, Any]:
    """The part of the globe that is shown, as Plotly wants it."""
    if near := geography.neighbourhood(roll.standing):
        (west, east), (south, north) = ((min(ends), max(ends)) for ends in zip(*near, strict=True))
        return {
            "lonaxis": {"range": [west - 20, east + 20]},
            "lataxis": {"range": [max(south - 10, -57), min(north + 10, 84)]},
        }
    return {"lataxis": {"range": [-57, 84]}}


def colour(number: int) -> str:
    """The colour of a status, which later ones have again."""
    return f"--data-{tone(number)}"


def symbol(number: int) -> str:
    """The symbol of a status, as Plotly calls it; later ones have it again in another colour."""
    return list(_SYMBOLS)[(number - 1) % len(_SYMBOLS)]


def _look(number: int) -> Look:
    """The first status in full colour, the others pale, as in the drawing."""
    return Look(colour(number), "--paper", opacity=1 if number == 1 else 0.4)


def _land(codes: Sequence[str], words: Iterable[str], look: Look) -> dict[str, Any]:
    return {
        "type": "choropleth",
        "geojson": SHAPES,
        "locations": list(codes),
        "z": [1] * len(codes),
        "colorscale": [[0, look.fill], [1, look.fill]],
        "showscale": False,
        "hoverinfo": "text",
        "text": list(words),
        "marker": {"line": {"color": look.line, "width": 0.5}, "opacity": look.opacity},
    }


def _symbol(number: int, key: Key) -> Text:
    """What stands on countries of a status, on its sample in the legend."""
    drawn = _SYMBOLS[symbol(number)]
    return Text(key.x + KEY[0] / 2, key.y + KEY[1] - 2, (drawn,), 13, "key", "middle")


def _symbols(number: int, roll: Roll, told: Callable[[str], str]) -> dict[str, Any]:
    places = geography.points()
    codes = [code for code, standing in sorted(roll.standing.items()) if standing == number]
    known = [code for code in codes if code in places]
    return {
        "type": "scattergeo",
        "mode": "markers",
        "lon": [places[code][0] for code in known],
        "lat": [places[code][1] for code in known],
        "hoverinfo": "text",
        "text": list(map(told, known)),
        "marker": {
            "symbol": symbol(number),
            "size": 10,
            "color": colour(number),
            "line": {"color": "--paper", "width": 1.5},
        },
    }
