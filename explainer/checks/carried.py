"""The numbers and dates that an entry carries, and so what a text near it may say unbound."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from explainer.checks.given import Given
from explainer.checks.near import Sizes, names
from explainer.evidence.ledger import Account
from explainer.model import Correction, Entry, Event, Fact, Figure, Group, Source
from explainer.quantities import dates
from explainer.quantities.dates import Date
from explainer.quantities.spoken_dates import is_part_of_year
from explainer.quantities.values import Quantity
from explainer.reading import mentions
from explainer.reading.mentions import Found

_DAY_MONTH_OR_YEAR = re.compile(r"(?:\d{4}|XXXX)(?:-\d\d){0,2}")


@dataclass(frozen=True)
class Carried:
    """The numbers and dates that an entry carries: near it, they need no binding of their own."""

    quantities: tuple[Quantity, ...] = ()
    days: tuple[Date, ...] = ()
    nouns: tuple[str, ...] = ()
    """What may be said instead of the units of the quantities."""

    def __add__(self, other: Carried) -> Carried:
        return Carried(
            self.quantities + other.quantities, self.days + other.days, self.nouns + other.nouns
        )

    def covers(self, found: Found) -> bool:
        """Whether a number in text is one of these."""
        ends = found.date.split("/") if found.date else []
        return (bool(ends) and all(map(self._dated, ends))) or self._has(found)

    def _dated(self, named: str) -> bool:
        if named in self._names:
            return True
        if _DAY_MONTH_OR_YEAR.fullmatch(named) and not is_part_of_year(named):
            return False
        span = dates.of_text(named)
        return any(_falls_in(day, span) for day in self.days)

    def _has(self, found: Found) -> bool:
        found = mentions.called(found, self.nouns)
        near = self._sizes.near(found.quantity)
        return any(mentions.supports(quantity, found) for quantity in near)

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(name for day in self.days for name in names(day))

    @cached_property
    def _sizes(self) -> Sizes[Quantity]:
        return Sizes.of((quantity, quantity) for quantity in self.quantities)


def carried_by(given: Given, entry: Entry) -> Carried:
    """What any entry carries."""
    carried: Carried = given.memory.get(id(entry)) or _carried_by(given, entry)
    given.memory[id(entry)] = carried
    return carried


def _carried_by(given: Given, entry: Entry) -> Carried:
    if isinstance(entry, Fact):
        return of_fact(given.ledger.of(entry))
    if isinstance(entry, Event):
        return of_event(given, entry)
    if isinstance(entry, Source):
        return days_of([entry.published, entry.updated, entry.read_on])
    if isinstance(entry, Group):
        since = [member.since for member in entry.members]
        return days_of([entry.started, *since, *(total.when for total in entry.totals)])
    if isinstance(entry, Figure):
        facts = [given.ledger.accounts[name] for name in entry.facts if name in given.content.facts]
        return together(of_fact(account) for account in facts)
    if isinstance(entry, Correction):
        named = given.content.facts.get(entry.fact)
        own = of_fact(given.ledger.accounts[named.id]) if named else Carried()
        return own + days_of([entry.when])
    return Carried()


def of_fact(account: Account) -> Carried:
    """Everything that a fact shows and that its sources say."""
    fact = account.fact
    said = [answer.value for answer in fact.answers if fact.kind != "statement"]
    also = [one for answer in fact.answers for one in answer.alternatives]
    everything = [account.value, range_of(account), *said, *also]
    days = [value for value in everything if isinstance(value, Date)]
    whens = [fact.when, fact.said, *(answer.when for answer in fact.answers)]
    whens += [fact.checked, fact.check_again]
    carried = Carried(quantities_among(everything), nouns=fact.also_called)
    return carried + days_of([*days, *whens])


def range_of(account: Account) -> Quantity | None:
    """What a derived value may be, given how its inputs are rounded."""
    result = account.computed
    return replace(result.quantity, low=result.low, high=result.high) if result else None


def of_event(given: Given, event: Event) -> Carried:
    """The dates of an event, and those that sources give it."""
    days: list[Date | None] = [date.when for date in event.dates]
    for reply in given.ledger.date_replies[event.id]:
        try:
            days.append(dates.parse(reply.answer.says))
        except ValueError:
            continue
    return days_of(days)


def days_of(days: Iterable[Date | None]) -> Carried:
    """Those dates that are there."""
    return Carried(days=tuple(day for day in days if day is not None))


def together(parts: Iterable[Carried]) -> Carried:
    """What several things carry, each of it once."""
    parts = tuple(parts)
    return Carried(
        tuple(dict.fromkeys(one for part in parts for one in part.quantities)),
        tuple(dict.fromkeys(day for part in parts for day in part.days)),
        tuple(dict.fromkeys(noun for part in parts for noun in part.nouns)),
    )


def quantities_among(everything: Iterable[object]) -> tuple[Quantity, ...]:
    """Those values that are amounts."""
    return tuple(value for value in everything if isinstance(value, Quantity))


def _falls_in(carried: Date, span: Date) -> bool:
    """Whether a date, if it is a day, month or year, lies in a span, or else one of its ends."""
    ends = (carried.first, carried.last)
    if span.precision == "season":  # as in ``dates.agree``
        return span.first <= ends[1] and ends[0] <= span.last
    whole = all if carried.precision in ("day", "month", "year") else any
    return whole(span.first <= end <= span.last for end in ends)
