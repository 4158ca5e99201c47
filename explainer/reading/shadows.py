"""A text as its readers see it: without what nobody sees, other forms of letters folded.

Numbers are looked for in the shadow of a text, so that no soft hyphen, no full-width digit and no
fraction sign hides one; the shadow knows where each of its characters stands in the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

HOLE = "\ufffc"
"""Stands in a text for what is no text of the author's: no number, no stray bracket."""

# Joiners, which some scripts and emoji need; and behind what a variation selector may stand.
_JOINERS = "\u200c\u200d"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_TAGS = "\U000e0000-\U000e007f"
_HIDDEN = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
)
_UNSEEN = re.compile(f"[{_HIDDEN}{_JOINERS}{_SELECTORS}{_TAGS}]")
INVISIBLE = re.compile(
    f"\U0001f3f4[{_TAGS}]+|[{_HIDDEN}{_TAGS}]"  # flags of parts of countries are spelled in tags
    f"|(?<![^\\w\\s]|\U000e007f)(?<![0-9*#](?=\ufe0f\u20e3))[\ufe00-\ufe0f]"
    "|(?<![\u2e80-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])[\U000e0100-\U000e01ef]"
)


@dataclass(frozen=True, slots=True)
class Shadow:
    """``starts`` has the offset of each character of ``text`` in the original, and of its end."""

    text: str
    starts: Sequence[int]

    def sub(self, pattern: re.Pattern[str], rewrite: Callable[[re.Match[str]], str]) -> Shadow:
        """The shadow with every match rewritten."""
        pieces: list[str] = []
        starts: list[int] = []
        end = 0
        for match in pattern.finditer(self.text):
            new = rewrite(match)
            pieces += [self.text[end : match.start()], new]
            starts += self.starts[end : match.start()]
            starts += [self.starts[match.start()]] * len(new)
            end = match.end()
        if not end:
            return self
        return Shadow("".join([*pieces, self.text[end:]]), [*starts, *self.starts[end:]])


def invisible(text: str) -> list[re.Match[str]]:
    """The characters in a text that nobody can see, and that nothing needs."""
    if text.isascii():
        return []
    return [match for match in INVISIBLE.finditer(text) if not match[0].startswith("\U0001f3f4")]


def visible(text: str) -> str:
    """The text without them."""
    return INVISIBLE.sub(lambda m: m[0] if m[0].startswith("\U0001f3f4") else "", text)


@lru_cache(maxsize=1024)
def fold(text: str) -> Shadow:
    """The shadow of a text."""
    spaced = text.replace("\t", " ").replace("\n", " ").replace("\r", " ")
    if text.isascii():
        return Shadow(spaced, range(len(text) + 1))
    pieces: list[str] = []
    starts: list[int] = []
    before, end = "", 0
    for match in _NOT_ASCII.finditer(text):
        at = match.start()
        pieces.append(spaced[end:at])
        starts += range(end, at)
        before = text[at - 1] if end < at else before
        folded = _folded(match[0], _kind(before))
        if "/" in folded and _touches(_seen_behind(text, at)):
            folded += " "  # what is behind a fraction is none of its digits: "½km", "¼000"
        before = match[0] if folded else before
        pieces.append(folded)
        starts += [at] * len(folded)
        end = match.end()
    return Shadow("".join([*pieces, spaced[end:]]), [*starts, *range(end, len(text) + 1)])


_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


def _seen_behind(text: str, at: int) -> str:
    """The next character that readers see as one of its own; "" at the end."""
    behind = (text[index] for index in range(at + 1, len(text)))
    marks = ("Mn", "Me")
    seen = (one for one in behind if not _UNSEEN.match(one))
    return next((one for one in seen if unicodedata.category(one) not in marks), "")


def _touches(char: str) -> bool:
    """Whether a letter or a digit, which would be read as part of the fraction before it."""
    another = "\u2044" in unicodedata.normalize("NFKC", char)  # which keeps apart by itself
    return _kind(char) in ("letter", "digit") and not another


_DASHES = {"\u2010": "-", "\u2011": "-", "\u2012": "–", "\u2015": "–"}
_FOLDED = ("L", "N", "Sc", "Sm", "Pd")
_ALIKE = dict(zip("\uff05\uff0c\uff0e\uff07\uff0f", "%,.'/", strict=True))  # full width
_ALIKE |= {"℃": "°C", "℉": "°F"}


@lru_cache(maxsize=4096)
def _kind(char: str) -> str:
    """What a character is to the one behind it: a digit, a raised one, a letter, or nothing."""
    if not char:
        return ""
    raised = unicodedata.decomposition(char).startswith("<super>")
    if unicodedata.category(char).startswith("N"):
        return "raised" if raised else "digit"
    return "letter" if char.isalpha() else "raised" if raised else ""


@lru_cache(maxsize=16384)
def _folded(char: str, after: str) -> str:
    category = unicodedata.category(char)
    if _UNSEEN.match(char) or (category in ("Mn", "Me") and after == "digit"):
        return ""
    if category == "Zs":
        return " "
    if category.startswith("N"):
        return _figure(char, after)
    if char == "\u207b" and after == "digit":
        return "^-"
    if not category.startswith(_FOLDED):
        return _ALIKE.get(char, char)
    return _DASHES.get(char) or (char if char in "ºª" else unicodedata.normalize("NFKC", char))


def _figure(char: str, after: str) -> str:
    """A digit or another sign for a number, in digits: "½" -> "1/2", "Ⅻ" -> "12", "²" -> "^2"."""
    plain = unicodedata.normalize("NFKC", char).replace("\u2044", "/")
    if "/" in plain:
        return f" {plain}" if after == "digit" else plain
    if unicodedata.decomposition(char).startswith("<super>"):
        return {"letter": char, "digit": f"^{plain}"}.get(after, plain)
    value = unicodedata.numeric(char, -1)
    return str(int(value)) if value == int(value) >= 0 else plain
