"""Lists are sifted and put in another order by a script; without it they are whole."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Served
from tests.browser.watching import watched

LISTS = {
    "facts/": ".facts tbody tr",
    "sources/": ".entries > li",
    "events/": ".days > li",
    "disagreements/": ".entries > li",
    "figures/": ".gallery > li",
}


def shown(page: Page, items: str) -> list[str]:
    return [one.inner_text() for one in page.locator(items).all() if one.is_visible()]


@pytest.mark.parametrize("address", LISTS)
def test_a_list_shows_what_has_the_words_and_all_again(
    browser: Browser, rivers: Served, address: str
) -> None:
    items = LISTS[address]
    with watched(browser, rivers) as watch:
        watch.open(address)
        all_of_it = shown(watch.page, items)
        word = all_of_it[-1].split()[0].strip(".,:’'").lower()
        field = watch.page.get_by_role("searchbox")
        field.fill(word.upper())
        some = shown(watch.page, items)
        assert some == [text for text in all_of_it if word in text.lower()]
        if len(some) < len(all_of_it):
            said = watch.page.locator(".sifter [role=status]")
            expect(said).to_have_text(f"{len(some)} of {len(all_of_it)}")
        field.fill("no such words")
        assert shown(watch.page, items) == []
        assert not watch.page.locator("main section:visible:has(.entries, .days, table)").count()
        field.fill("")
        assert shown(watch.page, items) == all_of_it
    assert watch.faults == []


def test_facts_stand_by_topic_until_another_order_is_asked_for(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers) as watch:
        watch.open("facts/")
        by_topic = shown(watch.page, LISTS["facts/"])
        order = watch.page.get_by_role("combobox")
        order.select_option("by name")
        by_name = shown(watch.page, LISTS["facts/"])
        assert sorted(by_name) == sorted(by_topic)
        names = watch.page.locator(LISTS["facts/"]).evaluate_all(
            "(rows) => rows.map((row) => row.dataset.name)"
        )
        ordered = (
            "(names) => [...names].sort(new Intl.Collator('en-GB', { numeric: true }).compare)"
        )
        assert names == watch.page.evaluate(ordered, names)
        assert by_name != by_topic
        order.select_option("by topic")
        assert shown(watch.page, LISTS["facts/"]) == by_topic
    assert watch.faults == []


@pytest.mark.parametrize("address", LISTS)
def test_without_a_script_a_list_is_whole_and_asks_for_nothing(
    browser: Browser, rivers: Served, address: str
) -> None:
    with watched(browser, rivers, script=False) as watch:
        watch.open(address)
        assert not watch.page.locator(".sifter").is_visible()
        assert len(shown(watch.page, LISTS[address])) == watch.page.locator(LISTS[address]).count()


def test_contents_stand_beside_a_long_list(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers, width=1280) as watch:
        watch.open("facts/")
        link = watch.page.locator(".rail a").last
        expect(link).to_be_visible()
        heading = watch.page.locator(f"{link.get_attribute('href')}")
        assert heading.inner_text() == link.inner_text()
        rail, table = (watch.page.locator(one).first.bounding_box() for one in (".rail", "table"))
        assert rail
        assert table
        assert rail["x"] + rail["width"] <= table["x"]
