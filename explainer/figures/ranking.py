"""Rankings: a dot on a strip that runs from the first place to the last."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from explainer.content import Content
from explainer.evidence.ledger import Ledger
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
    Reading,
    answered,
    careful,
    read,
    remarks,
    sources,
    spanning,
    table,
)
from explainer.model import Entry, Figure
from explainer.quantities.values import Quantity
from explainer.voice import wording
from explainer.voice.speech import later

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
class Place:
    """A ranking on a line from the first place to the last, in per cent; None where it is unknown.

    All lines are equally long, so places are compared by their share of the way.
    """

    reading: Reading
    first: float | None
    last: float | None

    @property
    def width(self) -> float:
        """How far it is from the one to the other."""
        return round((self.last or 0) - (self.first or 0), 1)


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
        heading=spanning(material.voice.tell("Ranking"), readings, material.language),
        description=figure.description or " ".join(said),
        table=table(material, readings, [one.kind for one in readings]),
        wide=wide,
        narrow=narrow,
        view=tuple(map(_place, readings)),
        remarks=remarks(material, readings),
        careful=careful(material, figure.facts),
        facts=tuple(one.fact.id for one in readings),
        sources=sources(readings),
    )


def _ranked(reading: Reading) -> tuple[Quantity, int] | None:
    """The rank and the number of places; None where there are no two, or one is not known."""
    value = reading.value
    if not isinstance(value, Quantity) or value.total is None or value.total < 2:
        return None
    return (value, int(value.total)) if 1 <= value.low <= value.high <= value.total else None


def _place(reading: Reading) -> Place:
    ranked = _ranked(reading)
    if ranked is None:
        return Place(reading, None, None)
    rank, places = ranked
    first, last = (px(float((one - 1) / (places - 1)) * 100) for one in (rank.low, rank.high))
    return Place(reading, first, last)


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


KIND = Kind("ranking", later("Ranking"), needs="facts", shows=shows, draw=draw)
