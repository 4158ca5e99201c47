"""The numbers and dates that an entry carries, and so what a text near it may say unbound."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from explainer import dates, mentions
from explainer.checks.given import Given
from explainer.dates import Date
from explainer.ledger import Account
from explainer.mentions import Found
from explainer.model import Correction, Entry, Event, Fact, Figure, Group, Source
from explainer.values import Quantity


@dataclass(frozen=True, slots=True)
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
        dated = all(any(_dates_fit(end, day) for day in self.days) for end in ends)
        return bool(ends and dated) or self._has(found)

    def _has(self, found: Found) -> bool:
        found = mentions.called(found, self.nouns)
        return any(mentions.supports(quantity, found) for quantity in self.quantities)


def carried_by(given: Given, entry: Entry) -> Carried:
    """What any entry carries."""
    if isinstance(entry, Fact):
        return of_fact(given.ledger.accounts[entry.id])
    if isinstance(entry, Event):
        return of_event(given, entry)
    if isinstance(entry, Source):
        return days_of([entry.published, entry.updated, entry.read_on])
    if isinstance(entry, Group):
        since = [member.since for member in entry.members]
        return days_of([entry.started, *since, *(total.when for total in entry.totals)])
    if isinstance(entry, Figure):
        facts = [given.ledger.accounts[name] for name in entry.facts if name in given.content.facts]
        return _sum(of_fact(account) for account in facts)
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
    whens = [fact.when, *(answer.when for answer in fact.answers)]
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


def _sum(parts: Iterable[Carried]) -> Carried:
    return sum(parts, Carried())


def quantities_among(everything: Iterable[object]) -> tuple[Quantity, ...]:
    """Those values that are amounts."""
    return tuple(value for value in everything if isinstance(value, Quantity))


def _dates_fit(named: str, carried: Date) -> bool:
    """Whether a date in text names the day, month or year of one that is carried, or its ends."""
    ends = (carried.first, carried.last)
    if named.startswith("XXXX-"):
        precise = carried.precision in ("day", "interval")
        return precise and named[5:] in [f"{end:%m-%d}" for end in ends]
    span = dates.parse(named)
    if carried.precision in ("day", "month", "year"):
        return span.first <= ends[0] and ends[1] <= span.last
    return any(span.first <= end <= span.last for end in ends)
