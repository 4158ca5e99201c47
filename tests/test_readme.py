"""What README shows of the content is its own text, and what the program prints of it."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from tests.program import run

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def example() -> str:
    """The fact that an editor is shown."""
    found = re.search(r"```yaml\n(.+?)```", README, re.DOTALL)
    assert found
    return found[1]


def file_of_example() -> str:
    found = re.search(r"`content/(facts/\S+\.yaml)`", README)
    assert found
    return found[1]


def without_lines(text: str) -> str:
    """Numbers of lines change whenever somebody edits above them."""
    return re.sub(r"(\.yaml):\d+:", r"\1:", text)


def test_the_fact_that_it_shows_stands_in_its_file() -> None:
    assert example() in (ROOT / "content" / file_of_example()).read_text(encoding="utf-8")


def test_the_error_that_it_shows_is_what_the_program_prints(tmp_path: Path) -> None:
    wrong = re.search(r"Write `(shown: .+?)` and the build says\n\n((?:    .+\n)+)", README)
    assert wrong
    content = shutil.copytree(ROOT / "content", tmp_path / "content")
    file = content / file_of_example()
    spoiled = re.sub(r"shown: .+", wrong[1], example())
    text = file.read_text(encoding="utf-8").replace(example(), spoiled)
    file.write_text(text, encoding="utf-8", newline="\n")
    printed = without_lines(run("check", "--content", content).out)
    for line in without_lines(wrong[2]).splitlines():
        assert line.removeprefix("    ").removesuffix("…").rstrip() in printed
