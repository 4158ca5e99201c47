"""``data/figures/ID.csv``: what a figure shows, as numbers that other programs draw.

Datawrapper, Flourish and spreadsheets take a column of mere numbers; units have one of their own,
and dates two, of the first and of the last day. The table beside a figure's page has the same
columns behind those of its words.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial

from explainer.exports.files import Files
from explainer.exports.tables import bounds, number, written
from explainer.figures.drawing import Cell, Table
from explainer.model import Figure, Value
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity
from explainer.site.edition import Edition
from explainer.voice import wording

Column = tuple[str, list[object]]


def export(edition: Edition) -> Files:
    """A table of each figure."""
    figures = edition.content.figures.values()
    return {f"data/figures/{one.id}.csv": partial(_table, edition, one) for one in figures}


def beside_words(edition: Edition, table: Table) -> str:
    """The table in the words of the page, and behind them what they stand for."""
    words = [(name, [cell.text for cell in cells]) for name, cells in _parted(table)]
    amounts = [
        column
        for name, cells in _parted(table)
        if any(values := [_value(edition, cell) for cell in cells])
        for column in _amounts(f"{name}, number", name, values)
    ]
    return _printed([*words, *amounts, *_days(edition, table)])


def _table(edition: Edition, figure: Figure) -> str:
    table = edition.drawings[figure.id].table
    columns = (one for name, cells in _parted(table) for one in _columns(edition, name, cells))
    return _printed([*columns, *_days(edition, table)])


def _parted(table: Table) -> Iterator[tuple[str, list[Cell]]]:
    """The table by its columns."""
    for place, name in enumerate(table.header):
        yield name, [row[place] for row in table.rows]


def _printed(columns: Sequence[tuple[str, Sequence[object]]]) -> str:
    rows = zip(*(cells for _, cells in columns), strict=True)
    return written([[name for name, _ in columns], *rows])


def _columns(edition: Edition, name: str, cells: Sequence[Cell]) -> Iterator[Column]:
    """A column as it is; one of values as numbers, and their units where they have any.

    It stands in words too where a source says otherwise, or nothing that is a number.
    """
    values = [_value(edition, cell) for cell in cells]
    if not any(values):
        yield name, [cell.text for cell in cells]
        return
    yield from _amounts(name, name, values)
    if any(value != _shown(edition, cell) for value, cell in zip(values, cells, strict=True)):
        yield f"{name}, in words", [cell.text for cell in cells]


def _amounts(one: str, name: str, values: Sequence[Quantity | None]) -> Iterator[Column]:
    """The numbers in a column called ``one``, ranges in one for each end; and their units."""
    if any(value and value.low != value.high for value in values):
        yield f"{name}, low", list(_numbers(value and value.low for value in values))
        yield f"{name}, high", list(_numbers(value and value.high for value in values))
    else:
        yield one, list(_numbers(value and value.low for value in values))
    units = [value.unit if value else "" for value in values]
    if any(units):
        yield f"{name}, unit", list(units)


def _days(edition: Edition, table: Table) -> Iterator[Column]:
    """The first and the last day of what is a date in a column, as ISO 8601 has them."""
    known = [_dates(edition, row) for row in table.rows]
    for name, cells in _parted(table):
        dates = [
            None if _value(edition, cell) else row.get(_bare(cell.text))
            for row, cell in zip(known, cells, strict=True)
        ]
        if any(dates):
            yield f"{name}, first day", [bounds(date)[0] or "" for date in dates]
            yield f"{name}, last day", [bounds(date)[1] or "" for date in dates]


def _dates(edition: Edition, row: Iterable[Cell]) -> Mapping[str, Date]:
    """The dates of what a row is bound to, by how they may be printed there."""
    language = edition.content.site.language
    found = {date for cell in row for date in _bound(edition, cell)}
    says = (wording.say, wording.say_short)
    return {_bare(say(date, language)): date for date in found for say in says}


def _bound(edition: Edition, cell: Cell) -> Iterator[Date]:
    if cell.event:
        yield from (date.when for date in edition.content.events[cell.event].dates)
    if account := edition.ledger.named(cell.fact) if cell.fact else None:
        yield from (one for one in (account.fact.when, account.value) if isinstance(one, Date))
        yield from (reply.answer.when for reply in account.replies if reply.answer.when)


def _shown(edition: Edition, cell: Cell) -> Value | None:
    return edition.ledger.named(cell.fact).value if cell.fact else None


def _value(edition: Edition, cell: Cell) -> Quantity | None:
    """What a cell says of the fact that it is bound to; nothing where it is words alone.

    A row of one source has what that one says, which need not be what is shown.
    """
    account = edition.ledger.named(cell.fact) if cell.fact else None
    if not account or account.fact.kind == "statement":
        return None
    language, text = edition.content.site.language, _bare(cell.text)
    for value in (account.value, *(reply.answer.value for reply in account.replies)):
        if isinstance(value, Quantity):
            said = (wording.say(value, language), wording.say_short(value, language))
            if text in map(_bare, said):
                return value
    return None


def _bare(text: str) -> str:
    """Without blanks, which are hard in some places and plain in others."""
    return "".join(text.split())


def _numbers(values: Iterable[object]) -> Iterator[object]:
    return (number(one) if isinstance(one, Decimal) else "" for one in values)
