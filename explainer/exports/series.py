"""``data/series.csv`` and ``.json``: a row for each time of a series and each source that speaks.

Those of one series stand beside its page too.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from explainer.evidence.strands import strands
from explainer.exports.entries import file_of
from explainer.exports.files import Files
from explainer.exports.tables import HEADERS, Row, as_csv, bounds, in_json, plain
from explainer.model import Series
from explainer.quantities.values import parse
from explainer.site.edition import Edition


def export(edition: Edition) -> Files:
    """All series in one table, and each in one of its own."""
    every = tuple(edition.content.series.values())
    files = _files(edition, "data/series", every)
    for series in every:
        files |= _files(edition, file_of(series, "csv").removesuffix(".csv"), (series,))
    return files


def _files(edition: Edition, start: str, those: tuple[Series, ...]) -> dict[str, Callable[[], str]]:
    def rows(*, in_words: bool) -> list[Row]:
        return [row for series in those for row in rows_of(edition, series, in_words=in_words)]

    return {
        f"{start}.csv": lambda: as_csv(rows(in_words=True), HEADERS["series"]),
        f"{start}.json": lambda: in_json(rows(in_words=False)),
    }


def rows_of(edition: Edition, series: Series, *, in_words: bool) -> Iterator[Row]:
    """The rows of one series, source by source, that of the line first.

    A note is as it was written, or ``in_words`` without any Markdown.

    ``value``, ``low`` and ``high`` are numbers in ``unit``, or null; ``shown`` is the number that
    the site shows for this time.
    """
    for strand in strands(edition.content, edition.ledger, series):
        note = plain(edition, series, "answers", strand.index, "note")
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
                "note": row.note or (note if in_words else reply.answer.note),
            }


def _number(text: str) -> int | float | str | None:
    return bounds(parse(text))[0] if text else None
