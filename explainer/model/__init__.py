"""What an editor may write: one frozen class for each kind of entry.

The fields of a class are the keys of the content format. Every entry knows where in its file each
of its values stands.
"""

from __future__ import annotations

from explainer.model.entry import (
    Entry,
    Findable,
    Known,
    Origin,
    Part,
    Read,
    expand,
    fields_of,
    meanings,
)
from explainer.model.events import DUE, HAPPENED, DateAnswer, Event, EventDate
from explainer.model.facts import Answer, Fact, FactKind
from explainer.model.groups import Group, Member, Total
from explainer.model.kinds import Conflict, Value, base_address, web_address
from explainer.model.pages import Correction, Figure, FigureKind, Key, Page, Term, page_address
from explainer.model.pictures import Picture
from explainer.model.rows import Row, SeriesKind
from explainer.model.series import GivenRow, Point, PointAnswer, Series, SeriesAnswer
from explainer.model.site import Looks, Site
from explainer.model.sources import Basis, How, Source, SourceType

__all__ = [
    "DUE",
    "HAPPENED",
    "KINDS",
    "Answer",
    "Basis",
    "Conflict",
    "Correction",
    "DateAnswer",
    "Entry",
    "Event",
    "EventDate",
    "Fact",
    "FactKind",
    "Figure",
    "FigureKind",
    "Findable",
    "GivenRow",
    "Group",
    "How",
    "Key",
    "Known",
    "Looks",
    "Member",
    "Origin",
    "Page",
    "Part",
    "Picture",
    "Point",
    "PointAnswer",
    "Read",
    "Row",
    "Series",
    "SeriesAnswer",
    "SeriesKind",
    "Site",
    "Source",
    "SourceType",
    "Term",
    "Total",
    "Value",
    "base_address",
    "expand",
    "fields_of",
    "meanings",
    "page_address",
    "web_address",
]

KINDS: dict[str, type[Entry]] = {
    "sources": Source,
    "facts": Fact,
    "series": Series,
    "events": Event,
    "groups": Group,
    "figures": Figure,
    "pictures": Picture,
    "glossary": Term,
    "corrections": Correction,
}
