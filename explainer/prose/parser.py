"""CommonMark with tables and footnotes, by markdown-it, in nodes that know where they stand.

``marks_of`` a block leads from its content into the source, ``offset_of`` an inline node is that
of its first character in the content of its block.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import groupby
from typing import Any, Literal

from markdown_it import MarkdownIt
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_block import StateBlock, heading, html_block, lheading, paragraph, table
from markdown_it.rules_block.table import escapedSplit
from markdown_it.rules_inline import StateInline
from markdown_it.token import Token
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.footnote.index import footnote_def

from explainer.documents import Extract
from explainer.prose import places

Node = SyntaxTreeNode


def parse(body: Extract) -> Node:
    """A whole document."""
    return SyntaxTreeNode(_MARKDOWN.parse(body.raw))


def parse_inline(extract: Extract, value: str) -> Node:
    """The ``value`` of one YAML scalar as inline Markdown."""
    tokens = _MARKDOWN.parseInline(value)
    for token in tokens:
        token.meta["marks"] = places.of_scalar(token.content, extract)
    return SyntaxTreeNode(tokens)


def marks_of(block: Node) -> places.Marks:
    """How offsets in the content of a block lead into the source."""
    marks: places.Marks = block.meta.get("marks", [(0, 0)])
    return marks


def offset_of(node: Node) -> int:
    """The offset of an inline node in its block's content; of a link, that of its text."""
    return node.map[0] if node.map else 0


def plain(node: Node) -> str:
    """The visible text below a node."""
    if node.type in ("softbreak", "hardbreak"):
        return " "
    if node.children:
        return "".join(plain(child) for child in node.children)
    return "" if node.type == "html_inline" and node.content.startswith("<!--") else node.content


def holds_only_images(block: Node) -> bool:
    """Whether a paragraph's inline node holds images and nothing else that is visible."""
    images = [child for child in block.children if child.type == "image"]
    others = (child for child in block.children if child.type != "image")
    in_paragraph = block.parent is not None and block.parent.type == "paragraph"
    return in_paragraph and bool(images) and not any(plain(child).strip() for child in others)


class _StateInline(StateInline):
    """Notes in ``map``, which markdown-it leaves empty for inline tokens, where each begins."""

    def append_pending(self, text: str) -> None:
        if not self.pending:
            self.pending_start = self.pos
        super().append_pending(text)

    def pushPending(self) -> Token:  # noqa: N802 (the name is markdown-it's)
        token = super().pushPending()
        token.map = [self.pending_start, self.pending_start]
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        token = super().push(ttype, tag, nesting)
        token.map = [self.pos, self.pos]
        return token


class _ParserInline(ParserInline):
    def parse(self, src: str, md: MarkdownIt, env: Any, tokens: list[Token]) -> list[Token]:
        state = _StateInline(src, md, env, tokens)
        self.tokenize(state)
        for rule in self.ruler2.getRules(""):
            rule(state)
        return state.tokens


class _Markdown(MarkdownIt):
    """Leaves link targets as written: which are allowed, and how they read, is decided later."""

    def __init__(self) -> None:
        super().__init__("commonmark")
        self.inline = _ParserInline()
        self.configure("commonmark")
        self.enable("table")
        self.use(footnote_plugin, inline=False, move_to_end=False, always_match_refs=True)
        # Joined tokens would no longer know where their parts stand.
        self.inline.ruler2.disable("fragments_join")
        self.core.ruler.disable("text_join")
        for name, rule, ends in (
            ("table", _marking(table, _mark_cells), ["paragraph", "reference"]),
            ("heading", _marking(heading, _mark_lines), _BLOCKS),
            ("html_block", _marking(_comment, _mark_lines), _BLOCKS),
            ("lheading", _marking(lheading, _mark_lines), []),
            ("paragraph", _marking(paragraph, _mark_lines), []),
            ("footnote_def", _marking(footnote_def, _mark_note), ["paragraph", "reference"]),
        ):
            self.block.ruler.at(name, rule, {"alt": ends})

    def validateLink(self, url: str) -> bool:  # noqa: N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


_BLOCKS = ["paragraph", "reference", "blockquote"]

_Rule = Callable[[StateBlock, int, int, bool], bool]


def _marking(rule: _Rule, mark: Callable[[StateBlock, Sequence[Token], int], None]) -> _Rule:
    """The same rule, which also notes where in the source its text stands."""

    def run(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        before = len(state.tokens)
        matched = rule(state, start, end, silent)
        if matched and not silent:
            mark(state, state.tokens[before:], start)
        return matched

    return run


def _start(state: StateBlock, line: int) -> int:
    """Where the text of a line starts, after all markup that contains it."""
    return state.bMarks[line] + state.tShift[line]


def _mark_lines(state: StateBlock, tokens: Sequence[Token], line: int) -> None:
    for token in tokens:
        if token.content:
            starts = [_start(state, number) for number in range(line, state.line)]
            token.meta["marks"] = places.of_lines(token.content, state.src, starts)


def _mark_cells(state: StateBlock, tokens: Sequence[Token], line: int) -> None:
    _mark_dropped(state, tokens)
    inline = [token for token in tokens if token.type == "inline"]
    for number, group in groupby(inline, key=lambda token: (token.map or [line])[0]):
        row = list(group)
        cells = [token.content for token in row]
        marks = places.of_cells(cells, state.src, _start(state, number), state.eMarks[number])
        for token, marked in zip(row, marks, strict=True):
            token.meta["marks"] = marked


def _mark_dropped(state: StateBlock, tokens: Sequence[Token]) -> None:
    """Note at each row the cells that it has beyond the head, which Markdown does not show."""
    columns = sum(token.type == "th_open" for token in tokens)
    for token in tokens:
        if token.type == "tr_open" and token.map:
            start, end = _start(state, token.map[0]), state.eMarks[token.map[0]]
            cells = escapedSplit(state.src[start:end].strip())
            cells = cells[1:] if cells and not cells[0] else cells
            dropped = [cell.strip() for cell in cells[columns:] if cell.strip()]
            token.meta |= {"row": state.src[start:end], "start": start, "dropped": dropped}


def _mark_note(state: StateBlock, tokens: Sequence[Token], line: int) -> None:
    tokens[0].meta["marks"] = [(0, _start(state, line))]


def _comment(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A comment with its lines to itself is a block; all other HTML is text in a paragraph."""
    opening = _start(state, start)
    if not state.src.startswith("<!--", opening):
        return False
    closing = state.src.find("-->", opening + 2) + len("-->")
    if closing < len("<!-->") or _SOMETHING.match(state.src, closing):
        return False
    return html_block(state, start, end, silent)


_SOMETHING = re.compile(r"[ \t]*+\S")

_MARKDOWN = _Markdown()
