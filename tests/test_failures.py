"""Failures that no content causes are told in a line too, and leave the old site up."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from explainer import search
from tests.program import run, snapshot

MINIMAL = Path(__file__).parent / "sites" / "minimal"


@pytest.mark.parametrize("program", ["/nowhere/pagefind", sys.executable])
def test_a_search_index_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    site = tmp_path / "site"
    command = ("build", "--content", MINIMAL, "--output", site, "--today", "2026-01-01")
    assert run(*command).code == 0
    before = snapshot(site)
    monkeypatch.setattr(search, "get_executable", lambda: program)
    done = run(*command)
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
