"""Places to fill: what an import could not know, marked so that no build takes it for content."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from explainer.content.complaints import called, choices_of, part_at
from explainer.documents import Path
from explainer.model import Origin, Part, meanings
from explainer.problems import Problem

_MARKED = re.compile(r"TODO(?: \(.*\))?", re.DOTALL)


def mark(found: str = "") -> str:
    """A place to fill, with what was found for it that cannot stand there."""
    return f"TODO ({found})" if found else "TODO"


def is_marked(value: object) -> bool:
    """Whether a value is a place to fill."""
    return isinstance(value, str) and bool(_MARKED.fullmatch(value))


def unfilled(model: type[Part], data: Any, origin: Origin) -> Iterator[Problem]:
    """A problem for each place of an entry that is still to be filled."""
    for path, value in places(data):
        message = f"{called((*origin.path[:1], *path))} must be filled in, but says {value!r}"
        yield Problem(origin.place(*path), "left-to-fill", message, f"write {wanted(model, path)}")


def places(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every place to fill in ``data``, by its path."""
    if isinstance(data, dict | list):
        steps = data.items() if isinstance(data, dict) else enumerate(data)
        for step, value in steps:
            yield from places(value, (*path, step))
    elif is_marked(data):
        yield path, data


def wanted(model: type[Part], path: Path) -> str:
    """What is to be written at a place, in the words of the format."""
    keys = [step for step in path if isinstance(step, str)] or [""]
    owner = part_at(model, keys[:-1])
    told = meanings(owner)
    meaning = next((told[key] for key in reversed(keys) if key in told), "what it is")
    choices = choices_of(owner, keys[-1])
    return f"{meaning}: {', '.join(choices)}" if choices else meaning
