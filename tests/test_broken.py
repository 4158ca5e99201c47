"""What an editor is told about every kind of mistake, word for word.

Each ``broken/*.txt`` is one story: what the editor did, the files that change in ``broken/base``
(``=== facts/cost.yaml``; ``(gone)`` takes a file away, ``(latin-1)`` saves it in that encoding,
``(made: a photograph)`` makes what ``tests.photos`` calls so),
the command (``=== $ build --strict``), and everything the program prints. After a change of
wording ``python -m tests.test_broken`` writes down what is printed now, of the cases named behind
it or of all: read the difference.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from explainer.checks import RULES
from tests.photos import MADE
from tests.program import Run, run, snapshot

HERE = Path(__file__).parent / "broken"
ROOT = HERE.parents[1]
TODAY = "2026-01-15"
CASES = sorted(path.stem for path in HERE.glob("*.txt"))
HEADER = re.compile(r"^=== (.+)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Case:
    """One broken content: files as they change, the command, and what it must print."""

    story: str
    files: tuple[tuple[str, str], ...]
    command: tuple[str, ...]
    printed: str

    def spoil(self, content: Path) -> None:
        """Make the mistake in a copy of the base."""
        for header, text in self.files:
            name, _, how = header.partition(" (")
            path = content / name
            if how == "gone)":
                path.unlink()
                continue
            path.parent.mkdir(parents=True, exist_ok=True)
            if how.startswith("made: "):
                path.write_bytes(MADE[how.removeprefix("made: ").rstrip(")")]())
                continue
            path.write_text(text, encoding=how.rstrip(")") or "utf-8", newline="\n")


def read(name: str) -> Case:
    story, *parts = HEADER.split((HERE / f"{name}.txt").read_text(encoding="utf-8"))
    headers, texts = parts[::2], parts[1::2]
    assert story.strip(), "a case must tell its story"
    assert headers[-1].startswith("$ "), "a case must end with a command and what it prints"
    files = tuple(zip(headers[:-1], texts[:-1], strict=True))
    return Case(story, files, tuple(headers[-1][2:].split()), texts[-1])


def broken(case: Case, folder: Path) -> Path:
    """The base with the mistake in it."""
    shutil.copytree(HERE / "base", folder)
    case.spoil(folder)
    return folder


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site that was published before anything was broken."""
    output = tmp_path_factory.mktemp("published") / "site"
    done = run(
        "build", "--content", HERE / "base", "--output", output, "--today", TODAY, "--strict"
    )
    assert (done.code, done.out) == (0, ""), "the base must have nothing wrong with it"
    return output


def outcome(case: Case, content: Path, output: Path) -> Run:
    command, *options = case.command
    where = ["--output", output] if command == "build" else []
    return run(command, "--content", content, *where, "--today", TODAY, *options)


@pytest.mark.parametrize("name", CASES)
def test_every_mistake_is_told_and_nothing_is_published(
    name: str, published: Path, tmp_path: Path
) -> None:
    case, before = read(name), snapshot(published.parent)
    done = outcome(case, broken(case, tmp_path / "content"), published)
    assert relative(done.out, tmp_path / "content") == case.printed
    assert done.code == 1
    assert snapshot(published.parent) == before, "nothing may change, or be left beside the site"
    if case.command[0] == "build":
        assert done.err.endswith(f"; {published} stays as it was\n")


def relative(printed: str, content: Path) -> str:
    """What was printed, without the test's own folder in it."""
    return printed.replace(f"{content}/", "content/")


def test_every_problem_has_a_rule_and_most_have_a_cure() -> None:
    printed = [read(name).printed for name in CASES if "--format" not in read(name).command]
    lines = [line for text in printed for line in text.splitlines()]
    heads = [line for line in lines if not line.startswith(" ")]
    shape = re.compile(r"\S.*:\d+:\d+: (error|warning): .+ \[[a-z0-9-]+\]")
    assert [line for line in heads if not shape.fullmatch(line)] == []
    cures = [line for line in lines if line.startswith("    ")]
    assert len(cures) >= 0.9 * len(heads)


def test_every_rule_has_a_story() -> None:
    printed = "".join(read(name).printed for name in CASES)
    told = set(re.findall(r"\[([a-z0-9-]+)\]$", printed, re.MULTILINE))
    assert {rule.__name__.replace("_", "-") for rule in RULES} - told == set()


@pytest.mark.parametrize("name", [name for name in CASES if "--strict" in read(name).command])
def test_warnings_alone_do_not_stop_a_build(name: str, tmp_path: Path) -> None:
    case = read(name)
    content = broken(case, tmp_path / "content")
    options = [option for option in case.command[1:] if option != "--strict"]
    output = tmp_path / "site"
    done = run("build", "--content", content, "--output", output, "--today", TODAY, *options)
    assert relative(done.out, content) == case.printed
    errors = re.search(r": error: ", case.printed)
    assert done.code == (1 if errors else 0)
    assert (tmp_path / "site").exists() == (not errors)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--frobnicate"], "--frobnicate"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--today", "yesterday"], "'yesterday'"),
        (["--content", "contnet"], "'contnet' does not exist"),
        (["--content", "here", "--output", "here/site"], "must not hold one another"),
        (["--content", "site/content", "--output", "site"], "must not hold one another"),
        (["build", "and", "more"], "unexpected extra arguments"),
    ],
)
def test_wrong_usage_is_told_apart_from_mistakes(
    arguments: list[str], told: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("content", "here", "site/content"):
        (tmp_path / name).mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    assert told in done.err


def test_the_door_says_the_same_from_a_shell(tmp_path: Path) -> None:
    case = read("run-many")
    content = broken(case, tmp_path / "content")
    done = subprocess.run(
        [sys.executable, ROOT / "build.py", "--content", content, "--output", tmp_path / "site"],
        env={**os.environ, "SOURCE_DATE_EPOCH": "1768435200", "PYTHONUTF8": "0", "LC_ALL": "C"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 1
    assert relative(done.stdout.decode(), content) == case.printed
    assert b"Traceback" not in done.stderr


def rewrite(names: Iterable[str]) -> Iterator[str]:
    """Write down what is printed now; yields the names of the cases that have changed."""
    for name in names:
        case, path = read(name), HERE / f"{name}.txt"
        with tempfile.TemporaryDirectory() as folder:
            content = broken(case, Path(folder) / "content")
            printed = relative(outcome(case, content, Path(folder) / "site").out, content)
        if printed != case.printed:
            whole = path.read_text(encoding="utf-8")
            kept = whole.removesuffix(case.printed)
            path.write_text(kept + printed, encoding="utf-8", newline="\n")
            yield name


if __name__ == "__main__":
    for changed in rewrite(sys.argv[1:] or CASES):
        print(changed)
