"""``find``: the very words of a source, by which readers and programs are led to the place."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from urllib.parse import unquote, urlsplit

import extruct
import pytest
from rdflib import RDF, Graph, Namespace

from explainer import content
from explainer.evidence import ledger
from explainer.site.passages import at_words
from tests.built_site import BuiltSite
from tests.packed import ROOT
from tests.program import run

RIVERS = ROOT / "tests" / "sites" / "river-pact"
OA, SCHEMA = Namespace("http://www.w3.org/ns/oa#"), Namespace("https://schema.org/")
WORDS = "1,200 kilometres of river, re-opened"
ENCODED = "1%2C200%20kilometres%20of%20river%2C%20re%2Dopened"


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    output = tmp_path_factory.mktemp("rivers") / "site"
    done = run("build", "--content", RIVERS, "--output", output, "--today", "2026-06-01")
    assert done.code == 0, done.out
    return BuiltSite(output)


@pytest.mark.parametrize(
    ("address", "words", "led"),
    [
        ("https://a.org/b", "80 %", "https://a.org/b#:~:text=80%20%25"),
        ("https://a.org/b?c=d#e", "x", "https://a.org/b?c=d#e:~:text=x"),
        ("https://a.org/b#:~:text=old", "new", "https://a.org/b#:~:text=new"),
        ("https://a.org/b#e:~:text=old", "new", "https://a.org/b#e:~:text=new"),
        ("https://a.org/b", "a-b, c & d", "https://a.org/b#:~:text=a%2Db%2C%20c%20%26%20d"),
        ("https://a.org/b", "11,2 трлн", "https://a.org/b#:~:text=11%2C2%20%D1%82%D1%80%D0%BB%D0%BD"),
        ("https://a.org/plan.PDF?x=1", "80 %", "https://a.org/plan.PDF?x=1"),
        ("https://a.org/b", "", "https://a.org/b"),
        ("", "80 %", ""),
    ],
)  # fmt: skip
def test_words_become_a_text_fragment(address: str, words: str, led: str) -> None:
    assert at_words(address, words) == led


def test_no_sign_of_a_fragment_stands_in_the_words() -> None:
    every = "".join(map(chr, range(32, 127)))
    [_, fragment] = at_words("https://a.org/", every).split(":~:text=")
    assert not set("-,&#=") & set(fragment)
    assert unquote(fragment) == every


@pytest.mark.parametrize("page", ["facts/free-rivers-2030/", "sources/valley-wire-2024-03-14/"])
def test_readers_are_led_to_the_words_in_the_source_and_in_its_copy(
    rivers: BuiltSite, page: str
) -> None:
    targets = [link.target for link in rivers.page(page).links]
    for home in ("https://example.org/wire/1", "https://archive.example.org/wire/1"):
        assert f"{home}#:~:text={ENCODED}" in targets
    assert WORDS in rivers.text(page)


def test_the_card_of_a_fact_leads_to_the_words_of_its_source(rivers: BuiltSite) -> None:
    targets = [link.target for link in rivers.page("").links]
    assert f"https://example.org/wire/1#:~:text={ENCODED}" in targets


def test_words_go_out_as_data_of_their_answer(rivers: BuiltSite) -> None:
    facts = json.loads((rivers.root / "data/facts.json").read_text(encoding="utf-8"))
    [fact] = (one for one in facts if one["id"] == "free-rivers-2030")
    assert WORDS in [answer["find"] for answer in fact["answers"]]
    with (rivers.root / "data/answers.csv").open(encoding="utf-8-sig", newline="") as opened:
        found = {row["find"] for row in csv.DictReader(opened) if row["find"]}
    assert WORDS in found


def test_words_are_a_selector_to_programs(rivers: BuiltSite) -> None:
    def claim(name: str) -> str:
        """The claim, without an address from which its terms would be fetched."""
        html = (rivers.root / f"facts/{name}/index.html").read_text(encoding="utf-8")
        read = extruct.extract(html, syntaxes=["json-ld"], errors="strict")["json-ld"]
        [found] = (one for one in read if one["@type"] == "Claim")
        return json.dumps(found | {"@context": {"@vocab": str(SCHEMA)}})

    graph = Graph().parse(data=claim("free-rivers-2030"), format="json-ld")
    [selector] = graph.subjects(RDF.type, OA.TextQuoteSelector)
    assert [str(one) for one in graph.objects(selector, OA.exact)] == [WORDS]
    [source] = graph.subjects(OA.hasSelector, selector)
    assert [str(one) for one in graph.objects(source, SCHEMA.url)] == ["https://example.org/wire/1"]


def test_a_date_may_have_words_too(tmp_path: Path) -> None:
    assert run("new", tmp_path / "mine").code == 0
    root = tmp_path / "mine" / "content"
    (root / "sources.yaml").open("a", encoding="utf-8").write(
        "\ndiary:\n  title: A diary\n  publisher: A. Writer\n  type: blog\n"
        "  url: https://example.org/diary\n"
    )
    (root / "events.yaml").open("a", encoding="utf-8").write(
        "\nsnow:\n  title: It snows\n"
        "  dates: [{when: 2026-01-01, source: diary, find: snow on Thursday}]\n"
    )
    done = run("build", "--content", root, "--output", tmp_path / "site", "--today", "2026-06-01")
    assert done.code == 0, done.out
    targets = [link.target for link in BuiltSite(tmp_path / "site").page("events/snow/").links]
    assert "https://example.org/diary#:~:text=snow%20on%20Thursday" in targets


def test_what_the_articles_say_can_be_found_in_them() -> None:
    """The flagship leads to words only in sources that have an address, and to short ones."""
    found, _ = content.load(ROOT / "content")
    book, _ = ledger.keep(found)
    led = [reply for one in book.accounts.values() for reply in one.replies if reply.answer.find]
    assert len(led) >= 20
    for reply in led:
        parts = urlsplit(at_words(reply.source.url, reply.answer.find))
        assert unquote(parts.fragment) == f":~:text={reply.answer.find}"


def refused(
    folder: Path, says: str, find: str, language: str = "en", kind: str = "estimate"
) -> bool:
    """Whether words are refused, for want of the number that their answer says."""
    (folder / "pages").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: Weirs\n")
    (folder / "pages" / "index.md").write_text("---\ntitle: W\nsummary: W.\n---\nText.\n")
    (folder / "sources.yaml").write_text(
        f"a:\n  title: A\n  publisher: B\n  type: news\n  url: https://example.org/a\n"
        f"  language: {language}\n"
    )
    shown = "" if kind == "statement" else f"  shown: '{says}'\n"
    (folder / "facts.yaml").write_text(
        f"f:\n  question: Q?\n  label: l\n  kind: {kind}\n{shown}"
        f"  answers: [{{source: a, says: '{says}', find: '{find}'}}]\n", encoding="utf-8"
    )  # fmt: skip
    done = run("check", "--content", folder, "--format", "json", "--today", "2026-06-01")
    rules = {one["rule"] for one in json.loads(done.out)["problems"] if one["severity"] == "error"}
    assert rules <= {"find-without-number"}, done.out
    return bool(rules)


@pytest.mark.parametrize(
    ("says", "find", "language"),
    [
        ("11.2 trillion RUB", "11.2 trillion roubles", "en"),
        ("11.2 trillion RUB", "11,2 Billionen Rubel", "de"),
        ("11.2 trillion RUB", "11,2 трлн рублей", "ru"),
        ("11.2 trillion RUB", "11.2万亿卢布", "zh"),
        ("2.4 million EUR", "2,4 Mio. Euro", "de"),
        ("1,200 km", "1.200 Kilometer", "de"),
        ("1,200 km", "1 200 kilomètres", "fr"),
        ("1,200 km", "1200km", "en"),
        ("1.2 km", "1,200 metres", "en"),
        ("80 %", "eighty per cent", "en"),
        ("80 %", "achtzig Prozent", "de"),
        ("10 countries", "ten nations", "en"),
        ("31 of 83", "31st out of 83", "en"),
        ("7 times", "sevenfold", "en"),
        ("6 to 9 months", "six to nine months", "en"),
        ("50 %", "half of them", "en"),
        ("about 5 %", "around 5%", "en"),
        ("over 11 trillion RUB", "more than 11 trillion", "en"),
        ("2023-04", "in April 2023", "en"),
        ("2023", "2023", "en"),
        ("2023-04", "im April 2023", "de"),
        ("10 times", "ten times as much", "en"),
        ("unknown", "would not say", "en"),
    ],
)
def test_words_may_say_the_number_in_any_way(
    tmp_path: Path, says: str, find: str, language: str
) -> None:
    assert not refused(tmp_path, says, find, language)


@pytest.mark.parametrize(
    ("says", "find", "language"),
    [
        ("11.2 trillion RUB", "11.3 trillion roubles", "en"),
        ("11.2 trillion RUB", "112 trillion roubles", "en"),
        ("11.2 trillion RUB", "11.25 trillion roubles", "en"),
        ("11.2 trillion RUB", "trillion roubles", "en"),
        ("11.2 trillion RUB", "11,3 Billionen Rubel", "de"),
        ("80 %", "8 per cent", "en"),
        ("80 %", "180 per cent", "en"),
        ("31 of 83", "32nd out of 84", "en"),
        ("2023-04", "in May 2023", "en"),
        ("1,200 km", "12,001 kilometres", "en"),
        ("2023-04", "im April 2022", "de"),
        ("50 %", "a third of them", "en"),
    ],
)
def test_words_with_another_number_are_refused(
    tmp_path: Path, says: str, find: str, language: str
) -> None:
    assert refused(tmp_path, says, find, language)


def test_a_statement_has_no_number_to_be_found(tmp_path: Path) -> None:
    assert not refused(tmp_path, "", "in due course", kind="statement")
