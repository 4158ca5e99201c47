"""``data/sources.csl.json``: the sources as CSL-JSON, which managers of literature read."""

from __future__ import annotations

from datetime import date

from explainer.exports.files import Files
from explainer.exports.tables import Row, in_json
from explainer.model import Source
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import in_ascii

_TYPES = {
    "document": "document",
    "blog": "post-weblog",
    "company": "webpage",
    "aggregator": "webpage",
}
_PARTS = {"day": 3, "month": 2, "year": 1}


def export(edition: Edition) -> Files:
    """All sources in one list."""
    sources = edition.content.sources.values()
    return {"data/sources.csl.json": lambda: in_json([of_source(one) for one in sources])}


def of_source(source: Source) -> Row:
    """One source as an item; what has no place of its own in CSL is left out."""
    container = "container-title" if source.type != "document" else "publisher"
    item: Row = {
        "id": source.id,
        "citation-key": source.id,
        "type": _TYPES.get(source.type, "article-newspaper"),
        "title": source.title,
        container: source.publisher,
        "author": [{"literal": source.author}] if source.author else [],
        "issued": _date(source.published),
        "accessed": _date(source.read_on),
        "language": source.language,
        "URL": in_ascii(source.url),
        "archive": in_ascii(source.archive),
    }
    return {key: value for key, value in item.items() if value}


def _date(when: Date | None) -> Row:
    """A date, or two where it is longer than a year; with open ends only what is known."""
    if when is None:
        return {}
    parts = _PARTS.get(when.precision, 3)
    known = [day for day in (when.first, when.last) if date.min < day < date.max]
    days = known[:1] if when.precision in _PARTS else list(dict.fromkeys(known))
    found: Row = {"date-parts": [[day.year, day.month, day.day][:parts] for day in days]}
    return found | ({"circa": True} if when.approximate else {})
