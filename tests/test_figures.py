"""Figures: true to the facts, readable at every width, and told in words too."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from decimal import Decimal
from itertools import pairwise
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explainer import figures
from explainer.figures import legend, rows, standalone
from explainer.figures.drawing import Material
from explainer.figures.layout import NARROW, WIDE, Sheet, ticks, width, wrap
from explainer.model import FigureKind
from explainer.pages.environment import environment
from explainer.quantities import values
from explainer.theme import files as theme
from tests.drawn import (
    CONTENT,
    LEDGER,
    MORE,
    NAMES,
    PROBLEMS,
    ROOT,
    SHEETS,
    TODAY,
    draw,
    svg,
)
from tests.readable import assert_readable, lines_of, shrunk, touch


def test_the_fixture_is_sound() -> None:
    assert [*PROBLEMS, *MORE] == []


# --- every kind, at every width -------------------------------------------------------------------


def test_every_kind_has_its_module_and_its_template() -> None:
    assert [kind.name for kind in figures.KINDS.values()] == list(get_args(FigureKind))
    assert {figure.kind for figure in CONTENT.figures.values()} == set(figures.KINDS)
    for kind in figures.KINDS:
        assert (ROOT / "templates" / "figures" / f"{kind}.svg").is_file()


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_text_stays_in_the_drawing_and_apart(name: str, sheet: str) -> None:
    layout = getattr(draw(name), sheet)
    assert layout.width == SHEETS[sheet].width
    assert_readable(layout.texts, SHEETS[sheet], layout.height)


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_is_an_image_with_a_name_and_a_description(name: str, sheet: str) -> None:
    image = svg(name, sheet)[0]
    described = {part.get("id"): part.text for part in image if part.tag in ("title", "desc")}
    assert image.get("role") == "img"
    assert image.get("aria-labelledby", "").split() == list(described)
    assert list(described.values()) == ["A title & more", draw(name).description]


@pytest.mark.parametrize("sheet", SHEETS)
@pytest.mark.parametrize("name", NAMES)
def test_the_drawing_is_safe_to_put_into_a_page(name: str, sheet: str) -> None:
    """No inline style, which the policy forbids; ids of its own; no reference to nothing."""
    page = svg(name, sheet)
    elements = list(page.iter())
    ids = [element.get("id") for element in elements if element.get("id")]
    assert len(ids) == len(set(ids))
    assert all(one and one.startswith("f-") for one in ids)
    assert not any(element.get("style") or element.tag == "style" for element in elements)
    used = set(re.findall(r"(?:url\(|href=\")#([\w-]+)", ET.tostring(page, "unicode")))
    assert used <= set(ids)


@pytest.mark.parametrize("name", NAMES)
def test_two_drawings_of_the_same_content_are_equal(name: str) -> None:
    assert draw(name) == draw.__wrapped__(name)


@pytest.mark.parametrize("name", NAMES)
def test_the_table_is_whole(name: str) -> None:
    table = draw(name).table
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.header)}
    for row in table.rows:
        for cell in row:
            assert not cell.fact or CONTENT.fact(cell.fact)
            assert not cell.event or cell.event in CONTENT.events
            assert set(cell.sources) <= set(CONTENT.sources)


def test_a_description_of_the_editor_replaces_ours() -> None:
    figure = CONTENT.figures["ranks"].model_copy(update={"description": "Ours."})
    material = Material(CONTENT, LEDGER, "en-GB", TODAY, lambda link: link.text)
    assert figures.draw(figure, material).description == "Ours."


# --- text -----------------------------------------------------------------------------------------


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]) | st.just(" ")))
def test_wrapped_lines_fit_and_nothing_is_lost(text: str) -> None:
    lines = wrap(text, 14, 90)
    assert all(width(line, 14) <= 90 for line in lines)
    assert re.sub(r"[\s-]", "", "".join(lines)) == re.sub(r"[\s-]", "", text)


numbers = st.decimals(-(10**15), 10**15, allow_nan=False, places=4)


@given(numbers, numbers, st.integers(1, 8))
def test_ticks_are_round_and_few_and_zero_is_one_of_them(
    one: Decimal, other: Decimal, most: int
) -> None:
    low, high = min(one, other, Decimal(0)), max(one, other, Decimal(0))
    found = ticks(low, high, most)
    assert 2 <= len(found) <= most + 1
    assert 0 in found or len(found) == 2
    steps = {after - before for before, after in pairwise(found)}
    assert len(steps) == 1
    assert steps.pop().normalize().as_tuple().digits in {(1,), (2,), (5,)}
    assert all(low <= tick <= high for tick in found[:-1])


# --- targets and bars -----------------------------------------------------------------------------

LABELS = st.text("abcdefghij klmnop WMÄ中", min_size=1, max_size=90).map(str.strip).filter(bool)


@st.composite
def panels(create: st.DrawFn) -> rows.Panel:
    unit = create(st.sampled_from(["RUB", "%", "old mill weirs"]))

    def row() -> rows.Row:
        low, high = sorted([create(numbers), create(numbers)])
        amount = values.Quantity(low, create(st.sampled_from([low, high])), unit)
        value = create(st.sampled_from([amount, amount, values.Unknown(), None]))
        mark = create(st.sampled_from(["start", "measured", "target", "plain"]))
        return rows.Row(create(LABELS), value, create(LABELS), mark, "fact")

    found = tuple(row() for _ in range(create(st.integers(1, 4))))
    return rows.Panel(unit, (rows.Block(create(LABELS), found, create(LABELS), create(LABELS)),))


@settings(max_examples=60, deadline=None)
@given(st.lists(panels(), min_size=1, max_size=3), st.sampled_from([WIDE, NARROW]))
def test_no_bars_stumble_over_labels_and_numbers(those: list[rows.Panel], sheet: Sheet) -> None:
    chart = rows.lay_out(those, sheet, lambda unit, number: f"{number:,f} {unit}"[:12])
    assert_readable(chart.texts, sheet, chart.height)
    for bar in chart.bars:
        assert bar.x >= 0
        assert bar.x + bar.width <= sheet.width + 2
        for text in chart.texts:
            box = (bar.x, bar.y, bar.x + bar.width, bar.y + bar.height)
            assert not any(touch(box, shrunk(line.box)) for line in lines_of(text)), text


# --- legends --------------------------------------------------------------------------------------


@given(st.lists(st.tuples(st.just("land"), LABELS), max_size=9), st.sampled_from([WIDE, NARROW]))
def test_legends_fit(entries: list[tuple[str, str]], sheet: Sheet) -> None:
    laid = legend.lay_out(entries, sheet, 10)
    assert len(laid.keys) == len(entries)
    assert_readable(laid.texts, sheet, laid.bottom)


# --- a drawing as a file --------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_a_drawing_alone_carries_its_words_and_colours(name: str) -> None:
    drawing, env = draw(name), environment((ROOT / "templates",))
    look = theme.load(ROOT / "content")
    css = standalone.style(look.text("style.css"), look.text("figures.css"))
    assert "var(" not in css
    assert "none" not in re.findall(r"\.d-bar \{ fill: ([^;]+);", css)
    assert re.search(r"\.d-bar \{ fill: #\w+; \}", css)
    assert "@media" not in css
    poster = standalone.lay_out(
        drawing, "Rivers & weirs", "Target · River", [*drawing.remarks, "15 June 2026"]
    )
    text = env.get_template("figures/standalone.svg").render(
        drawing=drawing, poster=poster, style=css, title="Rivers & weirs", id="f"
    )
    file = ET.fromstring(text)
    said = " ".join(
        "".join(part.itertext()) for part in file.iter("{http://www.w3.org/2000/svg}text")
    )
    assert "Rivers & weirs" in said
    assert "15 June 2026" in said
    assert poster.height >= poster.top + drawing.wide.height
    assert set(re.findall(r"(?:url\(|href=\")#([\w-]+)", text)) <= set(
        re.findall(r' id="([\w-]+)"', text)
    )


def test_every_class_of_a_drawing_has_a_rule_that_travels_with_it() -> None:
    """Inside <use> only rules for the element itself hold, so each must be one."""
    css = standalone.style("", theme.load(ROOT / "content").text("figures.css"))
    assert not re.search(r"[^},\s][^},]*\s\.d-", css)
    known = set(re.findall(r"\.([\w-]+)", css))
    plain = {
        "d-label",
        "d-title",
        "d-name",
        "d-multiple",
        "d-code",
        "d-start",
        "d-target",
        "d-plain",
    }
    for name in NAMES:
        for sheet in SHEETS:
            for element in svg(name, sheet).iter():
                used = set((element.get("class") or "").split()) - plain
                used = {
                    one for one in used if one.startswith("d-") and not one.startswith("d-lane-")
                }
                assert used <= known | {"d-past", "d-tone", "d-hatch-announced"}, used
