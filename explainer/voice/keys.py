"""What content and ledger name by a key, in words: the one place where a key becomes English."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from explainer.voice.speech import Voice, later, voice

# Kinds of fact: where room is scarce, as the beginning of a line; and where a reader is to know
# what such a value is not.
SHORT_KINDS: Final[Mapping[str, str]] = {
    "measurement": later("Measurement"),
    "estimate": later("Estimate"),
    "forecast": later("Forecast"),
    "target": later("Target"),
    "ranking": later("Rank"),
    "count": later("Count"),
    "statement": later("Statement"),
    "derived": later("Our arithmetic"),
}
KINDS: Final[Mapping[str, str]] = {
    "measurement": later("a measurement"),
    "estimate": later("an estimate, not a measurement"),
    "forecast": later("a forecast, not a measurement"),
    "target": later("a target, not a forecast"),
    "ranking": later("a place in a ranking"),
    "count": later("a count"),
    "statement": later("a statement"),
    "derived": later("our arithmetic"),
}
# Why sources differ.
CONFLICTS: Final[Mapping[str, str]] = {
    "dispute": later("In dispute"),
    "different-thing": later("Another thing"),
    "revised": later("Counted anew"),
    "outdated": later("Out of date"),
    "rounding": later("Rounded differently"),
    "slip": later("A slip"),
    "garbled": later("Garbled"),
}
# What a picture is called by what made it, and the word for its being made.
PICTURES: Final[Mapping[str, tuple[str, str]]] = {
    "camera": (later("Photograph"), later("taken")),
    "drawing": (later("Drawing"), later("drawn")),
    "program": (later("Picture made by a program"), later("made")),
}
LICENCES: Final[Mapping[str, str]] = {
    "permission": later(": whoever made it allowed its use here, and must be asked for any other"),
    "public domain": later(": nobody has rights in it"),
}
# Kinds of source.
TYPES: Final[Mapping[str, str]] = {
    "document": later("primary document"),
    "agency": later("news agency"),
    "news": later("news publisher"),
    "state-media": later("state media"),
    "company": later("company"),
    "aggregator": later("aggregator: reprints the work of others"),
    "blog": later("blog"),
}
# How a source is based on another: in a drawing, before the other's name, and in sentences.
SHORT_BASED: Final[Mapping[str, str]] = {
    "credits": later("credits"),
    "republishes": later("republishes"),
    "translates": later("translates"),
    "rewrites": later("rewrites"),
    "quotes": later("quotes"),
    "suspected": later("perhaps from"),
}
BASED: Final[Mapping[str, str]] = {
    "credits": later("credits"),
    "republishes": later("reprints"),
    "translates": later("translates"),
    "rewrites": later("rewrites"),
    "quotes": later("quotes"),
    "suspected": later("seems to be based on"),
}
# The parts that dates play of which the program knows; any other is an editor's word.
ROLES: Final[Mapping[str, str]] = {
    "happened": later("happened"),
    "due": later("due"),
}


def role_in_words(role: str, language: str) -> str:
    """The part that a date plays, in words: ours in the page's language, an editor's as written.

    >>> role_in_words("happened", "en"), role_in_words("signed", "en")
    ('happened', 'signed')
    """
    return voice(language).tell(ROLES[role]) if role in ROLES else role


def type_in_words(type_: str, language: str) -> str:
    """What kind of source it is: ``state media``."""
    return voice(language).tell(TYPES[type_])


def short_kind(kind: str, language: str) -> str:
    """A kind of fact as the beginning of a line: ``Forecast``."""
    return voice(language).tell(SHORT_KINDS[kind])


def kind_in_words(kind: str, language: str) -> str:
    """What kind of fact it is, and is not: ``a forecast, not a measurement``."""
    return voice(language).tell(KINDS[kind])


def spoken(said: Voice) -> dict[str, Mapping[str, object]]:
    """All tables in one language, by the names by which templates know them."""
    alone: dict[str, Mapping[str, str]] = {
        "kinds": KINDS, "conflicts": CONFLICTS, "licences": LICENCES, "types": TYPES,
        "based": BASED,
    }  # fmt: skip
    found: dict[str, Mapping[str, object]] = {
        name: {key: said.tell(word) for key, word in words.items()} for name, words in alone.items()
    }
    pairs = {key: tuple(map(said.tell, words)) for key, words in PICTURES.items()}
    return found | {"pictures": pairs}
