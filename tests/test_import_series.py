"""Series from tidy tables, and from charts of Our World in Data."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explainer import content
from tests.program import Run, run
from tests.test_import_sources import errors

CHART = (
    "Entity,Code,Year,Night trams\nPortugal,PRT,2021,81.5\nPortugal,PRT,2020,80.9\n"
    "World,OWID_WRL,2020,71.9\nWorld,OWID_WRL,2021,\n"
)
ABOUT = {
    "chart": {"title": "Night trams", "originalChartUrl": "https://owid.example/grapher/trams?v=1"},
    "columns": {
        "Night trams": {
            "titleShort": "Trams that run at night",
            "descriptionShort": "Trams with a timetable.",
            "unit": "trams",
            "lastUpdated": "2024-07-12",
            "origins": [
                {
                    "title": "Trams of the world",
                    "producer": "Tram Union",
                    "datePublished": "2024-07-11",
                    "dateAccessed": "2024-07-12",
                    "urlMain": "https://trams.example/data",
                }
            ],
        }
    },
    "dateDownloaded": "2025-01-01",
}


def new(folder: Path) -> None:
    """A repository, where there is none."""
    if not (folder / "content").exists():
        assert run("new", folder).code == 0


def imported(folder: Path, table: str | bytes, *options: str | Path) -> Run:
    """``import series`` of a table, into the content of a repository that was just made."""
    new(folder)
    data = table if isinstance(table, bytes) else table.encode()
    (folder / "trams.csv").write_bytes(data)
    return run("import", "series", folder / "trams.csv", "--content", folder / "content", *options)


def metadata(folder: Path, told: object = ABOUT) -> Path:
    """A file of what is told of the columns."""
    new(folder)
    (folder / "trams.metadata.json").write_text(json.dumps(told), encoding="utf-8")
    return folder / "trams.metadata.json"


def test_a_chart_becomes_series_with_their_source(tmp_path: Path) -> None:
    done = imported(tmp_path, CHART, "--metadata", metadata(tmp_path), "--write")
    assert done.code == 0, done.err
    home = tmp_path / "content"
    assert (home / "sources/trams.yaml").read_text("utf-8") == (
        "tram-union-2024:\n  title: Trams of the world\n  publisher: Tram Union\n"
        "  type: document\n  published: 2024-07-11\n  url: https://trams.example/data\n"
        "  read_on: 2024-07-12\n"
    )
    text = (home / "series/trams.yaml").read_text("utf-8")
    assert text.startswith(
        "night-trams-portugal:\n  question: TODO\n  label: Trams that run at night\n  kind: TODO\n"
        "  unit: trams\n  about: PRT\n  means: Trams with a timetable.\n  answers:\n"
        "    - source: tram-union-2024\n      file: night-trams-portugal.csv\n"
    )
    table = (home / "series/night-trams-portugal.csv").read_text("utf-8")
    assert table == "when,value\n2020,80.9\n2021,81.5\n"
    assert errors(tmp_path) == {"left-to-fill"}
    filled = text.replace("question: TODO", "question: How many?").replace("TODO", "count")
    (home / "series/trams.yaml").write_text(filled, "utf-8")
    assert errors(tmp_path) == set()
    found, _ = content.load(home)
    assert [point.key for point in found.courses["night-trams-portugal"]] == ["2020", "2021"]


def test_without_origins_the_chart_itself_is_the_source(tmp_path: Path) -> None:
    column = {key: value for key, value in ABOUT["columns"]["Night trams"].items()  # type: ignore
              if key != "origins"}  # fmt: skip
    told = ABOUT | {"columns": {"Night trams": column}}
    done = imported(tmp_path, CHART, "--metadata", metadata(tmp_path, told), "--entity", "Portugal")
    assert "our-world-in-data-2024:\n  title: Night trams\n" in done.out
    assert "type: aggregator\n" in done.out
    assert "url: https://owid.example/grapher/trams\n" in done.out
    assert "night-trams:\n  question: TODO" in done.out
    assert "# series/night-trams.csv\nwhen,value\n2020,80.9\n2021,81.5\n" in done.out


def test_a_tidy_table_of_ones_own(tmp_path: Path) -> None:
    table = "date;value;note\n2022-Q1;1,200;\n2021-Q4;900;a strike\n"
    done = imported(tmp_path, table, "--source", "survey-2025", "--unit", "trams")
    assert done.code == 0
    assert done.out.startswith("# series/trams.yaml\ntrams:\n  question: TODO\n  label: TODO\n")
    assert done.out.endswith("when,value,note\n2021-Q4,900,a strike\n2022-Q1,1200,\n")


def test_known_series_are_compared_and_left_alone(tmp_path: Path) -> None:
    assert imported(tmp_path, CHART, "--metadata", metadata(tmp_path), "--write").code == 0
    done = imported(tmp_path, CHART, "--metadata", metadata(tmp_path), "--write")
    assert (done.code, done.out) == (0, "")
    assert done.err.count(": known: ") == 2


@pytest.mark.parametrize(
    ("table", "options", "told"),
    [
        ("name,value\na,5\n", [], "must have a column of times, such as 'year'"),
        ("year\n2020\n", [], "must have a column of values"),
        ("year,value\n2020,many\n", [], "a value must be a number, but this one is 'many'"),
        ("year,value\n2020,5\n2020,6\n", [], "'2020' has a value above"),
        ("year,value\n-500,5\n2020,6\n", [], "years before Christ cannot be written"),
        (CHART, ["--entity", "Portugl"], "did you mean 'Portugal'?"),
        (CHART.encode("utf-16"), [], "found UTF-16"),
        ("year,value\n2020,\n", [], "nothing taken"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_cure(
    table: str | bytes, options: list[str], told: str, tmp_path: Path
) -> None:
    assert told in imported(tmp_path, table, *options).err


def test_metadata_that_cannot_be_read_are_told(tmp_path: Path) -> None:
    new(tmp_path)
    (tmp_path / "x.json").write_text("{", "utf-8")
    done = imported(tmp_path, CHART, "--metadata", tmp_path / "x.json")
    assert done.code == 1
    assert "what is told of the columns must be readable as JSON" in done.err
    assert "source: TODO" in done.out


def test_ten_thousand_rows_are_taken(tmp_path: Path) -> None:
    rows = [f"E{n // 100},,{1900 + n % 100},{n}\n" for n in range(10_000)]
    done = imported(tmp_path, "Entity,Code,Year,Trams\n" + "".join(rows), "--format", "json")
    assert len(json.loads(done.out)["entries"]["series"]) == 100
