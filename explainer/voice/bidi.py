"""Words written from right to left among others, kept apart by the isolates of Unicode (UAX 9).

Texts carry the isolates as characters, which hold in every place where there are no elements: in
attributes, drawings and plain text. In the text of a page they become ``<bdi>``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from explainer.voice.languages import direction

FIRST_STRONG, POP = "\u2068", "\u2069"

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
_ENDS = re.compile(f"([{FIRST_STRONG}{POP}])")
_ISOLATED = re.compile(f"{FIRST_STRONG}([^{FIRST_STRONG}{POP}]*){POP}")


def is_right_to_left(text: str) -> bool:
    """Whether any of it is written from right to left."""
    return not text.isascii() and bool(_RIGHT_TO_LEFT.search(text))


def begins_right_to_left(text: str) -> bool:
    """Whether its first letter is of those: how the text as a whole is then set.

    >>> begins_right_to_left("2030: שלום"), begins_right_to_left("In 2030: שלום")
    (True, False)
    """
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
    return "".join(_pieces(html)) if FIRST_STRONG in html else html


_TOKEN = re.compile(r"(?P<tag><(?P<name>/?\w*)[^>]*>)|[^<]+")
_WITHOUT_ELEMENTS = frozenset(("script", "style", "title", "desc", "text", "textarea"))
_ATTRIBUTE = re.compile(r'(?<=\s)([\w:-]+)="([^"]*)"')
_READ_ALOUD = ("alt", "aria-label", "content", "data-label", "title")


def _pieces(html: str) -> Iterator[str]:
    """Every tag and text, with the elements it gets."""
    end = html.rfind(">") + 1  # up to here, whatever opens a tag finds its end
    closing = ""
    for match in _TOKEN.finditer(html, 0, end):
        name = match["name"]
        if closing:
            closing = "" if name == closing else closing
            yield match[0]
        elif name in _WITHOUT_ELEMENTS:
            closing = f"/{name}"
            yield match[0]
        else:
            yield _ATTRIBUTE.sub(_attribute, match[0]) if match["tag"] else _in_elements(match[0])
    yield html[end:]


def _in_elements(text: str) -> str:
    """Every isolate that is closed here, those within others too."""
    parts = _ENDS.split(text)
    opened = []
    for at, part in enumerate(parts):
        if part == FIRST_STRONG:
            opened.append(at)
        elif part == POP and opened:
            parts[opened.pop()], parts[at] = "<bdi>", "</bdi>"
    return "".join(parts)


def _attribute(match: re.Match[str]) -> str:
    name, value = match.groups()
    if name not in _READ_ALOUD or _ISOLATED.fullmatch(value):
        value = without(value)
    return f'{name}="{value}"'
