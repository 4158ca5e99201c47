"""What pages are made of: narratives, figures, terms, corrections."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from explainer.documents import Path
from explainer.model.entry import Entry, Findable, Part
from explainer.model.kinds import Texts, When, as_list
from explainer.prose import Prose

FigureKind = Literal[
    "target",
    "ranking",
    "bars",
    "line",
    "timeline",
    "map",
    "membership",
    "lineage",
    "matrix",
]


class Figure(Findable):
    """A chart, map, table or timeline that pages can show.

    kind: what is drawn
    title: its name, in inline Markdown
    finding: what it shows, in one sentence no stronger than the evidence; it heads the figure
    facts: ids of facts; baselines and measurements come along
    series: ids of series, each a line
    from: the time with which lines begin; left out, the first
    zero: whether the axis of lines begins at zero; no cuts it, and the figure says so
    group: the id of the group
    compare: ids of groups to set beside it
    events: ids of events; left out: all
    lanes: lanes of events; left out: all
    sources: ids of sources
    note: what stands below it, in inline Markdown
    description: for those who cannot see it; written from the facts when left out
    found_by: other words by which readers look for it
    was: ids that it had before, the oldest first; their addresses lead here
    """

    folder: ClassVar[str] = "figures"
    inline: ClassVar[tuple[Path, ...]] = (("finding",), ("title",), ("note",))

    kind: FigureKind
    title: str
    finding: str = ""
    facts: Texts = ()
    series: Texts = ()
    since: When | None = Field(default=None, alias="from")
    zero: Literal["yes", "no"] = "yes"
    group: str = ""
    compare: Texts = ()
    events: Texts = ()
    lanes: Texts = ()
    sources: Texts = ()
    note: str = ""
    description: str = ""


class Term(Findable):
    """A word, and what it means on this site.

    term: the word
    means: what it means, in inline Markdown
    sources: ids of the sources that say so
    found_by: other words by which readers look for it
    was: ids that it had before, the oldest first; their addresses lead here
    """

    folder: ClassVar[str] = "glossary"
    inline: ClassVar[tuple[Path, ...]] = (("means",),)

    term: str
    means: str
    sources: Texts = ()


class Correction(Entry):
    """What this site got wrong, and mended.

    when: the day it was mended
    was: what was wrong, in inline Markdown
    now: what it says now, in inline Markdown
    why: how that came about, in inline Markdown
    fact: the id of the fact that it is about
    event: the id of the event that it is about
    page: the name of the page that it is about
    """

    folder: ClassVar[str] = "corrections"
    inline: ClassVar[tuple[Path, ...]] = (("was",), ("now",), ("why",))

    when: When
    was: str
    now: str
    why: str = ""
    fact: str = ""
    event: str = ""
    page: str = ""


class Key(Part):
    """A line of the front page's box.

    label: what it is about, in a word or two
    says: what stands there, in inline Markdown
    note: what goes with it in small print, in inline Markdown
    counts: what the program counts, in place of what it says
    """

    label: str = ""
    says: str = ""
    note: str = ""
    counts: Literal["members", "disagreements", "sources"] | None = None


def page_address(name: str) -> str:
    """Where the page of a file stands in the site, from its root: ``""`` for the front page."""
    return "" if name == "index" else name.removesuffix("/index") + "/"


class Page(Findable):
    """A narrative; its id is its path below ``pages/`` without the suffix.

    title: its title, in inline Markdown
    summary: one sentence for menus, search engines and previews
    standfirst: of the front page, its finding in one line, in inline Markdown
    box: of the front page, what matters most, line by line
    menu: what the menu calls it
    draft: true leaves it out of the site; the preview shows it
    found_by: other words by which readers look for it
    was: names of its file that it had before, the oldest first; readers are led here
    """

    inline: ClassVar[tuple[Path, ...]] = (
        ("title",),
        ("summary",),
        ("standfirst",),
        ("box", "*", "says"),
        ("box", "*", "note"),
    )

    title: str
    summary: str = ""
    standfirst: str = ""
    box: Annotated[tuple[Key, ...], BeforeValidator(as_list)] = ()
    menu: str = ""
    draft: Literal["true", "false"] = "false"

    @property
    def is_draft(self) -> bool:
        """Whether it is not to be published yet."""
        return self.draft == "true"

    @property
    def body(self) -> Prose:
        """The text below the front matter."""
        return self.markdown[()]

    @property
    def address(self) -> str:
        """Where the page stands in the site, from its root: ``""`` for the front page."""
        return page_address(self.id)
