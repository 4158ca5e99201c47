"""Every reader of what others wrote, with what may come to it: never an exception.

What is read is bytes or text of four kinds: anything at all, marks that mean something there, whole
examples that were damaged, and damage of both.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from explainer import content, prose
from explainer.documents import parse_page, parse_yaml
from explainer.documents.pictures import parse_picture
from explainer.documents.tables import parse_table
from explainer.documents.text import Extract
from explainer.imports import facts, members, series, sources, timeline
from explainer.problems import Place, Problem
from explainer.quantities import arithmetic, cures, date_cures, dates, values
from explainer.quantities.spellings import usual
from explainer.reading.mentions import Usage, numbers_in
from explainer.voice import languages
from explainer.voice.typography import typeset
from tests import photos

ROOT = Path(__file__).parents[1]
RIVERS = ROOT / "tests" / "sites" / "river-pact"
READ_IN = ("en", "de", "fr", "es", "it", "pt", "nl", "ru", "ar", "ja")


@dataclass(frozen=True)
class Reader:
    """What reads, and what it is given: examples, and marks that mean something to it."""

    read: Callable[[Any], object]
    examples: Sequence[bytes] | Sequence[str]
    marks: Sequence[str] = ()

    def given(self) -> st.SearchStrategy[Any]:
        """Anything that may come to it."""
        if isinstance(self.examples[0], bytes):
            examples = [one for one in self.examples if isinstance(one, bytes)]
            scraps = st.lists(st.sampled_from([one.encode() for one in self.marks] or [b"\0"]))
            return st.one_of(
                st.binary(max_size=300),
                scraps.map(b"".join),
                _damaged(examples, st.binary(max_size=8) | scraps.map(b"".join)),
            )
        texts = [one for one in self.examples if isinstance(one, str)]
        marks = st.lists(st.sampled_from(self.marks or "\0"), max_size=30).map("".join)
        anything = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
        return st.one_of(anything, marks, _damaged(texts, anything | marks))


@st.composite
def _damaged(draw: st.DrawFn, examples: Sequence[Any], scraps: st.SearchStrategy[Any]) -> Any:
    """An example of which parts are cut out, doubled, or replaced by scraps."""
    data = draw(st.sampled_from(examples))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 0, 1, 4, 40))))
        middle = draw(st.one_of(scraps, st.just(data[start:end] * 2)))
        data = data[:start] + middle + data[end:]
    return data


def tried(reader: Reader, examples: int, *, anew: bool = False) -> None:
    """Give a reader so many things to read: the same each time, or others ``anew``."""
    trial(reader, examples, anew=anew)()


def trial(reader: Reader, examples: int = 1, *, anew: bool = False) -> Callable[[], None]:
    """What gives a reader so many things to read; a fuzzer may choose them in its place."""

    @settings(
        max_examples=examples,
        suppress_health_check=list(HealthCheck),
        database=None,
        deadline=None,
        derandomize=not anew,
    )
    @given(what=reader.given())
    def each(what: Any) -> None:
        reader.read(what)

    return each


# --- files ----------------------------------------------------------------------------------------


def _told(problems: Sequence[Problem], data: bytes) -> None:
    """Each problem says what is wrong, at a place in the file."""
    lines = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    for problem in problems:
        assert problem.message
        assert problem.hint
        assert problem.place.column >= 1
        assert 1 <= problem.place.line <= len(lines) or "utf-8" in problem.rule


def _yaml(data: bytes) -> None:
    document, problems = parse_yaml(data, "facts.yaml")
    _told(problems, data)
    pickle.dumps(document)


def _page(data: bytes) -> None:
    page, problems = parse_page(data, "pages/a.md")
    _told(problems, data)
    text, problems = prose.page(page.body)
    _told(problems, data)
    text.plain(lambda link: "x")


def _table(data: bytes) -> None:
    table, problems = parse_table(data, "series/a.csv")
    _told(problems, data)
    assert all(isinstance(cell.text, str) for row in (table.header, *table.rows) for cell in row)


def _picture(data: bytes) -> None:
    for file in ("pictures/a.png", "pictures/a.svg"):
        image, problems = parse_picture(data, file)
        assert image or problems
        _told(problems, data)
        assert image is None or (image.width > 0 and image.height > 0)


@cache
def _rivers() -> content.Content:
    return content.load(RIVERS)[0]


def _imported(read: Callable[..., Any], *more: object) -> Callable[[bytes], None]:
    """An import: what it makes of a file, and says of it."""

    def each(data: bytes) -> None:
        found = read(data, "given", _rivers(), *more)
        assert all(note.message for note in found.notes)

    return each


# --- values ---------------------------------------------------------------------------------------


def _quantity(text: str) -> None:
    with suppress(ValueError):
        value = values.parse(text)
        assert values.agree(value, value)
    folded = " ".join(text.split())  # as it comes there
    usual(folded)
    cures.for_value(folded, _is_value)


def _is_value(text: str) -> bool:
    with suppress(ValueError):
        return bool(values.parse(text))
    return False


def _date(text: str) -> None:
    with suppress(ValueError):
        found = dates.parse(text)
        assert found.first <= found.last
        assert dates.agree(found, found)
    with suppress(ValueError):
        assert dates.same(dates.read(text), dates.read(text))
    date_cures.before_christ(text)
    date_cures.for_date(text, _is_date)


def _is_date(text: str) -> bool:
    with suppress(ValueError):
        return bool(dates.parse(text))
    return False


INPUTS = {
    "cost": "11.2 trillion RUB",
    "grant": "1 to 5 RUB",
    "ratio": "31 of 83",
    "nothing": "0 km",
}


def _formula(text: str) -> None:
    known = {name: values.parse(value) for name, value in INPUTS.items()}
    with suppress(ValueError):
        arithmetic.ids(text)
        found = arithmetic.compute(text, known)  # type: ignore[arg-type]
        assert found.low <= found.high
        assert found.quantity.low.is_finite()


# --- texts ----------------------------------------------------------------------------------------


def _markdown(text: str) -> None:
    page, _ = prose.page(Extract(Place("pages/a.md"), text))
    field, _ = prose.inline(Extract(Place("facts.yaml"), text), text)
    for one in (page, field):
        one.plain(lambda link: "x")
        one.html(lambda link, inner: inner)


def _numbers(text: str) -> None:
    for language in READ_IN:
        end = 0
        for found in numbers_in(text, Usage(language)):
            assert end <= found.start < found.end <= len(text)
            end = found.end


def _language(text: str) -> None:
    for read in (languages.known, languages.printed):
        with suppress(ValueError):
            assert read(text)


def _typography(text: str) -> None:
    for language in READ_IN:
        typeset(text, language)


def _pictures() -> list[bytes]:
    """A small picture of each kind that is shown, and some that is not."""
    small = photos.street(12, 8)
    shown = [photos.saved(small, form) for form in ("JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP")]
    drawing = photos.drawing('<g id="a"><path d="M0 0h9"/><text>x</text><use href="#a"/></g>')
    return [*shown, photos.moving(), photos.photo(place=True)[:2000], drawing, photos.HEIC]


def _files(pattern: str) -> list[bytes]:
    return [path.read_bytes() for path in sorted((ROOT / "tests" / "sites").glob(pattern))]


YAML_MARKS = (
    *"\"'[]{}:,#&*!|>%@`-? \n\t\\~ax1é😀\u00a0\u2028\ufeff\0", "a: b\n", "- ", ": ", " #", "\n  ",
    "---\n", "...\n", "<<: *a", "\r\n", "\\x", "!!python/object:os.system ", "&a [*a]",
)  # fmt: skip
VALUE_MARKS = (
    *"0123456789,.%-–−$€£ \n½٣²Ⅻ'’/()×^~<>", "to", "of", "about", "million", "bn", "k", "RUB",
    "unknown", "per", "km", "times", "e", "E+9", "half", "a dozen", "points",
)  # fmt: skip
DATE_MARKS = (
    *"0129-/.~?%XTZ: ,", "May", "Mai", "Q1", "BC", "spring", "-21", "2024", "9999", "..", "y17",
)  # fmt: skip
FORMULA_MARKS = (*"0123456789+-*/() .,^", *INPUTS, "sum", "**", "//", "1e9", "×", "÷")
MARKDOWN_MARKS = (
    *"*_`~[]()!<>#|-+\\&:;\"'= \n\t1aé\u202e\u200b", "](fact:", "](figure:", "[^1]", "[^1]: ",
    "<!-- unbound: ", "-->", "\n\n", "    ", "```\n", "| a |\n|---|\n", "&#x", "https://", "> ",
    "1. ", "5 million", "{{", "](source:",
)  # fmt: skip
BIBLIOGRAPHY = (
    b"@article{a, title = {Dams {\\& \\'e}}, author = {Doe, Jane and others}, year = 2024}",
    b"TY  - JOUR\nTI  - Dams\nAU  - Doe, Jane\nPY  - 2024/05/01\nER  - \n",
    b'[{"id": "a", "type": "book", "title": "Dams", "issued": {"date-parts": [[2024, 5]]}}]',
)

READERS = {
    "yaml": Reader(_yaml, _files("*/*.yaml"), YAML_MARKS),
    "pages": Reader(_page, _files("*/pages/*.md"), (*YAML_MARKS, *MARKDOWN_MARKS)),
    "tables": Reader(_table, _files("*/series/*.csv"), (*',;\t"\n\r =+-@0é\0', "when,value\n")),
    "pictures": Reader(
        _picture,
        _pictures(),
        ("<svg ", "<!DOCTYPE x [", "<!ENTITY a 'b'>", "&a;", ">", "</svg>", "<script>", "\x89PNG"),
    ),
    "quantities": Reader(_quantity, ["11.2 trillion RUB", "31 of 83", "1 to 5 km/h"], VALUE_MARKS),
    "dates": Reader(_date, ["2024-12~", "1984/2004-06", "May 2024", "20XX"], DATE_MARKS),
    "formulas": Reader(_formula, ["(cost - grant) / cost * 100", "ratio * 2"], FORMULA_MARKS),
    "markdown": Reader(_markdown, [one.decode() for one in _files("*/pages/*.md")], MARKDOWN_MARKS),
    "numbers": Reader(_numbers, ["about 11.2 trillion roubles by 2030", "31 von 83"], VALUE_MARKS),
    "languages": Reader(_language, ["en-GB", "zh-Hant-TW", "German"], "-_azAZ019 é"),
    "typography": Reader(_typography, ["<p>He said 'no' – 5 km.</p>"], (*MARKDOWN_MARKS, "<p>")),
    "sources to import": Reader(_imported(sources.read), BIBLIOGRAPHY, '@{}[]",:=\\\n -'),
    "facts to import": Reader(
        _imported(facts.read), [b"id,question,shown,source,says\na,How?,5 km,b,6 km\n"], ',;"\n\0'
    ),
    "members to import": Reader(
        _imported(members.read), [b"country,status\nFrance,member\nxx,left\n"], ',;"\n\0'
    ),
    "series to import": Reader(
        _imported(series.read, series.Wishes()),
        [b"Entity,Year,Trams\nPortugal,2021,81.5\n"],
        ',;"\n',
    ),
    "events to import": Reader(
        _imported(timeline.read),
        [
            b"Year,Month,Headline,Text\n2024,5,It rained,<b>Much</b>\n",
            b'{"events": [{"start_date": {"year": "2024"}, "text": {"headline": "It rained"}}]}',
        ],
        '{}[]",:\n<>&',
    ),
}
