"""Series from a tidy table, such as the CSV of Our World in Data with what is told of its columns.

A tidy table has a row for each time, or for each time of each entity, and a column for each thing
that is measured.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

from explainer.content import Content, marks, points
from explainer.content.ids import as_id
from explainer.documents.tables import Cell, parse_table
from explainer.imports.comparing import compared
from explainer.imports.filling import filled
from explainer.imports.references import Reference, as_source
from explainer.imports.result import Data, Imported, Note, is_there, refused, to_fill
from explainer.model import Series, Source
from explainer.problems import Place, did_you_mean, message_and_cure
from explainer.quantities import values
from explainer.voice import countries

_WHEN = ("when", "year", "date", "day", "time", "period", "month", "quarter")
_ENTITY = ("entity", "country", "location", "region", "area")
_CODE = ("code", "iso", "iso3", "iso_code")
_BESIDES = ("low", "high", "kind", "note")
_LONGEST = 80


@dataclass(frozen=True, slots=True)
class Wishes:
    """What an editor asks for: which entities, and what the table does not say."""

    entities: tuple[str, ...] = ()
    source: str = ""
    unit: str = ""
    name: str = "series"


@dataclass(frozen=True, slots=True)
class _Point:
    when: Cell
    value: Cell
    besides: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Course:
    """One column of one entity."""

    column: Cell
    entity: str
    code: str
    points: tuple[_Point, ...]


def read(
    data: bytes, file: str, content: Content, wishes: Wishes, told: bytes | None = None
) -> Imported:
    """Each column of each entity as a series with a table of its own, and the source of all."""
    notes: list[Note] = []
    about = _metadata(told, file, notes) if told is not None else {}
    courses = list(_courses(data, file, wishes, notes))
    source, sources = _sources(about, courses, wishes)
    place = Place(file)
    entries: dict[str, Data] = {}
    tables: dict[str, str] = {}
    at: dict[str, Place] = {}
    alone = len({course.entity for course in courses}) < 2
    for course in courses:
        name = _id_of(course, alone, wishes, entries)
        entry = _series(course, name, source, _column_of(about, course.column.text), wishes)
        if is_there(content, "series", name):
            notes.append(compared(content, "series", name, entry, course.column.place))
            continue
        entries[name], at[name] = entry, course.column.place
        tables[f"{name}.csv"] = _table(course)
    new = _new_sources(content, sources, place, notes) if entries else {}
    notes += to_fill("series", entries, at)
    notes += to_fill("sources", new, dict.fromkeys(new, place))
    return Imported({"sources": new, "series": entries}, tables, tuple(notes))


# --- the table ------------------------------------------------------------------------------------


def _courses(data: bytes, file: str, wishes: Wishes, notes: list[Note]) -> Iterator[_Course]:
    table, problems = parse_table(data, file)
    fatal = [one for one in problems if one.rule in ("not-utf-8", "csv-quote", "csv-columns")]
    notes += [refused(one.place, one.message, one.hint) for one in fatal]
    if fatal:
        return
    names = [cell.text.casefold().replace(" ", "_") for cell in table.header]
    when, entity, code = (_first_of(names, such) for such in (_WHEN, _ENTITY, _CODE))
    special = {when, entity, code} | {names.index(one) for one in _BESIDES if one in names}
    columns = [number for number in range(len(names)) if number not in special and names[number]]
    if when is None or not columns:
        lacking = "a column of times, such as 'year'" if when is None else "a column of values"
        message = f"a table of a series must have {lacking}, but has: {', '.join(names)}"
        notes.append(refused(Place(file), message, "name the columns in the first line"))
        return
    rows: dict[tuple[str, str], list[tuple[Cell, ...]]] = {}
    for row in table.rows:
        if len(row) > when:
            rows.setdefault((_at(row, entity), _at(row, code)), []).append(row)
    wanted = dict(_wanted(rows, wishes, file, notes))
    for number in columns:
        for (called, short), those in wanted.items():
            besides = {one: names.index(one) for one in _BESIDES if one in names}
            found = tuple(_points(those, when, number, besides, notes))
            if any(point.value.text for point in found):
                yield _Course(table.header[number], called, short, found)


def _first_of(names: Sequence[str], such: Iterable[str]) -> int | None:
    return next((names.index(one) for one in such if one in names), None)


def _at(row: Sequence[Cell], number: int | None) -> str:
    return row[number].text if number is not None and number < len(row) else ""


def _wanted(
    rows: Mapping[tuple[str, str], list[tuple[Cell, ...]]],
    wishes: Wishes,
    file: str,
    notes: list[Note],
) -> Iterator[tuple[tuple[str, str], list[tuple[Cell, ...]]]]:
    """The rows of each entity that was asked for; of all, where none was."""
    there = {name for key in rows for name in key if name}
    for one in wishes.entities:
        if one not in there:
            cure = did_you_mean(one, there, otherwise="see the table for those that it has")
            notes.append(refused(Place(file), f"the table has no entity {one!r}", cure))
    for key, those in rows.items():
        if not wishes.entities or set(key) & set(wishes.entities):
            yield key, those


def _points(
    rows: Iterable[Sequence[Cell]],
    when: int,
    number: int,
    besides: Mapping[str, int],
    notes: list[Note],
) -> Iterator[_Point]:
    """The points in the order of time; what is no time or no number is told and left out."""
    found: dict[str, tuple[Any, _Point]] = {}
    for row in rows:
        value = row[number] if number < len(row) else Cell("", row[0].place)
        try:
            time = points.when_of(row[when].text)
            _ = Decimal(value.text.replace(",", "").replace(" ", "") or "0")
        except (ValueError, InvalidOperation) as error:
            notes.append(_no_point(row[when], value, error))
            continue
        if time.text in found:
            message = f"{row[when].text!r} has a value above"
            notes.append(refused(row[when].place, message, "leave one row for each time"))
            continue
        extra = {one: _at(row, place) for one, place in besides.items()}
        found[time.text] = (time.first, _Point(row[when], value, extra))
    yield from (point for _, point in sorted(found.values(), key=lambda pair: pair[0]))


def _no_point(when: Cell, value: Cell, error: Exception) -> Note:
    if isinstance(error, InvalidOperation):
        message = f"a value must be a number, but this one is {value.text!r}"
        return refused(value.place, message, "leave the cell empty where there is no value")
    return refused(when.place, *message_and_cure(ValueError(str(error))))


def _table(course: _Course) -> str:
    """The table as this program reads it, with the columns in which anything stands."""
    used = [one for one in _BESIDES if any(point.besides.get(one) for point in course.points)]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["when", "value", *used])
    for point in course.points:
        texts = [point.besides[one] for one in used]
        writer.writerow([point.when.text, point.value.text.replace(",", ""), *texts])
    return out.getvalue()


# --- the entries ----------------------------------------------------------------------------------


def _id_of(course: _Course, alone: bool, wishes: Wishes, taken: Mapping[str, Data]) -> str:
    """What is measured, and of whom where there are several."""
    column = "" if course.column.text.casefold() in ("value", "values") else course.column.text
    words = [column or wishes.name, "" if alone else course.entity]
    name = as_id(" ".join(words))[:_LONGEST].strip("-") or as_id(wishes.name)
    number = 2
    while name in taken:
        name, number = f"{name.removesuffix(f'-{number - 1}')}-{number}", number + 1
    return name


def _series(
    course: _Course, name: str, source: str, about: Mapping[str, Any], wishes: Wishes
) -> Data:
    title = about.get("titleShort") or about.get("titleLong") or ""
    code = course.code if countries.alpha_2(course.code) else ""
    known = "" if course.column.text.casefold() in ("value", "values") else course.column.text
    described = str(about.get("descriptionShort") or "")
    return filled(
        Series,
        {
            "label": _text(title or known),
            "unit": _unit(wishes.unit or str(about.get("unit") or ""), course),
            "about": code or course.entity,
            "means": "" if any(char.isdigit() for char in described) else _text(described),
            "answers": [{"source": source, "file": f"{name}.csv"}],
        },
    )


def _unit(unit: str, course: _Course) -> str:
    """The unit, if a value reads with it; marked if not."""
    first = next(point.value.text for point in course.points if point.value.text)
    try:
        values.parse(f"{first} {unit}".strip())
    except ValueError:
        return marks.mark(unit)
    return unit


def _text(text: str) -> str:
    return " ".join(text.split())


def _metadata(data: bytes, file: str, notes: list[Note]) -> Mapping[str, Any]:
    try:
        found = json.loads(data)
    except (ValueError, RecursionError) as error:
        message = f"what is told of the columns must be readable as JSON: {error}"
        notes.append(refused(Place(file), message, "take it from where the table comes from"))
        return {}
    return found if isinstance(found, dict) else {}


def _column_of(about: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """What is told of one column: in that of a chart under its name; else it tells of one alone."""
    columns = about.get("columns")
    if not isinstance(columns, dict):
        return about
    by_short = {one.get("shortName"): one for one in columns.values() if isinstance(one, dict)}
    found = columns.get(name) or by_short.get(name)
    return found if isinstance(found, dict) else {}


def _sources(
    about: Mapping[str, Any], courses: Sequence[_Course], wishes: Wishes
) -> tuple[str, dict[str, Data]]:
    """The id of the source of all answers, and the entries that are told of: origin by origin."""
    if wishes.source or not courses:
        return wishes.source, {}
    column = _column_of(about, courses[0].column.text)
    origins = [one for one in column.get("origins") or () if isinstance(one, dict)]
    told = [_of_origin(one, courses[0].column.place) for one in origins]
    if not told and about.get("chart"):
        told = [_of_chart(about, column, courses[0].column.place)]
    entries: dict[str, Data] = {}
    for one in told:
        words = [one.publisher, one.published[:4]]
        name = as_id(" ".join(words))[:_LONGEST].strip("-") or "origin"
        entries[name] = filled(Source, as_source(one))
    return next(iter(entries), marks.mark()), entries


def _of_origin(origin: Mapping[str, Any], place: Place) -> Reference:
    return Reference(
        place=place,
        kind="dataset",
        title=_text(str(origin.get("title") or origin.get("citationFull") or "")),
        publisher=_text(str(origin.get("producer") or "")),
        published=str(origin.get("datePublished") or ""),
        accessed=str(origin.get("dateAccessed") or ""),
        url=str(origin.get("urlMain") or origin.get("urlDownload") or ""),
    )


def _of_chart(about: Mapping[str, Any], column: Mapping[str, Any], place: Place) -> Reference:
    """A chart as a source of its own, which has its numbers from elsewhere."""
    chart = about["chart"] if isinstance(about["chart"], dict) else {}
    return Reference(
        place=place,
        kind="aggregator",
        title=_text(str(chart.get("title") or column.get("titleLong") or "")),
        publisher="Our World in Data",
        published=str(column.get("lastUpdated") or ""),
        accessed=str(about.get("dateDownloaded") or ""),
        url=str(chart.get("originalChartUrl") or "").partition("?")[0],
    )


def _new_sources(
    content: Content, sources: Mapping[str, Data], place: Place, notes: list[Note]
) -> dict[str, Data]:
    for name, entry in sources.items():
        if is_there(content, "sources", name):
            notes.append(compared(content, "sources", name, entry, place))
    return {name: one for name, one in sources.items() if not is_there(content, "sources", name)}
