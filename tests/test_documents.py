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
    page_files,
    parse_page,
    parse_yaml,
    read_bytes,
    read_yaml,
    stray_files,
    yaml_files,
)
from explainer.problems import Place, Problem
from explainer.store.memory import Memory

QUICK = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


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
    data, [problem] = read_bytes(tmp_path, "pages/none.md")
    assert (data, problem.place) == (b"", Place("pages/none.md"))


def test_a_folder_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    [problem] = stray_files(listing(tmp_path / "none"))
    assert (problem.place, problem.rule) == (Place("."), "unreadable-file")


def test_files_are_read_from_the_content_folder(tmp_path: Path) -> None:
    write(tmp_path, "facts/a.yaml")
    document, problems = read_yaml(tmp_path, "facts/a.yaml", Memory())
    assert (document.file, document.value, problems) == ("facts/a.yaml", {"a": "b"}, [])


# ---------------------------------------------------------------- whatever comes

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
