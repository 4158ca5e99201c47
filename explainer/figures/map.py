"""Maps: which countries have a known member, and where none is known."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from explainer import geography
from explainer.figures import interactive, legend, live_map
from explainer.figures.drawing import Drawing, Kind, Material
from explainer.figures.layout import NARROW, WIDE, Sheet, Text, px
from explainer.figures.legend import Key
from explainer.figures.members import Roll, call, cited, compared, shows
from explainer.figures.membership import describe, elsewhere, table, totals
from explainer.geography import Country, DrawnArea, WorldMap
from explainer.model import Figure
from explainer.voice import wording
from explainer.voice.bidi import apart
from explainer.voice.speech import later, voice
from explainer.voice.wording import sentence_case

# As many groups can be outlined as two digits tell apart.
OUTLINES = 99

# With more circles than this a map is crowded, and those that have land to be seen go without.
CROWD = 40

# Of the circles for countries too small to see, and of the rings that outline them, in pixels.
RADIUS = 5
RING = 7


@dataclass(frozen=True, slots=True)
class Filled:
    """A country in the colour and pattern of its status, as it is for both sheets."""

    code: str
    path: str
    status: int


@dataclass(frozen=True, slots=True)
class World:
    """The land that the drawings for both sheets share, ``width`` by ``height`` pixels.

    ``blank`` is the land where no member is known, as one path; ``outlines`` are the lands of
    the groups that a reader can have outlined, in the order of ``Drawing.outlines``.
    """

    width: int
    height: int
    outline: str
    blank: str
    filled: tuple[Filled, ...]
    neutral: tuple[DrawnArea, ...]
    approximate: tuple[DrawnArea, ...]
    statuses: tuple[int, ...]
    outlines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Circle:
    """A country too small to see."""

    code: str
    x: float
    y: float
    status: int


@dataclass(frozen=True, slots=True)
class Ring:
    """The outline of a country too small to see, in a group that a reader can have outlined."""

    x: float
    y: float
    group: int


@dataclass(frozen=True, slots=True)
class Map:
    """The shared world at the size of one sheet, with its circles, their rings and a legend.

    The ``group`` of a ring counts from 1, in the order of ``Drawing.outlines``. ``lands`` are the
    codes of filled countries that have no circle, so that each country is one link.
    """

    width: int
    height: int
    map_height: float
    lands: tuple[str, ...]
    radius: float
    circles: tuple[Circle, ...]
    ring: float
    rings: tuple[Ring, ...]
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]


def draw(figure: Figure, material: Material) -> Drawing:
    """The world, the countries of the figure's group coloured and patterned by status.

    ValueError where the figure names no group.
    """
    roll = call(figure.group, material)
    if roll is None:
        raise ValueError(f"the figure {figure.id!r} must name a group, not {figure.group!r}")
    others = compared(figure, material)
    land = _land(roll)
    outlined = others[:OUTLINES]
    wide, narrow = (
        _lay_out(roll, outlined, land, sheet, material.language) for sheet in (WIDE, NARROW)
    )
    voice = material.voice
    caution = roll.caution(voice.tell("without colour"))
    organisations = voice.tell("Map of member organisations")
    states = voice.tell("Map of member states")
    return Drawing(
        figure=figure,
        heading=organisations if roll.of_organisations else states,
        description=figure.description or f"{describe(roll, material.language)} {caution}",
        table=table(roll, others, material),
        wide=wide,
        narrow=narrow,
        shared=_world(roll, outlined, land),
        outlines=tuple(other.group.name for other in outlined),
        remarks=_remarks(roll, others, land, material),
        careful=(roll.group,) if roll.group.careful else (),
        facts=totals(roll),
        sources=cited(roll, *others),
        plotly=interactive.sheets(
            wide, narrow, lambda layout: live_map.chart(layout, roll, others, material.language)
        ),
        scripts=(live_map.SCRIPT,),
    )


def _remarks(
    roll: Roll, others: Sequence[Roll], land: WorldMap, material: Material
) -> tuple[str, ...]:
    """What the map cannot show, or what readers should know of it."""
    compared = elsewhere(roll, others, material.language)
    said = (*compared, roll.off_the_map, _boundaries(roll, land, material))
    return tuple(filter(None, said))


def _land(roll: Roll) -> WorldMap:
    """The world, or the part of it where the countries are, if they lie near each other."""
    near = geography.neighbourhood(roll.standing)
    return geography.drawing(WIDE.width, tuple(sorted(roll.standing)) if near else ())


def _boundaries(roll: Roll, land: WorldMap, material: Material) -> str:
    """Which boundaries the map draws, and what it leaves to no one that its colours come near."""
    names = sorted(area.name for area in land.claimed_by(roll.standing))
    tell = material.voice.tell
    if not names:
        return tell(land.sentence)
    listed = apart(wording.listed(names, material.language))
    on_this = tell("On this map: %(names)s.", names=listed)
    return f"{tell(land.sentence)} {on_this}"


def _world(roll: Roll, outlined: Sequence[Roll], land: WorldMap) -> World:
    def filled(country: Country) -> bool:
        return country.code in roll.standing and bool(country.path)

    return World(
        land.width,
        land.height,
        land.outline,
        "".join(country.path for country in land.countries if not filled(country)),
        tuple(
            Filled(country.code, country.path, roll.standing[country.code])
            for country in land.countries
            if filled(country)
        ),
        land.neutral,
        land.approximate,
        roll.numbers,
        tuple(_outline(other, land) for other in outlined),
    )


def _outline(group: Roll, land: WorldMap) -> str:
    """The land of a group as one path, but for the countries that have a ring on every sheet."""
    drawn = group.joined - {mark.code for mark in land.marks(group.joined, RADIUS)}
    return "".join(country.path for country in land.countries if country.code in drawn)


def _lay_out(
    roll: Roll, outlined: Sequence[Roll], land: WorldMap, sheet: Sheet, language: str
) -> Map:
    scale = sheet.width / land.width

    def places(standing: Collection[str], radius: float) -> dict[str, tuple[float, float]]:
        marks = land.marks(standing, radius)
        return {mark.code: (px(mark.x * scale), px(mark.y * scale)) for mark in marks}

    radius, ring = float(RADIUS), float(RING)
    circled = places(roll.standing, radius / scale)
    if len(circled) > CROWD:
        radius, ring = RADIUS * 0.6, RING * 0.6
        bare = {country.code for country in land.countries if not country.path}
        circled = places(bare & roll.standing.keys(), radius / scale)
    circles = tuple(Circle(code, x, y, roll.standing[code]) for code, (x, y) in circled.items())
    rings = tuple(
        Ring(*place, number)
        for number, group in enumerate(outlined, 1)
        for code, place in (places(group.joined, RADIUS) | circled).items()
        if code in group.joined
    )
    height = px(land.height * scale)
    key = legend.lay_out(_legend(roll, land, language), sheet, land.height * scale + 12)
    return Map(
        width=sheet.width,
        height=round(key.bottom),
        map_height=height,
        lands=tuple(_large(roll, land, circled)),
        radius=px(radius),
        circles=circles,
        ring=px(ring),
        rings=rings,
        texts=key.texts,
        keys=key.keys,
    )


def _large(roll: Roll, land: WorldMap, circled: Collection[str]) -> Iterator[str]:
    for country in land.countries:
        if country.path and country.code in roll.standing and country.code not in circled:
            yield country.code


def _legend(roll: Roll, land: WorldMap, language: str) -> list[tuple[str, str]]:
    tell = voice(language).tell
    used = [
        (f"status-{number}", sentence_case(roll.statuses[number - 1])) for number in roll.numbers
    ]
    disputed = [
        ("neutral", tell("Disputed, left neutral"), land.neutral),
        ("approximate", tell("Disputed, outline approximate"), land.approximate),
    ]
    drawn = [(mark, words) for mark, words, areas in disputed if areas]
    return [*used, ("land", sentence_case(roll.blank)), *drawn]


KIND = Kind(
    "map",
    later("Map"),
    needs="group",
    shows=shows,
    draw=draw,
    scripts={live_map.SCRIPT: live_map.script},
)
