"""The rows of a table by the names of its columns: a CSV file, or objects in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from explainer.documents.tables import Cell, Table, parse_table
from explainer.exports.tables import as_text, in_one_cell, inert
from explainer.imports.result import Note, refused, unknown_column
from explainer.problems import Place, Problem

# What keeps a table from being read at all; of the rest the content itself is told, once imported.
_FATAL = ("not-utf-8", "csv-quote", "csv-columns")


@dataclass(frozen=True, slots=True)
class Row:
    """What stands in a row, by column; an empty text where there is nothing."""

    cells: Mapping[str, Cell]
    place: Place

    def __getitem__(self, column: str) -> str:
        cell = self.cells.get(column)
        return as_text(cell.text) if cell else ""

    def at(self, column: str) -> Place:
        """Where that stands."""
        return self.cells[column].place if column in self.cells else self.place


@dataclass(frozen=True, slots=True)
class Rows:
    """All rows of a table, the columns that it has, and what is to be said of it."""

    columns: frozenset[str]
    rows: tuple[Row, ...]
    notes: tuple[Note, ...]


def read(
    data: bytes, file: str, columns: Sequence[str], also: Mapping[str, str], needs: Sequence[str]
) -> Rows:
    """The rows of a file with some of the ``columns``, ``also`` called otherwise.

    No rows, and why, where the file cannot be read or lacks one that it ``needs``; ``a|b`` asks
    for one of two.
    """
    table, fatal = _table(data, file)
    if fatal or not table.header:
        return Rows(frozenset(), (), tuple(fatal))
    names = [_column(cell.text, columns, also) for cell in table.header]
    missing = [one for one in needs if not set(one.split("|")) & set(names)]
    if missing:
        return Rows(frozenset(), (), (_lacks(table, missing, columns),))
    unknown = [
        unknown_column(cell.place, cell.text, columns)
        for cell, name in zip(table.header, names, strict=True)
        if not name and cell.text
    ]
    rows, long = [], []
    for cells in table.rows:
        rows.append(Row(dict(_named(names, cells)), cells[0].place))
        long += [cell for cell in cells[len(names) :] if cell.text][:1]
    more = [refused(cell.place, f"{cell.text!r} stands in no column", _QUOTE) for cell in long]
    return Rows(frozenset(filter(None, names)), tuple(rows), (*unknown, *more))


def _table(data: bytes, file: str) -> tuple[Table, list[Note]]:
    """The table, or why there is none."""
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"["):
        return _of_json(data, file)
    table, problems = parse_table(data, file)
    return table, [_as_note(problem) for problem in problems if problem.rule in _FATAL]


_NO_ROWS = "it is no list of objects"


def _of_json(data: bytes, file: str) -> tuple[Table, list[Note]]:
    try:
        rows = json.loads(data.decode("utf-8-sig"))
        if not all(isinstance(row, dict) for row in rows):
            raise ValueError(_NO_ROWS)
    except (ValueError, RecursionError) as error:
        told = str(error) if isinstance(error, ValueError) else _NO_ROWS
        message = f"the file must be rows in JSON, UTF-8: {told}"
        place = Place(file, getattr(error, "lineno", 1), getattr(error, "colno", 1))
        return Table(file), [refused(place, message, "export it again")]
    names = list(dict.fromkeys(name for row in rows for name in row))
    header = tuple(Cell(name, Place(file)) for name in names)
    return Table(file, header=header, rows=tuple(_cells(file, names, rows))), []


def _cells(
    file: str, names: Sequence[str], rows: Sequence[Mapping[str, object]]
) -> Iterator[tuple[Cell, ...]]:
    """JSON is often all on one line, so that a row is found by its number."""
    for number, row in enumerate(rows, 1):
        place = Place(f"{file}#{number}")
        yield tuple(Cell(_in_a_cell(row.get(name)), place) for name in names)


def _in_a_cell(value: object) -> str:
    """A value as CSV has it."""
    if value is None:
        return ""
    return inert(in_one_cell(map(str, value)) if isinstance(value, list) else str(value))


_QUOTE = "put a text with a comma in double quotes"


def _named(names: Sequence[str], cells: Sequence[Cell]) -> Iterator[tuple[str, Cell]]:
    """The cells that have a column; of two columns of one name the first with something in it."""
    found: dict[str, Cell] = {}
    for name, cell in zip(names, cells, strict=False):
        if name and (name not in found or not found[name].text):
            found[name] = cell
    yield from found.items()


def _column(text: str, columns: Sequence[str], also: Mapping[str, str]) -> str:
    name = "_".join(text.casefold().replace("-", " ").split())
    name = also.get(name, name)
    return name if name in columns else ""


def _lacks(table: Table, missing: Sequence[str], columns: Sequence[str]) -> Note:
    lacking = ", ".join(one.replace("|", " or ") for one in missing)
    found = ", ".join(cell.text for cell in table.header)
    message = f"the file must have the columns {lacking}, but has only: {found}"
    return refused(Place(table.file), message, f"known are: {', '.join(columns)}")


def _as_note(problem: Problem) -> Note:
    return refused(problem.place, problem.message, problem.hint)
