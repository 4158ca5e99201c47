"""Ids: the names of entries and pages, which become addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from explainer.problems import Place, Problem
from explainer.prose.links import kebab

ID = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+\Z")
# Systems allow 255 in the name of a file, and ".json" comes behind it.
LONGEST = 250
# Of a page in folders, all in all: systems allow 4,096 or fewer in a whole path.
LONGEST_PATH = 1000
PAGE_ID = re.compile(r"[a-z0-9]++(?:[-/][a-z0-9]++)*+\Z")


def check_id(
    what: str, name: str, where: Callable[[], Place], pattern: re.Pattern[str]
) -> Iterator[Problem]:
    """An id must be one, and short enough for the name of a file; ``where`` tells its place."""
    if not pattern.match(name):
        better = as_id(name)
        yield Problem(
            where(),
            "bad-id",
            f"{what} must be lower-case words joined by '-', since it is an address,"
            f" but this one is {name!r}",
            f"write {better!r}" if pattern.match(better) else "choose another",
        )
        return
    yield from _too_long(what, name, where)


def _too_long(what: str, name: str, where: Callable[[], Place]) -> Iterator[Problem]:
    longest = max(name.split("/"), key=len)
    if len(longest) > LONGEST:
        found, most, cure = longest, f"{LONGEST}", f"write {_cut(longest)!r}"
    elif len(name) > LONGEST_PATH:
        found, most, cure = name, f"{LONGEST_PATH:,}", "move it into fewer folders"
    else:
        return
    message = f"{what} must be at most {most} characters long, since files are named after it, but"
    yield Problem(where(), "bad-id", f"{message} {_cut(found)!r}… has {len(found):,}", cure)


def _cut(name: str) -> str:
    """The first words of a long name."""
    return name[:40].rpartition("-")[0] or name[:40]


def as_id(name: str) -> str:
    """The id that a name is mended to: whoever refers to it so is right."""
    return "/".join(kebab(part) for part in name.split("/"))
