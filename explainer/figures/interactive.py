"""Figures for Plotly, as plain dicts: what the interactive charts have in common.

Colours are names of CSS custom properties ("--ink"); the page's script puts the colours in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from explainer import units
from explainer.figures.layout import wrap
from explainer.figures.rows import Block, Mark, Panel, Piece, Row

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
        "margin": {"l": 8, "r": 16, "t": 0, "b": 0},
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


def lines(text: str, *, bold: bool = False) -> str:
    """Text in lines that fit a phone, as the little HTML that Plotly reads."""
    broken = wrap(text, 13, 290, bold=bold)
    marked = (f"<b>{escape(line)}</b>" if bold else escape(line) for line in broken)
    return "<br>".join(marked)


@dataclass(frozen=True, slots=True)
class Slot:
    """Words, and what is drawn below them: traces whose ``y`` is yet to come."""

    words: str
    traces: tuple[Mapping[str, Any], ...] = ()

    @property
    def text_height(self) -> float:
        """In lines of text."""
        return self.words.count("<br>") + 1 if self.words else 0

    @property
    def height(self) -> float:
        """In lines of text, with what is drawn and the gap below."""
        return self.text_height + (1.6 if self.traces else 0.3)


_FOOT = 2.5  # room for the numbers of an axis, in lines of text


def stack(panels: Sequence[tuple[Sequence[Slot], Mapping[str, Any]]]) -> dict[str, Any]:
    """Panels one below the other, each a list of slots and what is special about its axis."""
    data: list[Mapping[str, Any]] = []
    notes: list[Mapping[str, Any]] = []
    axes: dict[str, Any] = {}
    total = sum(slot.height for slots, _ in panels for slot in slots) + _FOOT * len(panels)
    above = 0.0
    for number, (slots, special) in enumerate(panels, start=1):
        suffix = "" if number == 1 else str(number)
        own = {"xaxis": f"x{suffix}", "yaxis": f"y{suffix}"}
        height = 0.0
        for slot in slots:
            notes.append(_note(slot.words, height, f"y{suffix}"))
            at = height + slot.text_height + 0.65
            data += [{**trace, **own, "y": [at] * len(trace["x"])} for trace in slot.traces]
            height += slot.height
        axes[f"yaxis{suffix}"] = {
            "domain": [round(1 - (above + height) / total, 4), round(1 - above / total, 4)],
            "range": [height, 0],
            "anchor": f"x{suffix}",
            "visible": False,
            "fixedrange": True,
        }
        axes[f"xaxis{suffix}"] = {
            "anchor": f"y{suffix}",
            "gridcolor": "--rule",
            "zerolinecolor": "--ink",
            **special,
        }
        above += height + _FOOT
    return chart(data, barmode="overlay", annotations=notes, **axes)


def _note(words: str, y: float, axis: str) -> dict[str, Any]:
    return {
        "text": words,
        "x": 0,
        "y": y,
        "xref": "paper",
        "yref": axis,
        "xanchor": "left",
        "yanchor": "top",
        "align": "left",
        "showarrow": False,
        "borderpad": 0,
        "bgcolor": "--paper",
    }


def bars(panels: Sequence[Panel]) -> dict[str, Any]:
    """Charts of bars, each panel with an axis of its own."""
    return stack(
        [
            (
                [slot for block in panel.blocks for slot in _slots(block, panel.unit)],
                {
                    "rangemode": "tozero",
                    "ticksuffix": "%" if panel.unit == units.PERCENT else "",
                },
            )
            for panel in panels
        ]
    )


def _slots(block: Block, unit: str) -> Iterator[Slot]:
    if block.title:
        yield Slot(lines(block.title, bold=True))
    for row in block.rows:
        words = f"{lines(row.label)}: {lines(row.text, bold=True)}"
        yield Slot(words, tuple(_bar(row, piece, words) for piece in row.pieces(unit)))
    if block.result:
        yield Slot(f"{lines(block.result, bold=True)}<br>{lines(block.proviso)}")


def _bar(row: Row, piece: Piece, words: str) -> dict[str, Any]:
    colour = COLOURS[row.mark]
    marker: dict[str, Any] = {"color": colour, "line": {"color": colour, "width": 1.5}}
    if row.mark == "target":
        marker["pattern"] = {
            "shape": "/",
            "fgcolor": colour,
            "bgcolor": CLEAR,
            "solidity": 0.3,
            "size": 7,
        }
    if piece.open:
        marker["opacity"] = 0.5
    return {
        "type": "bar",
        "orientation": "h",
        "base": [float(piece.start)],
        "x": [float(piece.end - piece.start)],
        "width": [0.6 if row.mark == "measured" else 1],
        "hoverinfo": "text",
        "hovertext": words,
        "marker": marker,
    }
