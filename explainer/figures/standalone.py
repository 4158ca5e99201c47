"""A drawing as a file of its own: with title, notes, sources, date and the colours it needs."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from explainer.figures.drawing import Drawing
from explainer.figures.layout import WIDE, Text, leading, px, wrap
from explainer.voice.bidi import begins_right_to_left

MARGIN = 24

_TOKEN = re.compile(r"(?<![\w-])(--[\w-]++):\s*+([^;]++);")
_USE = re.compile(r"var\((--[\w-]+)(?:, (\w+))?\)")
_RULE = re.compile(r"^\.(?:d-|drawing\b)[^{}@]*\{[^}]*\}", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Poster:
    """The wide drawing, with texts above and below; ``left`` and ``top`` are its place."""

    width: int
    height: int
    left: float
    top: float
    texts: tuple[Text, ...]


def lay_out(drawing: Drawing, title: str, what: str, notes: Sequence[str]) -> Poster:
    """The drawing between its texts.

    ``what`` is the line below the title: what is drawn. ``notes`` are all the paragraphs that stand
    below: remarks, cautions, sources, the date.

    A title from right to left, and all the others with it, begins at the right edge.
    """
    texts: list[Text] = []
    y = _write(texts, title, "title", WIDE.large + 3, MARGIN)
    y = _write(texts, what, "soft", WIDE.small, y) + 14
    below = y + drawing.wide.height + 14
    for note in notes:
        below = _write(texts, note, "soft", WIDE.small, below) + 6
    width = WIDE.width + 2 * MARGIN
    if begins_right_to_left(title):
        texts = [text.from_right(width) for text in texts]
    return Poster(width, round(below + MARGIN), MARGIN, px(y), tuple(texts))


def _write(texts: list[Text], words: str, style: str, size: int, y: float) -> float:
    """Set a paragraph from ``y`` on; where it ends."""
    lines = wrap(words, size, WIDE.width, bold=style == "title")
    if lines:
        texts.append(Text(MARGIN, px(y + size), lines, size, style))
    return y + leading(size) * len(lines)


def style(theme: str, rules: str) -> str:
    """The style sheet of a drawing alone: its ``rules`` with the light colours of the ``theme``.

    Custom properties are replaced by their values, since few programs but browsers know them.
    """
    tokens: dict[str, str] = {}
    for name, value in _TOKEN.findall(theme):
        tokens.setdefault(name, value.strip())
    drawn = "".join(_RULE.findall(rules))
    return _USE.sub(lambda use: tokens.get(use[1], use[2] or "none"), re.sub(r"\s+", " ", drawn))
