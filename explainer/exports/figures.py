"""``figures/ID/ID.csv`` and ``.json``: what a figure shows, as its table and with its sources.

The table has the words of the page; behind them its numbers, units and days.

``.js`` is the chart that readers may ask for: a script, so that it also loads from a disk.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from explainer.exports.entries import file_of
from explainer.exports.files import Files
from explainer.exports.numbers import beside_words
from explainer.exports.tables import fact_row, in_json
from explainer.figures.drawing import Drawing, Material
from explainer.model import Fact, Figure, Group, Series
from explainer.site.edition import Edition
from explainer.site.plan import address_of


def export(edition: Edition) -> Files:
    """The files of every figure, beside its page."""
    files: dict[str, Callable[[], str]] = {}
    for figure in edition.content.figures.values():
        files[file_of(figure, "csv")] = partial(_table, edition, figure)
        files[file_of(figure, "json")] = partial(_words, edition, figure)
    return files


def charts(edition: Edition) -> Iterator[tuple[str, Callable[[], Files]]]:
    """The address of every chart, and what tells whether there is one, which the drawing knows."""
    for figure in edition.content.figures.values():
        yield file_of(figure, "js"), partial(_chart, edition, figure)


def _table(edition: Edition, figure: Figure) -> str:
    return beside_words(edition, edition.drawings[figure.id].table)


def _chart(edition: Edition, figure: Figure) -> Files:
    chart = edition.drawings[figure.id].plotly
    return {file_of(figure, "js"): lambda: as_script(figure, chart)} if chart else {}


def _words(edition: Edition, figure: Figure) -> str:
    return in_json(describe(edition, edition.drawings[figure.id], edition.material))


def as_script(figure: Figure, chart: Mapping[str, Any]) -> str:
    """The chart where the page's script looks for it."""
    name, data = (json.dumps(one, separators=(",", ":")) for one in (figure.id, chart))
    return f"(window.charts ??= {{}})[{name}] = {data};\n"


def describe(edition: Edition, drawing: Drawing, material: Material) -> dict[str, Any]:
    """The figure in words and numbers; facts are those of ``data/facts.json``."""
    figure = drawing.figure

    def said(entry: Figure | Fact | Group | Series, key: str) -> str:
        text = entry.prose(key)
        return text.plain(material.speak) if text else ""

    return {
        "id": figure.id,
        "title": said(figure, "title"),
        "finding": said(figure, "finding"),
        "kind": figure.kind,
        "heading": drawing.heading,
        "description": drawing.description,
        "note": said(figure, "note"),
        "remarks": list(drawing.remarks),
        "careful": [said(one, "careful") for one in drawing.careful],
        "as_of": edition.as_of(edition.plan.pages[address_of(figure)]).isoformat(),
        "url": edition.absolute(address_of(figure)),
        "facts": [
            fact_row(edition.ledger.named(name), material.language) for name in drawing.facts
        ],
        "sources": list(drawing.sources),
        "table": {
            "header": list(drawing.table.header),
            "rows": [[cell.text for cell in row] for row in drawing.table.rows],
        },
    }
