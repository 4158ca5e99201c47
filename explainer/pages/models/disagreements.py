"""What the list of all disagreements says, by why sources differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.evidence.strands import Strand
from explainer.model import Fact
from explainer.pages.models import answers
from explainer.pages.models.answers import Answer
from explainer.pages.models.shared import Section, contents
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import SitePage
from explainer.voice import keys
from explainer.voice.speech import later

# Times of a series that are told of one source.
MOST_TIMES = 3


@dataclass(frozen=True, slots=True)
class OnFact:
    """A fact on which sources differ, and those that do."""

    account: Account
    objections: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class At:
    """What a source says of one time of a series."""

    says: str
    when: Date | None
    shown: Fact


@dataclass(frozen=True, slots=True)
class OnSeries:
    """A source that differs on a series; ``more`` counts what is not told."""

    strand: Strand
    times: tuple[At, ...]
    more: int


@dataclass(frozen=True, slots=True)
class OnDate:
    """A date that a source gives otherwise; ``role`` where it is not simply when it happened."""

    reply: DateReply
    role: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class OfKind:
    """All disagreements of one kind, and what that kind is."""

    conflict: str
    name: str
    meaning: str
    facts: tuple[OnFact, ...]
    series: tuple[OnSeries, ...]
    dates: tuple[OnDate, ...]


@dataclass(frozen=True, slots=True)
class DisagreementsPage:
    """Every disagreement; ``points`` counts what they are about."""

    points: int
    kinds: tuple[OfKind, ...]
    contents: tuple[Section, ...]


# Why sources differ, in the order in which the list has it, and what that means.
MEANINGS = {
    "dispute": later("Sources contradict each other, and nothing settles it."),
    "different-thing": later("The source counts or describes something else under the same name."),
    "revised": later("An earlier edition; the count has been revised since."),
    "outdated": later("It was so once; things have moved on."),
    "rounding": later("The same amount, rounded to another place."),
    "slip": later("A mistake of writing or translating; what was meant can be told."),
    "garbled": later("The heart of it is right, but the wording changes what it means."),
}


def disagreements_page(edition: Edition, page: SitePage) -> DisagreementsPage:
    """What the list of all disagreements says."""
    kinds = tuple(_kinds(edition))
    return DisagreementsPage(
        points=edition.overview.contested(),
        kinds=kinds,
        contents=contents((one.conflict, one.name) for one in kinds),
    )


def _kinds(edition: Edition) -> Iterator[OfKind]:
    tell = edition.voice.tell
    for conflict, meaning in MEANINGS.items():
        facts = tuple(_on_facts(edition, conflict))
        series = tuple(_on_series(edition, conflict))
        dates = tuple(_on_dates(edition, conflict))
        if facts or series or dates:
            name = tell(keys.CONFLICTS[conflict])
            yield OfKind(conflict, name, tell(meaning), facts, series, dates)


def _on_facts(edition: Edition, conflict: str) -> Iterator[OnFact]:
    for account in edition.ledger.disagreements():
        replies = [one for one in account.disagreements if one.answer.conflict == conflict]
        if replies:
            yield OnFact(account, tuple(answers.of_fact(edition, account, one) for one in replies))


def _on_series(edition: Edition, conflict: str) -> Iterator[OnSeries]:
    for strand in edition.overview.differing_strands():
        if strand.answer.conflict == conflict:
            told = tuple(_at(edition, *one) for one in strand.differing[:MOST_TIMES])
            yield OnSeries(strand, told, len(strand.differing) - len(told))


def _at(edition: Edition, account: Account, reply: Reply) -> At:
    fact = account.fact
    return At(answers.of_fact(edition, account, reply).told, fact.when, fact)


def _on_dates(edition: Edition, conflict: str) -> Iterator[OnDate]:
    silent = edition.voice.tell("says so")
    for reply in edition.ledger.date_disagreements():
        if reply.answer.conflict == conflict:
            answer = answers.of_date(edition, reply, silent)
            yield OnDate(reply, answers.role(edition, reply.date), answer)
