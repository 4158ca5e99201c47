"""Numbers in running English text, and whether they say what a value says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from explainer import dimensions, spoken_dates, units
from explainer.numerals import NUMBER_WORDS, Lead, Term, lead_before, term_at
from explainer.values import AND, NO_NOUNS, Quantity, agree, converted, quantity_at

_TO = re.compile(r"[-–]| to ")
_NEVER = re.compile(r"(?!)")
_FROM = re.compile(r"\bfrom\W*$", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """A number in running text, at ``text[start:end]``.

    ``words``: written in letters ("fifteen"); ``ordinal``: "31st", "first"; ``year``: a bare year.
    ``date``: the EDTF date, where it is one ("XXXX-12-11" if it names no year); the quantity of
    a date is its year, or its day where no year is named.
    """

    quantity: Quantity
    start: int
    end: int
    words: bool = False
    ordinal: bool = False
    year: bool = False
    date: str = ""


def supports(shown: Quantity, found: Found) -> bool:
    """Whether a number in text that is bound to the value ``shown`` agrees with it.

    As ``agree``, but the text may leave the unit out, and either half of "7 of 43" may stand
    alone. An ordinal must be the very number.
    """
    number = found.quantity
    if (found.date and not found.year) or not _same_unit_in_text(shown.unit, number.unit):
        return False
    if number.total is not None:
        return (number.low, number.total) == (shown.low, shown.total)
    if found.ordinal:
        return number.low == shown.low == shown.high and units.countable(shown.unit)
    if number.low == number.high == units.base(shown.unit.partition(units.PER)[2])[0]:
        return True
    if dimensions.convertible(number.unit, shown.unit):
        number = converted(number, shown.unit)
    else:
        number = replace(number, unit=shown.unit)
    if shown.total is None:
        return agree(shown, number)
    halves = (shown.low, shown.total)
    return any(agree(replace(shown, low=half, high=half, total=None), number) for half in halves)


def _same_unit_in_text(shown: str, found: str) -> bool:
    if not found or units.same(shown, found) or dimensions.convertible(shown, found):
        return True
    counted = shown.split(units.PER)[0]
    if not units.countable(found) or not units.countable(counted):
        return units.same(counted, found)
    return not counted or units.same(counted.split()[-1], found.split()[-1])


_NAME = (
    r"(?:https?://|www\.)\S+|\S+@\S+"  # addresses
    r"|(?<!\.)[\w-]+(?:\.[\w-]+)*\.[a-z]{2,5}\b(?:/\S*)?"  # hosts and files
    r"|[A-Za-z][\w-]*(?:/[\w-]+)+"  # paths
    r"|[^\W\d_]+\d[\w-]*(?:\.\d+)*|\w*_\w*"  # A100, COP29, some_name
    r"|(?!(?:mid|pre|post|early|late|top|non|under|over)-)(?:[^\W\d_]+-)+\d[\w.]*\b"  # Covid-19
    r"|(?i:article|section|paragraph|chapter|annex|clause|table|page|no\.) ?\d+\b(?![.,]\d)"
    r"|\d+[A-Z]\w*|\d+(?:st|nd|rd|th)[ -]centur(?:y|ies)\b"  # 5G, 21st century
)
_YEARS = r"(?<![.,])(?:[12]\d\d0s\b|[12]\d{3}[-–/]\d\d(?![\w-]))"
_ONE_SPACE = dict.fromkeys(map(ord, "\t\n\r\u00a0\u2009\u202f"), " ")
_LONGEST_LEAD = len("not fewer than minus US$ ")
_REST_OF_TOKEN = re.compile(r"\w*(?:\.\d\w*)*")
_NEXT_WORD = re.compile(r" ([^\W\d_]+)")


@cache
def _piece() -> re.Pattern[str]:
    """What may be a number, or is a name to be passed over."""
    money = "|".join(units.MAIN_CURRENCIES)
    return re.compile(
        rf"(?<!\w)(?:(?P<date>{spoken_dates.PATTERN.pattern})|(?P<years>{_YEARS})"
        rf"|(?P<name>(?!(?:{money})\d)(?:{_NAME}))|(?P<words>{NUMBER_WORDS}))|(?P<digits>\d)"
    )


def numbers_in(text: str) -> list[Found]:
    """Every number in running English text, in order; names such as "Covid-19" are none."""
    return list(_scan(text.translate(_ONE_SPACE)))


def _scan(text: str) -> Iterator[Found]:
    position = 0
    while match := _piece().search(text, position):
        found = None
        if match.lastgroup == "date" and (date := spoken_dates.as_edtf(match)):
            found = _dated(match, date)
        elif match.lastgroup == "years":
            found = _dated(match, _years(match[0]))
        elif match.lastgroup != "name":
            found = _number(text, match.start(), position)
        if found:
            yield found
            position = found.end
        else:
            end = match.end() if match.lastgroup == "name" else match.start() + 1
            rest = _REST_OF_TOKEN.match(text, match.start())
            position = max(end, rest.end() if rest else 0)


def _number(text: str, start: int, position: int) -> Found | None:
    """The number that begins at ``start``; what stands before ``position`` belongs to another."""
    before = lead_before(text, start, max(position, start - _LONGEST_LEAD))
    first = term_at(text, start, before.money)
    if first is None:
        return None
    quantity, end = quantity_at(text, before, first, _joiner(text, before.start), years=True)
    rank = first.ordinal and quantity.total is None
    noun = "" if quantity.unit or rank else _noun(text, end)
    if re.fullmatch(r"[12]\d{3}", text[start:end]) and _is_year(first, before, noun):
        year = Quantity(first.value, first.value, text=text[start:end])
        return Found(year, start, end, year=True, date=year.text)
    quantity = replace(quantity, unit=quantity.unit or noun, text=text[before.start : end])
    words = not re.search(r"\d", text[start:end])
    return Found(quantity, before.start, end, words, first.ordinal)


def _joiner(text: str, start: int) -> re.Pattern[str]:
    """What makes a range of two numbers: "between 5 and 9"; but "from 5 to 9" is a change."""
    before = text[max(0, start - 10) : start]
    if _BETWEEN.search(before):
        return AND
    return _NEVER if _FROM.search(before) else _TO


def _noun(text: str, end: int) -> str:
    """What is counted: the first plural among three words, "10 other small countries"."""
    for _ in range(3):
        word = _NEXT_WORD.match(text, end)
        if not word or word[1].casefold() in NO_NOUNS:
            break
        if units.singular(word[1]) != word[1]:
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
