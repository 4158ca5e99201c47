"""Amounts as shares of a line: what a page draws beside words that grow with the reader's text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from explainer.figures.layout import px
from explainer.figures.rows import Mark, Panel, Row
from explainer.quantities import units

# A bar that is not zero can be seen.
LEAST = 0.6


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a bar in per cent of the line; ``open`` is a range between its ends."""

    left: float
    width: float
    open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One bar on its line: what it is, the value in words, and the fact that both tell."""

    label: str
    text: str
    mark: Mark
    fact: str
    stretches: tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class Lines:
    """Bars from one zero, under a title; ``zero`` is where that stands, in per cent.

    ``result`` is what follows from them in words, ``goal`` the fact whose doubt is told there.
    """

    title: str
    lines: tuple[Line, ...]
    zero: float
    result: str = ""
    proviso: str = ""
    goal: str = ""


def measured(panel: Panel, facts: Sequence[str], goal: str = "") -> Lines:
    """A panel of one block: each bar as long as it is on a linear axis that contains zero."""
    block, (low, high) = panel.blocks[0], _domain(panel)
    lines = tuple(
        Line(row.label, row.text, row.mark, fact, _stretches(row, panel.unit, low, high))
        for row, fact in zip(block.rows, facts, strict=True)
    )
    zero = _share(Decimal(0), low, high)
    return Lines(block.title, lines, zero, block.result, block.proviso, goal)


def _domain(panel: Panel) -> tuple[Decimal, Decimal]:
    """From the least to the greatest value; per cent go to a hundred, as far as they fit."""
    low, high = panel.domain() or (Decimal(0), Decimal(1))
    if units.same(panel.unit, units.PERCENT) and low >= 0 and high <= 100:
        return Decimal(0), Decimal(100)
    return low, high if high > low else low + 1


def _stretches(row: Row, unit: str, low: Decimal, high: Decimal) -> tuple[Stretch, ...]:
    found = []
    for piece in row.pieces(unit):
        left, right = sorted((_share(piece.start, low, high), _share(piece.end, low, high)))
        found.append(Stretch(left, px(max(right - left, LEAST)), piece.open))
    return tuple(found)


def _share(value: Decimal, low: Decimal, high: Decimal) -> float:
    return px(float((value - low) / (high - low)) * 100)
