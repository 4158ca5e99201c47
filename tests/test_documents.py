"""Reading content: values as written, the place of each, and every mistake with its cure."""

from __future__ import annotations

import os
import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer.documents import (
    Document,
    listing,
    nodes,
    page_files,
    parse_page,
    parse_yaml,
    read_page,
    read_yaml,
    stray_files,
    yaml_files,
)
from explainer.problems import Place, Problem
from explainer.store.memory import Memory

QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture(params=["fast", "slow"])
def either_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader in C, and the one in Python where that is missing."""
    if request.param == "slow":
        monkeypatch.setattr(nodes, "LOADER", yaml.SafeLoader)


def parse(text: str) -> Document:
    document, problems = parse_yaml(text.encode(), "facts.yaml")
    assert problems == []
    return document


def problems_of(text: str | bytes) -> list[Problem]:
    return parse_yaml(text.encode() if isinstance(text, str) else text, "facts.yaml")[1]


def told(text: str | bytes) -> list[tuple[int, int, str]]:
    """Line, column and rule of every problem."""
    return [(p.place.line, p.place.column, p.rule) for p in problems_of(text)]


# ---------------------------------------------------------------- values as written


@pytest.mark.parametrize(
    "written",
    "NO on yes 12:30 11.20 2024-12 2024-12-11 0x1F 0o17 017 1_000 ~ null .inf 1e3 = y".split(),
)
def test_a_value_is_the_text_that_stands_there(written: str) -> None:
    text = f"a: {written}\nb: [{written}]\nc:\n  - {written}\n{written}: x\n"
    assert parse(text).value == {"a": written, "b": [written], "c": [written], written: "x"}


def test_only_nothing_is_none() -> None:
    text = "a:\nb: ~\nc: ''\nd: {e: , f: x}\ng:\n  -\n  - x\nh:  # to come\n"
    assert parse(text).value == {
        "a": None,
        "b": "~",
        "c": "",
        "d": {"e": None, "f": "x"},
        "g": [None, "x"],
        "h": None,
    }


def test_quotes_and_blocks_are_read_as_yaml_has_it() -> None:
    text = (
        "a: \"two\\nlines, \\\"quoted\\\"\"\nb: 'it''s'\n"
        "c: >\n  folded\n  text\n\n  more\nd: |\n  kept\n  lines\n"
        "e: >-\n  no end\nf: plain\n  text\n"
    )
    assert parse(text).value == {
        "a": 'two\nlines, "quoted"',
        "b": "it's",
        "c": "folded text\nmore\n",
        "d": "kept\nlines\n",
        "e": "no end",
        "f": "plain text",
    }


@pytest.mark.parametrize("text", ["", "\n\n", "# only\n# comments\n", "---\n", "\ufeff", "{}"])
def test_a_file_may_be_empty(text: str) -> None:
    assert parse(text).value == {}


def test_a_first_marker_is_no_second_document() -> None:
    assert parse("---\na: b\n...\n").value == {"a": "b"}


# ---------------------------------------------------------------- where everything stands


PLACES = """\
# Über den Fluß
weir-1:
  label: Größe 😀 here
  answers:
    - source: x
      says: "é \\"12\\" km"
    - {source: y, says: 3 km}
  kinds: [a, b]
  empty:
"""


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
@pytest.mark.usefixtures("either_reader")
def test_lines_and_columns_count_characters_from_one(newline: str, bom: str) -> None:
    document = parse(bom + PLACES.replace("\n", newline))
    assert {path: place[1:] for path, place in document.keys.items()} == {
        ("weir-1",): (2, 1),
        ("weir-1", "label"): (3, 3),
        ("weir-1", "answers"): (4, 3),
        ("weir-1", "answers", 0): (5, 7),
        ("weir-1", "answers", 0, "source"): (5, 7),
        ("weir-1", "answers", 0, "says"): (6, 7),
        ("weir-1", "answers", 1): (7, 7),
        ("weir-1", "answers", 1, "source"): (7, 8),
        ("weir-1", "answers", 1, "says"): (7, 19),
        ("weir-1", "kinds"): (8, 3),
        ("weir-1", "kinds", 0): (8, 11),
        ("weir-1", "kinds", 1): (8, 14),
        ("weir-1", "empty"): (9, 3),
    }
    raw = {path[1:]: (extract.place[1:], extract.raw) for path, extract in document.values.items()}
    assert raw["label",] == ((3, 10), "Größe 😀 here")
    assert raw["answers", 0, "says"] == ((6, 13), '"é \\"12\\" km"')
    assert raw["answers", 1] == ((7, 7), "{source: y, says: 3 km}")
    assert raw["kinds",] == ((8, 10), "[a, b]")
    assert raw["empty",] == ((9, 9), "")
    assert raw["answers",][0] == (5, 5)
    assert document.values["weir-1", "label"].at(8) == Place("facts.yaml", 3, 18)


def test_the_place_of_a_path_is_that_of_its_longest_known_beginning() -> None:
    document = parse("a:\n  b: c\n")
    assert document.place("a", "b") == Place("facts.yaml", 2, 6)
    assert document.place("a", "b", 0, "x") == Place("facts.yaml", 2, 6)
    assert document.place("a", "missing") == Place("facts.yaml", 2, 3)
    assert document.place("z") == document.place() == Place("facts.yaml", 1, 1)


@pytest.mark.parametrize(
    ("written", "needle", "line", "column"),
    [
        ("a: about 31 of 83 weirs", "31 of 83", 1, 10),
        ("a: about 31\n   of 83 weirs", "31 of 83", 1, 10),
        ("a: about 31\n   of 83 weirs", "weirs", 2, 10),
        ("a: 'it''s 12 km'", "it's 12", 1, 5),
        ("a: 'it''s 12 km'", "12 km", 1, 11),
        ('a: "a \\"wide\\" river"', '"wide" river', 1, 7),
        ('a: "na\\u00efve caf\\xe9 12"', "naïve café", 1, 5),
        ('a: "two\\nlines: 12"', "two lines", 1, 5),
        ('a: "wa\\\n  ter 12"', "water 12", 1, 5),
        ('a: "wa\\\n  ter 12"', "12", 2, 7),
        ("a: >\n  about 31\n  of 83\n\n  weirs", "31 of 83\nweirs", 2, 9),
        ("a: |\n\n    about\n    31 weirs", "31", 4, 5),
        ("a:\n  - |-\n    31 weirs", "weirs", 3, 8),
        ("a: { b: '12 km' }", "km", 1, 13),
    ],
)
@pytest.mark.usefixtures("either_reader")
def test_a_piece_of_a_value_is_found_where_it_is_written(
    written: str, needle: str, line: int, column: int
) -> None:
    document = parse(written)
    extract = [document.values[path] for path, _ in _texts(document.value)][-1]
    offset = extract.find(needle)
    assert offset >= 0
    assert extract.at(offset) == Place("facts.yaml", line, column)


def test_a_block_stands_at_its_first_line_with_text() -> None:
    extract = parse("a: |\n\n    about\n    31 weirs\n\nb: c\n").values["a",]
    assert (extract.place, extract.raw) == (Place("facts.yaml", 3), "    about\n    31 weirs")


def test_a_search_can_go_on_after_the_last_find() -> None:
    extract = parse("a: 5 km and 5 km").values["a",]
    first = extract.find("5 km")
    assert extract.find("5 km", first + 1) == 9
    assert extract.find("5 km", first + 1, 10) == -1
    assert extract.find("6 km") == -1


def test_quotes_around_a_value_are_not_part_of_what_is_found() -> None:
    extract = parse("""a: '"'""").values["a",]
    assert extract.find('"') == 1
    assert extract.find("'") == -1
    assert parse("a: ''''").values["a",].find("'") == 1


def _texts(value: Any, path: tuple[str | int, ...] = ()) -> list[tuple[Any, str]]:
    if isinstance(value, str):
        return [(path, value)]
    pairs = value.items() if isinstance(value, dict) else enumerate(value or [])
    return [found for key, inner in pairs for found in _texts(inner, (*path, key))]


# ---------------------------------------------------------------- traps

CURED_BY_QUOTES = [
    ("A: B", 9, "unquoted-colon"),
    ("Weirs: what is left of them?", 13, "unquoted-colon"),
    ("ends in a colon:", 23, "unquoted-colon"),
    ('the "old" weir: gone', 22, "unquoted-colon"),
    ("> 5 weirs", 8, "reserved-mark"),
    (">5 %", 8, "reserved-mark"),
    (">5", 8, "reserved-mark"),
    ("| 5", 8, "reserved-mark"),
    ("%5", 8, "reserved-mark"),
    ("@ministry", 8, "reserved-mark"),
    ("`code` first", 8, "reserved-mark"),
    ("*Salmo salar* is back", 8, "reserved-mark"),
    ("**bold** words", 8, "reserved-mark"),
    ("*reference", 8, "reserved-mark"),
    ("& Sons", 8, "reserved-mark"),
    ("&sons and daughters", 8, "reserved-mark"),
    ("!important", 8, "reserved-mark"),
    ("! important", 8, "reserved-mark"),
    ("- 5", 8, "reserved-mark"),
    ("? 5", 8, "reserved-mark"),
    (", and more", 8, "reserved-mark"),
    ("] closed", 8, "reserved-mark"),
    ("[the pact](fact:pact) holds", 8, "reserved-mark"),
    ("{so} it is", 8, "reserved-mark"),
    ('"Free" rivers', 14, "after-quote"),
    ("'Free' rivers", 14, "after-quote"),
    ("'tis the season", 8, "unclosed-quote"),
    ("[open", 8, "unclosed-bracket"),
    ("{open", 8, "unclosed-bracket"),
    ("weir #1", 13, "cut-off"),
    ("weir # 1", 13, "cut-off"),
    ("weir  #1", 14, "cut-off"),
    ("#1 of the weirs", 8, "cut-off"),
]


@pytest.mark.parametrize(("value", "column", "rule"), CURED_BY_QUOTES)
@pytest.mark.parametrize(
    "around", ["title: {}\n", "a: b\n\nf:\n  x: y\n  list:\n  - title: {}\nz: z\n"]
)
@pytest.mark.usefixtures("either_reader")
def test_what_yaml_misreads_is_read_right_after_the_cure(
    value: str, column: int, rule: str, around: str
) -> None:
    text = around.format(value)
    line = next(n for n, line in enumerate(text.split("\n"), 1) if "title" in line)
    shift = text.split("\n")[line - 1].index("title")
    [problem] = problems_of(text)
    assert problem.place == Place("facts.yaml", line, column + shift)
    assert problem.rule == rule
    assert repr(value) in problem.message or value in problem.message
    cured = problem.hint.partition("write ")[2].partition("; ")[0].removeprefix("title: ")
    document, problems = parse_yaml(around.format(cured).encode(), "facts.yaml")
    assert problems == []
    assert value in [text for _, text in _texts(document.value)]


def test_an_apostrophe_in_single_quotes_is_understood() -> None:
    [problem] = problems_of("title: 'the river's end'")
    assert problem.hint == 'write title: "the river\'s end"'


def test_a_comma_in_braces_is_read_as_it_was_meant() -> None:
    document, [problem] = parse_yaml(
        b"a: {source: x, says: 1,000,000 people, note: n}\n", "facts.yaml"
    )
    assert document.value["a"] == {"source": "x", "says": "1,000,000 people", "note": "n"}
    assert document.values["a", "says"].raw == "1,000,000 people"
    assert problem.place == Place("facts.yaml", 1, 23)
    assert problem.hint == 'write says: "1,000,000 people"'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a: {x: 1,000 people}", (1, 9, "comma-in-braces")),
        ("a: [1,000 people]", (1, 6, "comma-in-braces")),
        ("a: {x: b: c}", (1, 9, "unquoted-colon")),
        ("a: {x: b #c, y: d}", (1, 10, "cut-off")),
        ("a: {x, y: z}", (1, 5, "key-without-value")),
        ('a: {x: "b" c}', (1, 12, "unquoted-in-braces")),
        ("a: b\na: c", (2, 1, "duplicate-key")),
        ("a:\n  x: 1\n  y: 2\n  x: 3", (4, 3, "duplicate-key")),
        ("a: {x: 1, x: 2}", (1, 11, "duplicate-key")),
        ("a: &x {b: c}", (1, 4, "reference")),
        ("a:\n  <<: *x", (2, 3, "reference")),
        ("a: !!map\n  b: c", (1, 4, "reference")),
        ("[a, b]: c", (1, 1, "key-not-text")),
        ("{a: b}: c", (1, 1, "key-not-text")),
        (": c", (1, 1, "key-not-text")),
        ("a:\n  - b\n  c: d", (3, 3, "mixed-list")),
        ("a: b\n- c", (2, 1, "mixed-list")),
        ("- a\n- b", (1, 1, "not-entries")),
        ("[a, b]", (1, 1, "not-entries")),
        ("just words", (1, 1, "not-entries")),
        ("title:Weirs", (1, 6, "missing-space")),
        ("a:\n  title:Weirs\n  b: c", (2, 8, "missing-space")),
        ("a:\u00a0b\nc: d", (1, 3, "odd-space")),
        ("a:\n\u00a0 b: c", (2, 1, "odd-space")),
        ("a\u200b: b", (1, 2, "odd-space")),
        ("a: b\nwords", (2, 1, "missing-colon")),
        ("a: b\nwords one\nwords two\n", (2, 1, "missing-colon")),
        ("a: b  # note: c\nwords", (2, 1, "missing-colon")),
        ("a: b\n...\nc: d", (2, 1, "missing-colon")),
        ("a: b\n  c #1\n  d e", (2, 5, "cut-off")),
        ("---\na: b: c", (2, 5, "unquoted-colon")),
        ("a:\n\tb: c", (2, 1, "tab-indent")),
        ("a:\n  b: c\n\td: e", (3, 1, "tab-indent")),
        ("  a: b\nc: d", (2, 1, "indentation")),
        ("a:\n  b: c\n d: e", (3, 2, "indentation")),
        ("a:\n  b: c\n   d: e", (3, 4, "indentation")),
        ("a: b\n---\nc: d", (2, 1, "second-document")),
        ('a: "C:\\data"', (1, 7, "backslash")),
        ('a: "\\0"', (1, 4, "invisible-character")),
        ('a: "one\nb: two"\nc: d', (1, 4, "unclosed-quote")),
        ("a: " + "[" * 30 + "]" * 30, (1, 23, "too-deep")),
        ("\n".join(" " * depth + "a:" for depth in range(30)), (21, 21, "too-deep")),
        ("a: b\x00c", (1, 5, "invisible-character")),
        ("a: b\u2028c", (1, 5, "invisible-character")),
    ],
)
@pytest.mark.usefixtures("either_reader")
def test_a_mistake_is_told_once_where_it_stands(text: str, expected: tuple[int, int, str]) -> None:
    assert told(text) == [expected]
    assert told(text.replace("\n", "\r\n")) == [expected]
    assert all(problem.hint for problem in problems_of(text))


@pytest.mark.parametrize(
    "text",
    [
        '"a\u00a0b": c',
        'a:\n  b:\n    c: d\n  e: "f\n   g"',
        'a:\n  "f\n  g"',
        'a:\n  - {b: "f\n      g"}',
        "a: [1, 000, 1,2]",
        "a: {b: 'c, d', e: \"f: g #1\"}",
        "a: b - c? d! e* f & g, h > i | j % k @ l ` m [n] {o} p:q r",
    ],
)
@pytest.mark.usefixtures("either_reader")
def test_what_is_in_order_is_no_problem(text: str) -> None:
    assert told(text) == []


def test_a_control_character_does_not_come_through() -> None:
    assert parse_yaml(b'a: "b\\0c"', "facts.yaml")[0].value == {"a": "b c"}


def test_a_duplicate_names_both_lines_and_the_first_stays() -> None:
    document, [problem] = parse_yaml(b"a: 1\nb: 2\n\na: 3\n", "facts.yaml")
    assert document.value == {"a": "1", "b": "2"}
    assert "line 1" in problem.message
    assert "line 4" in problem.message


@pytest.mark.parametrize(
    "line",
    [
        "a: weir  # a comment",
        "a: weir           # a comment",
        "a: weir\t# a comment".replace("\t", "  "),
        "a: weir  #",
        "a: weir  ## a comment",
        'a: "weir" # a comment',
        "a: weir#1 and C# too",
        "a: https://example.org/page#part",
        "a: {b: weir}  # a comment",
        "a:  # a comment\n  b: c",
        "a: # a comment\n  b: c",
        "a: >  # a comment\n  weir #1",
    ],
)
def test_a_true_comment_is_no_problem(line: str) -> None:
    assert told(line) == []


@pytest.mark.parametrize(
    "text",
    [
        "a: the weir\n  #1 is gone\n  since long\nb: c",
        "a: the weir\n  #1 is gone\nb: c",
        "a:\n  the weir\n  #1 is gone\nb: c",
    ],
)
def test_a_number_sign_that_begins_a_line_of_text_is_told(text: str) -> None:
    line = text.split("\n").index("  #1 is gone") + 1
    assert told(text) == [(line, 3, "cut-off")]


@pytest.mark.parametrize(
    "text", ["a:\n  b: c\n  #d: e\n  f: g\n", "a:\n  - b: c\n    #d: e\n", "a: b\n#c\n  # d\n"]
)
def test_an_entry_may_be_commented_out(text: str) -> None:
    assert told(text) == []


def test_references_neither_repeat_nor_explode() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    document, problems = parse_yaml("\n".join(lines).encode(), "facts.yaml")
    assert document.value["a39"] == ["*a38", "*a38"]
    assert {problem.rule for problem in problems} == {"reference", "reserved-mark"}
    assert told("a: &a\n  b: *a\n") == [(1, 4, "reference"), (2, 6, "reserved-mark")]


# ---------------------------------------------------------------- one mistake hides no other

BROKEN = """\
good-1:
  label: fine
bad-1:
  question: Weirs: how many?
  label: "open
  answers:
    - source: a
      says: > 5
    - {source: b, says: 1,000 weirs}
    - source: c
      says: @gone
good-2:
  label: fine #1
bad-2: [a, b
"bad-3": {
  x: y
good-1: again
good-3: {label: fine}
"""


@pytest.mark.usefixtures("either_reader")
def test_all_mistakes_of_a_file_are_told_in_one_run() -> None:
    assert told(BROKEN) == [
        (4, 18, "unquoted-colon"),
        (5, 10, "unclosed-quote"),
        (8, 13, "reserved-mark"),
        (9, 26, "comma-in-braces"),
        (11, 13, "reserved-mark"),
        (13, 15, "cut-off"),
        (14, 8, "unclosed-bracket"),
        (15, 10, "unclosed-bracket"),
        (17, 1, "duplicate-key"),
    ]


def test_what_can_be_read_of_a_broken_file_is_read() -> None:
    document, _ = parse_yaml(BROKEN.encode(), "facts.yaml")
    assert document.value == {
        "good-1": {"label": "fine"},
        "good-2": {"label": "fine"},
        "good-3": {"label": "fine"},
    }
    assert document.broken == ("bad-1", "bad-2", "bad-3")
    assert document.keys["bad-2",] == Place("facts.yaml", 14, 1)
    assert document.values["good-3", "label"].place == Place("facts.yaml", 18, 17)


def test_a_sound_file_has_nothing_broken() -> None:
    assert parse("a: b").broken == ()


# ---------------------------------------------------------------- bytes that are no text


def test_a_wrong_encoding_is_told_and_the_rest_is_read() -> None:
    data = "a: b\nriver: Größe\nc: d\n".encode("latin-1")
    document, [problem] = parse_yaml(data, "facts.yaml")
    assert problem.place == Place("facts.yaml", 2, 10)
    assert problem.rule == "not-utf-8"
    assert "0xF6" in problem.message
    assert "'ö'" in problem.message
    assert document.value["c"] == "d"


def test_utf_16_is_told_and_read() -> None:
    document, [problem] = parse_yaml("a: Größe\n".encode("utf-16"), "facts.yaml")
    assert "UTF-16" in problem.message
    assert document.value == {"a": "Größe"}


def test_a_file_that_is_no_text_is_told_once() -> None:
    document, problems = parse_yaml(bytes(range(256)) * 50, "facts.yaml")
    assert document.value == {}
    assert [problem.rule for problem in problems] == ["not-utf-8"]


# ---------------------------------------------------------------- size


@pytest.mark.parametrize(
    "text",
    [
        "a: " + "x" * 1_000_000,
        "a: " + "x: " * 300_000,
        "a: " + " " * 1_000_000 + "b: c",
        'a: "' + "\\" * 300_001,
        "[" * 300_000,
        "? [" + "[" * 300_000,
        "- " * 300_000,
        "a: {b: c," + " " * 300_000 + "d" + ", e" * 50_000 + "}",
        "\n".join(" " * depth + "a:" for depth in range(1_000)),
        "\n".join(" " * depth + "a: b: c" for depth in range(700, 0, -1)),
        "a: " + "&" * 300_000,
        "é" * 300_000 + ": x",
    ],
    ids=lambda text: text[:8],
)
@pytest.mark.timeout(60)  # a moment each; hours where reading grows with the square of the length
def test_no_file_takes_long(text: str) -> None:
    parse_yaml(text.encode(), "facts.yaml")


def test_a_message_stays_short_whatever_the_line() -> None:
    [problem] = problems_of("a: " + "word: " * 100_000)
    assert len(problem.message) < 200
    assert len(problem.hint) < 200


# ---------------------------------------------------------------- pages

PAGE = "---\ntitle: Weirs\nsummary: >\n  All\n  of them\n---\n# Weirs\n\nGone.\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_a_page_is_front_matter_and_body_with_real_lines(newline: str) -> None:
    page, problems = parse_page(PAGE.replace("\n", newline).encode(), "pages/weirs.md")
    assert problems == []
    assert page.front.file == "pages/weirs.md"
    assert page.front.value == {"title": "Weirs", "summary": "All of them\n"}
    assert page.front.place("title") == Place("pages/weirs.md", 2, 8)
    assert page.body.raw == "# Weirs\n\nGone.\n"
    assert page.body.place == Place("pages/weirs.md", 7, 1)
    assert page.body.at(page.body.find("Gone")) == Place("pages/weirs.md", 9, 1)


def test_a_rule_in_the_body_is_no_fence() -> None:
    page, problems = parse_page(b"---\ntitle: A\n---\n\n---\nb\n", "pages/a.md")
    assert problems == []
    assert page.body.raw == "\n---\nb\n"


def test_a_mistake_in_front_matter_has_its_line_in_the_file() -> None:
    page, [problem] = parse_page(b"---\nsummary: S\ntitle: A: B\n---\nText: more\n", "pages/a.md")
    assert problem.place == Place("pages/a.md", 3, 9)
    assert problem.hint == 'write title: "A: B"'
    assert page.front.value == {"summary": "S"}
    assert page.front.broken == ("title",)


def test_without_a_closing_line_the_front_matter_ends_at_the_first_empty_line() -> None:
    page, [problem] = parse_page(b"---\ntitle: A\n\nText: more: text\n", "pages/a.md")
    assert (problem.place, problem.rule) == (Place("pages/a.md", 1, 1), "front-matter")
    assert page.front.value == {"title": "A"}
    assert page.body.raw == "\nText: more: text\n"


@pytest.mark.parametrize("start", ["", "\n---\ntitle: A\n---\n", "----\ntitle: A\n----\n", "—\n"])
def test_a_page_without_front_matter_is_all_body(start: str) -> None:
    text = start + "# Weirs\n"
    page, [problem] = parse_page(text.encode(), "pages/a.md")
    assert problem.rule == "front-matter"
    assert "'---'" in problem.hint
    assert page.front.value == {}
    assert page.body.raw == text
    assert page.body.place == Place("pages/a.md", 1, 1)


@pytest.mark.parametrize("text", ["---", "---\n", "---\n---", "---\n---\n"])
def test_the_smallest_pages_are_read(text: str) -> None:
    page, _ = parse_page(text.encode(), "pages/a.md")
    assert page.front.value == {}
    assert page.body.raw == ""


# ---------------------------------------------------------------- files


def write(root: Path, *files: str) -> None:
    for file in files:
        path = root / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("a: b\n")


def test_entries_may_stand_in_a_file_a_folder_or_both(tmp_path: Path) -> None:
    write(
        tmp_path, "facts.yaml", "facts/b.yaml", "facts/a/c.yaml", "facts/.d.yaml", "facts/.e/f.yaml"
    )
    write(tmp_path, "sources.yaml", "facts/g.yml", "factsheet.yaml")
    assert yaml_files(listing(tmp_path), "facts") == [
        "facts.yaml",
        "facts/a/c.yaml",
        "facts/b.yaml",
    ]
    assert yaml_files(listing(tmp_path), "sources") == ["sources.yaml"]
    assert yaml_files(listing(tmp_path), "events") == []


def test_pages_are_the_markdown_files_under_pages(tmp_path: Path) -> None:
    write(tmp_path, "pages/index.md", "pages/a/b.md", "pages/.draft.md", "pages/x.txt", "other.md")
    assert page_files(listing(tmp_path)) == ["pages/a/b.md", "pages/index.md"]


@pytest.mark.parametrize(
    ("file", "meant"),
    [
        ("facts.yml", "facts.yaml"),
        ("Facts.yaml", "facts.yaml"),
        ("event.yaml", "events.yaml"),
        ("sources.yaml.txt", "sources.yaml"),
        ("site.yml", "site.yaml"),
        ("fact/weirs.yaml", "facts/weirs.yaml"),
        ("facts/weirs.yml", "facts/weirs.yaml"),
        ("facts/weirs.YAML", "facts/weirs.yaml"),
        ("facts/deep/weirs.yml", "facts/deep/weirs.yaml"),
        ("pages/index.markdown", "pages/index.md"),
        ("page/index.md", "pages/index.md"),
        ("index.md", "pages/index.md"),
    ],
)
def test_a_file_that_nothing_reads_is_an_error_with_the_name_meant(
    tmp_path: Path, file: str, meant: str
) -> None:
    write(tmp_path, file)
    [problem] = stray_files(listing(tmp_path))
    assert (problem.place, problem.severity) == (Place(file), "error")
    assert f"did you mean {meant!r}?" in problem.hint


@pytest.mark.parametrize("file", ["people.yaml", "data/x.yaml", "facts/notes.md", "pages/x.yaml"])
def test_content_without_a_known_place_is_an_error(tmp_path: Path, file: str) -> None:
    write(tmp_path, file)
    [problem] = stray_files(listing(tmp_path))
    assert problem.severity == "error"
    assert "facts" in problem.hint


@pytest.mark.parametrize("file", ["map.png", "pages/photo.jpg", "images/river.txt"])
def test_any_other_file_is_only_a_warning(tmp_path: Path, file: str) -> None:
    write(tmp_path, file)
    assert [problem.severity for problem in stray_files(listing(tmp_path))] == ["warning"]


def test_known_files_notes_and_backups_are_no_strays(tmp_path: Path) -> None:
    write(tmp_path, "site.yaml", "glossary.yaml", "corrections/2030.yaml", "pages/a/b.md")
    write(tmp_path, "README.md", "facts/README.md", "LICENSE", "facts.yaml~", ".git/x.yaml")
    assert stray_files(listing(tmp_path)) == []


def test_a_name_that_cannot_be_printed_is_told_not_read(tmp_path: Path) -> None:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / os.fsdecode(b"\xff.yaml")).write_text("a: b\n")
    assert yaml_files(listing(tmp_path), "facts") == []
    [problem] = stray_files(listing(tmp_path))
    problem.message.encode()
    str(problem.place).encode()


def test_a_file_that_cannot_be_opened_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").mkdir()
    document, [problem] = read_yaml(tmp_path, "facts.yaml", Memory())
    assert (document.value, problem.rule) == ({}, "unreadable-file")
    page, [problem] = read_page(tmp_path, "pages/none.md", Memory())
    assert (page.front.value, problem.place) == ({}, Place("pages/none.md"))


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    [problem] = stray_files(listing(tmp_path / "none"))
    assert (problem.place, problem.rule) == (Place("."), "unreadable-file")


def test_files_are_read_from_the_content_folder(tmp_path: Path) -> None:
    write(tmp_path, "facts/a.yaml")
    document, problems = read_yaml(tmp_path, "facts/a.yaml", Memory())
    assert (document.file, document.value, problems) == ("facts/a.yaml", {"a": "b"}, [])


# ---------------------------------------------------------------- whatever comes

MARKS = list("\"'[]{}:,#&*!|>%@`-? \n\t\\~ax1é😀\u00a0\u2028\ufeff")
SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(MARKS),
        st.sampled_from(
            [
                "a: b\n",
                "- ",
                ": ",
                " #",
                "  ",
                "\n  ",
                "---\n",
                "...\n",
                '"x"',
                "<<: *a",
                "\r\n",
                "\\x",
            ]
        ),
    ),
    max_size=40,
).map("".join)


def check_whatever(text: Document, problems: list[Problem], lines: list[str]) -> None:
    """What holds for any file: places lie in it, raw text stands at its place."""
    for problem in problems:
        assert 1 <= problem.place.line <= len(lines)
        assert 1 <= problem.place.column <= len(lines[problem.place.line - 1]) + 1
        assert problem.message
        assert problem.hint
    for extract in text.values.values():
        rest = lines[extract.place.line - 1][extract.place.column - 1 :]
        assert rest.startswith(extract.raw.split("\n")[0])
        assert extract.at(len(extract.raw)).line <= len(lines)
    assert all(("\x00" not in value) for _, value in _texts(text.value))
    assert text.value.keys() <= {path[0] for path in text.keys if path}
    pickle.dumps(text)


@given(data=st.binary(max_size=200))
@QUICK
def test_no_bytes_raise(data: bytes) -> None:
    parse_yaml(data, "facts.yaml")
    parse_page(b"---\n" + data, "pages/a.md")


@given(scraps=SCRAPS)
@QUICK
@pytest.mark.usefixtures("either_reader")
def test_no_scraps_of_yaml_raise(scraps: str) -> None:
    document, problems = parse_yaml(scraps.encode(), "facts.yaml")
    plain = scraps.removeprefix("\ufeff").replace("\r\n", "\n").replace("\u2028", " ")
    check_whatever(document, problems, plain.split("\n"))


@given(at=st.integers(0, len(BROKEN)), cut=st.integers(0, 12), scraps=SCRAPS)
@QUICK
@pytest.mark.usefixtures("either_reader")
def test_no_edit_raises(at: int, cut: int, scraps: str) -> None:
    text = PLACES + BROKEN
    edited = (text[:at] + scraps + text[at + cut :]).replace("\u2028", " ").replace("\r\n", "\n")
    document, problems = parse_yaml(edited.encode(), "facts.yaml")
    check_whatever(document, problems, edited.removeprefix("\ufeff").split("\n"))
    assert problems


WORDS = st.text("abcé😀 :#'\"\\,-{}[]&*!|>%@`~.5", min_size=1, max_size=30)
NAMES = st.text("abc-_0é", min_size=1, max_size=8)
CONTENT = st.dictionaries(
    NAMES,
    st.recursive(
        WORDS,
        lambda inner: st.one_of(
            st.lists(inner, min_size=1, max_size=4),
            st.dictionaries(NAMES, inner, min_size=1, max_size=4),
        ),
        max_leaves=8,
    ),
    max_size=4,
)


@given(content=CONTENT, style=st.sampled_from([None, '"', "'"]), flow=st.booleans())
@QUICK
@pytest.mark.usefixtures("either_reader")
def test_what_another_program_writes_is_read_back(
    content: dict[str, Any], style: str | None, flow: bool
) -> None:
    text = yaml.safe_dump(
        content, default_style=style, default_flow_style=flow, allow_unicode=True, width=30
    )
    document = parse(text)
    assert document.value == content
    for path, value in _texts(content):
        extract = document.values[path]
        offset = extract.find(value.strip())
        assert offset >= 0
        rest = text.split("\n")[extract.at(offset).line - 1][extract.at(offset).column - 1 :]
        assert not value.strip() or rest[0] in (value.strip()[0], "\\")
