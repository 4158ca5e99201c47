"""Files are made when they are asked for, and what takes long is made once."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from explainer import pipeline
from explainer.history.versions import History
from explainer.pages import render
from explainer.preview.state import Preview
from explainer.publishing import search
from explainer.store import artefacts
from explainer.store.artefacts import Artefacts, Work
from explainer.theme import files as theme

SITE = Path(__file__).parent / "sites" / "river-pact"
TODAY = date(2026, 6, 15)
URL = "https://example.org/x/"


def files_of(store: dict[str, bytes] | None = None) -> Artefacts:
    checked = pipeline.examine(SITE, TODAY, url=URL)
    return pipeline.artefacts(checked, theme.load(SITE), History(), TODAY, store)


@contextmanager
def noting(*places: tuple[Any, str]) -> Iterator[list[str]]:
    """The names of those functions, as often as they are called."""
    calls: list[str] = []

    def noted(name: str, function: Any) -> Any:
        def call(*given: Any, **named: Any) -> Any:
            calls.append(name)
            return function(*given, **named)

        return call

    patches = [patch.object(at, name, noted(name, getattr(at, name))) for at, name in places]
    for one in patches:
        one.start()
    try:
        yield calls
    finally:
        for one in patches:
            one.stop()


COSTLY = ((artefacts, "_do"), (search, "index"), (render.Renderer, "render"))


@pytest.mark.parametrize(
    ("address", "costs"),
    [
        ("feeds/events.ics", []),
        ("data/facts.csv", []),
        ("figures/where/where.json", []),
        ("figures/where/where.js", []),
        ("figures/money/money.svg", []),
        (".nojekyll", []),
        ("figures/money/money.png", ["_do"]),
        ("cards/index.png", ["_do"]),
        ("index.html", ["render"]),
    ],
)
def test_a_file_costs_no_other(address: str, costs: list[str]) -> None:
    files = files_of()
    with noting(*COSTLY) as calls:
        assert address in files
        assert not calls
        first = files[address]
        assert calls == costs
        assert files[address] is first
        assert calls == costs, "and is made once"


def test_only_the_search_index_needs_every_page() -> None:
    files = files_of()
    pages = [address for address in files.makes if address.endswith(".html")]
    with noting(*COSTLY) as calls:
        assert files["pagefind/pagefind.js"]
        assert calls.count("render") == len(pages)
        files.everything()
        assert calls.count("render") == len(pages)
        assert calls.count("index") == 1


def test_one_by_one_the_files_are_those_of_all_at_once() -> None:
    all_at_once, one_by_one = files_of().everything(), files_of()
    assert sorted(all_at_once) == sorted(one_by_one)
    assert len(one_by_one) == len(all_at_once)
    assert all(one_by_one[address] == data for address, data in all_at_once.items())


def test_there_is_no_file_where_none_is_planned() -> None:
    files = files_of()
    for address in ("nowhere", "pagefind/nowhere", "figures/copies/copies.js", ""):
        assert address not in files
        with pytest.raises(KeyError):
            files[address]


def test_what_takes_long_is_done_once_for_all_editions() -> None:
    store: dict[str, bytes] = {}
    first = files_of(store).everything()
    with noting(*COSTLY) as calls:
        assert files_of(store).everything() == first
    assert "_do" not in calls


def shout(text: str, times: int = 1) -> bytes:
    return text.upper().encode() * times


def whisper(text: str, times: int = 1) -> bytes:
    return text.lower().encode() * times


def test_work_is_told_apart_by_what_it_does_and_what_it_is_given() -> None:
    works = [Work(shout, ("a",)), Work(shout, ("b",)), Work(shout, ("a", 2)), Work(whisper, ("a",))]
    assert len({one.key() for one in works}) == len(works)
    assert Work(shout, ("a",)).key() == works[0].key()


def test_much_work_is_done_in_order_by_several_processes() -> None:
    words = [f"word {number}" for number in range(40)]
    files = Artefacts({word: lambda word=word: Work(shout, (word,)) for word in words})  # type: ignore[misc]
    assert files.everything() == {word: word.upper().encode() for word in words}


def shout_here(text: str, here: int) -> bytes:
    if os.getpid() != here and text == "word 20":
        os.kill(os.getpid(), signal.SIGKILL)
    return shout(text)


@pytest.mark.skipif(sys.platform == "win32", reason="nothing is killed there by a signal")
def test_what_kills_a_process_costs_only_time() -> None:
    words = [f"word {number}" for number in range(40)]
    makes = {word: partial(Work, shout_here, (word, os.getpid())) for word in words}
    assert Artefacts(makes).everything() == {word: word.upper().encode() for word in words}


def test_a_preview_makes_the_page_that_is_open_and_draws_no_picture_twice(tmp_path: Path) -> None:
    content = Path(shutil.copytree(SITE, tmp_path / "content"))
    preview = Preview(content, lambda: TODAY, lambda text: None)
    page = content / "pages" / "index.md"
    with noting(*COSTLY) as calls:
        preview.refresh()
        assert not calls
        preview.answer("")
        assert calls == ["render"]
        picture = preview.answer("figures/money/money.png")
        page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        preview.refresh()
        calls.clear()
        assert b"More." in preview.answer("")[2]
        assert calls == ["render"]
    with patch.object(artefacts, "_do", lambda work: [1 / 0 for _ in work]):
        assert preview.answer("figures/money/money.png") == picture


def test_a_fault_in_one_template_is_told_where_it_shows(tmp_path: Path) -> None:
    content = Path(shutil.copytree(SITE, tmp_path / "content"))
    own = content / "theme" / "templates"
    own.mkdir(parents=True)
    (own / "fact.html").write_text("{{ 1 / 0 }}", encoding="utf-8")
    said: list[str] = []
    preview = Preview(content, lambda: TODAY, said.append)
    preview.refresh()
    assert preview.answer("")[0] == 200
    for _ in range(3):
        status, _, body = preview.answer("facts/weirs-left/")
        assert status == 500
        assert b"theme/templates/fact.html" in body
    assert sum("theme/templates/fact.html:1" in text for text in said) == 1
