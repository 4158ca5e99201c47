"""A midnight, or a commit that changes something else, changes no page."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from explainer import pipeline
from explainer.history import versions
from explainer.theme import files as theme

SITE = Path(__file__).parent / "sites" / "river-pact"
WRITTEN, LATER = date(2026, 6, 1), date(2026, 6, 15)
# What tells of which day it is.
OF_THE_BUILD = {"data/index.html", "data/datapackage.json", "data/the-river-pact.zip"}
# Drawings that have a line for today, since something lies ahead in them, and the list that shows
# them. Where something falls due, ends or leaves, more changes: what says so.
WITH_A_LINE = {"figures/index.html", "figures/story/story.svg", "figures/works/works.svg"}
# Pictures of these, and two that a midnight leaves alone.
CHANGED = {"cards/data.png", "figures/story/story.png", "figures/works/works.png"}
KEPT = {"cards/facts/opening-time.png", "cards/figures/works.png"}
# Search reads the page of the data, too.
INDEX = "pagefind/"

Built = Callable[[date], dict[str, bytes]]


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """The river pact in a repository of its own, committed once."""
    folder = shutil.copytree(SITE, tmp_path / "content")
    commit(folder, WRITTEN)
    return folder


def commit(folder: Path, day: date) -> None:
    """Commit everything in the folder on a day."""
    stamp = f"{day.isoformat()}T12:00:00Z"
    stamps = {"GIT_AUTHOR_DATE": stamp, "GIT_COMMITTER_DATE": stamp}
    who = ["-c", "user.name=Ada", "-c", "user.email=ada@example.org"]
    for command in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "-m", "Edit"]):
        subprocess.run(["git", *who, *command], cwd=folder, check=True, env=os.environ | stamps)


def built(folder: Path, today: date, *, slow: bool = False) -> dict[str, bytes]:
    """The files of the site as they are made on a day; what is slow to make on demand.

    That is the index of searches, and a few of the pictures.
    """
    checked = pipeline.examine(folder, today, url="https://example.org/x/")
    past = versions.read(folder)
    files = pipeline.artefacts(checked, theme.load(folder), past, today)
    asked = {at for at in files if slow or not at.startswith(INDEX)}
    left_out = {at for at in files if at.endswith(".png")} - (CHANGED | KEPT if slow else set())
    return {at: files[at] for at in asked - left_out}


def _differ(before: dict[str, bytes], after: dict[str, bytes]) -> set[str]:
    return {at for at in before.keys() | after.keys() if before.get(at) != after.get(at)}


def test_midnight_changes_no_page(content: Path) -> None:
    before, after = (built(content, day, slow=True) for day in (date(2026, 6, 14), LATER))
    assert before.keys() >= CHANGED | KEPT
    changed = _differ(before, after)
    index = {at for at in changed if at.startswith(INDEX)}
    assert changed - index == OF_THE_BUILD | WITH_A_LINE | CHANGED
    gone = [at for at in before.keys() - after.keys() if at.startswith(f"{INDEX}fragment/")]
    assert len(gone) == 1, "search finds one page otherwise, that of the data"


def test_a_promise_that_falls_due_gives_its_day_to_the_page_that_says_so(tmp_path: Path) -> None:
    folder = shutil.copytree(SITE, tmp_path / "content")
    events = folder / "events.yaml"
    text = events.read_text("utf-8")
    assert "when: 2031" in text
    events.write_text(text.replace("when: 2031", "when: 2026-06-09"), "utf-8")
    commit(folder, WRITTEN)
    page = built(folder, LATER)["events/last-report/index.html"].replace(b"\xc2\xa0", b" ")
    assert b"Overdue" in page
    assert b"As of 10 June 2026" in page


def test_a_commit_that_changes_no_entry_changes_no_page(content: Path) -> None:
    before = built(content, LATER)
    (content / "NOTES.txt").write_text("For us alone.\n")
    commit(content, date(2026, 6, 10))
    changed = _differ(before, built(content, LATER))
    assert changed == {"data/index.html"}, "which names the revision"


def test_an_edit_gives_its_day_to_the_pages_that_say_it(content: Path) -> None:
    before = built(content, LATER)
    file = content / "facts" / "works.yaml"
    text = file.read_text("utf-8")
    assert "How long does it take" in text
    file.write_text(text.replace("How long does it take", "How long may it take"), "utf-8")
    commit(content, date(2026, 6, 12))
    after = built(content, LATER)
    changed = {at for at in _differ(before, after) if at.endswith(".html")}
    says = "facts/opening-time/index.html"
    assert says in changed
    assert b"12 June 2026" in after[says].replace(b"\xc2\xa0", b" ")
    kept = {at for at in after if at.startswith(("sources/", "events/"))} - changed
    assert len(kept) > 20, "what says the same keeps its day"
