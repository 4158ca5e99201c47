"""Values, dates, countries and lists in a page's language, by Babel and so by the Unicode CLDR.

``language`` is a language tag such as "en-GB", "de" or "pt-BR". CLDR knows the names of months,
currencies, measures and countries; the few phrases that it lacks stand in ``_PHRASES``, and a
language that is not there gets the English ones.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final, Literal, TypeAlias

import pycountry
from babel import Locale
from babel.dates import format_date, match_skeleton
from babel.lists import format_list
from babel.numbers import (
    format_compact_decimal,
    format_decimal,
    format_percent,
    get_currency_name,
    get_currency_symbol,
)
from babel.units import format_unit

from explainer import languages, units
from explainer.dates import Date
from explainer.dates import parse as parse_date
from explainer.numerals import plain
from explainer.problems import did_you_mean
from explainer.values import Quantity, Unknown

_Month: TypeAlias = Literal["MMMM", "MMM"]

_PHRASES: Final[dict[str, dict[str, str]]] = {
    "en": {
        "unknown": "unknown", "about": "about {}", "at least": "at least {}", "over": "over {}",
        "nearly": "nearly {}", "at most": "at most {}", "under": "under {}", "of": "{} of {}",
        "to": "{} to {}", "per": "{} per {}", "times": "{} times",
        "percentage points": "{} percentage points", "uncertain": "possibly {}",
        "since": "since {}", "until": "until {}",
    },
    "de": {
        "unknown": "unbekannt", "about": "etwa {}", "at least": "mindestens {}",
        "over": "über {}", "nearly": "knapp {}", "at most": "höchstens {}", "under": "unter {}",
        "of": "{} von {}", "to": "{} bis {}", "per": "{} pro {}", "times": "{}-mal",
        "percentage points": "{} Prozentpunkte", "uncertain": "vermutlich {}",
        "since": "seit {}", "until": "bis {}",
    },
    "fr": {
        "unknown": "inconnu", "about": "environ {}", "at least": "au moins {}",
        "over": "plus de {}", "nearly": "près de {}", "at most": "au plus {}",
        "under": "moins de {}", "of": "{} sur {}", "to": "{} à {}", "per": "{} par {}",
        "times": "{} fois", "money": "{} de {}", "money, vowel": "{} d’{}",
        "percentage points": "{} points de pourcentage", "uncertain": "peut-être {}",
        "since": "depuis {}", "until": "jusqu’à {}",
    },
    "ru": {
        "unknown": "неизвестно", "about": "примерно {}", "at least": "не менее {}",
        "over": "более {}", "nearly": "почти {}", "at most": "не более {}", "under": "менее {}",
        "of": "{} из {}", "to": "{} – {}", "per": "{} / {}", "times": "{}×",
        "percentage points": "{} п. п.", "uncertain": "возможно, {}", "since": "{} – …",
        "until": "… – {}",
    },
}  # fmt: skip
_SIGNS = {
    "": "{}", "about": "~{}", "at least": "≥{}", "over": ">{}", "nearly": "~{}",
    "at most": "≤{}", "under": "<{}",
}  # fmt: skip
_BRITISH_SCALES = {"K": "k", "M": "m", "B": "bn", "T": "tn"}
_NOT_IN_ISO = {"XKX": "XK"}  # in common use, though not assigned
# A field of a date in CLDR's patterns, or a word in quotes; and what stays with a field before it.
_FIELD = re.compile(r"'[^']*'|([A-Za-z])\1*")
_MARK = re.compile(r"(?:[^\W\dA-Za-z_]|\.)*")
_MILLION = 10**6
_DECIMALS = 3  # with more digits than these after the point, a scale word hides more than it helps


def say(value: Quantity | Unknown | Date, language: str) -> str:
    """The value in words: "over 2.4 billion Swiss francs", "6–9 months", "December 2024"."""
    locale = _locale(language)
    if isinstance(value, Unknown):
        return _phrase(locale, "unknown")
    if isinstance(value, Date):
        return _say_date(value, locale, "MMMM")
    said = _said(value, locale)
    return _phrase(locale, value.hedge).format(said) if value.hedge else said


def _said(value: Quantity, locale: Locale) -> str:
    if value.total is not None:
        part, whole = _number(value.low, locale), _number(value.total, locale)
        said = _phrase(locale, "of").format(part, whole)
        return f"{said} {value.unit}".strip()
    number = _range(_number(value.low, locale), _number(value.high, locale), locale)
    return _with_unit(number, value.high, value.unit, locale)


def _range(first: str, last: str, locale: Locale) -> str:
    """Both ends of a range, what they share said once: "10–20 billion", "−5 to 3"."""
    if first == last:
        return last
    if _scale_word(first) == _scale_word(last):
        first = first.removesuffix(_scale_word(first))
        if "−" not in first:
            return f"{first}–{last}"
    return _phrase(locale, "to").format(first, last)


def _scale_word(number: str) -> str:
    """What follows the digits: " million", or nothing."""
    return re.sub(r"^.*\d", "", number)


def _number(value: Decimal, locale: Locale) -> str:
    """Digits, with a scale word from a million on, if that keeps every digit."""
    scaled = plain(value.scaleb(-min(value.adjusted() // 3 * 3, 12)))
    if abs(value) < _MILLION or scaled != round(scaled, _DECIMALS):
        return _digits(value, locale)
    return _compact(value, "long", locale)


def _compact(
    value: Decimal, length: Literal["long", "short"], locale: Locale, decimals: int = 6
) -> str:
    """The value with a scale word; many languages have only the short ones."""
    length = length if length in locale.compact_decimal_formats else "short"
    one = locale.compact_decimal_formats[length].get("one", {}).get(str(abs(value)))
    if one and one.pattern.count("0") == 1:  # 1 million; Babel takes the pattern for many
        return _with_minus(one.apply(value / abs(value), locale))
    return _with_minus(
        format_compact_decimal(value, format_type=length, locale=locale, fraction_digits=decimals)
    )


def _with_unit(number: str, amount: Decimal, unit: str, locale: Locale) -> str:
    if units.PER in unit:
        counted, _, each = unit.partition(units.PER)
        one = get_currency_name(each, 1, locale) if units.is_currency(each) else each
        return _phrase(locale, "per").format(_with_unit(number, amount, counted, locale), one)
    if unit in (units.TIMES, units.POINTS):
        return _phrase(locale, unit).format(number)
    if units.is_currency(unit):
        return _money(number, get_currency_name(unit, amount, locale), locale)
    if unit == units.PERCENT or units.measure(unit):
        return _measured(number, amount, unit, "long", locale)
    return f"{number} {unit}".strip()


def _money(number: str, currency: str, locale: Locale) -> str:
    if not _scale_word(number):
        return f"{number} {currency}"
    phrases = _PHRASES.get(locale.language, _PHRASES["en"])
    join = phrases.get("money", "{} {}")
    if currency[0].casefold() in "aeiou":
        join = phrases.get("money, vowel", join)
    return join.format(number, currency)


def _measured(
    number: str, amount: Decimal, unit: str, length: Literal["long", "short"], locale: Locale
) -> str:
    """``number``, which is ``amount`` or a range up to it, as CLDR writes the amount."""
    if unit == units.PERCENT:
        said = format_percent(amount / 100, locale=locale, decimal_quantization=False)
    else:
        measure = units.measure(unit) or ""
        said = format_unit(amount, measure, length, locale=locale)
        if measure in said:  # CLDR has no long form of it in this language
            said = format_unit(amount, measure, "short", locale=locale)
    return _with_minus(said).replace(_digits(amount, locale), number, 1)


def _digits(value: Decimal, locale: Locale) -> str:
    return _with_minus(format_decimal(value, locale=locale, decimal_quantization=False))


def _with_minus(number: str) -> str:
    """The number with a minus sign where CLDR has a hyphen."""
    return re.sub(r"-(?=\d)", "−", number)


def say_short(value: Quantity | Unknown | Date, language: str) -> str:
    """As ``say``, for axes and narrow places: "CHF 2.4bn", ">80%", "6–9 mths", "7/43"."""
    locale = _locale(language)
    if isinstance(value, Unknown):
        return "?"
    if isinstance(value, Date):
        return _say_date(value, locale, "MMM")
    if value.total is not None:
        return f"{_digits(value.low, locale)}/{_digits(value.total, locale)}"
    ends = (_short_number(value.low, locale), _short_number(value.high, locale))
    number = _range(*ends, locale)
    return _SIGNS[value.hedge].format(_short_unit(number, value, locale))


def _short_number(value: Decimal, locale: Locale) -> str:
    if abs(value) < _MILLION:
        return _digits(value, locale)
    short = _compact(value, "short", locale, decimals=2)
    if locale.language == "en" and locale.territory not in (None, "US"):
        short = re.sub(r"[KMBT]$", lambda match: _BRITISH_SCALES[match[0]], short)
    return short


def _short_unit(number: str, value: Quantity, locale: Locale) -> str:
    unit = value.unit
    if units.is_currency(unit):
        return _short_money(number, unit, locale)
    if unit == units.TIMES:
        return f"{number}×"
    if unit == units.PERCENT or units.measure(unit):
        return _measured(number, value.high, unit, "short", locale)
    return f"{number} {unit}".strip()


def _short_money(number: str, code: str, locale: Locale) -> str:
    """The currency before or after the number, as the locale has it; letters keep a space."""
    symbol = get_currency_symbol(code, locale)
    pattern = locale.currency_formats["standard"].pattern
    if re.match(r"[^#0]*¤", pattern):
        return f"{symbol}\u00a0{number}" if symbol[-1].isalpha() else f"{symbol}{number}"
    return f"{number}\u00a0{symbol}"


def _say_date(value: Date, locale: Locale, month: _Month) -> str:
    """The date, with the month written out ("MMMM") or short ("MMM")."""
    if value.precision == "interval":
        said = _interval(value, locale, month)
    elif value.precision in ("decade", "century"):
        said = f"{value.first.year}–{value.last.year}"
    else:
        said = format_date(value.first, _pattern(value.precision, locale, month), locale)
    if value.approximate:
        said = _phrase(locale, "about").format(said)
    return _phrase(locale, "uncertain").format(said) if value.uncertain else said


def _pattern(precision: str, locale: Locale, month: _Month) -> str:
    """How the language writes a day, a month or a year, in CLDR's letters: "d MMMM y"."""
    if precision == "day" and month == "MMMM":
        return str(locale.date_formats["long"].pattern)
    skeleton = {"day": "yMMMd", "month": f"y{month}", "year": "y"}[precision]
    formats = locale.datetime_skeletons
    return str(formats[match_skeleton(skeleton, formats) or skeleton].pattern)


def _interval(value: Date, locale: Locale, month: _Month) -> str:
    ends = [parse_date(end) for end in value.text.split("/") if end not in ("", "..")]
    said = [
        _say_date(replace(end, approximate=False, uncertain=False), locale, month) for end in ends
    ]
    if len(ends) == 1:
        return _phrase(locale, "until" if value.first == date.min else "since").format(*said)
    if said[0] == said[1]:
        return said[0]
    if ends[0].precision == ends[1].precision and ends[0].precision in ("day", "month"):
        pattern = _pattern(ends[0].precision, locale, month)
        before, own, after = _shared(pattern, _differing(value.first, value.last))
        first, last = (format_date(day, own, locale) for day in (value.first, value.last))
        before, after = (format_date(value.last, part, locale) for part in (before, after))
        return f"{before}{_dashed(first, last)}{after}"
    return _dashed(*said)


def _differing(first: date, last: date) -> str:
    """CLDR's letters for the largest field in which two days differ, and for all below it."""
    return "yMLd" if first.year != last.year else "MLd" if first.month != last.month else "d"


def _shared(pattern: str, differing: str) -> tuple[str, str, str]:
    """A pattern in three parts: what two dates share before, what is each one's own, what follows.

    The intervals that CLDR has of itself are not used: the dash in them, and whether it stands
    between spaces, comes and goes with its editions.
    """
    own = [part.span() for part in _FIELD.finditer(pattern) if part[0][0] in differing]
    start, end = own[0][0], own[-1][1]
    marked = end + len(_MARK.match(pattern, end)[0])  # type: ignore[index]
    if len(own) > 1 or marked < len(pattern):  # "11.–13. Dezember", but "december 11–13."
        end = marked
    return pattern[:start], pattern[start:end], pattern[end:]


def _dashed(first: str, last: str) -> str:
    """Both ends of a range; the dash stands between spaces if an end has one, or a hyphen."""
    dash = " – " if re.search(r"[\s-]", first + last) else "–"
    return f"{first}{dash}{last}"


def date_as_given(text: str, language: str) -> str:
    """A date as a source gives it, in words; a weekday or another wording as it is."""
    try:
        return say(parse_date(text), language)
    except ValueError:
        return text


def country(code: str, language: str) -> str:
    """The name of the country with an ISO 3166 alpha-3 code; ValueError for any other code."""
    known = pycountry.countries.get(alpha_3=code)
    alpha_2 = known.alpha_2 if known else _NOT_IN_ISO.get(code)
    if alpha_2 is None:
        raise ValueError(
            f"a country must be an ISO 3166 alpha-3 code, not {code!r}; {_country_meant(code)}"
        )
    names = _locale(language).territories
    return str(names.get(alpha_2) or Locale("en").territories[alpha_2])


def _country_meant(text: str) -> str:
    """A cure for a country that is written as its name, the beginning of it, or another code."""
    named = [
        entry.alpha_3
        for entry in pycountry.countries
        if text.casefold() == entry.alpha_2.casefold()
        or (len(text) > 2 and entry.name.casefold().startswith(text.casefold()))
    ]
    if len(named) == 1:
        return f"did you mean {named[0]!r}?"
    codes = [entry.alpha_3 for entry in pycountry.countries]
    return did_you_mean(text, codes, otherwise="write three capital letters, such as PRT")


def language_name(tag: str, language: str) -> str:
    """The name of the language with a language tag ("de" -> "German"); an unknown tag as it is."""
    try:
        return _locale(tag).get_display_name(_locale(language)) or tag
    except ValueError:
        return tag


def listed(items: Sequence[str], language: str) -> str:
    """The items as one phrase: "a, b and c"."""
    return format_list(list(items), locale=_locale(language))


def count(number: int, language: str) -> str:
    """A whole number with the language's separators: "1,234"."""
    return format_decimal(number, locale=_locale(language))


def _phrase(locale: Locale, key: str) -> str:
    return _PHRASES.get(locale.language, {}).get(key) or _PHRASES["en"][key]


_locale = languages.locale
