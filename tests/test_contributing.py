"""The walks of CONTRIBUTING.md, taken step by step in a copy of the repository."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
BLOCK = re.compile(r"```\w+\n# (\S+)\n(.+?)```", re.DOTALL)
COMMAND = re.compile(r"^    \.venv/bin/python (.+)$", re.MULTILINE)


def walk(title: str) -> tuple[dict[str, str], list[list[str]]]:
    """What a walk has one write, by file, and what it has one run besides the tests."""
    part = TEXT.partition(f": {title}\n")[2].partition("\n## ")[0]
    commands = [shlex.split(line) for line in COMMAND.findall(part)]
    return dict(BLOCK.findall(part)), [one for one in commands if one[:2] != ["-m", "pytest"]]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The code, with all that its tests and documents are made from."""
    leave = shutil.ignore_patterns("__pycache__", "audit", "browser")
    for part in ("explainer", "templates", "static", "tests", "tools", "docs", ".vscode"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=leave)
    for file in ("pyproject.toml", "build.py"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


def run(clone: Path, command: list[str]) -> str:
    """What a command prints there; it must succeed."""
    env = {**os.environ, "PYTHONPATH": str(clone), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *command], cwd=clone, env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def insert(file: Path, before: str, text: str) -> None:
    """Write a text into a file, before the line that begins so."""
    head, mark, tail = file.read_text(encoding="utf-8").partition(f"\n{before}")
    assert mark, before
    file.write_text(f"{head}\n{text}{mark}{tail}", encoding="utf-8")


def test_a_rule(clone: Path) -> None:
    files, commands = walk("a rule")
    (module, function), (story, told) = files.items()
    insert(clone / module, "RULES = (", f"{function}\n")
    source = (clone / module).read_text(encoding="utf-8")
    (clone / module).write_text(source.replace("RULES = (", "RULES = (label_with_stop, "), "utf-8")
    (clone / story).write_text(told, encoding="utf-8")
    for command in commands:
        run(clone, command)
    printed = (clone / story).read_text(encoding="utf-8").removeprefix(told)
    assert printed == (
        "facts/cost.yaml:3:10: warning: a label should not end in a full stop, but is 'The cost.'"
        " [label-with-stop]\n    write 'The cost'\n"
    )
    assert "label-with-stop" in (clone / "docs" / "rules.md").read_text(encoding="utf-8")


def test_a_phrase(clone: Path) -> None:
    files, [command] = walk("a phrase")
    [(module, phrases)] = files.items()
    insert(clone / module, "}  # fmt: skip\n# Languages", phrases.removesuffix("\n"))
    assert run(clone, command) == "omkring 80\N{NO-BREAK SPACE}%\n"


def test_the_walk_of_a_figure_kind_is_the_one_that_is_tried_elsewhere() -> None:
    """``test_kinds.py`` takes the same three steps; here, that all it names is there."""
    part = TEXT.partition(": a kind of figure\n")[2].partition("\n## ")[0]
    tried = (ROOT / "tests" / "test_kinds.py").read_text(encoding="utf-8")
    for step in ('"figures" / "tally.py"', '"figures" / "tally.svg"', "FigureKind", "KIND = Kind("):
        assert step in tried
    for named in re.findall(r"`((?:explainer|templates|tests)/[\w./]+)`", part):
        assert (ROOT / named).exists() or "NAME" in named


def test_the_forms_of_tests_are_where_it_says() -> None:
    places = re.findall(r"\| `(tests/[^`]+)`", TEXT)
    assert len(places) == 6
    assert all(list(ROOT.glob(place.rstrip("/"))) for place in places)
