"""Numbers in a language: its digit groups, its decimal sign, its words for millions.

A number keeps the noughts behind the point that ``Decimal`` carries: 5.0 is not printed as 5.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, Literal

from babel import Locale
from babel.numbers import NumberPattern, get_decimal_symbol, get_group_symbol

_MILLION: Final = 10**6
_DECIMALS: Final = 3  # with more digits than these after the point, a scale word only hides them
_LARGEST: Final = 14  # CLDR has scale words up to hundreds of trillions
_BRITISH_SCALES: Final = {"K": "k", "M": "m", "B": "bn", "T": "tn"}
# Languages that group from five digits on: CLDR's minimumGroupingDigits, which Babel leaves out.
_FROM_FIVE_DIGITS: Final = frozenset({"es", "es_ES", "pt_PT", "pl", "it", "it_IT", "bg"})


def digits(value: Decimal, locale: Locale, group_from: int = 4) -> str:
    """All digits: "1,234.50", "−5"; whole numbers of fewer than ``group_from`` are not grouped."""
    whole, _, fraction = f"{abs(value):f}".partition(".")
    if str(locale) in _FROM_FIVE_DIGITS:
        group_from = 5
    number = _grouped(whole, locale) if len(whole) >= group_from else whole
    if fraction:
        number += get_decimal_symbol(locale) + fraction
    return f"−{number}" if value < 0 else number


def _grouped(whole: str, locale: Locale) -> str:
    last, others = locale.decimal_formats[None].grouping
    head, groups = whole[:-last], [whole[-last:]]
    while head:
        head, group = head[:-others], head[-others:]
        groups.insert(0, group)
    return get_group_symbol(locale).join(groups)


def written_out(value: Decimal, locale: Locale) -> str:
    """Digits, with a scale word from a million on, if that hides none of them.

    >>> english = Locale("en")
    >>> written_out(Decimal("2400000"), english), written_out(Decimal("2400001"), english)
    ('2.4 million', '2,400,001')
    """
    scaled = value.scaleb(-min(value.adjusted() // 3 * 3, 12))
    if abs(value) < _MILLION or scaled != round(scaled, _DECIMALS):
        return digits(value, locale)
    return _scaled(value, "long", locale)


def shortened(value: Decimal, locale: Locale) -> str:
    """At most two decimals and a short scale word from a million on: "2.4bn"."""
    if abs(value) < _MILLION:
        return digits(value, locale)
    short = _scaled(value, "short", locale, decimals=2)
    if locale.language == "en" and locale.territory not in (None, "US"):
        short = re.sub(r"[KMBT]$", lambda match: _BRITISH_SCALES[match[0]], short)
    return short


def scale_word(number: str) -> str:
    """What follows the digits: " million", or nothing."""
    return re.sub(r"^.*\d", "", number)


def _scaled(
    value: Decimal, length: Literal["long", "short"], locale: Locale, decimals: int = 6
) -> str:
    """The value with a scale word; many languages have only the short ones."""
    formats = locale.compact_decimal_formats
    forms = formats[length if length in formats else "short"]
    size = min(value.adjusted(), _LARGEST)
    number = _of_size(value, size, forms["other"])
    rounded = number if _has_noughts(value, number, decimals) else _rounded(number, decimals)
    if rounded.adjusted() > number.adjusted() and size < _LARGEST:  # 999.999 million is a billion
        return _scaled(Decimal(10 ** (size + 1)).copy_sign(value), length, locale, decimals)
    pattern = _pattern(forms, f"{10**size}", rounded, locale)
    return _with_affixes(pattern, rounded, locale) if pattern else digits(value, locale)


def _of_size(value: Decimal, size: int, forms: dict[str, NumberPattern]) -> Decimal:
    """How many of its scale word a value is."""
    pattern = forms.get(f"{10**size}")
    zeros = str(pattern.number_pattern).count("0") if pattern else 0
    return value.scaleb(zeros - 1 - size) if pattern and pattern.pattern != "0" else value


def _rounded(number: Decimal, decimals: int) -> Decimal:
    """At most so many decimals, without noughts behind the point."""
    short = round(number, decimals)
    whole = short.to_integral_value()
    return whole if short == whole else short.normalize()


def _has_noughts(value: Decimal, number: Decimal, decimals: int) -> bool:
    """Whether a value says how many decimals its scaled number has: "1.50 million"."""
    ends = value.as_tuple().exponent, number.as_tuple().exponent
    return isinstance(ends[0], int) and ends[0] > 0 and -int(ends[1]) <= decimals


def _pattern(
    forms: dict[str, dict[str, NumberPattern]], key: str, number: Decimal, locale: Locale
) -> NumberPattern | None:
    plurals = ("1" if number == 1 else "", locale.plural_form(abs(number)), "other")
    found = (forms.get(plural, {}).get(key) for plural in plurals)
    return next((pattern for pattern in found if pattern is not None), None)


def _with_affixes(pattern: NumberPattern, number: Decimal, locale: Locale) -> str:
    before, after = (
        re.sub(r"'([^']*)'", r"\1", part[0]) for part in (pattern.prefix, pattern.suffix)
    )
    return f"{before}{digits(number, locale, group_from=5)}{after}"
