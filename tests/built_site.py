"""A built site as a reader's browser gets it: pages, their words, and where their links lead."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

# Attributes that make a browser fetch something, or go somewhere.
LINKS = ("href", "src", "srcset", "action", "data", "poster", "formaction", "xlink:href")
# Attributes that name other elements of the same page.
REFERENCES = (
    "for", "aria-labelledby", "aria-describedby", "aria-controls", "aria-details",
    "aria-owns", "popovertarget", "list", "headers",
)  # fmt: skip
UNSEEN = ("script", "style", "template", "head", "noscript")
BLOCKS = (
    "p", "div", "li", "td", "th", "tr", "dd", "dt", "h1", "h2", "h3", "h4", "section", "figure",
    "figcaption", "summary", "details", "br", "text", "tspan", "desc", "title", "time",
)  # fmt: skip
VOID = (
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A reference from one page to an address, as written."""

    page: str
    tag: str
    attribute: str
    target: str


class HtmlPage(HTMLParser):
    """One parsed page: its ids, links, references, and visible words."""

    def __init__(self, name: str, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.name = name
        self.html = html
        self.ids: list[str] = []
        self.links: list[Link] = []
        self.references: list[str] = []
        self._open: list[str] = []
        self._words: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in VOID:
            self._open.append(tag)
        if tag in BLOCKS:
            self._words.append(" ")
        for name, value in attrs:
            if name == "id":
                self.ids.append(value or "")
            elif name in LINKS and value is not None:
                targets = value.split(", ") if name == "srcset" else [value]
                self.links += [Link(self.name, tag, name, one.split(" ")[0]) for one in targets]
            elif name in REFERENCES:
                self.references += (value or "").split()

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass
        if tag in BLOCKS:
            self._words.append(" ")

    def handle_data(self, data: str) -> None:
        if not any(tag in UNSEEN for tag in self._open):
            self._words.append(data)

    @cached_property
    def text(self) -> str:
        """Its words as a reader sees them, white space and non-breaking spaces folded."""
        return " ".join("".join(self._words).split())


@dataclass(frozen=True)
class BuiltSite:
    """All pages of a site that stands in ``root``."""

    root: Path
    pages: dict[str, HtmlPage] = field(init=False)

    def __post_init__(self) -> None:
        pages = {
            path.relative_to(self.root).as_posix(): path.read_text(encoding="utf-8")
            for path in sorted(self.root.rglob("*.html"))
        }
        parsed = {name: HtmlPage(name, html) for name, html in pages.items()}
        object.__setattr__(self, "pages", parsed)

    def page(self, address: str) -> HtmlPage:
        """The page that a server shows at an address such as ``facts/``."""
        is_folder = not address or address.endswith("/")
        return self.pages[f"{address}index.html" if is_folder else address]

    def text(self, address: str) -> str:
        """The words of the page at ``address``."""
        return self.page(address).text

    def broken_links(self) -> Iterator[str]:
        """Every link and reference that leads to nothing, or that leaves the folder."""
        for page in self.pages.values():
            yield from (
                f"{page.name}: no element has the id {name!r}"
                for name in page.references
                if name not in page.ids
            )
            yield from (
                f"{page.name}: the id {name!r} is there {page.ids.count(name)} times"
                for name in sorted(set(page.ids))
                if page.ids.count(name) > 1
            )
            for link in page.links:
                fault = self._fault(page, link)
                if fault:
                    yield f"{page.name}: <{link.tag} {link.attribute}={link.target!r}> {fault}"

    def _fault(self, page: HtmlPage, link: Link) -> str:
        parts = urlsplit(link.target)
        if parts.scheme in ("https", "http", "mailto", "data"):
            return ""
        if parts.scheme or parts.netloc:
            return "has an odd scheme"
        if parts.path.startswith("/"):
            return "is not relative" if page.name != "404.html" else ""
        if not parts.path:
            target = page.name
        else:
            target = normpath(join(dirname(page.name), unquote(parts.path)))
            if parts.path.endswith("/") or (self.root / target).is_dir():
                target = normpath(join(target, "index.html"))
        if target.startswith(".."):
            return "leaves the site"
        if not (self.root / target).is_file():
            return "leads to no file"
        if parts.fragment and target in self.pages:
            wanted = unquote(parts.fragment)
            if wanted not in self.pages[target].ids and not wanted.startswith(":~:"):
                return "leads to no element of that id"
        return ""
