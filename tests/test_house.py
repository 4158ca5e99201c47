"""The documents for those who change the program name what is there, and leave no room out."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
DOCUMENTS = ("docs/architecture.md", "docs/decisions.md", "CONTRIBUTING.md")
# From where a path in them may start: the repository, the package, documents and templates.
STARTS = [ROOT / part for part in ("", "explainer", "docs", "templates")]
# What is in a built site, or made by a walk, and so not here.
ELSEWHERE = re.compile(
    r"\b(?:ID|NAME)\b|^(?:content|site|build|data|embed|glossary|facts)/|^static/plotly\.js$|/tally\.(?:py|svg)$"
)


def told(document: str) -> str:
    return (ROOT / document).read_text(encoding="utf-8")


def paths(text: str) -> list[str]:
    """What stands between marks of code and is a path: it has a slash, or ends as files here do."""
    codes = re.findall(r"`([^`\s]+)`", re.sub(r"```.+?```", "", text, flags=re.DOTALL))
    return [
        one for one in codes if re.fullmatch(r"[\w./-]+/[\w./*-]*|[\w-]+\.(?:py|toml|html)", one)
    ]


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_path_that_it_names_is_there(document: str) -> None:
    named = [one for one in paths(told(document)) if not ELSEWHERE.search(one)]
    assert named
    assert {one for one in named if not is_there(one)} == set()


def is_there(path: str) -> bool:
    """Whether something is at the path; of a module named without its room, in any room."""
    if "/" not in path and any((ROOT / "explainer").rglob(path)):
        return True
    plain = path.rstrip("/")
    return any(
        (start / plain).exists() or ("*" in plain and any(start.glob(plain))) for start in STARTS
    )


def test_the_table_of_rooms_has_every_room_and_every_module_outside_of_them() -> None:
    rows = re.findall(r"^\| (`[^|]+`) \|", told("docs/architecture.md"), re.MULTILINE)
    named = {name.rstrip("/") for row in rows for name in re.findall(r"`([^`]+)`", row)}
    package = ROOT / "explainer"
    there = {path.name for path in package.iterdir() if not path.name.startswith("__")}
    assert there - {"py.typed"} - named == set()
    assert [one for one in named if not (package / one).exists()] == []
