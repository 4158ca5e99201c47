"""Pages in every setting a reader may have: colours, width, script, and where the site stands."""

from __future__ import annotations

from itertools import product

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import BASES, CONTENTS, Served
from tests.browser.test_pages import SIDEWAYS, one_of_each
from tests.browser.watching import Watch, watched

WIDTHS = (320, 390, 768, 1280)
SCHEMES = ("light", "dark")
UNFOLD = "document.querySelectorAll('details').forEach((folded) => { folded.open = true; })"
LARGE = "document.documentElement.style.fontSize = '200%'"
# Words for which there is so little room that letters stand one below the other.
UPRIGHT = """() => [...document.querySelectorAll("main :is(p, li, td, th, caption, dt, dd)")]
  .filter((one) => one.checkVisibility() && !one.children.length && one.innerText.length > 12)
  .filter((one) => {
    const words = document.createRange();
    words.selectNodeContents(one);
    return words.getClientRects().length > one.innerText.length / 3;
  })
  .map((one) => one.innerText)"""
EMPTY = "() => !document.querySelector('main').innerText.trim()"


@pytest.mark.parametrize(("base", "script"), list(product(BASES, (True, False))))
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", CONTENTS)
def test_one_page_of_each_kind_in_every_setting(
    browser: Browser,
    served: dict[tuple[str, str], Served],
    name: str,
    scheme: str,
    base: str,
    script: bool,
) -> None:
    site = served[name, base]
    with watched(browser, site, script=script) as watch:
        watch.page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        for address in one_of_each(site):
            watch.open(address)
            look(watch, WIDTHS)
    assert watch.faults == []


@pytest.mark.parametrize(("base", "script"), list(product(BASES, (True, False))))
@pytest.mark.parametrize("name", CONTENTS)
def test_every_page_at_every_width(
    browser: Browser, served: dict[tuple[str, str], Served], name: str, base: str, script: bool
) -> None:
    with watched(browser, served[name, base], script=script) as watch:
        for address in watch.site.pages():
            watch.open(address)
            look(watch, WIDTHS)
    assert watch.faults == []


@pytest.mark.parametrize("name", CONTENTS)
def test_nothing_scrolls_sideways_with_everything_unfolded(
    browser: Browser, served: dict[tuple[str, str], Served], name: str
) -> None:
    with watched(browser, served[name, "/"]) as watch:
        for address in one_of_each(watch.site):
            watch.open(address)
            watch.page.evaluate(UNFOLD)
            look(watch, WIDTHS)
    assert watch.faults == []


@pytest.mark.parametrize("script", [True, False])
def test_pages_of_series_and_pictures_at_every_width(
    browser: Browser, streets: Served, script: bool
) -> None:
    with watched(browser, streets, script=script) as watch:
        for address in streets.pages():
            watch.open(address)
            look(watch, WIDTHS)
    assert watch.faults == []


@pytest.mark.parametrize("name", [*CONTENTS, "streets"])
def test_nothing_scrolls_sideways_with_text_twice_as_large(
    browser: Browser, served: dict[tuple[str, str], Served], streets: Served, name: str
) -> None:
    site = streets if name == "streets" else served[name, "/"]
    with watched(browser, site) as watch:
        for address in one_of_each(site):
            watch.open(address)
            watch.page.evaluate(LARGE)
            watch.page.evaluate(UNFOLD)
            look(watch, WIDTHS)
    assert watch.faults == []


def look(watch: Watch, widths: tuple[int, ...]) -> None:
    """Note where the page is empty or too wide, or words are too narrow."""
    for width in widths:
        watch.page.set_viewport_size({"width": width, "height": 800})
        if watch.page.evaluate(EMPTY):
            watch.fault(f"says nothing at {width}")
        if sideways := watch.page.evaluate(SIDEWAYS):
            watch.fault(f"scrolls sideways at {width}: {sideways}")
        for words in watch.page.evaluate(UPRIGHT):
            watch.fault(f"letters stand one below the other at {width}: {words}")
