"""What to write in place of a date that is refused: guesses at what people mean by a date in
words or in another order, of which only those that are read as dates are ever offered.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from functools import lru_cache
from typing import Final, TypeAlias

from explainer.quantities import spoken_dates

_Meant: TypeAlias = "Callable[[re.Match[str]], str]"

_LONGEST: Final = 80  # characters: what is longer is a sentence
_YEAR: Final = r"([12]\d{3})"
_THIRDS: Final = {"early": (1, 4), "mid": (5, 8), "late": (9, 12)}
_HALVES: Final = {1: (1, 6), 2: (7, 12)}
_ORDINALS: Final = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4}
_SEASONS: Final = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_MONTHS_OF: Final = {21: "{0}-03/{0}-05~", 22: "{0}-06/{0}-08~", 23: "{0}-09/{0}-11~"}
_OPEN: Final = r"(?:present|now|today|date|the present|ongoing|onwards?|\.\.\.?)"
_ABOUT: Final = (
    r"(?:c|ca|circa|cca|approx|approximately|about|around|roughly|near|est|some time in)"
)
_BEFORE_CHRIST: Final = re.compile(
    r"^[-−]\d{1,4}\b|\b(?:BCE?|B\. ?C\.(?: ?E\.)?|v\. ?Chr\.?|av\. J\.-C\.|до н)", re.IGNORECASE
)


# What reads as a number and a noun, and is a date: "1870s", "19th century", "2020-present".
SPOKEN: Final = re.compile(
    r"(?:the )?[12]\d\d0s|(?:the )?\d+(?:st|nd|rd|th)[- ]century|[-−]\d{4}(?:-\d\d)*"
    r"|[12]\d{3},? (?:spring|summer|autumn|fall|winter)"
    rf"|\d+ ?(?:BCE?|AD|CE)|[12]\d{{3}} ?[-–—/] ?{_OPEN}",
    re.IGNORECASE,
)


def before_christ(text: str) -> bool:
    """Whether a date is one that the calendar of the program does not reach."""
    return _BEFORE_CHRIST.search(text) is not None


def for_date(text: str, accepted: Callable[[str], bool]) -> str:
    """What to write for a date: what is accepted of the likeliest guesses; "" if none is."""
    text = " ".join(text.strip(" \"'“”„‘’«»,;").split())
    if len(text) > _LONGEST:
        return ""
    guesses = dict.fromkeys(guess for guess in _guesses(text) if guess and accepted(guess))
    return " or ".join(guesses)


def _guesses(text: str) -> list[str]:
    if either := re.fullmatch(r"(\d{1,2})[/-](\d{1,2})[/.-](\d{4}|\d\d)", text):
        first, second, year = (int(part) for part in either.groups())
        year += 2000 if year < 100 else 0
        return [_day(year, second, first), _day(year, first, second)]
    if years := re.fullmatch(r"(?:the )?([12]\d)00s", text):
        return [f"{years[1]}XX", f"{years[1]}0X"]
    if code := re.fullmatch(rf"{_YEAR}-(2[1-4])", text):
        return [_school_year(code), _season(code[1], int(code[2]))]
    if re.fullmatch(r"\d{5}", text):  # one digit too many, the last most likely
        fewer = [text[:at] + text[at + 1 :] for at in (4, 3, 2, 1, 0)]
        return [year for year in fewer if "1900" <= year < "2100"]
    if re.fullmatch(r"\d\d", text):
        return [f"{'20' if text < '50' else '19'}{text}"]
    if decade := re.fullmatch(r"[12]\d\d", text):
        return [f"{decade[0]}X", f"0{decade[0]}"]
    if len(ends := text.split("/")) == 2:
        return ["/".join(reversed(ends)), _one(text)]
    return [text, _one(text)]


@lru_cache(maxsize=4096)  # since a part can be reached in many ways
def _one(text: str) -> str:
    """The one date that is meant, as EDTF; "" where there is no telling."""
    for form, meant in _FORMS:
        if match := re.fullmatch(form, text, re.IGNORECASE):
            with suppress(ValueError):
                return meant(match)
    return _spoken(text)


def _spoken(text: str) -> str:
    spoken = spoken_dates.PATTERN.fullmatch(re.sub(r"^[A-Z][a-z]+day,? ", "", text))
    meant = spoken_dates.as_edtf(spoken) if spoken else ""
    return "" if "XXXX" in meant else meant


def _day(year: int, month: int, day: int) -> str:
    return f"{year:04d}-{month:02d}-{day:02d}"


def _last_possible(match: re.Match[str]) -> str:
    """A day past the end of its month becomes the last of it; a month 00 is left out."""
    year, month, day = (int(part or 0) for part in match.groups())
    if not 1 <= month <= 12:
        return f"{year:04d}"
    last = monthrange(year, month)[1]
    return _day(year, month, min(day, last)) if day else f"{year:04d}-{month:02d}"


def _school_year(match: re.Match[str]) -> str:
    """Both years of "2023-24"; "" for those of "2021-21", which are no two."""
    with suppress(ValueError):
        return _years(match)
    return ""


def _years(match: re.Match[str]) -> str:
    """Both years of "2023-24"; raises ValueError where one does not follow the other."""
    first, last = match[1], match[1][:2] + match[2]
    if last <= first:
        last = f"{int(match[1][:2]) + 1}{match[2]}"
        if int(last) - int(first) > 1:
            raise ValueError
    return f"{first}/{last}"


def _quarter(year: str, number: int) -> str:
    return f"{year}-{3 * number - 2:02d}/{year}-{3 * number:02d}" if 1 <= number <= 4 else ""


def _half(year: str, number: int) -> str:
    first, last = _HALVES[number]
    return f"{year}-{first:02d}/{year}-{last:02d}"


def _third(part: str, year: str) -> str:
    first, last = _THIRDS[part]
    return f"{year}-{first:02d}/{year}-{last:02d}~"


def _season(year: str, season: int) -> str:
    """The season as EDTF has it, unless that would look like two years: 2004-21."""
    if season <= int(year[2:]):
        return f"{year}-{season}"
    if season == 24:
        return f"{year}-12/{int(year) + 1}-02~"
    return _MONTHS_OF[season].format(year)


def _week(year: str, week: str) -> str:
    monday = date.fromisocalendar(int(year), int(week), 1)
    return f"{monday}/{monday + timedelta(days=6)}"


def _known(text: str) -> str:
    """A part of a longer date: EDTF as it stands, or what is meant by it; ValueError else."""
    text = text.strip()
    if re.fullmatch(r"[12]\d{3}(?:-\d\d){0,2}", text):
        return text
    if not (meant := _one(text)) or "/" in meant:
        raise ValueError
    return meant


def _marked(text: str, mark: str) -> str:
    return _known(text).rstrip("~?%") + mark


def _number(text: str) -> int:
    return _ORDINALS[text.casefold()] if text.casefold() in _ORDINALS else int(text[0])


_FORMS: Final[tuple[tuple[str, _Meant], ...]] = (
    (rf"(?:FY|fiscal year|budget year|season)? ?{_YEAR} ?[-–/] ?(\d\d)", _years),
    (rf"FY ?{_YEAR}", lambda m: m[1]),
    (r"(\d{1,2})\.(\d{1,2})\.(\d{4})", lambda m: _day(int(m[3]), int(m[2]), int(m[1]))),
    (rf"{_YEAR}[-–](\d\d)(?:[-–](\d\d))?", _last_possible),
    (rf"{_YEAR}[-/.](\d{{1,2}})[-/.](\d{{1,2}})", lambda m: _day(*map(int, m.groups()))),
    (rf"{_YEAR}[-/.](\d)", lambda m: f"{m[1]}-0{m[2]}"),
    (rf"(\d{{1,2}})[/.-]{_YEAR}", lambda m: f"{m[2]}-{int(m[1]):02d}"),
    (rf"{_YEAR}(\d\d)(\d\d)", lambda m: "-".join(m.groups())),
    (r"([12]\d{3}-\d\d-\d\d)[T ].*", lambda m: m[1]),
    (r"(\d{3})", lambda m: f"0{m[1]}"),
    (r"\d{1,2}[:.]\d\d(?: ?[ap]\.?m\.?)?,? (?:on )?(.+)", lambda m: _known(m[1])),
    (r"\d{1,2} ?[ap]\.?m\.?,? (?:on )?(.+)", lambda m: _known(m[1])),
    (r"(?:AD|CE) ?(\d{1,4})", lambda m: f"{int(m[1]):04d}"),
    (r"(\d{1,4}) ?(?:AD|CE|A\. ?D\.?)", lambda m: f"{int(m[1]):04d}"),
    (r"(?:the )?([12]\d\d)0s", lambda m: f"{m[1]}X"),
    (r"(?:the )?(?:early|mid|late)[- ]([12]\d\d)0s", lambda m: f"{m[1]}X~"),
    (
        r"(?:the )?(\d{1,2})(?:st|nd|rd|th)[- ]century",
        lambda m: f"{int(m[1]) - 1:02d}XX",
    ),
    (
        r"(?:the )?(?:early|mid|late)[- ](\d{1,2})(?:st|nd|rd|th)[- ]century",
        lambda m: f"{int(m[1]) - 1:02d}XX~",
    ),
    (rf"Q([1-4])[ /-]?{_YEAR}", lambda m: _quarter(m[2], int(m[1]))),
    (rf"{_YEAR}[ /-]?Q([1-4])", lambda m: _quarter(m[1], int(m[2]))),
    (
        rf"(?:the )?(first|second|third|fourth|last|\d(?:st|nd|rd|th)) quarter(?: of)? {_YEAR}",
        lambda m: _quarter(m[2], _number(m[1])),
    ),
    (rf"H([12])[ /-]?{_YEAR}", lambda m: _half(m[2], int(m[1]))),
    (rf"{_YEAR}[ /-]?H([12])", lambda m: _half(m[1], int(m[2]))),
    (
        rf"(?:the )?(first|second|1st|2nd) half(?: of)? {_YEAR}",
        lambda m: _half(m[2], _number(m[1])),
    ),
    (
        rf"(early|mid|late)(?:[- ]in)?[- ]{_YEAR}",
        lambda m: _third(m[1].casefold(), m[2]),
    ),
    (rf"(?:the )?(?:beginning|start) of {_YEAR}", lambda m: _third("early", m[1])),
    (rf"(?:the )?middle of {_YEAR}", lambda m: _third("mid", m[1])),
    (rf"(?:the )?end of {_YEAR}", lambda m: _third("late", m[1])),
    (
        rf"(?:the )?({'|'.join(_SEASONS)})(?:,| of)? {_YEAR}",
        lambda m: _season(m[2], _SEASONS[m[1].casefold()]),
    ),
    (rf"{_YEAR},? ({'|'.join(_SEASONS)})", lambda m: _season(m[1], _SEASONS[m[2].casefold()])),
    (rf"{_YEAR}-?W(\d\d?)", lambda m: _week(m[1], m[2])),
    (rf"week (\d\d?),?(?: of)? {_YEAR}", lambda m: _week(m[2], m[1])),
    (rf"(?:since|after|from|starting|beginning) (.+?)(?: on| onwards?|(?: to| until) {_OPEN})?",
     lambda m: f"{_known(m[1])}/.."),
    (rf"(.+?)(?: ?[-–—/] ?| to | until | till | and )?{_OPEN}", lambda m: f"{_known(m[1])}/.."),
    (r"(.+?) ?[-–—]", lambda m: f"{_known(m[1])}/.."),
    (r"(?:before|until|till|up to|by|no later than|to) (.+)", lambda m: f"../{_known(m[1])}"),
    (r"[-–—] ?([12].+)", lambda m: f"../{_known(m[1])}"),
    (rf"[~≈] ?(.+)|{_ABOUT}\.? ?(.+)", lambda m: _marked(m[1] or m[2], "~")),
    (rf"(.+?) ?(?:\({_ABOUT}\.?\)|{_ABOUT}\.?)", lambda m: _marked(m[1], "~")),
    (r"(.+?)(?:~\?|\?~)", lambda m: _marked(m[1], "%")),
    (r"(?:possibly|perhaps|probably|maybe|likely) (.+)", lambda m: _marked(m[1], "?")),
    (r"(.+?) ?(?:\(\?\)|\?)", lambda m: _marked(m[1], "?")),
    (
        r"(?:between |from )?(.+?)(?: ?[–—] ?| - | to | until | till | through | and | / )(.+)",
        lambda m: f"{_known(m[1])}/{_known(m[2])}",
    ),
    (r"([12]\d{3})-([12]\d{3})", lambda m: f"{m[1]}/{m[2]}"),
    (r"(?:in|on|the year|year|during|throughout) (.+)", lambda m: _known(m[1])),
)  # fmt: skip
