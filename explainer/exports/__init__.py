"""The site's data as files: each export is a function from the edition to addresses, and to what
writes the text at each.

A new export is one module, named in ``EXPORTS``.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from functools import partial
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from explainer.exports import (
    answers,
    bibtex,
    calendar,
    csl,
    entries,
    feeds,
    figures,
    numbers,
    package,
    pictures,
    series,
    sitemap,
    tables,
    timeline,
)
from explainer.exports.files import Files
from explainer.site.edition import Edition
from explainer.store.artefacts import Bundle, Make
from explainer.voice import bidi

EXPORTS: tuple[Callable[[Edition], Files], ...] = (
    tables.export,
    series.export,
    pictures.export,
    answers.export,
    package.export,
    bibtex.export,
    csl.export,
    timeline.export,
    numbers.export,
    entries.export,
    figures.export,
    feeds.export,
    calendar.export,
    sitemap.export,
)


def export(edition: Edition) -> dict[str, Make]:
    """Every file that carries data, by its address in the site; and all of ``data/`` in one.

    Its tables are in another once more, as spreadsheets open them rightly.
    """
    writes = {at: write for one in EXPORTS for at, write in one(edition).items()}
    files: dict[str, Make] = {at: partial(_plain, write) for at, write in writes.items()}
    data = {at: write for at, write in writes.items() if at.startswith("data/")}
    marked = {at: partial(_marked, write) for at, write in data.items() if at.endswith(".csv")}
    return files | {
        package.archive(edition): partial(_packed, data),
        package.FOR_SPREADSHEETS: partial(_packed, marked),
    }


def _packed(writes: Files) -> bytes:
    """A zip of the files; equal files make equal bytes, whenever they are packed."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as whole:
        for address, write in sorted(writes.items()):
            whole.writestr(ZipInfo(address.removeprefix("data/")), _plain(write), ZIP_DEFLATED)
    return out.getvalue()


def _marked(write: Callable[[], str]) -> str:
    """A table with the mark, whether or not it has it already."""
    return tables.MARK + write().removeprefix(tables.MARK)


def charts(edition: Edition) -> dict[str, Bundle]:
    """The charts that readers may ask for, by their addresses: a figure has one or none."""
    return {address: partial(_all_plain, made) for address, made in figures.charts(edition)}


def _all_plain(made: Callable[[], Files]) -> dict[str, bytes]:
    return {address: _plain(write) for address, write in made().items()}


def _plain(write: Callable[[], str]) -> bytes:
    """What is read by machines has words as they were written, without marks of direction."""
    return bidi.without(write()).encode()
