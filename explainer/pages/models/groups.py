"""What the page of a group says, and the list of all groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from explainer.evidence.ledger import Account
from explainer.figures.members import UNKNOWN, Named, call
from explainer.figures.membership import first_column
from explainer.model import Group, Member, Source
from explainer.model.groups import Total
from explainer.pages.models.past import Past, past
from explainer.pages.models.shared import Uses, used_on
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import SitePage


@dataclass(frozen=True, slots=True)
class Count:
    """How many are named here, and the total that was reported, if one was."""

    named: int
    reported: Account | None


@dataclass(frozen=True, slots=True)
class MembersNamed:
    """How many members of a group are named, beside the totals reported.

    Without a total, ``counts`` has how many countries or states there are, by ``noun``. Of bodies
    that are named by their countries alone it is told that they are ``from`` there. ``others`` are
    members that are no countries, in words.
    """

    group: Group
    counts: tuple[Count, ...]
    is_from: bool
    others: str


@dataclass(frozen=True, slots=True)
class Row:
    """A member in the table of a group; ``index`` is its place in the group's list.

    ``anchor`` is that of its country, which the first of its rows has; ``organisation`` is empty
    where nobody has named it.
    """

    member: Member
    index: int
    anchor: str
    called: str
    organisation: str
    status: str
    sources: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Whoever has joined forces: who is a member, who says so, how many were reported.

    ``checked`` is when one of its totals was last checked, ``next_look`` when one is next.
    """

    group: Group
    of_organisations: bool
    checked: Date | None
    next_look: Date | None
    named: MembersNamed
    not_the_same_as: tuple[Group, ...]
    first_column: str
    members: tuple[Row, ...]
    totals: tuple[Total, ...]
    counts_members: bool
    used_on: tuple[Uses, ...]
    past: Past | None


@dataclass(frozen=True, slots=True)
class Listed:
    """A group in the list of all; ``countries`` are those of which members are named."""

    group: Group
    of_organisations: bool
    countries: int
    not_the_same_as: tuple[Group, ...]


@dataclass(frozen=True, slots=True)
class GroupsPage:
    """Every group."""

    groups: tuple[Listed, ...]


def group_page(edition: Edition, page: SitePage) -> GroupPage:
    """What the page of a group says."""
    group = page.subject
    assert isinstance(group, Group)
    roll = call(group.id, edition.material)
    counted = [edition.content.facts[name] for one in group.totals for name in one.facts]
    checked = [one.checked for one in counted if one.checked]
    looks = [one.check_again for one in counted if one.check_again]
    return GroupPage(
        group=group,
        of_organisations=group.members_are == "organisations",
        checked=max(checked, key=lambda day: day.last, default=None),
        next_look=min(looks, key=lambda day: day.first, default=None),
        named=members_named(edition, group),
        not_the_same_as=_others(edition, group),
        first_column=first_column(roll) if roll else "",
        members=tuple(_rows(edition, group)),
        totals=tuple(sorted(group.totals, key=lambda one: one.when.first)),
        counts_members=any(one.members for one in group.totals),
        used_on=used_on(edition, group),
        past=past(edition, group.folder, group.id),
    )


def groups_page(edition: Edition, page: SitePage) -> GroupsPage:
    """What the list of all groups says."""
    return GroupsPage(
        tuple(
            Listed(
                group,
                group.members_are == "organisations",
                _named(edition, group)[0].named,
                _others(edition, group),
            )
            for group in edition.content.groups.values()
        )
    )


def members_named(edition: Edition, group: Group) -> MembersNamed:
    """How many are named, beside the latest totals; without one, from how many countries."""
    countries, *_ = every = _named(edition, group)
    with_total = [one for one in every if one.reported]
    told = sorted(with_total, key=lambda one: one.noun, reverse=True) or [countries]
    return MembersNamed(
        group=group,
        counts=tuple(Count(one.named, one.reported) for one in told),
        is_from=group.members_are == "organisations" and told == [countries],
        others=countries.besides(edition.voice.language),
    )


def _named(edition: Edition, group: Group) -> tuple[Named, ...]:
    """What is counted in a group: countries, and whatever else its members are."""
    roll = call(group.id, edition.material)
    return roll.named if roll else ()


def _others(edition: Edition, group: Group) -> tuple[Group, ...]:
    """The groups that it is mistaken for."""
    return tuple(edition.content.groups[name] for name in group.not_the_same_as)


def _rows(edition: Edition, group: Group) -> Iterator[Row]:
    """The members by country, in the order of their names, then those that are none."""
    by_code: dict[str, list[Member]] = {}
    for member in group.members:
        by_code.setdefault(member.code, []).append(member)
    language = edition.voice.language
    in_order = sorted(
        by_code.items(), key=lambda item: (bool(item[1][0].name), item[1][0].called(language))
    )
    for code, members in in_order:
        for member in members:
            yield _row(edition, group, member, code if member is members[0] else "")


def _row(edition: Edition, group: Group, member: Member, anchor: str) -> Row:
    return Row(
        member=member,
        index=group.members.index(member),
        anchor=anchor,
        called=group.called(member.code, edition.voice.language),
        organisation="" if member.organisation == UNKNOWN else member.organisation,
        status=group.meaning(member.status),
        sources=sources(edition, member.sources),
    )


def sources(edition: Edition, names: Sequence[str]) -> tuple[Source, ...]:
    """The sources of these ids."""
    return tuple(edition.content.sources[name] for name in names)
