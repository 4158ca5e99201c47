"""Where nothing changed a build says so and does nothing; whatever changes, it builds."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from unittest.mock import patch

import pytest

from explainer import pipeline
from explainer.store import cache, typefaces
from tests.program import Run, run, snapshot

SITE = Path(__file__).parent / "sites" / "minimal"


class Built:
    """A site that is built again and again."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(SITE, folder / "content"))
        self.output, self.cache = folder / "out" / "site", folder / "cache"

    def again(self, *more: str) -> tuple[Run, bool]:
        """What a build said, and whether it read the content at all."""
        with patch.object(pipeline, "read", side_effect=pipeline.read) as reading:
            done = run(
                *("build", "--content", self.content, "--output", self.output),
                *("--cache", self.cache, "--today", "2026-06-15", *more),
            )
        assert done.code == 0, done.out + done.err
        return done, reading.called

    def checked(self, *more: str) -> tuple[Run, bool]:
        """What a check said, and whether it read the content at all."""
        with patch.object(pipeline, "read", side_effect=pipeline.read) as reading:
            done = run(
                *("check", "--content", self.content, "--cache", self.cache),
                *("--today", "2026-06-15", *more),
            )
        return done, reading.called


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Built:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(cache.SECRET, raising=False)
    return Built(tmp_path)


def test_a_build_of_the_same_says_the_same_and_touches_nothing(site: Built) -> None:
    first, _ = site.again()
    before = snapshot(site.output)
    second, read = site.again()
    assert not read
    assert snapshot(site.output) == before
    assert second.out == first.out
    [*said, last] = second.err.splitlines()
    assert said == [line for line in first.err.splitlines()[:-1] if " pages in " not in line]
    assert f"nothing has changed: 0 files written, {len(before) - 1} unchanged, 0 removed" in last
    assert last.rpartition("; ")[2] == first.err.splitlines()[-1].rpartition("; ")[2]


def test_a_check_of_the_same_says_the_same(site: Built) -> None:
    first, read = site.checked("--all")
    assert read
    second, read = site.checked("--all")
    assert not read
    assert (second.out, second.err, second.code) == (first.out, first.err, 0)


@pytest.mark.parametrize("more", [("--all",), ("--strict",), ("--format", "json")])
def test_a_check_with_other_options_is_another(site: Built, more: tuple[str, ...]) -> None:
    site.checked()
    assert site.checked(*more)[1]


def test_what_is_wrong_is_looked_for_again(site: Built) -> None:
    site.checked()
    (site.content / "pages" / "index.md").write_text("---\ntitle: A\n---\n[a](fact:nowhere)\n")
    for _ in range(2):
        told, read = site.checked()
        assert read
        assert told.code == 1
        assert "[unknown-id]" in told.out


def test_what_was_changed_during_a_build_is_not_taken_for_what_was_built(site: Built) -> None:
    first = (site.content / "pages" / "index.md").read_bytes()

    def edited(*given: object, **named: object) -> object:
        _page(site)
        return read(*given, **named)

    read = pipeline.read
    with patch.object(pipeline, "read", edited):
        done = run(
            *("build", "--content", site.content, "--output", site.output),
            *("--cache", site.cache, "--today", "2026-06-15"),
        )
    assert done.code == 0
    (site.content / "pages" / "index.md").write_bytes(first)
    _, was_read = site.again()
    assert was_read, "what stands there was built from the edit"


def _page(site: Built) -> None:
    page = site.content / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")


def _one_letter_at_the_same_time(site: Built) -> None:
    page = site.content / "pages" / "index.md"
    times = page.stat().st_atime_ns, page.stat().st_mtime_ns
    page.write_bytes(page.read_bytes()[:-2] + b"x\n")
    os.utime(page, ns=times)


def _theme(site: Built) -> None:
    own = site.content / "theme" / "static" / "style.css"
    own.parent.mkdir(parents=True)
    own.write_text("p { color: red }")


def _table(site: Built) -> None:
    (site.content / "notes.txt").write_text("mine")


def _missing(site: Built) -> None:
    (site.output / "index.html").unlink()


def _all_gone(site: Built) -> None:
    shutil.rmtree(site.output.parent)


def _left_behind(site: Built) -> None:
    (site.output.parent / ".site.staging-0123abcd").mkdir()


def _cache(site: Built) -> None:
    shutil.rmtree(site.cache)


def _damaged(site: Built) -> None:
    for path in site.cache.glob("??/*"):
        path.write_bytes(path.read_bytes()[:-1])


CHANGES: list[Callable[[Built], None]] = [
    _page, _one_letter_at_the_same_time, _theme, _table, _missing, _all_gone, _left_behind, _cache,
    _damaged,
]  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whatever_changes_it_is_built(site: Built, change: Callable[[Built], None]) -> None:
    site.again()
    change(site)
    _, read = site.again()
    assert read
    assert (site.output / "index.html").is_file()
    assert not site.again()[1], "and then it is known"


@pytest.mark.parametrize(
    "option",
    [("--today", "2026-06-16"), ("--base-url", "https://example.org/x/"), ("--format", "json")],
)
def test_another_option_is_another_build(site: Built, option: tuple[str, str]) -> None:
    site.again()
    assert site.again(*option)[1]


def test_a_file_that_was_changed_by_hand_is_told(site: Built) -> None:
    site.again()
    page = site.output / "index.html"
    page.write_bytes(page.read_bytes() + b" ")
    done = run(
        *("build", "--content", site.content, "--output", site.output),
        *("--cache", site.cache, "--today", "2026-06-15"),
    )
    assert done.code == 1
    assert "changed by hand" in done.err


def test_a_commit_is_a_change(site: Built) -> None:
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org")
        subprocess.run(["git", *identity, *arguments], cwd=site.content, check=True)

    git("init", "-q")
    git("add", "-A")
    site.again()
    git("commit", "-q", "-m", "Begin")
    assert site.again()[1]


def test_other_typefaces_make_other_pictures(site: Built, monkeypatch: pytest.MonkeyPatch) -> None:
    page = site.content / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("title: ", "title: 河流 ", 1), "utf-8")
    address = ("--base-url", "https://example.org/")
    site.again(*address)
    assert not site.again(*address)[1], "though one card has signs that our typefaces lack"
    monkeypatch.setattr(typefaces, "of_machine", lambda: "others")
    assert site.again(*address)[1]
