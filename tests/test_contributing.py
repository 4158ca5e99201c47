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
    """What a walk has one write, by file, and what it has one run."""
    part = TEXT.partition(f": {title}\n")[2].partition("\n## ")[0]
    return dict(BLOCK.findall(part)), commands(part)


def commands(text: str) -> list[list[str]]:
    """What a text has one run, without the comments behind it."""
    return [shlex.split(line, comments=True) for line in COMMAND.findall(text)]


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """The code, with all that its tests and documents are made from."""
    leave = shutil.ignore_patterns("__pycache__", "audit", "browser")
    for part in ("explainer", "templates", "static", "tests", "tools", "docs", "content"):
        shutil.copytree(ROOT / part, tmp_path / part, ignore=leave)
    shutil.copytree(ROOT / ".vscode", tmp_path / ".vscode")
    for file in ("pyproject.toml", "build.py"):
        shutil.copy(ROOT / file, tmp_path)
    return tmp_path


def run(clone: Path, command: list[str]) -> str:
    """What a command prints there; it must succeed."""
    env = {**os.environ, "PYTHONPATH": str(clone), "PYTHONUTF8": "1"}
    own = ["-p", "no:cacheprovider"] if command[:2] == ["-m", "pytest"] else []
    done = subprocess.run(
        [sys.executable, *command, *own], cwd=clone, env=env, capture_output=True, encoding="utf-8"
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def insert(file: Path, before: str, text: str) -> None:
    """Write a text into a file, before the line that begins so."""
    head, mark, tail = file.read_text(encoding="utf-8").partition(f"\n{before}")
    assert mark, before
    file.write_text(f"{head}\n{text}{mark}{tail}", encoding="utf-8")


def lint(clone: Path) -> None:
    """What ``make lint`` says of the form of all that is there."""
    run(clone, ["-m", "ruff", "check", "."])
    run(clone, ["-m", "ruff", "format", "--check", "."])


def test_the_first_steps_take_a_file_of_tests_and_build_a_small_site(clone: Path) -> None:
    part = TEXT.partition("## The first ten minutes\n")[2].partition("\n## ")[0]
    test, build, check = commands(part)
    assert (ROOT / test[-1]).is_file()
    run(clone, build)
    assert (clone / "build" / "minimal" / "index.html").is_file()
    run(clone, check)


def test_a_rule(clone: Path) -> None:
    files, steps = walk("a rule")
    (module, function), (story, told) = files.items()
    insert(clone / module, "RULES = (", f"{function}\n")
    source = (clone / module).read_text(encoding="utf-8")
    (clone / module).write_text(source.replace("RULES = (", "RULES = (label_with_stop, "), "utf-8")
    run(clone, ["-m", "ruff", "format", module])
    (clone / story).write_text(told, encoding="utf-8")
    for command in steps:
        run(clone, command)
    lint(clone)
    printed = (clone / story).read_text(encoding="utf-8").removeprefix(told)
    assert printed == (
        "facts/cost.yaml:3:10: warning: a label should not end in a full stop, but is 'The cost.'"
        " [label-with-stop]\n    write 'The cost'\n"
    )
    assert "label-with-stop" in (clone / "docs" / "rules.md").read_text(encoding="utf-8")


def test_a_phrase(clone: Path) -> None:
    files, [say, promised] = walk("a phrase")
    [(module, phrases)] = files.items()
    insert(clone / module, "}  # fmt: skip\n# Languages", phrases.removesuffix("\n"))
    assert run(clone, say) == "asi 80\N{NO-BREAK SPACE}%\n"
    assert " passed" in run(clone, promised)
    lint(clone)
    read = (
        "from explainer.reading.mentions import Usage, numbers_in;"
        "print(numbers_in('Je to asi 80 %.', Usage('cs'))[0].quantity.hedge)"
    )
    assert run(clone, ["-c", read]) == "about\n"


# --- a kind of figure -----------------------------------------------------------------------------

KINDS = ROOT / "tests" / "fixtures" / "kinds"


@pytest.fixture
def tallied(clone: Path) -> Path:
    """The code with the kind that the second walk adds: a module, a template and a name."""
    shutil.copy(KINDS / "tally.py", clone / "explainer" / "figures")
    shutil.copy(KINDS / "tally.svg", clone / "templates" / "figures")
    files, _ = walk("a kind of figure")
    (model, name), (figures, figure) = files.items()
    source = (clone / model).read_text(encoding="utf-8")
    more = re.sub(r"(\nFigureKind = Literal\[\n[^]]*)", lambda found: found[1] + name, source)
    assert more != source
    (clone / model).write_text(more, encoding="utf-8")
    with (clone / figures).open("a", encoding="utf-8") as file:
        file.write(figure)
    return clone


def test_a_kind_of_figure_passes_every_test_that_the_walk_names(tallied: Path) -> None:
    _, steps = walk("a kind of figure")
    for command in steps:
        run(tallied, command)
    lint(tallied)
    run(tallied, ["-m", "mypy", "--follow-imports", "silent", "explainer/figures/tally.py"])


def test_a_kind_of_figure_is_one_module_one_template_and_one_name(tallied: Path) -> None:
    """Files, cards, search and backlinks of a small site know it, and nothing else was told."""
    folder = tallied / "tests" / "sites" / "river-pact"
    with (folder / "figures.yaml").open("a", encoding="utf-8") as file:
        file.write("\nstrokes:\n  kind: tally\n  title: Strokes\n  facts: [pact-countries]\n")
    build = ["build.py", "build", "--content", str(folder), "--output", "site"]
    run(tallied, [*build, "--today", "2026-11-27"])
    page = (tallied / "site" / "figures" / "strokes" / "index.html").read_text(encoding="utf-8")
    drawn = re.findall(r'<path class="d-outline" d="([^"]+)"', page)
    assert [path.count("M") for path in drawn] == [9, 9]
    assert "Tally of strokes" in page
    assert (tallied / "site" / "figures" / "strokes" / "strokes.png").is_file()
    fact = (tallied / "site" / "facts" / "pact-countries" / "index.html").read_text("utf-8")
    assert "../../figures/strokes/" in fact


def test_all_that_the_walk_of_a_figure_kind_names_is_there() -> None:
    part = TEXT.partition(": a kind of figure\n")[2].partition("\n## ")[0]
    named = re.findall(r"`((?:explainer|templates|tests|docs)/[\w./]+)`", part)
    assert len(named) >= 4
    made = {"explainer/figures/tally.py", "templates/figures/tally.svg"}
    assert [one for one in named if one not in made and not (ROOT / one).exists()] == []


def test_the_forms_of_tests_are_where_it_says() -> None:
    places = re.findall(r"\| `(tests/[^`]+)`", TEXT)
    assert len(places) == 6
    assert all(list(ROOT.glob(place.rstrip("/"))) for place in places)
