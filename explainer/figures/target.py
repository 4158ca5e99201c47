"""Targets and forecasts: where things stood, what was announced, and what has been measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from explainer.content import Content
from explainer.evidence import reckoning
from explainer.evidence.ledger import Ledger
from explainer.figures import multiples
from explainer.figures.bars import by_unit, chart, unit_of
from explainer.figures.drawing import Drawing, Kind, Material
from explainer.figures.layout import NARROW, WIDE
from explainer.figures.lengths import Lines, measured
from explainer.figures.reading import (
    Reading,
    answered,
    careful,
    heading,
    measured_by,
    read,
    remarks,
    sources,
    spanning,
    table,
)
from explainer.figures.rows import Block, Mark, Panel, Row
from explainer.model import Entry, Figure
from explainer.quantities.arithmetic import Computed
from explainer.quantities.values import Quantity
from explainer.voice import wording
from explainer.voice.speech import later, voice

CERTAIN = ("measurement", "count", "statement")


@dataclass(frozen=True, slots=True)
class Aim:
    """A target or forecast with its starting point and what was measured later.

    ``rounded`` are the values whose rounding leaves the multiple open, without "about" and such.
    """

    goal: Reading
    start: Reading | None
    measured: tuple[Reading, ...]
    multiple: Computed | None
    rounded: tuple[Quantity, ...]

    def parts(self) -> Iterator[tuple[Reading, Mark, str]]:
        """The facts in the order of the drawing: how each is marked, and what it is called."""
        if self.start:
            yield self.start, "start", self.start.called(_hedged(self.start))
        for one in self.measured:
            yield one, "measured", one.called(one.kind)
        goal = self.goal
        yield goal, "target", goal.aimed(goal.kind)


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[Entry]:
    """The facts of the figure, where each started and what was measured since, and who answers."""
    goals = [content.facts[name] for name in figure.facts if name in content.facts]
    starts = [start.id for goal in goals if (start := content.start_of(goal))]
    beside = [*starts, *(name for goal in goals for name in goal.measured)]
    yield from answered(ledger, (*figure.facts, *beside))
    yield from measured_by(content, ledger, beside)


def draw(figure: Figure, material: Material) -> Drawing:
    """One block for every fact of the figure; those in one unit share a linear axis from zero."""
    goals = read(material, figure.facts)
    aims = [_aim(material, goal) for goal in goals]
    parts = [part for aim in aims for part in aim.parts()]
    readings = tuple(reading for reading, _, _ in parts)
    facts = tuple(dict.fromkeys(reading.fact.id for reading in readings))
    panels = by_unit([(unit_of(aim.goal), _block(aim, material.language)) for aim in aims])
    wide, narrow = (chart(panels, sheet, material.language) for sheet in (WIDE, NARROW))
    said = (_sentence(aim, material.language) for aim in aims)
    return Drawing(
        figure=figure,
        heading=spanning(heading(goals, material.language), goals, material.language),
        description=figure.description or " ".join(said),
        table=table(material, readings, [words for _, _, words in parts]),
        wide=wide,
        narrow=narrow,
        view=tuple(_lines(aim, material.language) for aim in aims),
        remarks=remarks(material, read(material, facts)),
        careful=careful(material, facts),
        facts=facts,
        sources=sources(readings),
    )


def _aim(material: Material, goal: Reading) -> Aim:
    begun = material.content.start_of(goal.fact)
    start = read(material, [begun.id])[0] if begun else None
    measured = read(material, goal.fact.measured)
    multiple = None
    if start:
        multiple = reckoning.multiple_of(material.content, goal.account, start.account)
    facts = [material.content.fact(name) for name in multiple.rounded] if multiple else []
    values = [fact.value for fact in facts if fact]
    rounded = [replace(value, hedge="") for value in values if isinstance(value, Quantity)]
    return Aim(goal, start, measured, multiple, tuple(rounded))


def _hedged(start: Reading) -> str:
    tell = voice(start.language).tell
    if start.fact.kind in CERTAIN:
        return tell("Starting point")
    return tell("Starting point (%(kind)s)", kind=start.kind.lower())


def _block(aim: Aim, language: str) -> Block:
    rows = tuple(
        Row(words, reading.value, reading.text, mark, reading.detail)
        for reading, mark, words in aim.parts()
    )
    result, proviso = _in_words(aim, language)
    return Block(aim.goal.name, rows, result, proviso)


def _lines(aim: Aim, language: str) -> Lines:
    """A goal on an axis of its own: different goals are small multiples, never one scale."""
    facts = [reading.fact.id for reading, _, _ in aim.parts()]
    panel = Panel(unit_of(aim.goal), (_block(aim, language),))
    return measured(panel, facts, aim.goal.fact.id)


def _in_words(aim: Aim, language: str) -> tuple[str, str]:
    """The multiple, and under which proviso it holds."""
    multiple = aim.multiple
    if multiple is None:
        return "", ""
    said = voice(language)
    result = multiples.times(multiple.quantity, said.tell("the starting point"), language)
    if not multiple.ranged:
        return result, said.tell("Our arithmetic")
    ends = replace(multiple.quantity, low=multiple.low, high=multiple.high)
    spread = multiples.spread(ends, language)
    rounded = wording.listed([wording.say(value, language) for value in aim.rounded], language)
    return result, said.many(
        "Our arithmetic; %(range)s, since %(values)s is rounded",
        "Our arithmetic; %(range)s, since %(values)s are rounded",
        len(aim.rounded),
        range=spread,
        values=rounded,
    )


def _sentence(aim: Aim, language: str) -> str:
    parts = (f"{words[:1].lower()}{words[1:]}: {reading.text}" for reading, _, words in aim.parts())
    sentence = f"{aim.goal.name}. {'; '.join(parts)}."
    result, proviso = _in_words(aim, language)
    if not result:
        return sentence
    that = voice(language).tell("That is %(result)s. %(proviso)s.", result=result, proviso=proviso)
    return f"{sentence} {that}"


KIND = Kind("target", later("Chart of a target"), needs="facts", shows=shows, draw=draw)
