"""Series as lines on a true axis of time, with what other sources say, and what was aimed for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from explainer.content import Content
from explainer.evidence import reckoning
from explainer.evidence.ledger import Account, Ledger
from explainer.evidence.names import source_in_words
from explainer.evidence.strands import Strand, strands
from explainer.evidence.verdicts import ending
from explainer.figures import interactive, live_line, plot
from explainer.figures.bars import say_tick
from explainer.figures.drawing import Cell, Drawing, Kind, Material, Table
from explainer.figures.layout import NARROW, WIDE
from explainer.figures.plot import Course, Mark
from explainer.figures.reading import (
    Reading,
    answered,
    careful,
    citations,
    heading,
    read,
    sources,
    spanning,
)
from explainer.model import Entry, Figure, Point, Series
from explainer.quantities import units
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity
from explainer.voice import keys, wording
from explainer.voice.bidi import apart
from explainer.voice.speech import Tell, later, voice
from explainer.voice.wording import sentence_case


@dataclass(frozen=True, slots=True)
class Told:
    """A series with all that is drawn of it, from the time on that the figure begins with."""

    series: Series
    points: tuple[Reading, ...]
    strands: tuple[Strand, ...]
    targets: tuple[Reading, ...]
    gaps: tuple[Date, ...]

    @property
    def name(self) -> str:
        """Its label as the beginning of a line."""
        return apart(sentence_case(self.series.label))

    @property
    def line(self) -> tuple[Reading, ...]:
        """The points of the line that are amounts."""
        return tuple(
            one
            for one in self.points
            if isinstance(one.fact, Point) and one.fact.on_line and isinstance(one.value, Quantity)
        )

    @property
    def measured(self) -> tuple[Reading, ...]:
        """Those of them that are no forecast; all of them where nothing else is there."""
        return tuple(one for one in self.line if one.fact.kind != "forecast") or self.line


def shows(figure: Figure, content: Content, book: Ledger) -> Iterator[Entry]:
    """The series of the figure, the sources that speak of what is drawn, and the targets."""
    for series in _series(figure, content):
        yield series
        points = [book.of(point) for point in _drawn(figure, content, series)]
        yield from (reply.source for account in points for reply in account.replies)
        yield from answered(book, series.targets)


def _series(figure: Figure, content: Content) -> Iterator[Series]:
    return (content.series[name] for name in figure.series if name in content.series)


def _drawn(figure: Figure, content: Content, series: Series) -> tuple[Point, ...]:
    """The points that the figure shows: those from the time on that it begins with."""
    course = content.courses[series.id]
    return tuple(point for point in course if not _is_before(figure, point.when))


def _is_before(figure: Figure, when: Date | None) -> bool:
    return bool(figure.since and when and when.last < figure.since.first)


def draw(figure: Figure, material: Material) -> Drawing:
    """A panel for each unit; more than four lines in one unit are drawn as small multiples."""
    told = [_told(figure, material, series) for series in _series(figure, material.content)]
    told = [one for one in told if one.line]
    language = material.language
    panels = plot.by_panel((_course(one, material) for one in told), cut=figure.zero == "no")
    key = list(_key(told, panels, language))
    say = say_tick(language)
    wide, narrow = (plot.lay_out(panels, key, sheet, say, language) for sheet in (WIDE, NARROW))
    said = [_sentence(one, material) for one in told]
    targets = [target for one in told for target in one.targets]
    facts = tuple(dict.fromkeys(target.fact.id for target in targets))
    return Drawing(
        figure=figure,
        heading=_heading(told, language),
        description=figure.description or " ".join(said) or material.voice.tell("No values."),
        table=_table(told, material),
        wide=wide,
        narrow=narrow,
        remarks=tuple(line for one in told for line in _remarks(one, figure, material)),
        careful=(*(one.series for one in told if one.series.careful), *careful(material, facts)),
        facts=facts,
        sources=tuple(dict.fromkeys(name for one in told for name in _sources(one))),
        plotly=interactive.sheets(wide, narrow, lambda layout: live_line.chart(layout, language))
        if told and live_line.shows_more(wide)
        else None,
    )


def _told(figure: Figure, material: Material, series: Series) -> Told:
    points = [point.id for point in _drawn(figure, material.content, series)]
    return Told(
        series,
        read(material, points),
        strands(material.content, material.ledger, series),
        read(material, series.targets),
        tuple(gap for gap in series.gaps if not _is_before(figure, gap)),
    )


def _sources(told: Told) -> tuple[str, ...]:
    return sources([*told.points, *told.targets])


def _heading(told: Sequence[Told], language: str) -> str:
    """``Count and forecast, 2010 to 2026``."""
    readings = [one for each in told for one in each.line]
    points = [one for each in told for one in each.points if isinstance(one.value, Quantity)]
    if not told:
        return voice(language).tell("Line")
    return spanning(heading(readings, language), points, language)


# --- the drawing ----------------------------------------------------------------------------------


def _course(told: Told, material: Material) -> tuple[str, str, bool, Course]:
    """The line of a series, its unit as written and in one spelling, and whether it ranks."""
    unit = _amount(told.line[0]).unit
    language = material.language
    course = Course(
        name=told.name,
        first=wording.say_short(_amount(told.line[0]), language),
        last=wording.say_short(_amount(told.line[-1]), language),
        marks=tuple(_mark(one, language) for one in told.line),
        others=tuple(_others(told, material)),
        targets=tuple(
            _target(one, language)
            for one in told.targets
            if isinstance(one.value, Quantity) and one.fact.when
        ),
        gaps=told.gaps,
    )
    return unit, units.canonical(unit), told.series.kind == "ranking", course


def _amount(reading: Reading) -> Quantity:
    assert isinstance(reading.value, Quantity)
    return reading.value


def _short(value: Quantity, language: str) -> str:
    """A value beside its mark: the number alone, a part with its whole."""
    if value.total is not None:
        return wording.say_short(value, language)
    return say_tick(language)(value.unit, value.low)


def _mark(reading: Reading, language: str) -> Mark:
    fact = reading.fact
    assert isinstance(fact, Point)
    assert fact.when
    band = (fact.band.low, fact.band.high) if fact.band else None
    text = f"{reading.date}: {reading.text}"
    look: plot.Look = "forecast" if fact.kind == "forecast" else "measured"
    value = _amount(reading)
    short = _short(value, language)
    bound = fact.id, "", value.total
    return Mark(fact.when, value.low, short, text, reading.detail, look, band, *bound)


def _others(told: Told, material: Material) -> Iterator[Mark]:
    """What other sources say of what is drawn, where that is not what the line says."""
    drawn = {one.fact.id for one in told.points}
    for strand in told.strands:
        for account, reply in strand.replies:
            apart_from_line = not reply.agrees or not _on_line(account)
            value, when = reply.answer.value, account.fact.when
            if (
                account.fact.id in drawn
                and apart_from_line
                and isinstance(value, Quantity)
                and when
            ):
                said = (wording.say(one, material.language) for one in (when, value))
                text = ": ".join(map(apart, said))
                source = source_in_words(strand.source, material.language)
                short = _short(value, material.language)
                bound = account.fact.id, strand.source.id, value.total
                yield Mark(when, value.low, short, text, f"{source}.", "other", None, *bound)


def _on_line(account: Account) -> bool:
    return isinstance(account.fact, Point) and account.fact.on_line


def _target(reading: Reading, language: str) -> Mark:
    assert reading.fact.when
    value = _amount(reading)
    text = f"{reading.aimed(reading.kind)}: {reading.text}"
    short = _short(value, language)
    when, fact = reading.fact.when, reading.fact.id
    return Mark(when, value.high, short, text, reading.detail, "target", None, fact)


def _key(
    told: Sequence[Told], panels: Sequence[plot.Panel], language: str
) -> Iterator[tuple[str, str]]:
    """What the marks mean, as far as they are there."""
    courses, tell = [course for panel in panels for course in panel.courses], voice(language).tell
    if any(mark.look == "forecast" for course in courses for mark in course.marks):
        yield "forecast", tell("forecast")
    for name in dict.fromkeys(one.series.band for one in told if _banded(one)):
        yield "band", apart(name)
    others = {_called(strand, language): None for one in told for strand in _differing(one)}
    if others:
        several = tell("other sources, named below")
        yield "other", next(iter(others)) if len(others) == 1 else several
    for one in told:
        for target in one.targets:
            if isinstance(target.value, Quantity) and target.fact.when:
                yield "target", f"{target.aimed(target.kind.lower())}: {target.text}"


def _banded(told: Told) -> bool:
    return any(isinstance(one.fact, Point) and one.fact.band for one in told.line)


def _differing(told: Told) -> list[Strand]:
    """The answers that are drawn beside the line."""
    drawn = {one.fact.id for one in told.points}
    return [
        strand
        for strand in told.strands
        if any(
            account.fact.id in drawn
            and (not reply.agrees or not _on_line(account))
            and isinstance(reply.answer.value, Quantity)
            for account, reply in strand.replies
        )
    ]


def _called(strand: Strand, language: str) -> str:
    """``Valley Wire, 14 March 2024: counted anew since``."""
    source = source_in_words(strand.source, language)
    return f"{apart(source)}{ending(strand.answer, language)}"


# --- words ----------------------------------------------------------------------------------------


def _sentence(told: Told, material: Material) -> str:
    """First, last, highest, lowest, the change, gaps and targets."""
    line, tell = told.measured, material.voice.tell
    first, last = line[0], line[-1]
    said = [f"{told.name}: {first.text}, {first.date}."]
    if first is not last:
        way = tell(
            "from %(first)s, %(then)s, to %(last)s, %(now)s",
            first=first.text,
            then=first.date,
            last=last.text,
            now=last.date,
        )
        change = _change(told, material, first, last)
        said = [f"{told.name}: {way}.", *([change] if change else []), *_ends(told, line, tell)]
    forecast = [one for one in told.line if one.fact.kind == "forecast"]
    if forecast and forecast[-1] is not last:
        value, date = forecast[-1].text, forecast[-1].date
        said.append(tell("Forecast: %(value)s, %(date)s.", value=value, date=date))
    said += [f"{target.aimed(target.kind)}: {target.text}." for target in told.targets]
    return " ".join(said)


def _ends(told: Told, line: Sequence[Reading], tell: Tell) -> list[str]:
    """The highest and the lowest, unless they are the ends; of a ranking the best and the worst."""
    least = min(line, key=lambda one: _amount(one).low)
    most = max(line, key=lambda one: _amount(one).low)
    ranked = told.series.kind == "ranking"
    words = [(tell("Highest"), most), (tell("Lowest"), least)]
    if ranked:
        words = [(tell("Best"), least), (tell("Worst"), most)]
    inner = [(word, one) for word, one in words if one not in (line[0], line[-1])]
    return [f"{word}: {one.text}, {one.date}." for word, one in inner]


def _change(told: Told, material: Material, first: Reading, last: Reading) -> str:
    """``That is 12 percentage points more``; nothing where two values cannot be set off."""
    if told.series.kind == "ranking":
        return ""
    found = reckoning.change_between(material.content, first.account, last.account)
    if found is None:
        return ""
    if not found.low:
        return material.voice.tell("That is the same.")
    size = replace(found, low=abs(found.low), high=abs(found.high))
    amount, tell = apart(wording.say(size, material.language)), material.voice.tell
    if found.low > 0:
        return tell("That is %(amount)s more.", amount=amount)
    return tell("That is %(amount)s less.", amount=amount)


def _remarks(told: Told, figure: Figure, material: Material) -> Iterator[str]:
    """Gaps, an axis that is cut, and who says otherwise."""
    language, tell = material.language, material.voice.tell
    notes = dict(told.series.noted_gaps)
    missing = [
        apart(wording.say(gap, language)) + (f" ({notes[gap]})" if notes.get(gap) else "")
        for gap in told.gaps
    ]
    course = _course(told, material)[3]
    if missing:
        times = wording.listed(missing, language)
        yield tell("%(series)s: no value for %(times)s.", series=told.name, times=times)
    else:
        for before, after in course.breaks():
            first, last = (apart(wording.say(mark.when, language)) for mark in (before, after))
            yield tell(
                "%(series)s: no value between %(first)s and %(last)s.",
                series=told.name,
                first=first,
                last=last,
            )
    if figure.zero == "no":
        yield tell("The upright axis does not begin at zero.")
    strands = _differing(told)
    yield from (_otherwise(one, told, language) for one in strands if one.differing)
    also = [
        f"{apart(source_in_words(one.source, language))}: {'; '.join(_said(one, told, language))}"
        for one in strands
        if not one.differing
    ]
    if also:
        yield tell("Not on the line: %(answers)s.", answers=". ".join(also))


def _otherwise(strand: Strand, told: Told, language: str) -> str:
    """``Valley Wire, 14 March 2024: otherwise at 2 of 3 times (counted anew since).``"""
    at, of = len(strand.differing), len(strand.replies)
    note = told.series.prose("answers", strand.index, "note")
    why = f" {note.text}" if note else ""
    source = apart(source_in_words(strand.source, language))
    kind = ending(strand.answer, language).removeprefix(": ")
    line = voice(language).many(
        "%(source)s: otherwise at %(num)s of %(all)s times",
        "%(source)s: otherwise at %(num)s of %(all)s times",
        at,
        source=source,
        all=of,
    )
    return f"{line}{kind and f' ({kind})'}.{why}"


def _said(strand: Strand, told: Told, language: str) -> Iterator[str]:
    """The values and times of an answer that are not on the line, as far as they are drawn."""
    drawn = {one.fact.id: one for one in told.points}
    for account, reply in strand.replies:
        value = reply.answer.value
        if account.fact.id in drawn and not _on_line(account) and isinstance(value, Quantity):
            said = apart(wording.say(value, language))
            yield f"{said}, {drawn[account.fact.id].date}"


# --- the table ------------------------------------------------------------------------------------


def _table(told: Sequence[Told], material: Material) -> Table:
    """One row for each time and source."""
    tell = material.voice.tell
    header = (
        tell("Series"), tell("When"), tell("Value"), tell("Range"), tell("As"), tell("Sources"),
        tell("Otherwise"),
    )  # fmt: skip
    rows = [row for one in told for row in (*_rows(one, material), *_target_rows(one, material))]
    return Table(header, tuple(rows))


def _rows(told: Told, material: Material) -> Iterator[tuple[Cell, ...]]:
    drawn = {one.fact.id: one for one in told.points}
    for strand in told.strands:
        written = {row.key: row for row in told.series.rows[strand.index]}
        for account, reply in strand.replies:
            if account.fact.id not in drawn or not isinstance(account.fact, Point):
                continue
            point, value = account.fact, reply.answer.value
            kind = keys.short_kind(written[point.key].kind, material.language)
            yield (
                Cell(told.name),
                Cell(drawn[point.id].date),
                Cell(wording.say(value, material.language) if value else "", fact=point.id),
                Cell(_range(point, material) if strand.is_line else ""),
                Cell(kind),
                citations(material, [strand.source.id]),
                Cell("" if reply.agrees else ending(reply.answer, material.language)[2:]),
            )


def _range(point: Point, material: Material) -> str:
    return wording.say(point.band, material.language) if point.band else ""


def _target_rows(told: Told, material: Material) -> Iterator[tuple[Cell, ...]]:
    for target in told.targets:
        yield (
            Cell(told.name),
            Cell(target.date),
            Cell(target.text, fact=target.fact.id),
            Cell(""),
            Cell(target.kind),
            citations(material, sources([target])),
            Cell(""),
        )


KIND = Kind("line", later("Line over time"), needs="series", shows=shows, draw=draw)
