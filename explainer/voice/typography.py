"""Marks and spaces as a typesetter sets them, in the text of a finished page.

Editors type ' and " and plain spaces, and so do the words of the program: data and addresses stay
as they were typed. What is spoken or found instead of seen, as the name of a picture, has the marks
too. Which mark of a pair is meant tells markdown-it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from types import SimpleNamespace
from typing import Any, Final, NamedTuple, cast

from markdown_it.rules_core.smartquotes import process_inlines
from markdown_it.token import Token

from explainer.voice import languages
from explainer.voice.spaces import HARD

_TOKEN: Final = re.compile(r"<[^>]*>|[^<]+")
_TAG: Final = re.compile(r"<(?P<end>/?)(?P<name>\w*)(?P<rest>[^>]*)>")
_LANGUAGE: Final = re.compile(r'\slang="([^"]*)"')
_TYPED: Final = re.compile("['\"]|&(?:#39|#34|quot);")
_PLAIN: Final = {"&#39;": "'", "&#34;": '"', "&quot;": '"'}
_AS_IT_IS: Final = frozenset(("code", "kbd", "pre", "samp", "script", "style", "textarea"))
_ADDRESS: Final = re.compile(r'\sclass="[^"]*\baddress\b')
# What is read aloud, or told by the search, and what other sites tell of a page.
_TYPED_IN_TAG: Final = re.compile("'|&(?:#39|#34|quot);")
_SPOKEN: Final = re.compile(
    r'(?<=\s)((?:alt|aria-label|title|placeholder|data-(?:done|heads|line|said))=")([^"]*)"'
)
_TOLD: Final = re.compile(
    r'(?<=\s)((?:name="description"|property="og:(?:title|description|site_name|image:alt)")'
    r' content=")([^"]*)"'
)
# What the style sheet sets in a line of its own.
_ALONE: Final = re.compile(r'\sclass="[^"]*\bdetail\b')
_IN_A_LINE: Final = frozenset(
    "a abbr b bdi bdo button cite data del dfn em i ins mark q s small span strong sub sup time u"
    " var wbr".split()
)
_WITHOUT_END: Final = frozenset(("br", "col", "hr", "img", "input", "link", "meta", "wbr"))

# Opening and closing marks, and those within them: as the CLDR has them, which Babel leaves out.
_ENGLISH, _GERMAN, _RUSSIAN = "“”‘’", "„“‚‘", "«»„“"
_FRENCH: Final = ("«\u00a0", "\u00a0»", "“", "”")
_MARKS: Final[dict[str, str | tuple[str, ...]]] = {
    "bg": "„“’’", "bs": "„”’’", "ca": "«»“”", "cs": _GERMAN, "da": _ENGLISH, "de": _GERMAN,
    "el": "«»“”", "en": _ENGLISH, "es": "«»“”", "et": "„“‘’", "fi": "””’’", "fr": _FRENCH,
    "he": "””’’", "hr": "„”‚’", "hu": "„”»«", "id": _ENGLISH, "is": _GERMAN, "it": "«»“”",
    "lt": _GERMAN, "lv": "“”‘’", "mk": "„“’‘", "nb": "«»‘’", "nl": _ENGLISH, "nn": "«»‘’",
    "no": "«»‘’", "pl": "„”«»", "pt": _ENGLISH, "ro": "„”«»", "ru": _RUSSIAN, "sk": _GERMAN,
    "sl": _GERMAN, "sr": "„”’’", "sv": "””’’", "tr": _ENGLISH, "uk": _RUSSIAN, "vi": _ENGLISH,
}  # fmt: skip

# What stands between the texts of a line, and for a word in it that is left as it is.
_SEAM, _LEFT = "\x00", "x"
_LETTER: Final = r"[^\W\d_]"
_DIGIT: Final = re.compile(r"\d")
_NUMBER_AND_NOUN: Final = re.compile(
    rf"(?<=\d)(?<!\b1[5-9]\d\d)(?<!\b2[01]\d\d)({_SEAM}*)[ \n](?={_SEAM}*{_LETTER}{{1,16}}(?!\w))"
)


def typeset(html: str, language: str) -> str:
    """A page whose running text has the marks of its language, and no line ends within a date."""
    return "".join(_Page(language).set(html))


@dataclass
class _Line:
    """What is read without a break: its texts, where they stand, and within how many tags."""

    language: str
    owner: str  # the element that is in this language, and how many of its name are open
    depth: int = 1
    level: int = 0
    texts: list[str] = field(default_factory=list)
    places: list[tuple[int, int]] = field(default_factory=list)

    def add(self, text: str, place: int) -> None:
        """A text that stands at a place of the page; a negative place stays as it is."""
        self.texts.append(text)
        self.places.append((place, self.level))


class _Tag(NamedTuple):
    """A tag: whether it ends an element, parts lines, has no end, and what it says of its text."""

    name: str
    ends: bool
    parts: bool
    is_empty: bool
    stays: bool
    language: str | None


@lru_cache(maxsize=4096)  # most tags of a site are the same on many pages
def _read(token: str) -> _Tag:
    match = _TAG.fullmatch(token)
    assert match
    name, rest = match["name"], match["rest"]
    found = _LANGUAGE.search(rest)
    return _Tag(
        name,
        ends=bool(match["end"]),
        parts=name not in _IN_A_LINE or _ALONE.search(rest) is not None,
        is_empty=name in _WITHOUT_END or rest.endswith("/"),
        stays=name in _AS_IT_IS or _ADDRESS.search(rest) is not None,
        language=found[1] if found else None,
    )


class _Page:
    def __init__(self, language: str) -> None:
        self.out: list[str] = []
        self.lines = [_Line(language, "")]
        self.closing = ""  # what ends an element that stays as it is

    def set(self, html: str) -> list[str]:
        end = html.rfind(">") + 1  # up to here, whatever opens a tag finds its end
        self.out = _TOKEN.findall(html, 0, end)
        for place, token in enumerate(self.out):
            if token[0] == "<":
                self._tag(_read(token))
                if not self.closing and _TYPED_IN_TAG.search(token):
                    self.out[place] = self._spoken(token)
            else:
                self._text(token, place)
        self._flush()
        return [*self.out, html[end:]]

    def _text(self, text: str, place: int) -> None:
        line = self.lines[-1]
        if self.closing:
            line.add(_LEFT, -1)
        elif line.texts or not text.isspace():
            line.add(text, place)

    def _spoken(self, token: str) -> str:
        language = self.lines[-1].language
        wanted = _TOLD if token.startswith("<meta ") else _SPOKEN
        return wanted.sub(lambda found: f'{found[1]}{_in_attribute(found[2], language)}"', token)

    def _tag(self, tag: _Tag) -> None:
        if self.closing:
            if tag.ends and tag.name == self.closing:
                self.closing = ""
            return
        if tag.parts:
            self._flush()
        if tag.ends:
            self._close(tag.name)
        elif not tag.is_empty:
            self._open(tag)

    def _open(self, tag: _Tag) -> None:
        if tag.stays:
            self.closing = tag.name
        line = self.lines[-1]
        if tag.language is not None and tag.language != line.language:
            self.lines.append(_Line(tag.language, tag.name))
        elif tag.name == line.owner:
            line.depth += 1
        self.lines[-1].level += 1

    def _close(self, name: str) -> None:
        line = self.lines[-1]
        line.level -= 1
        line.depth -= name == line.owner
        if not line.depth and len(self.lines) > 1:
            self._flush_one(line)
            self.lines.pop()
            self.lines[-1].add(_LEFT, -1)

    def _flush(self) -> None:
        for line in self.lines:
            self._flush_one(line)

    def _flush_one(self, line: _Line) -> None:
        if not line.texts:
            return
        joined = _SEAM.join(line.texts)
        if _TYPED.search(joined):
            joined = _with_marks(joined, line)
        if _DIGIT.search(joined):
            joined = _NUMBER_AND_NOUN.sub(rf"\1{HARD}", joined)
            joined = _month_and_number(line.language).sub(rf"\1{HARD}", joined)
        for (place, _), text in zip(line.places, joined.split(_SEAM), strict=True):
            if place >= 0:
                self.out[place] = text
        line.texts, line.places = [], []


def _in_attribute(text: str, language: str) -> str:
    line = _Line(language, "")
    line.add(text, 0)
    return _with_marks(text, line).replace('"', "&#34;")


def _with_marks(joined: str, line: _Line) -> str:
    typed = _TYPED.sub(lambda found: _PLAIN.get(found[0], found[0]), joined)
    tokens = [
        Token("text" if place >= 0 else "code_inline", "", 0, content=text, level=level)
        for (place, level), text in zip(line.places, typed.split(_SEAM), strict=True)
    ]
    process_inlines(tokens, cast(Any, _marks(line.language)))
    return _SEAM.join(token.content for token in tokens)


@lru_cache(maxsize=64)
def _marks(language: str) -> SimpleNamespace:
    """What markdown-it asks of its state; a language of which no marks are known keeps its own."""
    quotes = _MARKS.get(language.split("-")[0], ('"', '"', "’", "’"))
    return SimpleNamespace(md=SimpleNamespace(options=SimpleNamespace(quotes=quotes)))


@lru_cache(maxsize=64)
def _month_and_number(language: str) -> re.Pattern[str]:
    """The space between a month's name and the day or year behind it."""
    try:
        months = languages.locale(language).months
    except ValueError:  # the language of a source that the CLDR does not know
        return re.compile("(?!)()")
    names = {
        name
        for context in ("format", "stand-alone")
        for width in ("wide", "abbreviated")
        for name in months[context][width].values()
        if not any(char.isdigit() for char in name)
    }
    words = "|".join(map(re.escape, sorted(names, key=len, reverse=True)))
    return re.compile(rf"\b((?:{words}){_SEAM}*)[ \n](?={_SEAM}*\d)")
