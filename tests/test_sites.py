"""Whole sites, built through the command line as an editor builds them, read as a reader does."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.built_site import BuiltSite
from tests.program import run, snapshot

SITES = Path(__file__).parent / "sites"
TODAY = "2026-06-15"


def build(content: Path, output: Path, *options: str, today: str = TODAY) -> BuiltSite:
    done = run("build", "--content", content, "--output", output, "--today", today, *options)
    assert done.code == 0, done.out + done.err
    assert ": error: " not in done.out
    return BuiltSite(output)


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The river pact outside any repository, so that only its own files decide what is built."""
    return shutil.copytree(SITES / "river-pact", tmp_path_factory.mktemp("river-pact") / "content")


@pytest.fixture(scope="module")
def rivers(content: Path) -> BuiltSite:
    return build(content, content.with_name("site"))


def test_every_page_runs_scripts_of_the_site_alone(rivers: BuiltSite) -> None:
    for name, page in rivers.pages.items():
        [policy] = re.findall(
            r'<meta http-equiv="Content-Security-Policy" content="(.*?)"', page.html
        )
        rules = {rule.split()[0]: set(rule.split()[1:]) for rule in policy.split(";")}
        assert rules["default-src"] == {"'none'"}, name
        assert rules["script-src"] <= {"'self'", "'wasm-unsafe-eval'"}, name
        assert "'unsafe-inline'" not in policy, name
        assert not re.search(
            r'<script(?! [^>]*src=| type="application/)|<[^>]* on\w+=', page.html
        ), name


# --- what a reader finds --------------------------------------------------------------------------

FINDS = {
    "": [
        "What does the River Pact promise?",
        "1,200 kilometres",
        "8 times what ran free at the start",
        "signed on 14 March 2024",
        "Sources disagree on 10 points",
        "1 promise overdue",
        "Read 10 texts from 3 to 4 newsrooms; 3 first voices",
        "River Pact, since 14 March 2024",
        "River Pact, members named here 3 of 17 organisations, 4 of 9 countries",
        "checked 30 May 2026",
        "Of the length, 1,000 kilometres are left.",
    ],
    "members/": [
        "Named here: 4 of 9 countries",
        "Named here: 3 of 17 organisations",
        "Named here: 2 of 5 countries",
        "Three of the trusts gave 12 speeches between them.",
    ],
    "facts/free-rivers-2030/": [
        "1,200 kilometres",
        "A target, not a forecast, for 2030",
        "Claimed by the pact’s secretariat",
        "claimed by the pact’s secretariat; reported by 1 newsroom and 1 primary document, 3 texts",
        "The pact leaves open who measures it.",
        "It has the number of every other report with another unit.",
        "also 746 miles",
        "Starting point 150 kilometres",
        "190 kilometres, 2025",
        "Agreeing: 1 newsroom and 1 primary document, 3 texts in all",
        "Last checked 30 May 2026",
        "Where it is used",
    ],
    "facts/free-rivers-growth/": ["8 times", "Our arithmetic"],
    "facts/money-growth/": [
        "12 times",
        "9.4–16 times",
        "Our arithmetic",
        "The start is one year, the promise is several.",
    ],
    "facts/money-per-km/": ["2 million euros per kilometre"],
    "facts/weirs-left/": ["unknown", "about 300 weirs"],
    "facts/river-health-rank/": ["7 of 43", "It writes “ahead of 43 others”."],
    "facts/opening-time/": ["6–9 months", "reported by 2 newsrooms"],
    "facts/power-lost/": [
        "about 5%",
        "Disputed: with what turbines add, or without?",
        "A forecast, not a measurement",
        "under 1%",
    ],
    "facts/first-salmon/": ["April 2025", "12 April 2025", "April 2024 A slip"],
    "facts/spent-so-far/": ["at least 850 million euros", "over 600 million euros"],
    "facts/fish-first/": [
        "A statement of 14 March 2024 , about 2030",
        "They say so",
        "fish and power stand side by side",
        "In dispute: Weir Works says otherwise",
    ],
    "facts/council-countries/": ["5 countries", "reported by 1 newsroom"],
    "events/signing/": [
        "Signed: 14 March 2024",
        "Published: 18 March 2024",
        "Thursday Valley Wire, 14 March 2024",
        "The fourteenth was a Thursday",
        "It takes the day of the newspaper it translates.",
    ],
    "events/first-weir/": ["about April 2025", "in early spring", "The weir went two months late"],
    "events/first-report/": ["Due: December 2025", "Overdue"],
    "groups/river-pact/": [
        "members are organisations",
        "Tagus Trust",
        "not named",
        "River Council",
    ],
    "groups/river-council/": ["members are states", "2 of 5 countries", "until January 2026"],
    "figures/": [
        "How much river is to run free Chart of a target. The pact wants 8 times as much free"
        " river as at the start. Sources disagree on 2 points.",
        "Target for 2030 1,200 kilometres",
        "Where the trusts are at home",
    ],
    "figures/lengths/": [
        "2 facts, with who says so River that ran free at the start: 150 kilometres",
        "River that runs free so far: 190 kilometres A measurement. Both sources say this.",
    ],
    "figures/where/": ["No member known", "which does not mean there is none"],
    "sources/upper-bank-2024-03-16/": ["the same sentences in the same order", "Spanish"],
    "sources/heron-blog-2025/": ["Seems to be based on", "has the same misprint"],
    "sources/radio-shore-2025-09-06/": ["State of Portugal"],
    "sources/pact-text/": ["the secretariat’s reading room, shelf 4"],
    "glossary/": ["run free", "A low wall across a river; it takes 6–9 months to open one."],
    "changes/": ["It was signed on 14 March 2024.", "The start is 150 kilometres"],
    "disagreements/": [
        "10 points",
        "In dispute",
        "Another thing",
        "Out of date",
        "Rounded differently",
        "A slip",
        "Garbled",
        "Wednesday",
    ],
}


class _Spoken(HTMLParser):
    """All that a page says to eyes and ears, but for what is to be copied or run."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self.inside: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = ("alt", "aria-label", "title", "data-line", "data-heads")
        self.said += [value for name, value in attrs if name in told and value]
        address = ("class", "address") in attrs
        if tag in ("code", "pre", "script", "style") or address:
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self.inside[-1:]:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if not self.inside:
            self.said.append(data)


def test_no_apostrophe_is_straight(rivers: BuiltSite) -> None:
    texts = [page.html for page in rivers.pages.values()]
    texts += [file.read_text() for file in rivers.root.rglob("*.svg")]
    for text in texts:
        spoken = _Spoken()
        spoken.feed(text)
        assert [one for one in spoken.said if re.search(r"\w'(?:\w|\s)", one)] == []


@pytest.mark.parametrize(
    ("address", "card", "link"),
    [
        ("", "card-event-signing", "https://example.org/wire/1"),
        ("members/", "card-river-pact-PRT", "https://example.org/wire/1"),
        ("", "card-term-run-free", ""),
        ("glossary/", "card-term-weir", "https://example.org/weir-works"),
    ],
)
def test_a_card_names_a_source_and_leads_to_it(
    rivers: BuiltSite, address: str, card: str, link: str
) -> None:
    told = (
        rivers.page(address).html.partition(f'<div popover id="{card}"')[2].partition("</div>")[0]
    )
    assert re.findall('href="(https:[^"]*)"', told)[:1] == [link] * bool(link)


def test_a_group_says_when_its_totals_were_checked(rivers: BuiltSite) -> None:
    assert "Last checked 30 May 2026" in rivers.text("groups/river-council/")
    assert "Last checked" not in rivers.text("groups/river-pact/")


def test_the_list_of_facts_counts_what_the_list_of_disagreements_has(rivers: BuiltSite) -> None:
    numbers = [int(one) for one in re.findall(r" on (\d+) ", rivers.text("facts/"))]
    [points] = re.findall(r"(\d+) points", rivers.text("disagreements/"))
    assert len(numbers) == 2
    assert sum(numbers) == int(points)


@pytest.mark.parametrize("address", FINDS)
def test_a_reader_finds(rivers: BuiltSite, address: str) -> None:
    text = rivers.text(address).replace("\u2060", "")
    assert [words for words in FINDS[address] if words not in text] == []


def test_overdue_is_said_where_it_is_and_nowhere_else(rivers: BuiltSite) -> None:
    assert "Overdue" not in rivers.text("events/last-report/")
    assert "Overdue" not in rivers.text("events/first-weir/"), "its outcome is known"


def test_a_number_is_marked_where_it_is_disputed_and_nowhere_else(rivers: BuiltSite) -> None:
    text = " ".join(rivers.text("").replace("\u2060", " ").split())
    assert "five per cent Disputed: with what turbines add, or without? of the power" in text
    marks = rivers.page("").html.count('class="mark"')
    assert marks == 2, "a slip, a rounding and what is out of date are no dispute"
    assert "weirs that are left. Disputed" in text, "no stop stands alone behind a mark"


def test_words_that_tell_what_one_source_says_lead_to_its_answer(rivers: BuiltSite) -> None:
    link = next(one for one in rivers.page("").links if "#answer-" in one.target)
    assert link.target == "facts/fish-first/#answer-weir-works-2024"
    row = rivers.page("facts/fish-first/").html.partition('id="answer-weir-works-2024"')[2]
    assert "fish and power stand side by side" in row.partition("</li>")[0]
    named = 'aria-label="Weir Works, 2024 says: fish and power stand side by side"'
    assert named in rivers.page("").html
    assert "What does the River Pact promise?" in rivers.text("facts/fish-first/"), "it is a use"


def test_no_ratio_of_sources_stands_at_a_number(rivers: BuiltSite) -> None:
    marks = [
        mark
        for page in rivers.pages.values()
        for mark in re.findall(r'<button[^>]*class="mark"[^>]*>([^<]*)', page.html)
    ]
    assert marks
    assert all(re.match(r"Disputed\b", mark) for mark in marks)


def test_every_fact_event_source_figure_and_group_has_its_address(rivers: BuiltSite) -> None:
    expected = {
        "facts": 20, "events": 5, "sources": 10, "figures": 13, "groups": 2,
    }  # fmt: skip
    found = {
        folder: sum(bool(re.fullmatch(rf"{folder}/[^/]+/index\.html", p)) for p in rivers.pages)
        for folder in expected
    }
    assert found == expected


def test_an_event_leads_to_its_place_on_every_timeline_that_shows_it(rivers: BuiltSite) -> None:
    links = re.findall(
        r'href="([^"]*#_figure-[^"]*)"', rivers.pages["events/council/index.html"].html
    )
    assert links == [
        "../../figures/story/#_figure-story-council",
        "../../figures/meetings/#_figure-meetings-council",
    ]


@pytest.mark.parametrize(
    ("entry", "pages"),
    [
        ("facts/free-rivers-2030", {"figures/promise", "figures/copies-of-the-promise"}),
        ("facts/free-rivers-2024", {"figures/promise", "figures/lengths"}),
        ("facts/free-rivers-2025", {"figures/promise", "figures/lengths"}),
        ("facts/iceland-health-rank", {"figures/health"}),
        ("groups/river-pact", {"figures/where", "figures/who", "figures/states"}),
        ("groups/river-council", {"figures/where", "figures/states"}),
        ("events/signing", {"figures/story", "figures/meetings"}),
        ("events/last-report", {"figures/story", "figures/works"}),
        ("sources/weir-works-2024", {"figures/money"}),
        ("facts/spent-so-far", set()),
    ],
)
def test_an_entry_names_the_figures_that_show_it(
    rivers: BuiltSite, entry: str, pages: set[str]
) -> None:
    html = rivers.page(f"{entry}/").html
    used = re.search(r"Where it is used</h2>(.*?)</section>", html, re.DOTALL)
    found = re.findall(r'href="\.\./\.\./(figures/[^/]+)/"', used[1]) if used else []
    assert sorted(found) == sorted(pages)


def test_where_an_entry_is_used_stands_by_kind(rivers: BuiltSite) -> None:
    html = rivers.page("facts/free-rivers-2030/").html
    used = re.search(r"Where it is used</h2>(.*?)</section>", html, re.DOTALL)
    assert used
    kinds = re.findall(r"<h3>(.*?)</h3>", used[1])
    assert kinds[:2] == ["Pages", "Figures"]
    lists = re.findall(r"<ul>(.*?)</ul>", used[1], re.DOTALL)
    assert len(lists) == len(kinds)
    assert all("figures/" in link for link in re.findall(r'href="(.*?)"', lists[1]))


def test_what_a_site_does_not_have_is_offered_by_no_table(rivers: BuiltSite) -> None:
    text = rivers.text("data/")
    assert "20 facts" in text
    assert "pictures" not in text.partition("Everything in one file")[0]


def test_every_link_leads_to_a_file_and_every_anchor_to_an_element(rivers: BuiltSite) -> None:
    assert len(rivers.pages) > 60
    assert list(rivers.broken_links()) == []


@pytest.mark.parametrize(
    ("kind", "name", "forms"),
    [
        ("facts", "money-2030", ["json"]),
        ("events", "signing", ["json"]),
        ("sources", "pact-text", ["bib", "json"]),
        ("groups", "river-pact", ["json", "csv"]),
    ],
)
def test_a_page_offers_its_own_data_and_all_of_its_kind(
    rivers: BuiltSite, kind: str, name: str, forms: list[str]
) -> None:
    page = rivers.page(f"{kind}/{name}/")
    offered = [link.target for link in page.links if "/" not in link.target]
    assert [one for one in offered if one.startswith(f"{name}.")] == [f"{name}.{f}" for f in forms]
    assert f"This {kind.removesuffix('s')} as JSON" in page.text
    whole = "members" if kind == "groups" else kind
    assert f"../../data/{whole}.json" in [link.target for link in page.links]


def test_the_link_checker_sees_what_is_broken(rivers: BuiltSite, tmp_path: Path) -> None:
    shutil.copytree(rivers.root, tmp_path / "site")
    page = tmp_path / "site" / "rivers" / "index.html"
    bad = (
        '<a href="nowhere/">a</a><a href="#nothing">b</a><a href="/facts/">c</a>'
        '<a href="../../out/">d</a><img src="../assets/none.png"><b aria-labelledby="gone">e</b>'
        '<a href="upper/#nothing">f</a><i id="x"></i><i id="x"></i>'
    )
    page.write_text(page.read_text().replace("</main>", bad + "</main>"))
    assert len(list(BuiltSite(tmp_path / "site").broken_links())) == 8


def test_nothing_is_fetched_from_another_origin(rivers: BuiltSite) -> None:
    for page in rivers.pages.values():
        for tag in re.findall(r"<(?!a\b|meta\b)[a-z]\w*\b[^>]*\bhttps?:[^>]*>", page.html):
            # These name an address, and make no browser fetch it.
            assert re.search(r'rel="(canonical|license|alternate)"|xmlns=', tag), (page.name, tag)


def test_tables_footnotes_and_lists_are_there(rivers: BuiltSite) -> None:
    html = rivers.page("").html
    assert "<table" in html
    assert 'class="footnote' in html
    assert re.search(r"<ol[^>]*>", rivers.page("events/").html)


def test_no_markdown_is_left_in_any_page(rivers: BuiltSite) -> None:
    left = re.compile(r"\]\((fact|event|group|term|source|figure):|&lt;fact:|<!-- unbound")
    assert [name for name, page in rivers.pages.items() if left.search(page.html)] == []


# --- the data -------------------------------------------------------------------------------------

COLUMNS = {
    "facts": "id question label kind shown low high unit when said_by answers articles newsrooms"
    " claimants disagreements",
    "events": "id title lane dates",
    "members": "group country organisation status from sources",
    "sources": "id title publisher type published url based_on",
}


def rows(site: BuiltSite, name: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((site.root / "data" / f"{name}.json").read_text())
    return found


@pytest.mark.parametrize("name", COLUMNS)
def test_data_has_the_promised_columns(rivers: BuiltSite, name: str) -> None:
    with (rivers.root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file))
    as_json = rows(rivers, name)
    promised = COLUMNS[name].split()
    assert all(set(promised) <= set(row) for row in as_json)
    assert set(promised) <= set(table[0])
    first = promised[0]
    assert [row[first] for row in table] == [row[first] for row in as_json]


def test_data_says_what_the_pages_say(rivers: BuiltSite) -> None:
    facts = {row["id"]: row for row in rows(rivers, "facts")}
    money = facts["money-2030"]
    assert (money["low"], money["high"], money["unit"]) == (2_400_000_000, 2_400_000_000, "EUR")
    assert (money["articles"], money["newsrooms"], money["disagreements"]) == (1, 1, 2)
    assert (facts["opening-time"]["low"], facts["opening-time"]["high"]) == (6, 9)
    assert facts["weirs-left"]["low"] is None
    assert facts["free-rivers-growth"]["low"] == 8
    assert facts["first-salmon"]["low"] == "2025-04-01"
    wrong = [answer for answer in money["answers"] if not answer["agrees"]]
    assert [answer["conflict"] for answer in wrong] == ["slip", "different-thing"]
    members = rows(rivers, "members")
    assert [row["country"] for row in members] == "PRT PRT ISL MLT NZL PRT ISL CRI".split()
    signing = next(row for row in rows(rivers, "events") if row["id"] == "signing")
    assert [date["when"] for date in signing["dates"]] == ["2024-03-14", "2024-03-18"]


def test_feeds_and_sitemap_are_xml_and_lead_to_pages(rivers: BuiltSite) -> None:
    files = sorted(rivers.root.rglob("*.xml"))
    assert files
    addresses = re.compile(r"https://example\.org/rivers/([^<#\"]*)")
    for file in files:
        ET.parse(file)
        for address in addresses.findall(file.read_text()):
            target = rivers.root / address
            assert (target / "index.html" if target.is_dir() else target).is_file(), address


# --- building again -------------------------------------------------------------------------------


def test_a_second_build_changes_nothing(content: Path, rivers: BuiltSite) -> None:
    before = snapshot(rivers.root)
    build(content, rivers.root)
    assert snapshot(rivers.root) == before


def test_an_edit_changes_the_pages_it_concerns_and_leaves_the_others(
    content: Path, rivers: BuiltSite, tmp_path: Path
) -> None:
    copy = shutil.copytree(content, tmp_path / "content")
    site = build(copy, tmp_path / "site")
    before = snapshot(site.root)
    terms = copy / "glossary.yaml"
    terms.write_text(terms.read_text().replace("A low wall", "A wall"))
    (copy / "pages" / "rivers" / "upper.md").unlink()
    for name in ("index.md", "rivers/index.md"):
        page = copy / "pages" / name
        page.write_text(re.sub(r"\[([^]]*)\]\([a-z/]*upper\.md[^)]*\)", r"\1", page.read_text()))
    build(copy, tmp_path / "site")
    after = snapshot(site.root)
    assert not (site.root / "rivers" / "upper").exists()
    changed = {name for name in after if after[name] != before.get(name)}
    assert {"glossary/index.html", "index.html", "rivers/index.html"} <= changed
    same = {
        "members/index.html",
        "facts/money-2030/index.html",
        "sources/weir-works-2024/index.html",
    }
    assert not same & changed, "an unchanged file keeps its time and its inode"


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A small site on which a report is due, and whose address is known."""
    content = shutil.copytree(SITES.with_name("broken") / "base", tmp_path / "content")
    (content / "events" / "report.yaml").write_text(
        "report:\n  title: The report\n  lane: talks\n"
        "  dates:\n    - {role: due, when: 2025-12, source: survey}\n"
    )
    with (content / "site.yaml").open("a") as file:
        file.write("url: https://example.org/weir/\n")
    return content


def test_the_day_decides_what_is_overdue(small: Path, tmp_path: Path) -> None:
    early = build(small, tmp_path / "site", today="2025-12-31")
    assert "Overdue" not in early.text("events/report/")
    late = build(small, tmp_path / "site", today="2026-01-01")
    assert "Overdue" in late.text("events/report/")


def strip(site: BuiltSite, label: str) -> str:
    """What the front page says beside a label in its box."""
    found = re.search(rf"<dt>{label}</dt><dd>(.*?)</dd>", site.page("").html, re.DOTALL)
    assert found
    return " ".join(re.sub(r"<[^>]*>", "", found[1]).split())


def test_facts_checked_on_several_days_are_dated_from_the_oldest_to_the_newest(
    content: Path, tmp_path: Path
) -> None:
    copy = shutil.copytree(content, tmp_path / "content")
    file = next(one for one in (copy / "facts").iterdir() if "checked:" in one.read_text())
    file.write_text(file.read_text().replace("checked: 2026-05-30", "checked: 2026-05-15", 1))
    assert "checked 15–30 May 2026" in build(copy, tmp_path / "site").text("")


@pytest.mark.parametrize(
    ("totals", "said"),
    [
        ("organisations: pact-organisations", "3 of 17 organisations"),
        ("countries: pact-countries", "from 4 of 9 countries"),
    ],
)
def test_the_strip_counts_members_by_what_was_reported(
    content: Path, tmp_path: Path, totals: str, said: str
) -> None:
    copy = shutil.copytree(content, tmp_path / "content")
    groups = copy / "groups.yaml"
    whole = "organisations: pact-organisations, countries: pact-countries"
    assert whole in groups.read_text()
    groups.write_text(groups.read_text().replace(whole, totals))
    assert strip(build(copy, tmp_path / "site"), "River Pact, members named here") == said


def test_readers_can_edit_and_report_where_the_repository_is_known(
    small: Path, tmp_path: Path
) -> None:
    unknown = build(small, tmp_path / "one")
    assert not any("/edit/" in one.html for one in unknown.pages.values())
    code = "https://code.example/weirs/site"
    pages = build(small, tmp_path / "two", "--repository", code).pages
    fact = next(one.html for name, one in pages.items() if re.fullmatch(r"facts/[^/]+/.*", name))
    assert f'href="{code}/edit/main/content/facts' in fact
    assert f'href="{code}/issues/new?title=Mistake' in fact


@pytest.mark.parametrize("option", ["--base-url", "--repository"])
def test_an_address_that_is_none_is_refused(small: Path, tmp_path: Path, option: str) -> None:
    done = run("build", "--content", small, "--output", tmp_path / "site", option, "example.org/a")
    assert done.code == 2
    assert "must be a whole web address, not 'example.org/a'; begin it with 'https://'" in done.err
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("option", ["--base-url", "--repository"])
@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/?page=1",
        "https://example.org/#top",
        "https://editor:secret@example.org/",
        "https://example.org:99999/",
        "https://example.org:0/",
    ],
)
def test_an_address_with_which_none_can_begin_is_refused(
    small: Path, tmp_path: Path, option: str, address: str
) -> None:
    done = run("build", "--content", small, "--output", tmp_path / "site", option, address)
    assert done.code == 2
    assert "must " in done.err
    assert not (tmp_path / "site").exists()
    key = {"--base-url": "url", "--repository": "repository"}[option]
    settings = small / "site.yaml"
    before = settings.read_text(encoding="utf-8")
    kept = re.sub(rf"^{key}:.*\n", "", before, flags=re.MULTILINE)
    settings.write_text(f"{kept}\n{key}: '{address}'\n", encoding="utf-8")
    done = run("check", "--content", small)
    settings.write_text(before, encoding="utf-8")
    assert done.code == 1
    assert "[unreadable-value]" in done.out


@pytest.mark.parametrize("day", ["0001-01-01", "9998-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_all_calendars_is_refused(small: Path, day: str) -> None:
    done = run("check", "--content", small, "--today", day)
    assert done.code == 2
    assert "must be a day of the years 2 to 9997" in done.err


@pytest.mark.skipif(sys.platform == "win32", reason="a folder in use stays there")
def test_a_folder_that_is_gone_is_told(tmp_path: Path) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    code = f"import os; from explainer import cli; os.rmdir({str(gone)!r}); cli.main([])"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=gone, capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "the folder you are in must be there" in done.stderr
    assert "Traceback" not in done.stderr


def test_the_base_address_changes_no_relative_link(small: Path, tmp_path: Path) -> None:
    moved = build(small, tmp_path / "site", "--base-url", "https://moved.example/there/")
    assert list(moved.broken_links()) == []
    assert 'href="/there/' in moved.page("404.html").html
    assert [p for p, page in moved.pages.items() if "https://example.org/weir/" in page.html] == []


def test_the_smallest_site_builds_and_all_its_links_work(tmp_path: Path) -> None:
    done = run(
        "build", "--content", SITES / "minimal", "--output", tmp_path / "site", "--today", TODAY,
        "--strict",
    )  # fmt: skip
    assert (done.code, done.out) == (0, "")
    site = BuiltSite(tmp_path / "site")
    assert "The smallest site there is" in site.text("")
    assert list(site.broken_links()) == []
    assert rows(site, "facts") == []


def test_a_site_of_groups_alone_counts_what_they_cite(tmp_path: Path) -> None:
    files = {
        "site.yaml": "title: A small explainer\nlanguage: en-GB\n",
        "sources.yaml": "plan: {title: The plan, publisher: Office, type: document,"
        " published: 2025-01-02, where_found: the office}\n",
        "groups.yaml": "g: {name: The club, members_are: states, statuses: {in: In it},"
        " members: [{country: FRA, status: in, sources: [plan]}]}\n",
        "pages/index.md": "---\ntitle: Front\n---\nSee [the club](group:g).\n",
    }
    for name, text in files.items():
        (tmp_path / "content" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "content" / name).write_text(text)
    done = run("--content", tmp_path / "content", "--output", tmp_path / "site")
    assert done.code == 0, done.out
    front = (tmp_path / "site" / "index.html").read_text()
    assert "1\u00a0text</a>" in front
