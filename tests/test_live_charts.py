"""Live charts: the drawings once more, for Plotly, with who says so at the pointer."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from explainer import figures
from tests.drawn import NAMES, ROOT, SHEETS, TODAY, draw


def coloured(value: Any) -> Any:
    """The figure as the page's script hands it to Plotly."""
    if isinstance(value, dict):
        return {key: coloured(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [coloured(item) for item in value]
    return "#123456" if isinstance(value, str) and value.startswith("--") else value


def live(name: str, sheet: str = "wide") -> dict[str, Any]:
    """The chart as the page gets it."""
    charts = draw(name).plotly
    assert charts is not None
    chart: dict[str, Any] = json.loads(json.dumps(charts[sheet]))
    return chart


LIVE = [name for name in NAMES if draw(name).plotly]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", LIVE)
def test_plotly_knows_every_key_of_the_live_chart(name: str, sheet: str) -> None:
    import plotly.graph_objects as go

    plain = live(name, sheet)
    figure = go.Figure({key: coloured(plain[key]) for key in ("data", "layout")})
    assert figure.data
    assert "template" not in plain["layout"]
    assert plain["config"] == {"displayModeBar": False, "showSendToCloud": False}


@pytest.mark.parametrize("name", LIVE)
def test_colours_of_the_live_chart_are_names_that_the_style_sheet_knows(name: str) -> None:
    used = set(re.findall(r'"(--[\w-]+)"', json.dumps(draw(name).plotly)))
    known = set(
        re.findall(r"^ *(--[\w-]+):", (ROOT / "static/style.css").read_text(), re.MULTILINE)
    )
    assert used <= known
    assert not re.search(r'"#[0-9a-f]{3,8}"', json.dumps(draw(name).plotly))


def test_kinds_that_a_live_chart_adds_to_have_one() -> None:
    kinds = {draw(name).figure.kind for name in LIVE}
    assert kinds == {"target", "bars", "ranking", "line", "map", "timeline"}


@pytest.mark.parametrize("sheet", SHEETS)
def test_the_live_bars_stand_where_the_drawn_ones_do(sheet: str) -> None:
    drawn, chart = getattr(draw("budget"), sheet), live("budget", sheet)
    across, down = chart["layout"]["xaxis"], chart["layout"]["yaxis"]

    def pixel(value: float, axis: dict[str, Any], length: int) -> float:
        low, high = axis["range"]
        start, end = axis["domain"]
        return length * (start + (end - start) * (value - low) / (high - low))

    assert len(chart["data"]) == len(drawn.bars)
    for trace, bar in zip(chart["data"], drawn.bars, strict=True):
        ends = (trace["base"][0], trace["base"][0] + trace["x"][0])
        left, right = (pixel(end, across, drawn.width) for end in ends)
        assert left == pytest.approx(bar.x, abs=0.5)
        assert right == pytest.approx(bar.x + bar.width, abs=1.6)
        middle = drawn.height - pixel(trace["y"][0], down, drawn.height)
        assert middle == pytest.approx(bar.y + bar.height / 2, abs=0.5)
        assert trace["width"] == [bar.height]


def test_the_live_bars_start_at_zero_and_hatch_the_target() -> None:
    chart = live("budget")
    goal = chart["data"][-1]
    assert (goal["base"], goal["x"]) == ([0.0], [11.2]), "in thousands of millions"
    assert chart["layout"]["xaxis"]["ticksuffix"] == "bn"
    assert goal["marker"]["pattern"]["shape"] == "/"
    assert all("type" not in axis for key, axis in chart["layout"].items() if "axis" in key)


def test_live_axes_are_those_of_the_drawing_and_zoom_together_where_they_share_a_scale() -> None:
    axes = [axis for key, axis in live("goals")["layout"].items() if key.startswith("xaxis")]
    assert len(axes) == len(draw("goals").wide.axes)
    assert [axis["ticksuffix"] for axis in axes if "%" in axis["ticksuffix"]] == ["%"]
    shared = {(axis.unit, axis.scale) for axis in draw("goals").wide.axes}
    assert sum("matches" not in axis for axis in axes) == len(shared)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", LIVE)
def test_every_word_of_the_drawing_stands_in_the_live_chart_too(name: str, sheet: str) -> None:
    layout = getattr(draw(name), sheet)
    chart = live(name, sheet)
    there = json.dumps(chart, ensure_ascii=False)
    for text in layout.texts:
        if text.style != "tick":
            assert json.dumps("<br>".join(text.lines), ensure_ascii=False)[1:-1] in there


def test_the_pointer_finds_who_says_so() -> None:
    goal = re.sub("<.*?>", " ", live("budget")["data"][-1]["hovertext"])
    assert (
        goal.split()
        == (
            "Target for 2030: 11.2 billion euros Claimed by the river board. "
            "1 of 2 sources says this; 1 says 11.2 million euros: a slip."
        ).split()
    )
    dot = live("ranks")["data"][1]["hovertext"]
    assert dot.endswith("Both sources give this value; 1 words it wrongly.")


def test_words_of_editors_are_no_markup_to_plotly() -> None:
    from explainer.figures import interactive

    assert interactive.told(draw("budget").wide, "a <b>bold</b> river", "no & yes") == (
        "<b>a &lt;b&gt;bold&lt;/b&gt; river</b><br>no &amp; yes"
    )


def test_a_country_on_the_live_map_says_its_groups_too() -> None:
    said = {text for trace in live("map")["data"] for text in trace.get("text", ())}
    assert "<b>France</b><br>No member known<br>The fish league: Member" in said
    assert "<b>Chad</b><br>No member known" in said


def test_the_map_brings_its_own_geography() -> None:
    drawing = draw("map")
    text = figures.scripts()[drawing.scripts[0]]
    assets = json.loads(text.removeprefix("window.PlotlyGeoAssets=").removesuffix(";\n"))
    chart = live("map")
    names = {trace["geojson"] for trace in chart["data"] if "geojson" in trace}
    assert names == set(assets) - {"topojson"}
    ids = {feature["id"] for feature in assets["world"]["features"]}
    for trace in chart["data"]:
        assert set(trace.get("locations", ())) <= ids
    assert chart["layout"]["geo"]["fitbounds"] is False


def test_the_live_timeline_has_every_date_where_it_is_drawn_and_says_what_it_is() -> None:
    drawn, chart = draw("time").wide, live("time")
    assert len(chart["data"]) == len(drawn.marks)
    for trace, mark in zip(chart["data"], drawn.marks, strict=True):
        assert trace["y"][0] == mark.y
        assert f"<b>{mark.item.title}</b><br>" in trace["hovertext"]
    assert "signed: 30 December 2021" in json.dumps(chart)
    today = [shape for shape in chart["layout"]["shapes"] if shape["x0"] == TODAY.isoformat()]
    assert [shape["xref"] for shape in today] == ["x"], "it moves when the chart is zoomed"
    first, last = chart["layout"]["xaxis"]["range"]
    assert all(first <= day <= last for trace in chart["data"] for day in trace["x"])


def test_the_script_for_live_charts_is_small() -> None:
    assert (ROOT / "static" / "explore.js").stat().st_size < 4096
