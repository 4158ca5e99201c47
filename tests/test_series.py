"""Series: read from spreadsheets, bound in text, disagreed on, drawn, exported, remembered."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from explainer import content
from explainer.content import points
from explainer.evidence import ledger
from explainer.figures import plot, timescale
from explainer.figures.layout import NARROW, WIDE, Scale, Sheet
from explainer.history import versions as history
from explainer.quantities import dates
from tests.drawn import draw
from tests.photos import safe_streets
from tests.repository import Repository, repository
from tests.test_sites import SITES, BuiltSite, build

STREETS = SITES / "safe-streets"


@pytest.fixture(scope="module")
def streets(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("streets")
    return build(safe_streets(folder), folder / "site")


def read(table: str | bytes, folder: Path, unit: str = '"%"') -> list[str]:
    """The points of a series whose one answer is this table."""
    (folder / "series").mkdir()
    (folder / "series" / "s.csv").write_bytes(table.encode() if isinstance(table, str) else table)
    (folder / "site.yaml").write_text("title: S\n")
    (folder / "series.yaml").write_text(
        f"s: {{question: How many?, label: s, unit: {unit}, kind: count,"
        " answers: [{source: a, file: s.csv}]}\n"
    )
    found, problems = content.load(folder)
    assert [one for one in problems if one.place.file.startswith("series")] == []
    return [f"{point.key} {point.shown}" for point in found.courses["s"]]


@pytest.mark.parametrize(
    "table",
    [
        "when,value\n2020,63\n2021,64.5\n",
        "when;value\r\n2020;63\r\n2021;64.5\r\n",
        "when\tvalue\n2020\t63\n2021\t64.5",
        "sep=;\nwhen;value\n2020;63\n2021;64.5\n",
        b"\xef\xbb\xbfwhen,value\n2020,63\n2021,64.5\n",
        '"When","Value","Note"\n"2020","63","a, ""b"""\n"2021","64.5",""\n',
        "when,value,low\n2020,63\n,,\n\n2021, 64.5 ,\n",
        "value,when\n63,2020\n64.5,2021\n",
    ],
)
def test_a_table_is_read_however_a_spreadsheet_saves_it(table: str | bytes, tmp_path: Path) -> None:
    assert read(table, tmp_path) == ["2020 63 %", "2021 64.5 %"]


def test_numbers_keep_the_unit_of_the_series_or_bring_their_own(tmp_path: Path) -> None:
    table = 'when,value\n2020,2.4\n2021,"1,200"\n2022,1 300\n2023,3 billion EUR\n2024,unknown\n'
    shown = read(table, tmp_path, "million EUR")
    assert shown == [
        "2020 2.4 million EUR", "2021 1,200 million EUR", "2022 1 300 million EUR",
        "2023 3 billion EUR", "2024 unknown",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("written", "key", "first"),
    [
        ("2022", "2022", "2022-01-01"),
        ("2022-Q3", "2022-Q3", "2022-07-01"),
        ("2022Q3", "2022-Q3", "2022-07-01"),
        ("Q3 2022", "2022-Q3", "2022-07-01"),
        ("2022-H2", "2022-H2", "2022-07-01"),
        ("2022-07/2022-09", "2022-Q3", "2022-07-01"),
        ("2022-05", "2022-05", "2022-05-01"),
        ("2022-05-06~", "2022-05-06", "2022-05-06"),
        ("2022/2023", "2022_2023", "2022-01-01"),
    ],
)
def test_a_time_has_one_name_however_it_is_written(written: str, key: str, first: str) -> None:
    when = points.when_of(written)
    assert (points.key_of(when), when.first.isoformat()) == (key, first)


# --- pages ----------------------------------------------------------------------------------------


def test_words_bound_to_a_point_open_its_card_and_lead_to_its_row(streets: BuiltSite) -> None:
    front = streets.pages["index.html"].html
    assert 'href="series/badly-hurt/#2025" data-card="card-badly-hurt#2025"' in front
    assert 'id="card-badly-hurt#2025"' in front
    assert 'id="card-badly-hurt#2016-county-2023"' in front
    assert 'id="2025"' in streets.pages["series/badly-hurt/index.html"].html


def test_a_formula_takes_points(streets: BuiltSite) -> None:
    fact = streets.pages["facts/hurt-less/index.html"].text
    assert "300 people" in fact
    assert "People badly hurt" in fact


def test_disagreements_stand_at_the_point_at_the_source_and_on_their_page(
    streets: BuiltSite,
) -> None:
    series = streets.pages["series/badly-hurt/index.html"].html
    [row] = re.findall(r'<tr id="2016" class="differs">.*?</tr>', series, re.DOTALL)
    assert "840\u00a0people" in row
    assert "812\u00a0people" in row
    [same] = re.findall(r'<tr id="2017".*?</tr>', series, re.DOTALL)
    assert "differs" not in same
    for page in ("sources/county-2023/index.html", "disagreements/index.html"):
        assert "Two stations had not reported yet" in streets.pages[page].text
        assert "812 people" in streets.pages[page].text


def test_a_series_tells_where_it_is_used(streets: BuiltSite) -> None:
    used = streets.pages["series/badly-hurt/index.html"].html
    for address in ("../../counts/", "../../figures/hurt/", "../../figures/aim/"):
        assert f'href="{address}"' in used, address


def test_a_target_is_set_against_the_last_measured_point(streets: BuiltSite) -> None:
    figure = streets.pages["figures/aim/index.html"].text
    assert "Count, 2025" in figure
    assert "540 people" in figure


def test_a_target_may_begin_where_a_series_does(streets: BuiltSite) -> None:
    figure = streets.pages["figures/aim/index.html"].text
    assert "Starting point, 2016" in figure
    assert "840 people" in figure
    assert (
        "Starting point 840 people, 2016" in streets.pages["facts/badly-hurt-2030/index.html"].text
    )


def test_every_dot_of_a_line_leads_to_its_time_and_opens_a_card(streets: BuiltSite) -> None:
    page = streets.page("figures/hurt/")
    for drawing in ("wide", "narrow"):
        [drawn] = re.findall(
            rf'<svg [^>]*class="drawing drawing-{drawing}".*?</svg>', page.html, re.DOTALL
        )
        dots = re.findall(r'<a class="opens" href="(.*?)" data-card="(.*?)"><title>', drawn)
        spots = len(re.findall(r'class="d-spot d-(?:measured|other|aim)', drawn))
        keys = 2  # what a hollow dot and a diamond mean
        assert len(dots) == spots - keys > 12
        targets = {href for href, _ in dots}
        assert "../../series/badly-hurt/#2016" in targets
        assert "../../facts/badly-hurt-2030/" in targets
        assert {card for _, card in dots} <= set(page.ids)
        assert 'role="group"' in drawn.partition(">")[0]
    assert "card-badly-hurt#2016-county-2023" in page.ids
    assert not list(streets.broken_links())


def test_a_line_in_a_file_of_its_own_leads_nowhere(streets: BuiltSite) -> None:
    drawn = (streets.root / "figures/hurt/hurt.svg").read_text(encoding="utf-8")
    assert "<a " not in drawn


# --- exports --------------------------------------------------------------------------------------


def test_the_table_has_a_row_for_each_time_and_source(streets: BuiltSite) -> None:
    text = (streets.root / "data" / "series.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(io.StringIO(text)))
    at_2016 = [row for row in rows if (row["series"], row["when"]) == ("badly-hurt", "2016")]
    assert [(row["source"], row["value"], row["agrees"]) for row in at_2016] == [
        ("county-2026", "840", "True"),
        ("county-2023", "812", "False"),
    ]
    assert (at_2016[0]["low"], at_2016[0]["high"], at_2016[1]["shown"]) == ("820", "860", "840")
    assert not [row for row in rows if row["when"] == "2019" and row["series"] == "badly-hurt"]
    package = json.loads((streets.root / "data" / "datapackage.json").read_text())
    [resource] = [one for one in package["resources"] if one["name"] == "series"]
    assert [one["name"] for one in resource["schema"]["fields"]] == list(rows[0])


def test_a_column_in_which_nothing_stands_is_left_to_the_download(streets: BuiltSite) -> None:
    shown = re.findall(r'<th scope="col">(.*?)</th>', streets.page("figures/hurt/").html)
    assert "Range" in shown
    assert "Otherwise" in shown
    other = re.findall(r'<th scope="col">(.*?)</th>', streets.page("figures/aim/").html)
    file = (streets.root / "data/figures/aim.csv").read_text(encoding="utf-8-sig")
    header = next(csv.reader(io.StringIO(file)))
    assert set(other) < set(header)


def test_a_series_is_a_data_set_to_machines(streets: BuiltSite) -> None:
    html = streets.pages["series/badly-hurt/index.html"].html
    [text] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html)
    node = json.loads(text)
    assert (node["@type"], node["variableMeasured"]) == ("Dataset", "people badly hurt")
    assert node["temporalCoverage"] == "2016-01-01/2027-12-31"


# --- history --------------------------------------------------------------------------------------

SERIES = (
    "s: {question: How many?, label: s, unit: people, kind: count,"
    " answers: [{source: report, file: s.csv}]}\n"
)


def test_a_changed_row_is_a_change_of_the_series(tmp_path: Path) -> None:
    repo: Repository = repository(tmp_path / "repo")
    repo.write({"series.yaml": SERIES, "series/s.csv": "when,value\n2020,63\n2021,64\n"})
    repo.commit("2026-05-01")
    repo.write({"series/s.csv": "when,value\n2020,65\n2021,64\n2022,70\n"})
    repo.commit("2026-05-03")
    past = history.with_files(repo.read(), {("series", "s"): ["s.csv"]})
    change, first = past.of("series", "s")
    assert [(edit.path[1:], edit.was, edit.now) for edit in change.edits] == [
        (("2020", "value"), "63", "65"),
        (("2022", "value"), "", "70"),
    ]
    assert first.what == "new"


# --- drawings -------------------------------------------------------------------------------------


def strokes(name: str) -> list[tuple[str, list[str]]]:
    [frame] = draw(name).wide.frames
    return [
        (stroke.style, [dot.mark.when.text for dot in stroke.dots])
        for stroke in frame.strokes
        if stroke.style != "band"
    ]


def test_a_gap_is_not_bridged_and_a_forecast_is_dashed() -> None:
    first, second, forecast = strokes("passing")
    assert first == ("line", ["2006", "2007", "2008", "2009"])
    assert second == ("line", ["2011", "2012", "2013", "2014", "2015", "2016"])
    assert forecast == ("forecast", ["2016", "2022", "2024"])
    assert "no value for 2010" in " ".join(draw("passing").remarks)


def test_other_answers_and_targets_are_drawn_open_and_joined_by_nothing() -> None:
    [frame] = draw("passing").wide.frames
    looks = {dot.mark.when.text: dot.mark.look for dot in frame.dots if dot.mark.look != "measured"}
    assert looks["2004"] == looks["2013"] == "other"
    assert looks["2030"] == "target"
    joined = {dot.mark.look for stroke in frame.strokes for dot in stroke.dots}
    assert joined == {"measured", "forecast"}


def test_the_axis_of_time_is_true() -> None:
    [frame] = draw("passing").wide.frames
    x = {dot.mark.when.text: dot.x for dot in frame.dots}
    assert x["2024"] - x["2016"] == pytest.approx(8 * (x["2007"] - x["2006"]), rel=0.01)


@pytest.mark.parametrize("sheet", [WIDE, NARROW])
def test_of_few_marks_each_date_is_told_once_on_the_axis_or_at_its_value(sheet: Sheet) -> None:
    times = ("2024-12", "2025-08", "2025-11", "2025-12")
    marks = [plot_mark(when, value) for when, value in zip(times, (13, 14, 20, 28), strict=True)]
    course = plot.Course("count", "13", "28", tuple(marks))
    layout = plot.lay_out([plot.Panel("", "", (course,))], [], sheet, lambda _, n: str(n), "en-GB")
    told = [line.replace("\u00a0", " ") for text in layout.texts for line in text.lines]
    axis = [text for text in layout.texts if text.style == "tick"]
    assert (axis[0].lines, axis[-1].lines) == (("December 2024",), ("December 2025",))
    for month in ("August", "November"):
        assert sum(line in (f"{month} 2025", f"{month[:3]} 2025") for line in told) == 1
    assert not {"January 2025", "2025"} & set(told), "no time that nothing is known of"
    assert layout.frames[0].ticks == tuple(dot.x for dot in layout.frames[0].dots)


def plot_mark(when: str, value: int) -> plot.Mark:
    """A measured value of one month."""
    text = f"{when}: {value}"
    return plot.Mark(dates.parse(when), Decimal(value), str(value), text, "", "measured")


def test_an_axis_with_room_for_one_name_tells_its_ends() -> None:
    span = date(2024, 12, 1), date(2025, 12, 1)
    scale = Scale(timescale.days(span[0]), timescale.days(span[1]), 30, 150)
    _, labels = timescale.ticks(span, scale, NARROW, "en-GB", 0)
    assert [label.lines[0].split() for label in labels] == [["Dec", "2024"], ["Dec", "2025"]]


def test_an_axis_begins_at_zero_unless_the_figure_says_that_it_does_not() -> None:
    [frame] = draw("shares").wide.frames
    assert frame.zero == frame.bottom
    assert "begin at zero" not in " ".join(draw("shares").remarks)
    [cut] = draw("cut-off").wide.frames
    assert cut.zero is None
    assert "does not begin at zero" in " ".join(draw("cut-off").remarks)


def test_what_is_in_another_unit_or_a_ranking_has_a_panel_of_its_own() -> None:
    frames = draw("everything").wide.frames
    assert len(frames) == 4
    assert {frame.across for frame in frames} == {frames[0].across}, "one axis of time"
    ranked = next(frame for frame in frames if frame.panel.ranked)
    places = {dot.mark.value: dot.y for dot in ranked.dots}
    assert places[min(places)] < places[max(places)], "the first place is on top"


def test_the_axis_of_a_ranking_goes_from_the_first_place_to_the_last() -> None:
    for sheet in ("wide", "narrow"):
        frames = getattr(draw("everything"), sheet).frames
        ranked = next(frame for frame in frames if frame.panel.ranked)
        assert ranked.panel.is_whole
        last = max(mark.last for course in ranked.panel.courses for mark in course.all)
        assert (ranked.up.low, ranked.up.high) == (1, last)
        assert (ranked.top, ranked.bottom) == (min(ranked.lines), max(ranked.lines))


def test_of_many_marks_the_last_measured_and_the_target_are_told() -> None:
    [frame] = draw("passing").wide.frames
    [course] = frame.panel.courses
    assert len(course.marks) > 8
    told = {line for text in draw("passing").wide.texts for line in text.lines}
    assert {mark.short for mark in (*course.last_measured, *course.targets)} <= told


def test_more_lines_than_colours_are_small_multiples() -> None:
    [frame] = draw("shares").wide.frames
    course = frame.panel.courses[0]
    many = [("%", "%", False, course)] * (plot.MOST + 1)
    assert [len(panel.courses) for panel in plot.by_panel(many, cut=False)] == [1] * len(many)
    assert len(plot.by_panel(many[:-1], cut=False)) == 1


def test_words_tell_the_ends_the_change_and_the_target() -> None:
    said = draw("passing").description
    assert "from 600 fish, 2006, to 2,100 fish, 2016" in said
    assert "1,500 fish more" in said
    assert "Forecast: 3,000 fish, 2024" in said
    assert "Target for 2030: 3,500 fish" in said


def test_points_weigh_like_facts() -> None:
    found, _ = content.load(STREETS)
    book, problems = ledger.keep(found)
    assert problems == []
    account = book.points["badly-hurt#2016"]
    assert [reply.agrees for reply in account.replies] == [True, False]
    assert "badly-hurt#2016" not in book.accounts
