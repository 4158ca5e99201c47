"""A link to the very words of a source: whether a browser lands on them."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, expect

from explainer.site.passages import at_words
from tests.web_server import served

FAR = '<div style="height: 300vh"></div>'


@pytest.mark.parametrize(
    "words", ["11.2 trillion roubles", "1,200 km, re-opened & more", "$109 billion", "31st of 83"]
)
@pytest.mark.parametrize("part", ["", "#top"])
def test_a_reader_lands_on_the_words(browser: Browser, words: str, part: str) -> None:
    shown = words.replace("&", "&amp;")
    with served() as web:
        page = browser.new_page()
        web["/source"] = f"<h1 id=top>A source</h1>{FAR}<p>It says ({shown}) here.</p>{FAR}"
        page.goto(at_words(f"{web.url}/source{part}", words))
        expect(page.get_by_text("It says")).to_be_in_viewport()
        page.goto("about:blank")
        page.goto(at_words(f"{web.url}/source{part}", "other words"))
        expect(page.get_by_role("heading")).to_be_in_viewport()
        page.close()
