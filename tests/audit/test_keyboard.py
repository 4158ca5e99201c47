"""Pages by keyboard alone, from top to bottom and back."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import CONTENTS, Served
from tests.browser.test_pages import one_of_each
from tests.browser.watching import Watch, watched

# Numbers the stops of the focus in the order of the document; a set of radio buttons is one stop.
NUMBER = """() => {
  const can = [...document.querySelectorAll(
    "a[href], button, summary, select, input:not([type=radio]:not(:checked)), [tabindex]")];
  can.filter((one) => one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
    .forEach((one, number) => { one.dataset.stop = number; });
  return document.querySelectorAll("[data-stop]").length;
}"""
# Of the flagship: its front, and a record on which sources differ.
LONG = ("", "facts/ai-gdp-2030/")
FOLDED = "document.activeElement.matches('details:not([open]) > summary')"
STOP = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) return null;
  const box = one.getClientRects()[0];
  const style = getComputedStyle(one);
  const topmost = (across, down) =>
    document.elementFromPoint(box.x + box.width * across, box.y + box.height * down);
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const top = topmost(0.5, 0.5);
  // The middle of a country may lie in the sea, and all of the sea is in the drawing.
  const parts = [...Array(40).keys()].map((part) => part / 40);
  const meets = one.ownerSVGElement
    ? parts.some((across) => parts.some((down) => one.contains(topmost(across, down))))
    : Boolean(top) && (one.contains(top) || top.contains(one));
  return {
    number: "stop" in one.dataset ? Number(one.dataset.stop) : null,
    html: one.outerHTML.slice(0, 120),
    within: Boolean(one.closest(".card")),
    ringed: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    seen: x >= 0 && y >= 0 && x <= innerWidth && y <= innerHeight && meets,
  };
}"""


def walk(watch: Watch, key: str, most: int) -> list[dict[str, Any]]:
    """Every stop on the way, until the focus leaves the page or comes round to where it began.

    Without windows around the page, it depends on Chromium's mood which of the two it does.
    """
    stops: list[dict[str, Any]] = []
    for _ in range(most):
        watch.page.keyboard.press(key)
        stop = watch.page.evaluate(STOP)
        if stop is None and not stops:
            continue
        if stop is None or (stops and stop["number"] == stops[0]["number"] is not None):
            return stops
        stops.append(stop)
    raise AssertionError(f"{key} never leaves the page; last at {stops[-1]['html']}")


def walked(watch: Watch, address: str) -> None:
    """Go down a page and up again, and see everything on the way."""
    watch.open(address)
    count = watch.page.evaluate(NUMBER)
    stops = walk(watch, "Tab", 3 * count)
    assert [stop["html"] for stop in stops if not stop["ringed"]] == [], f"{address}: no ring"
    assert [stop["html"] for stop in stops if not stop["seen"]] == [], f"{address}: not in sight"
    on_page = [stop["number"] for stop in stops if not stop["within"]]
    assert on_page == list(range(count)), f"{address}: each once, in the order of the text"
    watch.open(address)
    watch.page.evaluate(NUMBER)
    back = [stop["number"] for stop in walk(watch, "Shift+Tab", 9 * count)]
    assert [one for one in back if one is not None] == on_page[::-1], address


def test_the_keyboard_reaches_everything_in_order_and_gets_out(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers) as watch:
        for address in one_of_each(watch.site):
            walked(watch, address)
    assert watch.faults == []


def test_the_keyboard_gets_through_long_pages(
    browser: Browser, served: dict[tuple[str, str], Served]
) -> None:
    with watched(browser, served["flagship", "/"]) as watch:
        for address in LONG:
            walked(watch, address)
    assert watch.faults == []


@pytest.mark.parametrize("name", CONTENTS)
def test_every_card_of_the_front_page_opens_by_keyboard_and_closes_with_escape(
    browser: Browser, served: dict[tuple[str, str], Served], name: str
) -> None:
    shut: set[str] = set()
    with watched(browser, served[name, "/"]) as watch:
        watch.open("")
        shut.update(watch.page.evaluate("[...document.querySelectorAll('.card')].map((c) => c.id)"))
        assert shut
        for _ in range(5_000):
            watch.page.keyboard.press("Tab")
            if watch.page.evaluate(FOLDED):
                watch.page.keyboard.press("Enter")
            card = watch.page.evaluate("document.activeElement.dataset.card")
            if card in shut:
                expect(watch.page.locator(f"#{card}")).to_be_visible()
                watch.page.keyboard.press("Escape")
                expect(watch.page.locator(f"#{card}")).to_be_hidden()
                assert watch.page.evaluate("document.activeElement.dataset.card") == card
                shut.remove(card)
            elif watch.page.evaluate("document.activeElement === document.body"):
                break
    assert shut == set()
