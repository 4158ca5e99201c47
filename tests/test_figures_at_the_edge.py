"""Figures at the edge: very long, very many, very far apart, one, none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from explainer import wording
from explainer.figures import axis, graph, layout
from explainer.figures.events import Dated, Events, Item, Lane
from explainer.figures.layout import NARROW, WIDE, Sheet, wrap
from explainer.model import Event, EventDate
from tests.test_figures import assert_readable

Counter = Callable[[object, str], list[object]]


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter:
    """Notes each call of a function from now on."""

    def note(owner: object, name: str) -> list[object]:
        seen: list[object] = []
        before = getattr(owner, name)

        def noting(*given: object, **named: object) -> object:
            seen.append(given)
            return before(*given, **named)

        monkeypatch.setattr(owner, name, noting)
        return seen

    return note


# --- never slow by accident -----------------------------------------------------------------------


@pytest.mark.parametrize("word", ["x" * 100_000, "-" * 100_000, "字" * 100_000, "ab " * 33_333])
def test_a_long_word_is_measured_once_or_twice_and_broken(word: str, calls: Counter) -> None:
    measured = calls(layout, "_hundredths")
    lines = wrap(word, 14, 200)
    assert len(measured) < 4 * len(word)
    assert max(layout.width(line, 14) for line in lines) <= 200
    assert letters("".join(lines)) == letters(word)


def letters(text: str) -> str:
    return text.replace("-", "").replace(" ", "")


def timeline(*days: str) -> Events:
    lane = Lane(1, "", "")
    items = []
    for number, day in enumerate(days):
        when = EventDate(when=day)  # type: ignore[arg-type]
        event = Event.model_construct(id=f"e{number}", title="It happens", dates=(when,))
        items.append(Item(event, "It happens", lane, (Dated(0, when, "past", (), ()),)))
    return Events(tuple(items), (lane,))


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize(
    "days",
    [
        ("0002-03-01", "9997-11-30"),
        ("0022-05-01", "2022-05-01"),
        ("1066-10-14", "2030-01-01"),
        ("1900-01-01", "1900-01-02", "2000-01-01"),
        ("2022-05-01", "2022-05-02"),
        ("2022-05-01",),
    ],
)
def test_a_timeline_of_any_length_has_a_few_labels_apart(
    days: tuple[str, ...], sheet: Sheet, calls: Counter
) -> None:
    said = calls(wording, "say")
    laid = axis.lay_out(timeline(*days), sheet, "en-GB", date(2026, 11, 27))
    assert len(said) < 60
    assert len(laid.ticks) > 1
    assert_readable(laid.texts, sheet, laid.height)


def ladder(layers: int) -> dict[str, list[str]]:
    """Two sources in each layer, each based on both of the layer below."""
    bases: dict[str, list[str]] = {"a0": [], "b0": []}
    for layer in range(1, layers):
        below = [f"a{layer - 1}", f"b{layer - 1}"]
        bases |= {f"a{layer}": below, f"b{layer}": below}
    return bases


def test_every_edge_of_a_lineage_is_followed_once_or_twice() -> None:
    class Edges(dict[str, list[str]]):
        followed = 0

        def __getitem__(self, name: str) -> list[str]:
            self.followed += 1
            return super().__getitem__(name)

    steep = Edges(ladder(300))
    layer = graph.layers(steep)
    assert layer["a299"] == layer["b299"] == 299
    assert steep.followed <= 3 * len(steep)


def test_a_circle_is_cut_and_nothing_in_it_is_lost() -> None:
    bases = {"x": ["z"], "y": ["x"], "z": ["y"], "own": ["own"], "free": []}
    assert graph.origins_first(bases) == ["free", "x", "y", "z", "own"]


@pytest.mark.parametrize("sheet", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("shape", ["chain", "nested", "ladder"])
def test_a_lineage_of_hundreds_keeps_room_for_its_words(shape: str, sheet: Sheet) -> None:
    bases = {
        "chain": {f"n{n}": [f"n{n - 1}"] if n else [] for n in range(500)},
        "nested": {f"n{n}": [f"n{199 - n}"] if n > 99 else [] for n in range(200)},
        "ladder": ladder(30),
    }[shape]
    layer = graph.layers(bases)
    nodes = [
        graph.Node(name, layer[name], tuple(graph.Basis(one, False) for one in those), False)
        for name, those in bases.items()
    ]
    rooms: list[float] = []

    def say(node: graph.Node, room: float) -> list[layout.Text]:
        rooms.append(room)
        return [layout.Text(0, 0, wrap(f"{node.id} on the river", 14, room), 14)]

    laid = graph.lay_out(nodes, sheet, say)
    assert min(rooms) > sheet.width / 4
    assert len(laid.edges) == sum(map(len, bases.values()))
    assert_readable(laid.texts, sheet, laid.height)
