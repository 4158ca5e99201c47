"""What a piece of Markdown consists of, once it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from markupsafe import Markup

from explainer.problems import Place
from explainer.reading.mentions import Found


@dataclass(frozen=True, slots=True)
class Link:
    """A link that binds something, or that leads to a page or into the web.

    ``scheme`` is empty for pages and the web. ``target`` is an id, the file of a page, or a web
    address as written; ``part`` is what follows "#" in the first two. ``text`` is empty where the
    link is ``automatic`` (``<fact:id>``): there the site has to say it. ``place`` is that of the
    link's first character, ``text_place`` that of the first character of its text. ``level`` is
    that of the heading above it, 1 below the title alone. ``before`` and ``behind`` are the words
    around it.
    """

    scheme: str
    target: str
    part: str
    text: str
    automatic: bool
    image: bool
    place: Place
    text_place: Place
    block: int
    section: int
    level: int = 1
    before: str = ""
    behind: str = ""

    @property
    def web(self) -> bool:
        """Whether it leads away from the site, so that nothing has to be bound."""
        return not self.scheme and self.target.lower().startswith(("http:", "https:", "mailto:"))


@dataclass(frozen=True, slots=True)
class Number:
    """A number that no link binds; ``found`` counts from the start of its block's text."""

    found: Found
    text: str
    place: Place
    block: int
    section: int
    in_heading: bool


@dataclass(frozen=True, slots=True)
class Excuse:
    """``<!-- unbound: why -->``: why the numbers of one block are bound to nothing.

    After a table or a list there is one for every block of it that has such numbers, all at the
    same place.
    """

    why: str
    place: Place
    block: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading, with the words of its text (see ``Prose.plain``) and its id in the page.

    ``former`` is an id that it had when only Latin letters were kept, for links made then.
    """

    level: int
    words: tuple[str | Link, ...]
    anchor: str
    place: Place
    former: str = ""

    @property
    def text(self) -> str:
        """Its plain text, without what automatic links stand for."""
        return self.plain(lambda link: "")

    def plain(self, say: Callable[[Link], str]) -> str:
        """Its plain text; ``say`` speaks the automatic links."""
        return _spoken(self.words, say)


@dataclass(frozen=True, slots=True)
class Slot:
    """A gap in the HTML: a link that the caller turns into HTML, and the HTML of its text."""

    link: Link
    inner: tuple[Part, ...]


Part = Markup | Slot


@dataclass(frozen=True, slots=True)
class Prose:
    """A piece of Markdown: everything it binds or leaves unbound, in order, and its HTML."""

    links: tuple[Link, ...] = ()
    numbers: tuple[Number, ...] = ()
    excuses: tuple[Excuse, ...] = ()
    headings: tuple[Heading, ...] = ()
    words: tuple[str | Link, ...] = ()
    parts: tuple[Part, ...] = ()

    @property
    def anchors(self) -> tuple[str, ...]:
        """The ids of the headings."""
        return tuple(heading.anchor for heading in self.headings)

    @property
    def text(self) -> str:
        """The plain text, without what automatic links stand for; one line for every block."""
        return self.plain(lambda link: "")

    def plain(self, say: Callable[[Link], str]) -> str:
        """The plain text; ``say`` speaks the automatic links (``<fact:id>``)."""
        return _spoken(self.words, say)

    def html(self, bind: Callable[[Link, Markup], Markup]) -> Markup:
        """The HTML; ``bind`` turns every link but those into the web, and its text, into HTML."""
        return _filled(self.parts, bind)


def _spoken(words: tuple[str | Link, ...], say: Callable[[Link], str]) -> str:
    text = "".join(word if isinstance(word, str) else say(word) for word in words)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def _filled(parts: tuple[Part, ...], bind: Callable[[Link, Markup], Markup]) -> Markup:
    return Markup("").join(
        bind(part.link, _filled(part.inner, bind)) if isinstance(part, Slot) else part
        for part in parts
    )
