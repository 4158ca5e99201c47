"""Values as people write them: "2.4 billion EUR", "7 of 43", "6 to 9 months", "unknown".

``parse`` reads one value that an editor wrote; ``numbers_in`` finds the numbers of running English
text; ``agree`` and ``supports`` say whether two of them tell the reader the same.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, lru_cache

from explainer import spoken_dates, units
from explainer.numerals import NUMBER_WORDS, Hedge, Lead, Term, lead_at, lead_before, plain, term_at

NEAR = Decimal("0.05")  # values further apart than this share of the larger do not agree

_FORMS = (
    "write a number and its unit, such as '2.4 billion EUR', '80 %', '7 of 43', "
    "'6 to 9 months' or 'at least 10 countries', or write 'unknown'"
)
_OPEN_BELOW = frozenset({"nearly", "at most", "under"})
_OPEN_ABOVE = frozenset({"at least", "over"})
_STRICT = frozenset({"over", "nearly", "under"})
_FUNCTION_WORDS = """
    a about above across after all also always among an and are as at be before below besides by
    can could did do does for from goes had has have he her his however if in into is it its less
    may more most must not of on once or our over per perhaps plus said says she since so sometimes
    than that the their them then there these they this those though to towards under until up us
    versus was we were when whereas which while who will with would yes yet
"""
_NO_NOUNS = frozenset(_FUNCTION_WORDS.split())

_OF = re.compile(r" (?:of|out of|among) (?:the )?", re.IGNORECASE)
_TO = re.compile(r"[-–]| to | [-–] ")
_TO_IN_TEXT = re.compile(r"[-–]| to ")
_AND = re.compile(r" and ")
_NEVER = re.compile(r"(?!)")
_FROM = re.compile(r"\bfrom\W*$", re.IGNORECASE)
_OPENING = re.compile(r"between ", re.IGNORECASE)
_BETWEEN = re.compile(r"\bbetween\W*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``low`` and ``high`` differ only for a range.

    Both are multiplied out (2.4 billion -> 2400000000). ``unit`` is as in ``units``, a noun stands
    as written. ``total`` is the 43 of "7 of 43". ``step`` is the place value of the last digit
    that is not zero (2.4 billion -> 100 million): what the number is rounded to.
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    hedge: Hedge = ""
    total: Decimal | None = None
    step: Decimal = Decimal(1)
    text: str = ""


@dataclass(frozen=True, slots=True)
class Unknown:
    """Nobody has said."""

    text: str = "unknown"


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


def _quantity(
    text: str, before: Lead, first: Term, between: re.Pattern[str], *, years: bool
) -> tuple[Quantity, int]:
    """The value that begins with ``first``, a second number joined to it or not, and its end.

    With ``years``, bare numbers such as 2024 are years, which join with nothing.
    """
    low = plain(first.value * before.sign)
    alone = Quantity(low, low, first.unit, before.hedge, step=first.rounded_to)
    if (of := _OF.match(text, first.end)) and (whole := term_at(text, of.end())):
        if _part_of(first, whole) and not (years and _like_a_year(whole)):
            return replace(alone, total=whole.value, unit=whole.unit), whole.end
    elif to := between.match(text, first.end):
        joined = _range(text, before, first, to.end())
        if joined and (joined[0].unit or not (years and _like_a_year(first))):
            return joined
    return alone, first.end


def _part_of(part: Term, whole: Term) -> bool:
    """Whether two numbers can be a part and its whole, as 31 and 83 can."""
    counted = not part.unit and units.countable(whole.unit)
    return counted and part.value <= whole.value and whole.step >= 1 <= part.step


def _range(text: str, before: Lead, first: Term, start: int) -> tuple[Quantity, int] | None:
    """The range whose second number begins at ``start``, if both are of one kind."""
    lead = lead_at(text, start)
    last = term_at(text, lead.end, lead.money)
    if last is None or lead.hedge:
        return None
    first, last = first.like(last), replace(last, unit=last.unit or before.money)
    low, high = plain(first.value * before.sign), plain(last.value * lead.sign)
    if low >= high or not units.same(first.unit, last.unit):
        return None
    step = min(first.rounded_to, last.rounded_to)
    return Quantity(low, high, last.unit, before.hedge, step=step), last.end


def _like_a_year(term: Term) -> bool:
    plain_digits = not (term.words or term.ordinal or term.unit or term.power)
    return plain_digits and term.number == int(term.number) and 1000 <= term.number < 3000


@lru_cache(maxsize=65536)
def parse(text: str) -> Quantity | Unknown:
    """The value that an editor wrote; ValueError with a cure for anything else."""
    text = " ".join(text.split())
    if text.casefold() == "unknown":
        return Unknown(text)
    _check_digits(text)
    opening = _OPENING.match(text)
    before = lead_at(text, opening.end() if opening else 0)
    first = term_at(text, before.end, before.money)
    if first is None:
        raise ValueError(f"a value must be one number with its unit, not {text!r}; {_FORMS}")
    _check_part(text, first)
    quantity, end = _quantity(text, before, first, _AND if opening else _TO, years=False)
    return replace(quantity, unit=_unit(text, quantity.unit, text[end:].strip(" -")), text=text)


def _check_digits(text: str) -> None:
    """Refuse digits that other languages write and that would silently mean another number."""
    if re.search(r"\d,(?!\d{3}(?!\d))", text):
        cure = f"write {text.replace(',', '.')!r} if the comma is a decimal point"
        raise ValueError(f"commas in a number must stand before three digits, not {text!r}; {cure}")
    if re.search(r"\d\.\d{3}\.\d|(?<![\d.])[1-9]\d{0,2}\.000(?!\d)", text):
        cure = f"write {text.replace('.', ',')!r} if the point parts thousands"
        raise ValueError(f"a point in a number must stand before decimals, not {text!r}; {cure}")
    if re.search(r"^[^A-Z$€£₽¥₹]*\d ?m$", text):
        cure = f"write {text[:-1].strip() + ' million'!r} or {text[:-1].strip() + ' metres'!r}"
        raise ValueError(f"'m' must not stand alone, since it may be a million or metres; {cure}")


def _check_part(text: str, part: Term) -> None:
    """Refuse a part that is more than its whole, such as "43 of 7"."""
    of = _OF.match(text, part.end)
    whole = term_at(text, of.end()) if of else None
    if whole and not part.unit and part.value > whole.value:
        cure = "turn the two numbers round, or mend one"
        raise ValueError(f"a part must not be more than its whole, but {text!r} is; {cure}")


def _unit(text: str, unit: str, rest: str) -> str:
    """The unit of a value whose number is followed by ``unit``, if known, and ``rest``."""
    if not rest:
        return unit
    if re.search(r"(?<!\w)\d", rest):
        raise ValueError(f"a value must be one number with its unit, not {text!r}; {_FORMS}")
    if not unit and re.fullmatch(r"[A-Z]{3}", rest):
        near = [
            *get_close_matches(rest, units.MAIN_CURRENCIES, n=1),
            *get_close_matches(rest, sorted(units.currencies()), n=1),
        ]
        meant = f"did you mean {near[0]!r}?" if near else f"write a noun in the plural: '{rest}s'"
        raise ValueError(f"{rest!r} must be a currency of ISO 4217, and it is not; {meant}")
    noun = f"{unit} {rest}".strip()
    over = noun.split(units.PER)
    if unit and (not noun.startswith(unit + units.PER) or len(over) != 2):
        cure = f"write what is counted ({rest!r}) in the question or in `means`"
        raise ValueError(f"nothing may follow the unit {unit!r}, but {text!r} goes on; {cure}")
    if not re.match(r"[^\W\d_]", noun) or noun.split()[0].casefold() in _NO_NOUNS:
        raise ValueError(f"a value must be one number with its unit, not {text!r}; {_FORMS}")
    return units.PER.join([units.known(over[0]) or over[0], *map(_each, over[1:])])


def _each(unit: str) -> str:
    """What a rate is by: a currency by its code, a noun in the singular as it stands."""
    known = units.known(unit) or ""
    return known if units.is_currency(known) else unit


def agree(a: Quantity | Unknown, b: Quantity | Unknown) -> bool:
    """Whether two values tell a reader the same.

    Their units match; the more precise, rounded to the last non-zero digit of the less precise,
    equals it; they are within 5 % of each other; and "over", "at least", "nearly" and the like
    are true of the other value. Parts of a whole ("7 of 43") are never rounded.
    """
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return isinstance(a, Unknown) and isinstance(b, Unknown)
    if a.total is not None and b.total is not None:
        same_kind = not a.unit or not b.unit or units.same(a.unit, b.unit)
        return same_kind and (a.low, a.total) == (b.low, b.total)
    if a.total is not None or b.total is not None or not units.same(a.unit, b.unit):
        return False
    step = max(a.step, b.step)
    return _near(a.low, b.low, step) and _near(a.high, b.high, step) and _compatible(a, b)


def _near(a: Decimal, b: Decimal, step: Decimal) -> bool:
    apart = abs(a - b)
    return apart <= step / 2 and apart <= NEAR * max(abs(a), abs(b))


def _compatible(a: Quantity, b: Quantity) -> bool:
    """Whether what "over", "nearly" and so on say of either value can be true of the other."""
    return _true_of(a, b) and _true_of(b, a)


def _true_of(claim: Quantity, other: Quantity) -> bool:
    """Whether some number that ``other`` allows is one that the hedge of ``claim`` allows."""
    strict = claim.hedge in _STRICT
    if claim.hedge in _OPEN_ABOVE and other.hedge not in _OPEN_ABOVE:
        return other.high > claim.low or (other.high == claim.low and not strict)
    if claim.hedge in _OPEN_BELOW and other.hedge not in _OPEN_BELOW:
        return other.low < claim.high or (other.low == claim.high and not strict)
    return True


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
    number = replace(number, unit=shown.unit)
    if shown.total is None:
        return agree(shown, number)
    halves = (shown.low, shown.total)
    return any(agree(replace(shown, low=half, high=half, total=None), number) for half in halves)


def _same_unit_in_text(shown: str, found: str) -> bool:
    if not found or units.same(shown, found):
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
_LONGEST_LEAD = len("no fewer than minus US$ ")
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
    quantity, end = _quantity(text, before, first, _joiner(text, before.start), years=True)
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
        return _AND
    return _NEVER if _FROM.search(before) else _TO_IN_TEXT


def _noun(text: str, end: int) -> str:
    """What is counted: the first plural among three words, "10 other small countries"."""
    for _ in range(3):
        word = _NEXT_WORD.match(text, end)
        if not word or word[1].casefold() in _NO_NOUNS:
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
