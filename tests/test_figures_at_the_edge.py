"""Figures at the edge: very long, very many, very far apart, one, none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from explainer import geography
from explainer.figures import axis, graph, layout, live_map
from explainer.figures import map as world_map
from explainer.figures.events import Dated, Events, Item, Lane
from explainer.figures.layout import NARROW, WIDE, Sheet, wrap
from explainer.figures.members import MOST_STATUSES, Roll
from explainer.model import Event, EventDate, Group
from explainer.model.groups import Status
from explainer.pages.environment import environment
from explainer.site.edition import Edition
from explainer.voice import wording
from explainer.voice.speech import voice
from tests.drawn import ROOT, words
from tests.readable import assert_readable
from tests.test_kinds import edition

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


# --- one, none, many ------------------------------------------------------------------------------

EDGES = """\
one-of-one:
  kind: ranking
  title: Alone
  facts: [only]
nothing-happened:
  kind: timeline
  title: Nothing
no-chain:
  kind: lineage
  title: Who draws on whom
unrelated:
  kind: lineage
  title: Two of them
  sources: [one, two]
one-member:
  kind: membership
  title: Who
  group: lonely
  compare: [lonely]
"""
SOURCE = """{name}:
  title: A report
  publisher: Publisher {name}
  type: news
  published: 2020-01-01
  where_found: In a library
"""
FACT = """only:
  question: Which place?
  label: place
  kind: ranking
  shown: 1 of 1
  when: 2020
  answers: [{source: one, says: 1 of 1}]
"""
GROUP = """lonely:
  name: The lonely
  members_are: states
  statuses: {in: In it}
  members: [{country: BRA, status: in, sources: one}]
"""


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Edition:
    folder = tmp_path_factory.mktemp("edges")
    (folder / "pages").mkdir()
    texts = {
        "site.yaml": "title: Edges\nlanguage: en-GB\n",
        "pages/index.md": "---\ntitle: Edges\n---\nWords.\n",
        "figures.yaml": EDGES,
        "facts.yaml": FACT,
        "groups.yaml": GROUP,
        "sources.yaml": SOURCE.format(name="one") + SOURCE.format(name="two"),
    }
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return edition(folder)


def test_one_of_one_is_said_and_not_drawn(book: Edition) -> None:
    drawing = book.drawings["one-of-one"]
    for layout_ in (drawing.wide, drawing.narrow):
        assert layout_.strips == ()
        assert "1 of 1" in words(layout_)
    assert drawing.plotly is None


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("nothing-happened", "No events."),
        ("no-chain", "No source here is based on another."),
        ("unrelated", "No source here is based on another."),
    ],
)
def test_a_figure_with_nothing_to_draw_says_so(book: Edition, name: str, said: str) -> None:
    drawing = book.drawings[name]
    assert said in drawing.description
    assert said in f"{words(drawing.wide)} {' '.join(drawing.remarks)}"
    assert drawing.wide.height > 0
    assert drawing.plotly is None


def test_one_member_is_one_country(book: Edition) -> None:
    drawing = book.drawings["one-member"]
    assert "Named here: 1 country." in drawing.remarks
    assert drawing.remarks[1:] == ("The lonely: 1 of 1 country known to be a member.",)


def test_as_many_statuses_as_are_allowed_are_told_apart() -> None:
    marks = environment((ROOT / "templates",)).get_template("figures/marks.svg").module
    statuses = range(1, MOST_STATUSES + 1)
    drawn = str(marks.statuses("f", statuses)).split("<pattern id=")[1:]  # type: ignore[attr-defined]
    assert len({one.partition(" ")[2] for one in drawn}) == len(statuses)
    live = {(live_map.symbol(number), live_map.colour(number)) for number in statuses}
    assert len(live) == len(statuses)


def test_a_map_of_all_has_circles_only_for_those_without_land_on_it() -> None:
    land = geography.drawing(WIDE.width)
    codes = [country.code for country in land.countries]
    roll = Roll(
        Group.model_construct(statuses={"in": Status(label="In")}, members_are="states"),
        (),
        dict.fromkeys(codes, 1),
        frozenset(codes),
        (),
        "en",
    )
    for sheet in (WIDE, NARROW):
        crowded = world_map._lay_out(roll, (), land, sheet, "en")
        bare = [country for country in land.countries if not country.path]
        assert len(crowded.circles) == len(bare)


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

    laid = graph.lay_out(nodes, sheet, say, voice("en").tell)
    assert min(rooms) > sheet.width / 4
    assert len(laid.edges) == sum(map(len, bases.values()))
    assert_readable(laid.texts, sheet, laid.height)
