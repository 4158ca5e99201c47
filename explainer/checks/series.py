"""Rules on series: times in order, one unit, bands around their values, points that are there."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from explainer.checks.agreement import KINDS
from explainer.checks.given import Given
from explainer.content import Content
from explainer.evidence.names import answer_of, find
from explainer.evidence.strands import Strand, strands
from explainer.model import Fact, Row, Series
from explainer.problems import Place, Problem, did_you_mean, warning
from explainer.quantities import units, values
from explainer.quantities.values import Quantity


def times_not_rising(given: Given) -> Iterator[Problem]:
    """Times in an answer must rise strictly, each named once."""
    for series in given.content.series.values():
        for rows in series.rows:
            for before, after in pairwise(rows):
                if before.when.last >= after.when.first:
                    yield _not_rising(before, after)


def _not_rising(before: Row, after: Row) -> Problem:
    twice = before.key == after.key
    cure = "keep one of the two" if twice else "put the rows in the order of time, none in another"
    return Problem(
        after.place,
        "times-not-rising",
        f"times must rise from row to row, but {after.key!r} stands behind {before.key!r}",
        cure,
    )


def value_outside_band(given: Given) -> Iterator[Problem]:
    """A value must lie between ``low`` and ``high``, which come together and have a name."""
    for series in given.content.series.values():
        unnamed = [row for rows in series.rows for row in rows if row.low or row.high]
        if unnamed and not series.band:
            yield _band(unnamed[0], "a band must say what it is, and 'range' is missing",
                        "add 'range:' to the series, such as '95 % interval'")  # fmt: skip
        for row in unnamed:
            yield from _around(row)


def _around(row: Row) -> Iterator[Problem]:
    if not (row.low and row.high):
        there, missing = ("low", "high") if row.low else ("high", "low")
        message = f"a band must have two ends, but {row.key!r} has {there!r} alone"
        yield _band(row, message, f"fill in {missing!r}, or empty {there!r}")
        return
    ends = [values.parse(text) for text in (row.low, row.value, row.high)]
    known = [end for end in ends if isinstance(end, Quantity)]
    if len(known) == 3 and not known[0].low <= known[1].low <= known[2].low:
        message = "a value must lie between 'low' and 'high', but"
        found = f"{row.value!r} is not between {row.low!r} and {row.high!r}"
        yield _band(row, f"{message} {found}", "mend one of the three")


def _band(row: Row, message: str, cure: str) -> Problem:
    return Problem(row.place, "value-outside-band", message, cure)


def mixed_units_over_time(given: Given) -> Iterator[Problem]:
    """All values of a series, and its targets, must be in one unit."""
    for series in given.content.series.values():
        rows = [row for rows in series.rows for row in rows]
        found = [(row, value) for row in rows if (value := _quantity(row.value))]
        for row, value in found:
            if not units.same(value.unit, found[0][1].unit):
                yield _other_unit(row.place, row.value, found[0][0].value)
                break
        for index, name in enumerate(series.targets):
            target = given.content.facts.get(name)
            aim = target.value if target else None
            if not (target and found and isinstance(aim, Quantity)):
                continue
            if not units.same(aim.unit, found[0][1].unit):
                place = series.origin.place("targets", index)
                yield _other_unit(place, target.shown, found[0][0].value)


def _quantity(text: str) -> Quantity | None:
    found = values.parse(text)
    return found if isinstance(found, Quantity) else None


def _other_unit(place: Place, found: str, first: str) -> Problem:
    return Problem(
        place,
        "mixed-units-over-time",
        f"all values of a series must be in one unit, but {found!r} stands beside {first!r}",
        "write both in one unit, or make it a series of its own",
    )


def shown_without_answer(given: Given) -> Iterator[Problem]:
    """What a series shows must be the source of one of its answers."""
    for series in given.content.series.values():
        sources = [answer.source for answer in series.answers]
        if series.shown and series.shown not in sources:
            yield Problem(
                series.origin.place("shown"),
                "shown-without-answer",
                f"'shown' of a series must be the source of an answer, but it is {series.shown!r}",
                did_you_mean(series.shown, sources, otherwise="write one of them"),
            )
        elif len(set(sources)) < len(sources):
            twice = next(name for name in sources if sources.count(name) > 1)
            yield Problem(
                series.origin.key(),
                "shown-without-answer",
                f"a source must answer a series once, but {twice!r} answers {series.id!r} twice",
                "put all its rows into one answer",
            )


def points_disagree(given: Given) -> Iterator[Problem]:
    """An answer with a point that does not agree with the line must say why."""
    for strand in _strands(given):
        if strand.differing and not strand.is_line and not strand.answer.conflict:
            yield _unexplained(strand)


def _strands(given: Given) -> Iterator[Strand]:
    """The answers to all series that could be read whole."""
    for series in given.content.series.values():
        if series.is_whole:
            yield from strands(given.content, given.ledger, series)


def _unexplained(strand: Strand) -> Problem:
    account, reply = strand.differing[0]
    more = len(strand.differing) - 1
    others = f", and so at {more} other time{'s' if more > 1 else ''}" if more else ""
    return Problem(
        _row_place(strand),
        "points-disagree",
        "sources must agree, or the page must say why not:"
        f" {strand.source.id!r} says {reply.answer.says!r}, but {account.fact.id!r} shows"
        f" {account.fact.shown!r}{others}",
        f"add to this answer 'conflict:' ({KINDS}) and 'note:' (why, in one sentence)",
    )


def _row_place(strand: Strand) -> Place:
    """Where the answer has the value of the first time at which it differs."""
    when = strand.differing[0][0].fact.when
    rows = strand.series.rows[strand.index]
    return next(row.place for row in rows if row.when == when)


def conflict_without_points(given: Given) -> Iterator[Problem]:
    """A conflict on an answer to a series must have a note, and a point that disagrees."""
    for strand in _strands(given):
        conflict, place = strand.answer.conflict, ("answers", strand.index, "conflict")
        if not conflict:
            continue
        if strand.is_line:
            message = "the answer that the line is drawn from must not be marked as a conflict"
            cure = "show another answer, or leave 'conflict' out"
        elif not strand.answer.note:
            message = f"a conflict must say why, but {strand.source.id!r} has no note"
            cure = "add 'note:' with one sentence a newcomer understands"
        elif not strand.differing and _meets_the_line(strand):
            message = f"'conflict: {conflict}' must stand on an answer that disagrees somewhere"
            message += f", but {strand.source.id!r} says what the line says"
            cure = "leave it out"
        else:
            continue
        yield Problem(strand.series.origin.place(*place), "conflict-without-points", message, cure)


def _meets_the_line(strand: Strand) -> bool:
    """Whether all that an answer speaks of is on the line too."""
    keys = {row.key for row in strand.series.rows[strand.series.line]}
    return all(row.key in keys for row in strand.series.rows[strand.index])


def point_before_its_time(given: Given) -> Iterator[Problem]:
    """A source must not be older than what it gives as measured or counted."""
    for series in given.content.series.values():
        for answer, rows in zip(series.answers, series.rows, strict=False):
            source = given.content.sources.get(answer.source)
            as_of = source.as_of if source else None
            late = [
                row
                for row in rows
                if as_of and row.kind in ("measurement", "count") and row.when.first > as_of.last
            ]
            if late and source and as_of:
                yield Problem(
                    late[0].place,
                    "point-before-its-time",
                    f"a source must not be older than what it reports, but {source.id!r} is of"
                    f" {as_of.text!r} and this row of {late[0].when.text!r}",
                    "write 'forecast' in its column 'kind', or mend one of the dates",
                )


def unknown_point(given: Given) -> Iterator[Problem]:
    """A binding to a point, and a formula, must name a time and source that the series has."""
    content = given.content
    for _, _, text in content.passages():
        for link in text.links:
            series = content.series.get(link.target) if link.scheme == "series" else None
            if not (series and series.is_whole and link.part):
                continue
            point = find(content, link)
            if not isinstance(point, Fact):
                key = link.part.partition("#")[0]
                yield _unknown(link.place, content, series, key)
            elif answer_of(link) and not given.ledger.of(point).of(answer_of(link)):
                sources = [answer.source for answer in point.answers]
                message = f"{answer_of(link)!r} must be a source that speaks of this time"
                cure = did_you_mean(answer_of(link), sources)
                yield Problem(link.place, "unknown-point", message, cure)


def _unknown(place: Place, content: Content, series: Series, key: str) -> Problem:
    keys = [point.key for point in content.courses[series.id]]
    return Problem(
        place,
        "unknown-point",
        f"{key!r} must be a time of the series {series.id!r}, which has no value for it",
        times_of(keys),
    )


def times_of(keys: list[str]) -> str:
    """The cure that says of which times there is a value."""
    if len(keys) > 12:
        return f"it has {len(keys)} times from {keys[0]!r} to {keys[-1]!r}, and 'first' and 'last'"
    return f"must be one of: {', '.join([*keys, 'first', 'last'])}" if keys else "add it"


def unused_series(given: Given) -> Iterator[Problem]:
    """A series should be bound on a page, shown in a figure, or measured by; a CSV file named."""
    content = given.content
    used = {link.target for _, _, text in content.passages() for link in text.links
            if link.scheme == "series"}  # fmt: skip
    used |= {name for figure in content.figures.values() for name in figure.series}
    named = [name for fact in content.facts.values() for name in (fact.baseline, *fact.measured)]
    used |= {name.partition("#")[0] for name in named}
    used |= {name.partition("#")[0] for account in given.ledger.accounts.values()
             for name in account.inputs}  # fmt: skip
    for series in content.series.values():
        if series.id not in used:
            yield warning(
                series.origin.key(),
                "unused-series",
                f"{series.id!r} is bound on no page and shown in no figure",
                f"draw it: a figure of 'kind: line' with 'series: [{series.id}]'",
            )
    files = {answer.file for series in content.series.values() for answer in series.answers}
    for file in content.tables:
        if file.removeprefix("series/") not in files:
            message = f"a CSV file should be named by an answer, but no series names {file!r}"
            yield warning(Place(file), "unused-series", message, "name it behind 'file:'")


RULES = (
    times_not_rising,
    value_outside_band,
    mixed_units_over_time,
    shown_without_answer,
    points_disagree,
    conflict_without_points,
    point_before_its_time,
    unknown_point,
)
