"""Numbers in running English text, and whether they say what a value says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache, lru_cache

from explainer.quantities import dimensions, proper_names, spoken_dates, units
from explainer.quantities.numerals import (
    NUMBER_WORDS,
    Lead,
    Term,
    lead_before,
    may_count,
    plain,
    term_at,
)
from explainer.quantities.values import (
    AND,
    OPEN_ABOVE,
    OPEN_BELOW,
    STRICT,
    Quantity,
    agree,
    converted,
    like_a_year,
    quantity_at,
)
from explainer.reading import lexicon
from explainer.reading.shadows import HOLE, Shadow, fold

_SCALED = r" ?(?:[%‰]|per ?cent\b|(?:hundred|thousand|million|billion|trillion|[mb]n|tn)\b)"
_MIXED = re.compile(
    rf"(?<![\d.,/])(?:(?P<whole>\d{{1,3}}) )?(?P<part>\d{{1,3}})/(?P<of>\d{{1,3}})"
    rf"(?![\d/]|[.,]\d)(?(whole)|(?={_SCALED}))"
)
_PART = re.compile(r"(\d{1,3})/(\d{1,3})(?![\w/]|[.,]\d)")
_SWISS = re.compile(r"(?<![\d.,])\d{1,3}(?:['’]\d{3})+(?!\d)")
_IN = re.compile(r" (?:in|out of) (?:every |each )?", re.IGNORECASE)
_POINTS_FOR_COMMAS = re.compile(r"\d{1,3}(?:\.\d{3}){2,}|[1-9]\d{0,2}\.000")
_TO = re.compile(r"[-–]| to ")
_NEVER = re.compile(r"(?!)")
_FROM = re.compile(r"\bfrom\W*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Usage:
    """How a site writes: its language, and the names in which it has numbers.

    ``midway``: a text is part of a longer one, so that its first word may have a capital as a name.
    """

    language: str = "en"
    names: tuple[str, ...] = ()
    midway: bool = False


ENGLISH = Usage()


@dataclass(frozen=True, slots=True)
class Found:
    """A number in running text, at ``text[start:end]``.

    ``words``: written in letters ("fifteen"); ``ordinal``: "31st", "first"; ``year``: a bare year.
    ``date``: the EDTF date, where it is one ("XXXX-12-11" if it names no year); the quantity of
    a date is its year, or its day where no year is named. ``write``: how digits must be written
    that are grouped as another language does it. ``rough``: a fraction or multiple in words.
    """

    quantity: Quantity
    start: int
    end: int
    words: bool = False
    ordinal: bool = False
    year: bool = False
    date: str = ""
    write: str = ""
    rough: bool = False


def supports(shown: Quantity, found: Found) -> bool:
    """Whether a number in text that is bound to the value ``shown`` agrees with it.

    As ``agree``, but the text may leave the unit out, and either half of "7 of 43" may stand
    alone. An ordinal must be the very number.
    """
    number = found.quantity
    if _is_base(number, shown.unit) and not found.write:
        return True
    if number.total is not None and not found.write:
        return _shares(shown, number)
    if found.write or (found.date and not found.year):
        return False
    if shown.ratio and number.unit == units.PERCENT:
        return agree(shown, number)
    if not _same_unit_in_text(shown.unit, number.unit):
        return False
    if found.ordinal:
        return number.low == shown.low == shown.high and units.countable(shown.unit)
    if dimensions.convertible(number.unit, shown.unit):
        number = converted(number, shown.unit)
    else:
        number = replace(number, unit=shown.unit)
    if shown.total is None:
        return agree(shown, number)
    halves = (shown.low, shown.total)
    return any(agree(replace(shown, low=half, high=half, total=None), number) for half in halves)


def holds(shown: Quantity, found: Found) -> bool:
    """Whether a bound in text, "more than 50", is true of the value ``shown``, and near it.

    Less than ten times apart, so that no slip of scale is true by accident.
    """
    claim = found.quantity
    if found.write or found.date or claim.total is not None or shown.total is not None:
        return False
    if not _same_unit_in_text(shown.unit, claim.unit):
        return False
    claim = converted(claim, shown.unit)
    low, high = sorted((claim.low, shown.low if claim.hedge in OPEN_ABOVE else shown.high))
    if not low or (low < 0) != (high < 0) or abs(high / low) >= 10 or abs(low / high) >= 10:
        return low == high
    strict = claim.hedge in STRICT and claim.hedge != shown.hedge
    if claim.hedge in OPEN_ABOVE and shown.hedge not in OPEN_BELOW:
        return shown.low > claim.low if strict else shown.low >= claim.low
    if claim.hedge in ("at most", "under") and shown.hedge not in OPEN_ABOVE:
        return shown.high < claim.high if strict else shown.high <= claim.high
    return False


def called(found: Found, nouns: Sequence[str]) -> Found:
    """The number without its unit, if that is one of ``nouns``: other words for what is counted."""
    unit = found.quantity.unit
    known = unit and any(units.same(unit, noun.split(" ")[-1]) for noun in nouns if noun)
    return replace(found, quantity=replace(found.quantity, unit="")) if known else found


def _shares(shown: Quantity, part: Quantity) -> bool:
    """Whether "31 of 83", "3/4" or "one in five" says what ``shown`` says."""
    if shown.total is not None:
        fits = not part.unit or not shown.unit or units.same(part.unit.split()[-1], shown.unit)
        return fits and part.total is not None and part.low * shown.total == shown.low * part.total
    if not part.total:
        return False
    if shown.unit == units.PERCENT:
        share = 100 * part.low / part.total
        return agree(shown, replace(part, low=share, high=share, unit=shown.unit, total=None))
    if part.unit and shown.unit and not units.same(part.unit.split()[-1], shown.unit):
        return False
    share = part.low / part.total
    step = Decimal("0.01")
    number = replace(part, low=share, high=share, unit=shown.unit, total=None, step=step)
    return 0 < shown.high < 1 and agree(shown, number)


def _is_base(number: Quantity, unit: str) -> bool:
    """Whether a number is what a rate is by: the 100,000 of "12 cases per 100,000 people"."""
    base, of = units.base(unit.partition(units.PER)[2])
    named = not number.unit or units.same(number.unit.split()[-1], of.split()[-1] if of else "")
    return number.low == number.high == base and named


def _same_unit_in_text(shown: str, found: str) -> bool:
    if not found or units.same(shown, found) or dimensions.convertible(shown, found):
        return True
    if shown.startswith("degrees ") and found.casefold() in ("degree", "degrees"):
        return True
    if shown == units.POINTS and found.casefold() in ("point", "points"):
        return True
    counted = shown.split(units.PER)[0]
    if not units.countable(found) or not units.countable(counted):
        return units.same(counted, found)
    return not counted or units.same(counted.split()[-1], found.split()[-1])


_YEARS = r"(?<![.,])(?:[12]\d\d0s\b|[12]\d{3}[-–/]\d\d(?![\w-]))"
_LONGEST_LEAD = len("not fewer than minus US$ ")
_REST_OF_TOKEN = re.compile(r"\w*(?:\.\d\w*)*")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")
# Plurals that do not look like it.
_MANY = frozenset(
    "aircraft cattle crew data deer feet fish geese mice police series sheep spacecraft species"
    " staff teeth youth".split()
)


@cache
def _piece() -> re.Pattern[str]:
    """What may be a number, or is a name to be passed over."""
    money = "|".join(units.MAIN_CURRENCIES)
    return re.compile(
        rf"(?<!\w)(?:(?P<date>{spoken_dates.PATTERN.pattern})|(?P<years>{_YEARS})"
        rf"|(?P<part_of_year>{spoken_dates.PART_OF_YEAR})"
        rf"|(?P<name>(?!(?:{money})\d)(?:{proper_names.PATTERN}))|(?P<words>{NUMBER_WORDS}))|(?P<digits>\d)"
    )


def numbers_in(text: str, usage: Usage = ENGLISH) -> list[Found]:
    """Every number in running text, in order; names such as "Covid-19" are none."""
    return list(_numbers_in(text, usage))


@lru_cache(maxsize=4096)
def _numbers_in(text: str, usage: Usage) -> tuple[Found, ...]:
    if not may_count(fold(text).text):
        return ()
    shadow = shadow_of(text, usage)
    return tuple(moved(found, shadow) for found in _scan(shadow.text, usage.midway))


@lru_cache(maxsize=1024)
def shadow_of(text: str, usage: Usage) -> Shadow:
    """The text as it is read: folded, in English notation, without the names of the site."""
    shadow = fold(text)
    if usage.names:
        shadow = shadow.sub(_named(usage.names), lambda match: HOLE * len(match[0]))
    shadow = lexicon.in_english(shadow, usage.language)
    shadow = shadow.sub(_SWISS, lambda match: re.sub("['’]", ",", match[0]))
    return shadow.sub(_MIXED, _decimal)


def moved(found: Found, shadow: Shadow) -> Found:
    """A number that was found in a shadow, at its place in the text."""
    start, last = shadow.starts[found.start], shadow.starts[found.end - 1]
    return replace(found, start=start, end=max(shadow.starts[found.end], last + 1))


@cache
def _named(known: tuple[str, ...]) -> re.Pattern[str]:
    longest_first = sorted((fold(name).text for name in known), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")


def _decimal(match: re.Match[str]) -> str:
    """ "2 1/2" as "2.5", "3/4 million" as "0.75 million"."""
    part, of = int(match["part"]), int(match["of"])
    if part >= of:
        return match[0]
    number = Decimal(match["whole"] or 0) + Decimal(part) / of
    return f"{round(number, 3).normalize():f}"


def _scan(text: str, midway: bool) -> Iterator[Found]:
    position = 0
    while match := _piece().search(text, position):
        found = None
        if match.lastgroup == "date" and (date := spoken_dates.as_edtf(match)):
            found = _dated(match, date)
        elif match.lastgroup == "part_of_year":
            found = _dated(match, spoken_dates.part_of_year(match[0]))
        elif match.lastgroup == "years":
            found = _dated(match, _years(match[0]))
        elif match.lastgroup != "name":
            found = _number(text, match.start(), position)
        if found:
            if not _in_name(text, found, midway):
                yield found
            position = found.end
        else:
            end = match.end() if match.lastgroup == "name" else match.start() + 1
            rest = _REST_OF_TOKEN.match(text, match.start())
            position = max(end, rest.end() if rest else 0)


def _in_name(text: str, found: Found, midway: bool) -> bool:
    """Whether a number belongs to the name before it: "Boeing 737"."""
    number = found.quantity
    if found.words or found.ordinal or found.date or number.hedge or found.write:
        return False
    if number.total is not None or number.low < 0 or not text[found.start].isdigit():
        return False
    noun = noun_at(text, found.end)
    return number.unit in ("", noun) and proper_names.carries(
        text, found.start, found.end, noun, midway
    )


def _number(text: str, start: int, position: int) -> Found | None:
    """The number that begins at ``start``; what stands before ``position`` belongs to another."""
    before = lead_before(text, start, max(position, start - _LONGEST_LEAD))
    if part := _PART.match(text, start):
        return _part(text, before, part)
    first = term_at(text, start, before.money, glued=True)
    if first is None:
        return None
    quantity, end = quantity_at(text, before, first, _joiner(text, before.start), years=True)
    if share := _share(text, first, end):
        quantity, end = replace(quantity, total=share.value, unit=share.unit), share.end
    rank = first.ordinal and quantity.total is None
    noun = "" if quantity.unit or rank else noun_at(text, end)
    if re.fullmatch(r"[12]\d{3}", text[start:end]) and _is_year(first, before, noun):
        year = Quantity(first.value, first.value, text=text[start:end])
        return Found(year, start, end, year=True, date=year.text)
    quantity = replace(quantity, unit=quantity.unit or noun, text=text[before.start : end])
    words = not re.search(r"\d", text[start:end])
    odd = _POINTS_FOR_COMMAS.match(text, start)
    write = f"{plain(first.number):,}" if odd and odd.end() <= end and odd[0].count(".") > 1 else ""
    if odd and not write and noun and not first.unit and odd.end() == end:
        write = odd[0].replace(".", ",")
    rough = words and bool(share)
    return Found(quantity, before.start, end, words, first.ordinal, write=write, rough=rough)


def _part(text: str, before: Lead, match: re.Match[str]) -> Found | None:
    """ "31/83", as a part of a whole; two numbers where it is none."""
    part, whole = Decimal(match[1]), Decimal(match[2])
    if part >= whole:
        return Found(Quantity(part, part), match.start(), match.end(1))
    noun = noun_at(text, match.end())
    quantity = Quantity(part, part, noun, before.hedge, total=whole, text=match[0])
    return Found(quantity, before.start, match.end())


def _share(text: str, first: Term, end: int) -> Term | None:
    """The 5 of "1 in 5", "one in every five"."""
    joined = _IN.match(text, end) if end == first.end and not first.ordinal else None
    whole = term_at(text, joined.end()) if joined else None
    if whole is None or first.unit or like_a_year(whole) or not units.countable(whole.unit):
        return None
    return whole if first.value < whole.value and whole.step >= 1 <= first.step else None


def _joiner(text: str, start: int) -> re.Pattern[str]:
    """What makes a range of two numbers: "between 5 and 9"; but "from 5 to 9" is a change."""
    before = text[max(0, start - 10) : start]
    if _BETWEEN.search(before):
        return AND
    return _NEVER if _FROM.search(before) else _TO


def noun_at(text: str, end: int) -> str:
    """What is counted: the first plural among three words, "10 other small countries"."""
    for _ in range(3):
        word = _NEXT_WORD.match(text, end)
        if not word or word[1].casefold() in proper_names.FUNCTION_WORDS:
            break
        if units.singular(word[1]) != word[1] or word[1].casefold() in _MANY:
            return word[1]
        end = word.end()
    return ""


def _is_year(term: Term, before: Lead, noun: str) -> bool:
    """Whether four digits are a year: "the 2030 targets", but not "1500 targets"."""
    counted = noun and (before.hedge or not 1900 <= term.number < 2100)
    return not (before.money or before.sign < 0 or counted)


def _dated(match: re.Match[str], date: str) -> Found:
    number = Decimal(re.findall(r"\d{3,}|\d+$", date)[0])
    quantity = Quantity(number, number, text=match[0])
    return Found(quantity, *match.span(), year=match.lastgroup == "years", date=date)


def _years(text: str) -> str:
    """EDTF of "2020s" or "2024–25"."""
    if text.endswith("s"):
        return f"{text[:3]}X"
    first, last = text[:4], text[-2:]
    return f"{first}/{first[:2]}{last}" if last > first[2:] else first
