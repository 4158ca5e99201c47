"""What a narrative says besides its text, and what the front page does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from explainer.evidence.lineage import Tally
from explainer.model import Correction, Page
from explainer.pages.models.groups import MembersNamed, members_named
from explainer.pages.models.past import Past, past
from explainer.pages.models.shared import Section, contents
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import SitePage

# Sections of a narrative from which on it has a list of them.
MANY_SECTIONS = 4

# Days of its history that a narrative tells.
MOST_DAYS = 10


@dataclass(frozen=True, slots=True)
class Byline:
    """Who writes, and when what stands here last changed."""

    names: str
    day: date | None


@dataclass(frozen=True, slots=True)
class NarrativePage:
    """A narrative; ``has_figures`` where there are some to embed."""

    entry: Page
    byline: Byline | None
    contents: tuple[Section, ...]
    corrections: tuple[Correction, ...]
    past: Past | None
    has_figures: bool


@dataclass(frozen=True, slots=True)
class Key:
    """A line of the front page's box: what its editors say, or what the program counts.

    ``index`` is the place of the line in the box; it ``has_note`` where small print goes with it.
    """

    kind: Literal["says", "since", "members", "disagreements", "sources"]
    label: str = ""
    index: int = 0
    has_note: bool = False


@dataclass(frozen=True, slots=True)
class FrontPage:
    """The front page: its text in sections, and what the program counts beside it."""

    entry: Page
    byline: Byline | None
    checked: Date | None
    overdue: int
    keys: tuple[Key, ...]
    since: Date | None
    members: MembersNamed | None
    contested: int
    disputed: int
    tally: Tally
    facts: int
    has_sources: bool
    corrections: tuple[Correction, ...]
    changed: date | None
    missing: str

    @property
    def corrected(self) -> Date | None:
        """When something on it was corrected last."""
        return self.corrections[0].when if self.corrections else None


def narrative_page(edition: Edition, page: SitePage) -> NarrativePage:
    """What a narrative says besides its text."""
    entry = page.subject
    assert isinstance(entry, Page)
    headings = (one for one in entry.body.headings if one.level == 2)
    return NarrativePage(
        entry=entry,
        byline=_byline(edition, page),
        contents=contents(
            ((one.anchor, one.plain(edition.speak)) for one in headings), MANY_SECTIONS
        ),
        corrections=edition.corrections_of(entry),
        past=past(edition, "pages", entry.id, MOST_DAYS),
        has_figures=bool(edition.content.figures),
    )


def _byline(edition: Edition, page: SitePage) -> Byline | None:
    names = edition.content.site.theme.byline
    return Byline(names, edition.modified(page)) if names else None


def front_page(edition: Edition, page: SitePage) -> FrontPage:
    """What the front page says besides its text."""
    entry = page.subject
    assert isinstance(entry, Page)
    content, overview = edition.content, edition.overview
    group = next(iter(content.groups.values()), None)
    return FrontPage(
        entry=entry,
        byline=_byline(edition, page),
        checked=overview.checked(),
        overdue=len(overview.overdue(edition.today)),
        keys=tuple(_keys(edition, entry)),
        since=group.started if group else None,
        members=members_named(edition, group) if group else None,
        contested=overview.contested(),
        disputed=overview.disputed(),
        tally=edition.ledger.tally,
        facts=len(content.facts),
        has_sources=bool(content.sources),
        corrections=edition.corrections_of(entry),
        changed=edition.history.modified("pages", entry.id),
        missing=edition.history.missing,
    )


def _keys(edition: Edition, entry: Page) -> Iterator[Key]:
    """The lines of the box; where its editors have none, what the program counts."""
    group = next(iter(edition.content.groups.values()), None)
    there = {
        "members": bool(group),
        "disagreements": bool(edition.overview.contested()),
        "sources": bool(edition.ledger.tally.texts),
    }
    for index, key in enumerate(entry.box):
        if key.counts is None:
            yield Key("says", key.label, index, bool(key.note))
        elif there[key.counts]:
            yield Key(key.counts, key.label)
    if not entry.box:
        counted: tuple[Literal["members", "disagreements", "sources"], ...]
        counted = ("members", "disagreements", "sources")
        yield from [Key("since")] if group and group.started else []
        yield from (Key(kind) for kind in counted if there[kind])
