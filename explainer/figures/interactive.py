"""Figures for Plotly, made from their drawings: what stood somewhere stands there in the chart.

A chart is given for each sheet, as a plain dict. Colours are names of CSS custom properties
("--ink"), sizes are those of the sheet; the page's script puts in the colours, and scales the sizes
as the page scales the drawing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Literal, Protocol, TypeVar

from explainer.figures.layout import WIDE, Text, wrap
from explainer.figures.legend import Key

CLEAR = "rgba(0,0,0,0)"
_FONT = "system-ui, sans-serif"
_SIDES = {"start": "left", "middle": "center", "end": "right"}
# Text that stands across grid lines hides them.
_ACROSS = ("value", "label")


class Layout(Protocol):
    """A drawing on its sheet."""

    @property
    def width(self) -> int:
        """In pixels of the sheet."""

    @property
    def height(self) -> int:
        """In pixels of the sheet."""

    @property
    def texts(self) -> tuple[Text, ...]:
        """Every word of the drawing."""


OfKind = TypeVar("OfKind", bound=Layout)


def sheets(
    wide: OfKind, narrow: OfKind, chart: Callable[[OfKind], Mapping[str, Any]]
) -> dict[str, Any]:
    """The chart of each layout, under the name of its sheet."""
    return {"wide": chart(wide), "narrow": chart(narrow)}


def chart(
    sheet: Layout, texts: Iterable[Text], data: Sequence[Mapping[str, Any]], **layout: Any
) -> dict[str, Any]:
    """A whole Plotly figure: its traces, the texts in their places, and how it may be handled.

    The bar of buttons stays off: it offers what the page offers already, in English only.
    """
    common = {
        "paper_bgcolor": CLEAR,
        "plot_bgcolor": CLEAR,
        "font": {"family": _FONT, "size": WIDE.small, "color": "--ink"},
        "width": sheet.width,
        "height": sheet.height,
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "hovermode": "closest",
        "hoverlabel": {
            "bgcolor": "--panel",
            "bordercolor": "--rule",
            "font": {"family": _FONT, "size": WIDE.small, "color": "--ink"},
            "align": "left",
        },
        "annotations": [_annotation(sheet, text) for text in texts],
    }
    config = {"displayModeBar": False, "showSendToCloud": False}
    return {"data": list(data), "layout": common | layout, "config": config}


def told(sheet: Layout, title: str, *details: str) -> str:
    """What a box at the pointer says, as the little HTML that Plotly reads."""
    room = min(0.8 * sheet.width, 360)
    lines = [f"<b>{escape(line)}</b>" for line in wrap(title, WIDE.small, room, bold=True)]
    for detail in details:
        lines += (escape(line) for line in wrap(detail, WIDE.small, room))
    return "<br>".join(lines)


def spread(sheet: Layout, left: float, right: float) -> list[float]:
    """A stretch of the sheet's width as Plotly's axes want it."""
    return [round(left / sheet.width, 4), round(right / sheet.width, 4)]


def fall(sheet: Layout, top: float, bottom: float) -> list[float]:
    """A stretch of the sheet's height as Plotly's axes want it."""
    return [round(1 - bottom / sheet.height, 4), round(1 - top / sheet.height, 4)]


def named(number: int) -> tuple[str, str]:
    """What Plotly calls the axes with this number, counted from 1: ``x`` and ``y``, ``x2``, …"""
    suffix = "" if number == 1 else str(number)
    return f"x{suffix}", f"y{suffix}"


def _annotation(sheet: Layout, text: Text) -> dict[str, Any]:
    middle = text.y - 0.35 * text.size + text.leading * (len(text.lines) - 1) / 2
    words = "<br>".join(escape(line) for line in text.lines)
    return {
        "text": f"<b>{words}</b>" if text.is_bold else words,
        "x": round(text.x / sheet.width, 4),
        "y": round(1 - middle / sheet.height, 4),
        "xref": "paper",
        "yref": "paper",
        "xanchor": _SIDES[text.anchor],
        "yanchor": "middle",
        "align": _SIDES[text.anchor],
        "showarrow": False,
        "borderpad": 0,
        "font": {"size": text.size, "color": "--soft" if text.is_soft else "--ink"},
        **({"bgcolor": "--paper"} if text.style in _ACROSS else {}),
    }


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark is filled and outlined."""

    fill: str
    line: str
    dash: str = "solid"
    opacity: float = 1


Box = tuple[float, float, float, float]


def sample(
    sheet: Layout, key: Key, look: Look, box: Box, shape: Literal["rect", "circle"] = "rect"
) -> dict[str, Any]:
    """A mark of the legend; ``box`` is its left, top, width and height within the key."""
    left, top, wide, high = box
    return {
        "type": shape,
        "xref": "paper",
        "yref": "paper",
        "x0": round((key.x + left) / sheet.width, 4),
        "x1": round((key.x + left + wide) / sheet.width, 4),
        "y0": round(1 - (key.y + top) / sheet.height, 4),
        "y1": round(1 - (key.y + top + high) / sheet.height, 4),
        "fillcolor": look.fill,
        "opacity": look.opacity,
        "line": {"color": look.line, "width": 1, "dash": look.dash},
    }
