"""Words written from right to left among others, kept apart by the isolates of Unicode (UAX 9).

Texts carry the isolates as characters, which hold in every place where there are no elements: in
attributes, drawings and plain text. In the text of a page they become ``<bdi>``.
"""

from __future__ import annotations

import re
import unicodedata

from explainer.languages import direction

FIRST_STRONG, POP = "\u2068", "\u2069"

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ISOLATED = re.compile(f"{FIRST_STRONG}([^{FIRST_STRONG}{POP}]*){POP}")


def is_right_to_left(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))


def begins_right_to_left(text: str) -> bool:
    """Whether its first letter is of those: how the text as a whole is then set."""
    letters = (unicodedata.bidirectional(char) for char in text)
    return next((kind for kind in letters if kind in ("L", "R", "AL")), "L") != "L"


def isolated(text: str, language: str) -> str:
    """A piece of a sentence in ``language``, apart if any of it is written the other way."""
    against = _has_left_to_right if direction(language) == "rtl" else is_right_to_left
    return f"{FIRST_STRONG}{text}{POP}" if against(text) else text


def _has_left_to_right(text: str) -> bool:
    return any(unicodedata.bidirectional(char) == "L" for char in text)


def apart(text: str) -> str:
    """A text between others, apart unless what is written from right to left in it already is."""
    if text.isascii() or not is_right_to_left(text):
        return text
    # A line of a longer text may have one end of an isolate.
    opened = text.count(FIRST_STRONG) - text.count(POP)
    whole = FIRST_STRONG * -opened + text + POP * opened
    return f"{FIRST_STRONG}{whole}{POP}" if is_right_to_left(_ISOLATED.sub("", whole)) else whole


def without(text: str) -> str:
    """The text as somebody wrote it, for data and addresses."""
    return text.replace(FIRST_STRONG, "").replace(POP, "")


def as_elements(html: str) -> str:
    """A page with ``<bdi>`` where elements may stand; whole values and addresses need nothing."""
    return _TOKEN.sub(_token, html) if FIRST_STRONG in html else html


_TOKEN = re.compile(
    r"<(script|style|title|desc|text|textarea)\b.*?</\1>|(?P<tag><[^>]*>)|(?P<words>[^<]+)",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r'(?<=\s)([\w:-]+)="([^"]*)"')
_READ_ALOUD = ("alt", "aria-label", "content", "data-label", "title")


def _token(match: re.Match[str]) -> str:
    text = match[0]
    if FIRST_STRONG not in text:
        return text
    if match["tag"]:
        return _ATTRIBUTE.sub(_attribute, text)
    while match["words"] and _ISOLATED.search(text):
        text = _ISOLATED.sub(r"<bdi>\1</bdi>", text)
    return text


def _attribute(match: re.Match[str]) -> str:
    name, value = match.groups()
    if name not in _READ_ALOUD or _ISOLATED.fullmatch(value):
        value = without(value)
    return f'{name}="{value}"'
