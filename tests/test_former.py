"""Entries and pages that had other ids before, and what was taken off: where readers are led."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from explainer import content
from explainer.evidence import ledger
from explainer.history.versions import History
from explainer.site import plan as site_plan
from tests.built_site import BuiltSite
from tests.program import run
from tests.repository import FACTS, INDEX, SITE, SOURCES, Repository, _no_settings, repo
from tests.test_chronicle import lines

__all__ = ["_no_settings", "repo"]  # fixtures

WITH_URL = f"{SITE}url: https://rivers.example.org\n"
RENAMED = FACTS.replace("free-rivers:\n", "rivers-free:\n  was: free-rivers\n")
MORE = {
    "site.yaml": WITH_URL,
    "facts.yaml": RENAMED,
    "figures.yaml": "now: {kind: bars, title: Weirs, finding: Weirs are left,"
    " facts: [weirs], was: then}\n",
    "glossary.yaml": "weir: {term: weir, means: A low dam, was: [dam]}\n",
    "pages/index.md": INDEX.replace("fact:free-rivers", "fact:rivers-free")
    + "\nSee [more](new/about.md) and [weirs](term:weir).\n\n![Weirs](figure:now)\n",
    "pages/new/about.md": "---\ntitle: About\nwas: [about, old/about]\n---\nSee <fact:weirs>.\n",
}


def build(content: Path, output: Path) -> BuiltSite:
    done = run("build", "--content", content, "--output", output, "--today", "2026-11-22")
    assert done.code == 0, done.out + done.err
    return BuiltSite(output)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("former")
    for name, text in ({"sources.yaml": SOURCES} | MORE).items():
        (folder / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / "content" / name).write_text(text)
    return build(folder / "content", folder / "site")


@pytest.mark.parametrize(
    ("old", "leads", "now"),
    [
        ("facts/free-rivers/", "../rivers-free/", "facts/rivers-free/"),
        ("about/", "../new/about/", "new/about/"),
        ("old/about/", "../../new/about/", "new/about/"),
        ("figures/then/", "../now/", "figures/now/"),
        ("figures/then/embed/", "../../now/embed/", "figures/now/embed/"),
    ],
)
def test_every_address_of_before_leads_to_that_of_today(
    old: str, leads: str, now: str, site: BuiltSite
) -> None:
    page = site.page(old).html
    assert f'<meta http-equiv="refresh" content="0; url={leads}">' in page
    assert f'<link rel="canonical" href="https://rivers.example.org/{now}">' in page
    assert '<meta name="robots" content="noindex">' in page
    main = page.partition("<main")[2].partition("</main>")[0]
    assert f'<a href="{leads}">' in main, "without a refresh there is a link"
    assert f"https://rivers.example.org/{old}<" not in (site.root / "sitemap.xml").read_text()
    assert list(site.broken_links()) == []


def test_files_are_where_they_were_before_too(site: BuiltSite) -> None:
    pairs = {
        f"figures/then/then.{form}": f"figures/now/now.{form}" for form in ("svg", "png", "csv")
    }
    pairs |= {"facts/free-rivers/free-rivers.json": "facts/rivers-free/rivers-free.json"}
    for old, now in pairs.items():
        assert (site.root / old).read_bytes() == (site.root / now).read_bytes()
    assert 'id="dam"' in site.page("glossary/").html


@pytest.mark.parametrize(
    ("file", "was", "now", "told"),
    [
        ("pages/index.md", "fact:rivers-free", "fact:free-rivers", "write 'rivers-free'"),
        ("pages/index.md", "new/about.md", "old/about.md", "write 'new/about.md'"),
        ("site.yaml", "title:", "menu: [about]\ntitle:", "write 'new/about'"),
        ("facts.yaml", "was: free-rivers", "was: weirs", "where 'weirs' stands now"),
        ("facts.yaml", "was: free-rivers", "was: rivers-free", "where 'rivers-free' stands now"),
        ("facts.yaml", "was: free-rivers", "was: about", ""),
        ("facts.yaml", "was: free-rivers", "was: old/about", "was, too"),
        ("facts.yaml", "was: free-rivers", "was: data/facts", "the generator puts its own"),
        ("facts.yaml", "was: free-rivers", "was: Free Rivers", "write 'free-rivers'"),
        ("pages/new/about.md", "[about, ", "[about, index, ", "where 'pages/index.md' stands now"),
    ],
)
def test_what_cannot_have_been_there_and_names_of_before_are_told_with_the_cure(
    file: str, was: str, now: str, told: str, tmp_path: Path
) -> None:
    changed = {"sources.yaml": SOURCES} | MORE
    assert was in changed[file]
    changed[file] = changed[file].replace(was, now)
    for name, text in changed.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    done = run("check", "--content", tmp_path, "--today", "2026-11-22")
    assert told in done.out
    assert (": error: " in done.out) == bool(told)


def test_the_history_follows_an_id_and_the_feed_keeps_its_names(
    repo: Repository, tmp_path: Path
) -> None:
    repo.commit("2026-06-02", facts_yaml=FACTS.replace("label: river that", "label: rivers that"))
    repo.write({"site.yaml": WITH_URL})
    before = feed(build(repo.content, tmp_path / "before"))
    renamed = RENAMED.replace("label: river that", "label: rivers that")
    index = INDEX.replace("fact:free-rivers", "fact:rivers-free")
    repo.write({"pages/index.md": index})
    repo.commit("2026-07-03", facts_yaml=renamed)
    assert [one.what for one in repo.read().of("facts", "rivers-free")] == ["changed", "new"]
    assert repo.read().of("facts", "free-rivers") == ()
    assert lines(repo, "facts", "rivers-free")[0][0] == "label"
    after = feed(build(repo.content, tmp_path / "after"))
    assert after == before
    assert any("facts/free-rivers/" in one for one in after)


def feed(site: BuiltSite) -> list[str]:
    root = ET.parse(site.root / "feeds/changes.xml").getroot()
    return [one.text or "" for one in root.iterfind(".//{*}entry/{*}id")]


def test_what_was_taken_off_has_a_page_that_says_so(repo: Repository, tmp_path: Path) -> None:
    less = FACTS.partition("weirs:")[0]
    repo.commit("2026-06-02", "Weirs are counted no more", facts_yaml=less)
    site = build(repo.content, tmp_path / "site")
    said = site.text("facts/weirs/")
    assert "“How many weirs are left?” was here until 2 June 2026." in said
    assert "Weirs are counted no more" in said
    assert '<meta name="robots" content="noindex">' in site.page("facts/weirs/").html
    alone = json.loads((site.root / "facts/weirs/weirs.json").read_text(encoding="utf-8"))
    assert alone == {"id": "weirs", "removed": "2026-06-02"}
    link = re.search(r'<a href="([^"]+)">How many weirs are left\?</a>', site.page("changes/").html)
    assert link
    assert link[1] == "../facts/weirs/"
    repo.commit("2026-06-03", facts_yaml=FACTS)
    assert "was here until" not in build(repo.content, tmp_path / "again").text("facts/weirs/")


def test_an_entry_that_came_and_went_between_two_versions_has_no_page() -> None:
    found, _ = content.load(Path(__file__).parent / "sites" / "minimal")
    book, _ = ledger.keep(found)
    planned = site_plan.plan(found, book, History({("facts", "brief"): ()}))
    assert "facts/brief/" not in planned.pages
