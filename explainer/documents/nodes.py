"""YAML, event by event, into plain values and where they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from explainer.documents import mistakes
from explainer.documents.document import Path, Span
from explainer.documents.text import FORBIDDEN, Text, unseen
from explainer.problems import Problem
from explainer.reading import lookalikes, shadows

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
DEEPEST = 20

# The space before a "#" that ends a value, unless it begins a comment as formatters write it:
# two spaces (or a tab), "#", a space.
CUT = re.compile(r"(?<=\S)(?: (?=#)|[ \t]+(?=#(?!#*(?:\s|\Z))))")
# A line below a value that is text to its writer, a comment to YAML.
_CUT_BELOW = re.compile(r"[ \t]*+\n(?P<indent> *)(?=#[^\s#])")
_INDENTED_BLOCK = re.compile(r"[|>][+-]?\d")
_BLANK_LINES = re.compile(r"(?:[ \t]*+\n)*+")
_COLON = re.compile(r"\s*+:")
_REST_IN_BRACES = re.compile(
    r"[^{}\n]*?(?<!\s)"
    r"(?=[^\S\n]*+(?:,\s*+[^\s,:{}]++\s*+:(?:\s|$)|,?[^\S\n]*+(?:[}\n]|\Z)))"
)
_COMMA_IN_NUMBER = re.compile(r"\d,(?=\d{3}(?!\d))")


@dataclass(frozen=True, slots=True)
class Piece:
    """Whole lines of a file that are read on their own; ``start`` is where they begin in it."""

    characters: str
    start: int = 0


@dataclass(slots=True)
class Fragment:
    """What a piece of YAML says."""

    value: Any = None
    spans: dict[Path, Span] = field(default_factory=dict)
    keys: dict[Path, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


class UnreadableError(Exception):
    """YAML cannot be read at ``index`` of the file.

    ``words`` are the YAML reader's own; ``problem`` is set where the mistake is already clear.
    """

    def __init__(self, index: int, words: str = "", problem: Problem | None = None) -> None:
        super().__init__(words)
        self.index = index
        self.words = words
        self.problem = problem


def read(text: Text, piece: Piece) -> Fragment:
    """The one YAML document in a piece; raises UnreadableError."""
    try:
        return _Reader(text, piece).read()
    except (yaml.YAMLError, ValueError, OverflowError) as error:
        raise _unreadable(piece, error) from None


def _unreadable(piece: Piece, error: Exception) -> UnreadableError:
    """The YAML reader's error; a name without a colon is noticed only in the line after it."""
    is_late = "simple key" in (getattr(error, "context", None) or "")
    mark = getattr(error, "context_mark" if is_late else "problem_mark", None)
    index = min(mark.index, len(piece.characters)) if mark else 0
    return UnreadableError(piece.start + index, getattr(error, "problem", None) or "")


class _Reader:
    """Reads one piece. Events count from the start of the piece, all else from that of the file."""

    def __init__(self, text: Text, piece: Piece) -> None:
        self.text = text
        self.characters = text.characters
        self.offset = piece.start
        self.events: Iterator[Any] = yaml.parse(piece.characters, Loader=LOADER)
        self.result = Fragment()
        self.end_of_last = piece.start
        self.indent = -1
        """Of the innermost list or mapping that is written line by line."""

    def read(self) -> Fragment:
        next(self.events)
        event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            self.result.value = self.node(next(self.events), ())
            next(self.events)
            event = next(self.events)
        if isinstance(event, yaml.DocumentStartEvent):
            index, _ = self.span(event)
            raise UnreadableError(index, problem=mistakes.second_document(self.text, index))
        return self.result

    def span(self, event: Any) -> tuple[int, int]:
        return self.offset + event.start_mark.index, self.offset + event.end_mark.index

    def node(self, event: Any, path: Path) -> Any:
        if isinstance(event, yaml.ScalarEvent):
            return self.scalar(event, path)
        if isinstance(event, yaml.AliasEvent):
            return self.reserved(event, path)
        start, _ = self.span(event)
        if event.anchor is not None or event.tag is not None:
            mark = self.characters[start : self.text.line_end(start)]
            self.result.problems.append(mistakes.reference(self.text, start, mark))
        if len(path) == DEEPEST:
            raise self.too_deep(event)
        outer = self.indent
        if not event.flow_style:
            self.indent = event.start_mark.column
        is_list = isinstance(event, yaml.SequenceStartEvent)
        value = self.sequence(event, path) if is_list else self.mapping(event, path)
        self.indent = outer
        self.result.spans[path] = (start, max(start, self.end_of_last), "")
        return value

    def scalar(self, event: Any, path: Path) -> str | None:
        if event.anchor is not None or event.tag is not None:
            return self.reserved(event, path)
        start, end = self.span(event)
        self.end_of_last = end
        value: str = event.value
        if event.style in ("|", ">"):
            self.block(start, end, path)
            return value if value.isascii() else shadows.visible(value)
        self.result.spans[path] = (start, end, event.style or "")
        if event.style:
            return self.quoted(value, start, end)
        if self.characters[end : end + 1] in (" ", "\t", "\n"):
            self.check_cut_off(start, end)
        value = value if value.isascii() else shadows.visible(value)
        return value if end > start else None

    def reserved(self, event: Any, path: Path) -> str:
        """A value that begins with ``*``, ``&`` or ``!`` is text that lacks its quotes."""
        start, end = self.span(event)
        raw = self.characters[start:end]
        self.end_of_last = end
        self.result.spans[path] = (start, end, "")
        self.result.problems.append(mistakes.reserved_mark(self.text, start, raw, _name(path)))
        return raw

    def block(self, start: int, end: int, path: Path) -> None:
        if _INDENTED_BLOCK.match(self.characters, start):
            line = self.characters[start : self.text.line_end(start)]
            problem = mistakes.reserved_mark(self.text, start, line, _name(path))
            self.result.problems.append(problem)
        header_end = min(self.text.line_end(start) + 1, end)
        blank = _BLANK_LINES.match(self.characters, header_end, end)
        first = blank.end() if blank else header_end
        self.end_of_last = first + len(self.characters[first:end].rstrip())
        self.result.spans[path] = (first, self.end_of_last, "")

    def quoted(self, value: str, start: int, end: int) -> str:
        raw = self.characters[start:end]
        if "\n" in raw:
            self.check_continued(raw, start)
        if "\\" in raw and FORBIDDEN.search(value):
            self.result.problems.append(mistakes.control_escape(self.text, start, raw))
            return FORBIDDEN.sub(" ", value)
        if "\\" in raw and not shadows.invisible(raw) and (hidden := shadows.invisible(value)):
            fault = unseen(value, hidden[0].start())
            self.result.problems.append(self.text.problem(start, *fault))
        if "\\" in raw and (mixed := lookalikes.mixed_in(value)) and not lookalikes.mixed_in(raw):
            why = lookalikes.fault(value, mixed[0])
            self.result.problems.append(self.text.problem(start, "mixed-letters", *why))
        return value if value.isascii() else shadows.visible(value)

    def check_continued(self, raw: str, start: int) -> None:
        """A quoted text that goes on must be indented: else a lost quote swallows other entries."""
        first, *others = raw.split("\n")
        if any(line.strip() and _indent(line) <= self.indent for line in others):
            problem = mistakes.unclosed_quote(self.text, start, first)
            raise UnreadableError(start, problem=problem)

    def check_cut_off(self, start: int, end: int) -> None:
        cut = CUT.match(self.characters, end) or _CUT_BELOW.match(self.characters, end)
        if cut and (cut.re is CUT or len(cut["indent"]) > self.indent):
            whole = self.characters[start : self.text.line_end(cut.end())].strip()
            self.result.problems.append(mistakes.cut_off(self.text, cut.end(), whole))

    def sequence(self, opening: Any, path: Path) -> list[Any]:
        items: list[Any] = []
        for event in self.events:
            if isinstance(event, yaml.SequenceEndEvent):
                self.close(opening, event)
                break
            item = (*path, len(items))
            self.result.keys[item] = self.span(event)[0]
            items.append(self.node(event, item))
            if opening.flow_style and len(items) > 1:
                self.check_thousands((*path, len(items) - 2), item)
        return items

    def check_thousands(self, before: Path, item: Path) -> None:
        """``[1,000 people]`` would be a list of two."""
        first, end_of_first, _ = self.result.spans[before]
        second, end, _ = self.result.spans[item]
        comma = _COMMA_IN_NUMBER.match(self.characters, end_of_first - 1)
        if comma and comma.end() == second:
            whole = self.characters[first:end]
            self.result.problems.append(mistakes.comma(self.text, end_of_first, whole))

    def mapping(self, opening: Any, path: Path) -> dict[str, Any]:
        entries: dict[str, Any] = {}
        last = ""
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                self.close(opening, event)
                break
            start, end = self.span(event)
            key = self.key(event)
            value = next(self.events)
            if key is None:
                self.skip(value)
            elif opening.flow_style and not _COLON.match(self.characters, end):
                self.skip(value)
                self.lone_key((*path, last), start, end, entries)
            elif key in entries:
                self.skip(value)
                first = self.result.keys[(*path, key)]
                self.result.problems.append(mistakes.duplicate(self.text, key, first, start))
            else:
                last = key
                self.result.keys[(*path, key)] = start
                entries[key] = self.node(value, (*path, key))
        return entries

    def key(self, event: Any) -> str | None:
        """The name that a key event stands for, or None (and a problem) if it is none."""
        start, end = self.span(event)
        raw = self.characters[start:end]
        if not isinstance(event, yaml.ScalarEvent) or not event.value or event.tag or event.anchor:
            self.skip(event)
            line = self.characters[start : self.text.line_end(start)]
            self.result.problems.append(mistakes.key_not_text(self.text, start, line))
            return None
        if raw == "<<":
            self.result.problems.append(mistakes.reference(self.text, start, raw))
            return None
        if not event.style and not raw.isprintable():
            odd = next(at for at, character in enumerate(raw) if not character.isprintable())
            self.result.problems.append(mistakes.odd_space(self.text, start + odd))
        key: str = event.value
        if not event.style:
            return key
        if "\n" in key or "\t" in key:
            self.result.problems.append(mistakes.key_on_lines(self.text, start, raw))
        return " ".join(self.quoted(key, start, end).split("\n"))

    def lone_key(self, before: Path, start: int, end: int, entries: dict[str, Any]) -> None:
        """A name without a colon inside braces: what follows a comma in the value before it."""
        first, end_of_value, quote = self.result.spans.get(before, (start, start, ""))
        if start < end_of_value:
            return
        if not isinstance(entries.get(str(before[-1])), str) or quote:
            name = self.characters[start:end]
            self.result.problems.append(mistakes.key_without_value(self.text, start, name))
            return
        rest = _REST_IN_BRACES.match(self.characters, end)
        whole_end = rest.end() if rest else end
        whole = self.characters[first:whole_end]
        self.result.spans[before] = (first, whole_end, "")
        entries[str(before[-1])] = whole
        self.result.problems.append(mistakes.comma(self.text, end_of_value, whole, _name(before)))

    def skip(self, event: Any) -> None:
        """Leave out a value with all that it holds."""
        depth = 0
        while True:
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if not depth:
                return
            if depth > DEEPEST:
                raise self.too_deep(event)
            event = next(self.events)

    def too_deep(self, event: Any) -> UnreadableError:
        index, _ = self.span(event)
        return UnreadableError(index, problem=mistakes.too_deep(self.text, index, DEEPEST))

    def close(self, opening: Any, closing: Any) -> None:
        if opening.flow_style:
            self.end_of_last = self.span(closing)[1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _name(path: Path) -> str:
    return str(path[-1]) if path and isinstance(path[-1], str) else ""
