"""A page that is remembered is the page that would be made: whatever was edited since."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from explainer import pipeline
from explainer.history import versions
from explainer.pages.render import Renderer
from explainer.problems import is_fatal
from explainer.theme import files as theme
from tests.test_days import commit

SITE = Path(__file__).parent / "sites" / "river-pact"
WRITTEN, TODAY = date(2026, 6, 1), date(2026, 6, 15)

Edit = Callable[[Path], None]


def pages_of(
    folder: Path, store: dict[str, bytes], today: date = TODAY
) -> tuple[dict[str, bytes], list[str]]:
    """Every page, and the addresses of those that were made for it."""
    checked = pipeline.examine(folder, today, url="https://example.org/x/")
    assert not is_fatal(checked.problems), checked.problems
    past = versions.read(folder)
    files = pipeline.artefacts(checked, theme.load(folder), past, today, store, remembered=True)
    with patch.object(Renderer, "render", autospec=True, side_effect=Renderer.render) as made:
        pages = {at: files[at] for at in files.makes if at.endswith(".html")}
    return pages, [call.args[1].address for call in made.call_args_list]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, bytes]]:
    """The river pact, committed once, and what is remembered of it."""
    folder = shutil.copytree(SITE, tmp_path_factory.mktemp("keys") / "content")
    commit(folder, WRITTEN)
    store: dict[str, bytes] = {}
    pages_of(folder, store)
    return folder, store


@pytest.fixture
def edited(before: tuple[Path, dict[str, bytes]], tmp_path: Path) -> tuple[Path, dict[str, bytes]]:
    """The same, to be edited."""
    return shutil.copytree(before[0], tmp_path / "content"), dict(before[1])


def _in(file: str, old: str, new: str) -> Edit:
    def edit(folder: Path) -> None:
        path = folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    edit.__name__ = f"{file}: {new}"
    return edit


def _template(folder: Path) -> None:
    own = folder / "theme" / "templates" / "words.html"
    own.parent.mkdir(parents=True)
    own.write_text('{% extends "ours/words.html" %}\n')
    (own.parent / "fact.html").write_text(
        '{% extends "ours/fact.html" %}{% block masthead %}Ours{% endblock %}'
    )


def _style(folder: Path) -> None:
    (folder / "theme" / "static").mkdir(parents=True)
    (folder / "theme" / "static" / "style.css").write_text("p { color: #111 }")


OF_TEXT = [
    _in("pages/members.md", "one of trusts", "one of many trusts"),
    _in("pages/rivers/index.md", "\n---\n", "\n---\nA paragraph more.\n\n"),
]
OTHERS = [
    _in("pages/index.md", "## What is contested", "## What nobody agrees on"),
    _in("pages/members.md", "title: Who is in it?", "title: Who belongs to it?"),
    _in("pages/members.md", "Three of the trusts", "Three of the [trusts](group:river-council)"),
    _in("facts/promises.yaml", "note:", "note: Indeed."),
    _in("site.yaml", "title:", "title: On"),
    _template,
    _style,
]


@pytest.mark.parametrize("edit", [*OF_TEXT, *OTHERS], ids=lambda edit: edit.__name__)
def test_a_remembered_page_is_what_would_be_made(
    edited: tuple[Path, dict[str, bytes]], edit: Edit
) -> None:
    folder, store = edited
    edit(folder)
    assert pages_of(folder, store)[0] == pages_of(folder, {})[0]


@pytest.mark.parametrize("edit", OF_TEXT, ids=lambda edit: edit.__name__)
def test_a_text_is_made_again_alone_with_the_pages_that_tell_of_all(
    edited: tuple[Path, dict[str, bytes]], edit: Edit
) -> None:
    folder, store = edited
    edit(folder)
    commit(folder, date(2026, 6, 10))  # until then all that is printed is of today
    pages, made = pages_of(folder, store)
    assert pages == pages_of(folder, {})[0]
    assert len([at for at in made if at.startswith(("members/", "rivers/"))]) == 1
    assert not [at for at in made if at.startswith(("facts/", "events/")) and at.count("/") > 1]


def test_another_day_is_told_where_it_matters(edited: tuple[Path, dict[str, bytes]]) -> None:
    folder, store = edited
    later = date(2031, 1, 2)
    assert pages_of(folder, store, later)[0] == pages_of(folder, {}, later)[0]


def test_nothing_changed_makes_only_the_pages_that_tell_of_all(
    edited: tuple[Path, dict[str, bytes]],
) -> None:
    folder, store = edited
    pages, made = pages_of(folder, store)
    assert pages == pages_of(folder, {})[0]
    assert len(made) < 25 < len(pages)
