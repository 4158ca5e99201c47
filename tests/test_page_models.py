"""What a page says is made before its template is asked: templates find, count and sort nothing."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Mapping
from datetime import date
from functools import cache, partial
from pathlib import Path
from tempfile import TemporaryDirectory
from types import FunctionType, MethodType
from typing import Any

import pytest
from jinja2 import Environment, UndefinedError, nodes

from explainer import pipeline
from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.figures.drawing import Material
from explainer.history.versions import History
from explainer.pages import models
from explainer.pages.environment import environment
from explainer.pages.models.cards import since_beside
from explainer.pages.models.chrome import chrome
from explainer.pages.render import Renderer
from explainer.pages.view import View
from explainer.quantities import dates
from explainer.site import plan
from explainer.site.edition import Edition
from explainer.site.overview import Overview
from explainer.site.plan import Plan
from tests.photos import safe_streets
from tools import make_templates

ROOT = Path(__file__).parents[1]
TEMPLATES = ROOT / "templates"
NAMES = sorted(path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.*"))
SITES = ("river-pact", "safe-streets", "minimal")
TODAY = date(2026, 6, 1)

# What holds all there is to know, and so is no part of what a page says.
EVERYTHING = (Content, Edition, History, Ledger, Material, Overview, Plan, Renderer, View)

FUNCTIONS = (FunctionType, MethodType, partial)

# What a template that is no page is given by the one that includes it, or by who draws.
GIVEN = {
    "card.html": {"card"},
    "picture_frame.html": {"frame"},
    "social.svg": {"card", "style", "width", "height"},
    "term.html": {"finding", "language"},
    "figures/frame.html": {"frame", "drawing", "level", "uid"},
    "figures/standalone.svg": {"drawing", "poster", "style", "title", "id"},
}
# The drawings of a figure stand in its frame, in lists and in files.
OF_DRAWINGS = {
    "drawing", "figure", "frame", "id", "layout", "linked", "name", "shared", "shared_id", "title",
    "uid",
}  # fmt: skip

# Filters by which a template would choose, order or reckon.
QUERIES = {
    "batch", "dictsort", "groupby", "map", "max", "min", "reject", "rejectattr", "select",
    "selectattr", "slice", "sort", "sum", "unique",
}  # fmt: skip

# What templates once had: all there is to know, and functions that looked through it.
KNOWING = {
    "anchor_of", "archive", "bibtex", "catalogued", "compare", "content", "describe", "edition",
    "found", "history", "kinds", "kinds_found", "ledger", "lines_of", "news", "overview",
    "passed_over", "plan", "spelled_out", "title_then", "today", "topics", "view",
}  # fmt: skip

# Operators and filters by which a template would reckon, or decide by what a text looks like.
SUMS = (
    nodes.Add, nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow
)  # fmt: skip
ORDERS = {"gt": ">", "gteq": ">=", "lt": "<", "lteq": "<=", "in": "in", "notin": "not in"}
RECKONING = {"abs", "capitalize", "float", "int", "round", "title", "upper"}
LOOKING = {"endswith", "find", "index", "lower", "replace", "startswith", "title", "upper"}
# Drawings: where a mark's half or its label lies beside it, SVG cannot reckon by itself.
GEOMETRY = {
    f"figures/{name}.svg"
    for name in ("line", "lineage", "marks", "matrix", "membership", "ranking", "timeline")
}
# Templates that may do so all the same, and why.
EXCUSED = {
    "base.html": {"in"},  # a link at the foot of pages that leads elsewhere is whole
    "figures/map.svg": {"in"},  # two marks of the legend are areas
    "figures/marks.svg": {">"},  # statuses after the first have stripes
    "figures/rows.html": {">"},  # several panels stand side by side
    "parts.html": {"[:]"},  # the name of a commit is cut as git does it
}

REGISTERS = (
    "all_series", "changes", "data", "disagreements", "events", "facts", "figures", "glossary",
    "groups", "pictures", "sources",
)  # fmt: skip


@cache
def edition(name: str) -> Edition:
    with TemporaryDirectory() as folder:
        with_pictures = name == "safe-streets"
        sites = ROOT / "tests" / "sites"
        content = safe_streets(Path(folder)) if with_pictures else sites / name
        checked = pipeline.examine(content, TODAY)
    past = History()
    pages = plan.plan(checked.content, checked.ledger, past)
    return Edition(checked.content, checked.ledger, pages, past, TODAY)


@cache
def templates() -> Environment:
    return environment((TEMPLATES,))


def renderer(of: Edition) -> Renderer:
    return Renderer(of, templates(), {}, lambda name: 0)


def tree(name: str) -> nodes.Template:
    return templates().parse((TEMPLATES / name).read_text(encoding="utf-8"))


def offered() -> set[str]:
    """What every template of a page may call and look at."""
    view = View(renderer(edition("minimal")), edition("minimal").plan.pages[""])
    return view.names().keys() | view.model().keys() | templates().globals.keys()


def asked(name: str) -> set[str]:
    """The names that a template looks up, and does not give itself."""
    whole = tree(name)
    names = list(whole.find_all(nodes.Name))
    own = {one.name for one in names if one.ctx != "load"}
    own |= {one.target for one in whole.find_all(nodes.Import)}
    own |= {one.name for one in whole.find_all(nodes.Macro)}
    return {one.name for one in names} - own - {"caller", "loop", "super"}


def policies(whole: nodes.Template, is_geometry: bool = False) -> set[str]:
    """What a template reckons, orders or looks for in texts, by the signs for it.

    Where one thing lies beside another in a drawing is geometry; and a path to a place in an entry,
    ``path + ('note',)``, is no sum.
    """
    found = {one.name for one in whole.find_all(nodes.Filter) if one.name in RECKONING}
    called = (one.node for one in whole.find_all(nodes.Call))
    found |= {one.attr for one in called if isinstance(one, nodes.Getattr) and one.attr in LOOKING}
    found |= {"[:]" for _ in whole.find_all(nodes.Slice)}
    for kind in SUMS:
        for one in whole.find_all(kind) if not is_geometry else ():
            if not isinstance(one.right, nodes.Tuple):
                found.add(one.operator)
    signs = (ORDERS.get(of.op) for one in whole.find_all(nodes.Compare) for of in one.ops)
    return found | {sign for sign in signs if sign}


def inside(thing: object, seen: dict[int, object]) -> Iterator[object]:
    """All that a model is made of; what an editor wrote, and what is drawn, is a leaf."""
    if id(thing) in seen:
        return
    seen[id(thing)] = thing
    yield thing
    parts: list[object] = []
    if isinstance(thing, Mapping):
        parts = [*thing.keys(), *thing.values()]
    elif isinstance(thing, list | tuple | set | frozenset):
        parts = list(thing)
    elif dataclasses.is_dataclass(thing):
        parts = [getattr(thing, one.name) for one in dataclasses.fields(thing)]
    for part in parts:
        yield from inside(part, seen)


@pytest.mark.parametrize("name", SITES)
def test_a_page_says_frozen_things_and_none_that_could_go_and_find(name: str) -> None:
    known = edition(name)
    for page in known.plan.pages.values():
        for said in (models.of(known, page), chrome(known, page)):
            for part in inside(said, {}):
                assert not isinstance(part, EVERYTHING), (page.address, type(part))
                assert not isinstance(part, FUNCTIONS), (page.address, part)
                if dataclasses.is_dataclass(part) and not isinstance(part, type):
                    frozen = type(part).__dataclass_params__.frozen  # type: ignore[attr-defined]
                    assert frozen, (page.address, type(part))


def test_every_template_of_a_page_has_a_model() -> None:
    planned = {page.template for name in SITES for page in edition(name).plan.pages.values()}
    assert planned <= models.MAKERS.keys()
    assert {name for name in NAMES if name in models.MAKERS} == models.MAKERS.keys()


@pytest.mark.parametrize("name", NAMES)
def test_a_template_names_nothing_but_what_it_is_handed(name: str) -> None:
    given = GIVEN.get(name, set()) | (OF_DRAWINGS if name.startswith("figures/") else set())
    assert asked(name) - offered() - given == set()


def test_templates_are_offered_nothing_that_knows_everything() -> None:
    view = View(renderer(edition("minimal")), edition("minimal").plan.pages[""])
    said: Mapping[str, Any] = view.names() | view.model()
    for name, thing in said.items():
        for part in inside(thing, {}):
            assert not isinstance(part, EVERYTHING), name
    assert offered().isdisjoint(KNOWING)


@pytest.mark.parametrize("name", sorted(KNOWING))
def test_a_template_that_asks_for_everything_is_refused(name: str) -> None:
    view = View(renderer(edition("minimal")), edition("minimal").plan.pages[""])
    asking = templates().from_string("{{ " + name + ".pages }}")
    with pytest.raises(UndefinedError, match=f"'{name}' is undefined"):
        asking.render(view.names() | view.model())


@pytest.mark.parametrize("name", NAMES)
def test_a_template_neither_chooses_nor_orders_nor_sums(name: str) -> None:
    asked = {one.name for one in tree(name).find_all(nodes.Filter)}
    assert asked.isdisjoint(QUERIES)


@pytest.mark.parametrize("name", NAMES)
def test_a_template_neither_reckons_nor_compares_nor_looks_into_texts(name: str) -> None:
    """Sums, policies and what a text begins with belong to models, which have tests."""
    found = policies(tree(name), is_geometry=name in GEOMETRY)
    assert found - EXCUSED.get(name, set()) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ 100 / 3 }}", "/"),
        ("{{ it.number * 2 }}", "*"),
        ("{{ it.number|round(2) }}", "round"),
        ("{% if it.number > 3 %}{% endif %}", ">"),
        ("{% if '<figure' in it.text %}{% endif %}", "in"),
        ("{% if it.role not in ('happened', 'dated') %}{% endif %}", "not in"),
        ("{% if it.mark.endswith('?') %}{% endif %}", "endswith"),
        ("{{ it.text[:1] }}", "[:]"),
        ("{{ it.text|upper }}", "upper"),
    ],
)
def test_a_template_that_reckons_is_found(text: str, found: str) -> None:
    assert policies(templates().parse(text)) == {found}


def test_paths_into_an_entry_are_no_sums_and_places_in_a_drawing_may_be() -> None:
    assert policies(templates().parse("{{ prose(it, *(it.path + ('note',))) }}")) == set()
    drawn = templates().parse("{{ it.x + 4 }}{% if it.width < 12 %}{% endif %}")
    assert policies(drawn, is_geometry=True) == {"<"}


def test_no_excuse_outlives_its_reason() -> None:
    for name, excused in EXCUSED.items():
        assert excused <= policies(tree(name)), name


@pytest.mark.parametrize("name", REGISTERS)
def test_lists_of_everything_have_one_head(name: str) -> None:
    [extends] = tree(f"{name}.html").find_all(nodes.Extends)
    assert isinstance(extends.template, nodes.Const)
    assert extends.template.value == "register.html"


def test_an_account_of_answers_stands_once() -> None:
    """What a fact and an event say of their sources is one piece of HTML."""
    rows = [name for name in NAMES if 'class="alike"' in (TEMPLATES / name).read_text("utf-8")]
    assert rows == ["parts.html"]


def test_what_templates_may_use_is_written_down() -> None:
    written = make_templates.TARGET.read_text(encoding="utf-8")
    assert written == make_templates.document(), "run: python -m tools.make_rules"
    names = set(re.findall(r"^\| `(\w+)[(`]", written.partition("## `it`")[0], re.MULTILINE))
    own = {"cycler", "dict", "gettext", "joiner", "lipsum", "namespace", "ngettext", "range", "_"}
    assert names == offered() - own


@pytest.mark.parametrize(
    ("status", "since", "told"),
    [
        ("Named in December 2024", "2024-12-11", ""),
        ("Signed on 11 December 2024", "2024-12-11", ""),
        ("Named in December 2024", "2024-12", ""),
        ("Named in December 2024", "2025-12-11", "11 December 2025"),
        ("Named as having joined", "2024-12-11", "11 December 2024"),
        ("Named in 2024", "2024-12-11", "11 December 2024"),
    ],
)
def test_a_card_of_a_member_says_a_date_once(status: str, since: str, told: str) -> None:
    assert since_beside(dates.parse(since), status, "en-GB") == told
