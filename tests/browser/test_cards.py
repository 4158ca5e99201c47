"""The card at a number: by pointer, by keyboard, and by nothing but the browser itself."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Locator, expect

from tests.browser.conftest import Served
from tests.browser.watching import Watch, watched

PROMISE = "a.number[data-card='card-free-rivers-2030'] >> nth=0"
CARD = "#card-free-rivers-2030"
SAYS = ["1,200 kilometres", "A target, not a forecast", "1 says 1,200 miles: a slip"]


@pytest.fixture
def front(browser: Browser, rivers: Served) -> Iterator[Watch]:
    with watched(browser, rivers) as watch:
        watch.open("")
        yield watch
    assert watch.faults == []


def card(watch: Watch) -> Locator:
    return watch.page.locator(CARD)


def test_a_card_is_closed_until_it_is_asked_for(front: Watch) -> None:
    expect(card(front)).to_be_hidden()


def test_a_card_opens_under_the_pointer_and_can_be_entered(front: Watch) -> None:
    front.page.hover(PROMISE)
    expect(card(front)).to_be_visible()
    for words in SAYS:
        expect(card(front)).to_contain_text(words)
    front.page.hover(f"{CARD} >> text=Every answer")
    front.page.wait_for_timeout(400)
    expect(card(front)).to_be_visible()
    front.page.mouse.move(2, 2)
    expect(card(front)).to_be_hidden()


def test_a_card_opens_with_the_keyboard_and_escape_closes_it(front: Watch) -> None:
    for _ in range(30):
        front.page.keyboard.press("Tab")
        if front.page.evaluate("document.activeElement.dataset.card") == CARD.lstrip("#"):
            break
    expect(card(front)).to_be_visible()
    front.page.keyboard.press("Escape")
    expect(card(front)).to_be_hidden()
    focused = front.page.evaluate("document.activeElement.dataset.card")
    assert focused == CARD.lstrip("#"), "the reader stays where they were"


def test_a_card_leads_to_the_page_of_its_fact(front: Watch, rivers: Served) -> None:
    front.page.hover(PROMISE)
    card(front).get_by_role("link", name="Every answer and source").click()
    expect(front.page).to_have_url(rivers.address + "facts/free-rivers-2030/")


def test_a_number_is_a_link_to_its_fact(front: Watch, rivers: Served) -> None:
    front.page.click(PROMISE)
    expect(front.page).to_have_url(rivers.address + "facts/free-rivers-2030/")


def test_the_mark_of_a_disputed_number_opens_the_card_without_javascript(
    browser: Browser, rivers: Served
) -> None:
    with watched(browser, rivers, script=False) as watch:
        watch.open("")
        opened = watch.page.locator("#card-power-lost")
        expect(opened).to_be_hidden()
        watch.page.get_by_role(
            "button", name="Disputed: with what turbines add, or without? See who says what."
        ).click()
        expect(opened).to_be_visible()
        expect(opened).to_contain_text("1 says under 1%: in dispute")
        watch.page.keyboard.press("Escape")
        expect(opened).to_be_hidden()
    assert watch.faults == []


def test_a_tap_opens_the_card(browser: Browser, rivers: Served) -> None:
    context = browser.new_context(has_touch=True, viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(rivers.address)
    page.tap(PROMISE)
    expect(page.locator(CARD)).to_be_visible()
    assert page.url == rivers.address
    box = page.locator(CARD).bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390
    context.close()
