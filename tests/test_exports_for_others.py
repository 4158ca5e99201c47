"""What other programs take from a site: read as they read it, and taken in again."""

from __future__ import annotations

import csv
import io
import json
import shutil
from datetime import date
from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace, URIRef

from explainer import content
from explainer.exports import csl, dcat, figures, numbers, timeline
from explainer.history.versions import History
from explainer.site.edition import Edition
from tests.exported import edition_of, exported
from tests.packed import ROOT
from tests.program import run
from tests.test_import_facts import SITES


@pytest.fixture(params=["the flagship", "rivers", "streets"])
def edition(request: pytest.FixtureRequest) -> Edition:
    return edition_of(SITES[request.param], History(), date(2026, 11, 22))


def test_sources_go_out_as_csl_and_come_in_as_known(edition: Edition, tmp_path: Path) -> None:
    text = csl.export(edition)["data/sources.csl.json"]()
    items = json.loads(text)
    assert len(items) == len(edition.content.sources)
    assert all(item["title"] and item["type"] for item in items)
    (tmp_path / "sources.json").write_text(text, encoding="utf-8")
    home = edition.content.site.origin.document
    assert home.file == "site.yaml"
    root = next(path for path in SITES.values() if content.load(path)[0].site.title == (
        edition.content.site.title))  # fmt: skip
    done = run("import", "sources", tmp_path / "sources.json", "--content", root)
    assert (done.code, done.out) == (0, "")
    assert done.err.count(": known: ") == len(items)


def test_events_go_out_as_a_timeline_and_come_in_as_known(edition: Edition, tmp_path: Path) -> None:
    text = timeline.export(edition)["data/timeline.json"]()
    slides = json.loads(text)["events"]
    events = edition.content.events
    assert [slide["unique_id"] for slide in slides] == list(events)
    for slide in slides:
        event = events[slide["unique_id"]]
        start = slide["start_date"]
        assert slide["display_date"]
        if event.when.precision == "day":
            day = event.when.first
            assert (start["year"], start["month"], start["day"]) == (day.year, day.month, day.day)
            assert "end_date" not in slide
        elif event.when.precision == "year":
            assert start == {"year": event.when.first.year}
        assert "<" not in slide["text"]["headline"]


def test_figures_go_out_as_mere_numbers(edition: Edition) -> None:
    files = numbers.export(edition)
    assert len(files) == len(edition.content.figures)
    found = 0
    for at, write in files.items():
        header, *rows = csv.reader(io.StringIO(write()))
        assert len(set(header)) == len(header), at
        assert all(len(row) == len(header) for row in rows), at
        for place, name in enumerate(header):
            if f"{name}, unit" in header or name.endswith((", low", ", high")):
                column = [row[place] for row in rows if row[place]]
                assert [float(cell) for cell in column], at
                found += len(column)
    assert found or not edition.content.figures


def test_a_range_has_a_column_for_each_of_its_ends(tmp_path: Path) -> None:
    content = Path(shutil.copytree(SITES["rivers"], tmp_path / "content"))
    with (content / "figures" / "more.yaml").open("a", encoding="utf-8") as file:
        file.write("long: {kind: bars, title: How long, finding: Long, facts: [opening-time]}\n")
    text = numbers.export(edition_of(content, History(), date(2026, 11, 22)))[
        "data/figures/long.csv"
    ]()
    [row] = csv.DictReader(io.StringIO(text))
    assert (row["Value, low"], row["Value, high"], row["Value, unit"]) == ("6", "9", "months")


def test_what_is_counted_stays_in_words_beside_its_number() -> None:
    rivers = edition_of(SITES["rivers"], History(), date(2026, 11, 22))
    text = numbers.export(rivers)["data/figures/lengths.csv"]()
    first, second, *_ = csv.DictReader(io.StringIO(text))
    assert (first["Value"], first["Value, unit"], second["Value"]) == ("150", "km", "190")
    label = rivers.ledger.named(rivers.drawings["lengths"].facts[0]).fact.label
    assert first["What"].casefold() == label.casefold()


def test_a_figure_s_own_table_has_numbers_and_days_behind_its_words() -> None:
    streets = edition_of(SITES["streets"], History(), date(2026, 11, 22))
    files = figures.export(streets)
    text = files["figures/hurt/hurt.csv"]()
    table = streets.drawings["hurt"].table
    header, *rows = csv.reader(io.StringIO(text))
    behind = ["Value, number", "Value, unit", "When, first day", "When, last day"]
    assert header == [*table.header, *behind]
    assert [row[: len(table.header)] for row in rows] == [
        [cell.text for cell in row] for row in table.rows
    ]
    said = {
        (row["When"], row["Sources"]): [row[name] for name in behind]
        for row in csv.DictReader(io.StringIO(text))
    }
    assert said["2025", "County Council, 2 March 2026"] == [
        "540", "people", "2025-01-01", "2025-12-31",
    ]  # fmt: skip
    assert said["2025", "County Hospital, 10 February 2026"][0] == "498", "what this one says"


def test_a_table_of_words_alone_stays_as_it_is() -> None:
    rivers = edition_of(SITES["rivers"], History(), date(2026, 11, 22))
    for name, figure in rivers.content.figures.items():
        if figure.kind == "membership":
            header = next(
                csv.reader(io.StringIO(figures.export(rivers)[f"figures/{name}/{name}.csv"]()))
            )
            assert header == [*rivers.drawings[name].table.header]


def test_dates_of_events_are_days_too() -> None:
    rivers = edition_of(SITES["rivers"], History(), date(2026, 11, 22))
    rows = list(csv.DictReader(io.StringIO(figures.export(rivers)["figures/story/story.csv"]())))
    assert (rows[0]["Date"], rows[0]["Date, first day"]) == ("14 March 2024", "2024-03-14")
    days = [row["Date, first day"] for row in rows]
    assert all(days)


def test_a_source_s_number_is_never_the_one_that_others_say(tmp_path: Path) -> None:
    """That of 15 % is not 5, though the words of the one end with those of the other."""
    content = Path(shutil.copytree(SITES["streets"], tmp_path / "content"))
    series = content / "series.yaml"
    series.write_text(
        series.read_text(encoding="utf-8")
        + """
shops:
  question: How many shops are open?
  label: open shops
  unit: "%"
  kind: count
  answers:
    - {source: county-2026, rows: {2020: 5, 2021: 6}}
    - {source: county-2023, rows: {2020: 15}, conflict: revised, note: Counted anew.}
""",
        encoding="utf-8",
    )
    with (content / "figures.yaml").open("a", encoding="utf-8") as file:
        file.write("shops: {kind: line, title: Shops, finding: Open, series: [shops]}\n")
    edition = edition_of(content, History(), date(2026, 11, 22))
    text = numbers.export(edition)["data/figures/shops.csv"]()
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["Value"] for row in rows] == ["5", "6", "15"]
    assert [row["Value, in words"] for row in rows] == ["5%", "6%", "15%"]


def test_a_catalogue_of_data_finds_every_file(tmp_path: Path) -> None:
    """Read as linked data by a library that knows nothing of this program."""
    rivers = exported(ROOT / "tests/sites/river-pact")
    found = dcat.describe(rivers.edition)
    graph = Graph().parse(data=json.dumps(found), format="json-ld")
    names = Namespace("http://www.w3.org/ns/dcat#")
    base = rivers.edition.content.site.url
    assert (URIRef(f"{base}data/"), RDF.type, names.Dataset) in graph
    offered = {str(one).removeprefix(base) for one in graph.objects(None, names.downloadURL)}
    assert {"data/answers.csv", "data/timeline.json", "data/sources.csl.json"} <= offered
    assert offered <= {*rivers.files, "data/the-river-pact.zip", "data/for_spreadsheets.zip"}
    assert len(list(graph.objects(None, names.mediaType))) == len(offered)


def test_the_data_page_links_to_all_of_it(tmp_path: Path) -> None:
    done = run("build", "--content", ROOT / "tests/sites/river-pact", "--output", tmp_path / "s")
    assert done.code == 0
    page = (tmp_path / "s/data/index.html").read_text(encoding="utf-8")
    for file in ("timeline.json", "sources.csl.json", "sources.bib"):
        assert f'href="{file}"' in page or f"data/{file}" in page
    for figure in (tmp_path / "s/data/figures").glob("*.csv"):
        assert f"figures/{figure.name}" in page
