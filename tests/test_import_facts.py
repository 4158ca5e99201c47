"""Facts as tables: what a site exports comes in again, and what others have gets marks."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from explainer import content, documents
from explainer.desk import starting
from explainer.evidence import ledger
from explainer.exports import answers
from explainer.history.versions import History
from explainer.imports.as_yaml import as_yaml
from explainer.imports.comparing import as_data
from explainer.site import plan as site
from explainer.site.edition import Edition
from tests.packed import ROOT
from tests.program import Run, run

SITES = {
    "the flagship": ROOT / "content",
    "the starter": starting.STARTER / "content",
    "rivers": ROOT / "tests" / "sites" / "river-pact",
    "streets": ROOT / "tests" / "sites" / "safe-streets",
    "the least": ROOT / "tests" / "sites" / "minimal",
}


def exported(root: Path, form: str = "csv") -> str:
    """``data/answers.csv`` of a content, as it is written; or in the other ``form``, ``json``."""
    found, _ = content.load(root)
    book, _ = ledger.keep(found)
    edition = Edition(found, book, site.plan(found, book), History(), date(2026, 11, 22))
    return answers.export(edition)[f"data/answers.{form}"]()


@pytest.mark.parametrize("name", SITES)
def test_what_goes_out_comes_in_again_unchanged(name: str, tmp_path: Path) -> None:
    before, _ = content.load(SITES[name])
    table = tmp_path / "answers.json"
    table.write_text(exported(SITES[name], "json"), encoding="utf-8", newline="")
    bare = tmp_path / "content"
    shutil.copytree(SITES[name], bare, ignore=shutil.ignore_patterns("facts", "facts.yaml"))
    done = run("import", "facts", table, "--content", bare, "--write")
    assert done.code == 0, done.err
    assert "to-fill" not in done.err
    after, problems = content.load(bare)
    assert not [problem for problem in problems if problem.place.file.startswith("facts/")]
    assert list(after.facts) == list(before.facts)
    for one in before.facts:
        assert as_data(after.facts[one]) == as_data(before.facts[one])
    assert exported(bare) == exported(SITES[name])


@pytest.mark.parametrize("name", SITES)
def test_the_table_for_spreadsheets_comes_in_without_links_and_else_the_same(
    name: str, tmp_path: Path
) -> None:
    assert run("new", tmp_path).code == 0
    done = imported(tmp_path, exported(SITES[name]), "--write", "--format", "json")
    told = json.loads(done.out)
    before, _ = content.load(SITES[name])
    (text,) = told["files"].values() or [""]
    found, _ = documents.parse_yaml(text.encode(), "x.yaml")
    for one, fact in before.facts.items():
        if one in found.value:
            new, old = found.value[one], as_data(fact)
            in_words = {key for key in old if (key,) in fact.markdown} | {"answers"}
            assert {key: new.get(key) for key in {*old} - in_words} == {
                key: old[key] for key in {*old} - in_words
            }
            assert [(a["source"], a.get("says")) for a in new.get("answers", [])] == [
                (a["source"], a.get("says")) for a in old.get("answers", [])
            ]


JSON = """[{"id": "bees-2024", "question": "How many?", "label": "'=bees", "kind": "count",
 "says": "1,200 hives", "source": "survey-2025", "also": ["1.2 thousand hives", "a; b"],
 "note": null, "colour": true}]"""


def test_rows_in_json_are_taken_as_those_of_a_table(tmp_path: Path) -> None:
    done = imported(tmp_path, JSON, name="bees.json")
    assert done.code == 0, done.err
    assert "bees.json:1:1: left-out: the column 'colour' is not known" in done.err
    found, _ = documents.parse_yaml(done.out.encode(), "x.yaml")
    fact = found.value["bees-2024"]
    assert fact["label"] == "'=bees"
    assert fact["answers"] == [
        {"source": "survey-2025", "says": "1,200 hives", "also": ["1.2 thousand hives", "a; b"]}
    ]


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ('[{"fact": "a"},\n {"fact": ]', "bees.json:2:11: refused: the file must be rows in JSON"),
        ("[1]", "it is no list of objects"),
        ('[{"kind": "count"}]', "must have the columns fact or question, but has only: kind"),
        ("[" * 100_000, "it is no list of objects"),
    ],
)
def test_json_that_holds_no_rows_is_refused(table: str, told: str, tmp_path: Path) -> None:
    done = imported(tmp_path, table, name="bees.json")
    assert (done.code, done.out) == (1, "")
    assert told in done.err


def imported(folder: Path, table: str | bytes, *options: str, name: str = "bees.csv") -> Run:
    """``import facts`` of a table, into the content of a repository that was just made."""
    if not (folder / "content").exists():
        assert run("new", folder).code == 0
    data = table if isinstance(table, bytes) else table.encode()
    (folder / name).write_bytes(data)
    return run("import", "facts", folder / name, "--content", folder / "content", *options)


def problems_of(folder: Path) -> list[dict[str, str]]:
    """The errors of what was imported, besides sources that are to be added."""
    done = run("check", "--content", folder / "content", "--format", "json")
    found = json.loads(done.out)["problems"]
    return [one for one in found if one["severity"] == "error"]


OWN = """id;question;label;kind;value;unit;source;when;conflict;note
bees-2024;How many bees are there?;bees;count;1,200;hives;office-report-2025;2024;;
bees-2024;;;;900;hives;survey-2025;2024;different-thing;Without the town.
bees-2025;How many will there be?;bees in a year;forecast;;;;2025;;
"""


def test_a_table_of_ones_own_needs_few_columns(tmp_path: Path) -> None:
    done = imported(tmp_path, OWN)
    assert done.code == 0
    assert done.out == (
        "bees-2024:\n  question: How many bees are there?\n  label: bees\n  kind: count\n"
        "  when: 2024\n  shown: 1,200 hives\n  answers:\n"
        "    - source: office-report-2025\n      says: 1,200 hives\n"
        "    - source: survey-2025\n      says: 900 hives\n      conflict: different-thing\n"
        "      note: Without the town.\n\n"
        "bees-2025:\n  question: How many will there be?\n  label: bees in a year\n"
        "  kind: forecast\n  when: 2025\n  shown: TODO\n  answers:\n    - source: TODO\n"
        "      says: TODO\n"
    )
    assert "bees.csv:4:1: to-fill: 'source' of item 1 of 'answers' of 'bees-2025'" in done.err
    assert done.err.endswith("bees.csv: 2 facts taken, 3 to fill\n")


def test_what_is_left_to_fill_stops_the_build_with_a_cure(tmp_path: Path) -> None:
    assert imported(tmp_path, OWN, "--write").code == 0
    found = problems_of(tmp_path)
    assert {one["rule"] for one in found} == {"left-to-fill"}
    assert len(found) == 3
    assert "the value as the source has it" in found[2]["hint"]


def test_what_cannot_stand_is_kept_in_its_mark(tmp_path: Path) -> None:
    table = (
        "id,question,label,kind,says,source,when,conflict\n"
        "a,What?,a,guess,5 %,survey-2025,31 Dec,\n"
        'b,How many?,b,count,"1.234,5",survey-2025,2024,oops\n'
        "c,How many?,c,count,5 cats,survey-2025,2024,\n"
        "c,,,,9 cats,office-report-2025,2024,\n"
    )
    done = imported(tmp_path, table, "--write")
    assert done.code == 0
    text = (tmp_path / "content/facts/bees.yaml").read_text(encoding="utf-8")
    for kept in (
        "kind: TODO (guess)",
        "when: TODO (31 Dec)",
        "says: TODO (1.234,5)",
        "conflict: TODO (oops)",
        "says: 9 cats\n      conflict: TODO\n      note: TODO",
    ):
        assert kept in text
    assert {one["rule"] for one in problems_of(tmp_path)} == {"left-to-fill"}


def test_known_facts_are_compared_and_never_changed(tmp_path: Path) -> None:
    assert run("new", tmp_path).code == 0
    own = (tmp_path / "content" / "facts.yaml").read_bytes()
    table = exported(tmp_path / "content")
    done = imported(tmp_path, table)
    assert (done.code, done.out) == (0, "")
    assert done.err.count("and says the same") == len(content.load(tmp_path / "content")[0].facts)
    done = imported(tmp_path, table.replace("8 %", "7 %"))
    assert "known: 'open-late-target' stands at facts.yaml:" in done.err
    assert "answers have no 'evening-post-2025-02-12 7 % slip" in done.err
    assert (tmp_path / "content" / "facts.yaml").read_bytes() == own


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    assert imported(tmp_path, OWN, "--write").code == 0
    before = (tmp_path / "content/facts/bees.yaml").read_bytes()
    done = imported(tmp_path, OWN.replace("bees-", "wasps-"), "--write")
    assert done.code == 1
    assert "bees.yaml is there already, and nothing was written; rename the file" in done.err
    assert (tmp_path / "content/facts/bees.yaml").read_bytes() == before


@pytest.mark.parametrize(
    ("table", "told"),
    [
        (OWN.replace("bees", "Bienenstöcke").encode("latin-1"), "bees.csv:2:9: refused: a file"),
        (OWN.encode("utf-16"), "a file must be UTF-8, found UTF-16"),
        (
            "kind,says\ncount,5\n",
            "must have the columns fact or question, but has only: kind, says",
        ),
        ("", "must have a header and rows"),
        ('id,question\na,"What', "a quote that opens a cell must be closed"),
        ("id,question\nNO ID!,What?\n", "write 'no-id'"),
        ("question\n为什么\n", "write one in the column 'fact'"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_cure(
    table: str | bytes, told: str, tmp_path: Path
) -> None:
    done = imported(tmp_path, table)
    assert (done.code, done.out) == (1, "")
    assert "refused: " in done.err
    assert told in done.err


def test_rows_that_contradict_each_other_are_told(tmp_path: Path) -> None:
    table = "id,question,label,kind,says,source\na,Why?,one,statement,,x\na,Why?,two,,,y,z\n"
    done = imported(tmp_path, table)
    assert done.code == 1
    assert "bees.csv:3:8: refused: label is 'two' here and 'one' above" in done.err
    assert "bees.csv:3:16: refused: 'z' stands in no column" in done.err
    assert "bees.csv:2:23: to-fill: the source 'x' is not among the sources" in done.err


def test_odd_texts_come_through_whole(tmp_path: Path) -> None:
    odd = "שלום, <b>A & B</b> # : - {y}"
    spreadsheet = '"\'=HYPERLINK(""x"")"'
    table = (
        "id,question,label,kind,source,where,colour\n"
        f'a,"{odd}","{odd}",statement,survey-2025,{spreadsheet},red\n'
    )
    done = imported(tmp_path, table, "--write")
    assert "bees.csv:1:37: left-out: the column 'colour' is not known" in done.err
    data, _ = documents.parse_yaml((tmp_path / "content/facts/bees.yaml").read_bytes(), "x.yaml")
    assert data.value["a"]["question"] == odd
    assert data.value["a"]["answers"][0]["where"] == '=HYPERLINK("x")'


def test_ten_thousand_rows_are_taken(tmp_path: Path) -> None:
    rows = [f"f-{n},How many {n}?,n,count,{n} cats,survey-2025" for n in range(10_000)]
    done = imported(tmp_path, "\n".join(["id,question,label,kind,says,source", *rows]))
    assert done.err == f"{tmp_path / 'bees.csv'}: 10000 facts taken\n"


def test_programs_are_told_the_same(tmp_path: Path) -> None:
    done = imported(tmp_path, OWN, "--format", "json")
    told = json.loads(done.out)
    assert told["entries"] == {"facts": ["bees-2024", "bees-2025"]}
    assert list(told["files"]) == ["facts/bees.yaml"]
    assert {one["kind"] for one in told["notes"]} == {"to-fill"}
    assert told["notes"][0]["line"] == 4


def test_a_build_imports_none_of_this() -> None:
    code = "import sys, explainer.pipeline, explainer.publishing.publish; "
    code += "print([name for name in sys.modules if 'imports' in name])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


TEXTS = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "), min_size=1).map(
    lambda text: " ".join(text.split())
)


@given(st.dictionaries(st.from_regex("[a-z]{1,200}", fullmatch=True), TEXTS.filter(bool)))
def test_every_text_is_read_as_it_was_written(texts: dict[str, str]) -> None:
    written = as_yaml({"entry": {"texts": texts, "list": [*texts.values()]}})
    found, problems = documents.parse_yaml(written.encode(), "x.yaml")
    assume(not problems)  # of letters that nobody sees
    assert found.value["entry"]["texts"] == (texts or {})
    assert found.value["entry"]["list"] == [*texts.values()]
    assert io.StringIO(written).readline() == "entry:\n"
