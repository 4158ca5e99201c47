"""Letters that only look like those around them: one Cyrillic letter hides the number "eighty"."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

_LATIN = "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f"
_CYRILLIC, _GREEK = "\u0400-\u052f", "\u0370-\u03ff"
_FROM_CYRILLIC = dict(
    zip("аеорсухіјѕԁһӏԛԝѵАВЕКМНОРСТУХІЈЅЁё", "aeopcyxijsdhlqwvABEKMHOPCTYXIJSËë", strict=True)
)
# No alpha, kappa, mu or omega, which are signs in Latin words, and nu in long ones only.
_FROM_GREEK = dict(zip("ονρυιΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ovpuiABEZHIKMNOPTYX", strict=True))  # noqa: RUF001
_TO_LATIN = str.maketrans(_FROM_CYRILLIC | _FROM_GREEK)
_FROM_LATIN = [
    str.maketrans({latin: other for other, latin in _FROM_CYRILLIC.items()}),
    # Latin capitals among Greek letters are symbols.
    str.maketrans({latin: other for other, latin in _FROM_GREEK.items() if latin.islower()}),
]
_FEWEST_WITH_GREEK = 4  # letters; shorter ones are symbols
_OTHER = re.compile(f"[{_CYRILLIC}{_GREEK}]")
_WORD = re.compile(f"[{_LATIN}{_CYRILLIC}{_GREEK}]++")
_ONE_SCRIPT = re.compile(f"[{_LATIN}]+|[{_CYRILLIC}]+|[{_GREEK}]+")
_INFLECTED = re.compile(rf"(?=[a-z]*[A-Z])[{_LATIN}]{{2,}}[{_CYRILLIC}]+")
_CYRILLIC_WORD = re.compile(rf"(?<![{_LATIN}])[{_CYRILLIC}]{{3,}}(?![{_LATIN}])")
_NEAR = 40


class Mixed(NamedTuple):
    """A word of two scripts at ``start``, its first odd letter at ``at``, and what was meant."""

    start: int
    end: int
    at: int
    meant: str


def mixed_in(text: str) -> list[Mixed]:
    """The words in which letters of one script stand for those of another that look the same."""
    if not _OTHER.search(text):
        return []
    words = (match for match in _WORD.finditer(text) if not _ONE_SCRIPT.fullmatch(match[0]))
    return [word for word in map(_mixed, words) if word]


def _mixed(match: re.Match[str]) -> Mixed | None:
    word = match[0]
    if not re.search(f"[{_LATIN}]", word):
        return None
    if re.search(f"[{_GREEK}]", word) and len(word) < _FEWEST_WITH_GREEK:
        return None
    meant = next((one for one in _respelled(word) if _ONE_SCRIPT.fullmatch(one)), None)
    if meant is None or (_INFLECTED.fullmatch(word) and _among_cyrillic(match)):
        return None
    odd = next(at for at, (a, b) in enumerate(zip(word, meant, strict=True)) if a != b)
    return Mixed(match.start(), match.end(), match.start() + odd, meant)


def _respelled(word: str) -> list[str]:
    """The word in Latin letters, in Cyrillic and in Greek ones, as far as they look the same."""
    return [word.translate(letters) for letters in (_TO_LATIN, *_FROM_LATIN)]


def _among_cyrillic(match: re.Match[str]) -> bool:
    """Whether the words around are Cyrillic, where Latin names are inflected."""
    text, (start, end) = match.string, match.span()
    return bool(
        _CYRILLIC_WORD.search(text[max(0, start - _NEAR) : start] + " " + text[end : end + _NEAR])
    )


def fault(text: str, mixed: Mixed) -> tuple[str, str]:
    """Message and cure for such a word."""
    letter = text[mixed.at]
    name = unicodedata.name(letter, "a letter of another script").lower()
    return (
        "a word must be written in the letters of one script, but"
        f" {text[mixed.start : mixed.end]!r} has U+{ord(letter):04X} ({name}) in it",
        f"retype the word: {mixed.meant!r}",
    )
