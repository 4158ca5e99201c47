"""The tree of a piece of Markdown as HTML, with a slot for every link that the site fills."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from html import escape
from itertools import groupby

from markdown_it.common.normalize_url import normalizeLink
from markupsafe import Markup

from explainer.prose.parser import Node, holds_only_images, plain
from explainer.prose.parts import Link, Part, Slot
from explainer.voice.speech import Tell, voice


def parts(root: Node, notes: Mapping[str, Node], language: str) -> tuple[Part, ...]:
    """The HTML of everything below ``root``; ``notes`` are its footnotes by their labels.

    What we add for those who cannot see it is said in the ``language``.
    """
    writer = _Writer(notes, voice(language).tell)
    return _joined([*writer.inside(root), *writer.endnotes()])


class _Writer:
    """Writes a document; numbers its footnotes in the order in which the text refers to them."""

    def __init__(self, notes: Mapping[str, Node], tell: Tell) -> None:
        self.notes = notes
        self.tell = tell
        self.cited: dict[str, int] = {}

    def inside(self, node: Node) -> Iterator[Part]:
        for child in node.children:
            write = _WRITERS.get(child.type, _Writer.inside)
            yield from write(self, child)

    def element(self, node: Node) -> Iterator[Part]:
        start = node.attrs.get("start")
        yield Markup(f'<{node.tag} start="{start}">' if start is not None else f"<{node.tag}>")
        yield from self.inside(node)
        yield Markup(f"</{node.tag}>" + ("" if node.type in ("em", "strong") else "\n"))

    def paragraph(self, node: Node) -> Iterator[Part]:
        if node.hidden:
            yield from self.inside(node)
            return
        if holds_only_images(node.children[0]):
            yield from (*self.inside(node), Markup("\n"))
            return
        inner = list(self.inside(node))
        if any(isinstance(part, Slot) or part.strip() for part in inner):
            yield from (Markup("<p>"), *inner, Markup("</p>\n"))

    def heading(self, node: Node) -> Iterator[Part]:
        yield Markup('<{} id="{}">').format(node.tag, node.meta["anchor"])
        if node.meta["former"]:
            yield Markup('<span id="{}"></span>').format(node.meta["former"])
        yield from self.inside(node)
        yield Markup("</{}>\n").format(node.tag)

    def text(self, node: Node) -> Iterator[Part]:
        yield _text(node.content)

    def html(self, node: Node) -> Iterator[Part]:
        yield _text(plain(node))

    def line_end(self, node: Node) -> Iterator[Part]:
        yield Markup("<br>\n" if node.type == "hardbreak" else "\n")

    def rule(self, node: Node) -> Iterator[Part]:
        yield Markup("<hr>\n")

    def code(self, node: Node) -> Iterator[Part]:
        yield Markup("<code>{}</code>").format(_text(node.content))

    def code_block(self, node: Node) -> Iterator[Part]:
        language = node.info.split(maxsplit=1)
        kind = Markup(' class="language-{}"').format(language[0]) if language else Markup()
        # Focusable, so that long lines can be scrolled with the keyboard.
        yield Markup('<pre tabindex="0"><code{}>{}</code></pre>\n').format(
            kind, _text(node.content)
        )

    def link(self, node: Node) -> Iterator[Part]:
        link: Link | None = node.meta.get("link")
        inner = self.inside(node)
        if link and link.web:
            yield Markup('<a href="{}" rel="noopener">').format(normalizeLink(link.target))
            yield from inner
            yield Markup("</a>")
        elif link:
            yield Slot(link, _joined(inner))
        else:
            yield from inner

    def image(self, node: Node) -> Iterator[Part]:
        link: Link | None = node.meta.get("link")
        text = _text(plain(node))
        yield Slot(link, (text,)) if link and link.scheme else text

    def table(self, node: Node) -> Iterator[Part]:
        """In a region of its own that scrolls, by keyboard too, where the page is too narrow."""
        headers = [plain(cell).strip() for cell in node.children[0].children[0].children]
        label = ", ".join(filter(None, headers)) or self.tell("Table")
        opening = '<div class="table-scroll" role="region" tabindex="0" aria-label="{}">\n<table>\n'
        yield Markup(opening).format(label)
        for group in node.children:
            yield Markup(f"<{group.tag}>\n")
            for row in group.children:
                yield Markup("<tr>\n")
                for column, cell in enumerate(row.children):
                    yield from self.cell(cell, heads_row=column == 0 and not headers[0])
                yield Markup("</tr>\n")
            yield Markup(f"</{group.tag}>\n")
        yield Markup("</table>\n</div>\n")

    def cell(self, node: Node, heads_row: bool) -> Iterator[Part]:
        """Under an empty corner the first column heads the rows."""
        inner = _joined(self.inside(node))
        in_head = node.tag == "th"
        heads = inner and (in_head or heads_row)
        scope = f' scope="{"col" if in_head else "row"}"' if heads else ""
        side = str(node.attrs.get("style", "")).removeprefix("text-align:")
        align = f' class="align-{side}"' if side else ""
        tag = "th" if heads else "td"
        yield from (Markup(f"<{tag}{scope}{align}>"), *inner, Markup(f"</{tag}>\n"))

    def note_reference(self, node: Node) -> Iterator[Part]:
        label = node.meta["label"]
        if label not in self.notes:
            yield _text(f"[^{label}]")
            return
        count = self.cited[label] = self.cited.get(label, 0) + 1
        number = list(self.cited).index(label) + 1
        yield Markup(
            '<sup><a href="#fn:{0}" id="{1}" role="doc-noteref" aria-label="{2}">{0}</a></sup>'
        ).format(number, _back(number, count), self.tell("Note %(number)s", number=number))

    def nothing(self, node: Node) -> Iterator[Part]:
        yield from ()

    def endnotes(self) -> Iterator[Part]:
        """The footnotes that are referred to; notes may refer to further notes."""
        if not self.cited:
            return
        opening = '<section class="footnotes" role="doc-endnotes" aria-label="{}">\n<ol>\n'
        yield Markup(opening).format(self.tell("Notes"))
        number = 0
        while number < len(self.cited):
            label = list(self.cited)[number]
            number += 1
            yield from self.endnote(number, label)
        yield Markup("</ol>\n</section>\n")

    def endnote(self, number: int, label: str) -> Iterator[Part]:
        inner = list(self.inside(self.notes[label]))
        links = self.back_links(number, label)
        # Into the last paragraph, if there is one, rather than below it.
        if inner and inner[-1] == Markup("</p>\n"):
            inner.insert(-1, links)
        else:
            inner.append(links)
        yield from (Markup('<li id="fn:{}">').format(number), *inner, Markup("</li>\n"))

    def back_links(self, number: int, label: str) -> Markup:
        link = Markup(' <a href="#{}" role="doc-backlink" aria-label="{}">↩︎</a>')
        back, counts = self.tell("Back to the text"), range(1, self.cited[label] + 1)
        return Markup("").join(link.format(_back(number, count), back) for count in counts)


_WRITERS: dict[str, Callable[[_Writer, Node], Iterator[Part]]] = {
    **dict.fromkeys(
        ("em", "strong", "blockquote", "bullet_list", "ordered_list", "list_item"), _Writer.element
    ),
    "paragraph": _Writer.paragraph,
    "heading": _Writer.heading,
    "text": _Writer.text,
    "text_special": _Writer.text,
    "html_inline": _Writer.html,
    "html_block": _Writer.nothing,
    "softbreak": _Writer.line_end,
    "hardbreak": _Writer.line_end,
    "hr": _Writer.rule,
    "code_inline": _Writer.code,
    "code_block": _Writer.code_block,
    "fence": _Writer.code_block,
    "link": _Writer.link,
    "image": _Writer.image,
    "table": _Writer.table,
    "footnote_ref": _Writer.note_reference,
    "footnote_reference": _Writer.nothing,
}


def _text(text: str) -> Markup:
    return Markup(escape(text, quote=False))


def _back(number: int, count: int) -> str:
    """The id of the ``count``-th reference to a note; no heading has a colon in its id."""
    return f"fnref:{number}" + (f":{count}" if count > 1 else "")


def _joined(parts: Iterable[Part]) -> tuple[Part, ...]:
    """The same with neighbouring pieces of HTML made one, and none empty."""
    joined: list[Part] = []
    for is_slot, run in groupby(parts, lambda part: isinstance(part, Slot)):
        if is_slot:
            joined += run
        else:
            joined.append(Markup("").join(part for part in run if isinstance(part, Markup)))
    return tuple(part for part in joined if part)
