"""The slim axis of a timeline for Plotly: to zoom into where many things happened at once."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from explainer.figures import interactive
from explainer.figures.axis import DOT, Axis, Mark
from explainer.figures.interactive import Look
from explainer.model import HAPPENED
from explainer.voice import keys, wording
from explainer.voice.bidi import apart

_LOOKS: dict[str, Look] = {
    "past": Look("--data-1", "--data-1"),
    "ahead": Look("--paper", "--data-1"),
    "overdue": Look("--paper", "--accent", "dot"),
    "today": Look("--soft", "--soft"),
}


def chart(layout: Axis, today: date, language: str) -> dict[str, Any]:
    """The slim axis, to zoom into where many things happened at once."""
    long = layout.scale.high - layout.scale.low
    edge = timedelta(float(long) * DOT / (layout.scale.right - layout.scale.left))
    across = {
        "type": "date",
        "anchor": "y",
        "domain": [0, 1],
        "range": [_moment(layout.span[0], -edge), _moment(layout.span[1], edge)],
        "nticks": len(layout.ticks) + 1,
        "tickformatstops": [
            {"dtickrange": [None, 27 * 86_400_000], "value": "%Y-%m-%d"},
            {"dtickrange": [27 * 86_400_000, "M11"], "value": "%Y-%m"},
            {"dtickrange": ["M12", None], "value": "%Y"},
        ],
        "gridcolor": "--rule",
        "zeroline": False,
    }
    down = {
        "anchor": "x",
        "domain": interactive.fall(layout, 0, layout.bottom),
        "range": [layout.bottom, 0],
        "visible": False,
        "fixedrange": True,
    }
    lines = [
        {"type": "line", "xref": "paper", "x0": 0, "x1": 1, "yref": "y", "y0": y, "y1": y,
         "layer": "below", "line": {"color": "--rule", "width": 1}}
        for y in layout.lines
    ]  # fmt: skip
    if layout.today is not None:
        now = today.isoformat()
        ends = {"xref": "x", "x0": now, "x1": now, "yref": "y", "y0": 0, "y1": layout.bottom}
        line = {"color": "--soft", "width": 1.5, "dash": "dot"}
        lines.append({"type": "line", **ends, "layer": "below", "line": line})
    keys = [
        interactive.sample(layout, key, _LOOKS[key.mark], (11, 0, 2, 14))
        if key.mark == "today"
        else interactive.sample(layout, key, _LOOKS[key.mark], (7, 2, 10, 10), "circle")
        for key in layout.keys
    ]
    texts = [text for text in layout.texts if text.style != "tick"]
    data = [_trace(layout, mark, language) for mark in layout.marks]
    return interactive.chart(layout, texts, data, xaxis=across, yaxis=down, shapes=[*lines, *keys])


def _moment(day: date, later: timedelta) -> str:
    moment = datetime.combine(day, time())
    within = min(max(later, datetime.min - moment), datetime.max - moment)
    return (moment + within).isoformat(timespec="minutes")


def _trace(layout: Axis, mark: Mark, language: str) -> dict[str, Any]:
    """A dot, or a line where it may stand for more time than a dot is wide."""
    dated, look = mark.dated, _LOOKS[mark.part]
    when = dated.date.when
    first, last = (min(max(day, layout.span[0]), layout.span[1]) for day in (when.first, when.last))
    middle = first + timedelta(days=(last - first).days // 2)
    days = [first, last] if mark.width > DOT else [middle]
    said = wording.say(when, language)
    role = keys.role_in_words(dated.date.role, language)
    part = f"{apart(role)}: " if dated.date.role != HAPPENED else ""
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": [day.isoformat() for day in days],
        "y": [mark.y] * len(days),
        "hoverinfo": "text",
        "hovertext": interactive.told(layout, mark.item.title, f"{part}{apart(said)}"),
        "line": {"color": look.line, "width": DOT if mark.part == "past" else 2},
        "marker": {
            "color": look.fill,
            "size": DOT,
            "line": {"color": look.line, "width": 1.5},
        },
    }
