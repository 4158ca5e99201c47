"""The documentation of the format: all of its examples are one content, and it builds."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.packed import ROOT
from tests.photos import photo
from tests.program import run

TEXT = (ROOT / "docs" / "content.md").read_text(encoding="utf-8")
# Which file the first example of a section is.
FILES = {
    "Site": "site.yaml", "Facts": "facts.yaml", "Series": "series.yaml",
    "Sources": "sources.yaml", "Events": "events.yaml", "Groups": "groups.yaml",
    "Figures": "figures.yaml", "Pictures": "pictures.yaml",
}  # fmt: skip
# What the examples name without showing it: sources, facts by their values, pages.
SOURCES = {
    "board-plan-2021": "2021-03", "board-minutes": "2025", "daily-echo-2025": "2025-01-02",
    "blog-2025": "2025-01-03", "survey-2026": "2026-02", "survey-2024": "2024-02",
    "anglers-2026": "2026-03",
}  # fmt: skip
FACTS = {
    "km-2020": "50 km", "km-2025": "90 km", "km-held-back": "40 km", "salmon-2030": "5,000 salmon",
    "pact-organisations": "18 organisations", "pact-countries": "9 countries",
}  # fmt: skip
THEME = "logo.svg favicon.svg reading.woff2 headings.woff2"


def examples() -> dict[str, list[tuple[str, str]]]:
    """The examples of each section, each with its language."""
    sections = re.split(r"^## ", TEXT, flags=re.MULTILINE)[1:]
    return {
        one.partition("\n")[0]: re.findall(r"```(\w+)\n(.*?)```", one, re.DOTALL)
        for one in sections
    }


@pytest.fixture(scope="module")
def documented(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The content that the documentation shows, with what it names and does not show."""
    root = tmp_path_factory.mktemp("documented") / "content"
    for folder in ("pages", "facts", "sources", "groups", "series", "pictures", "theme/static"):
        (root / folder).mkdir(parents=True)
    shown = examples()
    for section, file in FILES.items():
        (root / file).write_text(shown[section][0][1].replace("https://…", "https://example.org/a"))
    (root / "series" / "salmon.csv").write_text(shown["Series"][1][1])
    terms, corrections = shown["Glossary and corrections"][0][1].split("\n\n")
    terms += f"\n  {shown['Search'][0][1]}"
    (root / "glossary.yaml").write_text(terms)
    (root / "corrections.yaml").write_text(corrections)
    (root / "pictures" / "weir.jpg").write_bytes(photo())
    page, front, excuse = (text for _, text in shown["Pages"])
    page = page.replace("\n---\n", f"\n{front}---\n", 1)
    (root / "pages" / "index.md").write_text(f"{page}\nIt is number 12.\n\n{excuse}")
    _add_the_cast(root)
    return root


def _add_the_cast(root: Path) -> None:
    sources = "".join(
        f"{name}:\n  title: {name}\n  publisher: Board\n  type: document\n"
        f"  published: {day}\n  where_found: in print\n"
        for name, day in SOURCES.items()
    )
    (root / "sources" / "others.yaml").write_text(sources)
    facts = "".join(
        f"{name}:\n  question: What is it?\n  label: {name}\n  kind: count\n  shown: {value}\n"
        f"  answers: [{{source: board-minutes, says: '{value}'}}]\n"
        for name, value in FACTS.items()
    )
    facts += "km-multiple:\n  question: How many times?\n  label: times\n  kind: derived\n"
    (root / "facts" / "others.yaml").write_text(f"{facts}  formula: km-2030 / km-2020\n")
    (root / "groups" / "others.yaml").write_text(
        "upper-meadow-union:\n  name: Upper Meadow Union\n  members_are: states\n"
        "  statuses: {in: In}\n  members: [{country: FRA, status: in, sources: [board-minutes]}]\n"
    )
    for name in ("members", "targets", "imprint"):
        text = f"---\ntitle: {name}\nsummary: {name}.\n---\nText.\n"
        (root / "pages" / f"{name}.md").write_text(text)
    for name in THEME.split():
        (root / "theme" / "static" / name).write_bytes(b"<svg xmlns='http://www.w3.org/2000/svg'/>")


def test_every_example_of_an_entry_builds_in_one_content(documented: Path, tmp_path: Path) -> None:
    done = run("check", "--content", documented, "--today", "2026-06-01", "--format", "json")
    found = json.loads(done.out)["problems"]
    assert [one for one in found if one["severity"] == "error"] == []
    built = run("build", "--content", documented, "--today", "2026-06-01", "--output",
                tmp_path / "site")  # fmt: skip
    assert built.code == 0, built.out
    fact = (tmp_path / "site" / "facts" / "km-2030" / "index.html").read_text(encoding="utf-8")
    assert "https://example.org/a#:~:text=50%20kilometres" in fact


def test_every_section_with_an_example_is_one_of_them() -> None:
    """So that no example is added that nobody builds."""
    known = {*FILES, "Glossary and corrections", "Search", "Pages"}
    others = {"YAML without its traps", "Another id, and what is taken off"}
    assert {section for section, found in examples().items() if found} == known | others
