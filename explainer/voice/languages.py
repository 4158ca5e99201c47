"""Language tags (BCP 47): which there are, how they are spelt, and which way they are written."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches
from functools import lru_cache

from babel import Locale, UnknownLocaleError
from babel.core import get_global

_TAG = re.compile(
    r"(?P<language>[a-z]{2,3})(?P<extended>-[a-z]{3})?(?:-(?P<script>[a-z]{4}))?"
    r"(?:-(?P<region>[a-z]{2}|[0-9]{3}))?"
    r"(?P<variants>(?:-(?:[a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*)"
    r"(?P<rest>(?:-[0-9a-wy-z](?:-[a-z0-9]{2,8})+)*(?:-x(?:-[a-z0-9]{1,8})+)?)",
    re.IGNORECASE,
)
_ENGLISH = Locale("en")


def known(text: str) -> str:
    """``text`` as a tag with its letters in the usual case; ValueError with a cure for any other.

    Dead and rare languages are languages too: a source may be written in one.
    """
    tag = _spelt(text)
    if tag is None:
        raise ValueError(_refusal(text, _meant(text)))
    return tag


def printed(text: str) -> str:
    """The same; ValueError too for a language in whose words values and dates cannot be printed."""
    tag = _spelt(text)
    if tag is None:
        raise ValueError(_refusal(text, [code for code in _meant(text) if _locale(code)]))
    if _locale(tag) is None:
        raise ValueError(
            "the language of a site must be one whose words for dates and numbers the Unicode CLDR"
            f" has, not {text!r}; write the tag of another, such as 'en'"
        )
    return tag


@lru_cache(maxsize=64)
def locale(tag: str) -> Locale:
    """What CLDR knows of the language with a tag; ValueError where it knows nothing."""
    return _locale(printed(tag)) or _ENGLISH


@lru_cache(maxsize=64)
def direction(tag: str) -> str:
    """Which way the language is written: "ltr" or "rtl"; empty where that is not known."""
    found = _locale(tag) if tag else None
    return str(found.text_direction) if found else ""


def with_region(tag: str) -> str:
    """The tag as Open Graph wants it, with the likeliest region: "en_GB", "de_DE"."""
    found = locale(tag)
    likely = get_global("likely_subtags").get(found.language, "")
    region = found.territory or likely.rpartition("_")[2]
    return f"{found.language}_{region}" if len(region) == 2 else found.language


def _refusal(text: str, meant: Iterable[str]) -> str:
    cure = (
        " or ".join(f"write {code!r}" for code in meant)
        or "write that of the language, such as 'pt-BR'"
    )
    return f"a language must be a language tag, such as en-GB or de, not {text!r}; {cure}"


def _spelt(text: str) -> str | None:
    """The tag in its usual case, with the shortest code of its language; None if it is no tag.

    The names of locales, with "_" for "-", are read too.
    """
    match = _TAG.fullmatch(text.replace("_", "-"))
    if not match:
        return None
    language = _shortest(match["language"].lower())
    script = (match["script"] or "").capitalize()
    region = (match["region"] or "").upper()
    region = " ".join(get_global("territory_aliases").get(region, [region])[:1])
    if not language or script not in {"", *_ENGLISH.scripts}:
        return None
    if region not in {"", *_ENGLISH.territories}:
        return None
    place = f"-{script}" if script else "", f"-{region}" if region else ""
    more = (match[part].lower() for part in ("variants", "rest"))
    return "".join([language, (match["extended"] or "").lower(), *place, *more])


def _shortest(code: str) -> str:
    """The code of a language, with two letters if it has such a one; empty for no language."""
    if len(code) == 2 and code in _ENGLISH.languages:
        return code
    import pycountry  # which reads some eight thousand languages

    found = pycountry.languages.get(**{f"alpha_{len(code)}": code})
    if found:
        return str(getattr(found, "alpha_2", code))
    return code if code in _ENGLISH.languages or code in get_global("language_aliases") else ""


def _locale(tag: str) -> Locale | None:
    """The nearest that CLDR has: a language abroad is printed as it is at home."""
    match = _TAG.fullmatch(tag)
    assert match, tag
    language, script, region = match["language"], match["script"], match["region"]
    for parts in ([language, script, region], [language, script], [language]):
        try:
            return Locale.parse("-".join(filter(None, parts)), sep="-")
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _meant(text: str) -> list[str]:
    """The tag that was meant by a name, a country, or a tag with a slip."""
    word = text.strip().casefold()
    parts = [part for part in re.split(r"[^a-z0-9]+", word) if part]
    while parts:
        tag = _spelt("-".join(parts))
        if tag:
            return [tag]
        parts.pop()
    for names in (_english_names, _own_names):
        if word in names():
            return [names()[word]]
    if word.upper() in _ENGLISH.territories:
        likely = get_global("likely_subtags").get(f"und_{word.upper()}")
        return [likely.partition("_")[0] if likely else f"en-{word.upper()}"]
    near = [_english_names()[name] for name in get_close_matches(word, _english_names(), 9, 0.8)]
    return [tag for tag in near if _locale(tag)][:1]


@lru_cache(maxsize=1)
def _english_names() -> dict[str, str]:
    import pycountry

    named = {one.name.casefold(): _shortest(one.alpha_3) for one in pycountry.languages}
    for code, name in _ENGLISH.languages.items():
        if tag := _spelt(code):
            named[name.casefold()] = tag
    return named


@lru_cache(maxsize=1)
def _own_names() -> dict[str, str]:
    """The tags by what the languages call themselves; each has to be looked up in a file."""
    codes = [str(code) for code in _ENGLISH.languages if "_" not in str(code)]
    locales = {code: _locale(code) for code in codes}
    return {
        one.languages[code].casefold(): code
        for code, one in locales.items()
        if one and one.language == code and code in one.languages
    }
