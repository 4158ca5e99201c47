"""A CSV file as rows of cells that know their line and column.

Commas, semicolons and tabs part columns, as spreadsheets write them; the header tells which. The
csv module reads rows but tells no columns, which an editor needs to find a mistake.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from explainer.documents import files
from explainer.documents.text import Text, decode
from explainer.problems import Place, Problem

DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab"}
_QUOTED = r'[ ]*+"((?:[^"]|"")*+)"[ ]*+'
_SEP = re.compile(r"sep=([,;\t])\n", re.IGNORECASE)  # what one spreadsheet writes for another


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands between two commas, without quotes and blanks around it."""

    text: str
    place: Place


@dataclass(frozen=True, slots=True)
class Table:
    """The header of a CSV file and its rows, those without a word left out."""

    file: str
    delimiter: str = ","
    header: tuple[Cell, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()


def read_table(root: Path, file: str) -> tuple[Table, list[Problem]]:
    """A CSV file of the content folder; one that cannot be opened is an empty table."""
    try:
        data = files.read(root, file)
    except files.UnfitError as unfit:
        return Table(file), [unfit.at(file)]
    return parse_table(data, file)


def parse_table(data: bytes, file: str) -> tuple[Table, list[Problem]]:
    """The rows of a CSV file, and what keeps it from being read."""
    text, problems = decode(data, file)
    named = _SEP.match(text.characters)
    start = named.end() if named else 0
    delimiter = named[1] if named else _delimiter(text, start)
    found = [row for row in _rows(text, start, delimiter, problems) if any(one.text for one in row)]
    if not found:
        problems += [] if problems else [_empty(file)]
        return Table(file), problems
    return Table(file, delimiter, found[0], tuple(found[1:])), problems


def _delimiter(text: Text, start: int) -> str:
    """The mark that stands most often in the first line, outside quotes."""
    first = text.characters[start : text.line_end(start)]
    bare = re.sub(r'"[^"]*+"', "", first)
    return max(DELIMITERS, key=bare.count)


def _rows(
    text: Text, start: int, delimiter: str, problems: list[Problem]
) -> Iterator[tuple[Cell, ...]]:
    """Every row; one with an open quote goes to the end of its line."""
    mark = re.escape(delimiter)
    cell = re.compile(rf"(?:{_QUOTED}|([^{mark}\n]*+))(?P<end>{mark}|\n|\Z)")
    characters, at, row = text.characters, start, list[Cell]()
    while at < len(characters) or row:
        match = cell.match(characters, at)
        assert match  # an empty cell always does
        if match[1] is None and match[2].lstrip(" ").startswith('"'):
            problems.append(_quote(text, at + match[2].index('"')))
            match = re.compile(r"()([^\n]*+)(?P<end>\n|\Z)").match(characters, at)
            assert match
        row.append(_cell(text, at, match))
        at = match.end()
        if match["end"] != delimiter:
            yield tuple(row)
            row = []


def _cell(text: Text, at: int, match: re.Match[str]) -> Cell:
    quoted = match[1]
    raw = match[2] if quoted is None else quoted.replace('""', '"')
    lead = len(match[0]) - len(match[0].lstrip(" "))
    within = at + lead if match[0].strip() else at
    return Cell(" ".join(raw.split()), text.place(within))


def _quote(text: Text, at: int) -> Problem:
    return text.problem(
        at,
        "csv-quote",
        "a quote that opens a cell must be closed at its end, but this one is not",
        'put one " at the end of the cell, and write "" for a quote inside it',
    )


def _empty(file: str) -> Problem:
    message = "a CSV file must have a header and rows, but this one is empty"
    return Problem(Place(file), "csv-columns", message, "begin it with a line: when,value")
