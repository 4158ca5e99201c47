"""Room on a drawing: how wide text is, where its lines break, which numbers an axis carries.

Lengths are CSS pixels of a drawing shown at its own width.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Literal

from explainer.voice import bidi

Anchor = Literal["start", "middle", "end"]

# Widths in hundredths of the type size, a little above those of common system fonts: a line that
# is estimated too long merely breaks early.
_WIDTHS = {
    **dict.fromkeys("ijl|'\u2018\u2019.,:;!", 30),
    **dict.fromkeys(' frtI()[]/-*"\u2013\u201c\u201d', 38),
    **dict.fromkeys("0123456789", 64),
    **dict.fromkeys("mw—%&", 90),
    **dict.fromkeys("MW@", 100),
    **dict.fromkeys("ABCDEGHKNOPQRSTUVXYZ", 73),
    **dict.fromkeys((bidi.FIRST_STRONG, bidi.POP), 0),
}
_OTHER, _IDEOGRAPH, _BOLD = 61, 105, 1.12

# The styles that the style sheet sets in bold.
BOLD = frozenset({"title", "name", "value", "multiple"})
SOFT = frozenset({"soft", "tick", "key", "lane"})
_LEADING = 1.3


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing's width, and the sizes its text may have."""

    name: Literal["wide", "narrow"]
    width: int
    small: int
    normal: int
    large: int

    @property
    def is_narrow(self) -> bool:
        """Whether labels stand above what they name rather than beside it."""
        return self.name == "narrow"


# On a screen of 320 pixels, margins and scroll bar leave 273: 13 of 320 come to 11.
WIDE = Sheet("wide", 720, small=14, normal=15, large=17)
NARROW = Sheet("narrow", 320, small=13, normal=14, large=16)


@dataclass(frozen=True, slots=True)
class Text:
    """Lines of text; ``x`` and ``y`` are those of the first line's base, ``style`` is a class."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: int
    style: str = "label"
    anchor: Anchor = "start"

    def from_right(self, width: float) -> Text:
        """The same as far from the right edge of a drawing of this width."""
        return replace(self, x=width - self.x, anchor="end")

    @property
    def is_bold(self) -> bool:
        """Whether the style sheet sets it in bold."""
        return self.style in BOLD

    @property
    def is_soft(self) -> bool:
        """Whether the style sheet sets it in a softer colour."""
        return self.style in SOFT

    @property
    def leading(self) -> float:
        """From one line's base to the next."""
        return leading(self.size)

    @property
    def box(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the room it takes."""
        wide = max((width(line, self.size, bold=self.is_bold) for line in self.lines), default=0)
        left = self.x - wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[self.anchor]
        bottom = self.y + self.leading * (len(self.lines) - 1) + 0.25 * self.size
        return left, self.y - 0.85 * self.size, left + wide, bottom


def held(
    lines: tuple[str, ...], middle: float, y: float, sheet: Sheet, size: int, style: str
) -> Text:
    """Text centred on ``middle``, or moved just so far that it stays on the sheet."""
    half = max(width(line, size, bold=style in BOLD) for line in lines) / 2
    if middle < half:
        return Text(0, px(y), lines, size, style)
    if middle > sheet.width - half:
        return Text(sheet.width, px(y), lines, size, style, "end")
    return Text(px(middle), px(y), lines, size, style, "middle")


def plain(words: str, sheet: Sheet) -> Text:
    """A sentence in the place of a drawing, where there is nothing to draw."""
    return Text(0, sheet.normal, wrap(words, sheet.normal, sheet.width), sheet.normal)


def px(length: float) -> float:
    """A length to a tenth of a pixel, without a fraction where there is none."""
    rounded = round(length, 1)
    return int(rounded) if rounded == int(rounded) else rounded


def leading(size: int) -> float:
    """From one line's base to the next."""
    return px(size * _LEADING)


def width(text: str, size: int, *, bold: bool = False) -> float:
    """About how wide a text is, rather too much than too little."""
    return _scaled(sum(map(_hundredths, text)), size, bold=bold)


def _hundredths(char: str) -> int:
    return _WIDTHS.get(char, _OTHER if ord(char) < 0x2E80 else _IDEOGRAPH)


def _scaled(hundredths: int, size: int, *, bold: bool) -> float:
    return hundredths * size / 100 * (_BOLD if bold else 1)


def wrap(text: str, size: int, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """The text broken into lines that fit ``room``; words that alone do not fit are cut.

    Every character is measured once or twice, however long a word is.
    """
    lines: list[str] = []
    line, wide = "", 0
    for word in _pieces(text.split(" "), size, room, bold=bold):
        needed = sum(map(_hundredths, word))
        longer = wide + _hundredths(" ") + needed if line else needed
        if line and _scaled(longer, size, bold=bold) > room:
            lines.append(line)
            line, wide = word, needed
        else:
            line, wide = (f"{line} {word}" if line else word), longer
    return (*lines, line) if line else tuple(lines)


def _pieces(words: Iterable[str], size: int, room: float, *, bold: bool) -> Iterator[str]:
    """The words, each cut where it would leave ``room``; no piece is shorter than one letter."""
    hyphen = _hundredths("-")
    for word in words:
        start, rest = 0, sum(map(_hundredths, word))
        while len(word) - start > 2 and _scaled(rest, size, bold=bold) > room:
            cut, taken = start + 1, _hundredths(word[start])
            while cut < len(word) - 1:
                more = taken + _hundredths(word[cut])
                if _scaled(more + hyphen, size, bold=bold) > room:
                    break
                cut, taken = cut + 1, more
            yield word[start:cut] + ("-" if word[cut - 1].isalnum() else "")
            start, rest = cut, rest - taken
        yield word[start:]


@dataclass(frozen=True, slots=True)
class Scale:
    """A linear way from values to pixels."""

    low: Decimal
    high: Decimal
    left: float
    right: float

    def __call__(self, value: Decimal | int) -> float:
        """Where a value stands."""
        share = float((value - self.low) / (self.high - self.low))
        return px(self.left + share * (self.right - self.left))


def ticks(low: Decimal, high: Decimal, most: int) -> tuple[Decimal, ...]:
    """Round numbers, evenly spaced, at most ``most`` + 1 of them, from ``low`` to ``high``.

    There are two at least, so for equal ends the last is beyond; zero is one of them where it
    lies between the ends.
    """
    step = _round_step((high - low or Decimal(1)) / most)
    first = (low / step).to_integral_value("ROUND_CEILING")
    last = (high / step).to_integral_value("ROUND_FLOOR")
    return tuple((first + number) * step for number in range(max(int(last - first), 1) + 1))


def _round_step(at_least: Decimal) -> Decimal:
    power = Decimal(10) ** at_least.adjusted()
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= at_least)
