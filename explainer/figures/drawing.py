"""What every figure comes to, whatever its kind: a drawing, a table, words, and a Plotly chart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from markupsafe import Markup

from explainer.content import Content
from explainer.ledger import Ledger
from explainer.model import Figure


@dataclass(frozen=True, slots=True)
class Material:
    """What figures are drawn from."""

    content: Content
    ledger: Ledger
    language: str
    today: date


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a figure's table; ``fact``, ``event`` and ``source`` are ids it is bound to."""

    text: str
    fact: str = ""
    event: str = ""
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The figure's data in words: the same for eyes, ears, and the CSV download."""

    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure, laid out. Lengths are CSS pixels of a drawing shown at its own width.

    ``wide`` and ``narrow`` are what the kind's template draws (``figures/KIND.svg``): the latter
    for screens under 600 px, with no text that would shrink under 11 px at 320 px.
    ``careful`` and ``note`` are printed inside the figure; ``sources`` are ids, for its source line.
    ``plotly`` is the same data as a Plotly figure (plain dict), or None where that adds nothing.
    """

    figure: Figure
    description: str
    table: Table
    wide: Any = None
    narrow: Any = None
    legend: tuple[tuple[str, str], ...] = ()
    careful: tuple[Markup, ...] = ()
    remarks: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    plotly: Mapping[str, Any] | None = None
    data: Mapping[str, Any] = field(default_factory=dict)
