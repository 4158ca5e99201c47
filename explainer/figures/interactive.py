"""Figures for Plotly, as plain dicts: what the interactive charts have in common.

Colours are names of CSS custom properties ("--ink"); the page's script puts the colours in.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from explainer.figures.layout import wrap
from explainer.figures.rows import Mark, Panel, Piece

CLEAR = "rgba(0,0,0,0)"
COLOURS: dict[Mark, str] = {
    "start": "--data-1",
    "target": "--data-1",
    "measured": "--data-2",
    "plain": "--data-1",
}


def chart(data: Sequence[Mapping[str, Any]], **layout: Any) -> dict[str, Any]:
    """A whole Plotly figure: its traces, the common layout, and how it may be handled.

    The bar of buttons stays off: it offers what the page offers already, in English only.
    """
    common = {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": "system-ui, sans-serif", "size": 13, "color": "--ink"},
        "margin": {"l": 8, "r": 16, "t": 8, "b": 32},
        "showlegend": False,
        "hoverlabel": {
            "bgcolor": "--panel",
            "bordercolor": "--rule",
            "font": {"color": "--ink"},
            "align": "left",
        },
    }
    config = {"displayModeBar": False, "showSendToCloud": False}
    return {"data": list(data), "layout": common | layout, "config": config}


def lines(text: str, room: float = 150) -> str:
    """Text for a label or a hover box, in lines of at most ``room`` pixels."""
    return "<br>".join(escape(line, quote=False) for line in wrap(text, 13, room))


def axis(**more: Any) -> dict[str, Any]:
    """An axis in the site's colours."""
    return {"gridcolor": "--rule", "zerolinecolor": "--ink", "automargin": True, **more}


def bars(panels: Sequence[Panel]) -> dict[str, Any]:
    """The panels one below the other, each with an axis of its own."""
    total = sum(len(panel.rows) + 1 for panel in panels) - 1
    data: list[dict[str, Any]] = []
    layout: dict[str, Any] = {}
    below = 0
    for number, panel in enumerate(panels, start=1):
        suffix = "" if number == 1 else str(number)
        rows = [(block, row) for block in panel.blocks for row in block.rows]
        layout[f"yaxis{suffix}"] = axis(
            domain=[round(1 - (below + len(rows)) / total, 3), round(1 - below / total, 3)],
            range=[len(rows) - 0.5, -0.5],
            anchor=f"x{suffix}",
            tickvals=list(range(len(rows))),
            ticktext=[lines(row.label) for _, row in rows],
            showgrid=False,
            zeroline=False,
            fixedrange=True,
        )
        layout[f"xaxis{suffix}"] = axis(anchor=f"y{suffix}", rangemode="tozero")
        for at, (block, row) in enumerate(rows):
            words = f"<b>{lines(row.text, 260)}</b><br>{lines(row.label, 260)}"
            title = f"<br>{lines(block.title, 260)}" if block.title else ""
            for piece in row.pieces(panel.unit):
                data.append(_bar(row.mark, piece, at, suffix) | {"hovertext": words + title})
        below += len(rows) + 1
    return chart(data, barmode="overlay", bargap=0.35, **layout)


def _bar(mark: Mark, piece: Piece, at: int, suffix: str) -> dict[str, Any]:
    colour = COLOURS[mark]
    hatched = {"shape": "/", "fgcolor": colour, "bgcolor": CLEAR, "solidity": 0.3, "size": 7}
    marker: dict[str, Any] = {"color": colour, "line": {"color": colour, "width": 1.5}}
    if mark == "target":
        marker["pattern"] = hatched
    if piece.open:
        marker["opacity"] = 0.5
    return {
        "type": "bar",
        "orientation": "h",
        "base": [float(piece.start)],
        "x": [float(piece.end - piece.start)],
        "y": [at],
        "width": [0.35 if mark == "measured" else 0.6],
        "xaxis": f"x{suffix}",
        "yaxis": f"y{suffix}",
        "hoverinfo": "text",
        "marker": marker,
    }
