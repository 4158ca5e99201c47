"""The many ways in which people spell a value, brought to the one that is read.

Every spelling here has one meaning only. What could mean two things stays as it is, is refused,
and gets a cure (``cures``).
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from explainer.quantities import units

_MINUS: Final = "\u2010\u2011\u2012\u2013\u2014\u2212\ufe63\uff0d"
_MARKS: Final = str.maketrans(
    {"٫": ".", "٬": ",", "٪": "%", "º": "°", "⩾": "≥", "⩽": "≤", "≧": "≥", "≦": "≤"}
)
_EIGHTHS: Final = {
    "½": ".5", "¼": ".25", "¾": ".75", "⅕": ".2", "⅖": ".4", "⅗": ".6", "⅘": ".8",
    "⅛": ".125", "⅜": ".375", "⅝": ".625", "⅞": ".875",
}  # fmt: skip
_PARTS: Final = {
    "half": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "twentieth": 20, "hundredth": 100,
    "thousandth": 1000, "halve": 2,
}  # fmt: skip
_HALF: Final = 2
_HOW_MANY: Final = {
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9,
}  # fmt: skip
_EACH: Final = {
    "h": "hour", "hr": "hour", "s": "second", "sec": "second", "min": "minute", "d": "day",
    "wk": "week", "mo": "month", "y": "year", "yr": "year", "a": "year", "t": "tonne",
    "l": "litre", "m": "metre", "g": "gram", "ha": "hectare",
}  # fmt: skip
_ABBREVIATED: Final = {
    "t": "tonnes", "g": "grams", "l": "litres", "h": "hours", "hr": "hours", "hrs": "hours",
    "min": "minutes", "mins": "minutes", "s": "seconds", "sec": "seconds", "secs": "seconds",
    "yr": "years", "yrs": "years", "ha": "hectares", "kms": "km", "kgs": "kg",
    "km2": "km²", "m2": "m²",
    "m3": "m³", "sq km": "km²", "sq m": "m²", "sq ft": "square feet", "sq mi": "square miles",
    "pct": "%", "pc": "%", "p.c.": "%", "mi": "miles", "in": "inches", "nm": "nm",
    "mph": "miles per hour", "kph": "km per hour", "kmh": "km per hour", "bbl": "barrels",
    "ppt": "percentage points", "pps": "percentage points", "%-points": "percentage points",
    "% points": "percentage points", "percent points": "percentage points",
}  # fmt: skip


def _names(words: dict[str, str] | dict[str, int]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_FRACTION: Final = re.compile(
    rf"(?P<how_many>{_names(_HOW_MANY)})[- ](?P<part>{_names(_PARTS)})s?"
    r"(?: of (?:all )?(?:the )?(?P<whole>[^\W\d].*))?",
    re.IGNORECASE,
)
_ONE_HALF: Final = re.compile(r"(?i:half)(?: of (?:all )?(?:the )?(?P<whole>[^\W\d].*))?")
_SIGNS: Final = (
    (r"^(?:>=|=>|≥|⩾) ?", "at least "),
    (r"^(?:<=|=<|≤|⩽) ?", "at most "),
    (r"^> ?(?=[^=])", "over "),
    (r"^< ?(?=[^=])", "under "),
    (r"^[≈∼～≃≅~] ?", "about "),
    (r"^(?:c|ca|circ|approx|appr|est)\.? ?(?=[-+\d$€£¥₹₽])", "about "),
    (r"^(?:min|minimum)\.? (?=[-+\d$€£¥₹₽])", "at least "),
    (r"^(?:max|maximum)\.? (?=[-+\d$€£¥₹₽])", "at most "),
    (r"^from (?=.* to )", ""),
    (r"^(?:(?i:once)|1 time)(?=$| per )", "1 times"),
    (r"^(?i:twice|double)$", "2 times"),
    (r"^(?i:thrice|triple)$", "3 times"),
    (r"^(.*\d.*) or (?:more|above|over|greater|higher)$", r"at least \1"),
    (r"^(.*\d.*) or (?:less|fewer|below|under|lower)$", r"at most \1"),
    (r"^(\d[\d,.]*(?: ?%)?) ?\+(?= ?[^\W\d_]|$)", r"at least \1"),
    (r"^(?i:plus) (?=\d)", "+"),
)
_PER_HEAD: Final = frozenset({"capita", "head", "household", "inhabitant", "person", "resident"})


def _over(counted: str, each: str) -> str:
    """A slash between a unit and what it is by; "men/women" stays as it is."""
    each_in_full = _EACH.get(each, each)
    rate = units.known(counted) or units.known(each_in_full) or each in _PER_HEAD
    return f"{counted}{units.PER}{each_in_full}" if rate else f"{counted}/{each}"


_UNITS: Final = (
    (r"(?<=[\d ])(?:° ?C|℃|deg(?:rees?|\.)? C)(?![A-Za-z])", " degrees Celsius"),
    (r"(?<=[\d ])(?:° ?F|℉|deg(?:rees?|\.)? F)(?![A-Za-z])", " degrees Fahrenheit"),
    (r"(?<=\d) ?°$", " degrees"),
    (r" ?‰", " permille"),
    (r"(?<=\d) ?m ?/ ?s(?:ec)?$", " metres per second"),
    (r"([\w²³€$£%]+) ?/ ?([^\W\d_][\w²³]*)", lambda match: _over(*match.groups())),
    (r"(?<=\d) ?(bn|mn|tn)\.(?= |$)", r" \1"),
    (r" p\.? ?a\.?$", " per year"),
    (r"(?<=per )(?:an?|each|every|one) ", ""),
    (rf"(?<= per )({_names(_EACH)})$", lambda match: _EACH[match[1]]),
    (
        rf"(\d|thousand|million|billion|trillion) ?({_names(_ABBREVIATED)})(?=$| per )",
        lambda match: f"{match[1]} {_ABBREVIATED[match[2]]}",
    ),
)
_TWO_PARTS: Final = (
    (
        r"(?<=\d) ?(?:h|hrs?|hours?)(?: and |, | )?(\d+(?:\.\d+)?)(?: ?(?:mins?|minutes?|m))?$",
        r" hours \1 minutes",
    ),
    (
        r"(?<=\d) ?(?:ft|feet|foot|['′])(?: and |, | )?(\d+(?:\.\d+)?)"
        r" ?(?:in|ins|inch|inches|[\"″]|'')$",
        r" feet \1 inches",
    ),
)


def usual(text: str) -> str:
    """The text as values are written here, where it means one and the same."""
    text = " ".join("".join(map(_plain, text.translate(_MARKS))).split())
    text = re.sub(rf"(?<!\d )(?<![\w%])[{_MINUS}](?=[\d$€£¥])", "-", text)
    for pattern, spelled in (*_SIGNS, *_TWO_PARTS, *_UNITS):
        text = re.sub(pattern, spelled, text)
    text = re.sub(rf"(?:(\d) ?)?([{''.join(_EIGHTHS)}])", _decimal, text)
    return " ".join(text.split())


def _plain(char: str) -> str:
    """A digit of any script, or a letter of another width, as ASCII has it."""
    digit = unicodedata.decimal(char, None)
    if digit is not None:
        return str(digit)
    wide = "\uff00" <= char <= "\uff5e"
    return unicodedata.normalize("NFKC", char) if wide else char


def _decimal(match: re.Match[str]) -> str:
    return (match[1] or "0") + _EIGHTHS[match[2]]


def fraction(part: int, whole: int) -> str:
    """How English says a part of a whole: "half", "two thirds", "a tenth"; "" for most."""
    name = next((name for name, number in _PARTS.items() if number == whole), "")
    many = next((word for word, number in _HOW_MANY.items() if number == part), "")
    if not name or not many or part >= whole:
        return ""
    if part == 1:
        return name if whole == _HALF else f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    return f"{many} {name}s"


def in_words(text: str) -> bool:
    """Whether a share is a fraction in words, "two-thirds of workers", rather than "2 in 3"."""
    return bool(_ONE_HALF.fullmatch(text) or _FRACTION.fullmatch(text))


def share(text: str) -> tuple[str, str, str] | None:
    """The parts of "1 in 5 people", "two-thirds of workers" or "half": 1, 5 and people."""
    if half := _ONE_HALF.fullmatch(text):
        return "1", "2", half["whole"] or ""
    if fraction := _FRACTION.fullmatch(text):
        how_many = _HOW_MANY[fraction["how_many"].casefold()]
        return str(how_many), str(_PARTS[fraction["part"].casefold()]), fraction["whole"] or ""
    one_in = re.fullmatch(
        r"(\w+) (?:in(?: every| each)?|out of (?:every|each)) (\d[\d,]*|[a-z]+)((?: [^\W\d].*)?)",
        text,
    )
    if not one_in or re.fullmatch(r"[12],?\d{3}", one_in[2]):  # a year
        return None
    return one_in[1], one_in[2], one_in[3].strip()
