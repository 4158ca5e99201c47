"""What a copy changed against its origin: the answers that both of them give, side by side."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from explainer.evidence.ledger import Account, Reply
from explainer.model import Answer, Fact, Value
from explainer.quantities import dates

Answered = Iterable[tuple[Account, Reply]]


@dataclass(frozen=True, slots=True)
class Pair:
    """One answer of a copy beside its origin's, and whether they tell a reader the same."""

    account: Account
    copy: Reply
    origin: Reply
    same: bool


def compare(copy: Answered, origin: Answered) -> tuple[Pair, ...]:
    """Every answer of a copy to which its origin has one too.

    Where the origin has several it is set beside the one that says the same, or else the first.
    Answers that name no value are left out: there is nothing to compare.
    """
    by_fact: dict[str, list[Reply]] = {}
    for account, reply in origin:
        by_fact.setdefault(account.fact.id, []).append(reply)
    return tuple(
        pair
        for account, reply in copy
        for pair in _pair(account, reply, by_fact.get(account.fact.id, []))
    )


def _pair(account: Account, copy: Reply, origins: list[Reply]) -> Iterator[Pair]:
    fact = account.fact
    comparable = [one for one in origins if _has_value(fact, one) and _has_value(fact, copy)]
    for origin in comparable:
        if _same(fact, copy.answer, origin.answer):
            yield Pair(account, copy, origin, same=True)
            return
    if comparable:
        yield Pair(account, copy, comparable[0], same=False)


def _has_value(fact: Fact, reply: Reply) -> bool:
    return fact.kind == "statement" or bool(_values(reply.answer))


def _values(answer: Answer) -> list[Value]:
    said = answer.value
    return [value for value in (said, *answer.alternatives) if value is not None]


def _same(fact: Fact, a: Answer, b: Answer) -> bool:
    if fact.kind == "statement":
        return a.says.casefold() == b.says.casefold()
    when_a, when_b = a.when or fact.when, b.when or fact.when
    return (
        any(dates.same(x, y) for x in _values(a) for y in _values(b))
        and (when_a is None or when_b is None or dates.agree(when_a, when_b))
        and (a.means or fact.means) == (b.means or fact.means)
    )
