"""What the page of changes says: what was wrong and mended, and what else changed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from explainer.content import Content
from explainer.model import Correction, Entry, Event, Fact, Page
from explainer.pages.models.past import Changed, changed
from explainer.site import chronicle
from explainer.site.chronicle import News
from explainer.site.edition import Edition
from explainer.site.plan import SitePage

# Changes from which on no further day is begun.
MOST = 100


@dataclass(frozen=True, slots=True)
class Corrected:
    """A correction, and what it is about."""

    correction: Correction
    fact: Fact | None
    event: Event | None
    page: Page | None


@dataclass(frozen=True, slots=True)
class Told:
    """A change of an entry, or of what was one: ``address`` is where that was, if it was a page."""

    entry: Entry | None
    address: str
    title: str
    name: str
    change: Changed


@dataclass(frozen=True, slots=True)
class Day:
    """All that changed on one day."""

    day: date
    changes: tuple[Told, ...]


@dataclass(frozen=True, slots=True)
class ChangesPage:
    """All corrections and the last changes; ``missing`` says why there are none, or not all."""

    corrections: tuple[Corrected, ...]
    days: tuple[Day, ...]
    missing: str


def changes_page(edition: Edition, page: SitePage) -> ChangesPage:
    """What the page of changes says."""
    made = edition.content.corrections.values()
    newest = sorted(made, key=lambda one: one.when.first, reverse=True)
    return ChangesPage(
        corrections=tuple(_corrected(edition.content, one) for one in newest),
        days=tuple(
            Day(day, tuple(_told(edition, one) for one in those))
            for day, those in chronicle.news(edition, MOST)
        ),
        missing=edition.history.missing,
    )


def _corrected(content: Content, made: Correction) -> Corrected:
    return Corrected(
        made,
        content.facts.get(made.fact),
        content.events.get(made.event),
        content.pages.get(made.page),
    )


def _told(edition: Edition, news: News) -> Told:
    return Told(
        entry=news.entry,
        address=news.address if news.address in edition.plan.gone else "",
        title=news.title or news.name,
        name=news.name,
        change=changed(edition, news.kind, news.name, news.change),
    )
