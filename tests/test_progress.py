"""Whoever waits for a build is told how far it is, and where the time went."""

from __future__ import annotations

import io
import sys

import pytest

from explainer.desk import progress
from explainer.desk.progress import Bar, Progress


class Terminal(io.StringIO):
    """A standard error that somebody looks at."""

    def isatty(self) -> bool:
        return True


def shown(monkeypatch: pytest.MonkeyPatch, error: io.StringIO, patience: float) -> str:
    """What a bar prints of four steps."""
    monkeypatch.setattr(sys, "stderr", error)
    monkeypatch.setattr(progress, "PATIENCE", patience)
    bar = Bar("making files")
    for _ in range(4):
        bar(1, 4)
    return error.getvalue()


def test_a_terminal_shows_a_bar_up_to_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    said = shown(monkeypatch, Terminal(), 0)
    assert "making files" in said
    assert "100%" in said


def test_what_is_soon_done_has_none(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, Terminal(), 60) == ""


def test_nor_has_a_log(monkeypatch: pytest.MonkeyPatch) -> None:
    assert shown(monkeypatch, io.StringIO(), 0) == ""


def test_each_stage_is_told_with_its_time(monkeypatch: pytest.MonkeyPatch) -> None:
    times = iter([0.0, 1.5, 2.0, 4.25])
    monkeypatch.setattr(progress, "monotonic", lambda: next(times))
    told = Progress()
    with told.stage("read"):
        pass
    with told.stage("made"):
        pass
    assert told.told(1012) == "1,012 pages in 3.8 s: read 1.5 s, made 2.2 s"
