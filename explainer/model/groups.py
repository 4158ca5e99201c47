"""Whoever has joined forces, and who is said to have joined."""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from explainer.documents import Path
from explainer.model.entry import Findable, Part
from explainer.model.kinds import Texts, When, as_list
from explainer.prose import anchor
from explainer.voice import wording


def _in_short(value: object) -> object:
    """``Joined`` is short for ``{label: Joined}``."""
    return {"label": value} if isinstance(value, str) else value


class Status(Part):
    """At what a member may stand, and whether that makes it one.

    label: its words in the legend
    counts: no where it is no membership, such as that of an observer
    """

    label: str
    counts: Literal["yes", "no"] = "yes"


class Member(Part):
    """A member: a country, an organisation in it, or what is no country, such as the EU.

    country: its ISO 3166 alpha-3 code, such as PRT
    name: what it is called, in place of a country, such as Nordic Council
    organisation: the organisation, or unknown
    status: one of the statuses of the group
    from: since when it is a member
    until: when it left
    sources: ids of the sources that say so
    note: anything else, in inline Markdown
    """

    country: str = ""
    name: str = ""
    organisation: str = ""
    status: str
    since: When | None = Field(default=None, alias="from")
    until: When | None = None
    sources: Texts = ()
    note: str = ""

    @model_validator(mode="after")
    def _is_one_thing(self) -> Self:
        if bool(self.country) == bool(self.name):
            both = "not both" if self.country else "but has neither"
            raise ValueError(
                f"a member must have a country or a name, {both};"
                " write 'country: PRT', or 'name: Nordic Council' for what is no country"
            )
        return self

    @property
    def code(self) -> str:
        """What links and addresses call it: its country's code, or its name as an id."""
        return self.country or anchor(self.name) or "member"

    def called(self, language: str) -> str:
        """Its own name, or that of its country; ValueError where the country is none."""
        return self.name or wording.country(self.country, language)


class Total(Part):
    """How many members were reported at one time; the numbers are ids of facts.

    when: the time of the count
    organisations: the id of the fact that counts organisations
    countries: the id of the fact that counts countries
    members: the id of the fact that counts members, whether they are countries or not
    """

    when: When
    organisations: str = ""
    countries: str = ""
    members: str = ""

    @property
    def facts(self) -> tuple[str, ...]:
        """The ids of the facts that count."""
        return tuple(filter(None, (self.organisations, self.countries, self.members)))


class Group(Findable):
    """Whoever has joined forces: who is a member, according to whom.

    name: what it is called
    members_are: what they are, as tables and maps word it
    statuses: each status with its words in the legend, in order; those that do not count say so
    members: who is named as a member
    started: when it began
    not_the_same_as: ids of groups that it is mistaken for
    totals: how many members were reported, when
    text: what it is, in inline Markdown
    careful: what the reader should be careful about, in inline Markdown
    found_by: other words by which readers look for it
    was: ids that it had before, the oldest first; their addresses lead here
    """

    folder: ClassVar[str] = "groups"
    inline: ClassVar[tuple[Path, ...]] = (("text",), ("careful",), ("members", "*", "note"))

    name: str
    members_are: Literal["states", "organisations"]
    statuses: dict[str, Annotated[Status, BeforeValidator(_in_short)]] = Field(min_length=1)
    members: Annotated[tuple[Member, ...], BeforeValidator(as_list)]
    started: When | None = None
    not_the_same_as: Texts = ()
    totals: Annotated[tuple[Total, ...], BeforeValidator(as_list)] = ()
    text: str = ""
    careful: str = ""

    def meaning(self, status: str) -> str:
        """The words of a status; itself where the group has none of that name."""
        return self.statuses[status].label if status in self.statuses else status

    def counts(self, member: Member) -> bool:
        """Whether somebody who stands at this status is a member at all."""
        return member.status in self.statuses and self.statuses[member.status].counts == "yes"

    def called(self, code: str, language: str) -> str:
        """What links call a member: its name, or that of its country."""
        named = (one for one in self.members if one.code == code)
        member = next(named, None)
        return member.called(language) if member else wording.country(code, language)
