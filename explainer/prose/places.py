"""Where the text that a parser has cut out and unescaped stands in the file it came from."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain, repeat

from explainer.documents import Extract

Marks = Sequence[tuple[int, int]]
"""Pairs of an offset in a text and one in its source, rising; between them both run alike."""


def in_source(marks: Marks, offset: int) -> int:
    """The offset in the source of an offset in the text."""
    text, source = marks[max(bisect_right(marks, offset, key=lambda mark: mark[0]) - 1, 0)]
    return source + max(offset - text, 0)


def of_lines(text: str, source: str, starts: Sequence[int]) -> Marks:
    """Marks for a block whose lines begin in the source at ``starts`` or, markup first, later."""
    marks = []
    at = cursor = 0
    for line, start in zip(text.split("\n"), starts, strict=False):
        stripped = line.strip()
        cursor = max(cursor, start)
        cursor = max(source.find(stripped, cursor), cursor)
        marks.append((at + line.find(stripped), cursor))
        at += len(line) + 1
    return marks or ((0, 0),)


def of_cells(cells: Sequence[str], source: str, start: int, end: int) -> list[Marks]:
    r"""Marks for the cells of the table row ``source[start:end]``; ``\|`` is "|" in a cell."""
    row = source[start:end]
    pipes = [match.start() for match in re.finditer(r"(?<!\\)\|", row)]
    edges = chain(pipes if row.startswith("|") else [-1, *pipes], repeat(len(row)))
    return [_of_cell(cell, row, start, edge + 1) for cell, edge in zip(cells, edges, strict=False)]


def _of_cell(cell: str, row: str, start: int, edge: int) -> Marks:
    first = start + max(row.find(cell.replace("|", r"\|"), edge), edge)
    pipes = enumerate(re.finditer(r"\|", cell), 1)
    return [(0, first), *((pipe.end(), first + pipe.end() + count) for count, pipe in pipes)]


def of_scalar(text: str, extract: Extract) -> Marks:
    """Marks for the value of a YAML scalar, however the file writes it.

    Quoting, folding and indentation change only white space and escapes, so the visible
    characters of both stand in the same order.
    """
    whole = extract.raw.find(text)
    if whole >= 0:
        return ((0, whole),)
    visible = chain(_VISIBLE[extract.quote](extract.raw), repeat(len(extract.raw)))
    marks = [(at, next(visible)) for at, char in enumerate(text) if not char.isspace()]
    return marks or ((0, 0),)


def _visible_plain(raw: str) -> Iterator[int]:
    """The offset of everything that stands for a visible character."""
    return (match.start() for match in re.finditer(r"\S", raw))


def _visible_in_single_quotes(raw: str) -> Iterator[int]:
    return (match.start() for match in re.compile(r"''|\S").finditer(raw, 1))


def _visible_in_double_quotes(raw: str) -> Iterator[int]:
    for match in _ESCAPED.finditer(raw, 1):
        code = match[1] or match[2] or match[3]
        blank = chr(int(code, 16)).isspace() if code else match[0] in _BLANK_ESCAPES
        if not blank:
            yield match.start()


_HEX = "[0-9a-fA-F]"
_ESCAPED = re.compile(
    rf"\\(?:x({_HEX}{{2}})|u({_HEX}{{4}})|U000({_HEX}{{5}})|[\s\S])|\S",
)
_BLANK_ESCAPES = {"\\" + char for char in " \t\nntrvfN_LP"}
_VISIBLE: Mapping[str, Callable[[str], Iterator[int]]] = {
    "": _visible_plain,
    "'": _visible_in_single_quotes,
    '"': _visible_in_double_quotes,
}
