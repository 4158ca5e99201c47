"""Who copies whom: copies counted as copies, suspicions as a range, and what copies changed."""

from __future__ import annotations

import shutil
from itertools import permutations
from pathlib import Path

import pytest

from explainer import content
from explainer.documents import parse_yaml
from explainer.evidence import comparison, ledger
from explainer.evidence.lineage import (
    Tally,
    ancestors,
    circles,
    copies,
    nearest,
    newsrooms,
    sentence,
    tally,
)
from explainer.model import Basis, Known, Origin, Source, SourceType
from tests.built_site import BuiltSite
from tests.program import run

RIVER_PACT = Path(__file__).parent / "sites" / "river-pact"


def source(name: str, *based_on: str, publisher: str = "", kind: SourceType = "news") -> Source:
    """A source; ``how:name`` says how it is based on another, a bare name that it credits it."""
    bases = []
    for text in based_on:
        how, _, origin = text.rpartition(":")
        bases.append(Basis.model_validate({"source": origin, "how": how or "credits"}))
    data = {
        "title": name.title(),
        "publisher": publisher or name.title(),
        "type": kind,
        "based_on": bases,
    }
    return Source.read(data, Known(Origin(parse_yaml(b"", "sources.yaml")[0]), name))


def of(*sources: Source) -> dict[str, Source]:
    return {one.id: one for one in sources}


def count(*sources: Source) -> tuple[int, int]:
    return tally(of(*sources), [one.id for one in sources], ()).newsrooms


def test_strangers_are_apart() -> None:
    assert count(source("ferry"), source("courier"), source("digest")) == (3, 3)


def test_a_copy_and_its_origin_are_one() -> None:
    assert count(source("wire"), source("ferry", "wire")) == (1, 1)


def test_copies_of_one_origin_are_one_even_if_the_origin_is_not_cited() -> None:
    known = of(source("wire"), source("ferry", "wire"), source("courier", "republishes:wire"))
    assert tally(known, ["ferry", "courier"], ()).newsrooms == (1, 1)


def test_copies_of_copies_are_one() -> None:
    chain = [source("a"), source("b", "a"), source("c", "translates:b"), source("d", "quotes:c")]
    assert count(*chain) == (1, 1)


def test_one_article_made_from_two_joins_both() -> None:
    assert count(source("a"), source("b"), source("c", "a", "b"), source("d")) == (2, 2)


def test_what_one_publisher_prints_is_one() -> None:
    first, second = source("a", publisher="The Ferry"), source("b", publisher="The Ferry")
    assert count(first, second) == (1, 1)
    assert count(first, second, source("c", "b"), source("d")) == (2, 2)


def test_a_copy_of_another_article_by_the_same_publisher_is_one_with_it() -> None:
    known = of(source("a", publisher="Wire"), source("b", publisher="Wire"), source("ferry", "b"))
    assert tally(known, ["a", "ferry"], ()).newsrooms == (1, 1)


def test_a_suspicion_gives_a_range() -> None:
    assert count(source("wire"), source("ferry", "suspected:wire")) == (1, 2)
    sure_and_suspected = source("ferry", "suspected:wire", "courier")
    assert count(source("wire"), source("courier"), sure_and_suspected) == (1, 2)


def test_a_chain_is_as_sure_as_its_weakest_link() -> None:
    chain = [source("a"), source("b", "suspected:a"), source("c", "b")]
    assert count(*chain) == (1, 2)


def test_documents_join_nobody_and_are_no_newsroom() -> None:
    decree = source("decree", kind="document")
    readers = [source("ferry", "quotes:decree"), source("courier", "quotes:decree")]
    counted = tally(of(decree, *readers), ["decree", "ferry", "courier"], ["the ministry"])
    assert counted == Tally(2, 1, (2, 2), ("the ministry",))


def test_what_is_not_known_or_named_twice_counts_once_or_not_at_all() -> None:
    counted = tally(of(source("ferry", "gone")), ["ferry", "ferry", "nobody"], ["Ada", "", "Ada"])
    assert counted == Tally(1, 0, (1, 1), ("Ada",))


def test_a_circle_ends_and_is_told_once() -> None:
    known = of(source("a", "c"), source("b", "a"), source("c", "b"), source("d", "a"))
    assert list(circles(known)) == [("a", "c", "b")]
    assert newsrooms(known, known, suspected=True) == [("a", "b", "c", "d")]
    assert ancestors(known, "d", suspected=True) == ["a", "c", "b"]
    assert list(circles(of(source("self", "self")))) == [("self",)]
    assert list(circles(of(source("a"), source("b", "a")))) == []


def test_the_order_of_the_files_does_not_matter() -> None:
    sources = [
        source("a"),
        source("b", "suspected:a"),
        source("c", "b", publisher="Ferry"),
        source("d", publisher="Ferry"),
        source("e", "d"),
    ]
    counts = {repr(count(*order)) for order in permutations(sources)}
    groups = {
        repr(newsrooms(of(*order), [one.id for one in order], suspected=False))
        for order in permutations(sources)
    }
    assert counts == {"(1, 2)"}
    assert groups == {repr([("a",), ("b", "c", "d", "e")])}


def test_what_is_based_on_a_source() -> None:
    known = of(source("wire"), source("ferry", "wire"), source("courier", "suspected:wire"))
    assert [(one.id, basis.how) for one, basis in copies(known)["wire"]] == [
        ("ferry", "credits"),
        ("courier", "suspected"),
    ]


@pytest.mark.parametrize(
    ("counted", "said"),
    [
        (Tally(5, 0, (2, 2), ("Ada",)), "5 articles, 2 newsrooms, 1 original claimant: Ada"),
        (Tally(3, 0, (1, 2), ()), "3 articles, 1 to 2 newsrooms"),
        (Tally(1, 1, (1, 1), ()), "1 primary document, 1 article, 1 newsroom"),
        (Tally(0, 2, (0, 0), ("A", "B")), "2 primary documents, 2 original claimants: A; B"),
    ],
)
def test_one_sentence(counted: Tally, said: str) -> None:
    assert sentence(counted, "en-GB") == said


# --- what a copy changed --------------------------------------------------------------------------


def book_of(folder: Path, facts: str) -> ledger.Ledger:
    folder.mkdir(exist_ok=True)
    entry = "title: T, publisher: P, type: news, where_found: here"
    (folder / "site.yaml").write_text("title: T\n")
    (folder / "sources.yaml").write_text(f"wire: {{{entry}}}\nferry: {{{entry}}}\n")
    (folder / "facts.yaml").write_text(facts)
    found, _ = content.load(folder)
    assert found.facts
    return ledger.keep(found)[0]


def compared(tmp_path: Path, wire: str, ferry: str, kind: str = "target") -> list[bool]:
    """Whether the answers of ferry, a copy, are those of wire."""
    shown = "shown: 1,200 km" if kind == "target" else "means: It is so."
    book = book_of(
        tmp_path,
        f"a:\n  question: Q?\n  label: l\n  kind: {kind}\n  when: 2030\n  {shown}\n"
        f"  answers:\n{wire}{ferry}",
    )
    account = book.accounts["a"]
    by_source = {
        name: [(account, one) for one in account.replies if one.source.id == name]
        for name in ("wire", "ferry")
    }
    return [pair.same for pair in comparison.compare(by_source["ferry"], by_source["wire"])]


def answer(name: str, rest: str = "") -> str:
    return f"  - {{source: {name}{', ' if rest else ''}{rest}}}\n"


@pytest.mark.parametrize(
    ("wire", "ferry", "same"),
    [
        ("says: '1,200 km'", "says: '1,200 km'", [True]),
        ("says: '1,200 km'", "says: about 1200 km", [True]),
        ("says: '1,200 km'", "says: '1,200 miles'", [False]),
        ("says: '1,200 km', also: 746 miles", "says: 746 miles", [True]),
        ("says: '1,200 km'", "says: '1,200 km', when: 2035", [False]),
        ("says: '1,200 km'", "says: '1,200 km', when: 2030-06", [True]),
        ("says: '1,200 km'", "says: '1,200 km', means: by boat", [False]),
        ("says: unknown", "says: unknown", [True]),
        ("says: unknown", "says: '1,200 km'", [False]),
    ],
)
def test_a_copy_is_set_beside_its_origin(
    tmp_path: Path, wire: str, ferry: str, same: list[bool]
) -> None:
    assert compared(tmp_path, answer("wire", wire), answer("ferry", ferry)) == same


def test_of_two_answers_of_the_origin_the_same_one_counts(tmp_path: Path) -> None:
    wire = answer("wire", "says: 3 km") + answer("wire", "says: '1,200 km'")
    assert compared(tmp_path, wire, answer("ferry", "says: '1,200 km'")) == [True]
    assert compared(tmp_path, wire, answer("ferry", "says: 9 km")) == [False]


def test_statements_are_the_same_in_the_same_words(tmp_path: Path) -> None:
    assert compared(tmp_path, answer("wire"), answer("ferry"), "statement") == [True]
    other = answer("ferry", "says: not so")
    assert compared(tmp_path, answer("wire"), other, "statement") == [False]
    agreeing = answer("wire", "says: Not so")
    assert compared(tmp_path, agreeing, other, "statement") == [True]


def test_what_only_one_of_them_answers_is_left_out(tmp_path: Path) -> None:
    assert compared(tmp_path, "", answer("ferry", "says: '1,200 km'")) == []


def test_pages_tell_what_copies_changed_and_what_one_voice_is_worth(tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert run("--content", RIVER_PACT, "--output", output, "--today", "2026-11-22").code == 0
    site = BuiltSite(output)
    ferry = site.text("sources/morning-ferry-2024-03-15/")
    assert "names the agency under its headline" in ferry
    assert (
        "The one fact that both report differs."
        " “Here” is this text, “there” is Valley Wire, 14 March 2024."
    ) in ferry
    assert "Here: 1,200 miles. There: about 1,200 kilometres." in ferry
    digest = site.text("sources/river-digest-2024-03-16/")
    assert "On the one fact that both report it says the same." in digest
    courier = site.text("sources/delta-courier-2025-12-02/")
    assert "On all 4 facts that both report it says the same." in courier
    assert "seems to be based on it" in courier
    assert "State of Portugal" in site.text("sources/radio-shore-2025-09-06/")
    assert "2 newsrooms 9 countries" in site.text("facts/pact-countries/")
    warning = "confirms that it was said, not that it is so"
    assert warning in site.text("facts/pact-countries/")
    assert warning not in site.text("facts/free-rivers-2024/")
    assert "· Sources" in site.text("")


# What stands under the name of a source that answers.
AT_THE_ANSWER = {
    "facts/free-rivers-2030/": [
        "1,200 miles & more or in an archive credits Valley Wire, 14 March 2024",
        "La Ribera Alta, 16 March 2024 translates The Morning Ferry, 15 March 2024",
    ],
    "facts/weirs-left/": [
        "Heron’s Notebook, about 2025 perhaps after Delta Courier, 2 December 2025"
    ],
    "events/signing/": ["River Digest, 16 March 2024 reprints Valley Wire, 14 March 2024"],
    "events/first-weir/": [
        "quotes Reed Survey, November 2025; rewrites River Digest, 16 March 2024"
    ],
}


def test_at_its_answer_a_copy_is_known_as_one(tmp_path: Path) -> None:
    output = tmp_path / "site"
    assert run("--content", RIVER_PACT, "--output", output, "--today", "2026-11-22").code == 0
    site = BuiltSite(output)
    for address, rows in AT_THE_ANSWER.items():
        text = site.text(address)
        assert [words for words in rows if words not in text] == [], address
    assert "perhaps after" not in site.text("")


def test_a_statement_that_a_copy_changed_is_told_in_whole_words(tmp_path: Path) -> None:
    content = shutil.copytree(RIVER_PACT, tmp_path / "content")
    facts = content / "facts" / "more.yaml"
    facts.write_text(
        "who-measures:\n  question: Who measures?\n  label: who measures\n  kind: statement\n"
        "  means: The council measures.\n  checked: 2026-05-30\n  answers:\n"
        "    - {source: valley-wire-2024-03-14}\n"
        "    - source: river-digest-2024-03-16\n      says: the council has measured\n"
        "      conflict: garbled\n      note: It will.\n"
    )
    output = tmp_path / "site"
    done = run("--content", content, "--output", output, "--today", "2026-11-22")
    assert done.code == 0, done.out
    digest = BuiltSite(output).text("sources/river-digest-2024-03-16/")
    assert "Of 2 facts that both report, 1 differs." in digest
    assert "Who measures. Here: the council has measured. There: as we print it." in digest


BLOG = source("crypto", "suspected:agency", kind="blog")
GATHERED = source("gathered", kind="aggregator")
REWORDED = source("daily", "rewrites:agency")
REPRINT = source("courier", "republishes:agency")
REPORT = source("gazette", "quotes:decree")
AGENCY = source("agency", "quotes:decree", kind="agency")
DECREE = source("decree", kind="document")


@pytest.mark.parametrize(
    ("sources", "claimant", "expected"),
    [
        ([BLOG, REWORDED, AGENCY], "Agency", AGENCY),
        ([BLOG, REWORDED, REPRINT], "Agency", REPRINT),
        ([BLOG, GATHERED, REWORDED], "Agency", REWORDED),
        ([REPRINT, REPORT], "", REPORT),
        ([REPORT, AGENCY], "Agency", AGENCY),
        ([AGENCY, REPORT, DECREE], "Agency", DECREE),
        ([BLOG, GATHERED], "Agency", GATHERED),
    ],
)
def test_a_card_names_the_source_that_is_nearest_to_what_was_said(
    sources: list[Source], claimant: str, expected: Source
) -> None:
    for order in permutations(sources):
        there = [one.model_copy(update={"url": "https://example.org/"}) for one in order]
        found = nearest(there, claimant)
        assert found is not None
        assert found.id == expected.id


def test_what_cannot_be_opened_is_named_last() -> None:
    there = REWORDED.model_copy(update={"url": "https://example.org/"})
    assert nearest([DECREE, there]) == there
