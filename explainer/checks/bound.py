"""The rule on numbers in bound text: each says what it is bound to says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from explainer.checks.carried import Carried, days_of, of_fact, quantities_among, range_of
from explainer.checks.given import Given
from explainer.checks.numbers import is_trifle, numbers_of, spelled_in
from explainer.checks.suggestions import suggestion
from explainer.evidence.ledger import Account, Reply, as_told
from explainer.evidence.names import answer_of, as_said, binding, find
from explainer.figures.members import counted
from explainer.model import Entry, Event, Fact, Figure, Group, Point, Source, Term
from explainer.problems import Problem
from explainer.prose import Link
from explainer.quantities import units
from explainer.quantities.dates import Date
from explainer.quantities.numerals import Hedge, lead_before
from explainer.quantities.spoken_dates import is_part_of_year
from explainer.quantities.values import Quantity
from explainer.reading import mentions
from explainer.reading.directions import falls, goes, spoken_of
from explainer.reading.fractions import fractions_in, multiples_in, vague_in
from explainer.reading.mentions import Found
from explainer.reading.pairs import pairs_in
from explainer.reading.shadows import HOLE, fold
from explainer.voice import wording


def bound_number(given: Given) -> Iterator[Problem]:
    """Every number in the text of a binding must agree with what it is bound to."""
    for entry, _, text in given.content.passages():
        for link in text.links:
            bound = find(given.content, link)
            if bound is None or bound is entry:
                continue
            if isinstance(bound, Fact):
                wrong = against_fact(given, given.ledger.of(bound), link)
            else:
                wrong = list(_against_other(given, bound, link))
            for found in wrong:
                yield _disagreement(given, bound, link, found)


def against_fact(given: Given, account: Account, link: Link) -> list[Found]:
    """The numbers of a text that do not agree with the fact, or the answer, it is bound to."""
    told = [against_answer(given, account, reply, link) for reply in account.of(answer_of(link))]
    return min(told, key=len) if told else list(_against(given, account, link))


def against_answer(given: Given, account: Account, reply: Reply, link: Link) -> list[Found]:
    """The numbers of a text that one source does not say."""
    statement = account.fact.kind == "statement"
    own = numbers_of(given, reply.answer.says) if statement else []
    return [
        found
        for found in _against(given, as_told(account, reply), link)
        if not any(mentions.supports(one.quantity, found) for one in own)
    ]


def telling(given: Given, account: Account, link: Link) -> list[str]:
    """The sources at odds with a fact whose answer has every number of a text."""
    return [
        reply.source.id
        for reply in account.disagreements
        if not against_answer(given, account, reply, link)
    ]


def _against(given: Given, account: Account, link: Link) -> Iterator[Found]:
    """The numbers of a text that do not agree with what an account shows."""
    value = account.value
    if value is None and account.fact.kind == "derived":
        return  # its formula is what is wrong, and is reported
    text, language = _without_what_is_printed(given, account, link), given.content.site.language
    if isinstance(value, Quantity) and value.low < value.high:
        text = _FROM.sub(lambda match: " " * len(match[0]), text)  # not a change: a range
    pairs = list(pairs_in(text, value)) if isinstance(value, Quantity) else []
    for pair in pairs:
        text = text[: pair.start] + HOLE * (pair.end - pair.start) + text[pair.end :]
    numbers = [*pairs, *numbers_of(given, text)]
    for found in numbers:
        if _claims(account, found, text):
            turned = _turned(value, found, link, language)
            if not _borne_out(account, turned) or _against_its_way(account, found, link, language):
                yield found
    if isinstance(value, Quantity):
        yield from _turned_round(value, numbers, text)
        yield from _roughly_wrong(_in_percent(account, value), text)


def _without_what_is_printed(given: Given, account: Account, link: Link) -> str:
    """The text without the value as the site itself prints it, in whatever language."""
    value, text, language = account.value, link.text, given.content.site.language
    if not isinstance(value, Quantity):
        return text
    shadow, said = fold(text), fold(_shown(given, account)).text
    for first, last in _standing_alone(said, shadow.text) if re.search(r"\d", said) else ():
        start, end = shadow.starts[first], shadow.starts[last]
        hedged = lead_before(shadow.text, first, 0).hedge
        if hedged or _against_its_way(account, Found(value, start, end), link, language):
            continue
        text = text[:start] + HOLE * (end - start) + text[end:]
    return text


def _standing_alone(said: str, text: str) -> Iterator[tuple[int, int]]:
    """Where words stand in a text and no longer number does."""
    start = text.find(said)
    while start >= 0:
        end = start + len(said)
        if _LONGER.match(text, end) or (start and _EARLIER.match(text, start - 1)):
            end = start + 1
        else:
            yield start, end
        start = text.find(said, end)


_EARLIER, _LONGER = re.compile(r"[\w.,−-]"), re.compile(r"\w|[.,]\d")


def _turned(value: object, found: Found, link: Link, language: str) -> Found:
    """ "Fell by 3 %" as −3 %, where that is what the value says."""
    number = found.quantity
    if not isinstance(value, Quantity) or value.high >= 0 or number.low <= 0 or found.date:
        return found
    before, behind = link.before + link.text[: found.start], link.text[found.end :] + link.behind
    if not falls(before, behind, language):
        return found
    low, high = -number.high, -number.low
    hedge = _MIRRORED.get(number.hedge, number.hedge)
    return replace(found, quantity=replace(number, low=low, high=high, hedge=hedge))


_MIRRORED: dict[str, Hedge] = {
    "over": "under", "at least": "at most", "under": "over", "at most": "at least",
}  # fmt: skip


def _against_its_way(account: Account, found: Found, link: Link, language: str) -> bool:
    """Whether a text says that something fell by a number that is a rise, or the reverse.

    A share or a change without a sign is a rise, unless the fact's own words tell of a fall.
    """
    value, fact = account.value, account.fact
    if not isinstance(value, Quantity) or value.low <= 0 or found.date:
        return False
    before, behind = link.before + link.text[: found.start], link.text[found.end :] + link.behind
    way = goes(before, behind, language)
    told = spoken_of(f"{fact.question} {fact.label} {fact.means}", language)
    if value.plus or not way:
        return way == "down"
    share = value.unit in (units.PERCENT, units.POINTS)
    return told == {"down"} if way == "up" else told == {"up"} or (share and not told)


def _in_percent(account: Account, value: Quantity) -> Quantity:
    """A part of a whole, or a multiple below one, as the percentage that it is."""
    if value.total and account.fact.kind != "ranking":
        share = 100 * value.low / value.total
    elif value.unit == units.TIMES and 0 < value.low == value.high < 1:
        share = 100 * value.low
    else:
        return value
    return replace(value, low=share, high=share, unit=units.PERCENT, total=None, ratio=False)


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
    if not is_trifle(found, text):
        return True
    value, number = account.value, found.quantity
    if found.ordinal or not isinstance(value, Quantity):
        return found.ordinal and account.fact.kind == "ranking"
    alone = not re.search(r"\w", text[: found.start] + text[found.end :])
    ranged = number.low < number.high or number.total is not None
    return alone or ranged or bool(number.unit and units.same(number.unit, value.unit))


def _borne_out(account: Account, found: Found) -> bool:
    shown, number = quantities_among([account.value, range_of(account)]), found.quantity
    carried = replace(of_fact(account), quantities=shown)
    if isinstance(account.value, Date) and is_part_of_year(found.date):
        carried = days_of([account.value])  # the year for which the fact is would be true of all
    if carried.covers(found):
        if account.fact.kind != "ranking" or number.hedge or found.date or number.total is not None:
            return True
        # A place is a place: no rounding.
        return any(number.low in (one.low, one.total) for one in shown)
    if number.unit == units.PERCENT:
        shown = tuple(_in_percent(account, one) for one in shown)
        if any(one.unit == units.PERCENT and mentions.supports(one, found) for one in shown):
            return True
    called = mentions.called(found, account.fact.also_called)
    if any(mentions.holds(one, called) for one in shown):
        return True
    # The same amount in the unit that a source printed it in, but only by name.
    also = [one for answer in account.fact.answers for one in answer.alternatives]
    return bool(number.unit) and Carried(quantities_among(also)).covers(found)


def _against_other(given: Given, bound: Entry, link: Link) -> Iterator[Found]:
    """The numbers of a text that the entry it is bound to, which is no fact, does not have."""
    for found in numbers_of(given, link.text):
        if is_trifle(found, link.text):
            continue
        if isinstance(bound, Event):
            if not days_of(date.when for date in bound.dates).covers(found):
                yield found
        elif not (
            _in_name(bound, found, spelled_in(link, found))
            or _drawn(given, bound, found)
            or _named_in(given, bound, found)
        ):
            yield found


def _drawn(given: Given, bound: Entry, found: Found) -> bool:
    """Whether a figure shows the number, as the value or the date of one of its facts."""
    names = bound.facts if isinstance(bound, Figure) else ()
    accounts = given.ledger.accounts
    return any(_borne_out(accounts[name], found) for name in names if name in accounts)


def _named_in(given: Given, bound: Entry, found: Found) -> bool:
    """Whether a number is that of the countries, or the organisations, named in a group."""
    counts = counted(bound, given.today) if isinstance(bound, Group) else {}
    named = [Quantity(Decimal(number), Decimal(number), noun) for noun, number in counts.items()]
    return any(mentions.supports(one, found) for one in named)


def _in_name(bound: Entry, found: Found, spelled: str) -> bool:
    """Whether a number, and what it counts, is part of the name of what it is bound to."""
    if isinstance(bound, Source) and found.date and days_of([bound.published]).covers(found):
        return True
    name = _name(bound)
    whole = re.search(rf"(?<!\w){re.escape(spelled)}(?!\w)", name)
    return bool(whole) and found.quantity.unit.casefold() in name.casefold()


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
    spelled = link.text if len(link.text) <= 60 else spelled_in(link, found)
    if isinstance(bound, Fact):
        return _against_its_fact(given, given.ledger.of(bound), link, found, spelled)
    if isinstance(bound, Event):
        shown = ", ".join(repr(date.when.text) for date in bound.dates)
        return Problem(
            link.place,
            "bound-number",
            f"a number bound to an event must be one of its dates, but the text says {spelled!r}"
            f" and {bound.id!r} has {shown}",
            suggestion(given, found, bound, otherwise="write the event's date"),
        )
    return Problem(
        link.place,
        "bound-number",
        f"a number must be bound to a fact or an event, but {spelled!r} is bound to"
        f" '{link.scheme}:{link.target}', which does not have it",
        _NOT_DRAWN if link.image else suggestion(given, found, bound, _AHEAD),
    )


def _against_its_fact(
    given: Given, account: Account, link: Link, found: Found, spelled: str
) -> Problem:
    replies = account.of(answer_of(link))
    if replies:
        said = as_said(account.fact, replies[0].answer, given.content.site.language)
        return Problem(
            link.place,
            "bound-number",
            f"a number bound to an answer must be what that source says, but the text says"
            f" {spelled!r} and {answer_of(link)!r} says {said or 'that it is so'!r}",
            _cure_by_answer(given, account, link, said),
        )
    shown, verb = _shown(given, account), "shows"
    if (found.date or found.year) and account.fact.when and not isinstance(account.value, Date):
        shown, verb = wording.say(account.fact.when, given.content.site.language), "is for"
    return Problem(
        link.place,
        "bound-number",
        f"a bound number must agree with its fact, but the text says {spelled!r} and"
        f" {account.fact.id!r} {verb} {shown!r}",
        _cure_by_fact(given, account, found, link, shown),
    )


def _cure_by_answer(given: Given, account: Account, link: Link, said: str) -> str:
    """What to do about a number that the answer it is bound to does not have."""
    if not list(_against(given, account, link)):
        return f"bind it to the fact: [{link.text}]({binding(account.fact)})"
    others = telling(given, account, link)
    return (
        to_answers(account.fact, link, others)
        if others
        else f"write {said!r}"
        if said
        else "leave it out"
    )


def to_answers(fact: Fact, link: Link, sources: Sequence[str]) -> str:
    """The cure that binds the words of a link to the answer that they tell of."""
    ways = dict.fromkeys(f"[{link.text}]({binding(fact, source)})" for source in sources)
    return f"bind it to the answer: {' or '.join(list(ways)[:3])}"


_NOT_DRAWN = "leave it out, for a figure shows only the numbers of its facts"
_AHEAD = "end the link before it, and bind it to a fact"


def _cure_by_fact(given: Given, account: Account, found: Found, link: Link, shown: str) -> str:
    """What to do about a number that its fact does not bear out."""
    language = given.content.site.language
    if _against_its_way(account, found, link, language) and _borne_out(account, found):
        return f"say that it went the other way, or in the fact's 'means' what {shown!r} is of"
    if sources := telling(given, account, link):
        return to_answers(account.fact, link, sources)
    cure = _cure(account, found, link, shown, given)
    return suggestion(given, found, account.fact, otherwise=cure)


def _cure(account: Account, found: Found, link: Link, shown: str, given: Given) -> str:
    """What to write instead of a number, by what seems to be wrong with it."""
    value, number = account.value, found.quantity
    if not isinstance(value, Quantity) or found.date:
        return f"write {shown!r}"
    if value.high < 0 and _turned(value, found, link, given.content.site.language) is not found:
        fallen = replace(value, low=-value.high, high=-value.low, hedge="")
        said = wording.say(fallen, given.content.site.language)
        return f"write {said!r} behind the word that says so, or {shown!r} alone"
    if unit := _unit_in_thousands(account.fact, value, number):
        return f"write {shown!r}, or {unit!r} at the series if its table is in that"
    bare = replace(found, quantity=replace(number, unit=""))
    if number.unit and units.countable(value.unit) and mentions.supports(value, bare):
        same = f"'also_called: [{number.unit}]' to the fact if it is the same"
        return f"write {shown!r}, or add {same}"
    return f"write {shown!r}"


def _unit_in_thousands(fact: Fact, value: Quantity, number: Quantity) -> str:
    """What to call the unit of a series whose table seems to count thousands, or millions."""
    if not isinstance(fact, Point) or not value.low:
        return ""
    scales = {1_000: "thousand", 1_000_000: "million"}
    word = next((scales[one] for one in scales if number.low == one * value.low), "")
    return f"unit: {word} {value.unit}".strip() if word else ""


def _shown(given: Given, account: Account) -> str:
    if account.value is None:
        return account.fact.label
    return wording.say(account.value, given.content.site.language)


RULES = (bound_number,)
