"""Rankings: a dot on a strip that runs from the first place to the last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from explainer import wording
from explainer.figures import interactive
from explainer.figures.drawing import Drawing, Material
from explainer.figures.layout import (
    NARROW,
    WIDE,
    Scale,
    Sheet,
    Text,
    held,
    leading,
    px,
    wrap,
)
from explainer.figures.reading import KINDS, Reading, careful, read, remarks, sources, table
from explainer.model import Figure
from explainer.values import Quantity

# More places than this are drawn as a plain line.
MOST_PLACES = 150


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip as drawn: ``places`` are its marks, the dot reaches from ``first`` to ``last``."""

    left: float
    right: float
    y: float
    places: tuple[float, ...]
    first: float
    last: float


@dataclass(frozen=True, slots=True)
class Strips:
    """Strips and texts with their places."""

    width: int
    height: int
    strips: tuple[Strip, ...]
    texts: tuple[Text, ...]


def draw(figure: Figure, material: Material) -> Drawing:
    """One strip for every ranking of the figure; the first place is on the left."""
    readings = read(material, figure.facts)
    said = (f"{one.called(one.name)}: {one.text}." for one in readings)
    return Drawing(
        figure=figure,
        heading="Ranking",
        description=figure.description or " ".join(said),
        table=table(material, readings, [KINDS[one.fact.kind] for one in readings]),
        wide=_lay_out(readings, WIDE, material.language),
        narrow=_lay_out(readings, NARROW, material.language),
        remarks=remarks(material, readings),
        careful=careful(material, figure.facts),
        facts=tuple(one.fact.id for one in readings),
        sources=sources(readings),
        plotly=_plotly(readings),
    )


def _ranked(reading: Reading) -> tuple[Quantity, int] | None:
    """The rank and the number of places; None where one of them is not known."""
    value = reading.value
    if isinstance(value, Quantity) and value.total and 1 <= value.low <= value.high <= value.total:
        return value, int(value.total)
    return None


def _lay_out(readings: Sequence[Reading], sheet: Sheet, language: str) -> Strips:
    strips: list[Strip] = []
    texts: list[Text] = []
    y = 0.0
    for number, reading in enumerate(readings):
        y += 22 if number else 0
        lines = wrap(reading.called(reading.name), sheet.normal, sheet.width)
        texts.append(Text(0, px(y + sheet.normal), lines, sheet.normal))
        y += leading(sheet.normal) * len(lines) + 6
        value = wrap(reading.text, sheet.normal, sheet.width, bold=True)
        ranked = _ranked(reading)
        if ranked is None:
            texts.append(Text(0, px(y + sheet.normal), value, sheet.normal, "value"))
            y += leading(sheet.normal) * len(value)
            continue
        strip = _strip(*ranked, sheet, px(y + leading(sheet.normal) * len(value) + 8))
        middle = (strip.first + strip.last) / 2
        texts.append(held(value, middle, y + sheet.normal, sheet, sheet.normal, "value"))
        for place, x in ((1, strip.left), (ranked[1], strip.right)):
            said = (wording.count(place, language),)
            texts.append(held(said, x, strip.y + 14 + sheet.small, sheet, sheet.small, "tick"))
        strips.append(strip)
        y = strip.y + 14 + leading(sheet.small)
    return Strips(sheet.width, round(y + 4), tuple(strips), tuple(texts))


def _strip(rank: Quantity, places: int, sheet: Sheet, y: float) -> Strip:
    inset = 9
    scale = Scale(Decimal(1), Decimal(max(places, 2)), inset, sheet.width - inset)
    marks = range(1, places + 1) if places <= MOST_PLACES else ()
    return Strip(
        scale.left, scale.right, y, tuple(map(scale, marks)), scale(rank.low), scale(rank.high)
    )


def _plotly(readings: Sequence[Reading]) -> dict[str, Any] | None:
    """Strips one below the other; None where no place is known."""
    panels = [
        (
            [_slot(reading, *ranked)],
            {
                "range": [0.2, ranked[1] + 0.8],
                "tickvals": [1, ranked[1]],
                "showgrid": False,
                "zeroline": False,
            },
        )
        for reading in readings
        if (ranked := _ranked(reading))
    ]
    return interactive.stack(panels) if panels else None


def _slot(reading: Reading, rank: Quantity, places: int) -> interactive.Slot:
    words = f"{interactive.lines(reading.called(reading.name))}: "
    words += interactive.lines(reading.text, bold=True)
    strip = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": list(range(1, places + 1)) if places <= MOST_PLACES else [1, places],
        "hoverinfo": "skip",
        "line": {"color": "--rule", "width": 2},
        "marker": {"color": "--soft", "symbol": "line-ns-open", "size": 7},
    }
    dot = {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [float(rank.low), float(rank.high)],
        "hoverinfo": "text",
        "hovertext": words,
        "line": {"color": "--data-1", "width": 8},
        "marker": {"color": "--data-1", "size": 15},
    }
    return interactive.Slot(words, (strip, dot))
