"""Who is named as a member of a group, country by country, beside what was reported in total."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from explainer import model
from explainer.content import Content
from explainer.evidence.ledger import Account, Ledger
from explainer.figures.drawing import Material
from explainer.model import Figure, Group, Member
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity
from explainer.voice import wording
from explainer.voice.speech import later, voice

UNKNOWN = "unknown"
MOST_STATUSES = 12  # that four colours and six patterns, or six symbols, tell apart


@dataclass(frozen=True, slots=True)
class Entry:
    """A member; ``index`` is its place in the group's list."""

    index: int
    member: Member
    name: str
    status: str
    is_past: bool
    language: str

    @property
    def organisation(self) -> str:
        """The member's name; what nobody has named is not named."""
        name = self.member.organisation
        return voice(self.language).tell("not named") if name in ("", UNKNOWN) else name


# What is counted, by the key of a total; the number stands as it is printed.
_COUNTED = {
    "countries": later("%(number)s country", "%(number)s countries"),
    "organisations": later("%(number)s organisation", "%(number)s organisations"),
    "members": later("%(number)s member", "%(number)s members"),
}


def with_noun(noun: str, number: int, printed: str, language: str) -> str:
    """``21 countries``, ``1 country``."""
    return voice(language).many(*_COUNTED[noun], number, number=printed)


@dataclass(frozen=True, slots=True)
class Named:
    """How many are named here, and how many were reported, where somebody reported it.

    ``others`` are named beside countries, and are none.
    """

    noun: str
    named: int
    reported: Account | None
    when: str
    others: int = 0

    def besides(self, language: str) -> str:
        """``2 members that are no countries``; empty where there are none."""
        if not self.others:
            return ""
        return voice(language).many(
            "%(num)s member that is no country",
            "%(num)s members that are no countries",
            self.others,
        )

    def sentence(self, language: str) -> str:
        """``Named here: 9 of 21 countries, as reported for December 2025.``"""
        counted, besides = self._counted(language), self.besides(language)
        if not besides:
            return f"{counted}."
        return voice(language).tell("%(counted)s; and %(others)s.", counted=counted, others=besides)

    def _counted(self, language: str) -> str:
        here, tell = wording.count(self.named, language), voice(language).tell
        if self.reported is None or self.reported.value is None:
            members = with_noun(self.noun, self.named, here, language)
            return tell("Named here: %(members)s", members=members)
        reported = self.reported.value
        total = wording.say(reported, language)
        if not (isinstance(reported, Quantity) and reported.unit):
            total = with_noun(self.noun, int(getattr(reported, "high", 0)), total, language)
        return tell(
            "Named here: %(here)s of %(total)s, as reported for %(when)s",
            here=here,
            total=total,
            when=self.when,
        )


def tone(number: int) -> int:
    """The number of the colour of a status: there are four, which later ones have again.

    >>> [tone(number) for number in (1, 4, 5)]
    [1, 4, 1]
    """
    return (number - 1) % 4 + 1


@dataclass(frozen=True, slots=True)
class Roll:
    """A group's members by country, countries sorted by name, then those that are no country.

    ``standing`` gives every country's first status in the order of the legend, as its number
    counted from 1; countries whose members have all left are not in it. ``joined`` are those of
    them where somebody stands at a status that counts. What is no country goes by its code, too.
    """

    group: Group
    entries: tuple[Entry, ...]
    standing: Mapping[str, int]
    joined: frozenset[str]
    named: tuple[Named, ...]
    language: str

    @property
    def of_organisations(self) -> bool:
        """Whether organisations are the members, rather than states."""
        return self.group.members_are == "organisations"

    @property
    def blank(self) -> str:
        """What is said of a country that is not on the roll: never that it is no member."""
        tell = voice(self.language).tell
        none, unknown = tell("no member known"), tell("not known to be a member")
        return none if self.of_organisations else unknown

    def caution(self, which: str) -> str:
        """A sentence on such countries; ``which`` says how they can be told."""
        tell = voice(self.language).tell
        none = tell(
            "A country %(which)s: no member known, which does not mean there is none.", which=which
        )
        unknown = tell(
            "A country %(which)s: not known to be a member, which does not mean it is none.",
            which=which,
        )
        return none if self.of_organisations else unknown

    @property
    def off_the_map(self) -> str:
        """A sentence on the members that no map can show; empty where there are none."""
        names = [one.name for one in self.entries if one.member.name and not one.is_past]
        listed = wording.listed(list(dict.fromkeys(names)), self.language)
        told = voice(self.language).tell(
            "Not on the map, since no country: %(names)s.", names=listed
        )
        return told if names else ""

    @property
    def statuses(self) -> tuple[str, ...]:
        """What the statuses mean, in the order of the legend."""
        return tuple(status.label for status in self.group.statuses.values())

    @property
    def numbers(self) -> tuple[int, ...]:
        """The numbers of the statuses that some country stands at."""
        return tuple(sorted(set(self.standing.values())))

    @property
    def has_several(self) -> bool:
        """Whether countries stand at more than one status."""
        return len(self.numbers) > 1

    def status(self, number: int) -> str:
        """What a status means, by its number."""
        return self.statuses[number - 1]

    def status_in_words(self, code: str) -> str:
        """A country's status; that none is known does not say that there is none."""
        number = self.standing.get(code)
        return self.status(number) if number else self.blank

    def countries(self, number: int) -> list[str]:
        """The names of those that stand at status ``number``."""
        names = {entry.member.code: entry.name for entry in self.entries}
        return [name for code, name in names.items() if self.standing.get(code) == number]


def call(name: str, material: Material) -> Roll | None:
    """The roll of the group with this id; None where there is none."""
    group = material.content.groups.get(name)
    if group is None:
        return None
    entries = sorted(
        (_entry(index, member, group, material) for index, member in enumerate(group.members)),
        key=lambda entry: (bool(entry.member.name), entry.name, entry.index),
    )
    order = {status: number for number, status in enumerate(group.statuses, start=1)}
    standing: dict[str, int] = {}
    for entry in entries:
        code, number = entry.member.code, order.get(entry.member.status)
        if number and not entry.is_past:
            standing[code] = min(number, standing.get(code, number))
    joined = (one.member.code for one in entries if group.counts(one.member) and not one.is_past)
    named = _named(group, material)
    return Roll(group, tuple(entries), standing, frozenset(joined), named, material.language)


def compared(figure: Figure, material: Material) -> tuple[Roll, ...]:
    """The rolls of the groups that the figure's group is compared with."""
    rolls = (call(name, material) for name in figure.compare)
    return tuple(roll for roll in rolls if roll)


def cited(*rolls: Roll) -> tuple[str, ...]:
    """The ids of all sources that name a member of these groups, each once."""
    entries = (entry for roll in rolls for entry in roll.entries)
    return tuple(dict.fromkeys(name for entry in entries for name in entry.member.sources))


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[model.Entry]:
    """The groups, the sources that name their members, and the totals that were reported."""
    names = (figure.group, *figure.compare)
    groups = [content.groups[name] for name in names if name in content.groups]
    yield from groups
    named = (name for group in groups for member in group.members for name in member.sources)
    yield from (content.sources[name] for name in named if name in content.sources)
    for group in groups[:1] if figure.group in content.groups else ():
        yield from (total.fact for _, total, _ in reported(group, ledger) if total)


def counted(group: Group, today: date) -> dict[str, int]:
    """How many members a source names: countries, organisations, and members of any kind."""
    return tally(one for one in group.members if group.counts(one) and not _has_left(one, today))


def tally(members: Iterable[Member]) -> dict[str, int]:
    """How many countries, organisations, and members of any kind these are."""
    named = {(one.code, one.country, one.organisation) for one in members}
    return {
        "countries": len({country for _, country, _ in named if country}),
        "organisations": sum(name not in ("", UNKNOWN) for _, _, name in named),
        "members": len({code for code, _, _ in named}),
    }


def _has_left(member: Member, today: date) -> bool:
    return member.until is not None and member.until.last < today


def _entry(index: int, member: Member, group: Group, material: Material) -> Entry:
    return Entry(
        index,
        member,
        member.called(material.language),
        group.meaning(member.status),
        _has_left(member, material.today),
        material.language,
    )


def _named(group: Group, material: Material) -> tuple[Named, ...]:
    """What is counted in a group, beside the latest totals."""
    counts = counted(group, material.today)
    others = {"countries": counts["members"] - counts["countries"]}
    return tuple(
        Named(
            noun,
            counts[noun],
            total,
            wording.say(when, material.language) if when else "",
            others.get(noun, 0),
        )
        for noun, total, when in reported(group, material.ledger)
    )


def reported(group: Group, ledger: Ledger) -> Iterator[tuple[str, Account | None, Date | None]]:
    """What is counted in a group, and how many were last reported, for when, if at all."""
    totals = sorted(group.totals, key=lambda total: (total.when.first, total.when.last))
    newest = totals[::-1]
    for noun in _nouns(group):
        found = ((ledger.accounts.get(getattr(total, noun)), total.when) for total in newest)
        account, when = next((one for one in found if one[0]), (None, None))
        yield noun, account, when


def _nouns(group: Group) -> Iterator[str]:
    """What is counted in a group: countries first, and whatever else its members are."""
    yield "countries"
    if group.members_are == "organisations":
        yield "organisations"
    elif any(total.members for total in group.totals):
        yield "members"
