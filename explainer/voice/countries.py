"""Countries by their codes, and what is meant by a country that is written another way."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from babel import Locale, localedata

from explainer.problems import did_you_mean
from explainer.voice import languages

_NOT_IN_ISO = {"XKX": "XK"}  # in common use, though not assigned
# In CLDR among the territories, but no countries.
_UNIONS = {"EU": "the EU", "EZ": "the euro area", "UN": "the UN"}
# Everyday names that neither ISO nor CLDR has, or no longer.
_ALSO = {
    "burma": "MMR", "cape verde": "CPV", "drc": "COD", "great britain": "GBR", "holland": "NLD",
    "ivory coast": "CIV", "macedonia": "MKD", "palestine": "PSE", "swaziland": "SWZ",
    "turkey": "TUR",
}  # fmt: skip
_OLD_NAMES = {"soviet union": "ussr", "east germany": "german democratic republic"}
_SMALL_WORDS = ("of", "the", "and")
_SUCCESSORS = {
    "ANT": "CUW, SXM and BES", "CSK": "CZE and SVK", "DDR": "DEU", "SCG": "SRB and MNE",
    "SUN": "RUS, UKR or BLR", "YUG": "SRB, HRV or SVN", "YMD": "YEM", "VDR": "VNM", "ZAR": "COD",
    "BUR": "MMR", "DHY": "BEN", "HVO": "BFA", "RHO": "ZWE", "TMP": "TLS",
}  # fmt: skip
_ONLY_TODAY = "only countries of today can be members"


def _iso() -> Any:
    """The tables of ISO 3166, which are read when somebody asks for a country."""
    import pycountry

    return pycountry


def alpha_2(code: str) -> str:
    """The alpha-2 code of a country with an ISO 3166 alpha-3 code; empty for any other code.

    >>> alpha_2("FRA"), alpha_2("fra"), alpha_2("XYZ")
    ('FR', '', '')
    """
    known = _iso().countries.get(alpha_3=code) if code.isupper() else None
    return str(known.alpha_2) if known else _NOT_IN_ISO.get(code, "")


def named(text: str, language: str) -> str:
    """The alpha-3 code of the country that goes by this name; empty where none does.

    Codes and initials are not taken for one: "AU" may be a union, too.

    >>> named("Ivory Coast", "en"), named("Deutschland", "de"), named("AU", "en")
    ('CIV', 'DEU', '')
    """
    word = text.casefold()
    if len(word) <= 3:
        return ""
    spoken = str(languages.locale(language))
    called = (code for short, code in _codes() if word in _called(short, code, spoken))
    return _ALSO.get(word) or next(called, "")


def meant(text: str, locale: Locale) -> str:
    """A cure for a country that is written as its name, the beginning of it, or another code."""
    word = _folded(text)
    names = _names(str(locale))
    if found := names.get(word):
        return f"write {found}"
    if outside := _no_country(word, locale):
        return outside
    begun = {code for name, code in names.items() if len(word) > 2 and name.startswith(word)}
    if len(begun) == 1:
        return f"did you mean {begun.pop()!r}?"
    codes = [entry.alpha_3 for entry in _iso().countries]
    if len(text) > 3:
        near = get_close_matches(word, names, n=1, cutoff=0.8)
        cure = "write its code, such as PRT for Portugal"
        return f"did you mean {names[near[0]]!r}?" if near else cure
    return did_you_mean(text.upper(), codes, otherwise="write three capital letters, such as PRT")


@lru_cache(maxsize=8)
def _names(language: str) -> dict[str, str]:
    """Everything that a country of today may be called, and its alpha-3 code."""
    found: dict[str, str] = {}
    clear: dict[str, set[str]] = {}
    for short, code in _codes():
        for name in _called(short, code, language):
            found.setdefault(name, code)
            clear.setdefault(_initials(name), set()).add(code)
    initials = {word: one.pop() for word, one in clear.items() if len(word) > 1 and len(one) == 1}
    return initials | found | _ALSO


def _codes() -> Iterator[tuple[str, str]]:
    yield from ((entry.alpha_2, entry.alpha_3) for entry in _iso().countries)
    yield from ((short, code) for code, short in _NOT_IN_ISO.items())


def _called(short: str, code: str, language: str) -> Iterator[str]:
    entry = _iso().countries.get(alpha_3=code)
    names = [code, short, *(getattr(entry, key, "") for key in ("name", "common_name"))]
    names += [str(Locale.parse(one).territories.get(short, "")) for one in (language, "en")]
    names += [getattr(entry, "official_name", "")]
    yield from (name.casefold() for name in names if name)


def _initials(name: str) -> str:
    words = name.replace("-", " ").split()
    return "".join(word[0] for word in words if word not in _SMALL_WORDS)


def _no_country(word: str, locale: Locale) -> str:
    """What to do with a union, a part of a country or a state that is no more."""
    for code, name in _UNIONS.items():
        called = {str(one.territories.get(code, "")).casefold() for one in (locale, Locale("en"))}
        if word in called | {code.casefold()}:
            return (
                f"{name[:1].upper()}{name[1:]} is no country: write 'name:' in place of 'country:',"
                " or list its states"
            )
    word = _OLD_NAMES.get(word, word)
    for entry in _iso().historic_countries:
        first = entry.name.partition(",")[0]
        if word in {one.casefold() for one in (entry.alpha_3, entry.name, first)}:
            such = _SUCCESSORS.get(entry.alpha_3, "")
            cure = f"list the states of today{such and f', such as {such}'}, or name it in 'text'"
            return f"{_ONLY_TODAY}, and {first} is none: {cure}"
    for part in _iso().subdivisions:
        if part.name.casefold() == word:
            whole = _iso().countries.get(alpha_2=part.country_code)
            code = whole.alpha_3 if whole else "its state"
            return f"{_ONLY_TODAY}: write {code}, with {part.name!r} as its 'organisation'"
    return ""


def codes_of(text: str, locale: Locale) -> frozenset[str]:
    """The countries that a code, or a name in any language, may mean: mostly one, or none.

    What the language of ``locale`` or English call so counts first.
    """
    word = _folded(text)
    if found := _names(str(locale)).get(word):
        return frozenset({found})
    return frozenset(_named_anywhere().get(word, {}))


def languages_of(text: str, code: str) -> frozenset[str]:
    """The languages in which a country is called just so."""
    return frozenset(_named_anywhere().get(_folded(text), {}).get(code, ()))


def _folded(text: str) -> str:
    return " ".join(text.casefold().replace(".", "").removeprefix("the ").split())


@lru_cache(maxsize=1)
def _named_anywhere() -> dict[str, dict[str, set[str]]]:
    """What each country is called in each language of the CLDR: codes with languages, by names."""
    found: dict[str, dict[str, set[str]]] = {}
    codes = list(_codes())
    for one in localedata.locale_identifiers():
        parts = one.split("_")
        if len(parts) > 1 and len(parts[-1]) != 4:  # as spoken in one country, hardly different
            continue
        territories = Locale.parse(one).territories
        for short, code in codes:
            name = _folded(str(territories.get(short, "")))
            found.setdefault(name, {}).setdefault(code, set()).add(parts[0])
    found.pop("", None)
    return found
