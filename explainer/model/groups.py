"""Whoever has joined forces, and who is said to have joined."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator, Field

from explainer.documents import Path
from explainer.model.entry import Findable, Part
from explainer.model.kinds import Texts, When, as_list


class Member(Part):
    """A member: a country, or an organisation in it.

    country: its ISO 3166 alpha-3 code, such as PRT
    organisation: the organisation, or unknown
    status: one of the statuses of the group
    from: since when it is a member
    until: when it left
    sources: ids of the sources that say so
    note: anything else, in inline Markdown
    """

    country: str
    organisation: str = ""
    status: str
    since: When | None = Field(default=None, alias="from")
    until: When | None = None
    sources: Texts = ()
    note: str = ""


class Total(Part):
    """How many members were reported at one time; the numbers are ids of facts.

    when: the time of the count
    organisations: the id of the fact that counts organisations
    countries: the id of the fact that counts countries
    """

    when: When
    organisations: str = ""
    countries: str = ""


class Group(Findable):
    """Whoever has joined forces: who is a member, according to whom.

    name: what it is called
    members_are: what they are, as tables and maps word it
    statuses: each status with its words in the legend, in order
    members: who is named as a member
    started: when it began
    not_the_same_as: ids of groups that it is mistaken for
    totals: how many members were reported, when
    text: what it is, in inline Markdown
    careful: what the reader should be careful about, in inline Markdown
    found_by: other words by which readers look for it
    """

    folder: ClassVar[str] = "groups"
    inline: ClassVar[tuple[Path, ...]] = (("text",), ("careful",), ("members", "*", "note"))

    name: str
    members_are: Literal["states", "organisations"]
    statuses: dict[str, str] = Field(min_length=1)
    members: Annotated[tuple[Member, ...], BeforeValidator(as_list)]
    started: When | None = None
    not_the_same_as: Texts = ()
    totals: Annotated[tuple[Total, ...], BeforeValidator(as_list)] = ()
    text: str = ""
    careful: str = ""
