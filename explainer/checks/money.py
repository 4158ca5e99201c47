"""Rules on money: an amount is one of its day, and so is what it is worth elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from explainer.checks.given import Given
from explainer.model import Answer, Fact
from explainer.problems import Place, Problem, warning
from explainer.quantities import units
from explainer.quantities.values import NEAR, Quantity


def money_without_date(given: Given) -> Iterator[Problem]:
    """An amount of money should have a date: the fact's ``when``, or that of a source."""
    sources = given.content.sources
    for fact in given.content.facts.values():
        # Of a source that could not be read, which is reported, nobody knows the date.
        dated = [
            answer.when or answer.source not in sources or sources[answer.source].as_of
            for answer in fact.answers
        ]
        if _is_money(fact.value) and not fact.when and not any(dated):
            yield warning(
                fact.origin.place("shown"),
                "money-without-date",
                f"an amount of money should have a date, but {fact.shown!r} of {fact.id!r} has"
                " none, nor have its sources",
                "add 'when:' to the fact, or 'published:' to its source",
            )
        for index, answer in enumerate(fact.answers):
            if not dated[index] and _converted(answer):
                yield warning(
                    fact.origin.place("answers", index, "also"),
                    "money-without-date",
                    f"an amount in another currency should have a date, but {answer.also[0]!r}"
                    f" of {answer.source!r} has none",
                    "add 'published:' to the source, or 'when:' to this answer",
                )


def _is_money(value: object) -> bool:
    return isinstance(value, Quantity) and units.is_currency(value.unit)


def _converted(answer: Answer) -> list[tuple[Quantity, Quantity]]:
    """An amount as a source says it, with each other currency it gives for it."""
    said = answer.value if answer.also else None
    if not isinstance(said, Quantity) or not units.is_currency(said.unit):
        return []
    others = [one for one in answer.alternatives if isinstance(one, Quantity)]
    return [(said, one) for one in others if units.is_currency(one.unit) and one.unit != said.unit]


_OPEN = ("over", "at least", "nearly", "at most", "under")


@dataclass(frozen=True, slots=True)
class _Rate:
    """What one unit of ``over`` costs in ``under``, as one answer has it; bounds for rounding."""

    place: Place
    pair: tuple[str, str]
    low: Decimal
    high: Decimal
    words: str


def contradicting_rates(given: Given) -> Iterator[Problem]:
    """The conversions of one source must fit one exchange rate, as far as rounding explains."""
    rates: dict[str, list[_Rate]] = {}
    for fact in given.content.facts.values():
        for source, rate in _rates(fact):
            rates.setdefault(source, []).append(rate)
    for source, found in rates.items():
        apart = [pair for pair in combinations(found, 2) if _contradict(*pair)]
        if apart:
            first, second = apart[0]
            yield Problem(
                second.place,
                "contradicting-rates",
                f"one source must have one exchange rate, but {source!r} has {first.words}"
                f" and {second.words}",
                "mend what was copied wrongly; if the source has it so, mark the answer that is"
                " off with 'conflict: garbled' (or 'slip') and a note",
            )


def _rates(fact: Fact) -> Iterator[tuple[str, _Rate]]:
    for index, answer in enumerate(fact.answers):
        for said, other in _converted(answer):
            over, under = sorted((said, other), key=lambda amount: amount.unit)
            if answer.conflict or over.hedge in _OPEN or under.hedge in _OPEN:
                continue
            (least, most), (low, high) = _bounds(over), _bounds(under)
            if least <= 0 or low <= 0:
                continue
            yield (
                answer.source,
                _Rate(
                    fact.origin.place("answers", index, "also"),
                    (over.unit, under.unit),
                    least / high * (1 - NEAR),
                    most / low * (1 + NEAR),
                    f"{said.text!r} for {other.text!r}",
                ),
            )


def _bounds(amount: Quantity) -> tuple[Decimal, Decimal]:
    """What an amount may have been before it was rounded."""
    return amount.low - amount.step / 2, amount.high + amount.step / 2


def _contradict(a: _Rate, b: _Rate) -> bool:
    return a.pair == b.pair and (a.high < b.low or b.high < a.low)


RULES = (money_without_date, contradicting_rates)
