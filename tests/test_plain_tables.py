"""Tables in plain words, whatever Markdown editors wrote, which spreadsheets open rightly."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest

from explainer import exports
from explainer.documents import Path as At
from explainer.exports import answers
from explainer.history.versions import History
from explainer.model import Entry
from tests import photos
from tests.exported import Exported, edition_of, exported, rivers
from tests.program import run

__all__ = ["rivers"]  # fixtures

# Every mark that Markdown has on one line, and every link of the content.
TEXT = (
    "*Some* **words** of `code`, [a page](https://example.org/a), [five km](fact:long),"
    " <fact:long>, [a weir](term:weir), [the opening](event:open) and [another](source:b) \\* too"
)
MARKED = f'"{TEXT}"'.replace("\\*", "\\\\*")
SITE = {
    "site.yaml": "title: Weirs\nlicence: CC-BY-4.0\nlanes: {one: One}\n",
    "sources.yaml": f"""
a:
  title: A
  publisher: Pa
  type: news
  published: 2024
  url: https://example.org/a
  note: {MARKED}
b:
  title: B
  publisher: Pb
  type: news
  published: 2025
  where_found: a library
  note: {MARKED}
  based_on: [{{source: a, how: credits, proof: {MARKED}}}]
""",
    "facts.yaml": f"""
long:
  question: How long is it?
  label: the length
  kind: measurement
  about: PRT
  when: 2024-12
  means: {MARKED}
  careful: {MARKED}
  doubt: "*how* long by [a weir](term:weir)"
  note: {MARKED}
  shown: 5 km
  answers:
    - {{source: a, says: 5 km, means: {MARKED}, note: {MARKED}}}
    - {{source: b, says: 9 km, conflict: slip, means: {MARKED}, note: {MARKED}}}
""",
    "series.yaml": f"""
weirs:
  question: How many weirs are there?
  label: weirs
  kind: count
  unit: weirs
  means: {MARKED}
  careful: {MARKED}
  note: {MARKED}
  answers:
    - source: a
      means: {MARKED}
      note: {MARKED}
      rows: {{2020: 5, 2021: 9}}
""",
    "events.yaml": f"""
open:
  title: {MARKED}
  lane: one
  text: {MARKED}
  outcome: {MARKED}
  dates:
    - role: happened
      when: 2024-03-14
      note: {MARKED}
      answers:
        - {{source: a, note: {MARKED}}}
        - {{source: b, says: 2024-03-15, conflict: slip, note: {MARKED}}}
""",
    "groups.yaml": f"""
pact:
  name: The pact
  members_are: states
  text: {MARKED}
  careful: {MARKED}
  statuses: {{in: In it}}
  members: [{{country: PRT, status: in, from: 2024-03, sources: [a], note: {MARKED}}}]
""",
    "glossary.yaml": f"weir: {{term: weir, means: {MARKED}}}\n",
    "corrections.yaml": f"""
m: {{when: 2026-05, was: {MARKED}, now: {MARKED}, why: {MARKED}, fact: long}}
""",
    "pictures.yaml": f"""
street: {{file: s.jpg, alt: A street, credit: Pa, licence: MIT, caption: {MARKED}}}
""",
    "figures.yaml": "".join(
        f"{kind}: {{kind: {kind}, title: {MARKED}, finding: {MARKED}, note: {MARKED}, {of}}}\n"
        for kind, of in {
            "bars": "facts: [long]",
            "line": "series: [weirs]",
            "timeline": "lanes: [one]",
            "membership": "group: pact",
            "lineage": "sources: [a, b]",
        }.items()
    ),
    "pages/index.md": "---\ntitle: Weirs\n---\nSee [five km](fact:long).\n",
}
LEFT = re.compile(r"[*`<>]|\]\(|\b(?:fact|term|event|source):")


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    root = tmp_path_factory.mktemp("marked")
    for name, text in SITE.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    (root / "pictures").mkdir()
    (root / "pictures" / "s.jpg").write_bytes(photos.photo())
    done = run("check", "--content", root, "--today", "2026-11-22")
    assert done.code == 0, done.out
    return exported(root)


def _entries(site: Exported) -> Iterator[Entry]:
    return (one for one in site.edition.content.entries() if one.folder)  # no pages


def test_the_site_has_markdown_wherever_the_format_has_it(marked: Exported) -> None:
    """So that a field which is new is looked for in the tables, too."""
    found: dict[str, set[At]] = defaultdict(set)
    for entry in _entries(marked):
        found[entry.folder] |= {_anywhere(at) for at in entry.markdown}
    inline = {entry.folder: set(entry.inline) for entry in _entries(marked)}
    assert found == inline
    assert inline.keys() >= {
        "facts", "series", "events", "groups", "sources", "pictures", "figures",
    }  # fmt: skip


def _anywhere(path: At) -> At:
    """The path with a star for the number of an item."""
    return tuple("*" if isinstance(one, int) else one for one in path)


def test_no_cell_of_any_table_holds_markup(marked: Exported) -> None:
    tables = {at: text for at, text in marked.files.items() if at.endswith(".csv")}
    assert {at.partition("/")[0] for at in tables} == {"data", "figures", "groups", "series"}
    spoken = 0
    for at, text in tables.items():
        for row in csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
            for column, cell in row.items():
                told = " ".join(cell.split()).replace(" * too", "")  # a star that is one
                assert not LEFT.search(told), (at, column, cell)
                spoken += "Some words of code, a page, five km, 5 kilometers, a weir" in told
    assert spoken > 20


def test_json_that_is_said_to_be_plain_holds_no_markup(marked: Exported) -> None:
    written = {*answers.OF_FACT, *answers.OF_ANSWER}
    rows = [{k: v for k, v in row.items() if k not in written} for row in marked.rows("answers")]
    plain: list[Any] = [rows, marked.rows("pictures")]
    for figure in marked.edition.content.figures:
        told = json.loads(marked.files[f"figures/{figure}/{figure}.json"])
        plain.append({key: value for key, value in told.items() if key != "facts"})
    for text in _texts(plain):
        if not text.startswith("http"):
            assert not LEFT.search(text.replace(" * too", "")), text
    assert TEXT in {row["fact_means"] for row in marked.rows("answers")}, "as it was written"


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def test_what_a_fact_is_about_has_its_name_beside_its_code(marked: Exported) -> None:
    text = marked.files["data/answers.csv"].removeprefix("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert {row["about_name"] for row in rows if row["about"] == "PRT"} == {"Portugal"}
    assert {row["about_name"] for row in rows if not row["about"]} == {""}
    named = {row["about"]: row["about_name"] for row in marked.rows("answers")}
    assert named["PRT"] == "Portugal"


def test_every_table_for_spreadsheets_begins_with_one_mark(rivers: Exported) -> None:
    made = exports.export(rivers.edition)
    whole, marked = (
        ZipFile(io.BytesIO(made[at]()))  # type: ignore[arg-type]
        for at in ("data/the-river-pact.zip", "data/for_spreadsheets.zip")
    )
    names = [name for name in whole.namelist() if name.endswith(".csv")]
    assert marked.namelist() == names
    assert {"members.csv", "figures/lengths.csv"} <= set(names)
    for name in names:
        plain = whole.read(name).removeprefix(b"\xef\xbb\xbf")
        assert marked.read(name) == b"\xef\xbb\xbf" + plain
        assert not plain.startswith(b"\xef\xbb\xbf")


def test_columns_are_called_as_promised_for_whoever_reads_plain_utf_8(rivers: Exported) -> None:
    marked = {at for at, text in rivers.files.items() if text.startswith("\ufeff")}
    assert marked == {"data/answers.csv"}


def test_the_members_of_a_group_are_a_table_beside_its_page(
    rivers: Exported, tmp_path: Path
) -> None:
    rows = list(csv.DictReader(io.StringIO(rivers.files["groups/river-pact/river-pact.csv"])))
    every = list(csv.DictReader(io.StringIO(rivers.files["data/members.csv"])))
    assert rows == [row for row in every if row["group"] == "river-pact"]
    assert len(rows) == 5


def test_pages_lead_to_the_tables_and_say_what_they_count(tmp_path: Path) -> None:
    root = Path(__file__).parent / "sites" / "river-pact"
    assert run("build", "--content", root, "--output", tmp_path / "s").code == 0
    group = (tmp_path / "s/groups/river-pact/index.html").read_text(encoding="utf-8")
    assert 'href="river-pact.csv"' in group or "groups/river-pact/river-pact.csv" in group
    page = (tmp_path / "s/data/index.html").read_text(encoding="utf-8")
    rows = len(json.loads((tmp_path / "s/data/members.json").read_bytes()))
    groups = edition_of(root, History()).content.groups
    assert f"{rows} memberships in {len(groups)} groups" in " ".join(page.split())
    assert "for_spreadsheets.zip" in page
    assert (tmp_path / "s/data/for_spreadsheets.zip").exists()
