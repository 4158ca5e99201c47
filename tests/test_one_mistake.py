"""One mistake is told once, at its own place, and breeds no others: least of all with cures.

Keys of a whole site are misspelt, one by one, and the first lines of entries damaged: whatever is
said then is said of that very entry. ``make audit`` does so with every key of every entry, and
leaves it out, and gives it a value of the wrong kind.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from explainer import pipeline
from explainer.documents import parse_page, parse_yaml
from explainer.problems import Problem, as_text

SITE = Path(__file__).parent / "sites" / "river-pact"
TODAY = date(2026, 6, 15)
FILES = sorted(path.relative_to(SITE).as_posix() for path in SITE.rglob("*.*"))
HOWS = ("left out", "misspelt", "of the wrong kind")

Way = tuple[str | int, ...]


@dataclass(frozen=True)
class File:
    """A file of the site as data; ``body`` is the text of a page."""

    name: str
    data: dict[str, Any]
    body: str = ""

    def text(self, data: dict[str, Any]) -> str:
        """Each entry, or key of a page, on a line of its own, so that a line tells the entry."""
        lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())
        front = "".join(lines)
        return f"---\n{front}---\n{self.body}" if self.body else front

    def is_at(self, problem: Problem, entry: str) -> bool:
        """Whether it is said of that entry: in site.yaml and on a page, of any of its keys."""
        if problem.place.file != self.name:
            return False
        if self.is_entry:
            return problem.place.line <= len(self.data) + 2
        return problem.place.line == list(self.data).index(entry) + 1

    @property
    def is_entry(self) -> bool:
        """Whether the file is one entry, rather than several by name."""
        return bool(self.body) or self.name == "site.yaml"

    def ways(self) -> Iterator[Way]:
        """The way to every key of every entry."""
        start: Iterator[Way] = ((key,) for key in self.data) if self.is_entry else iter(())
        yield from start
        for entry, value in self.data.items():
            yield from _keys(value, (entry,))


def _keys(value: object, way: Way) -> Iterator[Way]:
    if isinstance(value, dict):
        for key, item in value.items():
            yield (*way, key)
            yield from _keys(item, (*way, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _keys(item, (*way, index))


def file(name: str) -> File:
    data = (SITE / name).read_bytes()
    if name.endswith(".md"):
        page, _ = parse_page(data, name)
        return File(name, page.front.value, page.body.raw)
    return File(name, parse_yaml(data, name)[0].value)


def changed(data: dict[str, Any], way: Way, how: str) -> dict[str, Any]:
    """The data with one key misspelt, left out or of the wrong kind."""
    data = copy.deepcopy(data)
    owner: Any = data
    for step in way[:-1]:
        owner = owner[step]
    key = way[-1]
    value = owner.pop(key)
    if how == "misspelt":
        owner[f"{key}{str(key)[-1]}"] = value
    if how == "of the wrong kind":
        owner[key] = {"a": "b"} if isinstance(value, str) else "text"
    return data


def examined(folder: Path, name: str, text: str) -> list[Problem]:
    before = (folder / name).read_text(encoding="utf-8")
    (folder / name).write_text(text, encoding="utf-8", newline="\n")
    try:
        return list(pipeline.examine(folder, TODAY).problems)
    finally:
        (folder / name).write_text(before, encoding="utf-8", newline="\n")


@dataclass(frozen=True)
class Usual:
    """The site with one entry a line, and what is said of it as it is."""

    folder: Path
    said: frozenset[tuple[str, str]]

    def bred(self, one: File, way: Way, how: str) -> list[str]:
        """What is said of other entries once one key of ``one`` is wrong."""
        found = examined(self.folder, one.name, one.text(changed(one.data, way, how)))
        return [
            as_text(problem)
            for problem in found
            if not one.is_at(problem, str(way[0]))
            and (problem.rule, problem.message) not in self.said
            and not expected(problem, way, how)
        ]


def expected(problem: Problem, way: Way, how: str) -> bool:
    """What is rightly said elsewhere."""
    # site.yaml is valid without the name of a lane, or with another one: the events are wrong.
    if problem.rule == "unknown-lane" and way[0] == "lanes":
        return how != "of the wrong kind"
    # A fact may do without the time it is for: what a page says of that time is unbound then.
    if problem.rule == "unbound-number" and how == "left out" and way[-1] == "when":
        return True
    # A source may do without a date: what lacks one then is the amount.
    return problem.rule == "money-without-date" and how == "left out" and way[-1] == "published"


@pytest.fixture(scope="module")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Usual:
    folder = shutil.copytree(SITE, tmp_path_factory.mktemp("one") / "content")
    for name in FILES:
        one = file(name)
        (folder / name).write_text(one.text(one.data), encoding="utf-8", newline="\n")
    problems = pipeline.examine(folder, TODAY).problems
    return Usual(folder, frozenset((one.rule, one.message) for one in problems))


def once(ways: Iterator[Way]) -> list[Way]:
    """Each key of a kind of entry once."""
    kinds = {tuple(step for step in way[1:] if isinstance(step, str)) or way: way for way in ways}
    return list(kinds.values())


@pytest.mark.parametrize("name", FILES)
def test_a_misspelt_key_breeds_nothing_elsewhere(name: str, usual: Usual) -> None:
    one = file(name)
    bred = {way: usual.bred(one, way, "misspelt") for way in once(one.ways())}
    assert {way: told for way, told in bred.items() if told} == {}


DAMAGES = {
    "no colon": "{}",
    "indented": " {}:",
    "after a tab": "\t{}:",
    "with another colon": "{};",
    "with a slip of the finger": "{}_:",
    "an open quote": '"{}:',
    "a list": "- {}:",
    "gone": "",
}


@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("name", ["facts/promises.yaml", "sources.yaml", "events.yaml"])
def test_an_entry_whose_name_cannot_be_read_is_not_missed(
    name: str, damage: str, usual: Usual, tmp_path: Path
) -> None:
    folder = shutil.copytree(SITE, tmp_path / "content")
    whole = (folder / name).read_text(encoding="utf-8")
    entry = re.findall(r"^([a-z0-9-]+):$", whole, re.MULTILINE)[1]
    wrong = whole.replace(f"\n{entry}:\n", f"\n{DAMAGES[damage].format(entry)}\n", 1)
    found = examined(folder, name, wrong)
    assert any(one.place.file == name and one.severity == "error" for one in found)
    elsewhere = [one for one in found if one.place.file != name]
    assert [one for one in elsewhere if (one.rule, one.message) not in usual.said] == []
