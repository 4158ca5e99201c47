"""Whatever becomes of the files of a content, the program says so or builds; it never falls."""

from __future__ import annotations

from pathlib import Path

from tests.mutations import run


def test_two_hundred_mutations_are_told_or_built(tmp_path: Path) -> None:
    figure = run(1, range(200), tmp_path)
    assert figure.failures == []
    assert figure.built > 20
