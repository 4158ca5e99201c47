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

from explainer.quantities import cures, dimensions, spellings, units
from explainer.quantities.numerals import ALSO_WORDS, Hedge, Lead, Term, lead_at, term_at
from explainer.quantities.proper_names import FUNCTION_WORDS

LONGEST = 300  # characters of a value or a date
NEAR = Decimal("0.05")  # values further apart than this share of the larger do not agree

_FORMS = (
    "write a number and its unit, such as '2.4 billion EUR', '80 %', '7 of 43', "
    "'6 to 9 months' or 'at least 10 countries', or write 'unknown'"
)
OPEN_BELOW = frozenset({"nearly", "at most", "under"})
OPEN_ABOVE = frozenset({"at least", "over"})
STRICT = frozenset({"over", "nearly", "under"})
_OF = re.compile(r" (?:of|out of|among) (?:the )?", re.IGNORECASE)
_TO = re.compile(r"[-–]| to | [-–] ")
AND = re.compile(r" and ")
_AND_SMALLER = re.compile(r",? (?:and )?(?=\w)")
_PLUS = r"(?<![\w%)])\+ ?(?=[\d$€£¥₹₽])"
# What follows a year and is no thing that is counted: "2025 autumn", "2025-Q1".
_AFTER_A_YEAR = re.compile(
    r"[12],?\d{3},?[- ](?:spring|summer|autumn|fall|winter|[QH]\d)", re.IGNORECASE
)
# What follows a unit and says more of the number than of what is counted: "% less", "EUR million".
_NOT_COUNTED = re.compile(
    r"(?:less|lower|fewer|more|higher|up|down|in|de)?crease$|(?:less|lower|fewer|more|higher|up|down)$"
    r"|(?:thousand|million|billion|trillion|mn|bn|tn|m)$|/|an? \w+$",
    re.IGNORECASE,
)
_OPENING = re.compile(r"between ", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit; ``low`` and ``high`` differ only for a range.

    Both are multiplied out (2.4 billion -> 2400000000). ``unit`` is as in ``units``, a noun stands
    as written. ``total`` is the 43 of "7 of 43". ``step`` is the place value of the last digit
    that is not zero (2.4 billion -> 100 million): what the number is rounded to. ``ratio``: "1 in
    5", a share rather than a count; ``fraction``: in words, "two thirds"; ``plus``: written with
    its sign, "+3 %".
    """

    low: Decimal
    high: Decimal
    unit: str = ""
    hedge: Hedge = ""
    total: Decimal | None = None
    step: Decimal = Decimal(1)
    text: str = ""
    ratio: bool = False
    fraction: bool = False
    plus: bool = False


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
    low = first.value * before.sign
    alone = Quantity(low, low, first.unit, before.hedge, step=first.rounded_to)
    if (of := _OF.match(text, first.end)) and (whole := term_at(text, of.end())):
        if _part_of(first, whole) and not (years and like_a_year(whole)):
            return replace(alone, total=whole.value, unit=whole.unit), whole.end
    elif joined := _in_parts(text, first):
        return replace(joined[0], hedge=before.hedge), joined[1]
    elif to := between.match(text, first.end):
        joined = _range(text, before, first, to.end())
        if joined and (joined[0].unit or not (years and like_a_year(first))):
            return joined
    return alone, first.end


def _in_parts(text: str, first: Term) -> tuple[Quantity, int] | None:
    """ "3 hours and 20 minutes" or "5 feet 10 inches", in the smaller unit, and its end."""
    between = _AND_SMALLER.match(text, first.end) if first.unit else None
    last = term_at(text, between.end()) if between else None
    unit = units.in_parts(first.unit, last.unit) if last and last.unit else ""
    if not unit or not last:
        return None
    larger, smaller = units.parts(unit) or ("", "")
    most = dimensions.convert(Decimal(1), larger, smaller)
    if last.value >= most or first.value != int(first.value):
        return None
    amount = first.value * most + last.value
    return Quantity(amount, amount, unit, step=last.step), last.end


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
    low, high = first.value * before.sign, last.value * lead.sign
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
    """The value that an editor wrote, multiplied out; ValueError with a cure for anything else.

    >>> found = parse("about 2.4 billion EUR")
    >>> f"{found.low:,} {found.unit}, {found.hedge}, to the nearest {found.step:,}"
    '2,400,000,000 EUR, about, to the nearest 100,000,000'
    >>> parse("12,5 %")
    Traceback (most recent call last):
    ValueError: commas in a number must stand before three digits, not '12,5 %'; write '12.5 %'
    """
    text = " ".join(text.split())
    check_length(text, "value", _FORMS)
    try:
        return _read(text)
    except ValueError as error:
        why, _, cure = str(error).rpartition("; ")
        meant = cures.for_value(text, _reads) if cure == _FORMS else ""
        if not meant:
            raise
        raise ValueError(f"{why}; write {meant}") from None


def check_length(text: str, what: str, cure: str) -> None:
    """ValueError for what is far too long for a value or a date, before much is made of it."""
    if len(text) > LONGEST:
        start = f"{text[:30]}…"
        raise ValueError(
            f"a {what} must be short, but {start!r} has {len(text):,} characters; {cure}"
        )


def _reads(text: str) -> bool:
    """Whether a text is a value as it stands."""
    try:
        _read(text)
    except ValueError:
        return False
    return True


def _read(text: str) -> Quantity | Unknown:
    if text.casefold() == "unknown":
        return Unknown(text)
    spelled = spellings.usual(text)
    plus = re.search(_PLUS, spelled) is not None
    spelled = re.sub(_PLUS, "", spelled)
    before = lead_at(spelled, 0)
    if share := spellings.share(spelled[before.end :]):
        part, whole, noun = share
        value = _single(f"{spelled[: before.end]}{part} of {whole} {noun}".strip(), text)
        in_words = spellings.in_words(spelled[before.end :])
        return replace(value, ratio=value.total is not None, fraction=in_words, text=text)
    return replace(_single(spelled, text), text=text, plus=plus)


def _single(text: str, written: str) -> Quantity:
    """The value in the usual spelling; ``written`` is what the editor wrote, for messages."""
    _check_digits(text, written)
    opening = _OPENING.match(text)
    before = lead_at(text, opening.end() if opening else 0)
    first = term_at(text, before.end, before.money)
    if first is None:
        raise ValueError(f"a value must be one number with its unit, not {written!r}; {_FORMS}")
    _check_part(text, first)
    quantity, end = quantity_at(text, before, first, AND if opening else _TO, years=False)
    return replace(quantity, unit=_unit(written, quantity.unit, text[end:].strip(" -")))


def _check_digits(text: str, written: str) -> None:
    """Refuse digits that other languages write and that would silently mean another number."""
    if re.search(r"\d,(?!\d{3}(?!\d))|(?<![\d.,])0\d*,", text):
        raise ValueError(
            f"commas in a number must stand before three digits, not {written!r}; {_FORMS}"
        )
    if re.search(r"\d\.\d{3}\.\d|(?<![\d.])[1-9]\d{0,2}\.000(?!\d)", text):
        raise ValueError(
            f"a point in a number must stand before decimals, not {written!r}; {_FORMS}"
        )
    if re.search(r"^[^A-Z$€£₽¥₹]*\d ?m(?:$| per )", text):
        raise ValueError(
            f"'m' must not stand alone in {written!r}, since it may mean metres or a million;"
            f" {_FORMS}"
        )


def _check_part(text: str, part: Term) -> None:
    """Refuse a part that is more than its whole, such as "43 of 7"."""
    of = _OF.match(text, part.end)
    whole = term_at(text, of.end()) if of else None
    if whole and not part.unit and part.value > whole.value:
        raise ValueError(f"a part must not be more than its whole, but {text!r} is; {_FORMS}")


def _unit(text: str, unit: str, rest: str) -> str:
    """The unit of a value whose number is followed by ``unit``, if known, and ``rest``."""
    if not rest:
        return unit
    noun = f"{unit} {rest}".strip()
    over = noun.split(units.PER)
    if re.search(r"(?<!\w)\d", over[0]) or not _is_each(over[1:]):
        raise ValueError(f"a value must be one number with its unit, not {text!r}; {_FORMS}")
    _check_currency(text, unit, over[0])
    if not unit and (scale := cures.scale_in(noun)):
        raise ValueError(
            f"a value must be one number with its unit, but {text!r} has {scale!r}; {_FORMS}"
        )
    if unit and not re.search(r"\w", re.sub(r"[(\[].*[)\]]", "", rest)):
        raise ValueError(f"nothing may follow the unit {unit!r}, but {text!r} goes on; {_FORMS}")
    if unit and (not noun.startswith(unit + units.PER) or len(over) != 2):
        kept = f"{text.removesuffix(rest).strip()!r}, and " if text.endswith(rest) else ""
        cure = f"write {kept}what is counted ({rest!r}) in the question or in `means`"
        cure = _FORMS if _NOT_COUNTED.match(rest) else cure
        raise ValueError(f"nothing may follow the unit {unit!r}, but {text!r} goes on; {cure}")
    if (
        not noun[0].isalpha()
        or _AFTER_A_YEAR.fullmatch(text)
        or noun.split()[0].casefold() in FUNCTION_WORDS
    ):
        raise ValueError(f"a value must be one number with its unit, not {text!r}; {_FORMS}")
    return units.PER.join([units.known(over[0]) or over[0], *map(_each, over[1:])])


def _is_each(over: list[str]) -> bool:
    """Whether a rate is by one thing, or by a round number of it: "per 100,000 people"."""
    return all(re.fullmatch(r"(?:1(?:0+|[0,]+0)(?: |$))?\D*", each) for each in over)


def _check_currency(text: str, unit: str, noun: str) -> None:
    """Refuse what only looks like a currency, or hides one: "5 zloty PLN"."""
    last = noun.split()[-1]
    if unit or not re.fullmatch(r"[A-Z]{3}", last) or last in ALSO_WORDS:
        return
    if units.is_currency(last) and last != noun:
        raise ValueError(
            f"a currency must stand right behind the number, but {text!r} has"
            f" {noun.removesuffix(last).strip()!r} between; {_FORMS}"
        )
    if last == noun and not units.is_currency(last):
        near = [
            *get_close_matches(last, units.MAIN_CURRENCIES, n=1),
            *get_close_matches(last, sorted(units.currencies()), n=1),
        ]
        number = text.removesuffix(last)
        meant = (
            f"did you mean '{number}{near[0]}'?"
            if near
            else f"write a noun in the plural: '{text}s'"
        )
        raise ValueError(f"{last!r} must be a currency of ISO 4217, and it is not; {meant}")


def _each(unit: str) -> str:
    """What a rate is by: a currency by its code, a noun in the singular as it stands."""
    known = units.known(unit) or ""
    number, of = units.base(unit)
    if number is not None and unit[0].isdigit():
        return f"{number:,f} {of}".strip()
    return known if units.is_currency(known) else unit


def agree(a: Quantity | Unknown, b: Quantity | Unknown) -> bool:
    """Whether two values tell a reader the same.

    Their units match; the more precise, rounded to the last non-zero digit of the less precise,
    equals it; they are within 5 % of each other; and "over", "at least", "nearly" and the like
    are true of the other value. Measures of one dimension are converted. Parts of a whole ("7 of
    43") are never rounded; "1 in 5" is 20 %.

    >>> agree(parse("11.2 trillion RUB"), parse("11.19 trillion RUB"))
    True
    >>> agree(parse("11.2 trillion RUB"), parse("11.2 billion RUB"))
    False
    >>> agree(parse("over 80 %"), parse("80 %"))
    False
    """
    if isinstance(a, Unknown) or isinstance(b, Unknown):
        return isinstance(a, Unknown) and isinstance(b, Unknown)
    if a.total is not None and b.total is not None:
        same_kind = not a.unit or not b.unit or units.same(a.unit, b.unit)
        return same_kind and (a.low, a.total) == (b.low, b.total)
    a, b = _as_share(a, b), _as_share(b, a)
    b = converted(b, a.unit)
    if a.total is not None or b.total is not None or not units.same(a.unit, b.unit):
        return False
    step = max(a.step, b.step)
    return _near(a.low, b.low, step) and _near(a.high, b.high, step) and _compatible(a, b)


def converted(value: Quantity, unit: str) -> Quantity:
    """The same amount in another unit, if it can be told in it, or else as it is.

    >>> converted(parse("1,500 metres"), "km").low
    Decimal('1.5')
    >>> converted(parse("1,500 EUR"), "km").unit
    'EUR'
    """
    if units.same(value.unit, unit) or not dimensions.convertible(value.unit, unit):
        return value
    low, high = (dimensions.convert(end, value.unit, unit) for end in (value.low, value.high))
    step = abs(dimensions.span(value.step, value.unit, unit))
    return replace(value, low=low, high=high, unit=unit, step=step)


def _as_share(value: Quantity, other: Quantity) -> Quantity:
    """ "1 in 5" in per cent, if that is what the other value is in."""
    if not value.ratio or not value.total or other.unit != units.PERCENT:
        return value
    share = value.low / value.total * 100
    return replace(value, low=share, high=share, unit=units.PERCENT, total=None, step=Decimal(1))


def _near(a: Decimal, b: Decimal, step: Decimal) -> bool:
    apart = abs(a - b)
    return apart <= step / 2 and apart <= NEAR * max(abs(a), abs(b))


def _compatible(a: Quantity, b: Quantity) -> bool:
    """Whether what "over", "nearly" and so on say of either value can be true of the other."""
    return _true_of(a, b) and _true_of(b, a)


def _true_of(claim: Quantity, other: Quantity) -> bool:
    """Whether some number that ``other`` allows is one that the hedge of ``claim`` allows."""
    strict = claim.hedge in STRICT
    if claim.hedge in OPEN_ABOVE and other.hedge not in OPEN_ABOVE:
        return other.high > claim.low or (other.high == claim.low and not strict)
    if claim.hedge in OPEN_BELOW and other.hedge not in OPEN_BELOW:
        return other.low < claim.high or (other.low == claim.high and not strict)
    return True
