"""``data/sources.bib``: the sources for a reference manager; and a fact as something to cite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from explainer.evidence.names import fact_in_words
from explainer.exports.files import Files
from explainer.model import Fact, Source
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import address_of, in_ascii
from explainer.voice import bidi

# Braces by name, since BibTeX counts even those behind a backslash.
_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "%": r"\%",
    "#": r"\#",
    "_": r"\_",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}
_PLAIN = ("url", "urldate", "year", "date")  # with nothing in them that ends a field


def export(edition: Edition) -> Files:
    """All sources in one file."""
    sources = edition.content.sources.values()
    return {"data/sources.bib": lambda: "\n".join(map(of_source, sources))}


def of_source(source: Source) -> str:
    """One source as a BibTeX entry."""
    updated = f"updated {_day(source.updated)}" if source.updated else ""
    return _entry(
        source.id,
        {
            "title": source.title,
            "author": source.author or source.publisher,
            "howpublished": source.publisher,
            "year": _year(source.published),
            "date": _day(source.published),
            "language": source.language,
            "url": in_ascii(source.url),
            "urldate": _day(source.read_on),
            "note": "; ".join(part for part in (source.where_found, updated) if part),
        },
    )


def of_fact(edition: Edition, fact: Fact) -> str:
    """One fact of this site as a BibTeX entry."""
    site = edition.content.site
    address = address_of(fact)
    modified = edition.modified(edition.plan.pages[address]) or edition.today
    return _entry(
        fact.id,
        {
            "title": fact.question,
            "author": site.publisher,
            "howpublished": site.title,
            "year": str(modified.year),
            "date": modified.isoformat(),
            "url": edition.absolute(address),
            "urldate": edition.as_of(edition.plan.pages[address]).isoformat(),
            "note": fact_in_words(edition.ledger, fact, edition.content),
        },
    )


def _day(when: Date | None) -> str:
    """A date without the marks for about and uncertain, which BibTeX does not know."""
    return re.sub("[~?%]", "", when.text) if when else ""


def _year(when: Date | None) -> str:
    """The year, or that in which a time of several begins; empty where it is not known."""
    known = when and when.first > date.min and when.precision not in ("decade", "century")
    return f"{when.first.year:04d}" if when and known else ""


def _entry(key: str, fields: Mapping[str, str]) -> str:
    rows = []
    for name, text in fields.items():
        if text:
            # A second pair of braces keeps capitals, and makes a publisher one name.
            value = text if name in _PLAIN else "{" + _escaped(text) + "}"
            rows.append(f"  {name} = {{{value}}},\n")
    return f"@misc{{{key},\n{''.join(rows)}}}\n"


def _escaped(text: str) -> str:
    return "".join(_ESCAPES.get(char, char) for char in " ".join(bidi.without(text).split()))
