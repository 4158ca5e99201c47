"""Odd words, odd addresses and odd times in every export, read by the libraries of others."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import extruct
import feedparser
import icalendar
import pytest
from frictionless import Package, validate

from explainer.exports import package
from explainer.pages.environment import environment
from explainer.voice import bidi
from tests.exported import Exported, described, exported, read_bibtex
from tests.program import run
from tests.test_linked_data import complaints

ODD = (
    r"""“A” & 'B' \ {d}} %e #f _g ^h ~i $j, k; "l" ]]> </script> <!-- x --> -- 🐟 👩‍👩‍👧 שלום"""
    " é=f(x) @x|y"
)
IN_MARKDOWN = ODD.replace("<!-- x --> ", "")
LONG = ("Ünïcödé – ファイル 🐟 שלום, und; " * 40).strip()
ROLE = r'dué, "x"; y\z 🐟'
ADDRESS = "https://exämple.org/~x_y/%20z?a={b}&c=d%5F#e%5Cf'g(h)ü"
ENCODED = "https://xn--exmple-cua.org/~x_y/%20z?a=%7Bb%7D&c=d%5F#e%5Cf'g(h)%C3%BC"
# When: its year in a bibliography, its first and last day in the tables, its day for schema.org.
TIMES = {
    "2024-05-01": ("2024", "2024-05-01", "2024-05-01", "2024-05-01"),
    "1821-02-28": ("1821", "1821-02-28", "1821-02-28", "1821-02-28"),
    "0602": ("0602", "0602-01-01", "0602-12-31", "0602"),
    "1899-12": ("1899", "1899-12-01", "1899-12-31", "1899-12"),
    "2024-12~": ("2024", "2024-12-01", "2024-12-31", "2024-12"),
    "2024?": ("2024", "2024-01-01", "2024-12-31", "2024"),
    "2024-12-XX": ("2024", "2024-12-01", "2024-12-31", "2024-12"),
    "2025-23": ("2025", "2025-09-01", "2025-11-30", "2025"),
    "187X": ("", "1870-01-01", "1879-12-31", ""),
    "18XX": ("", "1800-01-01", "1899-12-31", ""),
    "../2024": ("", None, "2024-12-31", ""),
    "2020/..": ("2020", "2020-01-01", None, "2020-01-01"),
    "2023/2025-06": ("2023", "2023-01-01", "2025-06-30", "2023-01-01"),
}
# Only events may be as far off as that.
DATES = (
    *TIMES,
    "9997-12-31",
    "9997",
    "0002-01-01",
    "2030/..",
    "1815/1915",
    "2024-12-30/2025-01-01",
)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _source(name: str, published: str, title: str) -> str:
    return f"""{name}:
  title: {_quoted(title)}
  publisher: "O'Brien, {{河}} & Sons and Co"
  author: {_quoted(ODD)}
  type: news
  published: {published}
  updated: {published if published.startswith("2024-0") else ""}
  language: he
  url: {_quoted(ADDRESS)}
  where_found: '"p" 3 & {{4}} 50 % _x'
  note: {_quoted(ODD)}
"""


def _fact(name: str, when: str) -> str:
    says = "says: 0.1 km, conflict: slip"
    return f"""{name}:
  question: {_quoted(ODD)}
  label: {_quoted("=" + ODD)}
  kind: estimate
  said_by: {_quoted(ODD)}
  when: {when}
  shown: {when}
  answers:
    - {{source: s0, says: {when}, where: {_quoted(ODD)}}}
    - {{source: s1, {says}, note: {_quoted(ODD)}}}
"""


def _event(name: str, when: str, title: str) -> str:
    said = f"source: s0, says: {_quoted(ODD)}, conflict: slip, note: {_quoted(ODD)}"
    return f"""{name}:
  title: {_quoted(title)}
  lane: odd
  text: {_quoted(LONG)}
  dates:
    - {{role: {_quoted(ROLE)}, when: {when}, {said}}}
    - {{role: {_quoted(ROLE)}, when: {when}, source: s1}}
"""


def _site() -> dict[str, str]:
    titles = (ODD, LONG)
    return {
        "site.yaml": f"""title: {_quoted(ODD)}
tagline: {_quoted(LONG)}
publisher: {_quoted(ODD)}
url: https://exämple.org/a_b%20c/ü/
licence: {_quoted("All rights & © kept")}
lanes: {{odd: {_quoted(ODD)}}}
""",
        "sources.yaml": "".join(
            _source(f"s{n}", when, titles[n % 2]) for n, when in enumerate(TIMES)
        ),
        "facts.yaml": "".join(_fact(f"f{n}", when) for n, when in enumerate(TIMES)),
        "events.yaml": "".join(
            _event(f"e{n}", when, titles[n % 2]) for n, when in enumerate(DATES)
        ),
        "groups.yaml": f"""g:
  name: {_quoted(ODD)}
  members_are: organisations
  statuses: {{in: {_quoted(ODD)}}}
  started: 18XX
  members:
    - {{country: ISL, organisation: {_quoted(ODD)}, status: in, from: 187X, sources: [s0, s1]}}
""",
        "figures.yaml": f"""time: {{kind: timeline, title: {_quoted(LONG)}}}
""",
        "corrections.yaml": f"""m:
  {{when: 2026-05, was: {_quoted(ODD)}, now: {_quoted(LONG)}, fact: f0}}
""",
        "pages/index.md": f"---\ntitle: {_quoted(ODD)}\n---\nSee [it](fact:f0).\n",
    }


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory) -> Exported:
    root = tmp_path_factory.mktemp("odd")
    for name, text in _site().items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    done = run("check", "--content", root, "--today", "2026-11-22")
    assert done.code == 0, done.out
    return exported(root)


def test_tables_are_a_valid_package_and_days_that_nobody_knows_are_empty(
    odd: Exported, tmp_path: Path
) -> None:
    odd.write(tmp_path)
    descriptor = tmp_path / "data/datapackage.json"
    report = validate(str(descriptor))
    assert report.valid, report.flatten(["type", "title", "note"])
    read = Package(str(descriptor))
    assert read.licenses == [{"name": "all-rights-kept", "title": "All rights & © kept"}]
    assert read.homepage == "https://xn--exmple-cua.org/a_b%20c/%C3%BC/"
    ends = [(row["low"], row["high"]) for row in read.get_resource("facts").read_rows()]
    days = [(first, last) for _, first, last, _ in TIMES.values()]
    assert ends == [("602", "602") if "0602-01-01" in one else one for one in days]


@pytest.mark.parametrize(
    ("licence", "told"),
    [
        ("CC-BY-4.0", {"name": "CC-BY-4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}),
        ("CC BY 4.0", {"title": "CC BY 4.0", "path": "https://creativecommons.org/licenses/by/4.0/"}),
        ("https://exämple.org/ü", {
            "title": "https://exämple.org/ü", "path": "https://ex%C3%A4mple.org/%C3%BC"}),
        ("© 河", {"title": "© 河", "name": "other"}),
    ],
)  # fmt: skip
def test_a_licence_has_a_name_as_packages_have_them(odd: Exported, licence: str, told: Any) -> None:
    site = odd.edition.content.site.model_copy(update={"licence": licence})
    edition = replace(odd.edition, content=replace(odd.edition.content, site=site))
    (write,) = package.export(edition).values()
    assert json.loads(write())["licenses"] == [told]


def test_a_bibliography_has_years_that_are_known_and_addresses_that_travel(odd: Exported) -> None:
    entries = list(read_bibtex(odd.files["data/sources.bib"]).entries.values())
    assert [entry.fields.get("year", "") for entry in entries] == [
        year for year, _, _, _ in TIMES.values()
    ]
    assert {entry.fields["url"] for entry in entries} == {ENCODED}


def test_every_export_of_a_source_tells_when_it_was_brought_up_to_date(odd: Exported) -> None:
    rows = csv.DictReader(io.StringIO(odd.files["data/sources.csv"], newline=""))
    assert {row["id"]: row["updated"] for row in rows if row["updated"]} == {"s0": "2024-05-01"}
    assert odd.rows("sources")[0]["updated"] == "2024-05-01"
    assert json.loads(odd.files["sources/s0/s0.json"])["updated"] == "2024-05-01"
    for file in ("data/sources.bib", "sources/s0/s0.bib"):
        assert "; updated 2024-05-01" in read_bibtex(odd.files[file]).entries["s0"].fields["note"]
    assert "updated" not in odd.files["sources/s1/s1.bib"]
    claim = next(node for node in described(odd.edition) if node["@type"] == "Claim")
    assert claim["appearance"][0]["dateModified"] == "2024-05-01"


def test_a_calendar_has_whole_days_and_lines_that_any_program_unfolds(odd: Exported) -> None:
    data = odd.files["feeds/events.ics"].encode()
    lines = data.split(b"\r\n")
    assert max(map(len, lines)) <= 75
    assert all(line.decode() or line == lines[-1] for line in lines), "no letter is cut in two"
    found = icalendar.Calendar.from_ical(data).walk("VEVENT")
    assert len({one["uid"] for one in found}) == len(found) == 2 * 8
    for one in found:
        assert one["summary"].removeprefix(f"D{ROLE[1:]}: ") in (IN_MARKDOWN, LONG)
        assert timedelta(1) <= one.end - one.start <= timedelta(31)
        assert isinstance(one.start, date)
        assert not isinstance(one.start, datetime)
        assert one["dtstamp"].dt.utcoffset() == timedelta(0)
    assert {(one.start.year, one.end.year) for one in found} >= {(2, 2), (1821, 1821), (9997, 9998)}


@pytest.mark.parametrize("address", ["feeds/changes.xml", "feeds/events.xml"])
def test_feeds_are_well_formed_with_days_of_any_year(odd: Exported, address: str) -> None:
    feed = feedparser.parse(odd.files[address].encode())
    assert not feed.bozo
    assert feed.feed.author
    assert len({entry.id for entry in feed.entries}) == len(feed.entries) > 0
    assert all(datetime.fromisoformat(entry.updated).tzinfo for entry in feed.entries)
    assert all(entry.link.isascii() for entry in feed.entries)


def test_a_sitemap_has_whole_addresses_in_ascii(odd: Exported) -> None:
    found = ElementTree.fromstring(odd.files["sitemap.xml"]).iter()
    addresses = [one.text or "" for one in found if one.tag.endswith("loc")]
    start = "https://xn--exmple-cua.org/a_b%20c/%C3%BC/"
    assert all(one.isascii() and one.startswith(start) for one in addresses)


def test_search_engines_find_no_error_and_no_day_that_nobody_named(odd: Exported) -> None:
    nodes = list(described(odd.edition))
    assert [told for node in nodes for told in complaints(node)] == []
    claims = [node for node in nodes if node["@type"] == "Claim"]
    assert [claim["appearance"][0]["datePublished"] for claim in claims] == ["2024-05-01"] * len(
        TIMES
    )
    cited = {node["@type"]: node for node in nodes}["BackgroundNewsArticle"]["citation"]
    assert {one["url"] for one in cited} == {ENCODED}
    covered = {claim["temporalCoverage"] for claim in claims}
    assert covered >= {"../2024-12-31", "2020-01-01/..", "1870-01-01/1879-12-31", "0602"}


def test_a_script_in_a_page_ends_where_it_should(odd: Exported) -> None:
    env = environment((Path(__file__).parents[1] / "templates",))
    for node in described(odd.edition):
        html = env.from_string('<script type="application/ld+json">{{ d|json }}</script>')
        page = html.render(d=node)
        assert page.count("<") == 2
        (read,) = extruct.extract(page, syntaxes=["json-ld"], errors="strict")["json-ld"]
        assert read == json.loads(bidi.without(json.dumps(node, ensure_ascii=False)))
