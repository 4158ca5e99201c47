"""Markdown: what it becomes, what it binds, and where in the file that stands.

The fixtures are read by markdown-it's own reader: a title, then the source, then what comes out,
between lines that hold a full stop.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.utils import read_fixture_file
from markupsafe import Markup, escape

from explainer import documents, prose
from explainer.documents import Extract
from explainer.problems import Place, Problem, as_text
from explainer.prose import Link, Prose

FIXTURES = Path(__file__).parent / "fixtures" / "prose"


def fixtures(name: str) -> list[object]:
    cases = read_fixture_file(FIXTURES / name)
    return [pytest.param(*texts, id=title) for _, title, *texts in cases]


def read(source: str) -> tuple[Prose, list[Problem]]:
    return prose.page(Extract(Place("p.md"), source))


def bind(link: Link, inner: Markup) -> Markup:
    target = link.target + (f"#{link.part}" if link.part else "")
    return Markup("{{{}:{}|{}}}").format(link.scheme, target, inner)


# --- HTML -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("source", "html"), fixtures("html.md"))
def test_html(source: str, html: str) -> None:
    text, problems = read(source)
    assert text.html(bind) == html
    assert not [problem for problem in problems if problem.severity == "error"]


def test_html_can_be_asked_for_again_and_otherwise() -> None:
    text, _ = read("[a](fact:x)")
    assert text.html(bind) == text.html(bind)
    assert text.html(lambda link, inner: Markup("<b>") + inner + Markup("</b>")) == (
        "<p><b>a</b></p>\n"
    )


def test_a_caller_who_returns_plain_text_gets_it_escaped() -> None:
    text, _ = read("<fact:x>")
    assert text.html(lambda link, inner: "a < b") == "<p>a &lt; b</p>\n"  # type: ignore[arg-type, return-value]


# --- mistakes -------------------------------------------------------------------------------------


@pytest.mark.parametrize(("source", "said"), fixtures("faults.md"))
def test_faults(source: str, said: str) -> None:
    _, problems = read(source)
    assert "".join(f"{as_text(one).removeprefix('p.md:')}\n" for one in problems) == said


def test_a_garbled_link_is_one_mistake_not_two() -> None:
    text, problems = read("It is [1,200 km](fact: river-length) long and 30 km wide.")
    assert len(problems) == 1
    assert [number.text for number in text.numbers] == ["30 km"]


def test_what_may_not_be_linked_is_not_linked() -> None:
    text, _ = read("[run](javascript:alert(1)) <data:text/html,x> ![a](dam.png) [x](facts:y)")
    assert text.links == ()
    assert text.html(bind) == "<p>run data:text/html,x a x</p>\n"


# --- links ----------------------------------------------------------------------------------------


def test_what_a_link_says_of_itself() -> None:
    (member, value, page, web, figure), _ = links_of(
        "[the *French* part](group:pact#FRA) <fact:river-length> [more](a/b.md#dams)\n"
        "[web](https://example.org/#x) ![Dams](figure:dams)"
    )
    assert (member.scheme, member.target, member.part) == ("group", "pact", "FRA")
    assert (member.text, member.automatic, member.image) == ("the French part", False, False)
    assert (value.target, value.text, value.automatic) == ("river-length", "", True)
    assert (page.scheme, page.target, page.part, page.web) == ("", "a/b.md", "dams", False)
    assert (web.scheme, web.target, web.part, web.web) == ("", "https://example.org/#x", "", True)
    assert (figure.scheme, figure.target, figure.text, figure.image) == (
        "figure",
        "dams",
        "Dams",
        True,
    )


def links_of(source: str) -> tuple[tuple[Link, ...], list[Problem]]:
    text, problems = read(source)
    return text.links, problems


def test_blocks_and_sections() -> None:
    text, _ = read(
        "<fact:a> <fact:b>\n\n<fact:c>\n\n## One\n\n- <fact:d>\n- <fact:e>\n\n"
        "| <fact:f> | <fact:g> |\n|-|-|\n\n### Two\n\n<fact:h>"
    )
    blocks = {link.target: link.block for link in text.links}
    assert blocks["a"] == blocks["b"]
    assert len(set(blocks.values())) == 7
    assert {link.target: link.section for link in text.links} == (
        dict.fromkeys("abc", 0) | dict.fromkeys("defg", 1) | {"h": 2}
    )


def test_a_footnote_belongs_to_the_section_that_refers_to_it() -> None:
    text, _ = read("## Dams\n\nIn 2030.[^note]\n\n## Weirs\n\n[^note]: From 2025.\n\nIn 2040.")
    assert [(number.text, number.section) for number in text.numbers] == [
        ("2030", 1),
        ("2025", 1),
        ("2040", 2),
    ]


# --- numbers --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "numbers"),
    [
        ("40 dams, fifteen weirs", ["40", "fifteen"]),
        ("**11.2** *million* tonnes", ["11.2 million tonnes"]),
        ("11.2\nmillion tonnes", ["11.2 million tonnes"]),
        ("1\\.5 km, &#50;0 km", ["1.5 km", "20 km"]),
        ("[40](fact:dams) `50` [60](a.md) ![70](figure:x) <https://example.org/2030>", []),
        ("1. dams\n2. weirs", []),
        ("[40](fact:dams) million", []),
        ("| 40 | [50](fact:x) |\n|-|-|\n| 60 | `70` |", ["40", "60"]),
        ("## Dams in 2030\n\n> and 2040", ["2030", "2040"]),
        ("Dams.[^1]\n\n[^1]: 40 of them.", ["40"]),
        ("<!-- 40 --> dams <b title=50>", []),
    ],
)
def test_numbers_that_no_link_binds(source: str, numbers: list[str]) -> None:
    text, _ = read(source)
    assert [number.text for number in text.numbers] == numbers


def test_numbers_in_headings_say_so() -> None:
    text, _ = read("## Dams in 2030\n\nand 2040")
    assert [number.in_heading for number in text.numbers] == [True, False]


# --- excuses --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("source", "excused"),
    [
        ("40 dams, 50 weirs\n<!-- unbound: a saying -->", {"40", "50"}),
        ("40 dams\n\n<!--unbound : over\nlines -->\n\n50 weirs", {"40"}),
        ("40 dams <!-- unbound: why --> more\n\n50 weirs", {"40"}),
        ("- 40 dams\n- 50 weirs\n  <!-- unbound: why -->\n- 60 locks", {"50"}),
        ("- 40 dams\n- 50 weirs\n\n<!-- unbound: why -->", {"40", "50"}),
        ("| 40 dams | weirs |\n|-|-|\n| fish | 60 locks |\n<!-- unbound: why -->", {"40", "60"}),
        ("40 dams\n\n<!-- a note -->\n<!-- unbound: why -->", {"40"}),
        ("## 40 dams\n<!-- unbound: why -->", {"40"}),
        ("40 dams\n\n50 weirs\n<!-- not unbound -->", set()),
    ],
)
def test_an_excuse_covers_the_block_before_it(source: str, excused: set[str]) -> None:
    text, _ = read(source)
    blocks = {excuse.block for excuse in text.excuses}
    assert {number.text for number in text.numbers if number.block in blocks} == excused
    assert blocks <= {number.block for number in text.numbers}


def test_an_excuse_where_there_is_no_number_is_kept_for_the_rule_against_it() -> None:
    text, _ = read("| a | b |\n|-|-|\n<!-- unbound: why -->")
    assert [excuse.why for excuse in text.excuses] == ["why"]


# --- plain text -----------------------------------------------------------------------------------


def test_plain_text_speaks_automatic_links() -> None:
    text, _ = read(
        "## How *long*?\n\nIt is <fact:river-length>,\nsays [the agency](source:agency) &amp; "
        "`others`<!-- here -->.[^1]\n\n- see [more](a.md)\n\n[^1]: Note."
    )
    assert text.plain(lambda link: f"<{link.target}>") == (
        "How long?\nIt is <river-length>, says the agency & others.\nsee more\nNote."
    )


def test_a_heading_is_spoken_too_and_its_anchor_does_not_depend_on_the_value() -> None:
    text, _ = read("## Over <fact:river-length> of river")
    (heading,) = text.headings
    assert heading.plain(lambda link: "1,200 km") == "Over 1,200 km of river"
    assert text.anchors == ("over-of-river",)


def test_no_markdown_no_text() -> None:
    text, problems = read("")
    assert (text, problems, text.html(bind), text.text) == (Prose(), [], "", "")


# --- places ---------------------------------------------------------------------------------------

# "¦" stands before every link and every unbound number; it is taken out before reading.
MARKED = [
    "In ¦2030, ¦[a](fact:x) and ¦<event:y> of ¦[b][ref].\n\n[ref]: fact:2030",
    "Größe 漢字 😀 ¦40 and ¦[b](fact:x)\nis ¦50,  \nor ¦60\\\nor ¦[c](fact:x)",
    "   Some spaces ¦40\n        and more ¦50\n\tand a tab ¦60 ",
    "¦11.2\nmillion and **¦[x](fact:x)** and *¦40*, **¦50** _¦60_.",
    "a &amp; \\* ¦40 \\\\¦[x](fact:x) <b> ¦50 <!-- c --> ¦60 `4` ¦70",
    "- load ¦40\n- ¦[item](fact:x)\n\n  para ¦50\n  lazy\nnext ¦60\n  1. deep ¦70\n\n\t   tab ¦80",
    "> quote ¦40\n> > deep ¦[x](fact:x)\nlazy ¦50\n>\n> - list ¦60\n>   more ¦70",
    "## Heading ¦40 ##\n\nsetext ¦50\nof lines ¦[x](fact:x)\n---\n\n- # ¦60 # \n",
    "| ¦40 | a |\n|-|-|\n|  ¦[x](fact:x)  | ¦50 |\n| \\| ¦60 \\| ¦70 | b\\|¦80 | 90 |\n| ¦44 |\n",
    "¦40 | ¦40\n---|---\n¦50 | b | c\n  \\| ¦60 | ¦50",
    "> - ¦40 | ¦[x](fact:x)\n>   --|--\n>   | | ¦40 |",
    "Note[^n] ¦40 ¦[x](fact:x)\n\n[^n]: note ¦50\n    and ¦60\n\n    > ¦[y](fact:y)\n\n¦70",
    "¦![a](figure:b)\n¦![c](figure:d)",
    "\u00a0\u2003¦40\u00a0dams\n\u00a0and ¦50",
    "¦40\n\n¦40\n¦40\n\n> ¦40\n\n- ¦40",
    "```\n40\n```\n\n    50\n\n1. ¦60",
    "¦[a 40 \\] `]` ![i](figure:x) b](<fact:x> 'title 50') ¦60",
]


def unmarked(source: str) -> tuple[str, list[tuple[int, int]]]:
    """The source without its marks, and the line and column of each."""
    places = [
        (number, mark.start() - count + 1)
        for number, line in enumerate(source.split("\n"), 1)
        for count, mark in enumerate(re.finditer("¦", line))
    ]
    return source.replace("¦", ""), places


def found(text: Prose) -> list[tuple[int, int]]:
    links = [link.place for link in text.links if not _in_another(link, text)]
    starts = [number.place for number in text.numbers]
    return sorted((place.line, place.column) for place in links + starts)


def _in_another(link: Link, text: Prose) -> bool:
    return link.image and any(not one.image and one.block == link.block for one in text.links)


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
@pytest.mark.parametrize("marked", MARKED)
def test_places_on_a_page(marked: str, line_end: str) -> None:
    front = "---\ntitle: Dams\n---\n"
    source, places = unmarked(front + marked)
    data = source.replace("\n", line_end).encode()
    text, _ = prose.page(documents.parse_page(data, "pages/dams.md")[0].body)
    assert found(text) == places


FIELDS = [
    'plain ¦40 and ¦[x](fact:x) it\'s "so"',
    "'simple ¦40'",
    "plain over\n    lines ¦40 and\n\n    ¦[x](fact:x)",
    '"quoted \\"so\\" ¦40 \\u00e9\\x41\\U0001F600 \\\n    and\\u00a0¦[x](fact:x)\\n¦50 \\\\¦60"',
    "'quoted ''so'' ¦40\n    and ¦[it''s](fact:x) ''¦50'''",
    '>\n    folded "so" ¦40\n    and ¦[x](fact:x)\n\n      deeper ¦50\n',
    "|\n    'literal' ¦40\n    and ¦[x](fact:x)\n",
    '>-\n    "x" ¦40 \\* ¦50\n    ¦<fact:x>',
]


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["LF", "CRLF"])
@pytest.mark.parametrize("marked", FIELDS)
def test_places_in_a_yaml_field(marked: str, line_end: str) -> None:
    source, places = unmarked(f"# 漢字 40\ndams:\n  é: x\n  note: {marked}\n")
    data = source.replace("\n", line_end).encode()
    document, problems = documents.parse_yaml(data, "facts.yaml")
    assert problems == []
    value = document.value["dams"]["note"]
    text, _ = prose.inline(document.values["dams", "note"], value)
    assert found(text) == places
    assert {link.block for link in text.links} <= {0}


def test_a_yaml_field_is_inline_markdown() -> None:
    text, problems = prose.inline(Extract(Place("f.yaml"), "# *a*\n\n- b[^1]"), "# *a*\n\n- b[^1]")
    assert text.html(bind) == "# <em>a</em>\n\n- b[^1]"
    assert [problem.rule for problem in problems] == ["unknown-footnote"]


def test_the_text_of_a_link_has_a_place_of_its_own() -> None:
    links, _ = links_of("a [b](fact:x) <fact:x>\n\n![c](figure:x)")
    assert [link.text_place[1:] for link in links] == [(1, 4), (1, 16), (3, 3)]


# --- whatever is written --------------------------------------------------------------------------

FRAGMENTS = (
    *"[]()<>!#^*_`|\\\n\t \0",
    *("\n\n", "    ", "> ", "- ", "1. ", "## ", "| ", "|-|-|\n", "\\|", "**", "```"),
    *("fact:", "figure:", "javascript:", "id", "[^1]", "[^1]: ", "[r]", "[r]: fact:x\n"),
    *("<b>", "<!--", "-->", " unbound: ", "&amp;", "&#x41;"),
    *("é", "漢", "😀", "\u00a0", "\x0c", "\u2028"),
    *("2030", "11.2 million", "fifteen", "31 of 83", "a ", "![a](figure:b)", "[a](fact:b)"),
)
ANYTHING = st.lists(st.sampled_from(FRAGMENTS), max_size=25).map("".join) | st.text(max_size=50)


@settings(max_examples=150, deadline=None)
@given(ANYTHING)
def test_any_page_can_be_read(source: str) -> None:
    text, problems = read(source.replace("\r", "\n"))
    lines = source.replace("\r", "\n").split("\n")
    for link in text.links:
        first = lines[link.place.line - 1][link.place.column - 1]
        assert first == ("!" if link.image else "<" if link.automatic else first)
        assert first in "![<"
    for number in text.numbers:
        assert lines[number.place.line - 1][number.place.column - 1] in (number.text[0], *"\\&")
    for problem in problems:
        assert problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.hint
    assert_harmless(text)


@settings(max_examples=100, deadline=None)
@given(ANYTHING, st.sampled_from(["", "'", '"']))
def test_any_field_can_be_read(value: str, quote: documents.text.Quote) -> None:
    text, _ = prose.inline(Extract(Place("f.yaml"), quote + value + quote, quote), value)
    assert_harmless(text)


def assert_harmless(text: Prose) -> None:
    """Nothing of what was written gets into the HTML as HTML."""
    html = text.html(lambda link, inner: escape("{") + inner + "}")
    assert html == text.html(lambda link, inner: escape("{") + inner + "}")
    assert "<b>" not in html
    assert "<!--" not in html
    addresses = re.findall(r'href="([^"]*)"', html)
    assert all(re.match("#fn|https?:|mailto:", address) for address in addresses)
    assert isinstance(text.plain(lambda link: "x"), str)


@pytest.mark.parametrize(
    ("text", "anchor"),
    [
        ("С чего начать", "с-чего-начать"),
        ("Τι είναι;", "τι-είναι"),
        ("世界", "世界"),
        ("안녕", "안녕"),
        ("بداية: كيف؟", "بداية-كيف"),
        ("שלום, עולם!", "שלום-עולם"),
        ("नमस्ते दुनिया", "नमस्ते-दुनिया"),
        ("می\u200cخواهم", "میخواهم"),
        ("AI в России", "ai-в-россии"),
        ("И\u0306од", "йод"),
        ("Überblick: 2 Straßen", "uberblick-2-strassen"),
        ("Łódź", "odz"),  # as it was: addresses are permanent
        ("x² – ½", "x2-12"),
        ("🌍", "section"),
    ],
)
def test_a_heading_keeps_the_letters_of_its_script(text: str, anchor: str) -> None:
    assert read(f"## {text}")[0].anchors == (anchor,)


def test_a_heading_in_another_script_keeps_the_place_that_it_was_linked_by() -> None:
    text = read("## 世界\n\n## Section\n\n## С нуля\n\n## С нуля\n\n## The AI\n\n## 🌍")[0]
    formers = [heading.former for heading in text.headings]
    assert text.anchors == ("世界", "section-2", "с-нуля", "с-нуля-2", "the-ai", "section-5")
    assert formers == ["section", "", "section-3", "section-4", "", ""]
    assert '<h2 id="世界"><span id="section"></span>世界</h2>' in text.html(lambda *_: Markup())
