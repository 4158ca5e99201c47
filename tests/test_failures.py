"""Failures that no content causes are told in a line too, and leave the old site up."""

from __future__ import annotations

import errno
import os
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest

from explainer.publishing import search
from tests.program import run, snapshot

MINIMAL = Path(__file__).parent / "sites" / "minimal"


@pytest.mark.parametrize("program", ["/nowhere/pagefind", sys.executable])
def test_a_search_index_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    site = tmp_path / "site"
    command = ("build", "--content", MINIMAL, "--output", site, "--today", "2026-01-01")
    assert run(*command, "--cache", tmp_path / "first").code == 0
    before = snapshot(site)
    monkeypatch.setattr(search, "get_executable", lambda: program)
    done = run(*command, "--cache", tmp_path / "second")
    assert done.code == 1
    assert "the search index could not be made" in done.err
    assert "Traceback" not in done.err
    assert snapshot(site) == before


@pytest.mark.parametrize("epoch", ["soon", "²", "9" * 30])
def test_an_epoch_that_is_no_time_is_wrong_usage(
    monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    done = run("check", "--content", MINIMAL)
    assert done.code == 2
    assert "SOURCE_DATE_EPOCH must be a number of seconds since 1970" in done.err


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EROFS, errno.EACCES])
@pytest.mark.parametrize("operation", ["write_bytes", "mkdir"])
def test_a_temporary_folder_without_room_is_told_with_the_cure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, operation: str, code: int
) -> None:
    real = getattr(Path, operation)

    def full(path: Path, *arguments: Any, **options: Any) -> Any:
        if "explainer-search-" in str(path):
            raise OSError(code, os.strerror(code))
        return real(path, *arguments, **options)

    monkeypatch.setattr(Path, operation, full)
    options = ("--today", "2026-01-01", "--cache", tmp_path / "cache")
    done = run("--content", MINIMAL, "--output", tmp_path / "site", *options)
    assert done.code == 1
    assert f"{os.strerror(code)}; make room there, or name another" in done.err
    assert not (tmp_path / "site").exists()


def test_no_temporary_folder_at_all_is_told_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "nowhere"))
    options = ("--today", "2026-01-01", "--cache", tmp_path / "cache")
    done = run("--content", MINIMAL, "--output", tmp_path / "site", *options)
    assert done.code == 1
    assert "name another temporary folder with TMPDIR" in done.err


@pytest.mark.parametrize("length", [250, 251, 300, 1000])
def test_an_id_that_no_file_can_be_named_after_is_told_at_its_place(
    tmp_path: Path, length: int
) -> None:
    content = tmp_path / "content"
    shutil.copytree(MINIMAL, content)
    name = ("word-" * 1000)[: length - 1] + "s"
    (content / "glossary.yaml").write_text("", encoding="utf-8")
    (content / "sources.yaml").write_text(
        f"{name}: {{title: T, publisher: P, type: news, where_found: here}}\n", encoding="utf-8"
    )
    options = ("--base-url", "https://example.org", "--today", "2026-01-01")
    done = run("--content", content, "--output", tmp_path / "site", *options)
    assert done.code == (length > 250), done.out
    if length > 250:
        assert "sources.yaml:1:1: error: an id must be at most 250 characters long" in done.out
        assert "write 'word-word-word-word-word-word-word-word'" in done.out
