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
    (r"~~(?=\S).+?(?<=\S)~~", "leave out what is struck, or say that it no longer holds"),
    (r"\[\[?_?TOC_?\]?\]|^\{:toc\}", "take it away: a page lists its headings by itself"),
    (r"^\[[ xX]\] ", "write what is done and what is open in words"),
    (r"^(?:!!!|\?\?\?\+?) ?\w.*?(?= |$)", "write a paragraph, or a quotation with > before it"),
    (r"^:{3,} ?\{?[\w.].*?(?= |$)", "write a paragraph, or a quotation with > before it"),
    (r"^\[!\w+\][+-]?", "write the word in bold: **Note**"),
    (r"!?\[\[(?!_?TOC)[^\[\]]+\]\]", "write a link to a page by its file: [text](page.md)"),
    (r"\{\{[<%]?.+?[%>]?\}\}", "write the text itself: nothing is filled in here"),
    (r"\{%.+?%\}", "write the text itself: nothing is filled in here"),
    (
        r"\{:?\s?(?:[#.][\w-]+|\w+=[^{}]+)[^{}]*\}",
        "take it away: headings get their ids themselves",
    ),
    (r"\$\$.+?\$\$|(?<![\w$])\$(?=[^\s$])[^$]*[\\^_{}][^$]*(?<!\s)\$(?!\w)", "write it in words"),
    (r"==(?=[^\s=])[^=]+(?<=\S)==", "write *text* or **text**"),
    (r"(?<![\w:/]):[a-z][a-z0-9_+-]*[a-z0-9]:(?![\w/])", "write the sign itself, or leave it out"),
)
_FOREIGN = tuple((re.compile(form), cure) for form, cure in _FORMS)


def markup(text: str) -> Iterator[Foreign]:
    """The first of each kind of foreign markup in the text of a block."""
    for form, cure in _FOREIGN:
        found = form.search(text)
        if found:
            yield Foreign(found.start(), found[0].strip(), cure)
