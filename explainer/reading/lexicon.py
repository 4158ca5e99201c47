"""Numbers as another language writes them, put into English notation: "11,2 Billionen Rubel".

Signs, scale words and names of currencies and measures come from the Unicode CLDR, by Babel.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from typing import NamedTuple

from babel import Locale
from babel.numbers import get_currency_name
from babel.units import format_unit

from explainer.quantities import units
from explainer.reading.shadows import Shadow
from explainer.voice import languages
from explainer.voice.phrases import phrase

_SCALES = {3: "thousand", 6: "million", 9: "billion", 12: "trillion"}
_SPACES = dict.fromkeys(map(ord, "\u00a0\u202f\u2009"), " ")


class _Language(NamedTuple):
    """What is rewritten: digits with signs, and the words behind digits with what they mean."""

    digits: re.Pattern[str]
    signs: dict[int, str]
    words: re.Pattern[str]
    scales: dict[str, str]
    units: dict[str, str]
    hedges: dict[str, str]
    joins: dict[str, str]

    def meant(self, match: re.Match[str]) -> str:
        """The scale word and the unit behind a number, in English."""
        scale, unit = match["scale"], match["unit"]
        said = [self.scales[_key(scale)]] if scale else []
        return "".join(f" {word}" for word in [*said, *([self.units[_key(unit)]] if unit else [])])


def in_english(shadow: Shadow, language: str) -> Shadow:
    """The shadow with the numbers and units of ``language`` in English notation."""
    known = _language(language)
    if known is None:
        return shadow
    shadow = shadow.sub(known.digits, lambda match: match[0].translate(known.signs))
    shadow = shadow.sub(known.words, known.meant)
    if known.hedges:
        hedges = re.compile(rf"(?i)(?<!\w)({_any(known.hedges)}) (?=[\d−-])")
        shadow = shadow.sub(hedges, lambda match: f"{known.hedges[_key(match[1])]} ")
    if known.joins:
        joins = re.compile(rf"(?<=[\w%]) ({_any(known.joins)}) (?=[\d−-])")
        shadow = shadow.sub(joins, lambda match: f" {known.joins[match[1]]} ")
    return shadow


@cache
def _language(tag: str) -> _Language | None:
    try:
        locale = languages.locale(tag)
    except ValueError:
        return None
    if locale.language == "en":
        return None
    symbols = locale.number_symbols.get("latn", {})
    point, group = symbols.get("decimal", "."), symbols.get("group", ",").translate(_SPACES)
    group = group.replace("’", "'")
    signs = {0x66B: ".", 0x66C: ",", ord(point): "."}  # the Arabic ones, too
    signs |= {ord(group): ","} if group not in " '" else {}
    scales, names = _scales(locale), _units(locale)
    sign, parting = re.escape(point), re.escape(group)
    scale, unit = _any(scales), rf"(?:[ -]?(?:de |d['’])?(?P<unit>{_any(names)})(?!\w))"
    return _Language(
        re.compile(
            rf"(?<![\d.,])\d{{1,3}}(?:{parting}\d{{3}})+(?!\d)(?:{sign}\d+)?"
            rf"|(?<!\d)\d++{sign}\d+"
        ),
        signs,
        re.compile(rf"(?i)(?<=\d)(?:[ -]?(?P<scale>{scale})(?!\w))?{unit}?"),
        scales,
        names,
        _phrases(_HEDGES, locale),
        _phrases({"of": "of", "to": "to"}, locale),
    )


_HEDGES = ("about", "at least", "over", "nearly", "at most", "under")


def _phrases(keys: Iterable[str], locale: Locale) -> dict[str, str]:
    """The words of a language for phrases before and between numbers, and the English ones."""
    words = {_key(phrase(key, locale).replace("{}", " ").strip()): key for key in keys}
    return {word: key for word, key in words.items() if word[:1].isalpha()}


def _any(words: dict[str, str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def _key(word: str) -> str:
    return word.casefold().translate(_SPACES)


def _scales(locale: Locale) -> dict[str, str]:
    """Scale words of a language, such as "Billionen", and the English ones."""
    found = {}
    for length in ("short", "long"):
        for patterns in locale.compact_decimal_formats.get(length, {}).values():
            for amount, pattern in patterns.items():
                word = re.sub(r"[0'\s\u00a0\u202f]+$|^[0'\s\u00a0\u202f]+", "", pattern.pattern)
                power = len(amount) - pattern.pattern.count("0")
                if word and power in _SCALES and len(word) > 1:
                    found[_key(word.replace("'", ""))] = _SCALES[power]
    return found


def _units(locale: Locale) -> dict[str, str]:
    """Names of currencies and measures in a language, and the English ones."""
    found: dict[str, str] = {}
    for code in units.currencies():
        found |= dict.fromkeys(_names(code, locale), code)
    # A bare "rublos" means the main currency that is called so.
    words = Counter(word for name in found for word in set(name.split()))
    for name in [name for code in reversed(units.MAIN_CURRENCIES) for name in _names(code, locale)]:
        main = found[name]
        found |= {word: main for word in name.split() if len(word) > 2 and words[word] > 1}
    for english, measure in units.measures().items():
        found |= dict.fromkeys(_forms(measure, locale), english)
    for unit in (units.TIMES, units.POINTS):
        said = {_key(phrase(unit, locale, Decimal(count)).format("")) for count in (1, 2, 5)}
        found |= {word.strip(" -"): unit for word in said if word.strip(" -")[:1].isalpha()}
    return found | dict.fromkeys(_forms("concentr-percent", locale), units.PERCENT)


def _names(code: str, locale: Locale) -> set[str]:
    """A currency's name with any number before it."""
    return {_key(get_currency_name(code, count, locale)) for count in (1, 2, 5, 1.5)}


def _forms(measure: str, locale: Locale) -> set[str]:
    """What stands behind a number of a measure, in every case that CLDR has: "Kilometern", "km"."""
    names = set()
    for length in ("long", "short"):
        for count in (1, 2, 5, 1.5):
            said = format_unit(count, measure, length, locale=locale)
            names.add(_key(re.sub(r"^[\d.,]+", "", said)).strip())
    return {name for name in names if len(name) > 1 and not re.search(r"\d|-", name)}
