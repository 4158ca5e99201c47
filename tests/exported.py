"""What two sites export, one of them full of odd characters: what tests of data look at."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from pybtex.database import BibliographyData, parse_string

from explainer import content, exports
from explainer.evidence import ledger
from explainer.exports import linked_data
from explainer.history.commits import Commit
from explainer.history.versions import Change, Edit, History
from explainer.site import plan as site
from explainer.site.edition import Edition
from explainer.store.artefacts import Artefacts
from tests.program import run

TODAY = date(2026, 11, 22)
RIVER_PACT = Path(__file__).parent / "sites" / "river-pact"


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


# --- BibTeX ---------------------------------------------------------------------------------------


def read_bibtex(text: str) -> BibliographyData:
    return parse_string(text, "bibtex")


# --- linked data ----------------------------------------------------------------------------------


def described(edition: Edition) -> Iterator[dict[str, Any]]:
    nodes = (linked_data.describe(edition, page) for page in edition.plan.pages.values())
    return (node for node in nodes if node)


def node(exported_: Exported, address: str) -> dict[str, Any]:
    found = linked_data.describe(exported_.edition, exported_.edition.plan.pages[address])
    assert found is not None
    return found
