"""A small graph of who draws on whom: in layers from left to right, or as a list with lines."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import heappop, heappush
from itertools import pairwise

from explainer.figures import legend
from explainer.figures.layout import Sheet, Text, px, wrap
from explainer.figures.legend import Key
from explainer.voice.speech import Tell


@dataclass(frozen=True, slots=True)
class Basis:
    """The id of a node that another is based on, whether that is only suspected, and how it is.

    The ``words`` stand where the arrow ends, in boxes; a list has no room for them.
    """

    id: str
    suspected: bool
    words: str = ""


@dataclass(frozen=True, slots=True)
class Node:
    """A node in its layer, the origins in layer 0; ``is_root`` sets it off from the others."""

    id: str
    layer: int
    bases: tuple[Basis, ...]
    is_root: bool


@dataclass(frozen=True, slots=True)
class Box:
    """A node as drawn: around its words, or a dot beside them."""

    x: float
    y: float
    width: float
    height: float
    is_root: bool

    @property
    def is_dot(self) -> bool:
        """Whether its words stand beside it."""
        return self.width <= _DOT


@dataclass(frozen=True, slots=True)
class Area:
    """What stands for a node, its words with it: where a reader points at it."""

    id: str
    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Edge:
    """From a node to one that is based on it, as SVG path data."""

    path: str
    suspected: bool


@dataclass(frozen=True, slots=True)
class Graph:
    """Boxes, edges, a legend and texts with their places; an area for every node."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    edges: tuple[Edge, ...]
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]
    areas: tuple[Area, ...] = ()


# What a node says, as paragraphs that have no place yet, for the room there is.
Say = Callable[[Node, float], Sequence[Text]]

_PAD, _APART, _BETWEEN = 9, 16, 34
_TRACK, _DOT, _TIP = 13, 8, 7  # a tip is the head of an arrow, beyond the end of its line
_MOST_LAYERS = 5


def lay_out(nodes: Sequence[Node], sheet: Sheet, say: Say, tell: Tell) -> Graph:
    """Draw the nodes, which are in the order of their dates."""
    if is_listed(nodes, sheet):
        return _listed(nodes, sheet, say, tell)
    return _layered(nodes, sheet, say, 1 + max(node.layer for node in nodes), tell)


def is_listed(nodes: Sequence[Node], sheet: Sheet) -> bool:
    """Whether they stand in a list, where boxes have no room beside each other."""
    return sheet.is_narrow or max((node.layer for node in nodes), default=0) >= _MOST_LAYERS


# --- who comes first ------------------------------------------------------------------------------


def origins_first(bases: Mapping[str, Collection[str]]) -> list[str]:
    """The names in their order, save that whatever is based on others comes after them.

    A circle, which the checks refuse, is cut at its first name. Every edge is followed once.
    """
    names = list(bases)
    place = {name: number for number, name in enumerate(names)}
    missing = {name: len({base for base in bases[name] if base in place}) for name in names}
    copies: dict[str, list[str]] = {name: [] for name in names}
    for name in names:
        for base in dict.fromkeys(bases[name]):
            if base in place:
                copies[base].append(name)
    free = [place[name] for name in names if not missing[name]]  # in order, and so a heap
    placed: dict[str, None] = {}
    left = iter(names)
    while len(placed) < len(names):
        name = names[heappop(free)] if free else next(one for one in left if one not in placed)
        placed[name] = None
        for copy in copies[name]:
            missing[copy] -= 1
            if not missing[copy] and copy not in placed:
                heappush(free, place[copy])
    return list(placed)


def layers(bases: Mapping[str, Collection[str]]) -> dict[str, int]:
    """For each name the number of steps on the longest way back to an origin."""
    found: dict[str, int] = {}
    for name in origins_first(bases):
        found[name] = 1 + max((found[base] for base in bases[name] if base in found), default=-1)
    return found


# --- boxes in layers ------------------------------------------------------------------------------


def _layered(nodes: Sequence[Node], sheet: Sheet, say: Say, layers: int, tell: Tell) -> Graph:
    """One column for each layer; edges pass between the boxes of the columns they cross."""
    across = max(layers, 3)
    room = (sheet.width - _BETWEEN * (across - 1)) / across
    words = {node.id: say(node, room - 2 * _PAD) for node in nodes}
    heights = {
        node.id: 2 * _PAD + _height((*words[node.id], *_hows(node, sheet, room))) for node in nodes
    }
    columns = [[(name, heights.get(name, _APART)) for name in column] for column in _columns(nodes)]
    tallest = max(map(_stacked, columns), default=0)
    roots = {node.id for node in nodes if node.is_root}
    boxes: dict[str, Box] = {}
    for number, column in enumerate(columns):
        y = (tallest - _stacked(column)) / 2
        for name, height in column:
            x = px(number * (room + _BETWEEN))
            boxes[name] = Box(x, px(y), px(room), px(height), name in roots)
            y += height + _APART
    from_above = _from_above(nodes, boxes)
    texts: list[Text] = []
    ends: dict[tuple[str, str], float] = {}
    for node in nodes:
        box, bases = boxes[node.id], from_above[node.id]
        said = [*words[node.id], *_hows(replace(node, bases=tuple(bases)), sheet, room)]
        placed = list(_set(said, box.x + _PAD, box.y + _PAD))
        texts += placed
        for basis, text in zip(bases, placed[len(words[node.id]) :], strict=False):
            ends[basis.id, node.id] = text.y - text.size / 3
    edges = [
        _curve([boxes[name] for name in way], ends.get((way[0], way[-1])), basis.suspected)
        for way, basis in _ways(nodes)
    ]
    areas = [Area(name, box.x, box.y, box.width, box.height) for name, box in boxes.items()]
    areas = [area for area in areas if area.id in words]
    return _with_legend(sheet, tallest, [boxes[name] for name in words], edges, texts, areas, tell)


def _hows(node: Node, sheet: Sheet, room: float) -> list[Text]:
    """How a node is based on others, in words for each, at which its arrow ends."""
    return [
        Text(0, 0, wrap(basis.words, sheet.small, room - 2 * _PAD), sheet.small, "soft")
        for basis in node.bases
        if basis.words
    ]


def _from_above(nodes: Sequence[Node], boxes: Mapping[str, Box]) -> dict[str, list[Basis]]:
    """What each node is based on, in the order in which the lines come in from above."""
    before = {(way[0], way[-1]): boxes[way[-2]].y for way, _ in _ways(nodes)}
    return {
        node.id: sorted(node.bases, key=lambda basis: before.get((basis.id, node.id), 0))
        for node in nodes
    }


def _stacked(column: Sequence[tuple[str, float]]) -> float:
    return sum(height for _, height in column) + _APART * (len(column) - 1)


def _columns(nodes: Sequence[Node]) -> list[list[str]]:
    """The slots of each layer: its nodes, and the passages of edges that go further.

    Every slot comes to stand as near as can be to those it is tied to, first to those before it.
    """
    ways = [way for way, _ in _ways(nodes)]
    layer_of = {node.id: node.layer for node in nodes}
    before: dict[str, list[str]] = {node.id: [] for node in nodes}
    after: dict[str, list[str]] = {node.id: [] for node in nodes}
    for way in ways:
        for layer, (one, other) in enumerate(pairwise(way), start=layer_of[way[0]] + 1):
            layer_of.setdefault(other, layer)
            before.setdefault(other, []).append(one)
            after.setdefault(one, []).append(other)
    columns: list[list[str]] = [[] for _ in range(1 + max(layer_of.values(), default=0))]
    for name, layer in layer_of.items():
        columns[layer].append(name)
    for order, tied in ((columns, before), (columns[::-1], after), (columns, before)):
        heights: dict[str, float] = {}
        for column in order:
            _settle(column, heights, tied)
            heights |= _heights(column)
    return columns


def _settle(
    column: list[str], heights: Mapping[str, float], tied: Mapping[str, Sequence[str]]
) -> None:
    """Sort the slots by the mean height of those they are tied to; others keep their height."""
    own = _heights(column)

    def wanted(name: str) -> float:
        others = tied.get(name) or ()
        return sum(heights[other] for other in others) / len(others) if others else own[name]

    column.sort(key=wanted)


def _heights(column: Sequence[str]) -> dict[str, float]:
    return {name: (at + 0.5) / len(column) for at, name in enumerate(column)}


def _ways(nodes: Sequence[Node]) -> Iterator[tuple[tuple[str, ...], Basis]]:
    """Every edge as the slots that it leads through, and what it stands for."""
    layer_of = {node.id: node.layer for node in nodes}
    for node in nodes:
        for basis in node.bases:
            between = range(layer_of[basis.id] + 1, node.layer)
            passed = tuple(f"{basis.id} > {node.id} {layer}" for layer in between)
            if layer_of[basis.id] < node.layer:
                yield (basis.id, *passed, node.id), basis


def _curve(boxes: Sequence[Box], entry: float | None, suspected: bool) -> Edge:
    """A smooth line from the right of the first box, over those between, to the last one's left.

    There it ends at the height of ``entry``, or in the middle.
    """
    x, y = boxes[0].x + boxes[0].width, boxes[0].y + boxes[0].height / 2
    path = f"M{px(x)} {px(y)}"
    for box in boxes[1:]:
        is_last = box is boxes[-1]
        to = px(entry if is_last and entry is not None else box.y + box.height / 2)
        middle, end = px((x + box.x) / 2), px(box.x - (_TIP if is_last else 0))
        path += f"C{middle} {px(y)} {middle} {to} {end} {to}"
        x, y = box.x + box.width, to
        path += "" if is_last else f"H{px(x)}"
    return Edge(path, suspected)


# --- a list with lines beside it ------------------------------------------------------------------


def _listed(nodes: Sequence[Node], sheet: Sheet, say: Say, tell: Tell) -> Graph:
    """The nodes one below the other; a line on their left leads from each to its copies."""
    known = {node.id: node for node in nodes}
    order = origins_first({node.id: [basis.id for basis in node.bases] for node in nodes})
    nodes = [known[name] for name in order]
    tracks = _tracks(nodes)
    across = 1 + max(tracks.values(), default=0)
    track = min(_TRACK, sheet.width / 3 / across)  # the words keep most of the sheet
    indent = track * across + 2 * _DOT
    boxes: list[Box] = []
    texts: list[Text] = []
    middles: dict[str, float] = {}
    areas: list[Area] = []
    y = 0.0
    for node in nodes:
        paragraphs = say(node, sheet.width - indent)
        middles[node.id] = y + sheet.normal * 0.7
        top = px(middles[node.id] - _DOT / 2)
        boxes.append(Box(px(indent - 1.75 * _DOT), top, _DOT, _DOT, node.is_root))
        texts += _set(paragraphs, indent, y)
        areas.append(
            Area(node.id, px(indent), px(y), px(sheet.width - indent), px(_height(paragraphs)))
        )
        y += _height(paragraphs) + _APART
    edges = [
        _elbow(
            middles[basis.id],
            middles[node.id],
            indent - 1.75 * _DOT - track * (tracks[basis.id] + 0.75),
            indent - 1.75 * _DOT,
            basis.suspected,
        )
        for node in nodes
        for basis in node.bases
    ]
    return _with_legend(sheet, y - _APART, boxes, edges, texts, areas, tell)


def _tracks(nodes: Sequence[Node]) -> dict[str, int]:
    """For every origin the track of its line, the shortest nearest; no two lie on each other."""
    rows = {node.id: row for row, node in enumerate(nodes)}
    spans: dict[str, tuple[int, int]] = {}
    for node in nodes:
        for basis in node.bases:
            ends = (rows[basis.id], rows[node.id], *spans.get(basis.id, ()))
            spans[basis.id] = (min(ends), max(ends))
    tracks: dict[str, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for name, span in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item)):
        free = (number for number, those in enumerate(taken) if _is_free(those, span))
        tracks[name] = next(free, len(taken))
        if tracks[name] == len(taken):
            taken.append([])
        insort(taken[tracks[name]], span)
    return tracks


def _is_free(taken: Sequence[tuple[int, int]], span: tuple[int, int]) -> bool:
    """Whether a span touches none of those on a track, which are in order and apart."""
    at = bisect_right(taken, span[1], key=lambda one: one[0])
    return at == 0 or taken[at - 1][1] < span[0]


def _elbow(start: float, end: float, x: float, dots: float, suspected: bool) -> Edge:
    """From a dot left to the origin's track, along it, and right to the copy's dot."""
    return Edge(f"M{px(dots)} {px(start)}H{px(x)}V{px(end)}H{px(dots - _TIP)}", suspected)


# --- common to both -------------------------------------------------------------------------------


def _height(paragraphs: Sequence[Text]) -> float:
    return sum(text.leading * len(text.lines) for text in paragraphs)


def _set(paragraphs: Sequence[Text], x: float, y: float) -> Iterator[Text]:
    """The paragraphs one below the other from a left upper corner."""
    for text in paragraphs:
        yield replace(text, x=px(x), y=px(y + text.size))
        y += text.leading * len(text.lines)


def _with_legend(
    sheet: Sheet,
    height: float,
    boxes: Sequence[Box],
    edges: Sequence[Edge],
    texts: Sequence[Text],
    areas: Sequence[Area],
    tell: Tell,
) -> Graph:
    entries = [("edge", tell("from the original to who draws on it"))] if edges else []
    if any(edge.suspected for edge in edges):
        entries.append(("suspected", tell("only suspected")))
    key = legend.lay_out(entries, sheet, height + 16)
    return Graph(
        sheet.width,
        round(key.bottom),
        tuple(boxes),
        tuple(edges),
        (*texts, *key.texts),
        key.keys,
        tuple(areas),
    )
