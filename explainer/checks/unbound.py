"""Rules on numbers that nothing binds: each rests on an entry near it, or is excused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from explainer.checks.carried import Carried, carried_by, together
from explainer.checks.given import Given
from explainer.checks.numbers import is_trifle, numbers_of, spelled_in
from explainer.checks.suggestions import suggestion
from explainer.documents import Path
from explainer.evidence.names import SCHEMES, find
from explainer.model import Entry, Fact, Page
from explainer.problems import Place, Problem, warning
from explainer.prose import Link, Number, Prose
from explainer.quantities import units
from explainer.quantities.spoken_dates import is_part_of_year
from explainer.quantities.values import Quantity
from explainer.reading.fractions import rough_in
from explainer.reading.mentions import Found


def unbound_number(given: Given) -> Iterator[Problem]:
    """Every number in text must be bound to a fact or an event, or be excused with a reason."""
    for entry, path, text in given.content.passages():
        near = _Nearby(given, entry, path, text)
        for free in _free(given, text):
            if free.found.date.endswith("X") or is_trifle(free.found, free.text):
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
        for free in _of_other_facts(given, text):
            yield _loose(given, free, path)


def _of_other_facts(given: Given, text: Prose) -> Iterator[Number]:
    """The fractions and multiples that are bound to a fact which is no share and no multiple."""
    excused = {excuse.block for excuse in text.excuses}
    for link in text.links:
        bound = find(given.content, link)
        if not isinstance(bound, Fact) or link.block in excused:
            continue
        value = given.ledger.of(bound).value
        if isinstance(value, Quantity) and not value.total and value.unit not in _RELATIVE:
            for found in rough_in(link.text, given.content.site.usage):
                spelled = spelled_in(link, found)
                yield Number(found, spelled, link.place, link.block, link.section, False)


_RELATIVE = (units.PERCENT, units.POINTS, units.TIMES)


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
                spelled = spelled_in(link, found)
                yield Number(found, spelled, link.place, link.block, link.section, False)


def _is_title(text: str) -> bool:
    """Whether the text of a link to another site is the title of what stands there."""
    letters = re.search(r"[^\W\d_]", text)
    return bool(letters and letters[0].isupper()) or text.lstrip().startswith(("“", '"', "„", "«"))


def _unbound(given: Given, place: Place, found: Found, spelled: str, path: Path) -> Problem:
    cure = f"bind it to a fact, or {_way_out(path)}"
    if _may_be_in_name(found) or _is_capitalised(spelled):
        cure += "; if it is part of a name, list the name under 'names:' in site.yaml"
    if found.write:
        cure = f"write {found.write!r}, and {cure}"
    return Problem(
        place,
        "unbound-number",
        f"a number must be bound to a fact or an event, but {spelled!r} is not",
        suggestion(given, found) or cure,
    )


def _may_be_in_name(found: Found) -> bool:
    number = found.quantity
    measured = bool(number.unit) and not units.countable(number.unit)
    plain = not (found.words or number.hedge or measured or found.write)
    return plain and number.total is None and (found.year or not found.date)


def _is_capitalised(spelled: str) -> bool:
    """Whether several words all begin with a capital: "Thirty Years", of the war."""
    return " " in spelled and all(word[:1].isupper() for word in spelled.split())


def _way_out(path: Path) -> str:
    excuse = "'<!-- unbound: why -->'"
    if path:
        return f"write {excuse} behind it, and the whole in quotes for its colon"
    return f"add a line {excuse} below the paragraph"


class _Nearby:
    """What the entries bound in each section of a text carry, and what its own entry carries."""

    def __init__(self, given: Given, entry: Entry, path: Path, text: Prose) -> None:
        self._given = given
        self._own = carried_by(given, entry)
        self._links: dict[int, list[Link]] = {}
        self._sections: dict[int, Carried] = {}
        self._unread: set[int] = set()
        # A title and a summary stand for the whole page.
        whole = [text, entry.body] if isinstance(entry, Page) and path else [text]
        for prose in whole:
            for link in prose.links:
                section = 0 if path else link.section
                self._links.setdefault(section, []).append(link)
                if link.scheme in SCHEMES and not find(given.content, link):
                    self._unread.add(section)

    def lacks(self, section: int, found: Found) -> bool:
        """Whether a number has nothing in its section to rest on.

        Of a date that is not known where a binding leads to nothing: that may be what carries it.
        """
        if is_part_of_year(found.date):  # near what is of that year
            found = replace(found, date=found.date[:4], year=True)
        unread = section in self._unread and (found.date or found.year)
        return not (unread or self.carried(section).covers(found))

    def carried(self, section: int) -> Carried:
        """What a number in this section may rest on."""
        if section not in self._sections:
            bound = (find(self._given.content, link) for link in self._links.get(section, []))
            days = [Carried(days=carried_by(self._given, one).days) for one in bound if one]
            self._sections[section] = together([self._own, *days]) if days else self._own
        return self._sections[section]


RULES = (unbound_number, unbound_fraction)
