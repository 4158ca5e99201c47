"""The matrix of articles by facts: what its marks and the number beside them say is one thing."""

from __future__ import annotations

from datetime import date

import pytest

from explainer import content, figures
from explainer.evidence import ledger
from explainer.figures import matrix
from explainer.figures.drawing import Drawing, Material
from explainer.pages.environment import environment
from tests.drawn import ROOT


@pytest.fixture(scope="module")
def articles() -> Drawing:
    """The flagship's matrix: it has articles that change something, and one that does not."""
    loaded, _ = content.load(ROOT / "content")
    kept, _ = ledger.keep(loaded)
    [figure] = [one for one in loaded.figures.values() if one.kind == "matrix"]
    material = Material(loaded, kept, "en-GB", date(2026, 11, 28), lambda link: link.text)
    return figures.draw(figure, material)


def test_so_many_marks_are_filled_in_as_the_number_beside_them_says(articles: Drawing) -> None:
    template = environment((ROOT / "templates",)).get_template("figures/matrix.svg")
    svg = template.render(layout=articles.wide, drawing=articles, title="", id="m", name="wide")
    rows = articles.view.rows
    assert min(row.changed for row in rows) == 0 < max(row.changed for row in rows)
    legend = 1
    assert svg.count("d-changed") == sum(row.changed for row in rows) + legend
    for row in rows:
        assert (f"changes {row.changed} of the {row.shared} " in row.verdict) == bool(row.changed)


def test_what_an_article_took_over_or_added_is_outlined_though_it_is_wrong(
    articles: Drawing,
) -> None:
    [faithful] = [row for row in articles.view.rows if row.shared and not row.changed]
    wrong = [mark for mark in faithful.marks if mark and mark.state != "same"]
    assert wrong
    assert not any(mark.changed for mark in wrong)


def test_a_cell_of_the_table_is_a_word_or_two(articles: Drawing) -> None:
    told = {cell.text for row in articles.table.rows for cell in row[1:]}
    assert {"as shown", "garbled", "garbled, changed", ""} <= told
    assert max(map(len, told)) < 25


def test_the_legend_tells_of_filled_marks_only_where_there_are_some(articles: Drawing) -> None:
    assert "filled in" in articles.view.filled
    silent = matrix.Matrix((), (), articles.view.voice)
    assert not silent.filled
