"""Rules on numbers in text: each is bound to a fact, and says what the fact says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from explainer import mentions, units, wording
from explainer.checks.carried import (
    Carried,
    carried_by,
    days_of,
    of_fact,
    quantities_among,
    range_of,
)
from explainer.checks.given import Given
from explainer.checks.phrases import fractions_in, vague_in
from explainer.dates import Date
from explainer.documents import Path
from explainer.ledger import Account
from explainer.mentions import Found
from explainer.model import Entry, Event, Fact, Figure, Group, Page, Source, Term
from explainer.names import SCHEMES, find
from explainer.problems import Place, Problem, warning
from explainer.prose import Link, Prose
from explainer.values import Quantity


def bound_number(given: Given) -> Iterator[Problem]:
    """Every number in the text of a binding must agree with what it is bound to."""
    for entry, _, text in given.content.passages():
        for link in text.links:
            bound = find(given.content, link)
            if bound is None or bound is entry:
                continue
            if isinstance(bound, Fact):
                wrong = _against_fact(given.ledger.accounts[bound.id], link.text)
            else:
                wrong = _against_other(given, bound, link)
            for found in wrong:
                yield _disagreement(given, bound, link, found)


def _against_fact(account: Account, text: str) -> Iterator[Found]:
    """The numbers of a text that do not agree with the fact it is bound to."""
    value = account.value
    if value is None and account.fact.kind == "derived":
        return  # its formula is what is wrong, and is reported
    if isinstance(value, Quantity) and value.low < value.high:
        text = _FROM.sub(lambda match: " " * len(match[0]), text)  # not a change: a range
    numbers = mentions.numbers_in(text)
    for found in numbers:
        if _claims(account, found, text) and not _borne_out(account, found):
            yield found
    if isinstance(value, Quantity):
        yield from _turned_round(value, numbers, text)
        if value.unit == units.PERCENT:
            yield from (one for one in fractions_in(text) if not mentions.supports(value, one))
        for vague in vague_in(text):
            if not vague.quantity.low <= value.high <= vague.quantity.high:
                yield vague


def _turned_round(value: Quantity, numbers: list[Found], text: str) -> Iterator[Found]:
    """``83 of 31``, where 31 of 83 is meant: each number alone is right."""
    for whole, part in pairwise(numbers):
        ends = (part.quantity.low, whole.quantity.low)
        if ends == (value.low, value.total) and " of" in text[whole.end : part.start]:
            yield whole


_FROM = re.compile(r"\bfrom\b", re.IGNORECASE)


def _claims(account: Account, found: Found, text: str) -> bool:
    """Whether a number in bound text says something of the fact.

    A small number word does if it counts what the fact counts, or stands alone; an ordinal word
    does if the fact is a rank.
    """
    if not _trifle(found, text):
        return True
    value, number = account.value, found.quantity
    if found.ordinal or not isinstance(value, Quantity):
        return found.ordinal and account.fact.kind == "ranking"
    alone = not re.search(r"\w", text[: found.start] + text[found.end :])
    ranged = number.low < number.high or number.total is not None
    return alone or ranged or bool(number.unit and units.same(number.unit, value.unit))


def _borne_out(account: Account, found: Found) -> bool:
    shown, number = quantities_among([account.value, range_of(account)]), found.quantity
    if replace(of_fact(account), quantities=shown).covers(found):
        if account.fact.kind != "ranking" or number.hedge or found.date:
            return True
        # A place is a place: no rounding.
        return any(number.low in (one.low, one.total) for one in shown)
    # The same amount in the unit that a source printed it in, but only by name.
    also = [one for answer in account.fact.answers for one in answer.alternatives]
    return bool(number.unit) and Carried(quantities_among(also)).covers(found)


def _against_other(given: Given, bound: Entry, link: Link) -> Iterator[Found]:
    """The numbers of a text that the entry it is bound to, which is no fact, does not have."""
    for found in mentions.numbers_in(link.text):
        if _trifle(found, link.text):
            continue
        if isinstance(bound, Event):
            if not days_of(date.when for date in bound.dates).covers(found):
                yield found
        elif not _in_name(bound, found, _spelled(link, found)):
            yield found


def _in_name(bound: Entry, found: Found, spelled: str) -> bool:
    """Whether a number, and what it counts, is part of the name of what it is bound to."""
    if isinstance(bound, Source) and found.date and days_of([bound.published]).covers(found):
        return True
    name = _name(bound)
    whole = re.search(rf"(?<!\w){re.escape(spelled)}(?!\w)", name)
    return bool(whole) and found.quantity.unit.casefold() in name.casefold()


def _spelled(link: Link, found: Found) -> str:
    return link.text[found.start : found.end]


def _name(entry: Entry) -> str:
    """The words an entry goes by, in which a number is part of the name."""
    if isinstance(entry, Source):
        when = entry.published.text if entry.published else ""
        return f"{entry.title} {entry.publisher} {when} {entry.author}"
    if isinstance(entry, Group):
        return entry.name
    if isinstance(entry, Term):
        return entry.term
    return entry.title if isinstance(entry, Figure) else ""


def _disagreement(given: Given, bound: Entry, link: Link, found: Found) -> Problem:
    # With the words around it, since it may be the noun that does not agree.
    spelled = link.text if len(link.text) <= 60 else _spelled(link, found)
    if isinstance(bound, Fact):
        account = given.ledger.accounts[bound.id]
        shown, verb = _shown(given, account), "shows"
        if (found.date or found.year) and bound.when and not isinstance(account.value, Date):
            shown, verb = wording.say(bound.when, given.content.site.language), "is for"
        return Problem(
            link.place,
            "bound-number",
            f"a bound number must agree with its fact, but the text says {spelled!r} and"
            f" {bound.id!r} {verb} {shown!r}",
            _suggestion(given, found, bound, otherwise=f"write {shown!r}"),
        )
    if isinstance(bound, Event):
        shown = ", ".join(repr(date.when.text) for date in bound.dates)
        return Problem(
            link.place,
            "bound-number",
            f"a number bound to an event must be one of its dates, but the text says {spelled!r}"
            f" and {bound.id!r} has {shown}",
            _suggestion(given, found, bound, otherwise="write the event's date"),
        )
    return Problem(
        link.place,
        "bound-number",
        f"a number must be bound to a fact or an event, but {spelled!r} is bound to"
        f" '{link.scheme}:{link.target}', which does not have it",
        _suggestion(given, found, bound, "end the link before it, and bind it to a fact"),
    )


def _shown(given: Given, account: Account) -> str:
    if account.value is None:
        return account.fact.label
    return wording.say(account.value, given.content.site.language)


# --- unbound numbers ------------------------------------------------------------------------------


def unbound_number(given: Given) -> Iterator[Problem]:
    """Every number in text must be bound to a fact or an event, or be excused with a reason."""
    for entry, path, text in given.content.passages():
        excused = {excuse.block for excuse in text.excuses}
        near = _Nearby(given, entry, path, text)
        for number in text.numbers:
            if number.block in excused or _trifle(number.found, number.text):
                continue
            if near.lacks(number.section, number.found):
                yield _unbound(given, number.place, number.found, number.text, path)
        for link in text.links:
            if link.scheme:
                continue
            for found in mentions.numbers_in(link.text):
                if link.block in excused or _trifle(found, _spelled(link, found)):
                    continue
                if near.lacks(link.section, found):
                    yield _unbound(given, link.place, found, _spelled(link, found), path)


def _unbound(given: Given, place: Place, found: Found, spelled: str, path: Path) -> Problem:
    excuse = "'<!-- unbound: why -->'"
    way_out = f"write {excuse} behind it" if path else f"add a line {excuse} below the paragraph"
    return Problem(
        place,
        "unbound-number",
        f"a number must be bound to a fact or an event, but {spelled!r} is not",
        _suggestion(given, found) or f"bind it to a fact, or {way_out}",
    )


class _Nearby:
    """What the entries bound in each section of a text carry, and what its own entry carries."""

    def __init__(self, given: Given, entry: Entry, path: Path, text: Prose) -> None:
        self._given = given
        self._own = carried_by(given, entry)
        self._links: dict[int, list[Link]] = {}
        # A title and a summary stand for the whole page.
        whole = [text, entry.body] if isinstance(entry, Page) and path else [text]
        for prose in whole:
            for link in prose.links:
                section = 0 if path else link.section
                self._links.setdefault(section, []).append(link)
        self._sections: dict[int, Carried] = {}

    def lacks(self, section: int, found: Found) -> bool:
        """Whether a number has nothing in its section to rest on.

        Of a date that is not known where a binding leads to nothing: that may be what carries it.
        """
        unread = self._unread(section) and (found.date or found.year)
        return not (unread or self.carried(section).covers(found))

    def _unread(self, section: int) -> bool:
        links = self._links.get(section, [])
        return any(one.scheme in SCHEMES and not find(self._given.content, one) for one in links)

    def carried(self, section: int) -> Carried:
        """What a number in this section may rest on."""
        if section not in self._sections:
            near = self._own
            for link in self._links.get(section, []):
                bound = find(self._given.content, link)
                if bound is not None:
                    near += Carried(days=carried_by(self._given, bound).days)
            self._sections[section] = near
        return self._sections[section]


def _trifle(found: Found, spelled: str) -> bool:
    """Number words up to ten, ordinal words and "a thousand" are language rather than data."""
    if not found.words:
        return False
    if found.ordinal:
        return True
    unit = found.quantity.unit
    amount = units.is_currency(unit) or unit.startswith("%")
    return not amount and (found.quantity.high <= 10 or spelled.startswith(("a ", "A ")))


def _suggestion(given: Given, found: Found, bound: Entry | None = None, otherwise: str = "") -> str:
    """The facts whose value agrees, as a cure; where another is bound, only by unit."""
    certain = bound is None or found.quantity.unit
    agreeing = [
        f"fact:{account.fact.id}"
        for account in given.ledger.accounts.values()
        if certain and account.fact is not bound
        if isinstance(account.value, Quantity) and mentions.supports(account.value, found)
    ]
    if agreeing:
        return f"bind it: [text]({' or '.join(agreeing[:3])})"
    if found.date or found.year:
        events = [
            f"event:{event.id}"
            for event in given.content.events.values()
            if any(days_of([date.when]).covers(found) for date in event.dates)
        ]
        if events and not otherwise:
            return f"bind it: [text]({' or '.join(events[:3])})"
    return otherwise


def needless_excuse(given: Given) -> Iterator[Problem]:
    """An excuse for an unbound number must stand below a paragraph that has one."""
    for _, _, text in given.content.passages():
        with_numbers = {number.block for number in text.numbers}
        with_numbers |= {link.block for link in text.links if re.search(r"\d", link.text)}
        for excuse in text.excuses:
            if excuse.block not in with_numbers:
                yield warning(
                    excuse.place,
                    "needless-excuse",
                    f"an excuse must stand below a paragraph with an unbound number, but the one"
                    f" above {excuse.why!r} has none",
                    "take the line away",
                )


RULES = (bound_number, unbound_number, needless_excuse)
