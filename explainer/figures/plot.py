"""Lines over time: laid out, whatever they stand for.

A course is a line with what belongs to it: other answers beside it, targets ahead of it, times of
which nothing is known. Courses in one unit share a panel and its axes; panels share the time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import Literal

from explainer.figures import legend, timescale
from explainer.figures.layout import Scale, Sheet, Text, leading, px, ticks, width, wrap
from explainer.figures.legend import Key
from explainer.figures.rows import SayTick
from explainer.quantities.dates import Date
from explainer.voice import wording

Look = Literal["measured", "forecast", "other", "target"]
# More courses than this stand in panels of their own, since no colours are left to tell them by.
MOST = 4
# So few marks are all labelled.
_FEW = 8
_GAP = 10.0
# Less between two texts and they would be read as one.
_APART = 6.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A value at a time; ``short`` is the value, ``text`` both in words, ``detail`` who says so.

    ``fact`` is the id of what it stands for, ``source`` that of who says otherwise, ``last`` the
    last place that there is in a ranking.
    """

    when: Date
    value: Decimal
    short: str
    text: str
    detail: str
    look: Look
    band: tuple[Decimal, Decimal] | None = None
    fact: str = ""
    source: str = ""
    last: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """A line: its marks in the order of time, what others say, targets, and known gaps."""

    name: str
    first: str
    last: str
    marks: tuple[Mark, ...]
    others: tuple[Mark, ...] = ()
    targets: tuple[Mark, ...] = ()
    gaps: tuple[Date, ...] = ()

    @property
    def all(self) -> tuple[Mark, ...]:
        """Everything that is drawn of it."""
        return self.marks + self.others + self.targets

    @property
    def last_measured(self) -> tuple[Mark, ...]:
        """The last mark that is no forecast, where a forecast follows it."""
        measured = [mark for mark in self.marks if mark.look != "forecast"]
        return tuple(measured[-1:]) if len(measured) < len(self.marks) else ()

    @property
    def is_aimed(self) -> bool:
        """Whether a target stands beyond its end."""
        return any(one.when.first > self.marks[-1].when.first for one in self.targets)

    def breaks(self) -> Iterator[tuple[Mark, Mark]]:
        """Neighbours between which nothing is drawn: a time is missing there."""
        usual = _usual_step([mark for mark in self.marks if mark.look == "measured"])
        for before, after in pairwise(self.marks):
            known = any(before.when.first < gap.first < after.when.first for gap in self.gaps)
            far = after.look == "measured" and usual and _step(before, after) > 1.5 * usual
            if known or far:
                yield before, after

    def runs(self) -> Iterator[list[Mark]]:
        """The marks that are joined."""
        apart = {after.when.text for _, after in self.breaks()}
        run: list[Mark] = []
        for mark in self.marks:
            if run and mark.when.text in apart:
                yield run
                run = []
            run.append(mark)
        if run:
            yield run


def _step(before: Mark, after: Mark) -> int:
    return (after.when.first - before.when.first).days


def _usual_step(marks: Sequence[Mark]) -> float:
    """The step from most marks to the next, in days; 0 where it varies."""
    months = [round(_step(*pair) / 30.44) for pair in pairwise(marks)]
    usual = max(months, key=months.count, default=0)
    regular = months.count(usual) >= 2 and 2 * months.count(usual) >= len(months)
    return usual * 30.44 if regular else 0


@dataclass(frozen=True, slots=True)
class Panel:
    """Courses that share a unit; of a ranking the first place is on top."""

    title: str
    unit: str
    courses: tuple[Course, ...]
    ranked: bool = False
    cut: bool = False

    def domain(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest value; with zero among them, unless the axis is cut.

        Of a ranking from the first place to the last, as far as that is known.
        """
        marks = [mark for course in self.courses for mark in course.all]
        ends = [end for mark in marks for end in (mark.value, *(mark.band or ()))]
        if self.ranked:
            ends += [Decimal(1), *(mark.last for mark in marks if mark.last)]
        elif not self.cut:
            ends.append(Decimal(0))
        return min(ends), max(ends)

    @property
    def is_whole(self) -> bool:
        """Whether it is known how many places there are."""
        return self.ranked and any(mark.last for course in self.courses for mark in course.all)


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark as drawn; ``tone`` is the number of its course in the panel, from 1."""

    x: float
    y: float
    tone: int
    mark: Mark


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line or the outline of a band, as a path."""

    path: str
    tone: int
    style: Literal["line", "forecast", "band"]
    dots: tuple[Dot, ...]


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes of a panel; ``zero`` is where its line of zero stands, if it is there."""

    panel: Panel
    across: Scale
    up: Scale
    top: float
    bottom: float
    lines: tuple[float, ...]
    ticks: tuple[float, ...]
    zero: float | None
    strokes: tuple[Stroke, ...]
    dots: tuple[Dot, ...]

    @property
    def radius(self) -> float:
        """Of dots: smaller where they stand close."""
        marks = [dot for dot in self.dots if dot.mark.look == "measured"]
        room = (self.across.right - self.across.left) / max(len(marks), 1)
        return 4 if room > 14 else 2.5

    @property
    def has_room(self) -> bool:
        """Whether dots stand so far apart that each can be hit."""
        return self.radius == 4


@dataclass(frozen=True, slots=True)
class Plot:
    """Frames, texts and a legend with their places; ``span`` is the time from end to end."""

    width: int
    height: int
    frames: tuple[Frame, ...]
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]
    span: tuple[date, date]
    whole_years: bool

    @property
    def has_room(self) -> bool:
        """Whether some frame has room for marks that lead somewhere."""
        return any(frame.has_room for frame in self.frames)


def lay_out(
    panels: Sequence[Panel],
    key: Sequence[tuple[str, str]],
    sheet: Sheet,
    say_tick: SayTick,
    language: str,
) -> Plot:
    """The panels one below the other on one axis of time; ``key`` explains marks below them."""
    pen = _Pen(panels, sheet, say_tick, language)
    for panel in panels:
        pen.panel(panel)
    legend_ = legend.lay_out(key, sheet, pen.y + 6)
    height = legend_.bottom if key else pen.y
    return Plot(
        sheet.width,
        round(height),
        tuple(pen.frames),
        (*pen.texts, *legend_.texts),
        legend_.keys,
        pen.span,
        pen.whole_years,
    )


def place_of(when: Date, *, whole_years: bool) -> Decimal:
    """Where a time stands: at its middle; a year at its label, where there are only years."""
    first, last = (timescale.days(day) for day in (when.first, when.last))
    return first if whole_years else (first + last) / 2


@dataclass
class _Pen:
    panels: Sequence[Panel]
    sheet: Sheet
    say_tick: SayTick
    language: str
    y: float = 0
    frames: list[Frame] = field(default_factory=list)
    texts: list[Text] = field(default_factory=list)

    def __post_init__(self) -> None:
        courses = [course for panel in self.panels for course in panel.courses]
        marks = [mark for course in courses for mark in course.all]
        self.whole_years = all(mark.when.precision == "year" for mark in marks)
        places = {self.place(mark): mark.when for mark in marks}
        self.first, self.last = min(places), max(max(places), min(places) + 1)
        self.dates = places if len(places) <= _FEW else {}
        self.span = (date.fromordinal(int(self.first)), date.fromordinal(int(self.last)))
        self.left = max(self.said(panel) for panel in self.panels) + _GAP
        names = (label for panel in self.panels for label in self.names(panel))
        self.margin = max((label.box[2] - label.box[0] for label in names), default=0)

    @property
    def height(self) -> float:
        """Of a panel's frame."""
        tall = 200 if self.sheet.is_narrow else 260
        return tall if len(self.panels) == 1 else 0.62 * tall

    def numbers(self, panel: Panel) -> tuple[Decimal, ...]:
        """The numbers of the upright axis."""
        low, high = panel.domain()
        found = ticks(low, high, 5 if len(self.panels) == 1 else 3)
        step = found[1] - found[0]
        # The axis ends at round numbers, so that every value lies between two of them.
        below = [found[0] - step] if found[0] > low else []
        above = [found[-1] + step] if found[-1] < high else []
        if panel.is_whole:  # both ends are places, no round numbers
            return (Decimal(1), *(one for one in found if 1 < one < high - step / 2), high)
        if panel.ranked:
            return (Decimal(1), *(number for number in (*found, *above) if number > 1))
        return (*below, *found, *above)

    def said(self, panel: Panel) -> float:
        """How wide the numbers of the upright axis are, the unit left out."""
        numbers = self.numbers(panel)
        return max(width(self.say_tick(panel.unit, one), self.sheet.small) for one in numbers)

    def names(self, panel: Panel) -> Iterator[Text]:
        """What stands at the end of each line: its last value, and among several its name."""
        size = self.sheet.small
        for course in panel.courses:
            is_aimed = course.is_aimed and len(panel.courses) == 1
            lines: tuple[str, ...] = (course.marks[-1].short if is_aimed else course.last,)
            if len(panel.courses) > 1:
                room = self.sheet.width * (0.26 if self.sheet.is_narrow else 0.24)
                lines = (*wrap(course.name, size, room), course.last)
            yield Text(0, 0, lines, size, "value")

    def panel(self, panel: Panel) -> None:
        size = self.sheet.normal
        if self.y:
            self.y += 22
        for line in wrap(panel.title, size, self.sheet.width, bold=True):
            self.texts.append(Text(0, px(self.y + size), (line,), size, "title"))
            self.y += leading(size)
        self.y += leading(self.sheet.small) + 2
        top, bottom = px(self.y), px(self.y + self.height)
        right = self.sheet.width - (self.margin + _GAP if self.margin else 0)
        across = Scale(self.first, self.last, self.left, px(right))
        numbers = self.numbers(panel)
        ends = (top, bottom) if panel.ranked else (bottom, top)
        low, high = panel.domain()
        up = Scale(min(low, numbers[0]), max(high, numbers[-1]), *ends)
        self.upright(panel, numbers, up)
        self.y = bottom + 6 + self.sheet.small
        found, labels = self.times(across)
        self.texts += labels
        self.y += 8
        dots = tuple(self.dots(panel, across, up))
        zero = up(Decimal(0)) if low <= 0 <= high and not panel.ranked else None
        strokes = tuple(self.strokes(panel, across, up))
        self.frames.append(
            Frame(
                panel, across, up, top, bottom, tuple(map(up, numbers)), found, zero, strokes, dots
            )
        )
        self.texts += self.beside(panel, across, up, top, bottom)
        self.texts += self.values(panel, across, up)

    def times(self, across: Scale) -> tuple[tuple[float, ...], tuple[Text, ...]]:
        """The dates of the marks themselves where they are few, else months or years."""
        if self.dates:
            return timescale.own(self.dates, across, self.sheet, self.language, px(self.y))
        least = 12 if self.whole_years else 1
        return timescale.ticks(self.span, across, self.sheet, self.language, px(self.y), least)

    def upright(self, panel: Panel, numbers: Sequence[Decimal], up: Scale) -> None:
        """The numbers left of the frame, each at its line."""
        for number in numbers:
            said = (self.say_tick(panel.unit, number),)
            y = px(up(number) + 0.35 * self.sheet.small)
            self.texts.append(Text(0, y, said, self.sheet.small, "soft"))

    def place(self, mark: Mark) -> Decimal:
        return place_of(mark.when, whole_years=self.whole_years)

    def point(self, mark: Mark, across: Scale, up: Scale) -> tuple[float, float]:
        return across(self.place(mark)), up(mark.value)

    def dots(self, panel: Panel, across: Scale, up: Scale) -> Iterator[Dot]:
        for tone, course in enumerate(panel.courses, start=1):
            for mark in course.all:
                yield Dot(*self.point(mark, across, up), tone, mark)

    def strokes(self, panel: Panel, across: Scale, up: Scale) -> Iterator[Stroke]:
        """Bands below, lines above."""
        for tone, course in enumerate(panel.courses, start=1):
            for run in course.runs():
                banded = [mark for mark in run if mark.band]
                if len(banded) > 1:
                    yield self.band(banded, tone, across, up)
        for tone, course in enumerate(panel.courses, start=1):
            for run in course.runs():
                for look, marks in _parts(run):
                    dots = tuple(Dot(*self.point(mark, across, up), tone, mark) for mark in marks)
                    path = "M" + "L".join(f"{dot.x} {dot.y}" for dot in dots)
                    style: Literal["line", "forecast"] = (
                        "forecast" if look == "forecast" else "line"
                    )
                    yield Stroke(path, tone, style, dots)

    def band(self, marks: Sequence[Mark], tone: int, across: Scale, up: Scale) -> Stroke:
        lows = [replace(mark, value=mark.band[0]) for mark in marks if mark.band]
        highs = [replace(mark, value=mark.band[1]) for mark in marks if mark.band]
        round_ = [self.point(mark, across, up) for mark in (*lows, *reversed(highs))]
        path = "M" + "L".join(f"{x} {y}" for x, y in round_) + "Z"
        return Stroke(path, tone, "band", ())

    def beside(
        self, panel: Panel, across: Scale, up: Scale, top: float, bottom: float
    ) -> Iterator[Text]:
        """Names and last values right of the lines, moved apart where they would meet."""
        labels = list(self.names(panel))
        wanted = [self.point(course.marks[-1], across, up) for course in panel.courses]
        order = sorted(range(len(labels)), key=lambda at: wanted[at][1])
        below = top - self.sheet.small
        placed: dict[int, float] = {}
        for at in order:
            tall = labels[at].leading * len(labels[at].lines)
            placed[at] = max(wanted[at][1] - tall / 2, below)
            below = placed[at] + tall + 2
        over = max(0.0, below - (bottom + self.sheet.small))
        for at in order:
            y = placed[at] - over + self.sheet.small
            end = max(x for x, _ in wanted)
            label = replace(labels[at], x=px(end + _GAP), y=px(y))
            is_aimed = panel.courses[at].is_aimed and len(labels) == 1
            yield self.off_the_way(label, panel.courses[at], across, up) if is_aimed else label

    def off_the_way(self, label: Text, course: Course, across: Scale, up: Scale) -> Text:
        """A last value above or below its end of the line: beside it, it would seem a target's."""
        spots = [self.point(mark, across, up) for mark in course.all]
        before, (x, y) = (
            self.point(mark, across, up) for mark in (*course.marks[:1], *course.marks)[-2:]
        )
        above, below = px(y - 10), px(y + 10 + self.sheet.small)
        order = (below, above) if y > before[1] else (above, below)
        ways = (replace(label, x=px(x), y=at, anchor="middle") for at in order)
        return next((way for way in ways if self.has_room(way, self.texts, spots)), label)

    def values(self, panel: Panel, across: Scale, up: Scale) -> Iterator[Text]:
        """The value of every mark, where there are few of one course; else what matters most."""
        course = panel.courses[0]
        if len(panel.courses) > 1:
            return
        told = (*course.marks[:-1], *course.others, *course.targets)
        placed = list(self.texts)
        if len(course.marks + course.others) > _FEW:
            began = list(self.first_value(panel, across, up))
            yield from began
            placed += began
            told = (*course.last_measured, *course.targets)
        spots = [self.point(mark, across, up) for mark in course.all]
        for mark in told:
            x, y = self.point(mark, across, up)
            ways = (way for lines in self.lines(mark) for way in _ways(x, y, lines, self.sheet))
            found = next((way for way in ways if self.has_room(way, placed, spots)), None)
            if found:
                placed.append(found)
                yield found

    def lines(self, mark: Mark) -> Iterator[tuple[str, ...]]:
        """A value as it may stand at its mark: with its date, where the axis does not tell it."""
        said = {wording.say(mark.when, self.language), wording.say_short(mark.when, self.language)}
        told = {text.lines[0] for text in self.texts if text.style == "tick"}
        if self.dates and not said & told:
            yield mark.short, wording.say_short(mark.when, self.language)
        yield (mark.short,)

    def has_room(
        self, text: Text, placed: Iterable[Text], spots: Iterable[tuple[float, float]]
    ) -> bool:
        """Whether a text stands on the sheet and covers no other, and no mark."""
        left, top, right, bottom = text.box
        covers = any(left - 4 < x < right + 4 and top - 4 < y < bottom + 4 for x, y in spots)
        is_in = left >= 0 and right <= self.sheet.width
        return is_in and not covers and not any(_meet(text, other) for other in placed)

    def first_value(self, panel: Panel, across: Scale, up: Scale) -> Iterator[Text]:
        """Where there is one line, what it began with: on the side to which it does not go."""
        course, size = panel.courses[0], self.sheet.small
        if len(course.marks) < 2:
            return
        spots = [self.point(mark, across, up) for mark in course.all]
        (x, y), (_, then) = (self.point(mark, across, up) for mark in course.marks[:2])
        base = y - 10 if then >= y else y + 10 + size
        text = Text(px(x), px(base), (course.first,), size, "value")
        is_in = min(up.left, up.right) + size < base < max(up.left, up.right) - 4
        if is_in and self.has_room(text, self.texts, spots):
            yield text


def _ways(x: float, y: float, lines: tuple[str, ...], sheet: Sheet) -> Iterator[Text]:
    """A value's places above its mark: in the middle of it, or to one side."""
    base = px(y - 10 - leading(sheet.small) * (len(lines) - 1))
    text = Text(px(x), base, lines, sheet.small, "value", "middle")
    yield from (text, replace(text, x=px(x - 2), anchor="start"), replace(text, anchor="end"))


def _meet(one: Text, other: Text) -> bool:
    """Whether two texts would cover one another, or could be read as one."""
    (left, top, right, bottom), (left_2, top_2, right_2, bottom_2) = one.box, other.box
    return left < right_2 + _APART and left_2 < right + _APART and top < bottom_2 and top_2 < bottom


def _parts(run: Sequence[Mark]) -> Iterator[tuple[Look, list[Mark]]]:
    """A run cut where measured values end and a forecast begins; the two share that mark."""
    part: list[Mark] = []
    for mark in run:
        if part and mark.look != part[-1].look:
            if part[-1].look == "measured":
                yield "measured", part
                part = [part[-1], mark]
            else:
                yield "forecast", [*part, mark]
                part = [mark]
        else:
            part.append(mark)
    if part:
        yield part[-1].look, part


def by_panel(courses: Iterable[tuple[str, str, bool, Course]], *, cut: bool) -> tuple[Panel, ...]:
    """Panels of courses, each given with its unit, that unit in one spelling, and whether it ranks.

    One unit is one panel; of more than ``MOST`` courses each has one to itself, and so has each
    ranking, since a place means something else among fewer.
    """
    found: dict[tuple[str, bool], list[tuple[str, Course]]] = {}
    for unit, canonical, ranked, course in courses:
        found.setdefault((canonical, ranked), []).append((unit, course))
    panels: list[Panel] = []
    for (_, ranked), those in found.items():
        unit = those[0][0]
        alone = ranked or len(those) > MOST
        groups = [[course] for _, course in those] if alone else [[course for _, course in those]]
        panels += [Panel("", unit, tuple(group), ranked, cut) for group in groups]
    if len(panels) == 1:
        return tuple(panels)
    return tuple(
        replace(panel, title=panel.courses[0].name) if len(panel.courses) == 1 else panel
        for panel in panels
    )
