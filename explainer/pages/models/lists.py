"""What the glossary says, the search, the data, and what stands where something is no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from explainer.exports import dcat, package
from explainer.history.commits import Commit
from explainer.model import Figure, Source, Term
from explainer.pages.models.shared import Lead
from explainer.site import chronicle, finding
from explainer.site.edition import Edition
from explainer.site.plan import SitePage
from explainer.voice import wording
from explainer.voice.speech import later


@dataclass(frozen=True, slots=True)
class Defined:
    """A word, and whose its meaning is."""

    term: Term
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class GlossaryPage:
    """The words used on the site, by the alphabet."""

    terms: tuple[Defined, ...]


def glossary_page(edition: Edition, page: SitePage) -> GlossaryPage:
    """What the glossary says."""
    sources = edition.content.sources
    in_order = sorted(edition.content.glossary.values(), key=lambda one: one.term.lower())
    return GlossaryPage(
        tuple(Defined(one, tuple(sources[name] for name in one.sources)) for one in in_order)
    )


@dataclass(frozen=True, slots=True)
class Table:
    """A table to download: its file, how many it holds of what, and what a row is."""

    name: str
    number: int
    called: str
    row: str


@dataclass(frozen=True, slots=True)
class DataPage:
    """All data, to download: addresses are from the root of the site."""

    revision: str
    tables: tuple[Table, ...]
    archive: str
    for_spreadsheets: str
    figures: tuple[Figure, ...]
    catalogued: dict[str, Any] | None


TABLES = {
    "facts": (
        later("facts"),
        later("a question, what we print, every source’s answer, and the counts"),
    ),
    "events": (later("events"), later("an event with its dates")),
    "series": (later("series"), later("a time and a source that speaks of it")),
    "pictures": (
        later("pictures"),
        later("a picture, who made it, and what others may do with it"),
    ),
    "members": (
        later("memberships"),
        later("a member of one group, with its sources; a row for each group that it is in"),
    ),
    "answers": (
        later("answers"),
        later("what one source says of one question or date; made for spreadsheets"),
    ),
    "sources": (later("sources"), later("a document, and what it is based on")),
}

# Tables that are led to only where they hold something.
_OPTIONAL = ("series", "pictures", "members")


def data_page(edition: Edition, page: SitePage) -> DataPage:
    """What the page of the data says."""
    tell, numbers = edition.voice.tell, _numbers(edition)
    return DataPage(
        revision=edition.history.revision,
        tables=tuple(
            Table(name, numbers[name], _called(edition, name, tell(called)), tell(row))
            for name, (called, row) in TABLES.items()
            if numbers[name] or name not in _OPTIONAL
        ),
        archive=package.archive(edition),
        for_spreadsheets=package.FOR_SPREADSHEETS,
        figures=tuple(edition.content.figures.values()),
        catalogued=dcat.describe(edition),
    )


def _called(edition: Edition, name: str, called: str) -> str:
    """What is counted; members of groups with what they are members of."""
    if name != "members":
        return called
    groups = [one for one in edition.content.groups.values() if one.members]
    others = any(not one.counts(member) for one in groups for member in one.members)
    named = edition.voice.tell("memberships and other ties") if others else called
    many = edition.voice.many
    return many(
        "%(called)s in %(num)s group", "%(called)s in %(num)s groups", len(groups), called=named
    )


def _numbers(edition: Edition) -> dict[str, int]:
    """How many there are of what stands in each table."""
    content, ledger = edition.content, edition.ledger
    answers = sum(len(one.replies) for one in ledger.accounts.values())
    members = sum(len(one.members) for one in content.groups.values())
    whole = ("facts", "events", "series", "pictures", "sources")
    return {name: len(getattr(content, name)) for name in whole} | {
        "members": members,
        "answers": answers + sum(map(len, ledger.date_replies.values())),
    }


@dataclass(frozen=True, slots=True)
class Choice:
    """A kind of page that a search can be narrowed to, by the name that scripts know."""

    kind: str
    title: str


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The search: lists of all there is, and what the script needs to find it.

    ``instead`` is where to go on from a search that has found nothing.
    """

    lists: tuple[Lead, ...]
    instead: tuple[Lead, ...]
    choices: tuple[Choice, ...]
    order: tuple[str, ...]
    names: dict[str, str]
    results: dict[str, str]
    passed_over: str
    units: dict[str, str]


_LISTS = {
    "facts": later("facts"),
    "events": later("events"),
    "sources": later("sources"),
    "figures": later("figures"),
    "groups": later("groups"),
    "glossary": later("glossary"),
}
_CHOICES = (
    ("Page", later("Pages"), "pages"),
    ("Group", later("Groups"), "groups"),
    ("Term", later("Terms"), "glossary"),
    ("Fact", later("Facts"), "facts"),
    ("Event", later("Events"), "events"),
    ("Figure", later("Figures"), "figures"),
    ("Source", later("Sources"), "sources"),
)


def search_page(edition: Edition, page: SitePage) -> SearchPage:
    """What the page of the search says."""
    content, voice = edition.content, edition.voice
    return SearchPage(
        lists=tuple(
            Lead(f"{kind}/", voice.tell(called))
            for kind, called in _LISTS.items()
            if getattr(content, kind)
        ),
        instead=tuple(_instead(edition)),
        choices=tuple(
            Choice(name, voice.tell(called))
            for name, called, kind in _CHOICES
            if kind == "pages" or getattr(content, kind)
        ),
        order=tuple(finding.KINDS),
        names=finding.in_words(voice.language),
        results=voice.forms("{} result", "{} results"),
        passed_over=finding.passed_over(voice.language),
        units=wording.spelled_out(voice.language),
    )


def _instead(edition: Edition) -> Iterator[Lead]:
    """Every fact and what is open among them; the front page of a site that has none."""
    tell = edition.voice.tell
    if not edition.content.facts:
        yield Lead("", edition.content.site.title)
        return
    yield Lead("facts/", tell("Facts"))
    if edition.overview.contested():
        yield Lead("disagreements/", tell("Where sources disagree"))


@dataclass(frozen=True, slots=True)
class MissingPage:
    """What is told where there is no page."""

    menu: tuple[Lead, ...]
    has_facts: bool


def missing_page(edition: Edition, page: SitePage) -> MissingPage:
    """What is told where there is no page: the menu again, by the titles of its pages."""
    items = (Lead(one.address, one.title) for one in edition.plan.menu if one.address)
    return MissingPage(tuple(items), bool(edition.content.facts))


@dataclass(frozen=True, slots=True)
class GonePage:
    """What was at an address until it was taken off; ``title`` is empty where it had none."""

    title: str
    day: date
    commits: tuple[Commit, ...]


def gone_page(edition: Edition, page: SitePage) -> GonePage:
    """What is told where something was."""
    last = edition.history.of(*edition.plan.gone[page.address])[0]
    return GonePage(chronicle.title(edition, last), last.day, last.commits)
