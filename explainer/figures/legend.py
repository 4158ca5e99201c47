"""Legends: what each mark on a drawing means, flowing in lines below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.figures.layout import Sheet, Text, leading, px, width, wrap


@dataclass(frozen=True, slots=True)
class Key:
    """A sample of a mark, in a box of ``KEY`` pixels whose left upper corner is ``x``, ``y``."""

    mark: str
    x: float
    y: float


KEY = (24, 14)
_GAP, _BETWEEN = 8, 22


@dataclass(frozen=True, slots=True)
class Legend:
    """Keys and their texts with their places; ``bottom`` is the end of the room they take."""

    keys: tuple[Key, ...]
    texts: tuple[Text, ...]
    bottom: float


def lay_out(entries: Sequence[tuple[str, str]], sheet: Sheet, top: float) -> Legend:
    """Each entry is a mark and its meaning; as many stand on a line as fit."""
    keys: list[Key] = []
    texts: list[Text] = []
    x, y, height = 0.0, top, 0.0
    indent = KEY[0] + _GAP
    for mark, words in entries:
        lines = wrap(words, sheet.small, sheet.width - indent)
        needed = indent + max(width(line, sheet.small) for line in lines)
        if x and x + needed > sheet.width:
            x, y, height = 0.0, y + height, 0.0
        keys.append(Key(mark, px(x), px(y + 2)))
        texts.append(Text(px(x + indent), px(y + sheet.small), lines, sheet.small, "key"))
        height = max(height, leading(sheet.small) * len(lines) + 4)
        x += needed + _BETWEEN
    return Legend(tuple(keys), tuple(texts), y + height)
