"""The text of a narrative as a page divides it: its lead, its sections, what is folded."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise

from markupsafe import Markup

# How fast people read without hurry.
WORDS_A_MINUTE = 200
_UNREAD = re.compile(
    r"<details.*?</details>|<desc.*?</desc>|<span class=\"beside\".*?</span>", re.DOTALL
)

# Headings of the text, as those of figures have a class: one begins a section; one within a section
# of the front page folds what stands below it.
_SECTION = re.compile("<h2(?! class)")
_FOLDED = re.compile(r"<h3( id=[^>]*)?>(.*?)</h3>(.*?)(?=<h3(?! class)|$)", re.DOTALL)
_FOLD = r"<details class='fold'\1><summary>\2</summary>\3</details>"


@dataclass(frozen=True)
class Section:
    """A section of the front page."""

    html: Markup

    @property
    def has_figure(self) -> bool:
        """Whether it needs the whole width."""
        return "<figure" in self.html


@dataclass(frozen=True)
class Text:
    """The text of a narrative as HTML, ``whole`` and in parts."""

    whole: Markup

    @property
    def lead(self) -> Markup:
        """What stands before the first section or figure."""
        return halves(self.whole)[0]

    @property
    def rest(self) -> Markup:
        """What stands after the lead."""
        return halves(self.whole)[1]

    @property
    def sections(self) -> list[Section]:
        """What stands after the lead in sections; in each what follows a heading is folded."""
        return [Section(html) for html in sections(self.rest)]

    @property
    def minutes(self) -> int:
        """How long it takes to read."""
        return minutes(self.whole)


def halves(text: Markup) -> tuple[Markup, Markup]:
    """What stands before the first section or figure, and the rest."""
    start = re.search("<h2|<figure", text)
    end = start.start() if start else len(text)
    return text[:end], text[end:]


def sections(rest: Markup) -> list[Markup]:
    """What stands after the lead in sections; in each what follows a heading within it is folded.

    What stands before the first section is the first piece, even where that is nothing.
    """
    starts = [found.start() for found in _SECTION.finditer(rest)]
    ends = [*starts, len(rest)]
    pieces = [rest[: ends[0]], *(rest[a:b] for a, b in pairwise(ends))]
    folded = (_FOLDED.sub(_FOLD, str(piece)) for piece in pieces if piece.strip())
    return list(map(Markup, folded))


def minutes(text: Markup) -> int:
    """How long the text takes to read: what is folded does not count."""
    seen = _UNREAD.sub(" ", text)
    return max(1, round(len(re.sub(r"<[^>]+>", " ", seen).split()) / WORDS_A_MINUTE))
