"""What stands around a figure, wherever it is shown; its own page, and the list of all figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from explainer import figures
from explainer.evidence.ledger import Account
from explainer.evidence.names import source_in_words
from explainer.figures import drawing
from explainer.figures.drawing import Drawing
from explainer.model import Entry, Figure, Source
from explainer.pages.models.shared import Uses, used_on
from explainer.site.edition import Edition
from explainer.site.plan import SitePage

# What heads a figure on its page already.
Above = Literal["", "title", "finding"]

# Files of a figure for others, beside its page.
FORMS = ("SVG", "PNG", "CSV", "JSON")


@dataclass(frozen=True, slots=True)
class Bound:
    """Words of a cell, and what they lead to."""

    entry: Entry
    words: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: plain ``text``, or what it is bound to."""

    text: str
    bound: tuple[Bound, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """A figure with all that stands around it.

    ``is_alone`` where the page is its own; its table ``is_open`` there.
    """

    drawing: Drawing
    rows: tuple[tuple[Cell, ...], ...]
    sources: tuple[Source, ...]
    downloads: tuple[str, ...]
    above: Above
    is_alone: bool
    is_open: bool


@dataclass(frozen=True, slots=True)
class FigurePage:
    """A figure on a page of its own; ``height`` is what a frame of others needs for it."""

    figure: Figure
    kind: str
    used_on: tuple[Uses, ...]
    accounts: tuple[Account, ...]
    embedded: str
    height: int


@dataclass(frozen=True, slots=True)
class EmbeddedPage:
    """A figure alone, for the pages of others; ``home`` is the address of its own page."""

    figure: Figure
    home: str
    canonical: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A figure in the list of all; ``finding`` is what it shows, in the words of its editor."""

    figure: Figure
    drawing: Drawing
    kind: str
    has_words: bool
    contested: int


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """Every figure."""

    figures: tuple[Listed, ...]


# A frame has the figure's words and what opens below it, too.
_AROUND = 360


def frame(
    edition: Edition, page: SitePage, figure: Figure, *, above: Above = "", still: bool = False
) -> Frame:
    """A figure as a page shows it; a ``still`` one can neither be explored nor downloaded."""
    drawn, content = edition.drawings[figure.id], edition.content
    return Frame(
        drawing=replace(drawn, plotly=None) if still else drawn,
        rows=tuple(tuple(_cell(edition, one) for one in row) for row in drawn.table.rows),
        sources=tuple(content.sources[name] for name in drawn.sources),
        downloads=() if still else FORMS,
        above=above,
        is_alone=figure is page.subject,
        is_open=figure is page.subject and not still,
    )


def figure_page(edition: Edition, page: SitePage) -> FigurePage:
    """What the page of a figure says."""
    figure = page.subject
    assert isinstance(figure, Figure)
    return FigurePage(
        figure=figure,
        kind=_kind(edition, figure),
        used_on=used_on(edition, figure),
        accounts=tuple(edition.overview.accounts_of(figure)),
        embedded=f"{page.address}embed/",
        height=edition.drawings[figure.id].wide.height + _AROUND,
    )


def embedded_page(edition: Edition, page: SitePage) -> EmbeddedPage:
    """What a figure alone says."""
    figure = page.subject
    assert isinstance(figure, Figure)
    home = page.address.removesuffix("embed/")
    return EmbeddedPage(figure, home, edition.absolute(home))


def figures_page(edition: Edition, page: SitePage) -> FiguresPage:
    """What the list of all figures says."""
    return FiguresPage(tuple(_listed(edition, one) for one in edition.content.figures.values()))


def _listed(edition: Edition, figure: Figure) -> Listed:
    return Listed(
        figure,
        edition.drawings[figure.id],
        _kind(edition, figure),
        bool(figure.finding or figure.description),
        edition.overview.contested_in(figure),
    )


def _kind(edition: Edition, figure: Figure) -> str:
    return edition.voice.tell(figures.KINDS[figure.kind].words)


def _cell(edition: Edition, cell: drawing.Cell) -> Cell:
    return Cell(cell.text, tuple(_bound(edition, cell)))


def _bound(edition: Edition, cell: drawing.Cell) -> Iterator[Bound]:
    """What a cell is bound to; its sources are named where it has several."""
    content, language = edition.content, edition.voice.language
    for name in cell.sources:
        source = content.sources[name]
        several = len(cell.sources) > 1
        yield Bound(source, source_in_words(source, language) if several else cell.text)
    fact = content.fact(cell.fact) if cell.fact else None
    entry = fact or content.events.get(cell.event)
    if entry and not cell.sources:
        yield Bound(entry, cell.text)
