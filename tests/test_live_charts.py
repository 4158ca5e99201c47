"""Live charts: the drawings once more, for Plotly, with who says so at the pointer."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest

from explainer import figures
from explainer.figures import live_timeline
from explainer.theme import files as theme
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
        re.findall(r"^ *(--[\w-]+):", theme.load(ROOT / "content").text("style.css"), re.MULTILINE)
    )
    assert used <= known
    assert not re.search(r'"#[0-9a-f]{3,8}"', json.dumps(draw(name).plotly))


def test_only_what_a_live_chart_shows_more_of_has_one() -> None:
    kinds = {draw(name).figure.kind for name in LIVE}
    assert kinds == {"line", "map"}, "each date of a short timeline is labelled as it is"


def test_a_line_of_few_marks_is_read_off_its_drawing() -> None:
    marks = {
        name: sum(len(frame.dots) for frame in draw(name).wide.frames)
        for name in NAMES
        if draw(name).figure.kind == "line"
    }
    assert min(marks.values()) < 10 <= max(marks.values())
    assert {name for name in marks if name in LIVE} == {n for n in marks if marks[n] >= 10}


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", LIVE)
def test_every_word_of_the_drawing_stands_in_the_live_chart_too(name: str, sheet: str) -> None:
    layout = getattr(draw(name), sheet)
    chart = live(name, sheet)
    there = json.dumps(chart, ensure_ascii=False)
    for text in layout.texts:
        if text.style != "tick":
            assert json.dumps("<br>".join(text.lines), ensure_ascii=False)[1:-1] in there


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
    drawn = draw("time").wide
    chart = live_timeline.chart(drawn, TODAY, "en-GB")
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
