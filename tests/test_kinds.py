"""Kinds of figure: what one shows is known in one place; ``test_contributing`` adds a kind."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from explainer import content, figures
from explainer.evidence import ledger
from explainer.history.versions import History
from explainer.model import Figure
from explainer.site import plan as site
from explainer.site.edition import Edition
from tests.drawn import FIXTURE, ROOT

TODAY = date(2026, 11, 27)
SITES = {
    "flagship": ROOT / "content",
    "streets": ROOT / "tests" / "sites" / "safe-streets",
    "rivers": ROOT / "tests" / "sites" / "river-pact",
    "fixture": FIXTURE,
}


def edition(folder: Path) -> Edition:
    found, _ = content.load(folder)
    book, _ = ledger.keep(found)
    return Edition(found, book, site.plan(found, book), History(), TODAY)


def named(book: Edition, figure: Figure) -> set[tuple[str, str]]:
    """Folder and id of all that the drawing of a figure, its table and its foot name."""
    drawing = book.drawings[figure.id]
    cells = [cell for row in drawing.table.rows for cell in row]
    groups = [name for name in (figure.group, *figure.compare) if name]
    sources = {*drawing.sources, *(name for cell in cells for name in cell.sources)}
    return {
        *map(fact_or_series, drawing.facts),
        *(fact_or_series(cell.fact) for cell in cells if cell.fact),
        *(("events", cell.event) for cell in cells if cell.event),
        *(("sources", name) for name in sources),
        *(("groups", name) for name in groups),
    }


def fact_or_series(name: str) -> tuple[str, str]:
    """What a cell is bound to: a fact, or a series at one of its times."""
    return ("series", name.partition("#")[0]) if "#" in name else ("facts", name)


@pytest.mark.parametrize("name", SITES)
def test_a_figure_shows_what_its_drawing_and_its_table_name_and_nothing_else(name: str) -> None:
    book = edition(SITES[name])
    for figure in book.content.figures.values():
        shown = figures.shows(figure, book.content, book.ledger)
        assert {(one.folder, one.id) for one in shown} == named(book, figure), figure.id


@pytest.mark.parametrize("name", SITES)
def test_whatever_a_figure_shows_leads_back_to_it_and_changes_it(name: str) -> None:
    book = edition(SITES[name])
    for figure in book.content.figures.values():
        address = site.address_of(figure)
        drawn = {(one.folder, one.id) for one in book.plan.drawn[address]}
        assert drawn == named(book, figure) | {("figures", figure.id)}
        for one in figures.shows(figure, book.content, book.ledger):
            assert address in book.plan.uses[one.folder, one.id]


def test_every_figure_is_drawn_once(monkeypatch: pytest.MonkeyPatch) -> None:
    book = edition(FIXTURE)
    drawn: list[str] = []
    draw = figures.draw
    monkeypatch.setattr(
        figures, "draw", lambda figure, material: drawn.append(figure.id) or draw(figure, material)
    )
    for name in (*book.content.figures, *book.content.figures):
        assert book.drawings[name] is book.drawings[name]
    assert drawn == list(book.content.figures)


def test_an_event_leads_to_every_figure_that_shows_it_whatever_its_kind(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where a chart shows the signing too, it is told there, and its disputed date counted."""

    def told() -> tuple[set[str], int]:
        book = edition(SITES["rivers"])
        shown = book.overview.timelines_of(book.content.events["signing"])
        return {one.id for one in shown}, book.overview.contested_in(chart)

    rivers = edition(SITES["rivers"]).content
    signing, kind = rivers.events["signing"], figures.KINDS["target"]
    chart = next(one for one in rivers.figures.values() if one.kind == "target")
    before, counted = told()
    showing = replace(kind, shows=lambda *known: iter([*kind.shows(*known), signing]))
    monkeypatch.setattr(import_module("explainer.figures.target"), "KIND", showing)
    others = {one.id for one in rivers.figures.values() if one.kind == "target"}
    assert told() == (before | others, counted + 1), "two sources dispute one date"
    assert before.isdisjoint(others)
