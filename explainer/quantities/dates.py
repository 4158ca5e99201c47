"""Dates of any precision, as EDTF strings: "2030", "2024-12", "2024-12-11~", "2023/2025-06"."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Literal

from explainer.quantities import date_cures, spoken_dates, values
from explainer.quantities.values import Quantity, Unknown

Precision = Literal["day", "month", "season", "year", "decade", "century", "interval"]

_FORMS = (
    "write 2030, 2024-12, 2024-12-11, 2024-12-11~ (about), 2024? (uncertain), 2023/2025-06 or"
    " 2023/.. (still going on)"
)
_SEASON = re.compile(r"(\d{4})-(2[1-4])", re.ASCII)
_SEASONS = {"21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (1, 12)}  # winter is at both ends
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?", re.ASCII)
_PRECISIONS: tuple[Precision, ...] = ("year", "month", "day")
_LOOKS_LIKE_DATE = re.compile(
    r"(?:\.\.|[12](?:\d{3}|\d\dX|\dXX)(?!\d)|0\d{3}(?=[-/~?]))[-/~?%.\dX]*", re.ASCII
)
_YEARS = re.compile(r"[12]\d{3}(?:-|–| to )[12]\d{3}", re.ASCII)
_WEEKDAYS = (
    ("monday", "mon"),
    ("tuesday", "tue", "tues"),
    ("wednesday", "wed", "weds"),
    ("thursday", "thu", "thur", "thurs"),
    ("friday", "fri"),
    ("saturday", "sat"),
    ("sunday", "sun"),
)


@dataclass(frozen=True, slots=True)
class Date:
    """A day, month, year or longer; ``first`` and ``last`` are the days that it may stand for.

    An open or unknown end of an interval is ``date.min`` or ``date.max``.
    """

    text: str
    first: date
    last: date
    precision: Precision
    approximate: bool = False
    uncertain: bool = False


@lru_cache(maxsize=65536)
def parse(text: str) -> Date:
    """The date that an EDTF string means; ValueError with a cure for anything else.

    >>> found = parse("2024-12~")
    >>> found.first.isoformat(), found.last.isoformat(), found.precision, found.approximate
    ('2024-12-01', '2024-12-31', 'month', True)
    >>> parse("12/2024")
    Traceback (most recent call last):
    ValueError: a date must be written as EDTF, not '12/2024'; write 2024-12
    """
    text = text.strip()
    values.check_length(text, "date", _FORMS)
    try:
        return _read(text)
    except ValueError as error:
        why, _, _ = str(error).rpartition("; ")
        raise ValueError(f"{why}; {_cure(text) or _FORMS}") from None


def _reads(text: str) -> bool:
    """Whether a text is a date as it stands."""
    try:
        _read(text)
    except ValueError:
        return False
    return True


def _read(text: str) -> Date:
    start, slash, end = text.partition("/")
    if not slash:
        return _single(text, text)
    if start in ("", "..") and end in ("", ".."):
        raise ValueError(f"an interval must have a beginning or an end, not {text!r}; {_FORMS}")
    first = None if start in ("", "..") else _single(start, text)
    last = None if end in ("", "..") else _single(end, text)
    if first and last and first.first > last.last:
        raise ValueError(
            f"an interval must end after it begins, not {text!r}; write {end + '/' + start!r}"
        )
    ends = [part for part in (first, last) if part]
    return Date(
        text,
        first.first if first else date.min,
        last.last if last else date.max,
        "interval",
        any(part.approximate for part in ends),
        any(part.uncertain for part in ends),
    )


def _single(text: str, whole: str) -> Date:
    """One date without "/"; ``whole`` is what the editor wrote, for the message."""
    bare = text.rstrip("~?%")
    if len(text) - len(bare) > 1:
        raise ValueError(
            f"a date that is both about and uncertain ends in %, not {whole!r}; {_FORMS}"
        )
    mark = text[len(bare) :]
    if season := _SEASON.fullmatch(bare):
        first, last = _season(season, whole)
        precision: Precision = "season"
    elif plain := _PLAIN.fullmatch(bare):
        first, last = _span(plain, whole)
        precision = _PRECISIONS[sum(part is not None for part in plain.groups()) - 1]
    else:
        first, last = _unspecified(bare, whole)
        precision = _precision(first, last)
    return Date(text, first, last, precision, mark in ("~", "%"), mark in ("?", "%"))


def _season(match: re.Match[str], whole: str) -> tuple[date, date]:
    """First and last day of a season; one whose number may be a year is none: 2023-24."""
    year, season = match.groups()
    if season > year[2:]:
        raise ValueError(
            f"a date must be plainly one, but {whole!r} may be two years or a season; {_FORMS}"
        )
    first, last = _SEASONS[season]
    days = calendar.monthrange(int(year), last)[1]
    return date(int(year), first, 1), date(int(year), last, days)


def _span(match: re.Match[str], whole: str) -> tuple[date, date]:
    """First and last day of a year, month or day.

    Python's own calendar reads the everyday forms, a thousand times faster than the EDTF grammar.
    """
    year, month, day = match.groups()
    try:
        first = date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        raise ValueError(
            f"{whole!r} must be a date of the calendar, and there is none such; {_FORMS}"
        ) from None
    if day:
        return first, first
    last = first if month else first.replace(month=12)
    return first, last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _unspecified(text: str, whole: str) -> tuple[date, date]:
    """First and last day of a date with unspecified digits, such as 202X or 2024-12-XX."""
    if not re.fullmatch(r"[12](?:\d{3}|\d\dX|\dXX)(?:-(?:\d\d|XX))?(?:-XX)?", text):
        raise ValueError(f"a date must be written as EDTF, not {whole!r}; {_FORMS}")
    from edtf import EDTFParseException, parse_edtf  # whose grammar takes long to build

    try:
        parsed = parse_edtf(text)
        return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])
    except (EDTFParseException, ValueError):
        raise ValueError(f"a date must be written as EDTF, not {whole!r}; {_FORMS}") from None


def _precision(first: date, last: date) -> Precision:
    years = last.year - first.year
    if years:
        return "decade" if years < 10 else "century"
    return "month" if first.month == last.month else "year"


def _cure(text: str) -> str:
    if date_cures.before_christ(text):
        return (
            "years before Christ cannot be written as dates, so tell of it in the text, with a"
            " line '<!-- unbound: before Christ -->' below the paragraph"
        )
    if meant := date_cures.for_date(text, _reads):
        return f"write {meant}"
    spoken = spoken_dates.PATTERN.fullmatch(re.sub(r"^[A-Z][a-z]+day,? ", "", text))
    day = spoken_dates.as_edtf(spoken) if spoken else ""
    return f"write the year too, as in {day.replace('XXXX', '2024')}" if "XXXX" in day else ""


def agree(a: Date, b: Date) -> bool:
    """Whether one of two dates contains the other.

    >>> agree(parse("2023"), parse("2023-04")), agree(parse("2023-05"), parse("2023-04"))
    (True, False)
    """
    return (a.first <= b.first and b.last <= a.last) or (b.first <= a.first and a.last <= b.last)


_MONTHS_OF_PART = {
    "21": (3, 5), "22": (6, 8), "23": (9, 11), "24": (1, 12),
    "33": (1, 3), "34": (4, 6), "35": (7, 9), "36": (10, 12),
    "37": (1, 6), "38": (4, 9), "39": (7, 12), "40": (1, 6), "41": (7, 12),
}  # fmt: skip


def of_text(edtf: str) -> Date:
    """The date that a text names, which may be a part of a year as ``spoken_dates`` has it."""
    year, _, part = edtf.partition("-")
    if part not in _MONTHS_OF_PART:
        return parse(edtf)
    first, last = _MONTHS_OF_PART[part]
    days = calendar.monthrange(int(year), last)[1]
    return Date(edtf, date(int(year), first, 1), date(int(year), last, days), "season")


def weekday(text: str) -> int | None:
    """The day of the week that an English word names, Monday 0; None for anything else."""
    word = text.strip().rstrip(".").casefold()
    return next((number for number, names in enumerate(_WEEKDAYS) if word in names), None)


def read(text: str) -> Quantity | Unknown | Date:
    """A value or a date; ValueError with a cure for what is neither.

    What looks like EDTF is a date, and so a bare "2030" is the year, from 1000 to 2999. A count
    of that size needs its unit.

    >>> [type(read(text)).__name__ for text in ("2030", "2030 people", "unknown")]
    ['Date', 'Quantity', 'Unknown']
    """
    text = " ".join(text.split())
    values.check_length(text, "value", _FORMS)
    forms = (_LOOKS_LIKE_DATE, _YEARS, spoken_dates.PATTERN, date_cures.SPOKEN)
    if any(form.fullmatch(text) for form in forms):
        return parse(text)
    try:
        return values.parse(text)
    except ValueError as error:
        meant = date_cures.for_date(text, _reads)
        if not meant:
            raise
        why, _, _ = str(error).rpartition("; ")
        raise ValueError(f"{why}; if it is a date, write {meant}") from None


def same(a: Quantity | Unknown | Date, b: Quantity | Unknown | Date) -> bool:
    """Whether two values or dates tell a reader the same; a value never agrees with a date."""
    if isinstance(a, Date) or isinstance(b, Date):
        return isinstance(a, Date) and isinstance(b, Date) and agree(a, b)
    return values.agree(a, b)
