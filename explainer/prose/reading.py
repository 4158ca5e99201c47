"""Reads Markdown: finds what it binds, what it leaves unbound, and what is wrong with it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from itertools import takewhile
from typing import TypeVar

from explainer.documents import Extract
from explainer.problems import Place, Problem, did_you_mean, warning
from explainer.prose import links, markup, parser, places
from explainer.prose.inlines import Findings, Spot, read
from explainer.prose.parser import Node
from explainer.prose.parts import Heading, Link, Number, Prose
from explainer.reading import mentions
from explainer.reading.mentions import ENGLISH, Usage

_InBlock = TypeVar("_InBlock", Link, Number)


def page(body: Extract, usage: Usage = ENGLISH) -> tuple[Prose, list[Problem]]:
    """A page's Markdown, and everything wrong with it."""
    return _Reader(parser.parse(body), body.at, usage).read()


def inline(extract: Extract, value: str, usage: Usage = ENGLISH) -> tuple[Prose, list[Problem]]:
    """The inline Markdown ``value`` of the YAML field that stands in the file as ``extract``."""
    return _Reader(parser.parse_inline(extract, value.strip()), extract.at, usage).read()


def _piped(code: str) -> str:
    """Code in a cell of a table, as its pipes must be written."""
    return re.sub(r"(?<!\\)\|", r"\\|", code)


class _Reader:
    """One walk over a document, in the order of its text; ``place`` finds offsets in its source."""

    def __init__(self, root: Node, place: Callable[[int], Place], usage: Usage) -> None:
        self.root = root
        self.usage = usage
        self.place = place
        self.findings = Findings()
        self.notes: dict[str, Node] = {}
        self.block = 0
        self.section = 0
        self.level = 1
        self.anchors: dict[str, int] = {}  # those in use, and the last number behind each

    def read(self) -> tuple[Prose, list[Problem]]:
        self.container(self.root)
        self.check_notes()
        found = self.findings
        prose = Prose(
            tuple(found.links),
            tuple(found.numbers),
            tuple(found.excuses),
            tuple(found.headings),
            tuple(found.words),
            markup.parts(self.root, self.notes, self.usage.language),
        )
        return prose, sorted(found.problems)

    def container(self, node: Node) -> None:
        """The children of a node; an excuse among them covers the one before it."""
        covered = range(0)
        for child in node.children:
            if child.type == "html_block":
                self.comment(child, covered)
                continue
            first = self.block
            self.element(child)
            covered = range(first, self.block)

    def element(self, node: Node) -> None:
        match node.type:
            case "inline":
                self.text(node)
            case "heading":
                self.heading(node)
            case "footnote_reference":
                self.note(node)
            case "fence" | "code_block":
                self.findings.words += [node.content, "\n"]
            case "tr":
                self.row(node)
            case "ordered_list":
                self.numbered(node)
            case _:
                self.container(node)

    def row(self, node: Node) -> None:
        """A row of a table, which must not have more cells than are shown."""
        if dropped := node.meta.get("dropped"):
            in_code = re.search(r"`[^`|]*\|[^`]*`", node.meta["row"])
            cure = (
                f"write {_piped(in_code[0])} for the pipe in code"
                if in_code
                else "give the head a column more, or take the cell away"
            )
            message = (
                "a row of a table must not have more cells than its head, but this one has, and"
                f" {' | '.join(dropped)!r} would not be shown"
            )
            self.findings.problems.append(
                Problem(self.place(node.meta["start"]), "table-cells", message, cure)
            )
        self.container(node)

    def numbered(self, node: Node) -> None:
        """A numbered list, whose numbers Markdown makes itself, from the first."""
        first, *others = [child.info for child in node.children]
        inline = next((one for one in node.walk() if one.type == "inline"), None)
        place = self.start(inline) if inline else self.place(0)
        expected = [str(int(first) + step) for step in range(1, len(node.children))]
        if len(first) > 2:
            message = f"a line that begins with a number and a point is a list: {first + '.'!r}"
            cure = f"write '{first}\\.' if it is part of a sentence"
            self.findings.problems.append(Problem(place, "list-number", message, cure))
        elif others not in (expected, [first] * len(others)):
            shown = ", ".join([first, *expected][:5])
            message = f"a list is numbered from its first number on, and this one shows {shown}"
            cure = "number it so, or write '-' and the numbers"
            self.findings.problems.append(warning(place, "list-number", message, cure))
        self.container(node)

    def text(self, node: Node, in_heading: bool = False) -> tuple[str | Link, ...]:
        """The inline content of a paragraph, heading or cell; returns its words."""

        def place(offset: int) -> Place:
            return self.place(places.in_source(marks, offset))

        marks = parser.marks_of(node)
        words = self.findings.words
        first = len(words)
        spot = Spot(place, self.block, self.section, self.level, in_heading, self.usage)
        read(node, spot, self.findings)
        words.append("\n")
        self.block += 1
        return tuple(words[first:-1])

    def heading(self, node: Node) -> None:
        self.section += 1
        inline = node.children[0]
        level = self.level = int(node.tag.removeprefix("h"))
        heading = Heading(level, self.text(inline, in_heading=True), "", self.start(inline))
        anchor, former = self.free_anchors(heading.text)
        node.meta.update(anchor=anchor, former=former)
        self.findings.headings.append(replace(heading, anchor=anchor, former=former))
        if level == 1:
            self.report(
                inline,
                "heading-level",
                "a heading on a page must begin at the second level,"
                f" but {heading.text!r} is of the first, which is the page's title",
                "begin it with ##",
            )

    def free_anchors(self, text: str) -> tuple[str, str]:
        """An id for a heading, and the one it had as long as only Latin letters were kept."""
        latin = self.free_anchor(links.kebab(text) or "section")
        whole = links.anchor(text)
        if whole in ("", links.kebab(text)):
            return latin, ""
        return self.free_anchor(whole), latin

    def free_anchor(self, name: str) -> str:
        anchor = name
        while anchor in self.anchors:
            self.anchors[name] += 1
            anchor = f"{name}-{self.anchors[name]}"
        self.anchors[anchor] = 1
        return anchor

    def comment(self, node: Node, covered: range) -> None:
        excused = self.findings.excuse(node.content, self.start(node), self.with_numbers(covered))
        if excused and not covered:
            self.report(
                node,
                "unbound-without-paragraph",
                "'<!-- unbound: why -->' must follow the paragraph it excuses,"
                " but there is none before it",
                "move it below the paragraph with the number",
            )

    def with_numbers(self, covered: range) -> list[int]:
        """Those of the blocks that have an unbound number; if none has, the last."""
        numbered = {one.block for one in _of_the_last(self.findings.numbers, covered)} | {
            link.block
            for link in _of_the_last(self.findings.links, covered)
            if not link.scheme and mentions.numbers_in(link.text, self.usage)
        }
        return [block for block in covered if block in numbered] or list(covered[-1:])

    def note(self, node: Node) -> None:
        """A footnote: it belongs to the section that first refers to it."""
        label = node.meta["label"]
        if label in self.notes:
            message = f"a footnote must be written once, but {label!r} is written again here"
            self.report(node, "footnote-twice", message, "give it another name")
        self.notes[label] = node
        outer = self.section
        self.section = self.sections_of_notes.get(label, outer)
        self.container(node)
        self.section = outer

    @cached_property
    def sections_of_notes(self) -> dict[str, int]:
        """The number of the section that first refers to each footnote."""
        sections: dict[str, int] = {}
        section = 0
        for node in self.root.walk():
            if node.type == "heading":
                section += 1
            elif node.type == "footnote_ref":
                sections.setdefault(node.meta["label"], section)
        return sections

    def check_notes(self) -> None:
        """Every reference must find its footnote, and every footnote must be referred to."""
        cited = dict(self.findings.cited)
        for label, place in self.findings.cited:
            if label not in self.notes:
                message = f"a footnote must be written on the same page, but '[^{label}]' is not"
                cure = f"write it on a line of its own: [^{label}]: text"
                hint = did_you_mean(label, self.notes, otherwise=cure)
                self.findings.problems.append(Problem(place, "unknown-footnote", message, hint))
        astray = cited.keys() - self.notes.keys()  # it may be one of these that was meant
        for label, node in self.notes.items():
            if label not in cited and not astray:
                message = f"a footnote must be referred to, or nobody sees it; {label!r} is not"
                cure = f"write [^{label}] where it belongs, or remove it"
                unused = warning(self.start(node), "unused-footnote", message, cure)
                self.findings.problems.append(unused)

    def start(self, node: Node) -> Place:
        return self.place(parser.marks_of(node)[0][1])

    def report(self, node: Node, rule: str, message: str, hint: str) -> None:
        self.findings.problems.append(Problem(self.start(node), rule, message, hint))


def _of_the_last(found: Sequence[_InBlock], covered: range) -> Iterator[_InBlock]:
    """What was found in these blocks, which are the last that were read."""
    return takewhile(lambda one: one.block >= covered.start, reversed(found))
