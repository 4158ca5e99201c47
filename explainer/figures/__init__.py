"""Figures: one module for each kind, from facts to a drawing, a table, words and a chart.

A new kind is a module with its ``KIND``, a template, and its name in ``model.FigureKind``.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib import import_module
from typing import get_args

from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.figures.drawing import Drawing, Kind, Material
from explainer.model import Entry, Figure, FigureKind

KINDS: dict[FigureKind, Kind] = {
    name: import_module(f"{__name__}.{name}").KIND for name in get_args(FigureKind)
}


@cache
def scripts() -> dict[str, str]:
    """The scripts that interactive figures need besides Plotly, by name; static like the theme."""
    return {name: make() for kind in KINDS.values() for name, make in kind.scripts.items()}


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[Entry]:
    """Every entry that the figure names, in its drawing, its table or its words, each once."""
    yield from dict.fromkeys(KINDS[figure.kind].shows(figure, content, ledger))


def draw(figure: Figure, material: Material) -> Drawing:
    """The figure laid out, with its table, words and interactive chart."""
    return KINDS[figure.kind].draw(figure, material)
