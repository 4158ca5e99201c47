"""Markup of other tools, which CommonMark shows as text: of MkDocs, Hugo, Jekyll, Quarto, wikis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Foreign(NamedTuple):
    """Markup of another tool at ``start`` in a text, and what to write instead."""

    start: int
    form: str
    cure: str


_FORMS = (
    (r"~~(?=\S)(?:(?!~~).)+(?<=\S)~~", "leave out what is struck, or say that it no longer holds"),
    (r"\[\[?_?TOC_?\]?\]|^\{:toc\}", "take it away: a page lists its headings by itself"),
    (r"^\[[ xX]\] ", "write what is done and what is open in words"),
    (r"^(?:!!!|\?\?\?\+?) ?\w.*?(?= |$)", "write a paragraph, or a quotation with > before it"),
    (r"^:{3,} ?\{?[\w.].*?(?= |$)", "write a paragraph, or a quotation with > before it"),
    (r"^\[!\w+\][+-]?", "write the word in bold: **Note**"),
    (r"!?\[\[(?!_?TOC)[^\[\]]+\]\]", "write a link to a page by its file: [text](page.md)"),
    (r"\{\{(?:(?!\{\{|\}\}).)+\}\}", "write the text itself: nothing is filled in here"),
    (r"\{%(?:(?!\{%|%\}).)+%\}", "write the text itself: nothing is filled in here"),
    (
        r"\{:?\s?(?:[#.][\w-]++|\w++=[^{}]++)[^{}]*+\}",
        "take it away: headings get their ids themselves",
    ),
    (
        r"\$\$.+?\$\$|(?<![\w$])\$(?=[^\s$])[^$\\^_{}]*+[\\^_{}][^$]*+(?<!\s)\$(?!\w)",
        "write it in words",
    ),
    (r"==(?=[^\s=])[^=]+(?<=\S)==", "write *text* or **text**"),
    (r"^={2,6} ?[^=\n\"]+={2,6}$", "write a heading with ## before it"),
    (r"^===[!+]? \".*?\"", "write a heading with ## before it"),
    (r"'''(?=\S).+?'''", "write **text**"),
    (r"-{1,2}8<-{1,2}", "write the text itself: nothing is filled in here"),
    (r"\[-?@[\w:.-]+[^\[\]]*\]", "write a link to a source: [text](source:ID)"),
    (r"^\*\[[^\[\]]+\]:", "put the term into glossary.yaml, and write [text](term:ID)"),
    (r"(?<=\n): +\S.*", "write the term in bold: **Term**, and its meaning behind it"),
    (
        r"(?<=\n)\|? ?:?-{2,}:? ?\|[-:| ]*$|(?<=\n)\| ?:?-{2,}:? ?\|?$",
        "give the line of dashes as many cells as the line above, or it is no table",
    ),
    (r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w/])", "write the sign itself, or leave it out"),
)
# What every form has in it: most texts have none of these, and are not searched for each form.
_SIGNS = re.compile(r"~~|\[|!!!|\?\?\?|:|\{|\$|==|'''|8<|\|")
_FOREIGN = tuple((re.compile(form, re.MULTILINE), cure) for form, cure in _FORMS)


def markup(text: str) -> Iterator[Foreign]:
    """All foreign markup in the text of a block."""
    for form, cure in _FOREIGN if _SIGNS.search(text) else ():
        for found in form.finditer(text):
            yield Foreign(found.start(), found[0].strip(), cure)
