"""The site's data as files: each export is a function from the edition to texts by address.

A new export is one module, named in ``EXPORTS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer import bidi
from explainer.exports import bibtex, calendar, entries, feeds, figures, package, sitemap, tables
from explainer.site import Edition

EXPORTS: tuple[Callable[[Edition], Mapping[str, str]], ...] = (
    tables.export,
    package.export,
    bibtex.export,
    entries.export,
    figures.export,
    feeds.export,
    calendar.export,
    sitemap.export,
)


def export(edition: Edition) -> dict[str, str]:
    """Every file that carries data, by its address in the site.

    What is read by machines has words as they were written, without marks of direction.
    """
    files: dict[str, str] = {}
    for one in EXPORTS:
        files |= {address: bidi.without(text) for address, text in one(edition).items()}
    return files
