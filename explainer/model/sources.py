"""Documents that are cited, and what they have from one another."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from explainer.documents import Path
from explainer.model.entry import Findable, Part
from explainer.model.kinds import Language, WebAddress, When, as_list
from explainer.quantities.dates import Date

SourceType = Literal["document", "agency", "news", "state-media", "company", "aggregator", "blog"]
How = Literal["credits", "republishes", "translates", "rewrites", "quotes", "suspected"]


class Basis(Part):
    """One document that a source is based on, how, and what shows it.

    source: the id of the source it is based on
    how: what it did with that source; suspected gives a range where newsrooms are counted
    proof: what shows it, in inline Markdown
    """

    source: str
    how: How
    proof: str = ""


class Source(Findable):
    """A document that is cited.

    title: its title, as it stands there
    publisher: who published it
    type: what kind of document it is
    author: who wrote it
    published: when it was published
    updated: of a page that is kept up to date, of when what it says now is
    language: the tag of its language, such as en or pt-BR
    url: its address on the web
    where_found: where it was found, if not on the web
    archive: the address of a copy in a web archive
    read_on: when you read it
    interest: who stands behind it; left out means none known
    based_on: the sources that it has its words from
    note: anything else that readers should know, in inline Markdown
    found_by: other words by which readers look for it
    was: ids that it had before, the oldest first; their addresses lead here
    """

    folder: ClassVar[str] = "sources"
    inline: ClassVar[tuple[Path, ...]] = (("note",), ("based_on", "*", "proof"))

    title: str
    publisher: str
    type: SourceType
    author: str = ""
    published: When | None = None
    updated: When | None = None
    language: Language = ""
    url: WebAddress = ""
    where_found: str = ""
    archive: WebAddress = ""
    read_on: When | None = None
    interest: str = ""
    based_on: Annotated[tuple[Basis, ...], BeforeValidator(as_list)] = ()
    note: str = ""

    @property
    def as_of(self) -> Date | None:
        """The time of what it says now: when it was last brought up to date, or else read."""
        days = [day for day in (self.published, self.updated) if day]
        return max(days, key=lambda day: day.last, default=self.read_on)
