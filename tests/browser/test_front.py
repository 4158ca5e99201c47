"""The front page: a finding that is read in minutes, held to what a reader has patience for."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Served
from tests.browser.test_weight import path_of, weight
from tests.browser.watching import watched

HEIGHTS = {1280: 4_000, 390: 6_000}
SHEETS, STOPS, LINKS, MARKS, BYTES = 5, 120, 25, 5, 60_000

STOPS_OF = """() => [...document.querySelectorAll(
  "a[href], button, summary, input, select, textarea, [tabindex='0']")]
  .filter((one) => !one.disabled && one.checkVisibility({ contentVisibilityAuto: true })
    && !one.closest("details:not([open]) > :not(summary)")).length"""
LINKS_OF = """() => [...document.querySelectorAll("main :is(p, li, dd) a")]
  .filter((one) => !one.closest("figure, .front-side, .front-foot, .front-status")
    && one.checkVisibility() && !one.closest("details:not([open])")).length"""


@pytest.fixture
def front(browser: Browser, served: dict[tuple[str, str], Served]) -> Served:
    return served["flagship", "/"]


@pytest.mark.parametrize("width", HEIGHTS)
def test_the_front_page_is_short(browser: Browser, front: Served, width: int) -> None:
    with watched(browser, front, width=width) as watch:
        watch.open("")
        height = watch.page.evaluate("document.documentElement.scrollHeight")
        assert height <= HEIGHTS[width]
        assert watch.page.evaluate(STOPS_OF) <= STOPS
        assert watch.page.evaluate(LINKS_OF) <= LINKS
        assert 0 < watch.page.locator(".mark:visible").count() <= MARKS


def test_the_front_page_fits_five_sheets(browser: Browser, front: Served) -> None:
    with watched(browser, front) as watch:
        watch.open("")
        assert sheets(watch.page) <= SHEETS


def sheets(page: Page) -> int:
    """How many sheets of A4 it takes on paper."""
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


def test_the_first_view_is_light(browser: Browser, front: Served) -> None:
    with watched(browser, front) as watch:
        watch.open("")
        watch.page.wait_for_load_state("networkidle")
        files = filter(None, map(path_of, watch.requests))
        assert sum(weight(front.root / file) for file in files) <= BYTES


def test_what_is_folded_opens_in_place(browser: Browser, front: Served) -> None:
    with watched(browser, front) as watch:
        watch.open("")
        more = watch.page.locator("details.fold")
        assert not more.locator("li").first.is_visible()
        more.locator("summary").click()
        assert more.locator("li").first.is_visible()
        foot = watch.page.locator(".figure-foot").first
        names = foot.locator("summary").all_text_contents()
        assert all(": Members" in name for name in names), "each is named for its figure"
    assert watch.faults == []


def test_a_mark_of_a_drawing_opens_the_card_of_what_it_stands_for(
    browser: Browser, front: Served
) -> None:
    with watched(browser, front) as watch:
        watch.open("")
        for mark in (".tile a", ".lines a", ".places a", ".moments a"):
            opens = watch.page.locator(mark).first
            opens.scroll_into_view_if_needed()
            opens.hover()
            card = watch.page.locator(f"#{opens.get_attribute('data-card')}")
            card.wait_for(state="visible")
            assert card.locator("a").last.get_attribute("href")


@pytest.mark.parametrize("width", [320, 390, 768, 1280])
def test_nothing_scrolls_sideways_with_text_twice_as_large(
    browser: Browser, front: Served, width: int
) -> None:
    with watched(browser, front, width=width) as watch:
        watch.open("")
        small = watch.page.locator(".tile").first.evaluate(SIZE)
        watch.page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert watch.page.locator(".tile").first.evaluate(SIZE) == 2 * small
        sides = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert watch.page.evaluate(sides) <= 0


SIZE = "(one) => parseFloat(getComputedStyle(one).fontSize)"
