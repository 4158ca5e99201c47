"""``data/figures/ID.csv``: what a figure shows, as numbers that other programs draw.

Datawrapper, Flourish and spreadsheets take a column of mere numbers; units have one of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import partial

from explainer.exports.files import Files
from explainer.exports.tables import number, written
from explainer.figures.drawing import Cell
from explainer.model import Figure
from explainer.quantities.values import Quantity
from explainer.site.edition import Edition
from explainer.voice import wording

Column = tuple[str, list[object]]


def export(edition: Edition) -> Files:
    """A table of each figure."""
    figures = edition.content.figures.values()
    return {f"data/figures/{one.id}.csv": partial(_table, edition, one) for one in figures}


def _table(edition: Edition, figure: Figure) -> str:
    table = edition.drawings[figure.id].table
    columns: list[Column] = []
    for place, name in enumerate(table.header):
        columns += _columns(edition, name, [row[place] for row in table.rows])
    rows = zip(*(cells for _, cells in columns), strict=True)
    return written([[name for name, _ in columns], *rows])


def _columns(edition: Edition, name: str, cells: Sequence[Cell]) -> Iterator[Column]:
    """A column as it is; one of values as numbers, and their units where they have any."""
    values = [_value(edition, cell) for cell in cells]
    if not any(values):
        yield name, [cell.text for cell in cells]
        return
    if any(one and one.low != one.high for one in values):
        yield f"{name}, low", list(_numbers(one and one.low for one in values))
        yield f"{name}, high", list(_numbers(one and one.high for one in values))
    else:
        yield name, list(_numbers(one and one.low for one in values))
    units = [one.unit if one else "" for one in values]
    if any(units):
        yield f"{name}, unit", list(units)
    if not all(values):
        yield f"{name}, in words", [cell.text for cell in cells]


def _value(edition: Edition, cell: Cell) -> Quantity | None:
    account = edition.ledger.named(cell.fact) if cell.fact else None
    value = account.value if account else None
    if not isinstance(value, Quantity):
        return None
    language = edition.content.site.language
    said = (wording.say(value, language), wording.say_short(value, language))
    # A label is bound to its fact too, and stays the words that it is.
    return value if any(_bare(one) in _bare(cell.text) for one in said) else None


def _bare(text: str) -> str:
    """Without blanks, which are hard in some places and plain in others."""
    return "".join(text.split())


def _numbers(values: Iterable[object]) -> Iterator[object]:
    return (number(one) if isinstance(one, Decimal) else "" for one in values)
