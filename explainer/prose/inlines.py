"""Reads the text of one block: its links, its numbers, its excuses, and their faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

from explainer.documents.text import unseen
from explainer.problems import Place, Problem, warning
from explainer.prose import foreign, links, places
from explainer.prose.links import HOLE, Fault
from explainer.prose.parser import Node, holds_only_images, offset_of, plain
from explainer.prose.parts import Excuse, Heading, Link, Number
from explainer.quantities import units
from explainer.reading import lookalikes, mentions, shadows
from explainer.reading.fractions import rough_in
from explainer.reading.mentions import ENGLISH, Found, Usage


@dataclass(slots=True)
class Findings:
    """What was found so far, in the order of the text; ``cited`` are labels of footnotes."""

    links: list[Link] = field(default_factory=list)
    numbers: list[Number] = field(default_factory=list)
    excuses: list[Excuse] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    words: list[str | Link] = field(default_factory=list)
    cited: list[tuple[str, Place]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def excuse(self, comment: str, place: Place, blocks: list[int]) -> bool:
        """Take down the excuse that a comment makes for ``blocks``; False if it makes none."""
        match = _EXCUSE.fullmatch(comment.strip())
        if not match:
            return False
        why = " ".join(match[1].split())
        self.excuses += [Excuse(why, place, block) for block in blocks]
        if not why:
            self.problems.append(Problem(place, *_EXCUSE_WITHOUT_REASON))
        return True


_NEAR = 60  # so many characters around a link may say what becomes of its number
_EXCUSE = re.compile(r"<!--\s*unbound\b\s*+:?(.*)-->", re.DOTALL | re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a block stands; ``place`` leads from offsets in its content to the file."""

    place: Callable[[int], Place]
    block: int
    section: int
    level: int = 1
    in_heading: bool = False
    usage: Usage = ENGLISH


def read(node: Node, spot: Spot, findings: Findings) -> None:
    """Add what an inline node holds; every link that counts is noted in its node's ``meta``."""
    first = len(findings.links)
    pieces = list(_Reader(spot, findings).pieces(node))
    findings.words += [piece.link or piece.text for piece in pieces]
    images = [link for link in findings.links[first:] if link.image]
    if images and not holds_only_images(node):
        findings.problems += [Problem(one.place, *_not_alone(one.scheme)) for one in images]
    _read_numbers(pieces, spot, findings)


class _Piece(NamedTuple):
    """A stretch of visible text that begins at ``at`` in the content of its block.

    Numbers in it count where it is ``free`` (no link, no code); brackets in it are stray where it
    is also ``literal`` (no escape). ``link``: an automatic link that stands in its place.
    """

    text: str
    at: int
    free: bool = False
    literal: bool = False
    link: Link | None = None
    ends_line: bool = False

    @property
    def hole(self) -> str:
        return HOLE * max(len(self.text), 1)


class _Reader:
    """Walks the inline nodes of one block."""

    def __init__(self, spot: Spot, findings: Findings) -> None:
        self.spot = spot
        self.findings = findings
        self.warned_of_html = False
        self.said = self.behind = ""

    def report(self, at: int, fault: Fault) -> None:
        self.findings.problems.append(Problem(self.spot.place(at), *fault))

    def pieces(self, node: Node, in_link: bool = False) -> Iterator[_Piece]:
        """The text below ``node``, piece by piece."""
        children = node.children
        for child, following in zip(children, [*children[1:], None], strict=False):
            at = offset_of(child)
            self.behind = (
                following.content[:_NEAR] if following and following.type == "text" else ""
            )
            match child.type:
                case "text" | "text_special" if child.content:
                    self.check_visible(child, at)
                    self.said = f"{self.said}{child.content}"[-_NEAR:]
                    yield _Piece(child.content, at, True, child.type == "text")
                case "softbreak" | "hardbreak":
                    self.said += " "
                    yield _Piece(" ", at, True, True, ends_line=True)
                case "link":
                    yield self.link(child, at, in_link)
                case "image":
                    yield self.image(child, at)
                case "html_inline":
                    yield from self.html(child, at)
                case "footnote_ref":
                    self.findings.cited.append((child.meta["label"], self.spot.place(at)))
                    yield _Piece("", at)
                case "code_inline":
                    yield _Piece(child.content, at)
                case _:
                    yield from self.pieces(child, in_link)

    def check_visible(self, node: Node, at: int) -> None:
        """An entity must not stand for what nobody can see."""
        if node.type == "text_special" and shadows.invisible(node.content):
            rule, message, _ = unseen(node.content, 0)
            self.report(at, Fault(rule, message, f"take {node.markup!r} away"))

    def link(self, node: Node, at: int, in_link: bool) -> _Piece:
        auto = node.info == "auto"
        start = at if auto else at - len("[")
        link = self.bound(node, links.target(str(node.attrs["href"])), start, "[")
        if in_link:
            self.report(start, links.LINK_IN_LINK)
        if link and link.automatic:
            node.children = []
            return _Piece("", start, link=link)
        if link and not link.text.strip():
            self.report(start, _without_text(link))
        for _ in self.pieces(node, in_link=True):
            pass  # its text is the link's own; what else stands in it is taken down
        self.said = f"{self.said} {plain(node)}"[-_NEAR:]
        return _Piece(plain(node), start)

    def image(self, node: Node, at: int) -> _Piece:
        self.bound(node, links.image(str(node.attrs["src"])), at, "![")
        return _Piece(plain(node), at)

    def bound(self, node: Node, target: links.Target | Fault, at: int, opening: str) -> Link | None:
        """The link that a node is, taken down, or None with a report."""
        place = self.spot.place(at)
        if "title" in node.attrs:
            self.findings.problems.append(warning(place, *_LINK_TITLE))
        if isinstance(target, Fault):
            self.report(at, target)
            return None
        automatic = node.info == "auto" and bool(target.scheme)
        link = Link(
            *target,
            text="" if automatic else plain(node),
            automatic=automatic,
            image=node.type == "image",
            place=place,
            text_place=place._replace(column=place.column + len(opening)),
            block=self.spot.block,
            section=self.spot.section,
            level=self.spot.level,
            before=self.said,
            behind=self.behind,
        )
        node.meta["link"] = link
        self.findings.links.append(link)
        return link

    def html(self, node: Node, at: int) -> Iterator[_Piece]:
        place = self.spot.place(at)
        if node.content.startswith("<!--"):
            self.findings.excuse(node.content, place, [self.spot.block])
            return
        if not self.warned_of_html:
            message = f"HTML is shown as text, and here stands {node.content!r}"
            hint = "write it in Markdown, or in `back quotes` if readers should see it"
            if re.match(r"<(?:img|picture|figure)\b", node.content, re.IGNORECASE):
                hint = "write ![](picture:the-id) in a paragraph of its own, for it to be shown"
            self.findings.problems.append(warning(place, "raw-html", message, hint))
            self.warned_of_html = True
        yield _Piece(node.content, at)


def _in_lines(text: str, ends: list[int]) -> str:
    """A text with its line ends where blanks stood for them."""
    edges = [-1, *ends, len(text)]
    return "\n".join(text[start + 1 : end] for start, end in pairwise(edges))


def _read_numbers(pieces: list[_Piece], spot: Spot, findings: Findings) -> None:
    """The numbers that stand free, but for those in a garbled link, which is a fault of its own."""
    text = "".join(piece.text if piece.free else piece.hole for piece in pieces)
    literal = "".join(piece.text if piece.literal else piece.hole for piece in pieces)
    starts = accumulate((len(piece.text or piece.hole) for piece in pieces), initial=0)
    marks = [(start, piece.at) for start, piece in zip(starts, pieces, strict=False)]
    ends = [start for (start, _), piece in zip(marks, pieces, strict=True) if piece.ends_line]
    for strange in foreign.markup(_in_lines(literal, ends)):
        place = spot.place(places.in_source(marks, strange.start))
        message = "what other tools read as markup is shown as text, and here stands"
        findings.problems.append(
            warning(place, "foreign-markup", f"{message} {strange.form!r}", strange.cure)
        )
    for stray in links.strays(literal):
        place = spot.place(places.in_source(marks, stray.start))
        findings.problems.append(Problem(place, *stray.fault))
        hidden = HOLE * (stray.end - stray.start)
        text = text[: stray.start] + hidden + text[stray.end :]
    for word in lookalikes.mixed_in(text):  # put together by entities and emphasis
        if not _in_one_piece(pieces, text[word.start : word.end]):
            place = spot.place(places.in_source(marks, word.start))
            findings.problems.append(Problem(place, "mixed-letters", *lookalikes.fault(text, word)))
    usage = spot.usage
    for found in _scores(
        sorted([*mentions.numbers_in(text, usage), *rough_in(text, usage)], key=_start), text
    ):
        place = spot.place(places.in_source(marks, found.start))
        shown = text[found.start : found.end]
        number = Number(found, shown, place, spot.block, spot.section, spot.in_heading)
        findings.numbers.append(number)


def _in_one_piece(pieces: list[_Piece], word: str) -> bool:
    """Whether a word stands in the file as it is read, where it has been reported."""
    return any(piece.literal and word in piece.text for piece in pieces)


def _scores(numbers: list[Found], text: str) -> list[Found]:
    """The numbers with each score, "2–1" or "94:31", as one, as far as no range is meant."""
    joined: list[Found] = []
    for found in numbers:
        last = joined[-1] if joined else None
        if last and _is_side(last) and _is_side(found) and text[last.end : found.start] in _SIGNS:
            said = text[last.start : found.end]
            both = replace(last.quantity, total=found.quantity.low, text=said)
            joined[-1] = replace(last, quantity=both, end=found.end)
        else:
            joined.append(found)
    return joined


_SIGNS = (":", "–", "-")


def _is_side(found: Found) -> bool:
    """Whether a number may be one side of a score."""
    number = found.quantity
    plain = not (found.words or found.date or found.ordinal or number.hedge or number.total)
    return plain and number.low == number.high < 1000 and units.countable(number.unit)


def _start(found: Found) -> int:
    return found.start


_EXCUSE_WITHOUT_REASON = Fault(
    "unbound-without-reason",
    "'<!-- unbound: why -->' must say why the number is bound to nothing",
    "write the reason after the colon",
)


def _not_alone(what: str) -> Fault:
    cure = "put an empty line before and after it; in YAML, headings and tables write"
    message = f"a {what} must stand in a paragraph of its own"
    return Fault("figure-not-alone", message, f"{cure} [text]({what}:id)")


_LINK_TITLE = Fault(
    "link-title",
    "the title of a link is not shown to readers",
    "write what it says into the text",
)


def _without_text(link: Link) -> Fault:
    cure = "write the text between the square brackets, or <fact:id> to print the value"
    if link.scheme in links.IMAGES:
        cure = f"write ![]({link.scheme}:{link.target}) to show it, or a text to lead to it"
    return Fault("link-without-text", "a link must have a text, or nobody can see it", cure)
