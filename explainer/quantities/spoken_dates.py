"""Dates as English text writes them, "11 December 2024" or "Dec. 11", as EDTF strings."""

from __future__ import annotations

import re
from calendar import monthrange

MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_NUMBER = {name[:3].casefold(): number for number, name in enumerate(MONTHS, start=1)}

_MONTH = r"(?:" + "|".join(f"{name[:3]}(?:{name[3:]}\\b|t?\\.|t?\\b)" for name in MONTHS) + ")"
_DAY = r"(?:0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_YEAR = r"[12]\d{3}\b"
_NO_AMOUNT = r"(?!\w| ?%| per ?cent|[.,]\d| [mbt]r?illion)"  # "in May 5 per cent"
_UNTIL = r" ?[-–/] ?| to | and "

# Each form names the groups that it has; the first that fits wins.
FORMS = (
    r"(?P<iso>(?<![\d-])[12]\d{3}-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?(?![\d-]))",
    rf"(?P<d>{_DAY})(?:(?:{_UNTIL})(?P<d_last>{_DAY}))?(?: of)? (?P<d_month>{_MONTH})"
    rf"(?:,? (?P<d_year>{_YEAR}))?",
    rf"(?P<m_month>{_MONTH}) (?P<m>{_DAY})(?:(?:{_UNTIL})(?P<m_last>{_DAY}))?{_NO_AMOUNT}"
    rf"(?:,? (?P<m_year>{_YEAR}))?",
    rf"(?P<month>{_MONTH})(?: of)?,? (?P<year>{_YEAR})",
    rf"(?P<n>0?[1-9]|[12]\d|3[01])\.(?P<n_month>0?[1-9]|1[0-2])\.(?P<n_year>{_YEAR})",
)
PATTERN = re.compile(rf"(?<![\w.])(?:{'|'.join(FORMS)})(?!\w)")

# Parts of a year by their numbers in EDTF: seasons, quarters, halves; thirds with what is near.
_PARTS_OF_YEAR = {
    "spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24,
    "q1": 33, "q2": 34, "q3": 35, "q4": 36,
    "first quarter": 33, "second quarter": 34, "third quarter": 35, "fourth quarter": 36,
    "last quarter": 36, "1st quarter": 33, "2nd quarter": 34, "3rd quarter": 35,
    "4th quarter": 36, "h1": 40, "h2": 41, "first half": 40, "second half": 41, "1st half": 40,
    "2nd half": 41, "early": 37, "mid": 38, "late": 39,
}  # fmt: skip
PART_OF_YEAR = rf"(?i:{'|'.join(_PARTS_OF_YEAR)})(?: of |, | in |[- ]){_YEAR}"


def part_of_year(text: str) -> str:
    """EDTF of "Q1 2026" or "the autumn of 2025", with the codes for parts of a year."""
    name = re.match(r"\w+(?: (?:quarter|half))?", text.casefold())
    return f"{text[-4:]}-{_PARTS_OF_YEAR[name[0]]}" if name else ""


def is_part_of_year(edtf: str) -> bool:
    """Whether a date is one of those."""
    return re.fullmatch(r"\d{4}-(?:2[1-4]|3[3-9]|4[01])", edtf) is not None


def as_edtf(match: re.Match[str]) -> str:
    """The date that a match of ``PATTERN`` names, "XXXX-12-11" where it names no year.

    "" for a day that no calendar has, and for days that run backwards.
    """
    part = match.groupdict()
    if part["iso"]:
        return _if_real(str(part["iso"]))
    if part["n"]:
        return _if_real(f"{part['n_year']}-{int(part['n_month']):02d}-{int(part['n']):02d}")
    if part["month"]:
        return f"{part['year']}-{_month(part['month'])}"
    kind = "d" if part["d"] else "m"
    month = f"{part[f'{kind}_year'] or 'XXXX'}-{_month(part[f'{kind}_month'])}"
    days = [int(day.rstrip("sthnrd")) for day in (part[kind], part[f"{kind}_last"]) if day]
    real = days == sorted(days) and all(_if_real(f"{month}-{day:02d}") for day in days)
    return "/".join(f"{month}-{day:02d}" for day in days) if real else ""


def _month(name: str) -> str:
    return f"{_NUMBER[name[:3].casefold()]:02d}"


def _if_real(day: str) -> str:
    """``day`` if it is one of the calendar; of a leap year where the year is not named."""
    year, month, number = (*day.replace("XXXX", "2000").split("-"), "1")[:3]
    return day if int(number) <= monthrange(int(year), int(month))[1] else ""
