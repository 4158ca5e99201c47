"""Members of groups from tables: countries in whatever words they are written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from explainer import content
from explainer.desk import starting
from explainer.voice import countries
from tests.program import Run, run
from tests.test_import_sources import errors


def imported(folder: Path, table: str, *options: str) -> Run:
    """``import members`` of a table, into the content of a repository that was just made."""
    if not (folder / "content").exists():
        assert run("new", folder).code == 0
    (folder / "pact.csv").write_text(table, encoding="utf-8")
    return run("import", "members", folder / "pact.csv", "--content", folder / "content", *options)


TABLE = """Land;Organisation;Status;from;source
Deutschland;Büro für Flüsse;joined;2024-12-11;survey-2025
Vereinigtes Königreich;;joined;;survey-2025; office-report-2025
Kongo-Kinshasa;;observer;31.12.24;nobody
"""


def test_a_new_group_comes_whole_with_places_to_fill(tmp_path: Path) -> None:
    table = TABLE.replace("survey-2025; office-report-2025", '"survey-2025; office-report-2025"')
    done = imported(tmp_path, table, "--group", "night-pact", "--write")
    assert done.code == 0, done.err
    file = tmp_path / "content/groups/pact.yaml"
    text = file.read_text(encoding="utf-8")
    assert text == (
        "night-pact:\n  name: TODO\n  members_are: TODO\n  statuses:\n    joined: TODO\n"
        "    observer: TODO\n  members:\n"
        "    - country: DEU\n      organisation: Büro für Flüsse\n      status: joined\n"
        "      from: 2024-12-11\n      sources:\n        - survey-2025\n"
        "    - country: GBR\n      status: joined\n      sources:\n        - survey-2025\n"
        "        - office-report-2025\n"
        "    - country: COD\n      status: observer\n      from: TODO (31.12.24)\n"
        "      sources:\n        - nobody\n"
    )
    assert "the source 'nobody' is not among the sources" in done.err
    assert errors(tmp_path) == {"left-to-fill"}
    for mark, filled in (
        ("members_are: TODO", "members_are: states"), ("TODO (31.12.24)", "2024-12-31"),
        ("- nobody", "- survey-2025"), ("TODO", "A name"),
    ):  # fmt: skip
        text = text.replace(mark, filled)
    file.write_text(text, encoding="utf-8")
    assert errors(tmp_path) == set()


@pytest.mark.parametrize(
    ("names", "codes"),
    [
        (["France", "Côte d’Ivoire", "États-Unis"], ["FRA", "CIV", "USA"]),
        (["日本", "ドイツ", "オーストリア"], ["JPN", "DEU", "AUT"]),
        (["مصر", "المغرب", "فرنسا"], ["EGY", "MAR", "FRA"]),
        (["Россия", "Китай", "Япония"], ["RUS", "CHN", "JPN"]),
        (["Magyarország", "Görögország"], ["HUN", "GRC"]),
        (["BRA", "in", "United States", "the Gambia", "Ivory Coast"],
         ["BRA", "IND", "USA", "GMB", "CIV"]),
    ],
)  # fmt: skip
def test_countries_are_known_in_any_language(
    names: list[str], codes: list[str], tmp_path: Path
) -> None:
    table = "\n".join(["country,status", *(f"{name},joined" for name in names)])
    done = imported(tmp_path, table, "--group", "pact", "--format", "json")
    text = json.loads(done.out)["files"]["groups/pact.yaml"]
    assert [line.split()[-1] for line in text.splitlines() if "country:" in line] == codes


def test_a_name_that_means_two_countries_is_settled_by_the_others(tmp_path: Path) -> None:
    """Of the names that languages use for different countries, with the help of a table's own."""
    named = countries._named_anywhere()
    two = {name: codes for name, codes in named.items() if len(codes) > 1 and name.isalpha()}
    name, codes = next(
        (name, codes)
        for name, codes in sorted(two.items())
        if not countries._names("en").get(name) and all(len(one) > 0 for one in codes.values())
    )
    alone = imported(tmp_path, f"country,status\n{name},joined\n", "--group", "pact")
    if alone.code:
        assert f"may be any of {', '.join(sorted(codes))}" in alone.err
    code = min(codes)
    language = min(codes[code] - set().union(*(codes[one] for one in codes if one != code)))
    others = [
        one
        for one, meant in named.items()
        if len(meant) == 1 and language in next(iter(meant.values())) and one.isalpha()
    ]
    table = "\n".join(["country,status", *(f"{one},joined" for one in [*others[:40], name])])
    done = imported(tmp_path, table, "--group", "pact")
    assert f"country: {code}" in done.out


def test_a_group_that_is_there_gets_only_lines_to_paste(tmp_path: Path) -> None:
    assert run("new", tmp_path).code == 0
    before = (tmp_path / "content/groups.yaml").read_bytes()
    group, known = next(iter(content.load(starting.STARTER / "content")[0].groups.items()))
    first = known.members[0]
    table = (
        f"country,organisation,status\n{first.country},{first.organisation},{first.status}\n"
        "Chile,Oficina,founding member\n"
    )
    done = imported(tmp_path, table, "--group", group, "--write")
    assert done.out.startswith(f"{group}:\n  members:\n    - country: CHL\n")
    assert f"known: {first.country} is in '{group}' already, and" in done.err
    assert "paste its new members below 'members:'" in done.err
    assert f"'founding member' is no status of '{group}'" in done.err
    assert (tmp_path / "content/groups.yaml").read_bytes() == before
    assert not (tmp_path / "content/groups").exists()


@pytest.mark.parametrize(
    ("table", "options", "told"),
    [
        ("country,status\nPRT,joined\n", [], "name the group with --group ID"),
        ("land,status\nDDR,joined\n", ["--group", "p"], "German Democratic Republic is none"),
        ("country,status\nSpian,joined\n", ["--group", "p"], "did you mean 'ESP'?"),
        ("country,status\n,joined\n", ["--group", "p"], "name the country"),
        ("status,from\njoined,2024\n", ["--group", "p"], "must have the columns country or code"),
        ("country\nPRT\nPRT\n", ["--group", "p"], "PRT stands above already"),
        ("country,group\nPRT,The Pact\n", [], "write 'the-pact'"),
    ],
)
def test_what_is_no_member_is_refused_with_a_cure(
    table: str, options: list[str], told: str, tmp_path: Path
) -> None:
    done = imported(tmp_path, table, *options)
    assert done.code == 1
    assert told in done.err


def test_what_the_site_exports_is_known_again(tmp_path: Path) -> None:
    assert run("new", tmp_path).code == 0
    assert run("build", "--content", tmp_path, "--today", "2026-06-01").code == 0
    table = (tmp_path / "site/data/members.csv").read_text(encoding="utf-8")
    done = imported(tmp_path, table)
    assert (done.code, done.out) == (0, "")
    assert done.err.count("and says the same") == len(table.splitlines()) - 1
