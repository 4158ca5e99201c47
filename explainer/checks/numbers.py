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
from explainer.dates import Date
from explainer.documents import Path
from explainer.fractions import falls, fractions_in, multiples_in, vague_in
from explainer.ledger import Account
from explainer.mentions import Found
from explainer.model import Entry, Event, Fact, Figure, Group, Page, Source, Term
from explainer.names import SCHEMES, find
from explainer.numerals import Hedge, lead_before
from explainer.problems import Place, Problem, warning
from explainer.prose import Link, Number, Prose
from explainer.shadows import HOLE, fold
from explainer.values import Quantity


def bound_number(given: Given) -> Iterator[Problem]:
    """Every number in the text of a binding must agree with what it is bound to."""
    for entry, _, text in given.content.passages():
        for link in text.links:
            bound = find(given.content, link)
            if bound is None or bound is entry:
                continue
            if isinstance(bound, Fact):
                wrong = _against_fact(given, given.ledger.accounts[bound.id], link)
            else:
                wrong = _against_other(given, bound, link)
            for found in wrong:
                yield _disagreement(given, bound, link, found)


def _against_fact(given: Given, account: Account, link: Link) -> Iterator[Found]:
    """The numbers of a text that do not agree with the fact it is bound to."""
    value = account.value
    if value is None and account.fact.kind == "derived":
        return  # its formula is what is wrong, and is reported
    text = _without_what_is_printed(given, account, link.text)
    if isinstance(value, Quantity) and value.low < value.high:
        text = _FROM.sub(lambda match: " " * len(match[0]), text)  # not a change: a range
    numbers = numbers_of(given, text)
    for found in numbers:
        if _claims(account, found, text):
            turned = _turned(value, found, link)
            if not _borne_out(account, turned):
                yield found
    if isinstance(value, Quantity):
        yield from _turned_round(value, numbers, text)
        yield from _roughly_wrong(value, text)


def numbers_of(given: Given, text: str) -> list[Found]:
    """The numbers of bound text."""
    return mentions.numbers_in(text, replace(given.content.site.usage, midway=True))


def _without_what_is_printed(given: Given, account: Account, text: str) -> str:
    """The text without the value as the site itself prints it, in whatever language."""
    value = account.value
    if not isinstance(value, Quantity):
        return text
    shadow, said = fold(text), fold(_shown(given, account)).text
    whole = re.compile(rf"(?<![\w.,−-]){re.escape(said)}(?!\w|[.,]\d)")
    for match in whole.finditer(shadow.text) if re.search(r"\d", said) else ():
        start, end = shadow.starts[match.start()], shadow.starts[match.end()]
        if lead_before(shadow.text, match.start(), 0).hedge:
            continue
        text = text[:start] + HOLE * (end - start) + text[end:]
    return text


def _turned(value: object, found: Found, link: Link) -> Found:
    """ "Fell by 3 %" as −3 %, where that is what the value says."""
    number = found.quantity
    if not isinstance(value, Quantity) or value.high >= 0 or number.low <= 0 or found.date:
        return found
    if not falls(link.before + link.text[: found.start], link.text[found.end :] + link.behind):
        return found
    low, high = -number.high, -number.low
    hedge = _MIRRORED.get(number.hedge, number.hedge)
    return replace(found, quantity=replace(number, low=low, high=high, hedge=hedge))


_MIRRORED: dict[str, Hedge] = {
    "over": "under", "at least": "at most", "under": "over", "at most": "at least",
}  # fmt: skip


def _roughly_wrong(value: Quantity, text: str) -> Iterator[Found]:
    """The fractions, multiples and vague numbers of a text that are not true of the value."""
    if value.unit == units.PERCENT:
        yield from (one for one in fractions_in(text) if not _roughly_right(value, one))
    if value.unit == units.TIMES:
        yield from (one for one in multiples_in(text) if not _roughly_right(value, one))
    for vague in vague_in(text):
        if not vague.quantity.low <= value.high <= vague.quantity.high:
            yield vague


def _roughly_right(value: Quantity, found: Found) -> bool:
    return mentions.supports(value, found) or mentions.holds(value, found)


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
        if account.fact.kind != "ranking" or number.hedge or found.date or number.total is not None:
            return True
        # A place is a place: no rounding.
        return any(number.low in (one.low, one.total) for one in shown)
    called = mentions.called(found, account.fact.also_called)
    if any(mentions.holds(one, called) for one in shown):
        return True
    # The same amount in the unit that a source printed it in, but only by name.
    also = [one for answer in account.fact.answers for one in answer.alternatives]
    return bool(number.unit) and Carried(quantities_among(also)).covers(found)


def _against_other(given: Given, bound: Entry, link: Link) -> Iterator[Found]:
    """The numbers of a text that the entry it is bound to, which is no fact, does not have."""
    for found in numbers_of(given, link.text):
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
            _suggestion(given, found, bound, otherwise=_cure(account, found, link, shown, given)),
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


def _cure(account: Account, found: Found, link: Link, shown: str, given: Given) -> str:
    """What to write instead of a number, by what seems to be wrong with it."""
    value, number = account.value, found.quantity
    if not isinstance(value, Quantity) or found.date:
        return f"write {shown!r}"
    if value.high < 0 and _turned(value, found, link) is not found:
        fallen = replace(value, low=-value.high, high=-value.low, hedge="")
        said = wording.say(fallen, given.content.site.language)
        return f"write {said!r} behind the word that says so, or {shown!r} alone"
    bare = replace(found, quantity=replace(number, unit=""))
    if number.unit and units.countable(value.unit) and mentions.supports(value, bare):
        same = f"'also_called: [{number.unit}]' to the fact if it is the same"
        return f"write {shown!r}, or add {same}"
    return f"write {shown!r}"


def _shown(given: Given, account: Account) -> str:
    if account.value is None:
        return account.fact.label
    return wording.say(account.value, given.content.site.language)


# --- unbound numbers ------------------------------------------------------------------------------


def unbound_number(given: Given) -> Iterator[Problem]:
    """Every number in text must be bound to a fact or an event, or be excused with a reason."""
    for entry, path, text in given.content.passages():
        near = _Nearby(given, entry, path, text)
        for free in _free(given, text):
            if free.found.date.endswith("X") or _trifle(free.found, free.text):
                continue  # decades are language, too
            if near.lacks(free.section, free.found):
                yield _unbound(given, free.place, free.found, free.text, path)


def unbound_fraction(given: Given) -> Iterator[Problem]:
    """A fraction or a multiple in words should be bound to a fact, or be excused."""
    for entry, path, text in given.content.passages():
        near = _Nearby(given, entry, path, text)
        for free in _free(given, text):
            if _rough(free.found, free.text) and near.lacks(free.section, free.found):
                yield _loose(given, free, path)


def _loose(given: Given, free: Number, path: Path) -> Problem:
    return warning(
        free.place,
        "unbound-fraction",
        f"a fraction or a multiple should be bound to a fact, but {free.text!r} is not",
        f"bind it to a fact, or {_way_out(path)}",
    )


def _free(given: Given, text: Prose) -> Iterator[Number]:
    """The numbers of a text that nothing binds or excuses, those in links to pages included."""
    excused = {excuse.block for excuse in text.excuses}
    yield from (number for number in text.numbers if number.block not in excused)
    for link in text.links:
        if link.scheme or link.block in excused:
            continue
        for found in numbers_of(given, link.text):
            if not (link.web and (found.date or _is_title(link.text))):
                spelled = _spelled(link, found)
                yield Number(found, spelled, link.place, link.block, link.section, False)


def _is_title(text: str) -> bool:
    """Whether the text of a link to another site is the title of what stands there."""
    letters = re.search(r"[^\W\d_]", text)
    return bool(letters and letters[0].isupper()) or text.lstrip().startswith(("“", '"', "„", "«"))


def _unbound(given: Given, place: Place, found: Found, spelled: str, path: Path) -> Problem:
    cure = f"bind it to a fact, or {_way_out(path)}"
    if _may_be_in_name(found):
        cure += "; if it is part of a name, list the name under 'names:' in site.yaml"
    if found.write:
        cure = f"write {found.write!r}, and {cure}"
    return Problem(
        place,
        "unbound-number",
        f"a number must be bound to a fact or an event, but {spelled!r} is not",
        _suggestion(given, found) or cure,
    )


def _may_be_in_name(found: Found) -> bool:
    number = found.quantity
    measured = bool(number.unit) and not units.countable(number.unit)
    plain = not (found.words or number.hedge or measured or found.write)
    return plain and number.total is None and (found.year or not found.date)


def _way_out(path: Path) -> str:
    excuse = "'<!-- unbound: why -->'"
    return f"write {excuse} behind it" if path else f"add a line {excuse} below the paragraph"


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
    """Number words up to ten, ordinal words and "a thousand" are language rather than data.

    So are fractions and multiples, which have a rule of their own.
    """
    if not found.words:
        return False
    if found.ordinal or found.rough:
        return True
    unit = found.quantity.unit
    amount = units.is_currency(unit) or unit.startswith("%")
    return not amount and (found.quantity.high <= 10 or spelled.startswith(("a ", "A ")))


def _rough(found: Found, spelled: str) -> bool:
    """Whether a number in words is a fraction, a multiple, "a dozen" or "a million"."""
    number = found.quantity
    if not found.words or found.ordinal:
        return False
    if found.rough or (number.unit == units.TIMES and spelled.casefold().endswith("fold")):
        return True
    return spelled.casefold().startswith("a ") and (
        number.high >= 10**6 or "dozen" in spelled.casefold()
    )


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


def unused_name(given: Given) -> Iterator[Problem]:
    """A name that carries a number, in `names` of `site.yaml`, should occur somewhere."""
    site = given.content.site
    if not site.names:
        return
    said = "\n".join(_texts(given))
    for index, name in enumerate(site.names):
        if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", said):
            listed = isinstance(site.origin.document.value.get("names"), list)
            place = site.origin.place("names", *([index] if listed else []))
            message = f"a name in 'names' should occur in the content, but {name!r} does not"
            yield warning(place, "unused-name", message, "take it away, or write it as it occurs")


def _texts(given: Given) -> Iterator[str]:
    """Every text of the content."""
    for entry in given.content.entries():
        yield str(entry.model_dump())
        if isinstance(entry, Page):
            yield entry.body.text
            yield from (link.text for link in entry.body.links)
    site = given.content.site
    yield f"{site.title}\n{site.tagline}"


RULES = (bound_number, unbound_number, unbound_fraction, unused_name, needless_excuse)
