"""What is wrong with the content, as data: where it stands, which rule it breaks, its cure."""

from __future__ import annotations

import json
from bisect import bisect
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import lru_cache
from posixpath import commonprefix
from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Place(NamedTuple):
    """A position in a file of the content folder; line and column count from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{readable(self.file)}:{self.line}:{self.column}"


def readable(name: str) -> str:
    """The name of a file as it can be printed: what cannot stands as its code.

    Systems take any bytes for a name; those that are no UTF-8 Python keeps as lone surrogates.
    """
    if name.isprintable():
        return name
    return "".join(one if one.isprintable() else ascii(one)[1:-1] for one in name)


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One broken rule: the message states the rule with the value found, the hint is the cure."""

    place: Place
    rule: str
    message: str
    hint: str = ""
    severity: Severity = "error"


def warning(place: Place, rule: str, message: str, hint: str = "") -> Problem:
    """A problem that stops the build only under ``--strict``."""
    return Problem(place, rule, message, hint, "warning")


def is_fatal(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Whether these problems keep the site from being published."""
    return any(strict or problem.severity == "error" for problem in problems)


_MOST_ALIKE = 3


def folded(problems: Iterable[Problem]) -> list[Problem]:
    """The same for printing: of many warnings in one file that have one cure, only the first.

    It says how many more there are. A line for each would hide the rest; errors are all told.
    """
    alike: dict[tuple[str, ...], list[Problem]] = {}
    for number, problem in enumerate(problems):
        apart = str(number) if problem.severity == "error" else ""
        key = (problem.place.file, problem.rule, problem.hint, apart)
        alike.setdefault(key, []).append(problem)
    return sorted(one for found in alike.values() for one in _first_of(found))


def _first_of(found: list[Problem]) -> list[Problem]:
    if len(found) <= _MOST_ALIKE:
        return found
    first, more = found[0], len(found) - 1
    message = f"{first.message}, and {more} more in this file (all of them: --all)"
    return [replace(first, message=message)]


def did_you_mean(
    word: str,
    choices: Iterable[str],
    *,
    otherwise: str = "",
    written: Callable[[str], str] = str,
) -> str:
    """A cure that names the nearest choice, or else all of a few, or else ``otherwise``.

    ``written`` is how a choice stands in the place of the word.
    """
    known = frozenset(choices)
    near = nearest(word, known)
    if near:
        return f"did you mean {written(near)!r}?"
    if known and len(known) <= 12:
        return "must be one of: " + ", ".join(sorted(map(written, known)))
    return otherwise


@lru_cache(maxsize=4096)
def nearest(word: str, known: frozenset[str]) -> str:
    """The choice that comes nearest to a word, or nothing where none comes near.

    Among many only those are compared that begin or end like it: one slip leaves one end whole.
    """
    if len(word) > _LONGEST:
        return ""
    likely = sorted(known)
    if len(known) > _FEW:
        forwards, backwards = _orders(known)
        ends = {one[::-1] for one in _around(backwards, word[::-1])}
        likely = sorted(ends.union(_around(forwards, word)))
        likely = sorted(likely, key=lambda one: _shared(one, word))[-_BEST:]
    return next(iter(get_close_matches(word, likely, n=1, cutoff=0.6)), "")


_LONGEST = 300
# So few choices are all compared; of more, so many on either side in the order of the alphabet,
# and of those so many in full.
_FEW, _BESIDE, _BEST = 40, 8, 4


@lru_cache(maxsize=8)
def _orders(known: frozenset[str]) -> tuple[list[str], list[str]]:
    """The choices in order, and in that of their ends, each turned round."""
    return sorted(known), sorted(one[::-1] for one in known)


def _around(ordered: list[str], word: str) -> list[str]:
    at = bisect(ordered, word)
    return ordered[max(at - _BESIDE, 0) : at + _BESIDE]


def _shared(one: str, other: str) -> int:
    """How many characters two words have in common at their ends."""
    return len(commonprefix([one, other])) + len(commonprefix([one[::-1], other[::-1]]))


def message_and_cure(error: ValueError) -> tuple[str, str]:
    """The two halves of what is said of an unreadable text: what must be, and how to mend it."""
    message, _, cure = str(error).rpartition("; ")
    return (message, cure) if message else (cure, "")


def as_text(problem: Problem) -> str:
    """``file:line:column: error: message [rule]``, the cure indented on the next line."""
    line = f"{problem.place}: {problem.severity}: {problem.message} [{problem.rule}]"
    return f"{line}\n    {problem.hint}" if problem.hint else line


def as_github(problem: Problem, folder: str = "") -> str:
    """A workflow command that GitHub shows at the line; ``folder`` leads from the repository."""

    def encoded(text: str, *more: str) -> str:
        for char in ("%", "\r", "\n", *more):
            text = text.replace(char, f"%{ord(char):02X}")
        return text

    place = problem.place
    path = f"{folder.rstrip('/')}/{place.file}" if folder else place.file
    file = encoded(readable(path), ",", ":")
    title = encoded(problem.rule, ",", ":")
    body = encoded(f"{problem.message}\n{problem.hint}".strip())
    return (
        f"::{problem.severity} file={file},line={place.line},col={place.column},"
        f"title={title}::{body}"
    )


def as_json(problems: Iterable[Problem], **besides: object) -> str:
    """All problems as one JSON document; ``file`` is relative to the content folder.

    ``besides`` is what else a command has to tell there.
    """
    rows = [
        {
            "severity": problem.severity,
            "rule": problem.rule,
            "file": readable(problem.place.file),
            "line": problem.place.line,
            "column": problem.place.column,
            "message": problem.message,
            "hint": problem.hint,
        }
        for problem in problems
    ]
    return json.dumps({"problems": rows, **besides}, ensure_ascii=False, indent=2)
