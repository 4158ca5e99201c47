"""Reading what can be read of a broken file, entry by entry, so that no mistake hides another."""

from __future__ import annotations

import re
from itertools import pairwise

from explainer.documents import mistakes
from explainer.documents.nodes import Fragment, Piece, UnreadableError, read
from explainer.documents.text import Text
from explainer.documents.traps import explain, explain_text
from explainer.problems import Problem

_FIRST = re.compile(r"^(?P<indent> *)(?:(?P<item>-)(?=\s|\Z)|[^ \n#])", re.MULTILINE)
_START = re.compile(
    r"""^(?P<indent>[ ]*)(?:
        (?P<item>-)(?=\s|\Z)
        | (?P<key>[\w.-]+|"[^"\n]*"|'[^'\n]*')[ ]*:(?=\s|\Z)
        | (?P<marker>---|\.\.\.)(?=\s|\Z)
    )""",
    re.MULTILINE | re.VERBOSE,
)
_HEAD = re.compile(r"\s*+(?:[\w.-]++|\"[^\"\n]*+\"|'[^'\n]*+')[ ]*+:[ \t]*+(?:#.*+)?\n")
_DEEPEST = 10


def entries(text: Text, piece: Piece) -> tuple[Fragment, tuple[str, ...]]:
    """The entries of a file, and the names of those that are there but cannot be read."""
    try:
        return _as_entries(text, piece), ()
    except UnreadableError as error:
        return _recover(text, piece, error)


def _as_entries(text: Text, piece: Piece) -> Fragment:
    """What a piece says if it is a mapping; else nothing but the problem that it is none."""
    fragment = read(text, piece)
    if isinstance(fragment.value, dict):
        return fragment
    if fragment.value is None:
        return Fragment({})
    if isinstance(fragment.value, str):
        return Fragment({}, problems=[explain_text(text, piece)])
    start, end, _ = fragment.spans[()]
    problem = mistakes.not_entries(text, start, text.characters[start:end])
    return Fragment({}, problems=[*fragment.problems, problem])


def _recover(text: Text, piece: Piece, error: UnreadableError) -> tuple[Fragment, tuple[str, ...]]:
    whole = Fragment({}, {(): (piece.start, piece.start + len(piece.characters), "")})
    broken = []
    for part in _parts(piece):
        if whole.keys and part.characters.startswith("---"):
            whole.problems.append(mistakes.second_document(text, part.start))
        try:
            _merge(text, whole, _as_entries(text, part))
        except UnreadableError as cause:
            whole.problems += _failures(text, part, cause)
            name = _name(part)
            if name:
                broken.append(name)
                whole.keys.setdefault((name,), part.start)
    if not whole.problems:
        whole.problems.append(explain(text, piece, error))
    return whole, tuple(broken)


def _merge(text: Text, whole: Fragment, part: Fragment) -> None:
    whole.problems += part.problems
    for name, value in part.value.items():
        if (name,) in whole.keys:
            first, second = whole.keys[name,], part.keys[name,]
            whole.problems.append(mistakes.duplicate(text, name, first, second))
            continue
        whole.value[name] = value
        whole.spans |= {path: span for path, span in part.spans.items() if path[:1] == (name,)}
        whole.keys |= {path: start for path, start in part.keys.items() if path[:1] == (name,)}


def _failures(text: Text, piece: Piece, error: UnreadableError, depth: int = 0) -> list[Problem]:
    """The problems of a piece that cannot be read, each found in the smallest part that has it."""
    parts = _parts(piece)
    if len(parts) == 1 and error.problem:
        return [error.problem]
    if len(parts) == 1:
        parts = _children(parts[0])
    problems = []
    is_explained = False
    for part in parts if depth < _DEEPEST else ():
        try:
            problems += read(text, part).problems
        except UnreadableError as cause:
            problems += _failures(text, part, cause, depth + 1)
            is_explained = True
    return problems if is_explained else [*problems, explain(text, piece, error)]


def _parts(piece: Piece) -> list[Piece]:
    """The entries of a mapping or the items of a list, cut by their indentation alone."""
    first = _FIRST.search(piece.characters)
    if not first:
        return [piece]

    def begins_a_part(line: re.Match[str]) -> bool:
        if line["marker"]:
            return not line["indent"]
        is_like_first = bool(line["item"]) == bool(first["item"])
        return is_like_first and len(line["indent"]) <= len(first["indent"])

    lines = _START.finditer(piece.characters, first.end())
    starts = [first.start(), *(line.start() for line in lines if begins_a_part(line))]
    return [
        Piece(piece.characters[start:end], piece.start + start)
        for start, end in pairwise([*starts, len(piece.characters)])
    ]


def _children(part: Piece) -> list[Piece]:
    """What stands under the name, or after the dash, that begins a part."""
    first = _FIRST.match(part.characters)
    if first and first["item"]:
        names = (line for line in _START.finditer(part.characters) if line["key"])
        is_mixed = any(len(line["indent"]) <= len(first["indent"]) for line in names)
        return [] if is_mixed else [Piece(part.characters.replace("-", " ", 1), part.start)]
    head = _HEAD.match(part.characters)
    return [Piece(part.characters[head.end() :], part.start + head.end())] if head else []


def _name(part: Piece) -> str:
    start = _START.match(part.characters)
    return (start["key"] or "").strip("\"'") if start else ""
