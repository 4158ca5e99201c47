"""Searching, and a figure in somebody else's page, in a real browser."""

from __future__ import annotations

import json

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Served
from tests.browser.watching import watched


def a_fact(site: Served) -> tuple[str, str]:
    """The address of a fact and its question."""
    facts = json.loads((site.root / "data" / "facts.json").read_text())
    return f"facts/{facts[0]['id']}/", facts[0]["question"]


def test_a_fact_is_found_by_the_words_of_its_question(browser: Browser, rivers: Served) -> None:
    address, question = a_fact(rivers)
    with watched(browser, rivers) as watch:
        watch.open("search/")
        watch.page.get_by_label("Search for").fill(question)
        link = watch.page.locator(".search-found").get_by_role("link", name=question).first
        expect(link).to_be_visible()
        link.click()
        expect(watch.page).to_have_url(rivers.address + address)
    assert watch.faults == []


def test_the_results_can_be_narrowed_to_one_kind(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("search/?q=river")
        kinds = watch.page.locator(".search-kind")
        expect(kinds.first).to_be_visible()
        assert len(set(kinds.all_inner_texts())) > 1
        watch.page.get_by_label("Event").check()
        expect(kinds.first).to_have_text("Event")
        expect(kinds.filter(has_not_text="Event")).to_have_count(0)
        assert set(kinds.all_inner_texts()) == {"Event"}
    assert watch.faults == []


def test_nothing_is_fetched_before_the_reader_searches(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("")
        assert watch.fetched("pagefind") == []
        watch.open("search/")
        assert watch.fetched("pagefind") == []


def test_words_that_nobody_wrote_find_nothing(browser: Browser, rivers: Served) -> None:
    with watched(browser, rivers) as watch:
        watch.open("search/?q=xylophonistically")
        expect(watch.page.get_by_role("status")).to_have_text("0 results")
        watch.page.locator("search").get_by_role("link", name="Where sources disagree").click()
        watch.page.wait_for_url("**/disagreements/")
        watch.open("search/?q=river")
        expect(watch.page.locator(".search-found li").first).to_be_visible()
        expect(watch.page.locator(".search-none")).to_be_hidden()
    assert watch.faults == []


def test_an_embedded_figure_tells_its_height(browser: Browser, rivers: Served) -> None:
    name = next(one for one in rivers.pages() if one.endswith("/embed/"))
    around = f"""<!doctype html><title>Around</title><script>
      addEventListener("message", ({{ data }}) => {{ window.said = data; }});
      </script><iframe src="{rivers.address}{name}" width="600"></iframe>"""
    with watched(browser, rivers) as watch:
        watch.page.route(
            "**/around.html", lambda r: r.fulfill(body=around, content_type="text/html")
        )
        watch.open("around.html")
        watch.page.wait_for_function("window.said", timeout=20_000)
        said = watch.page.evaluate("window.said")
        assert said["type"] == "embed-size"
        inside = watch.page.frames[-1]
        assert said["height"] >= inside.evaluate("document.querySelector('main').offsetHeight")
    assert watch.faults == []


def test_the_citation_can_be_copied(browser: Browser, rivers: Served) -> None:
    name = next(one for one in rivers.pages() if one.endswith("/embed/")).removesuffix("embed/")
    with watched(browser, rivers) as watch:
        watch.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        watch.open(name)
        watch.page.locator("[data-copy=_cite]").click()
        expect(watch.page.locator("[data-copy=_cite]")).to_have_text("Copied")
        copied = watch.page.evaluate("navigator.clipboard.readText()")
        assert copied == watch.page.locator("#_cite").text_content()
    assert watch.faults == []
