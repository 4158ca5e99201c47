"""``data/series.csv`` and ``.json``: a row for each time of a series and each source that speaks.

Those of one series stand beside its page too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.evidence.strands import strands
from explainer.exports.entries import file_of
from explainer.exports.files import Files
from explainer.exports.tables import HEADERS, Row, as_csv, bounds, in_json
from explainer.model import Series
from explainer.quantities.values import parse
from explainer.site.plan import Edition


def export(edition: Edition) -> Files:
    """All series in one table, and each in one of its own."""
    every = tuple(edition.content.series.values())
    files = _files(edition, "data/series", every)
    for series in every:
        files |= _files(edition, file_of(series, "csv").removesuffix(".csv"), (series,))
    return files


def _files(edition: Edition, start: str, those: tuple[Series, ...]) -> dict[str, Callable[[], str]]:
    def rows() -> list[Row]:
        content, ledger = edition.content, edition.ledger
        return [row for series in those for row in rows_of(content, ledger, series)]

    return {
        f"{start}.csv": lambda: as_csv(rows(), HEADERS["series"]),
        f"{start}.json": lambda: in_json(rows()),
    }


def rows_of(content: Content, ledger: Ledger, series: Series) -> Iterator[Row]:
    """The rows of one series, source by source, that of the line first.

    ``value``, ``low`` and ``high`` are numbers in ``unit``, or null; ``shown`` is the number that
    the site shows for this time.
    """
    for strand in strands(content, ledger, series):
        written = {row.key: row for row in series.rows[strand.index]}
        for account, reply in strand.replies:
            value, _, unit = bounds(reply.answer.value)
            row = written[account.fact.id.partition("#")[2]]
            low, high = (_number(text) for text in (row.low, row.high))
            yield {
                "series": series.id,
                "label": series.label,
                "when": row.when.text,
                "kind": row.kind,
                "source": strand.source.id,
                "where": strand.answer.where,
                "says": row.value,
                "value": value,
                "low": low,
                "high": high,
                "unit": unit,
                "on_line": strand.is_line,
                "agrees": reply.agrees,
                "shown": bounds(account.value)[0],
                "conflict": reply.answer.conflict or "",
                "note": row.note or reply.answer.note,
            }


def _number(text: str) -> int | float | str | None:
    return bounds(parse(text))[0] if text else None
