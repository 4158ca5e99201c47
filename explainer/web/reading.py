"""A page of the web as programs are meant to read it: its text, and what it says of itself."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser
from typing import Any

from explainer.web.asking import Answer

Node = Mapping[str, Any]
_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "svg"})
# Between these no words run on.
_BLOCKS = frozenset(
    "address article aside blockquote br caption dd details div dl dt fieldset figcaption figure"
    " footer form h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table td th"
    " title tr ul".split()
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w:-]{1,40})""", re.I)
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))  # fmt: skip


@dataclass(frozen=True, slots=True)
class WebPage:
    """What a page says of itself, every name in lower case; its text has a line for each block."""

    title: str = ""
    language: str = ""
    canonical: str = ""
    meta: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    data: tuple[Node, ...] = ()
    text: str = ""

    def said(self, *names: str) -> tuple[str, ...]:
        """What the first of those names that the page has says."""
        return next((self.meta[name] for name in names if self.meta.get(name)), ())

    def has(self, words: str) -> bool:
        """Whether a browser finds those words, no number cut in two."""
        first, last = (r"(?<!\d)" if words[:1].isdigit() else "",
                       r"(?!\d)" if words[-1:].isdigit() else "")  # fmt: skip
        return bool(re.search(f"{first}{re.escape(_folded(words))}{last}", _folded(self.text)))


def read(answer: Answer) -> WebPage | None:
    """The page that came; None for what is no HTML, such as a PDF."""
    kind = answer.headers.get("content-type", "text/html").partition(";")[0].strip().lower()
    if kind not in ("text/html", "application/xhtml+xml", ""):
        return None
    parser = _Parser()
    parser.feed(decoded(answer.body, answer.headers.get("content-type", "")))
    parser.close()
    return parser.page()


def decoded(body: bytes, content_type: str) -> str:
    """The letters of a page: what reads as UTF-8 is that, whatever is said of it.

    Else as its header says, or the page itself, or as browsers take what nobody names.
    """
    told = re.search(r"charset\s*=\s*[\"']?([\w:-]+)", content_type, re.I)
    within = _CHARSET.search(body[:4096])
    marked = next((name for mark, name in _MARKS if body.startswith(mark)), "utf-8")
    names = [told[1] if told else "", within[1].decode("ascii") if within else "", "cp1252"]
    try:
        return body.decode(marked)
    except ValueError:
        return next(filter(None, (_decoded(body, name) for name in names if name)), "")


def _decoded(body: bytes, name: str) -> str:
    """Nothing where no such letters are known."""
    try:
        known = codecs.lookup(name).name
        return body.decode("cp1252" if known in ("ascii", "iso8859-1") else known, "replace")
    except (LookupError, ValueError):
        return ""


def _folded(text: str) -> str:
    lines = text.replace("\u00ad", "").casefold().split("\n")
    return "\n".join(" ".join(line.split()) for line in lines)


class _Parser(HTMLParser):
    """Gathers what stands in the head, JSON-LD wherever it is, and the words that are seen."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.titles: list[str] = []
        self.meta: dict[str, list[str]] = {}
        self.language = self.canonical = ""
        self.scripts: list[str] = []
        self.words: list[str] = []
        self.unseen: list[str] = []
        self.into: list[str] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: (value or "").strip() for name, value in attrs}
        if tag == "html":
            self.language = self.language or given.get("lang", "")
        elif tag == "meta":
            self._meta(given)
        elif tag == "link" and "canonical" in given.get("rel", "").lower().split():
            self.canonical = self.canonical or given.get("href", "")
        elif tag == "title" and "svg" not in self.unseen:
            self.titles.append("")
            self.into = self.titles
        elif tag == "script" and given.get("type", "").lower() == "application/ld+json":
            self.scripts.append("")
            self.into = self.scripts
        if tag == "body":
            self.unseen.clear()  # of a head that nobody closed
        if tag in _UNSEEN:
            self.unseen.append(tag)
        if tag in _BLOCKS:
            self.words.append("\n")

    def _meta(self, given: Mapping[str, str]) -> None:
        name = given.get("property") or given.get("name") or given.get("itemprop") or ""
        if given.get("content"):
            self.meta.setdefault(name.lower(), []).append(given["content"])

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script"):
            self.into = None
        if tag in self.unseen:
            del self.unseen[self.unseen.index(tag) :]
        if tag in _BLOCKS:
            self.words.append("\n")

    def handle_data(self, data: str) -> None:
        if self.into is not None:
            self.into[-1] += data
        elif not self.unseen:
            self.words.append(re.sub(r"\s+", " ", data))

    def page(self) -> WebPage:
        return WebPage(
            title=" ".join("".join(self.titles[:1]).split()),
            language=self.language,
            canonical=self.canonical,
            meta={name: tuple(said) for name, said in self.meta.items()},
            data=tuple(node for script in self.scripts for node in _nodes(script)),
            text="".join(self.words),
        )


def _nodes(script: str) -> Iterator[Node]:
    """Every thing that a script of JSON-LD tells of, one after the other."""
    try:
        waiting: list[Any] = [json.loads(script.strip().rstrip(";"), strict=False)]
    except (ValueError, RecursionError):
        return
    while waiting:
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting = [*one, *waiting]
        elif isinstance(one, dict):
            yield one
            waiting = [one.get("@graph", []), *waiting]
