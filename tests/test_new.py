"""``explainer new``: what it starts is a repository that builds, and nothing is written over."""

from __future__ import annotations

import io
import json
import subprocess
from pathlib import Path

import pytest
import yaml

from explainer import content, figures
from explainer.desk import starting
from explainer.model import Conflict, FactKind
from tests.program import run

TODAY = ("--today", "2026-06-01")


@pytest.mark.parametrize("language", ["en-GB", "de", "ru", "ar", "hi"])
def test_the_first_build_is_green_in_any_language(language: str, tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine", "--language", language).code == 0
    checked = run("check", "--content", tmp_path / "mine", "--strict", "--all", *TODAY)
    assert (checked.code, checked.out) == (0, "")


def test_the_site_that_is_started_is_built_beside_its_content(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine", "--title", 'Dams: "which" went?').code == 0
    built = run("build", "--content", tmp_path / "mine", *TODAY)
    assert (built.code, built.out) == (0, "")
    front = (tmp_path / "mine" / "site" / "index.html").read_text(encoding="utf-8")
    assert "Dams: “which” went?" in front
    assert "3 times" in front


def test_there_is_one_example_of_each_thing() -> None:
    found, problems = content.load(starting.STARTER / "content")
    assert not problems
    both = (*found.facts.values(), *found.series.values())
    answers = [answer for one in both for answer in one.answers]
    assert {fact.kind for fact in found.facts.values()} == set(FactKind.__args__)  # type: ignore[attr-defined]
    assert {one.conflict for one in answers} == {None, *Conflict.__args__}  # type: ignore[attr-defined]
    assert {figure.kind for figure in found.figures.values()} == set(figures.KINDS)
    assert all(getattr(found, kind) for kind in ("events", "groups", "glossary", "corrections"))


def test_it_is_a_repository_whose_workflow_takes_the_program_from_where_it_is_told(
    tmp_path: Path,
) -> None:
    commit = "0123456789012345678901234567890123456789"
    assert run("new", tmp_path / "mine", "--program", f"desk/explainer@{commit}").code == 0
    assert (tmp_path / "mine" / ".git").is_dir()
    workflow = (tmp_path / "mine" / ".github/workflows/site.yml").read_text(encoding="utf-8")
    steps = yaml.safe_load(workflow)["jobs"]["build"]["steps"]
    assert f"desk/explainer@{commit}" in [step["uses"] for step in steps]
    readme = (tmp_path / "mine" / "README.md").read_text(encoding="utf-8")
    assert f"pip install git+https://github.com/desk/explainer@{commit}" in readme


def test_where_nobody_knows_where_the_program_is_published_that_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(starting, "own_address", lambda: "")
    done = run("new", tmp_path / "mine")
    assert "its workflow must know where this program is published" in done.err


def test_a_clone_of_an_empty_repository_is_filled_and_knows_its_address(tmp_path: Path) -> None:
    address = "https://github.com/Desk/dams"
    for command in (["init", "--quiet"], ["remote", "add", "origin", f"{address}.git"]):
        subprocess.run(["git", *command], cwd=tmp_path, check=True)
    for name, text in {"README.md": "ours", "LICENSE": "free", ".gitignore": "*.log\n"}.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    done = run("new", tmp_path)
    assert done.code == 0
    assert "what to do with them is in EDITING.md" in done.err
    kept = [(tmp_path / name).read_text(encoding="utf-8") for name in ("README.md", "LICENSE")]
    assert kept == ["ours", "free"]
    ignored = (tmp_path / ".gitignore").read_text(encoding="utf-8").splitlines()
    assert {"*.log", "/site/"} <= set(ignored)
    settings = yaml.safe_load((tmp_path / "content/site.yaml").read_text(encoding="utf-8"))
    assert settings["repository"] == address
    assert settings["url"] == "https://desk.github.io/dams/"


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    kept = tmp_path / "notes.txt"
    kept.write_text("mine", encoding="utf-8")
    done = run("new", tmp_path)
    assert done.code == 1
    assert "empty" in done.err
    assert "'notes.txt'" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]
    assert kept.read_text(encoding="utf-8") == "mine"


class Terminal(io.StringIO):
    """Someone who types these lines."""

    def isatty(self) -> bool:
        return True


def test_at_a_terminal_it_asks_and_asks_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("Our dams\nEnglisch\nfr\nexample.org\n\n"))
    done = run("new", tmp_path / "mine")
    assert done.code == 0, done.err
    assert "a language must be" in done.err
    assert "must be a whole web address" in done.err
    settings = yaml.safe_load((tmp_path / "mine/content/site.yaml").read_text(encoding="utf-8"))
    assert (settings["title"], settings["language"]) == ("Our dams", "fr")
    assert "url" not in settings


def test_editors_are_shown_what_they_may_write(tmp_path: Path) -> None:
    run("new", tmp_path / "mine")
    desk = tmp_path / "mine" / ".vscode"
    advice = json.loads((desk / "extensions.json").read_text(encoding="utf-8"))
    assert "redhat.vscode-yaml" in advice["recommendations"]
    settings = json.loads((desk / "settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    assert "content/facts.yaml" in settings["./.vscode/schemas/facts.json"]
    assert all((tmp_path / "mine" / schema).is_file() for schema in settings)
