"""Values as people write them: "2.4 billion EUR", "7 of 43", "6 to 9 months", "unknown".

``parse`` reads one value that an editor wrote; ``agree`` says whether two of them tell the reader
the same.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from difflib import get_close_matches
from functools import lru_cache

from explainer import units
from explainer.numerals import Hedge, Lead, Term, lead_at, plain, term_at

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
NO_NOUNS = frozenset(_FUNCTION_WORDS.split())

_OF = re.compile(r" (?:of|out of|among) (?:the )?", re.IGNORECASE)
_TO = re.compile(r"[-–]| to | [-–] ")
AND = re.compile(r" and ")
_OPENING = re.compile(r"between ", re.IGNORECASE)


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


def quantity_at(
    text: str, before: Lead, first: Term, between: re.Pattern[str], *, years: bool
) -> tuple[Quantity, int]:
    """The value that begins with ``first``, a second number joined to it or not, and its end.

    With ``years``, bare numbers such as 2024 are years, which join with nothing.
    """
    low = plain(first.value * before.sign)
    alone = Quantity(low, low, first.unit, before.hedge, step=first.rounded_to)
    if (of := _OF.match(text, first.end)) and (whole := term_at(text, of.end())):
        if _part_of(first, whole) and not (years and like_a_year(whole)):
            return replace(alone, total=whole.value, unit=whole.unit), whole.end
    elif to := between.match(text, first.end):
        joined = _range(text, before, first, to.end())
        if joined and (joined[0].unit or not (years and like_a_year(first))):
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


def like_a_year(term: Term) -> bool:
    """Whether nothing but its size tells a number from a year."""
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
    quantity, end = quantity_at(text, before, first, AND if opening else _TO, years=False)
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
    if not re.match(r"[^\W\d_]", noun) or noun.split()[0].casefold() in NO_NOUNS:
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
