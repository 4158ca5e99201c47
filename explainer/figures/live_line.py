"""Lines over time for Plotly: to read every value off, and to look closer at a stretch of time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from explainer.figures import interactive
from explainer.figures.interactive import Look
from explainer.figures.plot import Dot, Frame, Plot, Stroke, place_of

_LOOKS = {
    "forecast": Look("--data-1", "--data-1"),
    "band": Look("--data-1", "--data-1", opacity=0.2),
    "other": Look("--paper", "--data-1"),
    "target": Look("--paper", "--ink"),
}
_BOXES = {
    "forecast": (0, 6, 24, 2),
    "band": (2, 2, 20, 10),
    "other": (8, 3, 8, 8),
    "target": (8, 3, 8, 8),
}

# Of fewer marks the drawing shows all that there is; a chart would only be another 1.5 MB.
_FEWEST = 10


def shows_more(layout: Plot) -> bool:
    """Whether there is enough to read off and to look closer at."""
    return sum(len(frame.dots) for frame in layout.frames) >= _FEWEST


def chart(layout: Plot, language: str) -> dict[str, Any]:
    """Every panel on its axes; time can be zoomed into, values cannot be cut off."""
    data: list[dict[str, Any]] = []
    axes: dict[str, Any] = {}
    for number, frame in enumerate(layout.frames, start=1):
        x, y = interactive.named(number)
        axes[f"xaxis{x[1:]}"] = _across(layout, frame, y) | ({"matches": "x"} if number > 1 else {})
        axes[f"yaxis{y[1:]}"] = _up(layout, frame, x)
        data += [{"xaxis": x, "yaxis": y, **trace} for trace in _traces(layout, frame)]
    keys = [
        interactive.sample(
            layout, key, _LOOKS[key.mark], _BOXES[key.mark],
            "circle" if key.mark == "other" else "rect",
        )
        for key in layout.keys
    ]  # fmt: skip
    texts = [text for text in layout.texts if text.style != "tick"]
    return interactive.chart(layout, texts, data, shapes=keys, **axes)


def _across(layout: Plot, frame: Frame, y: str) -> dict[str, Any]:
    across = frame.across
    edge = float(across.high - across.low) * 6 / (across.right - across.left)
    return {
        "type": "date",
        "anchor": y,
        "domain": interactive.spread(layout, across.left - 6, across.right + 6),
        "range": [_day(float(across.low) - edge), _day(float(across.high) + edge)],
        "nticks": len(frame.ticks) + 1,
        "tickformatstops": [
            {"dtickrange": [None, 27 * 86_400_000], "value": "%Y-%m-%d"},
            {"dtickrange": [27 * 86_400_000, "M11"], "value": "%Y-%m"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
        "showgrid": False,
        "zeroline": False,
    }


def _up(layout: Plot, frame: Frame, x: str) -> dict[str, Any]:
    low, high = float(frame.up.low), float(frame.up.high)
    return {
        "anchor": x,
        "domain": interactive.fall(layout, frame.top, frame.bottom),
        "range": [high, low] if frame.panel.ranked else [low, high],
        "fixedrange": True,
        "showticklabels": False,
        "tickvals": [float(_value(frame, line)) for line in frame.lines],
        "gridcolor": "--rule",
        "zeroline": frame.zero is not None,
        "zerolinecolor": "--ink",
    }


def _value(frame: Frame, y: float) -> Decimal:
    """The number at which a line of the grid stands."""
    up = frame.up
    share = Decimal(str((y - up.left) / (up.right - up.left)))
    return round(up.low + share * (up.high - up.low), 6)


def _day(ordinal: float) -> str:
    within = min(max(ordinal, 1), date.max.toordinal())
    return date.fromordinal(round(within)).isoformat()


def _traces(layout: Plot, frame: Frame) -> Iterator[dict[str, Any]]:
    for stroke in frame.strokes:
        if stroke.style != "band":
            yield _stroke(layout, stroke)
    for dot in frame.dots:
        yield _dot(layout, frame, dot)


def _stroke(layout: Plot, stroke: Stroke) -> dict[str, Any]:
    dash = "dash" if stroke.style == "forecast" else "solid"
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [_at(layout, dot) for dot in stroke.dots],
        "y": [float(dot.mark.value) for dot in stroke.dots],
        "hoverinfo": "skip",
        "line": {"color": f"--data-{stroke.tone}", "width": 2.5, "dash": dash},
    }


def _dot(layout: Plot, frame: Frame, dot: Dot) -> dict[str, Any]:
    mark, colour = dot.mark, f"--data-{dot.tone}"
    is_open = mark.look in ("other", "target")
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [_at(layout, dot)],
        "y": [float(mark.value)],
        "cliponaxis": False,
        "hoverinfo": "text",
        "hovertext": interactive.told(layout, mark.text, mark.detail),
        "marker": {
            "color": "--paper" if is_open else colour,
            "symbol": "diamond" if mark.look == "target" else "circle",
            "size": 4 if mark.look == "forecast" else 2 * frame.radius + (2 if is_open else 0),
            "line": {"color": colour, "width": 1.5},
        },
    }


def _at(layout: Plot, dot: Dot) -> str:
    return _day(float(place_of(dot.mark.when, whole_years=layout.whole_years)))
