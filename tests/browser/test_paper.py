"""Pages on paper: every source and every member, and nothing to click."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.conftest import Served
from tests.browser.watching import watched

PAPER = 673  # CSS pixels between the margins of A4


def test_a_printed_page_has_every_source_and_no_button(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("members/")
        folded = watch.page.locator(".numbers details a, .figure-foot details p a")
        assert folded.count() > 10
        assert not any(one.is_visible() for one in folded.all())
        watch.page.get_by_label("Include all sources when printing").check()
        watch.page.emulate_media(media="print")
        assert all(one.is_visible() for one in folded.all())
        for tool in ("button:not(.mark)", "input", ".menu", ".figure-links"):
            assert not any(one.is_visible() for one in watch.page.locator(tool).all()), tool
        box = watch.page.locator("main").bounding_box()
        assert box
        assert box["x"] == 0, "the whole width of the paper"


def test_sources_are_printed_only_for_who_asks(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("members/")
        watch.page.emulate_media(media="print")
        for folded in (".numbers", ".figure-sources"):
            assert not any(one.is_visible() for one in watch.page.locator(folded).all()), folded
        expect(watch.page.locator(".figure-title").first).to_be_visible()


@pytest.mark.parametrize("address", ["facts/free-rivers-2030/", "events/signing/"])
def test_a_printed_record_names_its_sources_in_full(
    browser: Browser, rivers: Served, address: str
) -> None:
    with watched(browser, rivers) as watch:
        watch.open(address)
        named = watch.page.locator(".bibliography")
        expect(named).to_be_hidden()
        watch.page.emulate_media(media="print")
        expect(named).to_be_visible()
        for words in ("Trusts promise to open 1,200 kilometres of river", "example.org/wire/1"):
            expect(named).to_contain_text(words)


@pytest.mark.parametrize("figure", ["promise", "health", "lengths", "where", "who", "copies"])
def test_a_figure_printed_from_its_own_page_has_its_data(
    browser: Browser, rivers: Served, figure: str
) -> None:
    with watched(browser, rivers, width=PAPER) as watch:
        watch.page.emulate_media(media="print")
        watch.open(f"figures/{figure}/")
        table = watch.page.locator(".figure table")
        expect(table).to_be_visible()
        assert table.evaluate("one => one.getBoundingClientRect().right") <= PAPER
        for button in (
            watch.page.get_by_role("button").and_(watch.page.locator(":not(.mark)")).all()
        ):
            expect(button).to_be_hidden()
        watch.open("")
        for table in watch.page.locator(".figure details table").all():
            expect(table).to_be_hidden()


def test_a_printed_line_of_code_is_whole(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers, width=320) as watch:
        watch.open("facts/free-rivers-2030/")
        runs_over = "one => one.scrollWidth > one.clientWidth"
        code = watch.page.locator("pre")
        assert code.evaluate(runs_over), "it is scrolled on a screen"
        watch.page.emulate_media(media="print")
        assert not code.evaluate(runs_over)


def test_a_chart_that_is_explored_prints_as_drawn(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("figures/where/")
        watch.page.get_by_role("button", name="Explore this figure").click()
        expect(watch.page.locator(".live.is-ready")).to_be_visible(timeout=20_000)
        watch.page.emulate_media(media="print")
        expect(watch.page.locator(".live")).to_be_hidden()
        expect(watch.page.locator(".drawing-wide")).to_be_visible()


def test_on_paper_what_is_past_is_told_from_what_is_to_come(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers) as watch:
        watch.open("figures/story/")
        watch.page.emulate_media(media="print")
        seen = watch.page.locator(".moments > li").first.evaluate(
            "(one) => getComputedStyle(one, '::before').printColorAdjust"
        )
        assert seen == "exact", "browsers leave backgrounds out else"


def test_a_printed_list_of_members_keeps_who_has_left(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.page.emulate_media(media="print")
        watch.open("figures/states/")
        expect(watch.page.get_by_role("row", name="Costa Rica")).to_be_visible()
