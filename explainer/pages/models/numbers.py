"""The numbers of a page, gathered at its foot, each with who says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explainer.evidence.ledger import Account
from explainer.model import Fact, Source
from explainer.pages.models import answers
from explainer.pages.models.answers import Answer
from explainer.pages.models.shared import by_publisher
from explainer.site.edition import Edition


@dataclass(frozen=True, slots=True)
class Number:
    """A fact that a page binds, and in a few words all that is known of it."""

    account: Account
    inputs: tuple[Fact, ...]
    agreeing: tuple[Source, ...]
    differing: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a page, in the order in which it has them, and all their sources."""

    facts: tuple[Number, ...]
    sources: tuple[Source, ...]


def numbers(edition: Edition, accounts: Iterable[Account]) -> Numbers:
    """These facts, each once."""
    once = tuple({one.fact.id: one for one in accounts}.values())
    sources = {reply.source.id: reply.source for one in once for reply in one.replies}
    facts = tuple(_number(edition, one) for one in once)
    return Numbers(facts, by_publisher(sources.values()))


def _number(edition: Edition, account: Account) -> Number:
    inputs = map(edition.content.fact, account.inputs)
    return Number(
        account,
        tuple(one for one in inputs if one),
        tuple(reply.source for reply in account.agreeing),
        tuple(answers.of_fact(edition, account, one) for one in account.disagreements),
    )
