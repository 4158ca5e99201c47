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


def test_words_of_one_source_open_its_answer(front: Watch, rivers: Served) -> None:
    words = front.page.get_by_role("link", name="fish do not come first")
    words.hover()
    opened = front.page.get_by_role("group", name="says: fish and power stand side by side")
    expect(opened).to_be_visible()
    for said in ("So says Weir Works", "In dispute.", "reads the preamble together", "We show:"):
        expect(opened).to_contain_text(said)
    expect(opened.get_by_role("link", name="Weir Works")).to_have_attribute(
        "href", "https://example.org/weir-works"
    )
    opened.get_by_role("link", name="Every answer and source").click()
    expect(front.page).to_have_url(rivers.address + "facts/fish-first/#answer-weir-works-2024")


def test_words_of_one_source_are_a_link_without_script(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers, script=False) as watch:
        watch.open("")
        watch.page.get_by_role("link", name="fish do not come first").click()
        expect(watch.page.locator("#answer-weir-works-2024")).to_be_in_viewport()
    assert watch.faults == []


def test_a_term_opens_its_meaning(front: Watch) -> None:
    front.page.hover("a[data-card='card-term-run-free']")
    opened = front.page.get_by_role("group", name="What “to run free” means")
    expect(opened).to_be_visible()
    expect(opened.get_by_role("link", name="In the glossary")).to_be_visible()


def test_a_card_names_newsrooms_before_texts_and_one_source_that_can_be_opened(
    front: Watch,
) -> None:
    front.page.hover(PROMISE)
    expect(card(front)).to_contain_text("1 newsroom and 1 primary document, 3 texts in all.")
    expect(card(front)).to_contain_text("Checked 30 May 2026, next look 1 December 2026.")
    source = card(front).get_by_role("link", name="Valley Wire")
    led = "https://example.org/wire/1#:~:text=1%2C200%20kilometres%20of%20river%2C%20re%2Dopened"
    expect(source).to_have_attribute("href", led)


# What is drawn is no source of a popover to browsers.
OPEN = """(it, id) => document.getElementById(id)
  .showPopover(it instanceof HTMLElement ? {source: it} : {})"""


@pytest.mark.parametrize(
    ("name", "address"),
    [("rivers", ""), ("rivers", "figures/where/"), ("flagship", ""), ("flagship", "targets/")],
)
def test_no_card_sticks_out_of_the_smallest_window(
    browser: Browser, served: dict[tuple[str, str], Served], name: str, address: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 640})
    page.goto(served[name, "/"].address + address)
    cards = page.eval_on_selector_all(".card", "cards => cards.map(card => card.id)")
    assert cards
    for id_ in cards:
        words = page.locator(f"[data-card='{id_}'] >> visible=true").first
        if not words.count():  # what is folded, or drawn for wide windows
            continue
        words.scroll_into_view_if_needed()
        words.evaluate(OPEN, id_)
        box = page.locator(f"#{id_}").bounding_box()
        assert box
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        assert box["y"] >= 0
        assert box["y"] + box["height"] <= 640
        page.evaluate("id => document.getElementById(id).hidePopover()", id_)
    page.close()


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


@pytest.mark.parametrize("figure", ["where", "copies"])
def test_a_mark_of_a_picture_is_a_link_that_opens_a_card_beside_it(
    browser: Browser, rivers: Served, figure: str
) -> None:
    with watched(browser, rivers) as watch:
        watch.open(f"figures/{figure}/")
        mark = watch.page.locator(".drawing-wide a.opens").last
        mark.focus()
        watch.page.keyboard.press("Shift+Tab")
        watch.page.keyboard.press("Tab")
        opened = watch.page.locator(f"#{mark.get_attribute('data-card')}")
        expect(opened).to_be_visible()
        at, card = mark.bounding_box(), opened.bounding_box()
        assert at
        assert card
        gaps = (card["y"] - at["y"] - at["height"], at["y"] - card["y"] - card["height"])
        assert 0 <= max(gaps) < 10, "right below or above"
        assert opened.locator("a").last.get_attribute("href") == mark.get_attribute("href")
        assert mark.locator("title").text_content(), "and it has a name"
    assert watch.faults == []


def test_what_is_in_dispute_stands_beside_the_text_where_there_is_room(
    browser: Browser, served: dict[tuple[str, str], Served]
) -> None:
    site = served["flagship", "/"]
    with watched(browser, site, width=1280) as watch:
        watch.open("targets/")
        beside = watch.page.locator(".story > p .beside")
        assert beside.count() >= 2
        for one in beside.all():
            paragraph = one.locator("xpath=ancestor::p").bounding_box()
            box = one.bounding_box()
            assert box
            assert paragraph
            assert box["x"] >= paragraph["x"] + paragraph["width"]
            assert box["x"] + box["width"] <= 1280 - 16
        said = beside.all_inner_texts()
        assert len(set(said)) == len(said), "each once"
        around = beside.evaluate_all(
            "(all) => all.map((one) => [one.previousElementSibling.previousSibling,"
            " one.nextSibling].map((text) => text?.textContent ?? ''))"
        )
        told = [[text.replace("\u2060", "").strip() for text in pair] for pair in around]
        assert not any(behind.startswith((".", ",", ";", ":")) for _, behind in told)
        assert any(before.endswith(".") for before, _ in told), "a stop stands before its mark"
    with watched(browser, site, width=1000) as watch:
        watch.open("targets/")
        assert not any(one.is_visible() for one in watch.page.locator(".beside").all())
