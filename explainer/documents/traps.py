"""Why a piece of YAML cannot be read: the traps of YAML, recognised in the lines themselves."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from explainer.documents import mistakes
from explainer.documents.nodes import CUT, Piece, UnreadableError
from explainer.documents.text import Text
from explainer.problems import Problem

_LINE = re.compile(
    r"""(?P<indent>\s*)(?P<dashes>(?:-[ ]+)*)
        (?:(?P<key>"[^"\n]*"|'[^'\n]*'|[^\s\[\]{},\#&*!|>'"%@`][^\#\n]*?):(?:[ \t]+|$))?
        (?P<value>.*)""",
    re.VERBOSE,
)
_QUOTED = {
    '"': re.compile(r'"(?:[^"\\]|\\.)*"', re.DOTALL),
    "'": re.compile(r"'(?:[^']|'')*'", re.DOTALL),
}
_BAD_ESCAPE = re.compile(
    r"""\\(?![0abt\tnvfre "/\\N_LP\n]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8})."""
)
_BRACKET = re.compile(r"""(?<=[\s,:\[{])(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')|[\[\]{}]""", re.DOTALL)
_ITEM = re.compile(r"[^,\[\]{}\n]*")
_BLOCK_HEADER = re.compile(r"[|>][+-]?[ \t]*(?:#.*)?$")
_COLON = re.compile(r":(?=[ \t]|$)")
_MISSING_SPACE = re.compile(r"([^\W\d][\w.-]*+):(?![ \t/])(.+)")
_END_OF_LINE = re.compile(r"[ \t]*+(?:#.*+)?$", re.MULTILINE)
_OPENINGS = ('"', "'", "[", "{", "|", ">")
_ENTRY = re.compile(r"(?P<indent> *)(?P<name>-(?=\s|$)|[^\s#][^#]*?(?=:(?:\s|$)))")
_END_OF_VALUE = re.compile(r"\s#")
_CONTENT = re.compile(r"^[^\S\n]*[^\s#].*", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class _Line:
    """One line of a piece that cannot be read, and what it seems to say."""

    text: Text
    start: int
    """Index of its first character that is not a space."""
    end_of_piece: int
    indent: str
    dashes: str
    key: str
    value: str
    at: int
    """Index of the value."""


def explain(text: Text, piece: Piece, error: UnreadableError) -> Problem:
    """The mistake that makes a piece unreadable, by its first line or those around the error."""
    if error.problem:
        return error.problem
    first = _line(text, piece, piece.start)
    wrong = _line(text, piece, error.index)
    above = _line(text, piece, max(piece.start, wrong.start - len(wrong.indent) - 1))
    for line in (first, above, wrong):
        for trap in _TRAPS:
            problem = trap(line, error)
            if problem:
                return problem
    return _misplaced(piece, first, wrong, error)


def explain_text(text: Text, piece: Piece) -> Problem:
    """Why a piece that should hold entries is read as a mere text."""
    line = _line(text, piece, piece.start)
    if _MISSING_SPACE.fullmatch(line.value):
        return _without_key(piece, line)
    return mistakes.not_entries(text, line.start, line.value)


def _line(text: Text, piece: Piece, index: int) -> _Line:
    """The line of ``index``, or the next one with content, or else the last."""
    line_start = piece.characters.rfind("\n", 0, index - piece.start) + 1
    content = _CONTENT.search(piece.characters, line_start) or _last_content(piece)
    start = content.start() if content else 0
    parts = _LINE.match(piece.characters, start)
    assert parts
    return _Line(
        text=text,
        start=piece.start + parts.end("indent"),
        end_of_piece=piece.start + len(piece.characters),
        indent=parts["indent"],
        dashes=parts["dashes"],
        key=(parts["key"] or "").rstrip(),
        value=parts["value"].rstrip(),
        at=piece.start + parts.start("value"),
    )


def _last_content(piece: Piece) -> re.Match[str] | None:
    return max(_CONTENT.finditer(piece.characters), key=re.Match.start, default=None)


def _bad_indent(line: _Line, error: UnreadableError) -> Problem | None:
    if "\t" in line.indent:
        index = line.start - len(line.indent) + line.indent.index("\t")
        return mistakes.tab(line.text, index)
    odd = line.indent.strip(" ")
    if odd:
        index = line.start - len(line.indent) + line.indent.index(odd[0])
        return mistakes.odd_space(line.text, index)
    return None


def _quotes(line: _Line, error: UnreadableError) -> Problem | None:
    mark = line.value[:1]
    if mark not in _QUOTED:
        return None
    whole = _QUOTED[mark].match(line.text.characters, line.at, line.end_of_piece)
    if not whole:
        return mistakes.unclosed_quote(line.text, line.at, line.value, line.key)
    escape = _BAD_ESCAPE.search(whole.group()) if mark == '"' else None
    if escape:
        return mistakes.backslash(line.text, line.at + escape.start(), escape.group())
    if _END_OF_LINE.match(line.text.characters, whole.end()):
        return None
    end = line.text.line_end(whole.end())
    value = line.text.characters[line.at : end].rstrip()
    return mistakes.after_quote(line.text, whole.end(), value, line.key)


def _brackets(line: _Line, error: UnreadableError) -> Problem | None:
    if line.value[:1] not in ("[", "{"):
        return None
    end = _closing_bracket(line)
    if end is None:
        return mistakes.unclosed_bracket(line.text, line.at, line.value)
    if not _END_OF_LINE.match(line.text.characters, end):
        value = line.text.characters[line.at : line.text.line_end(end)].rstrip()
        return mistakes.reserved_mark(line.text, line.at, value, line.key)
    cut = CUT.search(line.text.characters, line.at, end)
    if cut:
        _, value = _item_around(line, cut.end())
        return mistakes.cut_off(line.text, cut.end(), value)
    if line.at < error.index < end:
        found = line.text.characters[error.index]
        name, value = _item_around(line, error.index)
        if found == ":" and name:
            return mistakes.colon(line.text, error.index, value, name)
        return mistakes.braces(line.text, error.index, found)
    return None


def _item_around(line: _Line, index: int) -> tuple[str, str]:
    """The name (or nothing) and the value between the commas or brackets around an index."""
    characters = line.text.characters
    start = 1 + max(characters.rfind(mark, line.at, index) for mark in ",[]{}\n")
    end = _ITEM.match(characters, index)
    item = characters[start : end.end() if end else index].strip()
    name, colon, value = item.partition(": ")
    return (name, value.lstrip()) if colon else ("", item)


def _closing_bracket(line: _Line) -> int | None:
    """Where the bracket that begins the value is closed, quoted brackets left aside."""
    depth = 0
    for token in _BRACKET.finditer(line.text.characters, line.at, line.end_of_piece):
        depth += (token.group() in ("[", "{")) - (token.group() in ("]", "}"))
        if not depth:
            return token.end()
    return None


def _mark(line: _Line, error: UnreadableError) -> Problem | None:
    is_block = line.value[:1] in ("|", ">") and not _BLOCK_HEADER.match(line.value)
    is_dash = bool(line.key) and (line.value + " ").startswith(("- ", "? "))
    if is_block or is_dash or line.value[:1] in tuple("%@`*&!]},"):
        return mistakes.reserved_mark(line.text, line.at, line.value, line.key)
    return None


def _cut(line: _Line, error: UnreadableError) -> Problem | None:
    cut = CUT.search(line.value)
    if not cut or line.value.startswith(_OPENINGS):
        return None
    return mistakes.cut_off(line.text, line.at + cut.end(), line.value)


def _colon(line: _Line, error: UnreadableError) -> Problem | None:
    value = _END_OF_VALUE.split(line.value, maxsplit=1)[0]
    colon = _COLON.search(value)
    if not colon or value.startswith(_OPENINGS):
        return None
    if not colon.start() and not line.key:
        return mistakes.key_not_text(line.text, line.at, value)
    return mistakes.colon(line.text, line.at + colon.start(), value, line.key)


_TRAPS: tuple[Callable[[_Line, UnreadableError], Problem | None], ...] = (
    _bad_indent,
    _quotes,
    _brackets,
    _mark,
    _cut,
    _colon,
)


def _misplaced(piece: Piece, first: _Line, wrong: _Line, error: UnreadableError) -> Problem:
    """Lines that are in order one by one and do not fit together."""
    for line in (first, wrong):
        if not line.key and not line.dashes:
            return _without_key(piece, line)
    if first.start < wrong.start:
        return _out_of_line(piece, wrong)
    whole = wrong.text.characters[wrong.start : wrong.text.line_end(wrong.start)]
    return mistakes.unreadable(wrong.text, error.index, whole, error.words)


def _without_key(piece: Piece, line: _Line) -> Problem:
    above = piece.characters[: line.start - len(line.indent) - piece.start].rstrip("\n")
    comment = above[above.rfind("\n") + 1 :].strip()
    if comment.startswith("#"):
        index = piece.start + len(above) - len(comment)
        return mistakes.cut_off(line.text, index, comment)
    glued = _MISSING_SPACE.fullmatch(line.value)
    if glued and glued[2][0].isspace():
        return mistakes.odd_space(line.text, line.at + glued.start(2))
    if glued:
        return mistakes.missing_space(line.text, line.at + glued.end(1), glued[1], glued[2])
    return mistakes.missing_colon(line.text, line.at, line.value)


def _out_of_line(piece: Piece, wrong: _Line) -> Problem:
    """A name or dash at an indentation where none can stand."""
    column = len(wrong.indent)
    lines = piece.characters[: wrong.start - piece.start].split("\n")[:-1]
    above = [entry for entry in map(_ENTRY.match, lines) if entry]
    here = [line for line in above if len(line["indent"]) == column]
    found = wrong.text.characters[wrong.start : wrong.text.line_end(wrong.start)]
    if any((line["name"] == "-") != bool(wrong.dashes) for line in here):
        return mistakes.mixed(wrong.text, wrong.start, found)
    near = min(reversed(above), key=lambda line: abs(len(line["indent"]) - column), default=None)
    name = near["name"] if near else ""
    return mistakes.indentation(wrong.text, wrong.start, found, name)
