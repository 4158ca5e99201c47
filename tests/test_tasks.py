"""The documentation by task: all of its examples, in a repository that was just made, build."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.packed import ROOT
from tests.photos import photo
from tests.program import run

EXAMPLE = re.compile(
    r"```(?:yaml|markdown|csv|bibtex|html)\n(?:# |<!-- |% |{# )(\S+)(?: -->| #})?\n(.+?)```",
    re.DOTALL,
)
COMMAND = re.compile(r"```console\n\$ explainer ([^\n]+)\n(.+?)```", re.DOTALL)


def follow(folder: Path) -> None:
    """Do in a new repository what the documentation says, task by task."""
    assert run("new", folder).code == 0
    text = (ROOT / "docs" / "tasks.md").read_text(encoding="utf-8")
    examples = EXAMPLE.findall(text)
    shown = len(examples) + len(COMMAND.findall(text))
    assert shown == text.count("```") / 2, "each names the file that it is for"
    for file, example in examples:
        (folder / file).parent.mkdir(parents=True, exist_ok=True)
        with (folder / file).open("a", encoding="utf-8") as opened:
            opened.write(f"\n{example}" if file.endswith(".yaml") else example)
    for name in re.findall(r"^  file: (\S+)$", text, re.MULTILINE):
        (folder / "content" / "pictures" / name).write_bytes(photo())


def test_every_example_builds_without_a_warning(tmp_path: Path) -> None:
    follow(tmp_path)
    built = run("build", "--content", tmp_path, "--strict", "--all", "--today", "2026-06-01")
    assert (built.code, built.out) == (0, "")
    page = (tmp_path / "site" / "night" / "index.html").read_text(encoding="utf-8")
    assert "52 thousand people" in page
    assert "<p>Paid for by our readers.</p>" in page


def test_every_command_prints_what_is_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    follow(tmp_path)
    monkeypatch.chdir(tmp_path)
    commands = COMMAND.findall((ROOT / "docs" / "tasks.md").read_text(encoding="utf-8"))
    assert len(commands) >= 5
    for command, printed in commands:
        done = run(*command.split())
        assert (done.code, done.out) == (0, printed), done.err
