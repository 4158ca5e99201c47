"""What the models of several kinds of page have in common."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explainer.evidence.ledger import DateReply, Reply
from explainer.evidence.strands import Strand
from explainer.model import Entry, Source
from explainer.site.edition import Edition
from explainer.voice.speech import later


@dataclass(frozen=True, slots=True)
class Lead:
    """Where a link leads, as an address from the root of the site, and what it is called."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a page, to be led to from a list of contents."""

    anchor: str
    title: str


def contents(sections: Iterable[tuple[str, str]], least: int = 3) -> tuple[Section, ...]:
    """Anchors and titles for a list of contents; empty where so few need none."""
    found = tuple(Section(*one) for one in sections)
    return found if len(found) >= least else ()


@dataclass(frozen=True, slots=True)
class Uses:
    """Pages of one kind on which an entry is used; ``called`` is empty where it is the only one."""

    called: str
    pages: tuple[Lead, ...]


# What a page tells of, by its folder, in the order in which they are listed.
FOLDERS = {
    "pages": later("Pages"),
    "figures": later("Figures"),
    "facts": later("Facts"),
    "series": later("Series"),
    "events": later("Events"),
    "groups": later("Groups"),
    "sources": later("Sources"),
    "pictures": later("Pictures"),
    "glossary": later("Glossary"),
}


def used_on(edition: Edition, entry: Entry) -> tuple[Uses, ...]:
    """The pages on which an entry is used, kind by kind."""
    found: dict[str, list[Lead]] = {}
    for page in edition.plan.used_on(entry):
        found.setdefault(page.folder, []).append(Lead(page.address, page.title))
    tell = edition.voice.tell
    return tuple(
        Uses(tell(called) if len(found) > 1 else "", tuple(found[folder]))
        for folder, called in FOLDERS.items()
        if folder in found
    )


def on_paper(
    edition: Edition, answering: Iterable[Reply | DateReply | Strand]
) -> tuple[Source, ...]:
    """What stands in full on paper: the sources that answer, and those that they are based on."""
    sources = [one.source for one in answering]
    names = {one.id for one in sources}
    names |= {basis.source for one in sources for basis in one.based_on}
    known = (one for name, one in edition.content.sources.items() if name in names)
    return by_publisher(known)


def by_publisher(sources: Iterable[Source]) -> tuple[Source, ...]:
    """The sources in the order of who published them, whether in capitals or not."""
    return tuple(sorted(sources, key=lambda one: one.publisher.lower()))
