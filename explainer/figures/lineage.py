"""Lineage: which source is based on which."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date

from explainer.content import Content
from explainer.evidence import lineage
from explainer.evidence.ledger import Ledger
from explainer.evidence.names import source_in_words
from explainer.figures import graph
from explainer.figures.drawing import Cell, Drawing, Kind, Material, Table
from explainer.figures.layout import NARROW, WIDE, Sheet, Text, plain, wrap
from explainer.figures.reading import citations
from explainer.model import Entry, Figure, Source
from explainer.model.sources import Basis
from explainer.voice import keys, wording
from explainer.voice.bidi import apart
from explainer.voice.speech import Voice, later, voice
from explainer.voice.wording import sentence_case

NONE = later("No source here is based on another.")


def draw(figure: Figure, material: Material) -> Drawing:
    """The sources of the figure, or of its facts, with all that they are based on."""
    sources = material.content.sources
    nodes = _nodes(_chosen(figure, material.content, material.ledger), sources, material.voice)
    names = tuple(node.id for node in nodes)
    said = [_sentence(sources[name], material) for name in names]
    voice = material.voice
    tally = lineage.sentence(lineage.tally(sources, names, ()), material.language)
    related = any(node.bases for node in nodes)
    none = voice.tell(NONE)
    counted = [] if related else [none]
    counted += [voice.tell("In all: %(tally)s.", tally=tally)] if names else []
    return Drawing(
        figure=figure,
        heading=voice.tell("Who draws on whom"),
        description=figure.description or " ".join([*said, *counted]),
        table=_table([sources[name] for name in names], material),
        remarks=(none,) if nodes and not related else (),
        wide=_lay_out(nodes, WIDE, material),
        narrow=_lay_out(nodes, NARROW, material),
        sources=names,
        facts=tuple(name for name in figure.facts if name in material.content.facts),
    )


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[Entry]:
    """The facts that it begins with, and every source that is found from there."""
    yield from (content.facts[name] for name in figure.facts if name in content.facts)
    found = _found(_chosen(figure, content, ledger), content.sources)
    yield from (content.sources[name] for name in found)


def _chosen(figure: Figure, content: Content, ledger: Ledger) -> Iterator[str]:
    """The ids to begin with; where the figure names none, every source that is based on others."""
    for name in figure.facts:
        if name in ledger.accounts:
            yield from (reply.source.id for reply in ledger.accounts[name].replies)
    yield from figure.sources
    if not (figure.facts or figure.sources):
        yield from (name for name, one in content.sources.items() if one.based_on)


def _nodes(
    chosen: Iterable[str], sources: Mapping[str, Source], voice: Voice
) -> tuple[graph.Node, ...]:
    """The chosen sources and all they come from, in the order of their dates, undated ones last."""
    layers = graph.layers(_found(chosen, sources))
    nodes = [_node(sources[name], sources, layer, voice) for name, layer in layers.items()]

    def order(node: graph.Node) -> tuple[date, int, str]:
        published = sources[node.id].published
        return published.first if published else date.max, node.layer, node.id

    return tuple(sorted(nodes, key=order))


def _found(chosen: Iterable[str], sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """The chosen sources and all they come from, each with those it is based on."""
    found: dict[str, list[str]] = {}
    waiting = list(chosen)
    while waiting:
        name = waiting.pop()
        if name in sources and name not in found:
            before = [basis.source for basis in sources[name].based_on if basis.source in sources]
            found[name] = before
            waiting += before
    return found


def _node(source: Source, sources: Mapping[str, Source], layer: int, voice: Voice) -> graph.Node:
    bases = tuple(
        graph.Basis(basis.source, basis.how == "suspected", _relation(basis, sources, voice))
        for basis in source.based_on
        if basis.source in sources
    )
    return graph.Node(source.id, layer, bases, source.type == "document")


def _relations(source: Source, material: Material) -> list[str]:
    """What a source does with those it is based on."""
    sources = material.content.sources
    return [
        _relation(basis, sources, material.voice)
        for basis in source.based_on
        if basis.source in sources
    ]


def _relation(basis: Basis, sources: Mapping[str, Source], voice: Voice) -> str:
    """``credits Publisher``."""
    return f"{voice.tell(keys.SHORT_BASED[basis.how])} {apart(sources[basis.source].publisher)}"


def _sentence(source: Source, material: Material) -> str:
    relations = wording.listed(_relations(source, material), material.language)
    said = source_in_words(source, material.language)
    return f"{said}: {relations}." if relations else f"{said}."


def _lay_out(nodes: Sequence[graph.Node], sheet: Sheet, material: Material) -> graph.Graph:
    if not nodes:
        return graph.Graph(sheet.width, 24, (), (), (plain(material.voice.tell(NONE), sheet),), ())

    listed = graph.is_listed(nodes, sheet)

    def say(node: graph.Node, room: float) -> list[Text]:
        """Publisher, date, and in a list what the source is based on: boxes have it at arrows."""
        source = material.content.sources[node.id]
        lines = [
            (source.publisher, "name", sheet.normal),
            (_dated(source, material.language), "label", sheet.small),
            *((line, "soft", sheet.small) for line in _relations(source, material) if listed),
        ]
        return [
            Text(0, 0, wrap(text, size, room, bold=style == "name"), size, style)
            for text, style, size in lines
        ]

    return graph.lay_out(nodes, sheet, say, material.voice.tell)


def _dated(source: Source, language: str) -> str:
    if source.published is None:
        return voice(language).tell("no date")
    return wording.say(source.published, language)


def _table(sources: Sequence[Source], material: Material) -> Table:
    tell = material.voice.tell
    header = (
        tell("Source"), tell("Kind"), tell("Published"), tell("Based on"), tell("How"),
        tell("What shows it"),
    )  # fmt: skip
    rows = []
    for source in sources:
        first = (
            Cell(f"{apart(source.publisher)}: {apart(source.title)}", sources=(source.id,)),
            Cell(sentence_case(keys.type_in_words(source.type, material.language))),
            Cell(_dated(source, material.language)),
        )
        if not source.based_on:
            rows.append((*first, Cell(""), Cell(""), Cell("")))
        for index, basis in enumerate(source.based_on):
            proof = source.prose("based_on", index, "proof")
            shown = proof.plain(material.speak) if proof else ""
            how = Cell(tell(keys.SHORT_BASED[basis.how]))
            rows.append((*first, citations(material, [basis.source]), how, Cell(shown)))
    return Table(header, tuple(rows))


KIND = Kind("lineage", later("Who copies whom"), needs="", shows=shows, draw=draw)
