"""Figures of who copies whom: boxes apart, arrows with their words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from explainer.figures import graph
from explainer.figures.layout import NARROW, WIDE, Sheet, Text, wrap
from explainer.voice.speech import voice
from tests.drawn import (
    CONTENT,
    SHEETS,
    draw,
    words,
)
from tests.readable import assert_readable, touch

# --- lineage --------------------------------------------------------------------------------------


def test_whoever_draws_on_others_stands_right_of_them() -> None:
    drawing = draw("chain")
    places = dict(zip(drawing.sources, drawing.wide.boxes, strict=True))
    assert set(places) == {"minutes", "agency", "herald", "courier", "digest", "blog", "gazette"}
    for name in places:
        for basis in CONTENT.sources[name].based_on:
            assert places[basis.source].x + places[basis.source].width < places[name].x
    assert places["minutes"].is_root
    assert not places["agency"].is_root


def test_only_what_is_suspected_is_dashed() -> None:
    for sheet in SHEETS:
        edges = getattr(draw("chain"), sheet).edges
        assert (len(edges), sum(edge.suspected for edge in edges)) == (6, 1)
    assert "only suspected" in words(draw("chain").wide)
    assert "only suspected" not in words(draw("budget-chain").wide)


def test_every_arrow_ends_at_the_word_for_how_one_draws_on_the_other() -> None:
    drawing = draw("chain")
    layout = drawing.wide
    words_ = [text for text in layout.texts if text.style == "soft"]
    assert sorted(" ".join(text.lines) for text in words_) == sorted(
        f"{'perhaps from' if basis.how == 'suspected' else basis.how}"
        f" {CONTENT.sources[basis.source].publisher}"
        for name in drawing.sources
        for basis in CONTENT.sources[name].based_on
    ), "each arrow names what it leads from"
    for edge in layout.edges:
        *_, x, y = map(float, re.findall(r"[\d.]+", edge.path))
        assert any(0 < text.x - x < 25 and abs(text.y - 5 - y) < 5 for text in words_), edge


def test_every_source_of_a_chain_has_an_area_around_its_words() -> None:
    for sheet in SHEETS:
        laid = getattr(draw("chain"), sheet)
        assert {area.id for area in laid.areas} == set(draw("chain").sources)
        for area in laid.areas:
            name = CONTENT.sources[area.id].publisher
            assert any(
                area.x <= text.x < area.x + area.width and area.y < text.y < area.y + area.height
                for text in laid.texts
                if " ".join(text.lines) == name
            ), area


def test_the_chain_is_counted_in_words() -> None:
    drawing = draw("chain")
    assert "Rivulet, 7 March 2021: perhaps from The Herald." in drawing.description
    assert drawing.description.endswith("In all: 1 primary document, 6 articles, 2 to 3 newsrooms.")


def test_a_chain_begins_with_a_fact_or_with_every_source_that_draws_on_others() -> None:
    assert set(draw("budget-chain").sources) == {"minutes", "agency", "courier"}
    assert "gazette" not in draw("all-chains").sources


@st.composite
def graphs(create: st.DrawFn) -> list[graph.Node]:
    """Nodes in some order, each based on some of those in the layers before."""
    nodes: list[graph.Node] = []
    for number in range(create(st.integers(1, 12))):
        chosen = create(st.lists(st.sampled_from(nodes), max_size=3, unique=True)) if nodes else []
        bases = tuple(graph.Basis(node.id, create(st.booleans())) for node in chosen)
        layer = 1 + max(node.layer for node in chosen) if chosen else 0
        nodes.append(graph.Node(f"n{number}", layer, bases, create(st.booleans())))
    return create(st.permutations(nodes))


@settings(max_examples=60, deadline=None)
@given(graphs(), st.sampled_from([WIDE, NARROW]))
def test_boxes_of_any_graph_stand_apart_and_lines_pass_between_them(
    nodes: list[graph.Node], sheet: Sheet
) -> None:
    def say(node: graph.Node, room: float) -> list[Text]:
        return [Text(0, 0, wrap(f"{node.id} on the river", 14, room), 14)]

    laid = graph.lay_out(nodes, sheet, say, voice("en").tell)
    assert_readable(laid.texts, sheet, laid.height)
    boxes = [(box.x, box.y, box.x + box.width, box.y + box.height) for box in laid.boxes]
    assert not any(touch(one, other) for one, other in combinations(boxes, 2))
    assert all(box[0] >= 0 and box[2] <= sheet.width + 0.1 for box in boxes)
    assert len(laid.edges) == sum(len(node.bases) for node in nodes)
    if sheet.is_narrow or max(node.layer for node in nodes) > 4:
        assert_apart(laid.edges)
    else:
        inside = [
            (x, y)
            for edge in laid.edges
            for x, y in points_on(edge.path)
            for box in boxes
            if box[0] + 1 < x < box[2] - 1 and box[1] + 1 < y < box[3] - 1
        ]
        assert inside == []


def points_on(path: str) -> Iterator[tuple[float, float]]:
    """Points along the curves and level stretches of an edge."""
    x, y = 0.0, 0.0
    for command, numbers_ in re.findall(r"([MCH])([\d. -]*)", path):
        given_ = [float(number) for number in numbers_.split()]
        ends = {"M": [*given_] * 3, "C": given_, "H": [given_[0], y] * 3}[command]
        start = (given_[0], given_[1]) if command == "M" else (x, y)
        for step in range(11):
            t = step / 10
            weights = ((1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t * t * (1 - t), t**3)
            yield (
                sum(w * at for w, at in zip(weights, (start[0], *ends[::2]), strict=True)),
                sum(w * at for w, at in zip(weights, (start[1], *ends[1::2]), strict=True)),
            )
        x, y = ends[-2:]


def assert_apart(edges: tuple[graph.Edge, ...]) -> None:
    """Upright lines that come from different dots never lie on each other."""
    lines = []
    for edge in edges:
        _, start, x, end, _ = map(float, re.findall(r"[\d.]+", edge.path))
        lines.append((x, start, *sorted((start, end))))
    for one, other in combinations(lines, 2):
        if one[0] == other[0] and one[1] != other[1]:
            assert one[3] < other[2] or other[3] < one[2], (one, other)
