"""The data that the site offers: read by the libraries that others would read it with."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from decimal import Decimal
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
import yaml
from frictionless import Package, validate
from hypothesis import given
from hypothesis import strategies as st

from explainer import exports
from explainer.exports import answers
from explainer.exports.tables import as_csv, number
from explainer.quantities.values import Quantity
from explainer.store.artefacts import Artefacts
from tests.exported import (
    NASTY_SITE,
    PAST,
    RIVER_PACT,
    Exported,
    _quoted,
    any_site,
    edition_of,
    exported,
    nasty,
    nasty_root,
    read_bibtex,
    rivers,
)

__all__ = ["any_site", "nasty", "nasty_root", "rivers"]  # fixtures

# What architecture and documentation promise; more columns may follow.
PROMISED = {
    "facts": (
        "id question label kind shown low high unit when said_by answers articles newsrooms"
        " claimants disagreements"
    ),
    "events": "id title lane dates",
    "members": "group country organisation status from sources",
    "sources": (
        "id title publisher type author published language url where_found archive read_on"
        " interest based_on note"
    ),
}


# --- tables ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("table", PROMISED)
def test_the_promised_columns_come_first_or_at_least_all_of_them(
    any_site: Exported, table: str
) -> None:
    promised = PROMISED[table].split()
    header = next(csv.reader(io.StringIO(any_site.files[f"data/{table}.csv"])))
    assert [column for column in header if column in promised] == promised
    rows = any_site.rows(table)
    assert rows
    assert all(list(row) == header for row in rows)


@pytest.mark.parametrize("table", PROMISED)
def test_csv_and_json_say_the_same(any_site: Exported, table: str) -> None:
    rows = any_site.rows(table)
    text = io.StringIO(any_site.files[f"data/{table}.csv"], newline="")
    printed = list(csv.DictReader(text, strict=True))
    assert len(printed) == len(rows)
    for row, cells in zip(rows, printed, strict=True):
        assert {key: _read(cells[key], value) for key, value in row.items()} == row


def _read(cell: str, like: object) -> object:
    """What a cell says, as JSON has it; of a list, and of Markdown, there are but words there."""
    if like is None:
        return None if cell == "" else cell
    if isinstance(like, list) or "](" in str(like):
        return like
    return type(like)(re.sub(r"^'('*[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20])", r"\1", cell))


def test_every_answer_is_a_row_in_plain_words(any_site: Exported) -> None:
    text = any_site.files["data/answers.csv"]
    assert text.startswith("\ufeff"), "spreadsheets take it for another encoding without"
    rows = list(csv.DictReader(io.StringIO(text[1:], newline=""), strict=True))
    facts = sum(len(fact["answers"]) for fact in any_site.rows("facts"))
    dates = sum(len(one["answers"]) for event in any_site.rows("events") for one in event["dates"])
    assert rows
    computed = sum(not fact["answers"] for fact in any_site.rows("facts"))  # by nobody else
    assert len(rows) == facts + dates + computed
    assert sum(not row["source"] for row in rows) == computed
    for row in rows:
        assert bool(row["fact"]) != bool(row["event"])
        read = [row[key] for key in row if key not in (*answers.OF_FACT, *answers.OF_ANSWER)]
        assert not [cell for cell in read if cell.startswith(("[{", "{")) or "](" in cell]


@pytest.mark.parametrize("table", PROMISED)
def test_cells_hold_neither_json_nor_markdown(any_site: Exported, table: str) -> None:
    text = io.StringIO(any_site.files[f"data/{table}.csv"], newline="")
    for row in csv.DictReader(text, strict=True):
        for column, cell in row.items():
            assert not cell.startswith(("[", "{")), (column, cell)
            assert "](" not in cell, (column, cell)


def test_a_list_in_a_cell_is_in_words(rivers: Exported) -> None:
    def row(table: str, name: str) -> dict[str, str]:
        text = io.StringIO(rivers.files[f"data/{table}.csv"], newline="")
        return next(one for one in csv.DictReader(text) if one["id"] == name)

    assert (
        "morning-ferry-2024-03-15: 1,200 miles (slip); "
        in row("facts", "free-rivers-2030")["answers"]
    )
    assert row("events", "signing")["dates"] == "signed 2024-03-14; published 2024-03-18"


def test_members_carry_the_names_of_their_countries(rivers: Exported) -> None:
    named = {row["country"]: row["country_name"] for row in rivers.rows("members")}
    assert named["PRT"] == "Portugal"


def test_all_of_the_data_is_in_one_file_that_equal_builds_make_equal() -> None:
    made = [Artefacts(exports.export(edition_of(RIVER_PACT, PAST))).everything() for _ in range(2)]
    assert made[0]["data/the-river-pact.zip"] == made[1]["data/the-river-pact.zip"]
    with ZipFile(io.BytesIO(made[0]["data/the-river-pact.zip"])) as whole:
        for name in whole.namelist():
            assert whole.read(name) == made[0][f"data/{name}"]
        assert {"answers.csv", "datapackage.json", "sources.bib"} <= set(whole.namelist())


FORMULAS = (
    "=1+1", '=HYPERLINK("http://evil.example","x")', "+1-800-FISH", "+A1", "-A1",
    "-2+3+cmd|' /C calc'!A0",
    "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "\n=1+1",
    "\uff1d1+1", "\uff0b1+1", "\uff0dA1", "\uff20A1", "'=1+1", "''-A1",
    "-5 billion RUB",
)  # fmt: skip
HARMLESS = (
    "", "fish", "1+1", "a=b", "'Fish pass' says survey", "-5", "-5 %", "+3.5", "-1,000", "-12 km",
    "−5 %", "— says so", "–5", "[1]", "#1", '"=1"', " =1",
)  # fmt: skip


def test_no_cell_is_a_formula_and_every_text_can_be_had_back() -> None:
    rows = [{"text": text, "number": -5} for text in (*FORMULAS, *HARMLESS)]
    printed = csv.DictReader(io.StringIO(as_csv(rows, ["text", "number"]), newline=""), strict=True)
    cells = list(printed)
    assert [cell["text"] for cell in cells[: len(FORMULAS)]] == [f"'{text}" for text in FORMULAS]
    assert [cell["text"] for cell in cells[len(FORMULAS) :]] == list(HARMLESS)
    assert {cell["number"] for cell in cells} == {"-5"}, "a number stays one"
    assert [_read(cell["text"], "") for cell in cells] == [*FORMULAS, *HARMLESS]


def test_a_label_that_is_a_formula_is_text_in_every_table(tmp_path: Path) -> None:
    formula = '=HYPERLINK("http://evil.example","x")'
    content = tmp_path / "content"
    shutil.copytree(RIVER_PACT, content)
    facts = next(
        path for path in (content / "facts").iterdir() if "\n  label: " in path.read_text()
    )
    facts.write_text(re.sub("label: .*", f"label: {_quoted(formula)}", facts.read_text()))
    files = exported(content).files
    for name in (name for name in files if name.endswith(".csv")):
        for row in csv.reader(io.StringIO(files[name], newline="")):
            assert not [cell for cell in row if cell.startswith(("=", "@"))], name
    assert f"{json.dumps(formula)}" in files["data/facts.json"]
    package = json.loads(files["data/datapackage.json"])
    assert all("apostrophe" in resource["description"] for resource in package["resources"])


def test_numbers_are_exact_and_unknown_is_null(rivers: Exported) -> None:
    text = rivers.files["data/facts.json"]
    exact = {row["id"]: row for row in json.loads(text, parse_float=Decimal, parse_int=Decimal)}
    accounts = rivers.edition.ledger.accounts
    checked = 0
    for name, account in accounts.items():
        if isinstance(account.value, Quantity):
            assert (exact[name]["low"], exact[name]["high"]) == (
                account.value.low,
                account.value.high,
            )
            assert exact[name]["unit"] == account.value.unit
            checked += 1
    assert checked > 10
    assert exact["money-2030"]["low"] == 2_400_000_000
    assert exact["money-2030"]["unit"] == "EUR"
    assert (exact["opening-time"]["low"], exact["opening-time"]["high"]) == (6, 9)
    assert (exact["first-salmon"]["low"], exact["first-salmon"]["high"]) == (
        "2025-04-01",
        "2025-04-30",
    )
    for name in ("weirs-left", "fish-first"):
        assert (exact[name]["low"], exact[name]["high"], exact[name]["unit"]) == (None, None, "")


@given(st.decimals(allow_nan=False, allow_infinity=False, places=6, min_value=0, max_value=10**9))
def test_every_number_of_fifteen_digits_survives_json(value: Decimal) -> None:
    assert json.loads(json.dumps(number(value)), parse_float=Decimal, parse_int=Decimal) == value


def test_facts_tell_what_pages_tell(rivers: Exported) -> None:
    facts = {row["id"]: row for row in rivers.rows("facts")}
    promise = facts["free-rivers-2030"]
    assert promise["shown"] == "1,200 km"
    assert promise["claimants"] == ["the pact's secretariat"]
    assert (promise["articles"], promise["newsrooms"], promise["disagreements"]) == (2, 1, 2)
    said = {answer["source"]: answer for answer in promise["answers"]}
    assert said["morning-ferry-2024-03-15"] == {
        "source": "morning-ferry-2024-03-15",
        "says": "1,200 miles",
        "also": [],
        "agrees": False,
        "conflict": "slip",
        "note": "It has the number of every other report with another unit.",
        "find": "1,200 miles & more",
    }
    assert said["valley-wire-2024-03-14"]["also"] == ["746 miles", "0.7 million fathoms"]
    assert facts["free-rivers-growth"]["shown"] == "8 times"


def test_members_say_when_they_came_and_went(rivers: Exported) -> None:
    gone = next(row for row in rivers.rows("members") if row["country"] == "CRI")
    assert (gone["group"], gone["status"], gone["until"]) == (
        "river-council",
        "observer",
        "2026-01",
    )


def test_events_carry_every_date_and_answer(rivers: Exported) -> None:
    signing = next(row for row in rivers.rows("events") if row["id"] == "signing")
    assert [(one["role"], one["when"]) for one in signing["dates"]] == [
        ("signed", "2024-03-14"),
        ("published", "2024-03-18"),
    ]
    ferry = next(
        one for one in signing["dates"][0]["answers"] if one["source"].startswith("morning")
    )
    assert (ferry["says"], ferry["agrees"], ferry["conflict"]) == ("Wednesday", False, "slip")


def test_sources_are_as_written_on_one_line(any_site: Exported) -> None:
    written = _written(any_site)
    for row in any_site.rows("sources"):
        entry = written[row["id"]]
        for key, value in row.items():
            expected = entry.get(key, [] if key == "based_on" else "")
            if isinstance(expected, str):
                expected = " ".join(expected.split())
            assert key == "id" or value == expected, (row["id"], key)


def _written(site_: Exported) -> dict[str, dict[str, Any]]:
    nasty = site_.edition.content.site.url.endswith("/a_b/")
    text = NASTY_SITE["sources.yaml"] if nasty else (RIVER_PACT / "sources.yaml").read_text()
    loaded: dict[str, dict[str, Any]] = yaml.load(text, yaml.BaseLoader)
    return loaded


def test_a_timeline_tells_what_sources_say_of_a_date_as_its_page_does(rivers: Exported) -> None:
    signed = next(csv.DictReader(io.StringIO(rivers.files["figures/story/story.csv"])))
    assert signed["Otherwise"] == (
        "The Morning Ferry, 15 March 2024: Wednesday; La Ribera Alta, 16 March 2024: 15 March 2024"
    )


# --- entries alone --------------------------------------------------------------------------------


@pytest.mark.parametrize("table", ["facts", "events", "sources"])
def test_an_entry_alone_is_its_row(any_site: Exported, table: str) -> None:
    rows = any_site.rows(table)
    assert rows
    for row in rows:
        alone = any_site.files[f"{table}/{row['id']}/{row['id']}.json"]
        assert json.loads(alone) == row


def test_a_group_alone_has_its_members_as_the_table_has_them(rivers: Exported) -> None:
    pact = json.loads(rivers.files["groups/river-pact/river-pact.json"])
    assert (pact["name"], pact["started"]) == ("River Pact", "2024-03-14")
    assert pact["statuses"]["founding"] == "Signed it"
    assert pact["not_the_same_as"] == ["river-council"]
    (total,) = pact["totals"]
    facts = {row["id"] for row in rivers.rows("facts")}
    assert {total["organisations"], total["countries"]} <= facts
    members = [row for row in rivers.rows("members") if row["group"] == "river-pact"]
    assert len(members) == 5
    assert pact["members"] == members


def test_a_source_alone_is_its_entry_of_the_bibliography(any_site: Exported) -> None:
    whole = read_bibtex(any_site.files["data/sources.bib"]).entries
    for name in any_site.edition.content.sources:
        alone = read_bibtex(any_site.files[f"sources/{name}/{name}.bib"]).entries
        assert list(alone) == [name]
        assert alone[name] == whole[name]


# --- data package ---------------------------------------------------------------------------------


def test_the_data_package_is_valid(any_site: Exported, tmp_path: Path) -> None:
    any_site.write(tmp_path)
    report = validate(str(tmp_path / "data/datapackage.json"))
    assert report.valid, report.flatten(["type", "title", "note"])
    package = Package(str(tmp_path / "data/datapackage.json"))
    for resource in package.resources:
        assert resource.read_rows() or resource.name in ("series", "pictures")  # which neither has
        named = [field.name for field in resource.schema.fields]
        written = any_site.files[f"data/{resource.path}"].removeprefix("\ufeff")
        assert named == next(csv.reader(io.StringIO(written)))
    facts = package.get_resource("facts")
    row = facts.read_rows()[0]
    assert isinstance(row["articles"], int)
    assert "; " in row["answers"]
    assert package.licenses[0]["name"] == any_site.edition.content.site.licence
    assert package.homepage == any_site.edition.content.site.url


def test_a_data_package_that_lies_is_refused(rivers: Exported, tmp_path: Path) -> None:
    """The validator does look at the rows."""
    rivers.write(tmp_path)
    facts = tmp_path / "data/facts.csv"
    lines = facts.read_text().splitlines(keepends=True)
    facts.write_text("".join([*lines, lines[1]]))
    assert not validate(str(tmp_path / "data/datapackage.json")).valid


def test_two_exports_are_equal_byte_for_byte(rivers: Exported) -> None:
    assert exported(RIVER_PACT, PAST).files == rivers.files
