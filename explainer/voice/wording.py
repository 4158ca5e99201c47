"""Values, dates, countries and lists in a page's language, by Babel and so by the Unicode CLDR.

``language`` is a language tag such as "en-GB", "de" or "pt-BR". CLDR knows the names of months,
currencies, measures and countries; the few phrases that it lacks stand in ``phrases``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Final, Literal, TypeAlias

from babel import Locale
from babel.dates import format_date, format_skeleton, match_skeleton
from babel.lists import format_list
from babel.numbers import get_currency_name, get_currency_symbol, get_currency_unit_pattern
from babel.units import format_compound_unit, format_unit

from explainer.quantities import dimensions, spellings, units
from explainer.quantities.dates import Date
from explainer.quantities.dates import parse as parse_date
from explainer.quantities.values import Quantity, Unknown
from explainer.voice import countries, languages, spaces
from explainer.voice.digits import digits, scale_word, shortened, written_out
from explainer.voice.phrases import joined, known, phrase

_Month: TypeAlias = Literal["MMMM", "MMM"]
Length: TypeAlias = Literal["long", "short"]

_SIGNS = {
    "": "{}", "about": "~{}", "at least": "≥{}", "over": ">{}", "nearly": "~{}",
    "at most": "≤{}", "under": "<{}",
}  # fmt: skip
_DIGITS: Final = re.compile(r"-?[0-9]+")
_TWO_STOPS: Final = re.compile(r"(?<=[^\W\d_])\.((?:</\w+>)*)\.(?![./\w])")
_SEASONS = {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_WITH_ERA = 1000
# A field of a date in CLDR's patterns, or a word in quotes; and what stays with a field before it.
_FIELD = re.compile(r"'[^']*'|([A-Za-z])\1*")
_MARK = re.compile(r"(?:[^\W\dA-Za-z_]|\.)*")


def say(value: Quantity | Unknown | Date, language: str) -> str:
    """The value in words; ValueError where nothing is known of the language.

    >>> from explainer.quantities.dates import read
    >>> [say(read(text), "en-GB") for text in ("over 2.4 billion CHF", "6 to 9 months", "2024-12")]
    ['over 2.4 billion Swiss francs', '6–9 months', 'December 2024']
    >>> say(read("2024-12"), "de")
    'Dezember 2024'
    """
    return spaces.in_text(_said(value, _locale(language)))


def say_short(value: Quantity | Unknown | Date, language: str) -> str:
    """As ``say``, for axes and narrow places: "CHF 2.4bn", ">80%", "6–9 mths", "7/43"."""
    return spaces.in_label(_said_short(value, _locale(language)))


def _said(value: Quantity | Unknown | Date, locale: Locale) -> str:
    if isinstance(value, Unknown):
        return phrase("unknown", locale)
    if isinstance(value, Date):
        return _say_date(value, locale, "MMMM")
    if value.total is not None:
        said = _part(value, locale)
    elif units.parts(value.unit):
        said = _in_parts(value, "long", locale)
    else:
        low, high = (_signed(value, end, written_out(end, locale)) for end in _ends(value))
        said = _with_unit(_range(low, high, locale), value, value.unit, "long", locale)
    return phrase(value.hedge, locale).format(said) if value.hedge else said


def _said_short(value: Quantity | Unknown | Date, locale: Locale) -> str:
    if isinstance(value, Unknown):
        return "?"
    if isinstance(value, Date):
        return _say_date(value, locale, "MMM")
    if value.total is not None:
        said = f"{digits(value.low, locale)}/{digits(value.total, locale)}"
    elif units.parts(value.unit):
        said = _in_parts(value, "short", locale)
    else:
        low, high = (_signed(value, end, shortened(end, locale)) for end in _ends(value))
        said = _with_unit(_range(low, high, locale), value, value.unit, "short", locale)
    return _SIGNS[value.hedge].format(said)


def _part(value: Quantity, locale: Locale) -> str:
    if value.fraction and locale.language == "en":
        words = spellings.fraction(int(value.low), int(value.total or 0))
        return f"{words} of {value.unit}" if value.unit else words
    part, whole = written_out(value.low, locale), written_out(value.total or value.low, locale)
    said = phrase("in" if value.ratio else "of", locale).format(part, whole)
    return f"{said} {value.unit}".strip()


def _ends(value: Quantity) -> tuple[Decimal, Decimal]:
    return value.low, value.high


def _signed(value: Quantity, end: Decimal, said: str) -> str:
    """With the plus that the editor wrote: "+3"."""
    return f"+{said}" if value.plus and end > 0 else said


def _range(first: str, last: str, locale: Locale) -> str:
    """Both ends of a range, what they share said once: "10–20 billion", "−5 to 3"."""
    if first == last:
        return last
    if scale_word(first) == scale_word(last):
        first = first.removesuffix(scale_word(first))
        if not re.search("[−+]", first):
            return f"{first}–{last}"
    return phrase("to", locale).format(first, last)


def _with_unit(number: str, value: Quantity, unit: str, length: Length, locale: Locale) -> str:
    """``number``, which says how much ``value`` is, with a unit that agrees with it."""
    amount = abs(value.high)
    if units.PER in unit:
        return _rate(number, value, unit, length, locale)
    if units.is_currency(unit):
        return _money(number, amount, unit, length, locale)
    if unit == units.TIMES and length == "short":
        return f"{number}×"
    if unit in (units.TIMES, units.POINTS):
        return phrase(unit, locale, amount).format(number)
    if unit == units.PERCENT:
        pattern = locale.percent_formats[None].pattern.split(";")[0]
        return re.sub(r"[#0][#0,.]*", lambda _: number, pattern)
    if measure := units.measure(unit):
        return _measured(number, value, (measure,), length, locale)
    return _counted(number, amount, unit, locale)


def _rate(number: str, value: Quantity, unit: str, length: Length, locale: Locale) -> str:
    counted, _, each = unit.partition(units.PER)
    measures = [measure for part in (counted, each) if (measure := units.measure(part))]
    if len(measures) == 2:
        return _measured(number, value, tuple(measures), length, locale)
    said = _with_unit(number, value, counted, length, locale)
    if length == "short" and units.is_currency(counted):
        said = f"{number} {counted}"
    if measures and units.measure(each):
        return str(format_compound_unit(said, denominator_unit=measures[0], locale=locale))
    return phrase("per", locale).format(said, _one(each, length, locale))


def _one(each: str, length: Length, locale: Locale) -> str:
    """What a rate is by: "US dollar", "person", "100,000 people"."""
    if units.is_currency(each):
        return each if length == "short" else get_currency_name(each, 1, locale)
    base, of = units.base(each)
    return f"{written_out(base, locale)} {of}".strip() if base else each


def _money(number: str, amount: Decimal, code: str, length: Length, locale: Locale) -> str:
    if length == "short":
        return _short_money(number, code, locale)
    name = get_currency_name(code, amount, locale)
    if scale_word(number) and known("scaled", locale):
        return joined(number, name, locale)
    return get_currency_unit_pattern(code, amount, locale).format(number, name)


def _short_money(number: str, code: str, locale: Locale) -> str:
    """The currency before or after the number, as the locale has it; letters keep a space."""
    symbol = get_currency_symbol(code, locale)
    pattern = locale.currency_formats["standard"].pattern
    if re.match(r"[^#0]*¤", pattern):
        return f"{symbol} {number}" if symbol[-1].isalpha() else f"{symbol}{number}"
    return f"{number} {symbol}"


def _counted(number: str, amount: Decimal, noun: str, locale: Locale) -> str:
    if locale.language == "en" and locale.plural_form(amount) == "one":
        noun = units.singular(noun)
    return (
        joined(number, noun, locale) if scale_word(number) and noun else f"{number} {noun}".strip()
    )


def _measured(
    number: str, value: Quantity, measures: tuple[str, ...], length: Length, locale: Locale
) -> str:
    """As CLDR writes the amount, with ``number`` in its place."""
    single = number == digits(value.low, locale)
    # Some languages write one and two without a number, which a range cannot do without.
    amounts = [value.high] if single else [value.high, Decimal(3), Decimal(100)]
    forms = [_in_measure(f"{amount}", measures, length, locale) for amount in amounts]
    form = next((one for one in forms if _DIGITS.search(one)), forms[0])
    after = _DIGITS.sub("", form, count=1).strip()
    if scale_word(number) and known("scaled", locale) and form.endswith(after):
        return joined(number, after, locale)
    return _DIGITS.sub(lambda _: number, form, count=1)


@lru_cache(maxsize=4096)
def _in_measure(written: str, measures: tuple[str, ...], length: Length, locale: Locale) -> str:
    """An amount in whole digits, to be replaced, and its measure in the form that goes with it.

    The amount is given as text, for 1.0 and 1 are the same number and have other forms.
    """
    first, *others = measures
    amount = Decimal(written)
    if others:
        return str(
            format_compound_unit(
                amount, first, denominator_unit=others[0], length=length, format="0", locale=locale
            )
        )
    said = format_unit(amount, first, length, format="0", locale=locale)
    if first in said and length == "long":  # CLDR has no long form of it in this language
        return _in_measure(written, measures, "short", locale)
    return said


def _in_parts(value: Quantity, length: Length, locale: Locale) -> str:
    """A measure of two parts: "3 hours, 20 minutes"."""
    larger, smaller = units.parts(value.unit) or ("", "")
    whole, rest = divmod(abs(value.low), dimensions.convert(Decimal(1), larger, smaller))
    parts = [(whole, larger), (rest, smaller)] if whole else [(rest, smaller)]
    said = [
        _with_unit(digits(one, locale), Quantity(one, one), unit, length, locale)
        for one, unit in parts
    ]
    with suppress(KeyError):  # Babel has no such list in some languages
        said = [format_list(said, style="unit", locale=locale)]
    return ("−" if value.low < 0 else "") + " ".join(said)


@lru_cache(maxsize=4096)
def _say_date(value: Date, locale: Locale, month: _Month) -> str:
    """The date, with the month written out ("MMMM") or short ("MMM")."""
    if value.precision == "interval":
        said = _interval(value, locale, month)
    elif value.precision == "season":
        said = _season(value, locale, month)
    elif value.precision in ("decade", "century"):
        said = f"{value.first.year}–{value.last.year}"
    else:
        said = format_date(value.first, _pattern(value.precision, locale, month), locale)
        if value.precision == "year" and value.first.year < _WITH_ERA:  # "25 AD", no number
            said = format_skeleton("Gy", value.first, locale=locale)
    if value.approximate:
        said = phrase("about", locale).format(said)
    return phrase("uncertain", locale).format(said) if value.uncertain else said


def _season(value: Date, locale: Locale, month: _Month) -> str:
    """ "autumn 2025", or its months in a language whose seasons are not known here."""
    name = _SEASONS[value.text[5:7]]
    if known(name, locale):
        return phrase(name, locale).format(value.first.year)
    year = value.text[:4]
    months = "" if name == "winter" else f"{year}-{value.first:%m}/{year}-{value.last:%m}"
    return _say_date(parse_date(months or year), locale, month)


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
        return phrase("until" if value.first == date.min else "since", locale).format(*said)
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
    """A date as a source gives it, in words; a weekday or another wording as it is.

    >>> date_as_given("2024-12", "en-GB"), date_as_given("last Tuesday", "en-GB")
    ('December 2024', 'last Tuesday')
    """
    try:
        return say(parse_date(text), language)
    except ValueError:
        return text


def country(code: str, language: str) -> str:
    """The name of the country with an ISO 3166 alpha-3 code; ValueError for any other code."""
    locale = _locale(language)
    alpha_2 = countries.alpha_2(code)
    if not alpha_2:
        cure = countries.meant(code, locale)
        raise ValueError(f"a country must be an ISO 3166 alpha-3 code, not {code!r}; {cure}")
    return spaces.in_text(locale.territories.get(alpha_2) or Locale("en").territories[alpha_2])


def language_name(tag: str, language: str) -> str:
    """The name of the language with a language tag; an unknown tag as it is.

    >>> language_name("de", "en-GB"), language_name("de", "de")
    ('German', 'Deutsch')
    """
    try:
        return _locale(tag).get_display_name(_locale(language)) or tag
    except ValueError:
        return tag


def listed(items: Sequence[str], language: str) -> str:
    """The items as one phrase.

    >>> listed(["Anna", "Ben", "Cleo"], "en-GB"), listed(["Anna", "Ben"], "fr")
    ('Anna, Ben and Cleo', 'Anna et Ben')
    """
    return format_list(list(items), locale=_locale(language))


def sentence_case(text: str) -> str:
    """The text as the beginning of a line: its first letter a capital, the others as they are.

    >>> sentence_case("an estimate by the IMF")
    'An estimate by the IMF'
    """
    return text[:1].upper() + text[1:]


def ended(text: str) -> str:
    """The text as a whole sentence: with a full stop, unless it asks something.

    >>> ended("Disputed"), ended("By how much?")
    ('Disputed.', 'By how much?')
    """
    return text if text.endswith("?") else f"{text}."


def with_one_stop(text: str) -> str:
    """Text in which no sentence ends in two full stops, as behind an abbreviation.

    >>> with_one_stop("They left the U.S.. It rained...")
    'They left the U.S. It rained...'
    """
    return _TWO_STOPS.sub(r".\1", text)


def count(number: int, language: str) -> str:
    """A whole number with the language's separators: "1,234"."""
    return spaces.in_text(digits(Decimal(number), _locale(language)))


def spelled_out(language: str) -> dict[str, str]:
    """What symbols of measures stand for, in small letters: "km" -> "kilometres"."""
    locale = _locale(language)
    many = {
        symbol.lower(): format_unit(5, measure, "long", locale=locale)
        for symbol, measure in units.with_symbols().items()
    }
    return {symbol: _DIGITS.sub("", said).strip().lower() for symbol, said in many.items()}


def load(size: int, language: str) -> str:
    """What is to be loaded, in megabytes: "1.4 MB"."""
    said = format_unit(round(size / 1e6, 1), "digital-megabyte", "short", locale=_locale(language))
    return spaces.in_label(said)


_locale = languages.locale
