"""The data that the site offers: read by the libraries that others would read it with."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any
from xml.etree import ElementTree
from zipfile import ZipFile

import extruct
import feedparser
import pytest
import yaml
from frictionless import Package, validate
from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import BibliographyData, parse_string

from explainer import content, exports
from explainer.evidence import ledger
from explainer.exports import answers, linked_data
from explainer.exports.tables import as_csv, number
from explainer.history.commits import Commit
from explainer.history.versions import Change, Edit, History
from explainer.quantities.values import Quantity
from explainer.site import plan as site
from explainer.site.edition import Edition
from explainer.store.artefacts import Artefacts
from tests.program import run

TODAY = date(2026, 11, 22)
RIVER_PACT = Path(__file__).parent / "sites" / "river-pact"

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


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


NASTY = """“A” & 'B' \\ <b>c</b> {d}} %e #f _g ^h ~i $j, k; "l" 🐟 שלום אב é=f(x)"""
NASTY_SITE = {
    "site.yaml": f"""
title: {_quoted(NASTY)}
publisher: 河 & Söhne {{}}
url: https://example.org/a_b/
licence: CC0-1.0
""",
    "sources.yaml": f"""
odd:
  title: {_quoted(NASTY)}
  publisher: {_quoted(NASTY)}
  author: O'Neill & {{Sons}}
  type: news
  published: 2024?
  url: https://example.org/~x_y/%20z?a={{b}}&c=d#e
  note: |
    Two lines, "quoted";
    and = more.
multi: {{title: "=1+1", publisher: P, type: blog, where_found: "a, b; c"}}
""",
    "facts.yaml": f"""
odd-fact:
  question: {_quoted(NASTY)}
  label: {_quoted(NASTY)}
  kind: estimate
  said_by: {_quoted(NASTY)}
  shown: 0.1 km
  note: |
    Line one
    line two "quoted".
  answers:
    - {{source: odd, says: 0.1 km, where: {_quoted(NASTY)}}}
    - source: multi
      says: 0.3 km
      conflict: slip
      note: {_quoted("A note & <more> {} %, “said”.")}
nobody-knows:
  question: How many?
  label: nobody knows
  kind: count
  shown: unknown
  answers: {{source: odd, says: unknown}}
""",
    "events.yaml": f"""
odd-event: {{title: {_quoted("A & B <c> “d”")}, dates: [{{when: ../2024, source: odd}}]}}
""",
    "groups.yaml": f"""
odd-group:
  name: {_quoted(NASTY)}
  members_are: organisations
  statuses: {{in: In it}}
  members:
    - {{country: ISL, organisation: {_quoted(NASTY)}, status: in, sources: [odd, multi]}}
""",
    "corrections.yaml": """
mended: {when: 2026-05-01, was: "<b>x</b> & y", now: "See <fact:odd-fact>.", fact: odd-fact}
""",
    "pages/index.md": f"---\ntitle: {_quoted(NASTY)}\n---\nSee [it](fact:odd-fact).\n",
}


@dataclass(frozen=True)
class Exported:
    """One edition, and its files by their addresses."""

    edition: Edition
    files: Mapping[str, str]

    def rows(self, table: str) -> list[dict[str, Any]]:
        loaded: list[dict[str, Any]] = json.loads(self.files[f"data/{table}.json"])
        return loaded

    def write(self, folder: Path) -> None:
        for address, text in self.files.items():
            path = folder / address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())


def edition_of(root: Path, past: History, today: date = TODAY, **settings: str) -> Edition:
    found, _ = content.load(root)
    found = replace(found, site=found.site.model_copy(update=settings))
    book, _ = ledger.keep(found)
    return Edition(found, book, site.plan(found, book), past, today)


def texts(edition: Edition) -> dict[str, str]:
    """All exports that are texts, written."""
    made = Artefacts(exports.export(edition), exports.charts(edition)).everything()
    return {at: data.decode() for at, data in made.items() if not at.endswith(".zip")}


def exported(root: Path, past: History | None = None, **settings: str) -> Exported:
    edition = edition_of(root, past or History(), **settings)
    return Exported(edition, texts(edition))


def change(day: str, what: Any = "changed", *edits: Edit) -> Change:
    when = datetime.fromisoformat(f"{day}T09:30:00+00:00")
    return Change(what, (Commit("c0ffee" * 6, when, "Edit"),), edits)


PAST = History(
    {
        ("facts", "free-rivers-2030"): (
            change("2026-06-02", "changed", Edit(("shown",), "1,100 km", "1,200 km")),
            change("2026-05-01", "new"),
        ),
        ("facts", "weirs-left"): (change("2026-05-01", "new"),),
        ("events", "signing"): (change("2026-05-01", "new"),),
        ("pages", "index"): (change("2026-05-01", "new"),),
    }
)


@pytest.fixture(scope="module")
def nasty_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("nasty")
    for name, text in NASTY_SITE.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    assert run("check", "--content", root, "--today", str(TODAY)).code == 0
    return root


@pytest.fixture(scope="module")
def rivers() -> Exported:
    return exported(RIVER_PACT, PAST)


@pytest.fixture(scope="module")
def nasty(nasty_root: Path) -> Exported:
    past = History({("facts", "odd-fact"): (change("2026-05-01", "new"),)})
    return exported(nasty_root, past)


@pytest.fixture(params=["rivers", "nasty"])
def any_site(request: pytest.FixtureRequest) -> Exported:
    """Each of the two sites in turn."""
    found: Exported = request.getfixturevalue(request.param)
    return found


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


# --- BibTeX ---------------------------------------------------------------------------------------


def read_bibtex(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def _plain(latex: str) -> str:
    """What LaTeX prints for a field whose whole is in braces."""
    inner = latex.removeprefix("{").removesuffix("}")
    commands = re.sub(r"\\(text[a-z]+)\{\}", lambda match: COMMANDS[match[1]], inner)
    return re.sub(r"\\([$&%#_])", r"\1", commands)


def test_sources_are_a_bibliography(any_site: Exported) -> None:
    read = read_bibtex(any_site.files["data/sources.bib"])
    sources = any_site.edition.content.sources
    assert list(read.entries) == list(sources)
    for name, source in sources.items():
        fields = read.entries[name].fields
        assert _plain(fields["title"]) == source.title
        (author,) = read.entries[name].persons["author"]
        wanted = source.author or source.publisher
        assert _plain(str(author)) == wanted
        assert fields.get("year", "") == (
            str(source.published.first.year) if source.published else ""
        )


def test_addresses_in_bibtex_are_whole(nasty: Exported) -> None:
    fields = read_bibtex(nasty.files["data/sources.bib"]).entries["odd"].fields
    assert fields["url"] == "https://example.org/~x_y/%20z?a=%7Bb%7D&c=d#e"
    assert fields["date"] == "2024"


def test_a_fact_can_be_cited(rivers: Exported, nasty: Exported) -> None:
    fact = rivers.edition.content.facts["free-rivers-2030"]
    entry = read_bibtex(exports.bibtex.of_fact(rivers.edition, fact)).entries["free-rivers-2030"]
    assert entry.fields["url"] == "https://example.org/rivers/facts/free-rivers-2030/"
    assert "How much river should run free" in entry.fields["title"]
    assert entry.fields["date"] == "2026-06-02"
    assert "1,200 kilometres" in entry.fields["note"]
    odd = nasty.edition.content.facts["odd-fact"]
    read = read_bibtex(exports.bibtex.of_fact(nasty.edition, odd)).entries["odd-fact"]
    assert _plain(read.fields["title"]) == NASTY


# --- feeds and sitemap ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["feeds/changes.xml", "feeds/events.xml"])
def test_feeds_are_read_without_complaint(any_site: Exported, address: str) -> None:
    feed = feedparser.parse(any_site.files[address].encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id.endswith(address)
    assert feed.feed.updated_parsed
    assert feed.entries
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        assert entry.id.startswith(any_site.edition.content.site.url)
        assert entry.link.startswith(any_site.edition.content.site.url)
        moment = datetime.fromisoformat(entry.updated)
        assert moment.tzinfo == UTC
        assert date(1000, 1, 1) < moment.date() <= TODAY
        assert entry.title
    stamps = [entry.updated for entry in feed.entries]
    assert stamps == sorted(stamps, reverse=True)


def test_the_feed_of_changes_says_what_changed(rivers: Exported) -> None:
    feed = feedparser.parse(rivers.files["feeds/changes.xml"].encode())
    told = {entry.id.removeprefix("https://example.org/rivers/"): entry for entry in feed.entries}
    edit = told["facts/free-rivers-2030/#2026-06-02"]
    assert edit.title == "Changed: How much river should run free by 2030?"
    assert edit.summary == "value shown: 1,100 kilometres → 1,200 kilometres"
    assert edit.updated == "2026-06-02T09:30:00Z"
    assert told["facts/weirs-left/#2026-05-01"].title == "New: How many weirs are left?"
    mended = told["changes/#start-was-wrong"]
    assert mended.title == "Correction: The start is 150 kilometres."
    assert mended.updated == "2026-01-10T00:00:00Z"


def test_the_feed_of_events_has_them_all(rivers: Exported) -> None:
    feed = feedparser.parse(rivers.files["feeds/events.xml"].encode())
    events = rivers.edition.content.events
    assert {entry.id for entry in feed.entries} == {
        f"https://example.org/rivers/events/{name}/#event" for name in events
    }
    assert "14 March 2024: The pact is signed" in [entry.title for entry in feed.entries]


def test_what_a_feed_has_said_keeps_its_name(rivers: Exported) -> None:
    newer = dict(PAST.changes)
    key = ("facts", "free-rivers-2030")
    newer[key] = (
        change("2026-12-24", "changed", Edit(("shown",), "1,200 km", "1,300 km")),
        *newer[key],
    )
    later = edition_of(RIVER_PACT, History(newer), today=date(2026, 12, 31))
    for address in ("feeds/changes.xml", "feeds/events.xml"):
        before = _stamps(rivers.files[address])
        after = _stamps(texts(later)[address])
        assert set(before) <= set(after)
        overdue = {f"https://example.org/rivers/events/{name}/#event" for name in ("last-report",)}
        assert {i: after[i] for i in before if i not in overdue} == {
            i: before[i] for i in before if i not in overdue
        }


def _stamps(feed: str) -> dict[str, str]:
    return {entry.id: entry.updated for entry in feedparser.parse(feed.encode()).entries}


def test_feeds_carry_odd_characters(nasty: Exported) -> None:
    feed = feedparser.parse(nasty.files["feeds/changes.xml"].encode())
    titles = [entry.title for entry in feed.entries]
    # Titles are plain text, though feedparser drops what looks like a tag in them.
    assert any("🐟 שלום" in title and "{d}} %e" in title for title in titles)
    root = ElementTree.fromstring(nasty.files["feeds/changes.xml"])
    texts = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert f"New: {NASTY}" in texts


def test_the_sitemap_has_every_page(any_site: Exported) -> None:
    root = ElementTree.fromstring(any_site.files["sitemap.xml"])
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    found = [element.text for element in root.iter(f"{space}loc")]
    base = any_site.edition.content.site.url
    pages = [base + page.address for page in any_site.edition.plan.pages.values() if page.listed]
    assert found == pages
    days = [date.fromisoformat(element.text or "") for element in root.iter(f"{space}lastmod")]
    assert days
    assert all(day <= TODAY for day in days)


def test_without_an_address_nothing_pretends_to_have_one(nasty_root: Path, tmp_path: Path) -> None:
    bare = exported(nasty_root, url="")
    assert not [name for name in bare.files if name.startswith("feeds/") or "sitemap" in name]
    bare.write(tmp_path)
    assert validate(str(tmp_path / "data/datapackage.json")).valid
    for node in described(bare.edition):
        assert "url" not in node
        assert '""' not in json.dumps(node)


def test_two_exports_are_equal_byte_for_byte(rivers: Exported) -> None:
    assert exported(RIVER_PACT, PAST).files == rivers.files


# --- linked data ----------------------------------------------------------------------------------


def described(edition: Edition) -> Iterator[dict[str, Any]]:
    nodes = (linked_data.describe(edition, page) for page in edition.plan.pages.values())
    return (node for node in nodes if node)


def node(exported_: Exported, address: str) -> dict[str, Any]:
    found = linked_data.describe(exported_.edition, exported_.edition.plan.pages[address])
    assert found is not None
    return found


def test_a_fact_is_a_claim_with_its_corrections(rivers: Exported) -> None:
    claim = node(rivers, "facts/free-rivers-2030/")
    assert claim["@type"] == "Claim"
    assert claim["text"] == "River that runs free: 1,200 kilometres"
    assert claim["author"]["name"] == "the pact's secretariat"
    assert (claim["datePublished"], claim["dateModified"]) == ("2026-05-01", "2026-06-02")
    assert [one["publisher"]["name"] for one in claim["appearance"]] == [
        "Secretariat of the River Pact",
        "Valley Wire",
        "River Digest",
    ]
    (correction,) = node(rivers, "facts/free-rivers-2024/")["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["datePublished"] == "2026-01-10"
    assert "Now: The start is 150 kilometres." in correction["text"]


def test_an_event_is_a_page_on_a_time(rivers: Exported) -> None:
    event = node(rivers, "events/signing/")
    assert (event["@type"], event["temporalCoverage"]) == ("WebPage", "2024-03-14")
    assert event["datePublished"] == "2026-05-01"
    assert event["correction"][0]["@type"] == "CorrectionComment"
    council = node(rivers, "events/council/")
    assert council["temporalCoverage"] == "2025-09-01/2025-09-05"


def test_an_open_beginning_stays_open(nasty: Exported) -> None:
    assert node(nasty, "events/odd-event/")["temporalCoverage"] == "../2024-12-31"


# What Google's documentation of structured data requires of the types that it shows as such, and
# of some properties wherever they stand; types with other requirements are not to be used.
REQUIRED = {
    "Dataset": {"name", "description"},
    "DataDownload": {"contentUrl"},
    "BackgroundNewsArticle": {"headline", "author"},
    "NewsArticle": {"name"},
    "CreativeWork": {"name"},
    "Claim": {"name", "text"},
    "CorrectionComment": {"text", "datePublished"},
    "WebPage": {"name"},
    "WebSite": {"name"},
    "Organization": {"name"},
    f"{linked_data.OA}TextQuoteSelector": {f"{linked_data.OA}exact"},  # which they do not read
}


def complaints(item: dict[str, Any]) -> Iterator[str]:
    """What a test for rich results would call an error, at any depth."""
    kind = item["@type"]
    if kind not in REQUIRED:
        yield f"{kind}: has requirements of its own"
        return
    yield from (f"{kind}: no {key}" for key in REQUIRED[kind] - set(item))
    for key, value in item.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from complaints(one)
            elif key in ("url", "contentUrl", "image", "license"):
                if not re.fullmatch(r"https?://[!-~]+", one):
                    yield f"{kind}: {key} is no address: {one}"
            elif key.startswith("date") and not re.fullmatch(r"\d{4}(-\d\d){0,2}", one):
                yield f"{kind}: {key} is no date: {one}"
            elif key == "headline" and len(one) > 110:
                yield f"{kind}: its headline is too long"
            elif kind == "Dataset" and key == "description" and not 50 <= len(one) <= 5000:
                yield f"{kind}: a description of {len(one)} letters"


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "cc0-1.0", "© us", "https://example.org/terms"])
@pytest.mark.parametrize("url", ["https://example.org/a/", "https://пример.рф/реки/", ""])
@pytest.mark.parametrize("tagline", ["", "Short", "long " * 2000])
def test_search_engines_find_no_error(licence: str, url: str, tagline: str) -> None:
    found = exported(RIVER_PACT, PAST, url=url, licence=licence, tagline=tagline)
    assert [told for node in described(found.edition) for told in complaints(node)] == []


def test_a_long_title_is_a_headline_that_is_cut() -> None:
    edition = exported(RIVER_PACT).edition
    page = replace(edition.plan.pages[""], title="word " * 60)
    found = linked_data.describe(edition, page)
    assert found is not None
    headline = found["headline"]
    assert len(headline) <= 110
    assert headline.endswith("word…")


def test_addresses_of_a_site_in_other_letters_are_encoded() -> None:
    found = exported(RIVER_PACT, PAST, url="https://пример.рф/реки/")
    sitemap = ElementTree.fromstring(found.files["sitemap.xml"])
    addresses = [one.text or "" for one in sitemap.iter() if one.tag.endswith("loc")]
    start = "https://xn--e1afmkfd.xn--p1ai/%D1%80%D0%B5%D0%BA%D0%B8/"
    assert addresses
    assert all(one.startswith(start) for one in addresses)
    assert f'href="{start}feeds/events.xml"' in found.files["feeds/events.xml"]


def test_the_data_are_a_dataset(rivers: Exported) -> None:
    dataset = node(rivers, "data/")
    assert dataset["@type"] == "Dataset"
    addresses = {one["contentUrl"] for one in dataset["distribution"]}
    assert addresses
    offered = {one.removeprefix("https://example.org/rivers/") for one in addresses}
    assert offered <= {*rivers.files, "data/the-river-pact.zip"}


def test_pages_carry_what_others_read_out_of_them(nasty_root: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = run("--content", nasty_root, "--output", output, "--today", str(TODAY))
    assert done.code == 0, done.out
    kinds = {
        "index.html": "BackgroundNewsArticle",
        "facts/odd-fact/index.html": "Claim",
        "events/odd-event/index.html": "WebPage",
        "data/index.html": "Dataset",
    }
    for file, kind in kinds.items():
        html = (output / file).read_text(encoding="utf-8")
        read = extruct.extract(html, syntaxes=["json-ld"], errors="strict")["json-ld"]
        for_catalogues = [one for one in read if one["@type"] == "dcat:Dataset"]
        assert len(for_catalogues) == (kind == "Dataset"), file
        [told] = (one for one in read if one not in for_catalogues)
        assert (told["@type"], told["@context"]) == (kind, "https://schema.org"), file
    claim = extruct.extract(
        (output / "facts/odd-fact/index.html").read_text(encoding="utf-8"), syntaxes=["json-ld"]
    )["json-ld"][0]
    assert claim["name"] == NASTY
    article = extruct.extract(
        (output / "index.html").read_text(encoding="utf-8"), syntaxes=["json-ld"]
    )["json-ld"][0]
    assert article["headline"] == NASTY
    assert {one["name"] for one in article["citation"]} == {NASTY, "=1+1"}
