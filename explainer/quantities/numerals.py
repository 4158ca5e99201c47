"""Numbers as English writes them, in digits or words, and what stands around one: "over $5bn"."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache
from typing import Literal

from explainer.quantities import units

Hedge = Literal["", "about", "at least", "over", "nearly", "at most", "under"]

LONGEST = 15  # digits; a longer row of digits is a serial number, not a quantity

_SMALL = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
}  # fmt: skip
_TENS = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70,
    "eighty": 80, "ninety": 90,
}  # fmt: skip
_IRREGULAR_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fifth": 5, "eighth": 8, "ninth": 9, "twelfth": 12,
}  # fmt: skip
_ORDINALS = (
    _IRREGULAR_ORDINALS
    | {
        word + "th": value
        for word, value in _SMALL.items()
        if value > 3 and value not in _IRREGULAR_ORDINALS.values()
    }
    | {word[:-1] + "ieth": value for word, value in _TENS.items()}
)
_VALUES = _SMALL | _TENS | _ORDINALS | {"a": 1, "an": 1}
_GROUPS = {"dozen": 12, "hundred": 100}
_SCALES = {
    "thousand": 3, "lakh": 5, "million": 6, "crore": 7, "billion": 9, "milliard": 9,
    "trillion": 12, "thousand million": 9, "million million": 12, "thousand billion": 12,
    "lakh crore": 12,
    "k": 3, "m": 6, "mn": 6, "b": 9, "bn": 9, "t": 12, "tn": 12,
}  # fmt: skip
_FRACTIONS = r"(?:hal(?:f|ves)|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?|hundredths?)"

_DIGITS = (
    r"(?:[1-9]\d{0,2}(?:,\d{3})+(?![\d,])(?:\.\d+)?"
    r"|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?"
    r"|\d{1,3}(?:\.\d{3}){2,}(?![\d.])"
    r"|[1-9]\d*\^-?\d{1,2}|\d+(?:\.\d+)?)"
)


def _any(words: dict[str, int]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


_BELOW_100 = rf"(?:{_any(_TENS)}(?:[- ]{_any(_SMALL)})?|{_any(_SMALL)})"
_SCALE_WORDS = "|".join(name for name in sorted(_SCALES, key=len, reverse=True) if len(name) > 3)
_HALF = rf"half an?(?= (?:{_SCALE_WORDS})\b)"
_WORDS = (
    rf"(?:{_BELOW_100}(?:[ -](?:hundred|dozen)\b(?:(?: and)? {_BELOW_100}\b)?)?"
    rf"|an? (?:hundred(?: and {_BELOW_100})?|dozen|(?=(?:{_SCALE_WORDS})\b)))"
)
_ORDINAL_WORDS = rf"(?:{_any(_TENS)}-)?{_any(_ORDINALS)}\b"
NUMBER_WORDS = rf"(?i:{_ORDINAL_WORDS}|{_HALF}|{_WORDS}(?:fold)?\b)"
_ALONE = {*_SMALL, *_TENS, *_ORDINALS, *_GROUPS, *_SCALE_WORDS.split("|"), "half"}
_OF_NUMBERS = frozenset({*_ALONE, *(f"{word}fold" for word in _ALONE)})
_DIGIT_OR_ODD_LETTER = re.compile("[\\d\u0130\u0131\u017f\u212a]")  # these match i, s and k
_WORD = re.compile(r"\w+")

_NUMBER = re.compile(
    rf"(?:(?P<digits>{_DIGITS})(?P<th>(?:st|nd|rd|th)\b)?"
    rf"|(?i:(?P<ordinal>{_ORDINAL_WORDS})|(?P<half>{_HALF})"
    rf"|(?P<words>{_WORDS})(?![- ]{_FRACTIONS}\b)(?P<more>[ -]and[ -]a[ -]half\b)?))"
    rf"(?:[ -]?(?P<scale>(?i:{_SCALE_WORDS})|mn|bn|tn)\b"
    r"|(?P<letter>[km])\b|(?P<capital>[KMBT])(?:[nN])?\b)?"
)
_UNIT_WORDS = re.compile(r"([ -]?)((?:[^\W\d_]|[²³])+(?:[ -](?:[^\W\d_]|[²³])+){0,3})")
_WORD_END = re.compile(r"[ -]")


_HEDGES: dict[str, Hedge] = {
    "about": "about", "around": "about", "roughly": "about", "approximately": "about",
    "some": "about", "circa": "about", "~": "about", "an estimated": "about",
    "at least": "at least", "no less than": "at least", "no fewer than": "at least",
    "not less than": "at least", "not fewer than": "at least", "a minimum of": "at least",
    "over": "over", "more than": "over", "above": "over", "greater than": "over",
    "upwards of": "over", "in excess of": "over", "exceeding": "over", "just over": "over",
    "slightly over": "over", "well over": "over",
    "nearly": "nearly", "almost": "nearly", "close to": "nearly", "just under": "nearly",
    "at most": "at most", "up to": "at most", "no more than": "at most",
    "not more than": "at most", "a maximum of": "at most", "as many as": "at most",
    "as much as": "at most",
    ">": "over", "≥": "at least", "<": "under", "≤": "at most",
    "under": "under", "less than": "under", "fewer than": "under", "below": "under",
}  # fmt: skip
ALSO_WORDS = frozenset({"ALL", "COP", "CUP", "MAD", "PEN", "TOP", "TRY"})  # "COP 29"


def may_count(text: str) -> bool:
    """Whether there may be a number in a text: most have none, and need not be searched for it."""
    if _DIGIT_OR_ODD_LETTER.search(text):
        return True
    return not _OF_NUMBERS.isdisjoint(_WORD.findall(text.lower()))


@dataclass(frozen=True, slots=True)
class Lead:
    """What leads up to a number: "over", a currency, a minus; the number begins at ``end``."""

    hedge: Hedge
    money: str
    sign: int
    start: int
    end: int


def lead_at(text: str, start: int) -> Lead:
    """What leads up to a number and begins at ``start``, if only nothing."""
    return _as_lead(next(_lead("").finditer(text, start)))


def lead_before(text: str, end: int, start: int) -> Lead:
    """What leads up to the number at ``end``, from ``start`` on at the earliest."""
    return _as_lead(next(_lead(r"\Z").finditer(text, start, end)))


@cache
def _lead(end: str) -> re.Pattern[str]:
    hedges = "|".join(sorted(_HEDGES, key=len, reverse=True))
    money = rf"{_symbols()}|\b(?:{'|'.join(sorted(units.currencies() - ALSO_WORDS))})"
    return re.compile(
        rf"(?:(?<!\w)(?P<hedge>(?i:{hedges})) ?)?(?P<minus>(?<!\w)[-−]|\bminus )?"
        rf"(?:(?<!\w)(?P<money>{money}) ?(?P<inner>[-−])?)?{end}"
    )


def _as_lead(match: re.Match[str]) -> Lead:
    hedge = _HEDGES[match["hedge"].casefold()] if match["hedge"] else ""
    money = units.known(match["money"]) or "" if match["money"] else ""
    sign = -1 if match["minus"] or match["inner"] else 1
    return Lead(hedge, money, sign, match.start(), match.end())


@dataclass(frozen=True, slots=True)
class Term:
    """One number of a text: as written, the power of ten of its scale word, and a known unit."""

    number: Decimal
    step: Decimal
    power: int
    unit: str
    words: bool
    ordinal: bool
    end: int

    @property
    def value(self) -> Decimal:
        """The number, multiplied out; noughts that stand behind its point are kept."""
        value = self.number.scaleb(self.power)
        written = str(self.number)
        return value if "." in written and written.endswith("0") else plain(value)

    @property
    def rounded_to(self) -> Decimal:
        """The place value of its last digit that is not zero."""
        return plain(self.step.scaleb(self.power))

    def like(self, other: Term) -> Term:
        """This number with the scale and unit that the next one states for both: "6 to 9 bn"."""
        power = other.power if not self.power and self.number < other.number else self.power
        return replace(self, power=power, unit=self.unit or other.unit)


def term_at(text: str, start: int, money: str = "", glued: bool = False) -> Term | None:
    """The number that begins at ``start``; ``money`` is the currency named before it.

    None if what begins there is no number, or a name ("5G"), a version or a serial number; where
    anything may be ``glued`` to digits as their unit ("40pc"), letters make no name.
    """
    match = _NUMBER.match(text, start)
    if not match or (match["capital"] and not (money or glued)):
        return None
    if sum(char.isdigit() for char in match["digits"] or "") > LONGEST:
        return None
    ordinal = bool(match["ordinal"] or match["th"])
    unit, end = (money, match.end()) if money or ordinal else _unit_at(text, match.end())
    if re.match(r"\w|\.\d", text[end : end + 2]):
        if not (glued and match["digits"] and text[end] != "."):
            return None
        unit, end = _glued_at(text, match.end("digits"))
    if match["digits"]:
        number, step = read_digits(match["digits"])
    else:
        number = read_words(match["ordinal"] or match["words"] or "zero")
        number += Decimal("0.5") if match["half"] or match["more"] else 0
        step = read_digits(str(number))[1]
    scale = match["scale"] or match["letter"] or match["capital"] or ""
    power = _SCALES.get(scale.casefold(), 0)
    return Term(number, step, power, unit, not match["digits"], ordinal, end)


def _unit_at(text: str, start: int) -> tuple[str, int]:
    """The known unit that stands at ``start``, and its end; ("", start) where there is none."""
    if symbol := _symbol().match(text, start):
        return units.known(symbol[1]) or "", symbol.end()
    if words := _UNIT_WORDS.match(text, start):
        ends = [m.start() for m in _WORD_END.finditer(words[2])] + [len(words[2])]
        for end in reversed(ends):
            name = words[2][:end]
            unit = units.known(name)
            if unit and not (words[1] and name == "x"):
                return unit, words.start(2) + end
    return "", start


def _glued_at(text: str, start: int) -> tuple[str, int]:
    """The letters that follow digits at once, and their end; none where digits follow in turn."""
    letters = re.compile(r"[^\W\d_]{1,20}(?!\w)").match(text, start)
    return (letters[0], letters.end()) if letters else ("", start)


@cache
def _symbol() -> re.Pattern[str]:
    return re.compile(rf" ?(%|×|°[CF]?|‰|{_symbols()})")


@cache
def _symbols() -> str:
    """A regular expression for every currency symbol."""
    return "|".join(re.escape(s) for s in sorted(units.symbols(), key=lambda s: (-len(s), s)))


def read_digits(text: str) -> tuple[Decimal, Decimal]:
    """Value of digits such as "1,234.50", and the place value of the last that is not zero."""
    base, power, exponent = text.partition("^")
    if power:
        value = Decimal(base) ** int(exponent)
        return value, value
    bare = re.sub("[, ]", "", text)
    bare = bare.replace(".", "") if bare.count(".") > 1 else bare
    whole, _, fraction = bare.partition(".")
    digits = (whole + fraction).rstrip("0")
    place = len(whole) - len(digits) if digits else -len(fraction)
    return Decimal(bare), Decimal(1).scaleb(place)


def read_words(text: str) -> Decimal:
    """Value of number words, ordinals included: "one hundred and twenty-first" -> 121."""
    total = 0
    for word in re.split("[- ]", text.casefold().strip()):
        if word in _GROUPS:
            total *= _GROUPS[word]
        elif word != "and":
            total += _VALUES[word]
    return Decimal(total)


def plain(value: Decimal) -> Decimal:
    """The same number without exponent or trailing zeros: 1.12E+13 -> 11200000000000."""
    whole = value.to_integral_value()
    return Decimal(int(whole)) if value == whole else value.normalize()
