"""Rules on what can be: each protects a reader from a number that cannot be right."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.numbers import get_group_symbol

from explainer.checks.given import Given
from explainer.checks.scale import slipped
from explainer.figures.members import MOST_STATUSES, tally
from explainer.model import Fact, Group, Member
from explainer.problems import Place, Problem, warning
from explainer.quantities import units
from explainer.quantities.dates import Date
from explainer.quantities.dates import read as read_value
from explainer.quantities.values import Quantity
from explainer.voice import countries, wording
from explainer.voice.languages import locale

_SHARE = re.compile(
    r"\b(?:what|which) (?:share|part|proportion|fraction|percentage)\b"
    r"|\b(?:share|proportion|fraction|percentage) of\b|\bhow much of\b",
    re.IGNORECASE,
)


def share_beyond_whole(given: Given) -> Iterator[Problem]:
    """A share of something must not be more than 100 % of it."""
    for fact in given.content.facts.values():
        if not _SHARE.search(f"{fact.label} {fact.question}"):
            continue
        for place, value in _quantities_of(fact):
            if value.unit == units.PERCENT and value.high > 100:
                yield Problem(
                    place,
                    "share-beyond-whole",
                    f"a share must not be more than 100 %, but {value.text!r} is",
                    "mend the number; if it may be more than the whole, ask for something else"
                    " than a share",
                )


def _quantities_of(fact: Fact) -> Iterator[tuple[Place, Quantity]]:
    for path, text in fact.typed_texts():
        value = read_value(text)
        if isinstance(value, Quantity):
            yield fact.origin.place(*path), value


def scale_slip(given: Given) -> Iterator[Problem]:
    """An answer with the right digits and the wrong scale is no rounding, nor out of date."""
    for account in given.ledger.accounts.values():
        fact = account.fact
        for reply in account.replies:
            answer = reply.answer
            if answer.conflict not in ("rounding", "outdated", "revised"):
                continue
            slip = slipped(fact, answer)
            if slip:
                yield Problem(
                    fact.origin.place("answers", reply.index, "conflict"),
                    "scale-slip",
                    f"'conflict: {answer.conflict}' must not stand on an answer that is {slip}, but"
                    f" {answer.source!r} says {answer.says!r} and {fact.id!r} shows"
                    f" {fact.shown!r}",
                    "write 'conflict: slip', or 'dispute' if nobody can tell who is right",
                )


def mixed_units(given: Given) -> Iterator[Problem]:
    """A target and its starting point must be in the same unit."""
    for fact in given.content.facts.values():
        start = given.content.start_of(fact)
        if not start:
            continue
        ends = [end for end in (fact.value, start.value) if isinstance(end, Quantity)]
        if len(ends) == 2 and not units.same(ends[0].unit, ends[1].unit):
            yield Problem(
                fact.origin.place("baseline"),
                "mixed-units",
                f"a target and its starting point must be in one unit, but {fact.id!r} is"
                f" {fact.shown!r} and {fact.baseline!r} is {start.shown!r}",
                "name another starting point, or write both in one unit",
            )


def more_members_than_total(given: Given) -> Iterator[Problem]:
    """A group must not name more members of a time than are reported in total for that time."""
    for group in given.content.groups.values():
        for index, total in enumerate(group.totals):
            at_the_time = [
                one for one in group.members if group.counts(one) and _in_at(one, total.when)
            ]
            for noun, named in tally(at_the_time).items():
                yield from _too_many(given, group, index, noun, named)


def _in_at(member: Member, when: Date) -> bool:
    """Whether somebody was a member for certain all through a time."""
    since, until = member.since, member.until
    return bool(since and since.last <= when.first and not (until and until.first <= when.last))


def _too_many(given: Given, group: Group, index: int, noun: str, named: int) -> Iterator[Problem]:
    total = group.totals[index]
    account = given.ledger.accounts.get(getattr(total, noun))
    value = account.value if account else None
    if not (account and isinstance(value, Quantity)) or value.hedge in ("at least", "over"):
        return
    if named > value.high:
        yield Problem(
            group.origin.place("totals", index, noun),
            "more-members-than-total",
            f"no more {noun} must be named than there are in total, but for {total.when.text!r}"
            f" {group.id!r} names {named}, and {account.fact.id!r} is"
            f" {wording.say(value, given.content.site.language)!r}",
            "mend the total, or the 'from' of members who came later; if the report left some out,"
            " show 'at least' so many",
        )


def state_twice(given: Given) -> Iterator[Problem]:
    """A state must be listed once, unless it left and came back, and both are dated."""
    for group in given.content.groups.values():
        seen: dict[tuple[str, str], list[Member]] = {}
        for index, member in enumerate(group.members if group.members_are == "states" else ()):
            before = seen.setdefault((member.code, member.organisation), [])
            if any(not _apart(one, member) for one in before):
                yield Problem(
                    group.origin.place("members", index, "name" if member.name else "country"),
                    "state-twice",
                    f"a state must be listed once in {group.id!r}, but"
                    f" {(member.country or member.name)!r} stands"
                    " there again",
                    "join the two; of a state that left and came back, date both: 'until', 'from'",
                )
            before.append(member)


def _apart(one: Member, other: Member) -> bool:
    """Whether one of two memberships ends before the other begins."""
    pairs = ((one.until, other.since), (other.until, one.since))
    return any(end and start and end.first <= start.last for end, start in pairs)


def country_by_name(given: Given) -> Iterator[Problem]:
    """A member that is a country must go by its code, so that maps and counts know it."""
    for group in given.content.groups.values():
        for index, member in enumerate(group.members):
            if code := countries.named(member.name, given.content.site.language):
                yield Problem(
                    group.origin.place("members", index, "name"),
                    "country-by-name",
                    f"a country must go by its code, but {member.name!r} is written as a name",
                    f"write 'country: {code}' in its place",
                )


def total_of_members(given: Given) -> Iterator[Problem]:
    """Where organisations are the members, they are counted as organisations."""
    for group in given.content.groups.values():
        for index, total in enumerate(group.totals):
            if total.members and group.members_are == "organisations":
                yield Problem(
                    group.origin.place("totals", index, "members"),
                    "total-of-members",
                    f"the members of {group.id!r} are organisations, and must be counted as such",
                    "write 'organisations:' in place of 'members:'",
                )


def many_statuses(given: Given) -> Iterator[Problem]:
    """A group should have no more statuses than colours and patterns can tell apart."""
    for group in given.content.groups.values():
        if len(group.statuses) > MOST_STATUSES:
            yield warning(
                group.origin.place("statuses"),
                "many-statuses",
                f"at most {MOST_STATUSES} statuses can be told apart on a map, but {group.id!r} has"
                f" {len(group.statuses)}: from then on colours and patterns are used again",
                "let one status stand for several that readers need not tell apart",
            )


_MAY_BE_THOUSANDS = re.compile(r"(?<![\d.,])([1-9]\d{0,2})\.(\d{3})(?![\d.,])", re.ASCII)


def point_before_three_digits(given: Given) -> Iterator[Problem]:
    """A point before three digits is no sign of thousands, whatever the site's language writes."""
    if get_group_symbol(locale(given.content.site.language)) != ".":
        return
    for fact in given.content.facts.values():
        for path, text in fact.typed_texts():
            if found := _MAY_BE_THOUSANDS.search(text):
                yield warning(
                    fact.origin.place(*path),
                    "point-before-three-digits",
                    f"a value has a point before decimals, so {text!r} is less than"
                    f" {int(found[1]) + 1}",
                    f"write '{found[1]},{found[2]}' if thousands are meant; if not, leave it",
                )


RULES = (
    point_before_three_digits,
    state_twice,
    country_by_name,
    total_of_members,
    many_statuses,
    share_beyond_whole,
    scale_slip,
    mixed_units,
    more_members_than_total,
)
