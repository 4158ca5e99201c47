"""Whatever an editor's slip leaves in a file, the program says what is wrong, at a place in it."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.program import run

BASE = Path(__file__).parent / "broken" / "base"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.*"))
SCRAPS = (
    *"\"'{}[]:#-><|&*!%@`\\~?,()\t\n\u00a0\x00é٣∞\U0001f41f", ": ", " #", "- ", "---\n", "\n\n",
    "<!--", "-->", "](", "](fact:", "<fact:", "<fact:cost>", "[^1]", "2024-13", "31 of 7", "1,2,3",
    "0", "10 - 5", "9" * 30, "1e999", "unknown", "derived", "statement", "cost / 0", "x" * 300,
)  # fmt: skip


@st.composite
def slips(draw: st.DrawFn) -> tuple[str, str]:
    """A file of the base, and what becomes of its text."""
    name = draw(st.sampled_from(FILES))
    lines = (BASE / name).read_text(encoding="utf-8").split("\n")
    for _ in range(draw(st.integers(1, 3))):
        at = draw(st.integers(0, len(lines) - 1))
        line = lines[at]
        column = draw(st.integers(0, len(line)))
        scrap = draw(st.sampled_from(SCRAPS))
        key = line.partition(": ")[0]
        lines[at : at + 1] = draw(
            st.sampled_from(
                [
                    [],
                    [line, draw(st.sampled_from(lines))],
                    ["  " + line],
                    [line.lstrip()],
                    [f"{key}: {scrap}"],
                    [line[:column] + scrap + line[column:]],
                    [line[:column] + scrap],
                ]
            )
        ) or [""]
    return name, "\n".join(lines)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shutil.copytree(BASE, tmp_path_factory.mktemp("any") / "content")


@settings(
    max_examples=150,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(slip=slips())
def test_any_slip_is_told_at_a_place_in_its_file(content: Path, slip: tuple[str, str]) -> None:
    name, text = slip
    (content / name).write_text(text, encoding="utf-8", newline="\n")
    try:
        done = run("check", "--content", content, "--today", "2026-01-15", "--format", "json")
    finally:
        shutil.copyfile(BASE / name, content / name)
    problems = json.loads(done.out)["problems"]
    assert done.code == int(any(problem["severity"] == "error" for problem in problems))
    for problem in problems:
        assert problem["message"]
        path = content / problem["file"]
        lines = text.split("\n") if problem["file"] == name else [""]
        if path.is_file() and problem["file"] != name:
            lines = path.read_text(encoding="utf-8").split("\n")
        assert 1 <= problem["line"] <= len(lines)
        assert 1 <= problem["column"] <= len(lines[problem["line"] - 1]) + 1
