"""Horizontal bars on a linear axis that contains zero: laid out, whatever they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

from explainer.figures.layout import Scale, Sheet, Text, held, leading, px, ticks, width, wrap
from explainer.model import Value
from explainer.quantities import units
from explainer.quantities.values import Quantity

Mark = Literal["start", "measured", "target", "plain"]
SayTick = Callable[[str, Decimal], str]


class Piece(NamedTuple):
    """Part of a bar; ``open`` is a range's part between its least and its greatest value."""

    start: Decimal
    end: Decimal
    open: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: what it is, its value, and the value in words; ``detail`` is who says so."""

    label: str
    value: Value | None
    text: str
    mark: Mark
    detail: str

    def extent(self, unit: str) -> tuple[Decimal, Decimal] | None:
        """From where to where the value reaches; None where the axis cannot show it."""
        if isinstance(self.value, Quantity) and units.same(self.value.unit, unit):
            return self.value.low, self.value.high
        return None

    def pieces(self, unit: str) -> Iterator[Piece]:
        """The bar from zero to the value; for a range to its nearer end, and from there on."""
        extent = self.extent(unit)
        if extent:
            low, high = extent
            near = min(max(Decimal(0), low), high)
            if near:
                yield Piece(Decimal(0), near, open=False)
            if low != high:
                yield Piece(low, high, open=True)


@dataclass(frozen=True, slots=True)
class Block:
    """Bars that belong together, under a title, with what follows from them in words."""

    title: str
    rows: tuple[Row, ...]
    result: str = ""
    proviso: str = ""


@dataclass(frozen=True, slots=True)
class Panel:
    """Blocks that share a unit, and so an axis."""

    unit: str
    blocks: tuple[Block, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The rows of all blocks."""
        return tuple(row for block in self.blocks for row in block.rows)

    def domain(self) -> tuple[Decimal, Decimal] | None:
        """The least and the greatest value with zero among them; None where nothing is drawn."""
        ends = [end for row in self.rows for end in row.extent(self.unit) or ()]
        return (min(Decimal(0), *ends), max(Decimal(0), *ends)) if ends else None


@dataclass(frozen=True, slots=True)
class Bar:
    """A piece of a row as drawn."""

    x: float
    y: float
    width: float
    height: float
    row: Row
    piece: Piece

    @property
    def mark(self) -> Mark:
        """How its row is marked."""
        return self.row.mark

    @property
    def open(self) -> bool:
        """Whether it is the part of a range between its ends."""
        return self.piece.open


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the grid lines of one block stand; ``zero`` is the one that bars start from.

    They are drawn from each top to each bottom of ``spans``, so that they cross no text.
    """

    lines: tuple[float, ...]
    zero: float
    spans: tuple[tuple[float, float], ...]
    unit: str
    scale: Scale

    @property
    def top(self) -> float:
        """Where the block's first bar has room."""
        return self.spans[0][0]

    @property
    def bottom(self) -> float:
        """Where its last bar's room ends."""
        return self.spans[-1][1]


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, axes and texts with their places."""

    width: int
    height: int
    bars: tuple[Bar, ...]
    axes: tuple[Axis, ...]
    texts: tuple[Text, ...]


def lay_out(panels: Sequence[Panel], sheet: Sheet, say_tick: SayTick) -> Chart:
    """Draw the panels one below the other."""
    pen = _Pen(sheet, _Columns.of(panels, sheet))
    for panel in panels:
        pen.panel(panel, say_tick)
    return Chart(sheet.width, round(pen.y), tuple(pen.bars), tuple(pen.axes), tuple(pen.texts))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Room left of the bars for labels and right of them for values; none on a narrow sheet."""

    label: float = 0
    value: float = 0

    @classmethod
    def of(cls, panels: Sequence[Panel], sheet: Sheet) -> _Columns:
        if sheet.is_narrow:
            return cls()
        rows = [row for panel in panels for row in panel.rows]
        labels = [line for row in rows for line in wrap(row.label, sheet.normal, sheet.width / 4)]
        values = (width(row.text, sheet.normal, bold=True) for row in rows)
        return cls(
            max((width(line, sheet.normal) for line in labels), default=0),
            min(max(values, default=0), sheet.width * 0.35),
        )


@dataclass
class _Pen:
    sheet: Sheet
    columns: _Columns
    y: float = 0
    bars: list[Bar] = field(default_factory=list)
    axes: list[Axis] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    gap = 14.0

    @property
    def left(self) -> float:
        """Where the bars begin."""
        return self.columns.label + self.gap if self.columns.label else 0

    @property
    def thickness(self) -> float:
        return 18 if self.sheet.is_narrow else 22

    def write(
        self, text: str, style: str, size: int, x: float = 0, room: float | None = None
    ) -> None:
        """Set a paragraph below what stands there."""
        bold = Text(0, 0, (), size, style).is_bold
        lines = wrap(text, size, self.sheet.width - x if room is None else room, bold=bold)
        if lines:
            self.texts.append(Text(px(x), px(self.y + size), lines, size, style))
            self.y += leading(size) * len(lines)

    def panel(self, panel: Panel, say_tick: SayTick) -> None:
        domain = panel.domain()
        say = partial(say_tick, panel.unit)
        numbers, scale = self.scale(*domain, say) if domain else ((), None)
        for block in panel.blocks:
            if self.y:
                self.y += 1.5 * self.gap
            self.write(block.title, "title", self.sheet.normal)
            self.y += 6
            spans = [self.row(row, panel.unit, scale) for row in block.rows]
            if scale:
                self.axis(panel.unit, numbers, scale, say, spans)
            self.write(block.result, "multiple", self.sheet.large, self.left)
            self.write(block.proviso, "soft", self.sheet.small, self.left)

    def scale(
        self, low: Decimal, high: Decimal, say: Callable[[Decimal], str]
    ) -> tuple[tuple[Decimal, ...], Scale]:
        """The axis with as many numbers as have room."""
        right = self.sheet.width - (self.columns.value + self.gap if self.columns.value else 0)
        for most in range(6, 0, -1):
            numbers = ticks(low, high, most)
            widest = max(width(say(number), self.sheet.small) for number in numbers)
            inset = 0 if self.columns.value else widest / 2
            scale = Scale(min(low, numbers[0]), max(high, numbers[-1]), self.left, right - inset)
            # Numbers at the ends are moved onto the sheet, by up to half their width.
            if scale(numbers[1]) - scale(numbers[0]) >= 1.6 * widest:
                break
        return numbers, scale

    def row(self, row: Row, unit: str, scale: Scale | None) -> tuple[float, float]:
        """Draw a row; from where to where the grid runs beside its bar."""
        bars = [self.bar(row, piece, scale) for piece in row.pieces(unit) if scale]
        if self.sheet.is_narrow:
            return self.row_above(row, bars)
        return self.row_beside(row, bars, scale)

    def bar(self, row: Row, piece: Piece, scale: Scale) -> Bar:
        """The piece as a bar whose ``y`` is yet to come; what is not zero can be seen."""
        left, right = sorted((scale(piece.start), scale(piece.end)))
        height = self.thickness * (0.6 if row.mark == "measured" else 1)
        return Bar(left, 0, px(max(right - left, 1.5)), height, row, piece)

    def place(self, bars: Sequence[Bar]) -> None:
        for bar in bars:
            y = px(self.y + (self.thickness - bar.height) / 2)
            self.bars.append(replace(bar, y=y))

    def row_beside(self, row: Row, bars: Sequence[Bar], scale: Scale | None) -> tuple[float, float]:
        """Label left of the bar, value right of it."""
        top = self.y
        size, room = self.sheet.normal, self.columns
        zero = scale(0) if scale else self.left
        end = max((bar.x + bar.width for bar in bars), default=zero)
        label = wrap(row.label, size, room.label)
        value = wrap(row.text, size, self.sheet.width - max(end, zero) - 8, bold=True)
        height = max(self.thickness, leading(size) * max(len(label), len(value)))
        for lines, x, style in ((label, 0, "label"), (value, max(end, zero) + 8, "value")):
            first = self.y + (height - leading(size) * len(lines)) / 2 + size
            self.texts.append(Text(px(x), px(first), lines, size, style))
        self.y += (height - self.thickness) / 2
        self.place(bars)
        self.y += (height + self.thickness) / 2 + 8
        return top, self.y

    def row_above(self, row: Row, bars: Sequence[Bar]) -> tuple[float, float]:
        """Label and value above the bar: on one line where both fit, the value at its end."""
        size, room = self.sheet.normal, self.sheet.width
        value = width(row.text, size, bold=True)
        self.write(row.label, "label", size)
        last = self.texts[-1].lines[-1]
        if width(last, size) + value + 12 <= room:
            y = self.y - leading(size) + size
            self.texts.append(Text(room, px(y), (row.text,), size, "value", "end"))
        else:
            self.write(row.text, "value", size)
        self.y += 2
        top = self.y
        if bars:
            self.y += 3
            self.place(bars)
            self.y += self.thickness + 3
        bottom = self.y
        self.y += 7
        return top, bottom

    def axis(
        self,
        unit: str,
        numbers: Sequence[Decimal],
        scale: Scale,
        say: Callable[[Decimal], str],
        spans: Sequence[tuple[float, float]],
    ) -> None:
        """The grid beside the rows, and its numbers below them."""
        size = self.sheet.small
        self.y = spans[-1][1] + 4
        for number in numbers:
            label = (say(number),)
            self.texts.append(held(label, scale(number), self.y + size, self.sheet, size, "tick"))
        lines = tuple(scale(number) for number in numbers)
        joined = tuple((px(top), px(bottom)) for top, bottom in spans)
        self.axes.append(Axis(lines, scale(Decimal(0)), joined, unit, scale))
        self.y += leading(size) + 6
