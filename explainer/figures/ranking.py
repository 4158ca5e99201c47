"""Rankings: a dot on a strip that runs from the first place to the last."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from explainer import wording
from explainer.content import Content
from explainer.figures import interactive
from explainer.figures.drawing import Drawing, Kind, Material
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
from explainer.figures.reading import (
    KINDS,
    Reading,
    answered,
    careful,
    read,
    remarks,
    sources,
    table,
)
from explainer.ledger import Ledger
from explainer.model import Entry, Figure
from explainer.values import Quantity

# More places than this are drawn as a plain line.
MOST_PLACES = 150


@dataclass(frozen=True, slots=True)
class Strip:
    """A strip as drawn: ``places`` are its marks, the dot reaches from ``first`` to ``last``.

    It has ``total`` places, of which the ``reading`` has the one, or the range, of ``rank``.
    """

    reading: Reading
    rank: Quantity
    total: int
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


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[Entry]:
    """The facts of the figure, and the sources that answer."""
    return answered(ledger, figure.facts)


def draw(figure: Figure, material: Material) -> Drawing:
    """One strip for every ranking of the figure; the first place is on the left."""
    readings = read(material, figure.facts)
    wide, narrow = (_lay_out(readings, sheet, material.language) for sheet in (WIDE, NARROW))
    said = (f"{one.called(one.name)}: {one.text}." for one in readings)
    return Drawing(
        figure=figure,
        heading="Ranking",
        description=figure.description or " ".join(said),
        table=table(material, readings, [KINDS[one.fact.kind] for one in readings]),
        wide=wide,
        narrow=narrow,
        remarks=remarks(material, readings),
        careful=careful(material, figure.facts),
        facts=tuple(one.fact.id for one in readings),
        sources=sources(readings),
        plotly=interactive.sheets(wide, narrow, _live) if wide.strips else None,
    )


def _ranked(reading: Reading) -> tuple[Quantity, int] | None:
    """The rank and the number of places; None where there are no two, or one is not known."""
    value = reading.value
    if not isinstance(value, Quantity) or value.total is None or value.total < 2:
        return None
    return (value, int(value.total)) if 1 <= value.low <= value.high <= value.total else None


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
        strip = _strip(reading, *ranked, sheet, px(y + leading(sheet.normal) * len(value) + 8))
        middle = (strip.first + strip.last) / 2
        texts.append(held(value, middle, y + sheet.normal, sheet, sheet.normal, "value"))
        for place, x in ((1, strip.left), (ranked[1], strip.right)):
            said = (wording.count(place, language),)
            texts.append(held(said, x, strip.y + 14 + sheet.small, sheet, sheet.small, "tick"))
        strips.append(strip)
        y = strip.y + 14 + leading(sheet.small)
    return Strips(sheet.width, round(y + 4), tuple(strips), tuple(texts))


def _strip(reading: Reading, rank: Quantity, places: int, sheet: Sheet, y: float) -> Strip:
    inset = 9
    scale = Scale(Decimal(1), Decimal(max(places, 2)), inset, sheet.width - inset)
    marks = range(1, places + 1) if places <= MOST_PLACES else ()
    dot = scale(rank.low), scale(rank.high)
    return Strip(reading, rank, places, scale.left, scale.right, y, tuple(map(scale, marks)), *dot)


def _live(layout: Strips) -> dict[str, Any]:
    """Strips one below the other; there is nothing between two places to zoom into."""
    data: list[Mapping[str, Any]] = []
    axes: dict[str, Any] = {}
    still = {"visible": False, "fixedrange": True}
    for number, strip in enumerate(layout.strips, start=1):
        x, y = interactive.named(number)
        domain = interactive.spread(layout, strip.left, strip.right)
        axes[f"xaxis{x[1:]}"] = {"domain": domain, "range": [1, strip.total], **still}
        axes[f"yaxis{y[1:]}"] = {"domain": [0, 1], "range": [layout.height, 0], **still}
        data += [{"xaxis": x, "yaxis": y, **trace} for trace in _traces(layout, strip)]
    return interactive.chart(layout, layout.texts, data, **axes)


def _traces(layout: Strips, strip: Strip) -> Iterator[dict[str, Any]]:
    reading, common = strip.reading, {"type": "scatter", "cliponaxis": False}
    called = reading.called(reading.name)
    places = list(range(1, strip.total + 1)) if strip.places else [1, strip.total]
    yield {
        **common,
        "mode": "lines+markers",
        "x": places,
        "y": [strip.y] * len(places),
        "hoverinfo": "skip",
        "line": {"color": "--rule", "width": 2},
        "marker": {"color": "--soft", "symbol": "line-ns-open", "size": 8},
    }
    yield {
        **common,
        "mode": "lines+markers",
        "x": [float(strip.rank.low), float(strip.rank.high)],
        "y": [strip.y] * 2,
        "hoverinfo": "text",
        "hovertext": interactive.told(layout, f"{called}: {reading.text}", reading.detail),
        "line": {"color": "--data-1", "width": 8},
        "marker": {"color": "--data-1", "size": 16},
    }


KIND = Kind("ranking", "Ranking", needs="facts", shows=shows, draw=draw)
