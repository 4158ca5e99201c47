"""A repository whose clock is ours, with content in it that is edited."""

from __future__ import annotations

import os
import subprocess
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from explainer.history import versions as history
from explainer.history.versions import History
from tests.built_site import BuiltSite
from tests.program import run

TODAY = date(2026, 11, 22)

SITE = "title: The River Pact\nlanguage: en-GB\nrepository: https://example.org/code/rivers\n"
SOURCES = """\
valley-wire: {title: Rivers to run free, publisher: Valley Wire, type: agency, where_found: shelf 4}
delta-courier: {title: What was found, publisher: Delta Courier, type: news, where_found: shelf 5}
"""
FACTS = """\
free-rivers:
  question: How much river should run free?
  label: river that runs free
  kind: target
  when: 2030
  shown: 1,200 km
  answers:
    - {source: valley-wire, says: '1,200 km', where: paragraph 2}
    - {source: delta-courier, says: '1,200 km'}
weirs:
  question: How many weirs are left?
  label: weirs that are left
  kind: count
  shown: 300 weirs
  answers:
    - {source: valley-wire, says: 300 weirs}
    - {source: delta-courier, says: 300 weirs}
"""
INDEX = """\
---
title: What is the River Pact?
---
It promises [1,200 km](fact:free-rivers) of river.

A second paragraph
on two lines.
"""


@dataclass(frozen=True)
class Repository:
    """A repository whose clock is ours; ``content`` is the content folder in it."""

    root: Path
    content: Path

    def git(self, *arguments: str, at: str = "2026-05-01T12:00:00Z") -> str:
        stamps = {"GIT_AUTHOR_DATE": at, "GIT_COMMITTER_DATE": at}
        command = ["git", "-c", "user.name=Ada", "-c", "user.email=ada@example.org", *arguments]
        done = subprocess.run(
            command, cwd=self.root, check=True, capture_output=True, env=os.environ | stamps
        )
        return done.stdout.decode()

    def write(self, files: dict[str, str]) -> None:
        for name, text in files.items():
            path = self.content / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")

    def commit(self, at: str, message: str = "Edit", **files: str) -> str:
        """Commit everything; a day alone means noon."""
        self.write(
            {name.replace("__", "/").replace("_yaml", ".yaml"): files[name] for name in files}
        )
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message, at=_noon(at))
        return self.git("rev-parse", "HEAD").strip()

    def read(self) -> History:
        return history.read(self.content)


def _noon(at: str) -> str:
    return at if "T" in at else f"{at}T12:00:00Z"


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the machine's own git has a say in these tests."""
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


def repository(root: Path, folder: str = "content") -> Repository:
    root.mkdir(parents=True, exist_ok=True)
    repo = Repository(root, root / folder)
    repo.git("init", "--quiet", "--initial-branch=main")
    repo.write({"site.yaml": SITE, "sources.yaml": SOURCES, "facts.yaml": FACTS})
    repo.write({"pages/index.md": INDEX})
    return repo


@pytest.fixture
def repo(tmp_path: Path) -> Repository:
    """A small site, committed on 1 May 2026."""
    made = repository(tmp_path / "repository")
    made.commit("2026-05-01", "Begin")
    return made


# --- on the pages ---------------------------------------------------------------------------------


def build(repo: Repository, tmp_path: Path) -> BuiltSite:
    output = tmp_path / "site"
    done = run("build", "--content", repo.content, "--output", output, "--today", str(TODAY))
    assert done.code == 0, done.out
    return BuiltSite(output)
