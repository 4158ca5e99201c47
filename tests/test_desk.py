"""What editors ask at their desk: which ids there are, why a page says so, what is to be done."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.program import run

RIVERS = Path(__file__).parent / "sites" / "river-pact"
TODAY = ("--today", "2026-06-15")


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """The content of a new repository, which its editor has committed twice."""
    assert run("new", tmp_path).code == 0
    facts = tmp_path / "content" / "facts.yaml"
    new = facts.read_text(encoding="utf-8")
    facts.write_text(new.replace("said_by: Institute of Reading", "said_by: nobody"), "utf-8")
    for text, day in ((None, "2025-05-01T12:00Z"), (new, "2025-06-01T12:00Z")):
        if text:
            facts.write_text(text, encoding="utf-8")
        who = ("-c", "user.name=Ed", "-c", "user.email=ed@example.org")
        git = ("git", *who)
        dated = {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day, "PATH": "/usr/bin:/bin"}
        subprocess.run([*git, "add", "-A"], cwd=tmp_path, check=True)
        subprocess.run([*git, "commit", "-qm", day], cwd=tmp_path, check=True, env=dated)
    return tmp_path / "content"


def told(*arguments: str | Path) -> Any:
    """The same for a program: the one list in what is printed."""
    done = run(*arguments, "--format", "json")
    assert done.code == 0, done.err
    [rows] = json.loads(done.out).values()
    return rows


def test_ids_are_listed_as_they_are_linked(mine: Path) -> None:
    done = run("ids", "fact:open", "--content", mine)
    assert (
        done.out.splitlines()[2]
        == "fact:open-late-now\tHow many of the reading rooms are open late?"
    )
    assert len(done.out.splitlines()) == 4
    rows = told("ids", "--content", mine)
    assert {"events", "facts", "figures", "glossary", "groups", "pages", "sources"} <= {
        row["kind"] for row in rows
    }
    [page] = (row for row in rows if row["id"] == "members" and row["kind"] == "pages")
    assert (page["link"], page["file"]) == ("members.md", "pages/members.md")


def test_why_tells_answers_uses_and_history(mine: Path) -> None:
    printed = run("why", "open-late-target", "--content", mine, *TODAY).out
    assert "2 of 3 sources say this; 1 says 8%: a slip" in printed
    assert "evening-post-2025-02-12: 8 % - slip (based on daily-echo-2025-02-11)" in printed
    assert "A nought was lost in print." in printed
    for use in ("    ./\n", "figures/promise", "corrections/target-misprinted"):
        assert use in printed
    assert "2025-05-01: new" in printed


def test_why_tells_programs_the_same(mine: Path) -> None:
    [row] = told("why", "fact:pledge-rank", "--content", mine, *TODAY)
    assert [one["source"] for one in row["answers"]] == ["survey-2025", "office-report-2025"]
    assert sorted(row["used_on"]) == ["figures/place/", "members/"]
    newest = row["history"][0]
    assert (newest["day"], newest["what"]) == ("2025-06-01", "changed")
    assert newest["changes"] == [
        {"key": "claimed by", "was": "nobody", "now": "Institute of Reading"}
    ]


def test_an_event_and_a_source_are_accounted_for_too(mine: Path) -> None:
    assert (
        "happened 2023-05-04: pledge-2023 says so - agrees"
        in run("why", "pledge-made", "--content", mine).out
    )
    printed = run("why", "source:survey-2025", "--content", mine).out
    assert "visits-2024: 400 thousand visits - dispute" in printed
    assert "named by" in printed


def test_an_unknown_id_gets_the_nearest(mine: Path) -> None:
    done = run("why", "fact:open-late-targte", "--content", mine)
    assert done.code == 1
    assert "did you mean 'open-late-target'?" in done.err


def test_what_is_to_be_done_is_told_by_kind(mine: Path) -> None:
    assert run("todo", "--content", mine, *TODAY).out == "Nothing is to be done.\n"
    sources = mine / "sources.yaml"
    text = sources.read_text(encoding="utf-8")
    sources.write_text(
        text.replace("where_found: in print\n", "url: https://example.org\n"), "utf-8"
    )
    facts = mine / "facts.yaml"
    text = facts.read_text(encoding="utf-8")
    with_check = text.replace("checked: 2025-04-01\n", "check_again: 2025-09-01\n", 1)
    facts.write_text(with_check, encoding="utf-8")
    printed = run("todo", "--content", mine, "--today", "2041-01-01").out
    assert "Promises that are overdue: 1\n  events.yaml:" in printed
    assert "Facts to be looked at again: 1\n  facts.yaml:" in printed
    assert "Sources without a copy in a web archive: 1\n  sources.yaml:" in printed
    soon = told("todo", "--content", mine, "--today", "2025-08-15")
    assert [(row["task"], row["when"]) for row in soon] == [
        ("no-archive", ""),
        ("coming", "2025-09-01"),
    ]
    assert not [
        row
        for row in told("todo", "--content", mine, "--today", "2025-08-15", "--days", "5")
        if row["task"] == "coming"
    ]


def test_where_there_are_errors_the_list_says_that_it_is_not_whole(mine: Path) -> None:
    (mine / "pages" / "index.md").write_text("---\ntitle: T\n---\n37 things.\n", encoding="utf-8")
    done = run("todo", "--content", mine, *TODAY)
    assert done.code == 0
    assert "there are errors" in done.err
