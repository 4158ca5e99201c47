"""Membership: a table of who is named as a member, and a tile for every country reported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.figures import legend
from explainer.figures.drawing import Cell, Drawing, Kind, Material, Table
from explainer.figures.layout import NARROW, WIDE, Sheet, Text, px
from explainer.figures.legend import Key
from explainer.figures.members import (
    UNKNOWN,
    Entry,
    Named,
    Roll,
    call,
    cited,
    compared,
    shows,
    with_noun,
)
from explainer.figures.reading import citations
from explainer.model import Figure
from explainer.quantities.values import Quantity
from explainer.voice import wording
from explainer.voice.bidi import apart
from explainer.voice.speech import later, voice
from explainer.voice.wording import sentence_case

# Reported totals beyond this are said in words rather than drawn, tile by tile.
MOST_BLANKS = 60


@dataclass(frozen=True, slots=True)
class Place:
    """A country with a member: the number of its status, and the bodies there that are named."""

    number: int
    code: str
    country: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Roster:
    """The members country by country, the groups compared, and totals as they were reported.

    ``blanks`` are the countries that were counted but that nobody has named.
    """

    roll: Roll
    others: tuple[Roll, ...]
    named: tuple[str, ...]
    tiles: tuple[Place, ...]
    blanks: int


@dataclass(frozen=True, slots=True)
class Tile:
    """A country or other member: its sign, and its mark; one that nobody names is blank."""

    x: float
    y: float
    mark: str
    sign: str


@dataclass(frozen=True, slots=True)
class Tiles:
    """Tiles, a legend and texts with their places."""

    width: int
    height: int
    tiles: tuple[Tile, ...]
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]
    statuses: tuple[int, ...]


SIZE = (52, 34)
_GAP = 6
_SIGN = 5  # letters that a tile has room for


def draw(figure: Figure, material: Material) -> Drawing:
    """The members of the figure's group; ValueError where it names none."""
    roll = call(figure.group, material)
    if roll is None:
        raise ValueError(f"the figure {figure.id!r} must name a group, not {figure.group!r}")
    others = compared(figure, material)
    named = tuple(one.sentence(material.language) for one in roll.named)
    tell = material.voice.tell
    organisations, states = tell("Member organisations"), tell("Member states")
    return Drawing(
        figure=figure,
        heading=organisations if roll.of_organisations else states,
        description=figure.description or describe(roll, material.language),
        table=table(roll, others, material),
        wide=_lay_out(roll, WIDE),
        narrow=_lay_out(roll, NARROW),
        view=Roster(roll, others, named, _places(roll), _blanks(roll.named[0])),
        remarks=(*named, *elsewhere(roll, others, material.language)),
        careful=(roll.group,) if roll.group.careful else (),
        facts=totals(roll),
        sources=cited(roll, *others),
    )


def _places(roll: Roll) -> tuple[Place, ...]:
    """The countries in the order of the legend, then of their names."""
    found = []
    for number in roll.numbers:
        codes = {entry.member.code: entry for entry in roll.entries}
        found += [
            Place(number, code, entry.name, _bodies(roll, code))
            for code, entry in codes.items()
            if roll.standing.get(code) == number
        ]
    return tuple(found)


def _bodies(roll: Roll, code: str) -> tuple[str, ...]:
    """The bodies named in a country; several are counted, since a tile has room for one name."""
    here = [one for one in roll.entries if one.member.code == code and not one.is_past]
    names = [one.organisation for one in here if one.member.organisation not in ("", UNKNOWN)]
    if len(names) < 2:
        return tuple(names)
    return (voice(roll.language).many("%(num)s body", "%(num)s bodies", len(names)),)


def totals(roll: Roll) -> tuple[str, ...]:
    """The ids of the facts that say how many members were reported."""
    return tuple(one.reported.fact.id for one in roll.named if one.reported)


def describe(roll: Roll, language: str) -> str:
    """Who stands where, status by status, and how many that is of all that were reported."""
    said = [
        f"{apart(sentence_case(roll.statuses[number - 1]))}:"
        f" {apart(wording.listed(roll.countries(number), language))}."
        for number in roll.numbers
    ]
    counted = [one.sentence(language) for one in roll.named]
    return " ".join([*said, *counted]) or voice(language).tell("No member is known.")


def elsewhere(roll: Roll, others: Sequence[Roll], language: str) -> tuple[str, ...]:
    """For each group compared: in how many of its countries a member is known, in which none."""
    lines, tell = [], voice(language).tell
    for other in others:
        countries = {
            entry.member.code: entry.name
            for entry in other.entries
            if entry.member.country and entry.member.code in other.joined
        }
        blank = [
            _blank(code, name, roll) for code, name in countries.items() if code not in roll.joined
        ]
        total = wording.count(len(countries), language)
        known = wording.count(len(countries) - len(blank), language)
        whole = with_noun("countries", len(countries), total, language)
        group = apart(sentence_case(other.group.name))
        having = tell(
            "%(group)s: %(known)s of %(countries)s with a known member",
            group=group,
            known=known,
            countries=whole,
        )
        being = tell(
            "%(group)s: %(known)s of %(countries)s known to be a member",
            group=group,
            known=known,
            countries=whole,
        )
        line = having if roll.of_organisations else being
        rest = f"; {roll.blank}: {apart(wording.listed(blank, language))}" if blank else ""
        lines.append(f"{line}{rest}.")
    return tuple(lines)


def first_column(roll: Roll) -> str:
    """What the first column of the table holds: countries, or what else is a member, too."""
    tell = voice(roll.language).tell
    if not any(entry.member.name for entry in roll.entries):
        return tell("Country")
    other, member = tell("Country or other"), tell("Member")
    return other if roll.of_organisations else member


def _blank(code: str, name: str, roll: Roll) -> str:
    """A country of another group that is no member here, with what it is instead, if anything."""
    return f"{name} ({roll.status_in_words(code)})" if code in roll.standing else name


def table(roll: Roll, others: Sequence[Roll], material: Material) -> Table:
    """One row a member."""
    columns = [_cells(entry, others, material) for entry in roll.entries]
    tell = material.voice.tell
    header = {
        "first": first_column(roll),
        "organisation": tell("Organisation"),
        "status": tell("Status"),
        "since": tell("Since"),
        "until": tell("Until"),
        "sources": tell("Sources"),
    }
    for other in others:
        header[f"in {other.group.id}"] = tell("In %(group)s", group=apart(other.group.name))
    shown = [key for key in header if key != "organisation" or roll.of_organisations]
    rows = tuple(tuple(row[key] for key in shown) for row in columns)
    return Table(tuple(header[key] for key in shown), rows)


def _cells(entry: Entry, others: Sequence[Roll], material: Material) -> dict[str, Cell]:
    """The cells of a row by the keys of their columns; a group that is compared is its own."""
    member, language = entry.member, material.language
    compared = {
        f"in {other.group.id}": Cell(other.status_in_words(member.code)) for other in others
    }
    return compared | {
        "first": Cell(entry.name),
        "organisation": Cell(entry.organisation),
        "status": Cell(entry.status),
        "since": Cell(wording.say(member.since, language) if member.since else ""),
        "until": Cell(wording.say(member.until, language) if member.until else ""),
        "sources": citations(material, member.sources),
    }


# --- the tiles ------------------------------------------------------------------------------------


def _lay_out(roll: Roll, sheet: Sheet) -> Tiles:
    y = 0.0
    signs = {entry.member.code: _sign(entry) for entry in roll.entries}
    marks = sorted((number, code) for code, number in roll.standing.items())
    blanks = _blanks(roll.named[0])
    contents = [(f"status-{number}", signs[code]) for number, code in marks]
    contents += [("blank", "")] * blanks
    across = (sheet.width + _GAP) // (SIZE[0] + _GAP)
    tiles = tuple(
        Tile(
            number % across * (SIZE[0] + _GAP),
            px(y + number // across * (SIZE[1] + _GAP)),
            mark,
            sign,
        )
        for number, (mark, sign) in enumerate(contents)
    )
    y += -(-len(tiles) // across) * (SIZE[1] + _GAP) + 8
    entries = [
        (f"status-{number}", sentence_case(roll.statuses[number - 1])) for number in roll.numbers
    ]
    if blanks:
        said = voice(roll.language).tell("Reported in the total, but not named in our sources")
        entries.append(("blank", said))
    key = legend.lay_out(entries, sheet, y)
    return Tiles(sheet.width, round(key.bottom), tiles, key.texts, key.keys, roll.numbers)


def _sign(entry: Entry) -> str:
    """The code of a country; the initials of what is none, or the beginning of one word."""
    if entry.member.country:
        return entry.member.country
    name, words = entry.name, re.findall(r"\w+", entry.name)
    if len(name) <= _SIGN:
        return name
    initials = "".join(word[0] for word in words if word[0].isupper())[:_SIGN]
    return initials if len(initials) > 1 else f"{name[: _SIGN - 1]}…"


def _blanks(countries: Named) -> int:
    """How many reported countries nobody has named; 0 where that is not known, or too many."""
    total = countries.reported.value if countries.reported else None
    if not isinstance(total, Quantity) or total.low != total.high or total.hedge:
        return 0
    missing = int(total.low) - countries.named
    return missing if 0 < missing <= MOST_BLANKS else 0


KIND = Kind("membership", later("Table of members"), needs="group", shows=shows, draw=draw)
