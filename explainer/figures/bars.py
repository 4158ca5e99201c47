"""Bars: several facts side by side, and what every chart of bars is drawn with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.figures.drawing import Drawing, Kind, Material
from explainer.figures.layout import NARROW, WIDE, Sheet
from explainer.figures.lengths import Lines, measured
from explainer.figures.reading import (
    Reading,
    answered,
    careful,
    heading,
    read,
    remarks,
    sources,
    spanning,
    table,
)
from explainer.figures.rows import Block, Chart, Panel, Row, SayTick, lay_out
from explainer.model import Entry, Figure
from explainer.quantities import units
from explainer.quantities.numerals import plain
from explainer.quantities.values import Quantity
from explainer.voice import wording
from explainer.voice.speech import later


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[Entry]:
    """The facts of the figure, and the sources that answer."""
    return answered(ledger, figure.facts)


def draw(figure: Figure, material: Material) -> Drawing:
    """One bar for every fact of the figure; facts in another unit get an axis of their own."""
    readings = read(material, figure.facts)
    alone = by_unit([(unit_of(one), Block("", (_row(one),))) for one in readings])
    panels = [Panel(panel.unit, (Block("", panel.rows),)) for panel in alone]
    wide, narrow = (chart(panels, sheet, material.language) for sheet in (WIDE, NARROW))
    said = (f"{one.called(one.name)}: {one.text}." for one in readings)
    return Drawing(
        figure=figure,
        heading=spanning(heading(readings, material.language), readings, material.language),
        description=figure.description or " ".join(said),
        table=table(material, readings, [one.kind for one in readings]),
        wide=wide,
        narrow=narrow,
        view=tuple(_lines(panel, readings) for panel in panels),
        remarks=remarks(material, readings),
        careful=careful(material, figure.facts),
        facts=tuple(one.fact.id for one in readings),
        sources=sources(readings),
    )


def _lines(panel: Panel, readings: Sequence[Reading]) -> Lines:
    """The bars of one unit; each row has the fact whose unit it shares, in the order of both."""
    same = [one for one in readings if units.same(unit_of(one), panel.unit)]
    return measured(panel, [one.fact.id for one in same])


def _row(reading: Reading) -> Row:
    label = reading.called(reading.name)
    return Row(label, reading.value, reading.text, "plain", reading.detail)


def unit_of(reading: Reading) -> str:
    """The unit of a fact's value; none for what is not a number."""
    return reading.value.unit if isinstance(reading.value, Quantity) else ""


def by_unit(blocks: Sequence[tuple[str, Block]]) -> tuple[Panel, ...]:
    """Panels of the blocks that share a unit, in the order of their first blocks."""
    panels: dict[str, tuple[str, list[Block]]] = {}
    for unit, block in blocks:
        panels.setdefault(units.canonical(unit), (unit, []))[1].append(block)
    return tuple(Panel(unit, tuple(those)) for unit, those in panels.values())


def chart(panels: Sequence[Panel], sheet: Sheet, language: str) -> Chart:
    """The panels on a sheet, their axes numbered in the page's language."""
    return lay_out(panels, sheet, say_tick(language))


def say_tick(language: str) -> SayTick:
    """How an axis of numbers is labelled in a language."""

    def said(unit: str, number: Decimal) -> str:
        shown = unit if unit == units.PERCENT else ""
        return wording.say_short(Quantity(plain(number), plain(number), shown), language)

    return said


KIND = Kind("bars", later("Bar chart"), needs="facts", shows=shows, draw=draw)
