"""Members that are no country, and statuses that are no membership: what readers see of them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from tests.built_site import BuiltSite
from tests.program import run

FACT = """\
{id}:
  question: How many {what} are in the club?
  label: {what} in the club
  kind: count
  when: 2025
  shown: {number} {what}
  answers: [{{source: plan, says: {number} {what}}}]
"""
FILES = {
    "site.yaml": "title: Clubs\nlanguage: en-GB\nmenu: [index]\n",
    "sources.yaml": "plan: {title: The plan, publisher: Office, type: document,"
    " published: 2025-01-02, where_found: the office}\n",
    "facts.yaml": FACT.format(id="club-states", what="countries", number=3)
    + FACT.format(id="club-members", what="members", number=4),
    "groups.yaml": """\
club:
  name: The club
  members_are: states
  statuses:
    in: In it
    watches: {label: Watches it, counts: no}
  totals: [{when: 2025, countries: club-states, members: club-members}]
  members:
    - {country: FRA, status: in, from: 2020, sources: [plan]}
    - {country: PRT, status: in, from: 2020, sources: [plan]}
    - {country: BRA, status: watches, sources: [plan]}
    - {name: European Union, status: in, from: 2020, sources: [plan]}
other:
  name: The other club
  members_are: states
  statuses: {in: In it, watches: {label: Watches it, counts: no}}
  members:
    - {country: PRT, status: in, sources: [plan]}
    - {country: BRA, status: in, sources: [plan]}
    - {country: CHL, status: watches, sources: [plan]}
""",
    "figures.yaml": """\
who: {kind: membership, title: Who is in it, finding: Three are in it, group: club,
  compare: [other]}
where: {kind: map, title: Where they are, finding: Three are in it, group: club}
""",
    "pages/index.md": """\
---
title: Front
---
The [club](group:club) has [3 members](group:club), of which [2 countries](group:club); one is
<group:club#european-union>, or [the Union](group:club#european-union).

![Who](figure:who)

![Where](figure:where)
""",
}


def written(folder: Path, **changed: str) -> Path:
    for name, text in (FILES | changed).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def checked(folder: Path) -> str:
    return run("check", "--content", folder, "--today", "2026-01-15").out


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    folder = tmp_path_factory.mktemp("clubs")
    done = run(
        "build", "--content", written(folder / "content"), "--output", folder / "site",
        "--today", "2026-01-15",
    )  # fmt: skip
    assert done.code == 0, done.out
    return BuiltSite(folder / "site")


def test_what_is_no_country_is_counted_apart_and_so_is_who_only_watches(site: BuiltSite) -> None:
    said = "Named here: 2 of 3 countries, as reported for 2025; and 1 member that is no country."
    assert said in site.text("")
    assert "Named here: 3 of 4 members, as reported for 2025." in site.text("")
    head = "Members named here: 3 of 4 members, 2 of 3 countries and 1 member that is no country"
    assert head in site.text("groups/club/")


def test_what_is_no_country_has_its_name_wherever_members_are_told(site: BuiltSite) -> None:
    front = site.pages["index.html"].html
    assert 'href="groups/club/#european-union"' in front
    assert 'id="card-club-european-union"' in front
    assert 'id="european-union"' in site.pages["groups/club/index.html"].html
    assert "one is European Union, or the Union." in site.text("")
    assert "Not on the map, since no country: European Union." in site.text("")
    drawing = (site.root / "figures/who/who.svg").read_text()
    assert ">EU</text>" in drawing
    table = list(csv.reader((site.root / "figures/who/who.csv").read_text().splitlines()))
    assert table[0][0] == "Member"
    assert [row[0] for row in table[1:]] == ["Brazil", "France", "Portugal", "European Union"]


def test_groups_are_compared_by_those_who_are_members(site: BuiltSite) -> None:
    said = (
        "The other club: 1 of 2 countries known to be a member;"
        " not known to be a member: Brazil (Watches it)."
    )
    assert said in site.text("")


def test_tables_of_members_say_who_counts_and_what_is_no_country(site: BuiltSite) -> None:
    with (site.root / "data/members.csv").open(encoding="utf-8", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["group"] == "club"]
    assert [(row["country"], row["country_name"], row["name"]) for row in rows] == [
        ("FRA", "France", ""),
        ("PRT", "Portugal", ""),
        ("BRA", "Brazil", ""),
        ("", "", "European Union"),
    ]
    group = json.loads((site.root / "groups/club/club.json").read_text())
    assert [row["counts"] for row in group["members"]] == [True, True, False, True]
    assert group["statuses"] == {"in": "In it", "watches": "Watches it"}


@pytest.mark.parametrize(
    ("was", "now", "told"),
    [
        ("{name: European Union,", "{", "a member must have a country or a name, but has neither"),
        ("{name: European Union,", "{country: DEU, name: Germany,", "or a name, not both"),
        ("{name: European Union,", "{name: Germany,", "write 'country: DEU' in its place"),
        ("{name: European Union,", "{country: EU,", "The EU is no country: write 'name:'"),
        ("counts: no}", "counts: never}", "must be one of: no, yes"),
        ("{country: BRA, status: watches", "{name: European Union, status: in", "is listed again"),
    ],
)
def test_members_that_cannot_be_are_told_with_the_cure(
    was: str, now: str, told: str, tmp_path: Path
) -> None:
    told = told.replace("is listed again", "must be listed once in 'club'")
    groups = FILES["groups.yaml"].replace(was, now, 1)
    assert told in checked(written(tmp_path, **{"groups.yaml": groups}))


def test_a_number_in_text_is_not_that_of_all_who_are_listed(tmp_path: Path) -> None:
    front = FILES["pages/index.md"].replace("[3 members]", "[4 members]")
    assert "bound-number" in checked(written(tmp_path, **{"pages/index.md": front}))
