"""What the page of a fact says, and the list of all facts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.evidence.ledger import Account
from explainer.exports import bibtex
from explainer.model import Correction, Fact, Source
from explainer.pages.models import answers
from explainer.pages.models.answers import Alike, Answer
from explainer.pages.models.past import Past, past
from explainer.pages.models.shared import Section, Uses, contents, on_paper, used_on
from explainer.site.edition import Edition
from explainer.site.plan import SitePage
from explainer.site.topics import topics

# How a formula is printed, sign by sign.
SIGNS = {"*": "×", "/": "÷", "-": "−"}


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a formula: a fact that is reckoned with, or else a ``sign`` or number."""

    sign: str
    fact: Fact | None = None


@dataclass(frozen=True, slots=True)
class FactPage:
    """A fact: its value, what each source answers, and what it was made from."""

    fact: Fact
    account: Account
    formula: tuple[Word, ...]
    inputs: tuple[Fact, ...]
    differing: tuple[Answer, ...]
    agreeing: tuple[Alike, ...]
    rests_on_one_claimant: bool
    start: Fact | None
    measured: tuple[Fact, ...]
    used_on: tuple[Uses, ...]
    corrections: tuple[Correction, ...]
    past: Past | None
    bibtex: str
    on_paper: tuple[Source, ...]


def fact_page(edition: Edition, page: SitePage) -> FactPage:
    """What the page of a fact says."""
    fact = page.subject
    assert isinstance(fact, Fact)
    content, account = edition.content, edition.ledger.accounts[fact.id]
    said = [answers.of_fact(edition, account, one) for one in account.agreeing]
    return FactPage(
        fact=fact,
        account=account,
        formula=tuple(_formula(edition, account)),
        inputs=_facts(edition, account.inputs),
        differing=tuple(_differing(edition, account)),
        agreeing=answers.alike(said, edition),
        rests_on_one_claimant=_rests_on_one_claimant(account),
        start=content.start_of(fact),
        measured=_facts(edition, fact.measured),
        used_on=used_on(edition, fact),
        corrections=edition.corrections_of(fact),
        past=past(edition, fact.folder, fact.id),
        bibtex=bibtex.of_fact(edition, fact),
        on_paper=on_paper(edition, account.replies),
    )


def _facts(edition: Edition, names: tuple[str, ...]) -> tuple[Fact, ...]:
    found = map(edition.content.fact, names)
    return tuple(one for one in found if one)


def _formula(edition: Edition, account: Account) -> Iterator[Word]:
    for word in account.fact.formula.split():
        fact = edition.content.fact(word) if word in account.inputs else None
        yield Word(SIGNS.get(word, word), fact)


def _differing(edition: Edition, account: Account) -> Iterator[Answer]:
    """Those who differ, what is in dispute first."""
    settled = [one for one in account.disagreements if one.answer.conflict != "dispute"]
    for reply in (*account.disputes, *settled):
        yield answers.of_fact(edition, account, reply)


def _rests_on_one_claimant(account: Account) -> bool:
    """Whether several newsrooms report the words of a single claimant."""
    tally = account.tally
    return len(tally.claimants) == 1 and tally.newsrooms[1] > 1


@dataclass(frozen=True, slots=True)
class Topic:
    """Facts that one page tells of, or none does."""

    anchor: str
    name: str
    accounts: tuple[Account, ...]


@dataclass(frozen=True, slots=True)
class FactsPage:
    """Every fact by what it is about; on ``contested`` of them sources disagree.

    ``contested_besides`` counts what else they disagree on: dates, and times of series.
    """

    number: int
    contested: int
    contested_besides: int
    topics: tuple[Topic, ...]
    contents: tuple[Section, ...]


def facts_page(edition: Edition, page: SitePage) -> FactsPage:
    """What the list of all facts says."""
    found = tuple(_topics(edition))
    contested = sum(1 for _ in edition.ledger.disagreements())
    return FactsPage(
        number=len(edition.content.facts),
        contested=contested,
        contested_besides=edition.overview.contested() - contested,
        topics=found,
        contents=contents((one.anchor, one.name) for one in found),
    )


def _topics(edition: Edition) -> Iterator[Topic]:
    for number, topic in enumerate(topics(edition.content, edition.plan), start=1):
        accounts = tuple(map(edition.ledger.of, topic.facts))
        yield Topic(f"topic-{number}", topic.name or edition.voice.tell("On no page"), accounts)
