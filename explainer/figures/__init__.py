"""Figures: one module for each kind, from facts to a drawing, a table, words and a chart.

A new kind is a module with its ``KIND``, a template, and its name in ``model.FigureKind``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module
from typing import get_args

from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.figures.drawing import Drawing, Kind, Material
from explainer.model import Entry, Figure, FigureKind


class _Kinds(Mapping[FigureKind, Kind]):
    """The kinds by name; the module of each is imported when it is asked for."""

    def __getitem__(self, name: FigureKind) -> Kind:
        if name not in get_args(FigureKind):
            raise KeyError(name)
        kind: Kind = import_module(f"{__name__}.{name}").KIND
        return kind

    def __iter__(self) -> Iterator[FigureKind]:
        return iter(get_args(FigureKind))

    def __len__(self) -> int:
        return len(get_args(FigureKind))


KINDS: Mapping[FigureKind, Kind] = _Kinds()


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
