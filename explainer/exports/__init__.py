"""The site's data as files: each export is a function from the edition to addresses, and to what
writes the text at each.

A new export is one module, named in ``EXPORTS``.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from explainer import bidi
from explainer.artefacts import Bundle, Make
from explainer.exports import (
    bibtex,
    calendar,
    entries,
    feeds,
    figures,
    package,
    series,
    sitemap,
    tables,
)
from explainer.exports.files import Files
from explainer.site import Edition

EXPORTS: tuple[Callable[[Edition], Files], ...] = (
    tables.export,
    series.export,
    package.export,
    bibtex.export,
    entries.export,
    figures.export,
    feeds.export,
    calendar.export,
    sitemap.export,
)


def export(edition: Edition) -> dict[str, Make]:
    """Every file that carries data, by its address in the site."""
    return {
        address: partial(_plain, write)
        for one in EXPORTS
        for address, write in one(edition).items()
    }


def charts(edition: Edition) -> dict[str, Bundle]:
    """The charts that readers may ask for, by their addresses: a figure has one or none."""
    return {address: partial(_all_plain, made) for address, made in figures.charts(edition)}


def _all_plain(made: Callable[[], Files]) -> dict[str, bytes]:
    return {address: _plain(write) for address, write in made().items()}


def _plain(write: Callable[[], str]) -> bytes:
    """What is read by machines has words as they were written, without marks of direction."""
    return bidi.without(write()).encode()
