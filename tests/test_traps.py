"""The traps of YAML, and of bytes: every mistake with its line, its column and its cure."""

from __future__ import annotations

import pytest

from explainer.documents import parse_yaml
from explainer.problems import Place
from tests.test_documents import BROKEN, _texts, parse, problems_of, told

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
