"""Sources from managers of literature: each form as they write it, and broken ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pybtex.database import parse_string

from explainer import content
from explainer.imports.comparing import as_data
from tests.program import Run, run

CSL = [
    {
        "id": "http://zotero.org/users/8/items/QX7",
        "type": "article-newspaper",
        "title": "A night <i>without</i> trains &amp; trams",
        "container-title": "The Harbour Post",
        "author": [
            {"family": "Okafor", "given": "Ada"},
            {"family": "Berg", "given": "Ole", "non-dropping-particle": "van den"},
            {"literal": "Night desk"},
        ],
        "issued": {"date-parts": [["2025", 2, "3"]]},
        "accessed": {"date-parts": [[2025, 4, 1]]},
        "URL": "https://post.example/trains?id=7#top",
        "archive": "https://web.archive.example/1/https://post.example/trains",
        "language": "en-GB",
        "abstract": "long",
    },
    {
        "id": "tramPlan",
        "type": "report",
        "title": "خطة الترام",
        "publisher": "City of Harbour",
        "issued": {"date-parts": [[2024]], "circa": True},
        "DOI": "10.1234/tram.1",
    },
    {"id": "7", "type": "webpage", "title": "About", "issued": {"raw": "last spring"}, "page": "4"},
]
BIBTEX = r"""
@comment{kept by hand}
@online{harbour-post-2025, title = {A {N}ight without trains \& trams}, author = {Okafor, Ada and
  van den Berg, Ole and {Night desk}}, date = {2025-02-03}, url = {https://post.example/trains\_a},
  urldate = {2025-04-01}, langid = {english}, organization = {The Harbour Post}}
@techreport{Plan:2024, title = {Pl{\"a}ne}, institution = {City of Harbour}, year = 2024,
  month = mar, pages = {3--4}}
@article{tides, title = {Tides}, journal = {Waters}, volume = 4, year = {in press}, doi={10.1/x}}
"""
RIS = """TY  - NEWS
TI  - A night without trains
T2  - The Harbour Post
AU  - Okafor, Ada
AU  - van den Berg, Ole
PY  - 2025/02/03/
Y2  - 2025/04/01/
UR  - https://post.example/trains
LA  - en
ER  -

TY  - RPRT
TI  - Plan
PB  - City of Harbour
PY  - 2024///
SP  - 3
EP  - 4
ER  -
"""


def imported(folder: Path, text: str | bytes, name: str, *options: str) -> Run:
    """``import sources`` of a file, into the content of a repository that was just made."""
    if not (folder / "content").exists():
        assert run("new", folder).code == 0
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return run("import", "sources", folder / name, "--content", folder / "content", *options)


def errors(folder: Path) -> set[str]:
    """The rules that the content breaks."""
    done = run("check", "--content", folder / "content", "--format", "json")
    found = json.loads(done.out)["problems"]
    return {one["rule"] for one in found if one["severity"] == "error"}


def test_csl_json_becomes_sources_with_places_to_fill(tmp_path: Path) -> None:
    done = imported(tmp_path, json.dumps(CSL, ensure_ascii=False), "zotero.json")
    assert done.code == 0
    assert done.out == (
        "the-harbour-post-2025-02-03:\n  title: A night without trains & trams\n"
        "  publisher: The Harbour Post\n  type: news\n"
        "  author: Ada Okafor, Ole van den Berg, Night desk\n  published: 2025-02-03\n"
        "  language: en-GB\n  url: https://post.example/trains?id=7#top\n"
        "  archive: https://web.archive.example/1/https://post.example/trains\n"
        "  read_on: 2025-04-01\n\n"
        "tramplan:\n  title: خطة الترام\n  publisher: City of Harbour\n  type: document\n"
        "  published: 2024~\n  url: https://doi.org/10.1234/tram.1\n\n"
        "about:\n  title: About\n  publisher: TODO\n  type: TODO (webpage)\n"
        "  published: TODO (last spring)\n  where_found: TODO (page 4)\n"
    )
    assert "to-fill: 'type' of 'about'\n    write what kind of document it is: " in done.err


def test_bibtex_becomes_sources(tmp_path: Path) -> None:
    done = imported(tmp_path, BIBTEX, "refs.bib", "--write")
    assert done.code == 0, done.err
    text = (tmp_path / "content/sources/refs.yaml").read_text(encoding="utf-8")
    assert text == (
        "harbour-post-2025:\n  title: A Night without trains & trams\n"
        "  publisher: The Harbour Post\n  type: TODO (online)\n"
        "  author: Ada Okafor, Ole van den Berg, Night desk\n  published: 2025-02-03\n"
        "  language: en\n  url: https://post.example/trains_a\n  read_on: 2025-04-01\n\n"
        "plan-2024:\n  title: Pläne\n  publisher: City of Harbour\n  type: document\n"
        "  published: 2024-03\n  where_found: TODO (page 3–4)\n\n"
        "tides:\n  title: Tides\n  publisher: Waters\n  type: document\n"
        "  published: TODO (in press)\n  url: https://doi.org/10.1/x\n"
    )
    assert errors(tmp_path) == {"left-to-fill"}
    filled = text.replace("TODO (online)", "news").replace("TODO (page 3–4)", "in print")
    file = tmp_path / "content/sources/refs.yaml"
    file.write_text(filled.replace("published: TODO (in press)", "read_on: 2025-01-01"), "utf-8")
    assert errors(tmp_path) == set()


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_ris_becomes_sources(tmp_path: Path, ends: str) -> None:
    done = imported(tmp_path, RIS.replace("\n", ends), "export.ris")
    assert done.code == 0
    assert done.out == (
        "the-harbour-post-2025-02-03:\n  title: A night without trains\n"
        "  publisher: The Harbour Post\n  type: news\n  author: Ada Okafor, Ole van den Berg\n"
        "  published: 2025-02-03\n  language: en\n  url: https://post.example/trains\n"
        "  read_on: 2025-04-01\n\n"
        "city-of-harbour-2024:\n  title: Plan\n  publisher: City of Harbour\n  type: document\n"
        "  published: 2024\n  where_found: TODO (page 3-4)\n"
    )
    assert done.err.startswith("export.ris:12:1: to-fill: 'where_found' of 'city-of-harbour-2024'")


def test_known_sources_are_compared_by_address_and_id_and_left_alone(tmp_path: Path) -> None:
    assert imported(tmp_path, RIS, "one.ris", "--write").code == 0
    before = (tmp_path / "content/sources/one.yaml").read_bytes()
    again = RIS.replace("https://post", "http://www.post").replace("A night", "One night")
    done = imported(tmp_path, again, "two.ris", "--write")
    assert (done.code, done.out) == (0, "")
    assert "known: 'the-harbour-post-2025-02-03' stands at sources/one.yaml:1:1, and differs:" in (
        done.err
    )
    assert "title is 'A night without trains' here, 'One night without trains' in" in done.err
    assert (tmp_path / "content/sources/one.yaml").read_bytes() == before
    assert not (tmp_path / "content/sources/two.yaml").exists()


def test_two_articles_of_one_day_get_ids_of_their_own(tmp_path: Path) -> None:
    one = RIS.partition("TY  - RPRT")[0]
    other = one.replace("post.example/trains", "post.example/trams")
    done = imported(tmp_path, one + other + one, "two.ris", "--write")
    found, _ = content.load(tmp_path / "content")
    assert {"the-harbour-post-2025-02-03", "the-harbour-post-2025-02-03-2"} <= {*found.sources}
    assert (
        "two.ris:23:1: known: 'the-harbour-post-2025-02-03' above has the same address" in done.err
    )
    third = one.replace("post.example/trains", "post.example/buses")
    done = imported(tmp_path, third, "three.ris")
    assert done.out.startswith("the-harbour-post-2025-02-03-3:\n")


@pytest.mark.parametrize(
    ("text", "name", "told"),
    [
        (b"\xff\xfe[\x00]\x00", "x.json", "a file must be UTF-8, found UTF-16"),
        ("TI  - Übrig\nTY  - NEWS\n".encode("latin-1"), "x.ris", "perhaps 'Ü'"),
        ('[{"type": "book"}, {"type" "x"}]', "x.json", "x.json:1:28: refused: the file must be"),
        ('["a", 5]', "x.json", "an item must be an object of CSL-JSON, found '\"a\"'"),
        ("@book{a, title = {No end", "x.bib", "must be readable as BibTeX: syntax error in line 1"),
        ("<html></html>", "x.html", "must hold CSL-JSON, BibTeX or RIS, and no entry was found"),
        ("", "x.bib", "no entry was found"),
    ],
)
def test_what_cannot_be_read_is_refused(
    text: str | bytes, name: str, told: str, tmp_path: Path
) -> None:
    done = imported(tmp_path, text, name)
    assert done.code == 1
    assert told in done.err


def test_what_stands_above_a_mistake_is_taken(tmp_path: Path) -> None:
    done = imported(tmp_path, BIBTEX + "@book{cut, title = ", "refs.bib")
    assert done.code == 1
    assert "harbour-post-2025:\n" in done.out
    assert "Pläne" in done.out


def test_what_this_site_exports_comes_in_as_known(tmp_path: Path) -> None:
    assert run("new", tmp_path).code == 0
    assert run("build", "--content", tmp_path, "--today", "2026-06-01").code == 0
    bibtex = (tmp_path / "site/data/sources.bib").read_text(encoding="utf-8")
    assert len(parse_string(bibtex, "bibtex").entries) == bibtex.count("@misc")
    done = imported(tmp_path, bibtex, "back.bib")
    assert (done.code, done.out) == (0, "")
    assert done.err.count(": known: ") == bibtex.count("@misc")


def test_ten_thousand_sources_are_taken(tmp_path: Path) -> None:
    many = [
        {"id": f"s{n}", "type": "report", "title": f"T {n}", "publisher": "P",
         "URL": f"https://x.example/{n}"}
        for n in range(10_000)
    ]  # fmt: skip
    done = imported(tmp_path, json.dumps(many), "many.json", "--write")
    assert done.err.endswith("10000 sources taken\n")
    found, _ = content.load(tmp_path / "content")
    assert as_data(found.sources["s9999"])["url"] == "https://x.example/9999"
