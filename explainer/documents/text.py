"""A file as characters that know their line and column, and verbatim pieces of it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from explainer.problems import Place, Problem
from explainer.reading import lookalikes, shadows

Quote = Literal["", "'", '"']

BOM = "\ufeff"
# What YAML forbids, and the three characters that it alone takes for line ends.
FORBIDDEN = re.compile("[^\t\n\x20-\x7e\xa0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_REPLACED = "\ufffd"
_SHORTHANDS = {'"': '"', "\\": "\\\\", "/": "/", "\x1b": "e", "\b": "b", "\a": "a"}
_CONTINUED = r"(?:\\\n[ \t]*)?"


@dataclass(frozen=True, slots=True)
class Extract:
    """Raw text as it stands in a file, knowing where it stands.

    The raw text of a quoted value includes its quotes; that of a block (``|``, ``>``) starts at
    its first line of content, indentation included. Line ends are always ``\\n``.
    """

    place: Place
    raw: str
    quote: Quote = ""

    def find(self, needle: str, start: int = 0, end: int | None = None) -> int:
        """Offset in ``raw`` where ``needle``, a piece of the value, is written; -1 if nowhere.

        Line breaks and indentation in the raw text match spaces in the needle; escapes in quotes
        match what they stand for.
        """
        first = max(start, 1) if self.quote else start
        last = len(self.raw) if end is None else end
        found = re.compile(_written(needle, self.quote)).search(self.raw, first, last)
        return found.start() if found else -1

    def at(self, offset: int) -> Place:
        """The position in the file of an offset in ``raw``."""
        newlines = self.raw.count("\n", 0, offset)
        if not newlines:
            return self.place._replace(column=self.place.column + offset)
        column = offset - self.raw.rindex("\n", 0, offset)
        return Place(self.place.file, self.place.line + newlines, column)


def _written(needle: str, quote: Quote) -> str:
    """A pattern for every way in which YAML lets ``needle`` be written between such quotes."""
    space = r"(?:\s|\\[ \ntnvfrN_LP])+" if quote == '"' else r"\s+"
    words = re.split(r"(\s+)", needle)
    return (_CONTINUED if quote == '"' else "").join(
        space if word.isspace() else _written_word(word, quote) for word in words if word
    )


def _written_word(word: str, quote: Quote) -> str:
    if quote == "'":
        return re.escape(word.replace("'", "''"))
    if not quote:
        return re.escape(word)
    return _CONTINUED.join(map(_written_character, word))


def _written_character(character: str) -> str:
    ways = [rf"\\[xuU]0*(?i:{ord(character):x})"]
    if character in _SHORTHANDS:
        ways.append(r"\\" + re.escape(_SHORTHANDS[character][-1]))
    if character not in '"\\':
        ways.append(re.escape(character))
    return f"(?:{'|'.join(ways)})"


@dataclass(frozen=True)
class Text:
    """The characters of one file; every index is a number of characters from its start."""

    file: str
    characters: str

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(newline.end() for newline in re.finditer("\n", self.characters))]

    def place(self, index: int) -> Place:
        """Line and column of a character, both from 1."""
        line = bisect_right(self._line_starts, index)
        return Place(self.file, line, index - self._line_starts[line - 1] + 1)

    def extract(self, start: int, end: int, quote: Quote = "") -> Extract:
        """The characters from ``start`` up to ``end``."""
        return Extract(self.place(start), self.characters[start:end], quote)

    def line_end(self, index: int) -> int:
        """Where the line ends on which ``index`` stands."""
        end = self.characters.find("\n", index)
        return len(self.characters) if end < 0 else end

    def problem(self, index: int, rule: str, message: str, hint: str) -> Problem:
        """An error at a character."""
        return Problem(self.place(index), rule, message, hint)


def decode(data: bytes, file: str) -> tuple[Text, list[Problem]]:
    """The text of a file: UTF-8, no byte order mark, line ends ``\\n``, nothing invisible.

    What cannot be read is reported once and replaced character by character, so that positions
    hold and the rest can be read; a file that is hardly text at all reads as empty.
    """
    characters, problems = _characters(data, file)
    text = Text(file, _plain(characters))
    bad = list(FORBIDDEN.finditer(text.characters))
    if len(bad) + text.characters.count(_REPLACED) > 10 + len(text.characters) / 20:
        return Text(file, ""), [_not_text(file)]
    if bad:
        problems.append(_invisible(text, bad))
        text = Text(file, FORBIDDEN.sub(" ", text.characters))
    first_of_line: dict[int, int] = {}
    for match in shadows.invisible(text.characters):
        first_of_line.setdefault(text.place(match.start()).line, match.start())
    problems += [_hidden(text, index) for index in first_of_line.values()]
    return text, [*problems, *_mixed(text)]


def _characters(data: bytes, file: str) -> tuple[str, list[Problem]]:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace"), [
            Problem(Place(file), "not-utf-8", "a file must be UTF-8, found UTF-16", _SAVE_AS)
        ]
    try:
        return data.decode(), []
    except UnicodeDecodeError as error:
        before = _plain(data[: error.start].decode())
        meant = data[error.start : error.start + 1].decode("cp1252", "replace")
        found = f"byte 0x{data[error.start]:02X}" + (f" (perhaps {meant!r})" * meant.isprintable())
        return data.decode(errors="replace"), [
            Problem(
                Text(file, before).place(len(before)),
                "not-utf-8",
                f"a file must be UTF-8, found {found}",
                _SAVE_AS,
            )
        ]


def _plain(characters: str) -> str:
    return characters.removeprefix(BOM).replace("\r\n", "\n").replace("\r", "\n")


_SAVE_AS = "save the file again as UTF-8 (in most editors: Save with Encoding; in Excel: CSV UTF-8)"


def _not_text(file: str) -> Problem:
    message = "a file must be plain text, found mostly bytes that are no text"
    return Problem(Place(file), "not-utf-8", message, "save it as plain text, UTF-8")


def _mixed(text: Text) -> Iterator[Problem]:
    """A problem for each word with letters that only look like its own; code may have them."""
    for word in lookalikes.mixed_in(text.characters):
        line = text.characters[text.characters.rfind("\n", 0, word.start) + 1 : word.start]
        if line.count("`") % 2 == 0:
            yield text.problem(word.at, "mixed-letters", *lookalikes.fault(text.characters, word))


def _hidden(text: Text, index: int) -> Problem:
    """A problem for a character without width, with the word that it stands in."""
    return text.problem(index, *unseen(text.characters, index))


def unseen(characters: str, index: int) -> tuple[str, str, str]:
    """Rule, message and cure for a character that nobody can see."""
    character = characters[index]
    name = unicodedata.name(character, "a character without a name").lower()
    before = re.split(r"\s", characters[max(0, index - 40) : index])[-1]
    behind = re.split(r"\s", characters[index : index + 40])[0]
    word = shadows.visible(before + behind).strip(" .,;:!?()\"'")
    return (
        "invisible-character",
        "a text must not hold characters that nobody can see, found"
        f" U+{ord(character):04X} ({name})",
        f"retype the word: {word!r}" if word else "delete it, or type the line again",
    )


def _invisible(text: Text, found: list[re.Match[str]]) -> Problem:
    character = found[0].group()
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "a control character")
    more = f" and {len(found) - 1} more like it" if len(found) > 1 else ""
    return text.problem(
        found[0].start(),
        "invisible-character",
        f"a text must not hold control characters, found {code} ({name.lower()}){more}",
        "delete it, or type the line again; it may have come with pasted text",
    )
