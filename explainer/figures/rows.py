"""Horizontal bars on a linear axis that contains zero: laid out, whatever they stand for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import partial
from typing import Literal, NamedTuple

from explainer import units
from explainer.figures.layout import Scale, Sheet, Text, held, leading, px, ticks, width, wrap
from explainer.model import Value
from explainer.values import Quantity

Mark = Literal["start", "measured", "target", "plain"]
SayTick = Callable[[str, Decimal], str]


class Piece(NamedTuple):
    """Part of a bar; ``open`` is a range's part between its least and its greatest value."""

    start: Decimal
    end: Decimal
    open: bool


@dataclass(frozen=True, slots=True)
class Row:
    """One bar: what it is, its value, and the value in words; ``fact`` is its id."""

    label: str
    value: Value | None
    text: str
    mark: Mark
    fact: str

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
    """A piece as drawn."""

    x: float
    y: float
    width: float
    height: float
    mark: Mark
    open: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """Where the grid lines of one panel stand; ``zero`` is the one that bars start from."""

    lines: tuple[float, ...]
    zero: float
    top: float
    bottom: float


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
        labels = [width(row.label, sheet.normal) for row in rows]
        values = [width(row.text, sheet.normal, bold=True) for row in rows]
        most = sheet.width * 0.3
        return cls(min(max(labels), most), min(max(values), most))


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
        if self.y:
            self.y += 2 * self.gap
        domain = panel.domain()
        say = partial(say_tick, panel.unit)
        numbers, scale = self.scale(*domain, say) if domain else ((), None)
        top = self.y
        for number, block in enumerate(panel.blocks):
            if number:
                self.y += self.gap
            self.block(block, panel.unit, scale)
        if scale:
            self.axis(numbers, scale, say, top)

    def scale(
        self, low: Decimal, high: Decimal, say: Callable[[Decimal], str]
    ) -> tuple[tuple[Decimal, ...], Scale]:
        """The axis with as many numbers as have room."""
        right = self.sheet.width - (self.columns.value + self.gap if self.columns.value else 0)
        for most in range(6, 0, -1):
            numbers = ticks(low, high, most)
            widest = max(width(say(number), self.sheet.small) for number in numbers)
            inset = 0 if self.columns.value else widest / 2
            step = (right - inset - self.left) / (len(numbers) - 1)
            if step >= 1.6 * widest:
                break
        return numbers, Scale(numbers[0], numbers[-1], self.left, right - inset)

    def block(self, block: Block, unit: str, scale: Scale | None) -> None:
        self.write(block.title, "title", self.sheet.normal)
        self.y += 6
        for row in block.rows:
            drawn = [self.bar(row.mark, piece, scale) for piece in row.pieces(unit) if scale]
            (self.row_above if self.sheet.is_narrow else self.row_beside)(row, drawn, scale)
        self.write(block.result, "multiple", self.sheet.large, self.left)
        self.write(block.proviso, "soft", self.sheet.small, self.left)

    def bar(self, mark: Mark, piece: Piece, scale: Scale) -> Bar:
        """The piece as a bar whose ``y`` is yet to come; what is not zero can be seen."""
        left, right = sorted((scale(piece.start), scale(piece.end)))
        height = self.thickness * (0.6 if mark == "measured" else 1)
        return Bar(left, 0, px(max(right - left, 1.5)), height, mark, piece.open)

    def place(self, bars: Sequence[Bar]) -> None:
        for bar in bars:
            y = px(self.y + (self.thickness - bar.height) / 2)
            self.bars.append(replace(bar, y=y))

    def row_beside(self, row: Row, bars: Sequence[Bar], scale: Scale | None) -> None:
        """Label left of the bar, value right of it."""
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

    def row_above(self, row: Row, bars: Sequence[Bar], scale: Scale | None) -> None:
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
        self.y += 5
        if bars:
            self.place(bars)
            self.y += self.thickness
        self.y += 10

    def axis(
        self, numbers: Sequence[Decimal], scale: Scale, say: Callable[[Decimal], str], top: float
    ) -> None:
        size = self.sheet.small
        bottom = self.y + 2
        for number in numbers:
            label, y = (say(number),), bottom + 4 + size
            self.texts.append(held(label, scale(number), y, self.sheet, size, "tick"))
        lines = tuple(scale(number) for number in numbers)
        self.axes.append(Axis(lines, scale(0), px(top), px(bottom)))
        self.y = bottom + 4 + leading(size) + 2
