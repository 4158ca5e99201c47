"""Small contents of which each once went wrong: what is said of them, and what their pages print.

What is refused or warned of stands here by its rule, its value and its cure; what passes prints
what a reader must see. Stories of many more mistakes, word for word, are in ``broken/``.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from explainer.pipeline import examine
from explainer.preview.state import Preview
from explainer.problems import Problem
from tests.built_site import HtmlPage

TODAY = date(2026, 11, 27)
USUAL = ("single-source", "unused-fact", "unused-source", "no-archive")
SOURCE = """\
plan: {title: The plan, publisher: Office, type: document, published: 2025-01-02, where_found: town}
"""
MEMBER = "    - {country: %s, status: joined, sources: [plan]}\n"


def fact(name: str, shown: str, more: str = "") -> str:
    return (
        f"{name}:\n  question: Which?\n  label: {name}\n  kind: measurement\n  when: 2024\n"
        f"  shown: {shown!r}\n{more}  answers: [{{source: plan, says: {shown!r}}}]\n"
    )


def group(*countries: str) -> str:
    members = "".join(MEMBER % country for country in countries)
    head = "g:\n  name: The club\n  members_are: states\n  statuses: {joined: Joined}\n"
    return f"{head}  members:\n{members}"


def events(**dates: str) -> str:
    each = "{name}:\n  title: Event\n  dates: [{{when: {when!r}, source: plan}}]\n"
    return "".join(each.format(name=name, when=when) for name, when in dates.items())


def written(folder: Path, files: dict[str, str]) -> Path:
    base = {"site.yaml": "title: Case\nlanguage: en-GB\n", "sources.yaml": SOURCE}
    base["pages/index.md"] = f"---\ntitle: Front\n---\n{files.get('text', 'Text.')}\n"
    for name, text in (base | files).items():
        if name != "text":
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
    return folder


def problems(folder: Path, files: dict[str, str]) -> list[Problem]:
    found = examine(written(folder, files), TODAY).problems
    return [problem for problem in found if problem.rule not in USUAL]


FACT = {"facts.yaml": fact("x", "80 %")}
BELOW_TABLE = "Text <fact:x>.\n\n| Name | Value |\n|---|---|\n"
# What is said, as "rule: value: cure", of which the last two may be parts.
TOLD: dict[str, tuple[dict[str, str], list[str]]] = {
    "countries": (
        {"groups.yaml": group("UK", "UAE", "EU", "SUN", "Kosovo", "South Korea", "Scotland")},
        [
            "unknown-country: 'UK': write GBR",
            "unknown-country: 'UAE': write ARE",
            "unknown-country: 'EU': list its states",
            "unknown-country: 'SUN': list the states of today",
            "unknown-country: 'Kosovo': write XKX",
            "unknown-country: 'South Korea': write KOR",
            "unknown-country: 'Scotland': write GBR",
        ],
    ),
    "lower case": (
        {"groups.yaml": group("fra", "Deu")},
        ["unknown-country: 'fra': write FRA", "unknown-country: 'Deu': write DEU"],
    ),
    "a language by its name": (
        {"site.yaml": "title: Case\nlanguage: english\n"},
        ["unreadable-value: 'english': write 'en'"],
    ),
    "a key of the program": (
        {"site.yaml": "title: Case\norigin: here\n"},
        ["unknown-key: 'origin': must be one of"],
    ),
    "an id as a key": (
        {"glossary.yaml": "weir: {id: weir, term: weir, means: A low dam.}\n"},
        ["unknown-key: 'id': take the line away"],
    ),
    "dates": (
        {"events.yaml": events(a="44 BC", b="2004-21", c="1870s", d="c. 1815", e="Q3 2024")},
        [
            "unreadable-value: '44 BC': years before Christ cannot be written",
            "unreadable-value: '2004-21': write 2004/2021 or 2004-03/2004-05~",
            "unreadable-value: '1870s': write 187X",
            "unreadable-value: 'c. 1815': write 1815~",
            "unreadable-value: 'Q3 2024': write 2024-07/2024-09",
        ],
    ),
    "tables": (
        FACT | {"text": BELOW_TABLE + "| `a|b` | [80 %](fact:x) |\n| north | old | only |"},
        ["table-cells: (fact:x): write `a\\|b`", "table-cells: 'only': take the cell away"],
    ),
    "glued units": (
        FACT | {"text": "It is <fact:x>. Yet 40pc run at 50mph for 24hrs on 3MW for 50USD or 99p."},
        [
            f"unbound-number: '{number}': bind it"
            for number in ("40pc", "50mph", "24hrs", "3MW", "50USD", "99p")
        ],
    ),
    "fraction signs": (
        {
            "facts.yaml": fact("x", "2 million people"),
            "text": "[1½ million people](fact:x), 2½ million more, &frac12; of them in spring.",
        },
        [
            "bound-number: '1½ million people': write '2 million people'",
            "unbound-number: '2½ million': bind it",
            "unbound-number: '½': bind it",
        ],
    ),
    "points for thousands": (
        {
            "facts.yaml": fact("x", "2 million people"),
            "text": "[3.000.000 people](fact:x), and 1.234.567 tourists.",
        },
        [
            "bound-number: '3.000.000 people': write '2 million people'",
            "unbound-number: '1.234.567': write '1,234,567'",
        ],
    ),
    "numbered headings": (
        FACT | {"text": "Text <fact:x>.\n\n## 日本\n\n## 世界\n\nSee [it](#section-2)."},
        ["counted-anchor: 'section-2': write #世界"],
    ),
}


@pytest.mark.parametrize("name", TOLD)
def test_is_told_with_its_cure(name: str, tmp_path: Path) -> None:
    files, expected = TOLD[name]
    found = problems(tmp_path, files)
    assert len(found) == len(expected), found
    for line in expected:
        rule, value, cure = line.split(": ", 2)
        told = [problem for problem in found if problem.rule == rule and value in problem.message]
        assert [cure in problem.hint for problem in told] == [True], (line, told)


PASSES = {
    "names with numbers": {
        "site.yaml": "title: Case\nnames: [Agenda 2030, 12 Angry Men]\n",
        "text": "A Boeing 737 of the 1990s, under ISO 3166, § 12 and Article 7(2), in version 2.1,"
        " open 24/7, at 10.30 a.m. Agenda 2030 came after 12 Angry Men, and after 9/11. A Falcon 9,"
        " Llama 3 and Gemini 1.5: p. 7, fig. 3, pp. 7–9; the 9th Circuit quoted Section 2.3.",
    },
    "what fell": {
        "facts.yaml": fact("x", "-3 %"),
        "text": "Trade [fell by 3 %](fact:x), and [shrank 3 per cent](fact:x).",
    },
    "an answer in short": {
        "events.yaml": "e:\n  title: Signed\n  dates: [{when: 2025-01-01, source: plan,"
        " says: Wednesday}]\n",
    },
    "a page that is kept up to date": {
        "sources.yaml": SOURCE.replace("2025-01-02", "2020-10-13, updated: 2025-05-20"),
        "facts.yaml": fact("x", "55 countries").replace("when: 2024", "when: 2025-05-15"),
    },
    "fractions": {
        "facts.yaml": fact("x", "half"),
        "text": "<fact:x>, [half](fact:x), [one half](fact:x), [50 %](fact:x) and [½](fact:x).",
    },
}


@pytest.mark.parametrize("name", PASSES)
def test_passes(name: str, tmp_path: Path) -> None:
    assert problems(tmp_path, PASSES[name]) == []


# What a site of a language prints for what its editor wrote.
PRINTED = {
    "en-GB": {
        "5.0 %": "5.0%",
        "1.50 EUR": "1.50 euros",
        "0.0001 kg": "0.0001 kilograms",
        "0.0004 to 0.0008 kg": "0.0004–0.0008 kilograms",
        "1 crore INR": "10 million Indian rupees",
        "1 milliard EUR": "1 billion euros",
        "1 percentage point": "1 percentage point",
        "1 times": "1 time",
        "half": "half",
        "two-thirds of countries": "two thirds of countries",
    },
    "de-CH": {"1,234,567 people": "1’234’567 people", "999,999 people": "999’999 people"},
    "es": {
        "950,000 to 1.2 million EUR": "950.000 a 1,2 millones de euros",
        "over 11 trillion RUB": "más de 11 billones de rublos rusos",
        "2 percentage points": "2 puntos porcentuales",
    },
}


@pytest.mark.parametrize("language", PRINTED)
def test_a_page_prints_what_was_written(language: str, tmp_path: Path) -> None:
    values = PRINTED[language]
    names = [f"v-{chr(97 + place)}" for place in range(len(values))]
    files = {
        "site.yaml": f"title: Case\nlanguage: {language}\n",
        "facts.yaml": "".join(map(fact, names, values)),
        "text": "\n\n".join(f"It is <fact:{name}>, so." for name in names),
    }
    words = front(written(tmp_path, files)).text
    assert [f"It is {said}, so." for said in values.values() if said not in words] == []


def test_a_front_page_of_groups_alone_says_how_it_is_known(tmp_path: Path) -> None:
    files = {
        "groups.yaml": group("FRA"),
        "figures.yaml": "m: {kind: map, title: Where, group: g}\n",
        "text": "![m](figure:m)",
    }
    words = front(written(tmp_path, files)).text
    assert "Read 1 text" in words
    assert "· Sources" in words
    assert "Named here: 1 country." in words


def test_a_site_from_right_to_left_says_so(tmp_path: Path) -> None:
    files = {"site.yaml": "title: شبكة\nlanguage: ar\n"}
    assert '<html lang="ar" dir="rtl">' in front(written(tmp_path, files)).html


def front(content: Path) -> HtmlPage:
    """The front page, as a reader sees it."""
    preview = Preview(content, lambda: TODAY, lambda _: None)
    preview.refresh()
    status, _, body = preview.answer("")
    assert status == 200
    return HtmlPage("index.html", body.decode())


def statement(more: str) -> str:
    return (
        f"yearly:\n  question: Each year?\n  label: a report each year\n  kind: statement\n{more}"
    )


@pytest.mark.parametrize(
    ("more", "printed"),
    [
        ("  answers: [{source: plan}]\n", "so says its source"),
        ("  answers: [{source: plan}]\n  said_by: the Office\n", "so says the Office"),
        ("  answers: [{source: plan}]\n  means: One for each room.\n", "One for each room."),
    ],
)
def test_a_statement_is_never_a_label_and_a_colon_alone(
    more: str, printed: str, tmp_path: Path
) -> None:
    text = "It promised [a report](fact:yearly)."
    preview = Preview(
        written(tmp_path, {"facts.yaml": statement(more), "text": text}), lambda: TODAY, print
    )
    preview.refresh()
    assert not preview.problems
    for address in ("", "facts/"):
        page = HtmlPage(address, preview.answer(address)[2].decode())
        assert "year: " not in page.text or f"A report each year: {printed}" in page.text
        assert printed.casefold() in page.text.casefold()


@pytest.mark.parametrize(
    ("more", "standfirst"),
    [
        ("  when: 2030\n", []),
        ("  when: 2030\n  said_by: the Office\n", ["Claimed by the Office."]),
        ("  when: 2030\n  said: 2024-05-01\n", ["A statement of 1 May 2024, about 2030."]),
    ],
)
def test_a_statement_is_called_one_where_it_is_known_of_when(
    more: str, standfirst: list[str], tmp_path: Path
) -> None:
    answers = "  answers: [{source: plan}]\n"
    html = served(tmp_path, {"facts.yaml": statement(answers + more)}, "facts/yearly/")
    found = re.findall('<p class="standfirst">(.*?)</p>', html)
    assert [
        re.sub("<[^>]*>", "", one).strip().replace("\u00a0", " ") for one in found
    ] == standfirst


@pytest.mark.parametrize(
    ("site", "heading"),
    [("", "Use and check"), ("repository: https://example.org/code\n", "Use, check, correct")],
)
def test_a_page_asks_for_corrections_where_there_is_a_way_to_send_them(
    site: str, heading: str, tmp_path: Path
) -> None:
    files = {
        "site.yaml": f"title: Case\n{site}",
        "facts.yaml": statement("  answers: [{source: plan}]\n"),
    }
    assert f"<h2>{heading}</h2>" in served(tmp_path, files, "facts/yearly/")


def served(folder: Path, files: dict[str, str], address: str) -> str:
    """A page as the preview serves it."""
    preview = Preview(written(folder, files), lambda: TODAY, lambda _: None)
    preview.refresh()
    status, _, body = preview.answer(address)
    assert status == 200
    return body.decode()
