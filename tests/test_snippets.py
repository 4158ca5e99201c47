"""Completion of ids: what an editor is offered is what there is, and stands as it is offered."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
import yaml

from explainer import pipeline
from explainer.desk import snippets, starting
from explainer.preview.state import Preview
from tests.packed import ROOT
from tests.program import run

SITES = {
    "the flagship": ROOT / "content",
    "the starter": starting.STARTER / "content",
    "rivers": ROOT / "tests" / "sites" / "river-pact",
    "streets": ROOT / "tests" / "sites" / "safe-streets",
}
TODAY = ("--today", "2026-11-28")
Snippets = dict[str, dict[str, str]]


def offered(content: Path) -> Snippets:
    known = pipeline.read(content, with_drafts=True)
    found: Snippets = json.loads(snippets.snippets(known.content, known.ledger))
    return found


def expanded(body: str) -> str:
    """What stands there when an editor takes all that is offered: its places, and its escapes."""
    whole = re.sub(r"\$\{\d+:((?:\\.|[^}\\])*)\}", r"\1", body)
    assert not re.search(r"(?<!\\)\$", whole)
    return re.sub(r"\\([$}\\])", r"\1", whole)


@pytest.mark.parametrize("site", SITES)
def test_whatever_is_offered_builds_as_it_is_offered(site: str, tmp_path: Path) -> None:
    root = shutil.copytree(SITES[site], tmp_path / "content")
    before = errors(root)
    lines = [
        expanded(one["body"])
        for one in offered(root).values()
        if one["scope"] == "markdown" and not one["prefix"].endswith(".md")
    ]
    assert len(lines) > 10
    text = "---\ntitle: All of it\nsummary: Everything.\n---\n" + "\n\n".join(lines) + "\n"
    (root / "pages" / "all-of-it.md").write_text(text, encoding="utf-8")
    assert errors(root) == before


def errors(root: Path) -> list[str]:
    """What keeps a content from being built, drafts and all."""
    found = json.loads(run("check", "--content", root, *TODAY, "--format", "json").out)["problems"]
    return [f"{one['file']}:{one['line']}: {one['message']}" for one in found
            if one["severity"] == "error"]  # fmt: skip


@pytest.mark.parametrize("site", SITES)
def test_every_id_is_offered_in_yaml_and_no_other(site: str) -> None:
    rows = json.loads(run("ids", "--content", SITES[site], "--format", "json").out)["ids"]
    wanted = {row["id"] for row in rows if row["kind"] not in ("pages", "corrections")}
    found = [one for one in offered(SITES[site]).values() if one["scope"] == "yaml"]
    assert {expanded(one["body"]) for one in found} == wanted
    assert all(one["prefix"] == expanded(one["body"]) for one in found)
    assert all(yaml.safe_load(f"source: {one['prefix']}")["source"] for one in found)


def test_a_fact_is_offered_with_the_words_that_its_site_prints() -> None:
    found = offered(SITES["rivers"])
    one = found["fact:free-rivers-2030"]
    assert one["body"] == "[${1:1,200 kilometres}](fact:free-rivers-2030)"
    assert one["description"] == "How much river should run free by 2030?"
    assert found["<fact:free-rivers-2030"]["body"] == "<fact:free-rivers-2030>"


@pytest.mark.parametrize(
    "title", ["Cost $x, {more}", r"A \ and $ and ${x:y}", "A [b](c) *d*", "A 1"]
)
def test_no_word_of_a_title_does_anything_in_a_snippet(title: str, tmp_path: Path) -> None:
    assert run("new", tmp_path).code == 0
    (tmp_path / "content" / "glossary.yaml").write_text(
        f"odd:\n  term: '{title}'\n  means: A word.\n", encoding="utf-8"
    )
    body = offered(tmp_path / "content")["term:odd"]["body"]
    assert body.endswith("}](term:odd)")
    shown = re.sub(r"[\[\]()*_`<>\\]", " ", title)
    words = "…" if "1" in title else " ".join(shown.split())
    assert expanded(body) == f"[{words}](term:odd)"


def test_it_is_there_from_the_start_and_kept_out_of_git(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine").code == 0
    kept = tmp_path / "mine" / snippets.FILE
    assert json.loads(kept.read_text(encoding="utf-8")) == offered(tmp_path / "mine" / "content")
    for folder in (tmp_path / "mine", ROOT):
        ignored = (folder / ".gitignore").read_text(encoding="utf-8").splitlines()
        assert f"/{snippets.FILE}" in ignored
    kept.unlink()
    for command in (("ids", "--snippets"), ("schemas",)):
        done = run(*command, "--content", tmp_path / "mine")
        assert (done.code, done.out) == (0, "")
        assert kept.is_file(), command
        kept.unlink()


def test_the_preview_keeps_it_in_step(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine").code == 0
    content, kept = tmp_path / "mine" / "content", tmp_path / "mine" / snippets.FILE
    shown = Preview(
        content, lambda: date(2026, 6, 1), lambda _: None, on_read=snippets.keeper(content)
    )
    shown.refresh()
    before = kept.read_bytes()
    terms = content / "glossary.yaml"
    terms.write_text("new-word:\n  term: new word\n  means: One more.\n", encoding="utf-8")
    shown.refresh()
    assert "term:new-word" in json.loads(kept.read_text(encoding="utf-8"))
    assert kept.read_bytes() != before
    after = kept.stat().st_mtime_ns
    terms.write_text("new-word: [\n", encoding="utf-8")
    shown.refresh()
    assert kept.stat().st_mtime_ns == after, "what cannot be read takes no id away"


def test_a_folder_that_cannot_be_written_does_not_end_the_preview(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine").code == 0
    content, desk = tmp_path / "mine" / "content", tmp_path / "mine" / ".vscode"
    shutil.rmtree(desk)
    keep = snippets.keeper(content)
    known = pipeline.read(content)
    keep(known)
    assert not desk.exists(), "who has no such folder uses another editor"
    desk.write_text("a file")
    keep(known)
    assert desk.read_text() == "a file"
