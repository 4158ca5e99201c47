"""``build.py new``: what it starts is a site that builds, and it never writes over anything."""

from __future__ import annotations

from pathlib import Path

from tests.program import run


def test_the_site_that_is_started_builds_without_an_error(tmp_path: Path) -> None:
    content, site = tmp_path / "mine", tmp_path / "site"
    assert run("new", content).code == 0
    built = run("build", "--content", content, "--output", site, "--today", "2025-04-02")
    assert built.code == 0, built.out
    assert ": error:" not in built.out
    assert "4 times" in (site / "index.html").read_text(encoding="utf-8")


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "notes.txt"
    kept.write_text("mine", encoding="utf-8")
    done = run("new", tmp_path)
    assert done.code == 1
    assert "empty" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert kept.read_text(encoding="utf-8") == "mine"
