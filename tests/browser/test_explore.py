"""The interactive charts: fetched when asked for, once, from here, with nothing moving."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Served
from tests.browser.watching import Watch, watched

# Where everything stands but the charts themselves and the line with their buttons.
LAYOUT = """() => [...document.querySelectorAll("main *")]
  .filter((one) => !one.closest(".live, .explore") && one.getClientRects().length)
  .map((one) => {
    const box = one.getBoundingClientRect();
    const name = `${one.tagName}.${one.getAttribute("class")}`;
    return [name, ...[box.x, box.y + scrollY, box.height].map(Math.round)];
  })"""
SHIFTS = """(since) => new Promise((resolve) => {
  const told = (one) => [one.value, ...one.sources.map((source) => source.node?.className)];
  new PerformanceObserver((list) =>
    resolve(list.getEntries().filter((one) => one.startTime > since).map(told)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(() => resolve([]), 300);
})"""
KINDS = {"where": "map"}


def explore(watch: Watch, number: int = 0) -> None:
    """Ask for a chart and wait until it is drawn."""
    item = watch.page.locator("[data-explore]").nth(number)
    item.get_by_role("button").click()
    drawn = item.get_attribute("data-close") or ""
    expect(item.get_by_role("button")).to_have_text(drawn, timeout=20_000)


def moved(before: list[Any], after: list[Any]) -> list[Any]:
    assert len(before) == len(after)
    return [pair for pair in zip(before, after, strict=True) if pair[0] != pair[1]]


@pytest.mark.parametrize("name", KINDS)
def test_a_chart_is_fetched_when_asked_for_and_nothing_moves(
    browser: Browser, rivers: Served, name: str
) -> None:
    with watched(browser, rivers) as watch:
        watch.open(f"figures/{name}/")
        assert watch.fetched("plotly") == []
        before, clicked = watch.page.evaluate(LAYOUT), watch.page.evaluate("performance.now()")
        explore(watch)
        expect(watch.page.locator(".live .main-svg").first).to_be_visible()
        assert moved(before, watch.page.evaluate(LAYOUT)) == []
        assert watch.page.evaluate(SHIFTS, clicked) == []
        scripts = [url for url in watch.fetched("plotly") if url.endswith(".js")]
        assert len(scripts) == 1
        assert scripts[0].startswith(rivers.address)
    assert watch.faults == []


def test_a_second_click_brings_the_drawing_back_and_fetches_nothing(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers) as watch:
        watch.open("members/")
        before = watch.page.evaluate(LAYOUT)
        explore(watch)
        fetched = len(watch.requests)
        button = watch.page.locator("[data-explore]").first.get_by_role("button")
        button.click()
        assert watch.requests[fetched:] == []
        expect(button).to_contain_text("Explore this figure")
        expect(watch.page.locator(".live")).to_have_count(0)
        assert moved(before, watch.page.evaluate(LAYOUT)) == []
    assert watch.faults == []


def test_what_a_live_chart_adds_nothing_to_offers_none(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        for name in ("promise", "health", "lengths", "story", "who"):
            watch.open(f"figures/{name}/")
            expect(watch.page.locator("[data-explore]")).to_have_count(0)


@pytest.mark.parametrize("width", [390, 1280])
def test_the_chart_of_a_long_timeline_stands_below_its_lines(
    browser: Browser, served: dict[tuple[str, str], Served], width: int
) -> None:
    with watched(browser, served["flagship", "/"], width=width) as watch:
        watch.open("figures/timeline/")
        lines = watch.page.locator(".moments > li").count()
        assert lines > 12
        button = watch.page.locator("[data-explore] button")
        button.click()
        expect(button).to_have_text("Close the chart", timeout=20_000)
        chart = watch.page.locator(".live .main-svg").first
        expect(chart).to_be_in_viewport()
        assert watch.page.locator(".live .scatterlayer .trace").count() >= lines
        assert watch.page.locator(".moments > li:visible").count() == lines
        below = watch.page.locator(".moments").bounding_box()
        box = watch.page.locator(".live").bounding_box()
        assert below
        assert box
        assert box["y"] >= below["y"] + below["height"]
        assert box["width"] <= width
        button.click()
        expect(watch.page.locator(".live")).to_have_count(0)
    assert watch.faults == []


def test_a_chart_fits_a_narrow_screen(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers, width=320) as watch:
        watch.open("figures/where/")
        explore(watch)
        wide = "document.documentElement.scrollWidth > document.documentElement.clientWidth"
        assert not watch.page.evaluate(wide)
    assert watch.faults == []


def test_when_the_chart_cannot_be_fetched_the_drawing_stays_and_says_so(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers) as watch:
        watch.page.route("**/plotly*.js", lambda route: route.abort())
        watch.open("figures/where/")
        watch.page.locator("[data-explore] button").click()
        expect(watch.page.get_by_role("status")).to_contain_text("the drawing stays")
        expect(watch.page.locator("svg.drawing:visible").first).to_be_visible()


def test_without_javascript_nothing_is_offered_that_does_not_work(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers, script=False) as watch:
        watch.open("figures/where/")
        expect(watch.page.locator("[data-explore]")).to_be_hidden()
        expect(watch.page.locator("svg.drawing:visible").first).to_be_visible()
    assert watch.faults == []


def test_a_finger_on_a_chart_scrolls_the_page(browser: Browser, rivers: Served) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 600}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(rivers.address + "figures/where/")
    page.locator("[data-explore] button").tap()
    page.locator(".live.is-ready").wait_for()
    page.locator(".live").scroll_into_view_if_needed()
    box = page.locator(".live").bounding_box()
    assert box
    before = page.evaluate("scrollY")
    touch = context.new_cdp_session(page)
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] * 0.8
    for kind, up in [("touchStart", 0), *(("touchMove", 15 * n) for n in range(1, 11))]:
        points = [{"x": x, "y": y - up}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    page.wait_for_function("(least) => scrollY > least", arg=before + 80)
    context.close()


def test_a_chart_has_the_colours_of_the_readers_system(browser: Browser, rivers: Served) -> None:
    context = browser.new_context(forced_colors="active")
    page = context.new_page()
    page.goto(rivers.address + "figures/where/")
    page.locator("[data-explore] button").click()
    page.locator(".live.is-ready").wait_for()
    colour = "(one) => getComputedStyle(one).fill"
    drawn = page.locator("svg.drawing:visible .d-key").first.evaluate(colour)
    live = page.locator(".live .annotation-text").first.evaluate(colour)
    ink = page.locator("h1").evaluate("(one) => getComputedStyle(one).color")
    assert live == drawn == ink
    context.close()
