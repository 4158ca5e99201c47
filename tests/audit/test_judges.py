"""What judges from outside say of every page: axe-core and the Nu HTML checker; and every link."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.audit import judges
from tests.browser.conftest import CONTENTS, Served
from tests.browser.test_explore import explore
from tests.browser.test_pages import one_of_each
from tests.browser.watching import watched
from tests.built_site import BuiltSite

# Everything that a reader can open stands open; of the cards, one at a time can.
UNFOLD = """() => {
  for (const folded of document.querySelectorAll("details")) folded.open = true;
  return [...document.querySelectorAll(".card")].map((card) => card.id);
}"""
SHOW = "(id) => document.getElementById(id).showPopover()"
MANY = 3  # cards of one page: they come from one template


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", CONTENTS)
def test_axe_finds_nothing_on_any_page(
    browser: Browser, served: dict[tuple[str, str], Served], name: str, scheme: str
) -> None:
    site = served[name, "/repo/"]
    rules = judges.ON_COLOURS if scheme == "dark" else []
    faults = []
    with watched(browser, site) as watch:
        watch.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for address in [*site.pages(), "404.html"]:
            watch.open(address)
            watch.page.evaluate(judges.axe())
            cards = watch.page.evaluate(UNFOLD)
            faults += [f"{address}: {one}" for one in judges.violations(watch.page, rules=rules)]
            for card in cards[:MANY]:
                watch.page.evaluate(SHOW, card)
                found = judges.violations(watch.page, f'[id="{card}"]', rules)
                faults += [f"{address}: {one}" for one in found]
    assert sorted(set(faults)) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", CONTENTS)
def test_axe_finds_nothing_on_a_phone_nor_in_a_live_chart(
    browser: Browser, served: dict[tuple[str, str], Served], name: str, scheme: str
) -> None:
    assert on_a_phone(browser, served[name, "/"], scheme) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_pages_of_series_and_pictures(
    browser: Browser, streets: Served, scheme: str
) -> None:
    assert on_a_phone(browser, streets, scheme) == []


def on_a_phone(browser: Browser, site: Served, scheme: str) -> list[str]:
    """What axe-core finds on a page of each kind, with charts alive and one card open."""
    faults = []
    with watched(browser, site, width=320) as watch:
        watch.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
        for address in one_of_each(site):
            watch.open(address)
            watch.page.evaluate(judges.axe())
            cards = watch.page.evaluate(UNFOLD)
            if watch.page.locator("[data-explore]").count():
                explore(watch)
            found = list(judges.violations(watch.page))
            for card in cards[:1]:
                watch.page.evaluate(SHOW, card)
                found += judges.violations(watch.page, f'[id="{card}"]')
            faults += [f"{address}: {one}" for one in found]
    return sorted(set(faults))


def test_axe_finds_what_is_wrong(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("")
        watch.page.evaluate(judges.axe())
        watch.page.evaluate("document.querySelector('h1').style.color = '#ddd'")
        assert any("color-contrast" in one for one in judges.violations(watch.page))


@pytest.mark.parametrize("name", CONTENTS)
def test_nu_finds_no_error(built: dict[str, Path], name: str) -> None:
    assert judges.nu_errors(built[name]) == []


def test_nu_finds_what_is_wrong(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<!doctype html><title>A</title><p><div></p></div>")
    (tmp_path / "b.svg").write_text('<svg xmlns="http://www.w3.org/2000/svg"><div/></svg>')
    found = judges.nu_errors(tmp_path)
    assert [name for name in ("a.html", "b.svg") if not any(name in one for one in found)] == []


@pytest.mark.parametrize("name", CONTENTS)
def test_every_link_and_anchor_leads_somewhere(built: dict[str, Path], name: str) -> None:
    assert list(BuiltSite(built[name]).broken_links()) == []


@pytest.mark.parametrize("name", CONTENTS)
def test_every_page_describes_itself_to_search_engines(built: dict[str, Path], name: str) -> None:
    pages = BuiltSite(built[name]).pages
    silent = [page for page, one in pages.items() if '<meta name="description"' not in one.html]
    assert [page for page in silent if "/embed/" not in page] == ["404.html"]
