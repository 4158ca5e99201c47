"""The preview in a real browser: it ends on the last text, whenever the texts before it came."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

from explainer.theme import files as theme
from tests.browser.conftest import ROOT

MINIMAL = ROOT / "tests" / "sites" / "minimal"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    return Path(shutil.copytree(MINIMAL, tmp_path / "content"))


@pytest.fixture
def preview(content: Path) -> Iterator[tuple[str, Iterator[str]]]:
    """The address of a preview, and what it says from then on."""
    command = [sys.executable, ROOT / "build.py", "serve", "--content", content, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        said = (line.strip() for line in process.stderr)
        yield next(line for line in said if line.startswith("http://")), said
        process.terminate()


def save(content: Path, text: str, said: Iterator[str]) -> None:
    """Write a text, and wait until it is built."""
    page = content / "pages" / "index.md"
    page.write_text(f"{page.read_text(encoding='utf-8')}\n\n{text}\n", encoding="utf-8")
    assert "built" in said


def until(page: Page, holds: str) -> None:
    """Wait until an expression is true; the policy of our pages keeps Playwright's own way out."""
    while not page.evaluate(holds):
        page.wait_for_timeout(20)


def test_a_text_saved_while_the_page_was_loading_is_shown_in_the_end(
    browser: Browser, content: Path, preview: tuple[str, Iterator[str]]
) -> None:
    address, said = preview
    held = list[Route]()
    page = browser.new_page()
    page.route("**/livereload.js*", lambda route: route.continue_() if held else held.append(route))
    page.goto(address, wait_until="commit")
    while not held:
        page.wait_for_timeout(20)
    save(content, "Herons came back.", said)
    held[0].continue_()
    page.get_by_text("Herons came back.").wait_for(state="attached")
    save(content, "Ducks came too.", said)
    page.get_by_text("Ducks came too.").wait_for(state="attached")
    page.close()


def test_a_style_sheet_is_taken_up_where_the_page_stands(
    browser: Browser, content: Path, preview: tuple[str, Iterator[str]]
) -> None:
    address, said = preview
    page = browser.new_page(viewport={"width": 800, "height": 300})
    page.goto(address)
    until(page, "window.LiveReload && LiveReload.connector.protocol === 7")
    page.evaluate("window.kept = true; window.scrollTo(0, 120)")
    style = content / "theme" / "static" / "style.css"
    style.parent.mkdir(parents=True)
    whole = theme.load(content).text("style.css")
    style.write_text(whole + "\nbody { color: rgb(1, 2, 3) }\n", encoding="utf-8")
    assert "built" in said
    until(page, "getComputedStyle(document.body).color === 'rgb(1, 2, 3)'")
    assert page.evaluate("[window.kept, window.scrollY]") == [True, 120]
    page.close()


def test_a_page_elsewhere_gets_nothing_of_a_draft(
    browser: Browser, preview: tuple[str, Iterator[str]]
) -> None:
    address, _ = preview
    page = browser.new_page()
    page.route("http://elsewhere.example/", lambda route: route.fulfill(body="<p>Elsewhere"))
    page.goto("http://elsewhere.example/")
    tried = page.evaluate(
        """async address => {
            const fetched = await fetch(address).then(() => 'read', () => 'kept')
            const probed = await fetch(address, {mode: 'no-cors'}).then(() => 'read', () => 'kept')
            const script = await new Promise(done => {
                const one = document.createElement('script')
                one.src = address + '/livereload.js'
                one.onload = () => done('read')
                one.onerror = () => done('kept')
                document.head.append(one)
            })
            const heard = await new Promise(done => {
                const line = new WebSocket(address.replace('http', 'ws') + '/livereload')
                line.onopen = () => done('read')
                line.onerror = () => done('kept')
            })
            return [fetched, probed, script, heard]
        }""",
        address,
    )
    assert tried == ["kept"] * 4
    page.close()
