"""What the script for live charts hands to Plotly, and when: with a stand-in that takes notes."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from explainer.theme import files as theme

STATIC = Path(__file__).parents[2] / "static"
PAGE = """<!doctype html><meta charset=utf-8>
<link rel=stylesheet href=style.css><link rel=stylesheet href=figures.css>
<figure class=figure><div class=stage>
<svg class="drawing drawing-wide" viewBox="0 0 720 200" role=img></svg>
<svg class="drawing drawing-narrow" viewBox="0 0 320 200" role=img></svg></div>
<p class=explore hidden data-loading="Loading …" data-close="Back to the drawing"
  data-failed="It could not be loaded; the drawing stays."
  data-explore=flood data-scripts="shapes.js flood.js plotly.js">
<button type=button>Explore this figure</button><span role=status></span></p>
</figure><script defer src=explore.js></script>"""
CHART = """window.charts = { flood: {
  wide: {
    data: [{ name: "wide", marker: { color: "--ink", size: 10 } }],
    layout: { width: 720, height: 200 },
  },
  narrow: {
    data: [{ name: "narrow", marker: { color: "--ink", size: 10 } }],
    layout: { width: 320, height: 200 },
  },
} };"""
SHEET = "{ width: 720, height: 200 }"
STAND_IN = """window.calls = [];
window.Plotly = {
  react: async (box, [{ name, marker }], { width, height }) =>
    calls.push([marker.color, name, marker.size, width, height]),
  purge: () => calls.push("purged"),
};"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A page with one chart, to be opened from the disk."""
    for name in ("style.css", "figures.css", "explore.js"):
        (tmp_path / name).write_text(theme.load(tmp_path).text(name), encoding="utf-8")
    (tmp_path / "index.html").write_text(PAGE)
    (tmp_path / "shapes.js").write_text("window.shapes = true;")
    (tmp_path / "flood.js").write_text(CHART)
    (tmp_path / "plotly.js").write_text(STAND_IN)
    return tmp_path


def test_words_that_look_like_a_colour_stay_words(browser: Browser, folder: Path) -> None:
    trace = """{ name: "--ink", text: ["--rule", "--ink"], colorscale: [[0, "--ink"], [1, "--ink"]],
      marker: { color: "--ink", size: 1 } }"""
    (folder / "flood.js").write_text(
        f"window.charts = {{ flood: {{ wide: {{ data: [{trace}], layout: {SHEET} }} }} }};"
    )
    (folder / "plotly.js").write_text(
        "window.calls = []; window.Plotly = { react: async (box, data) => calls.push(data[0]) };"
    )
    page = browser.new_page()
    page.goto(f"file://{folder}/index.html")
    page.get_by_role("button").press("Enter")
    page.locator(".live.is-ready").wait_for()
    drawn = page.evaluate("calls[0]")
    assert drawn["name"] == "--ink"
    assert drawn["text"] == ["--rule", "--ink"]
    ink = drawn["marker"]["color"]
    assert ink.startswith("rgb")
    assert drawn["colorscale"] == [[0, ink], [1, ink]]


def test_colours_and_size_are_those_of_the_page(browser: Browser, folder: Path) -> None:
    page = browser.new_page(color_scheme="light")
    page.goto(f"file://{folder}/index.html")
    page.get_by_role("button").press("Enter")
    page.locator(".live.is-ready").wait_for()
    assert page.locator(".live").get_attribute("aria-hidden") == "true"
    assert page.evaluate("window.shapes"), "what the chart needs is loaded before it"
    drawing = page.locator("svg:visible").bounding_box()
    assert drawing
    light, sheet, size, width, height = page.evaluate("calls[0]")
    assert (width, height) == (drawing["width"], drawing["height"])
    assert (sheet, size) == ("wide", 10)
    page.emulate_media(color_scheme="dark")
    page.wait_for_function("(light) => calls.at(-1)[0] !== light", arg=light)
    page.set_viewport_size({"width": 320, "height": 600})
    page.wait_for_function("() => calls.at(-1)[1] === 'narrow'")
    drawing = page.locator("svg:visible").bounding_box()
    assert drawing
    size, width, height = page.evaluate("calls.at(-1).slice(2)")
    assert (width, height) == (drawing["width"], drawing["height"])
    assert size == pytest.approx(10 * width / 320), "as small as the drawing's words"
    page.get_by_role("button").press("Enter")
    assert page.evaluate("calls.at(-1)") == "purged"
    assert page.locator(".live").count() == 0
    page.close()


def test_a_reader_can_try_again(browser: Browser, folder: Path) -> None:
    (folder / "plotly.js").unlink()
    page = browser.new_page()
    page.goto(f"file://{folder}/index.html")
    page.get_by_role("button").click()
    page.get_by_text("the drawing stays").wait_for()
    assert page.locator(".live").count() == 0
    (folder / "plotly.js").write_text(STAND_IN)
    page.get_by_role("button").click()
    page.locator(".live.is-ready").wait_for()
    assert page.get_by_role("status").inner_text() == ""
    page.close()
