"""The rows of a series, from CSV files or as written in place, and the points that they make."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any, get_args

from explainer.content.images import called_otherwise
from explainer.documents import Path
from explainer.documents.tables import DELIMITERS, Cell, Table
from explainer.model import (
    Known,
    Origin,
    Point,
    PointAnswer,
    Row,
    Series,
    SeriesAnswer,
    SeriesKind,
)
from explainer.problems import Place, Problem, did_you_mean, message_and_cure
from explainer.prose import Prose
from explainer.quantities import dates, values
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity

COLUMNS = ("when", "value", "low", "high", "kind", "note")
_NEEDED = ("when", "value")
KINDS: tuple[SeriesKind, ...] = get_args(SeriesKind)
FOLDER = "series"

# What the columns of a table most likely are, by how many there are.
_NAMED_BY_COUNT = {2: _NEEDED, 3: (*_NEEDED, "note"), 4: COLUMNS[:4], 5: (*COLUMNS[:4], "note")}

# What columns are often called instead.
_MEANT = {
    **dict.fromkeys(("year", "date", "time", "period", "month", "day", "quarter"), "when"),
    **dict.fromkeys(("amount", "number", "values", "obs_value", "figure"), "value"),
    **dict.fromkeys(("lower", "min", "minimum", "from", "ci_low", "lower bound"), "low"),
    **dict.fromkeys(("upper", "max", "maximum", "to", "ci_high", "upper bound"), "high"),
    **dict.fromkeys(("notes", "comment", "comments", "remark"), "note"),
    **dict.fromkeys(("type", "status"), "kind"),
}
_NOTHING = ("na", "n/a", "#n/a", "nan", "null", "none", "nil", ":", ".", "..", "...", "-", "–", "—")
# What spreadsheets write where they cannot reckon, and how they call sums.
_ERROR = re.compile(r"#[A-Z/0]+[!?]|[eE]rr:\d+")
_SUM = re.compile(r"(?:grand )?total|sum|average|mean", re.IGNORECASE)
# A quarter or a half of a year, and how many months each has.
_PART = re.compile(
    r"(?P<year>\d{4})[- ]?(?P<part>Q[1-4]|H[12])|(?P<first>Q[1-4]|H[12])[- /](?P<last>\d{4})",
    re.IGNORECASE | re.ASCII,
)
_MONTHS_OF = {"Q": 3, "H": 6}
_DECIMALS = re.compile(r"(\d{4})\.0+", re.ASCII)
_MONTH = re.compile(r"(\d{4})M(\d\d)", re.ASCII)
_MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec"
_SHORT = re.compile(
    rf"({'|'.join(_MONTHS[at : at + 3] for at in range(0, 36, 3))})-(\d\d)",
    re.IGNORECASE | re.ASCII,
)
_SERIAL = re.compile(r"[1-6]\d{4}", re.ASCII)
_FIRST_DAY = date(1899, 12, 30)  # from which spreadsheets count days

ReadTable = Callable[[str], tuple[Table, list[Problem]]]


@dataclass(frozen=True, slots=True)
class _Raw:
    """A row as written: texts and places by the names of columns; ``place`` is that of the time."""

    cells: Mapping[str, Cell]
    place: Place

    def text(self, column: str) -> str:
        """What stands in a column; nothing where there is none."""
        return self.cells[column].text if column in self.cells else ""

    def at(self, column: str) -> Place:
        """Where that stands."""
        return self.cells[column].place if column in self.cells else self.place


def fill(
    series: Series, read: ReadTable, there: Sequence[str] = ()
) -> tuple[Series, list[Problem]]:
    """The series with the rows of all its answers, and what of them cannot be read.

    ``there`` are the CSV files that there are.
    """
    rows: list[tuple[Row, ...]] = []
    gaps: dict[str, Date] = {}
    notes: dict[str, str] = {}
    problems: list[Problem] = []
    for number, answer in enumerate(series.answers):
        raw, found = _raw(series, number, answer, read)
        problems += [_by_its_name(answer.file, one, there) for one in found]
        rows.append(tuple(_typed(series, raw, problems)))
        gaps |= {key_of(when): when for when, _ in _gaps(raw)}
        notes |= {key_of(when): note for when, note in _gaps(raw) if note}
    filled = series.model_copy()
    left = tuple((when, notes.get(key_of(when), "")) for when in _open(gaps, rows))
    filled._known = replace(series._known, rows=tuple(rows), partly=bool(problems), gaps=left)
    return filled, problems


def _raw(
    series: Series, number: int, answer: SeriesAnswer, read: ReadTable
) -> tuple[list[_Raw], list[Problem]]:
    """The rows of one answer, which stand in a file or in place, but not in both."""
    if bool(answer.file) == bool(answer.rows):
        both = "both" if answer.file else "neither"
        message = f"an answer to a series must have 'file' or 'rows', but {answer.source!r} has"
        place = series.origin.place("answers", number)
        cure = "write the name of a CSV file behind 'file:', or times behind 'rows:'"
        return [], [Problem(place, "answer-without-rows", f"{message} {both}", cure)]
    if answer.rows:
        return list(_in_place(series.origin, number, answer)), []
    file = f"{FOLDER}/{answer.file}"
    if not re.fullmatch(r"[^/\\]+\.csv", answer.file, re.IGNORECASE):
        place = series.origin.place("answers", number, "file")
        message = f"the file of an answer must be a CSV file in {FOLDER}/, not {answer.file!r}"
        stem = re.split(r"[/\\]", answer.file)[-1].rpartition(".")[0] or "users"
        cure = f"save it as CSV, and write its name alone: '{stem}.csv'"
        return [], [Problem(place, "answer-without-rows", message, cure)]
    table, found = read(file)
    at = series.origin.place("answers", number, "file")
    problems = [_unread(at, one) for one in found]
    return (list(_of_table(table, problems)) if table.header else []), problems


def _unread(place: Place, problem: Problem) -> Problem:
    """A file that cannot be opened is told of where it is named."""
    if problem.rule != "unreadable-file":
        return problem
    message = problem.message.replace("a file", f"the file {problem.place.file!r}", 1)
    hint = f"put it into {FOLDER}/, or mend its name here"
    return replace(problem, place=place, message=message, hint=hint)


def _by_its_name(file: str, problem: Problem, there: Sequence[str]) -> Problem:
    """The same, with the name of the file that is meant, if there is one."""
    if problem.rule != "unreadable-file":
        return problem
    meant = called_otherwise(file, [one.removeprefix(f"{FOLDER}/") for one in there])
    return replace(problem, hint=meant) if meant else problem


def _in_place(origin: Origin, number: int, answer: SeriesAnswer) -> Iterator[_Raw]:
    for when, row in answer.rows.items():
        path = ("answers", number, "rows", when)
        key = origin.key(*path)
        texts: dict[str, Any] = row.model_dump()
        cells = {name: Cell(text, origin.place(*path, name)) for name, text in texts.items()}
        yield _Raw({"when": Cell(when, key), **cells}, key)


def _of_table(table: Table, problems: list[Problem]) -> Iterator[_Raw]:
    if len(table.header) > 1 and not any(map(_meant, table.header)):
        problems.append(_no_header(table))
        return
    alone = len(table.header) == 1
    left = _left_over(table.header)
    names = [cell.text if alone else _column(cell, left, problems) for cell in table.header]
    missing = [name for name in _NEEDED if name not in names]
    if missing and not any(problem.rule == "csv-columns" for problem in problems):
        problems.append(_missing(table, missing))
    elif not table.rows:
        message = "a CSV file must have rows below its header, but this one has none"
        problems.append(Problem(table.header[0].place, "csv-columns", message, "fill them in"))
    if missing:
        return
    commas = _decimal_commas(table, names)
    for row in table.rows:
        if len(row) > len(names) and any(cell.text for cell in row[len(names) :]):
            problems.append(_too_many(table, row))
            continue
        cells = {name: cell for name, cell in zip(names, row, strict=False) if name}
        yield _Raw(cells | (_with_points(cells) if commas else {}), row[0].place)


# A number as spreadsheets write it where a comma stands before decimals: 1.234,5.
_LOCAL = re.compile(r"[-+]?(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?(?!\S*[.,\d])", re.ASCII)
# One of them that nobody could take for thousands.
_SURE = re.compile(r"\d,(?!\d{3}(?!\d))|(?<![\d.,])0,\d", re.ASCII)


def _decimal_commas(table: Table, names: Sequence[str]) -> bool:
    """Whether its commas stand before decimals: semicolons part it, and nothing speaks against it.

    A spreadsheet that parts columns by semicolons does so since it needs the comma itself.
    """
    amounts = [
        cell.text
        for row in table.rows
        for name, cell in zip(names, row, strict=False)
        if name in _AMOUNTS and re.match(r"[-+]?\d", cell.text)
    ]
    written = all(map(_LOCAL.match, amounts))
    return table.delimiter == ";" and written and any(map(_SURE.search, amounts))


def _with_points(cells: Mapping[str, Cell]) -> dict[str, Cell]:
    """The amounts of a row whose commas stand before decimals, as the program writes numbers."""
    return {
        name: replace(cell, text=cell.text.replace(".", "").replace(",", "."))
        for name, cell in cells.items()
        if name in _AMOUNTS and _LOCAL.match(cell.text)
    }


def _meant(cell: Cell) -> str:
    """The column that a cell of the header names, or nearly names."""
    name = cell.text.casefold()
    return _MEANT.get(name) or next(iter(get_close_matches(name, COLUMNS, 1)), "")


def _left_over(header: Sequence[Cell]) -> str:
    """The column that is needed, where one is missing and one is called by no name known."""
    meant = [_meant(cell) for cell in header]
    missing = [name for name in _NEEDED if name not in meant]
    return missing[0] if len(missing) == 1 and meant.count("") == 1 else ""


def _no_header(table: Table) -> Problem:
    first = table.header[0]
    message = f"a CSV file must begin with the names of its columns, but begins with {first.text!r}"
    names = table.delimiter.join(_NAMED_BY_COUNT.get(len(table.header), COLUMNS))
    done = "put a line before it" if re.match(r"\d", first.text) else "call them in its place"
    return Problem(first.place, "csv-columns", message, f"{done}: {names}")


def _column(cell: Cell, left: str, problems: list[Problem]) -> str:
    """The name of a column; nothing, and a problem, for one that is not known."""
    name = cell.text.casefold()
    if name in COLUMNS:
        return name
    meant = _meant(cell) or left
    cure = f"write {meant!r} in its place" if meant else "take the column out"
    message = f"a column must be one of {', '.join(COLUMNS)}, but this one is {cell.text!r}"
    problems.append(Problem(cell.place, "csv-columns", message, cure))
    return ""


def _missing(table: Table, missing: Sequence[str]) -> Problem:
    found = ", ".join(repr(cell.text) for cell in table.header)
    return Problem(
        table.header[0].place,
        "csv-columns",
        f"a CSV file must have the columns 'when' and 'value', but its first line has {found}",
        f"add {' and '.join(map(repr, missing))} to the first line, parted by"
        f" {', '.join(f'{name}s' for name in DELIMITERS.values())}",
    )


def _too_many(table: Table, row: Sequence[Cell]) -> Problem:
    """A row that has more cells than the header, most often for a comma that parts decimals."""
    halves = [
        number
        for number in range(1, len(row) - 1)
        if all(re.fullmatch(r"-?\d+", cell.text, re.ASCII) for cell in row[number : number + 2])
    ]
    cure = f'put a text with a {DELIMITERS[table.delimiter]} in it in quotes: "…"'
    if halves:
        whole, part = (cell.text for cell in row[halves[0] : halves[0] + 2])
        cure = f"write decimals behind a point, {whole}.{part}, and thousands without a comma"
    message = f"a row must have no more cells than the header, which has {len(table.header)}"
    place = row[len(table.header)].place
    return Problem(place, "csv-cells", f"{message}, but this one has {len(row)}", cure)


# --- from texts to values -------------------------------------------------------------------------


def _typed(series: Series, raw: Iterable[_Raw], problems: list[Problem]) -> Iterator[Row]:
    """The rows that can be read; a time without a value is a gap, and none of them."""
    for one in raw:
        if not one.text("value"):
            continue
        try:
            when = when_of(one.text("when"))
        except ValueError as error:
            place = one.at("when")
            problems.append(Problem(place, "unreadable-value", *message_and_cure(error)))
            continue
        unreadable = [*_unreadable(series, one), *_wrong_kind(one)]
        problems += unreadable
        if not unreadable:
            yield _row(series, one, when)


def _open(gaps: Mapping[str, Date], rows: Iterable[Iterable[Row]]) -> tuple[Date, ...]:
    """The gaps that no answer fills, in the order of time."""
    filled = {row.key for of_one in rows for row in of_one if row.value.casefold() != "unknown"}
    found = (when for key, when in gaps.items() if key not in filled)
    return tuple(sorted(found, key=lambda when: when.first))


def _gaps(raw: Iterable[_Raw]) -> Iterator[tuple[Date, str]]:
    """What times stand there without a value, or with one that is not known, and what is noted."""
    for one in raw:
        if one.text("value").casefold() in ("", "unknown") and one.text("when"):
            with suppress(ValueError):
                yield when_of(one.text("when")), one.text("note")


def _row(series: Series, raw: _Raw, when: Date) -> Row:
    value, low, high = (_with_unit(raw.text(name), series.unit) for name in _AMOUNTS)
    kind = next((kind for kind in KINDS if kind == raw.text("kind").casefold()), series.kind)
    return Row(key_of(when), when, value, low, high, kind, raw.text("note"), raw.at("value"))


_AMOUNTS = ("value", "low", "high")


def _unreadable(series: Series, raw: _Raw) -> Iterator[Problem]:
    for name in _AMOUNTS:
        text = raw.text(name)
        try:
            found = values.parse(_with_unit(text, series.unit)) if text else None
        except ValueError as error:
            message, cure = message_and_cure(error)
            if _ERROR.fullmatch(text):
                cure = "mend the formula in the spreadsheet, or leave the cell empty"
            if text.casefold() in _NOTHING:
                cure = "leave the cell empty; 'unknown' is for what the source says it cannot tell"
            yield Problem(raw.at(name), "unreadable-value", message, cure)
            continue
        if isinstance(found, Quantity) and found.low != found.high:
            message = f"a point of a series must be one number, but this one is {text!r}"
            cure = "write the middle as 'value', and the ends as 'low' and 'high'"
            yield Problem(raw.at(name), "unreadable-value", message, cure)


def _wrong_kind(raw: _Raw) -> Iterator[Problem]:
    kind = raw.text("kind")
    if kind and kind.casefold() not in KINDS:
        message = f"the kind of a point must be one of a few words, but is {kind!r}"
        yield Problem(raw.at("kind"), "not-allowed", message, did_you_mean(kind, KINDS))


def _with_unit(text: str, unit: str) -> str:
    """A number with the series' unit behind it, unless it brings its own; a text that is none."""
    try:
        found = values.parse(text) if text else None
    except ValueError:
        found = None
    bare = isinstance(found, Quantity) and not found.unit
    return f"{text} {unit}" if bare and unit else text


def when_of(text: str) -> Date:
    """The time of a row: a date, a quarter or half; ValueError with the cure for anything else."""
    if found := _PART.fullmatch(text.strip()):
        year, part = found["year"] or found["last"], (found["part"] or found["first"]).upper()
        months, number = _MONTHS_OF[part[0]], int(part[1])
        return dates.parse(f"{year}-{months * (number - 1) + 1:02d}/{year}-{months * number:02d}")
    if meant := _as_spreadsheets_write(text):
        raise ValueError(f"a time must be a year, quarter, month or day, not {text!r}; {meant}")
    if not text:
        raise ValueError("a row with a value must have a time; write it under 'when'")
    when = dates.parse(text)
    if when.first == date.min or when.last == date.max:
        cure = "write when it begins and when it ends"
        raise ValueError(f"a time must have two ends, but {text!r} has one; {cure}")
    return when


def _as_spreadsheets_write(text: str) -> str:
    """The cure for a date that a spreadsheet has turned into something else."""
    if found := _DECIMALS.fullmatch(text):
        return f"write {found[1]}"
    if found := _MONTH.fullmatch(text):
        return f"write {found[1]}-{found[2]}"
    if found := _SHORT.fullmatch(text):
        century = "20" if found[2] < "70" else "19"
        month = _MONTHS.index(found[1].casefold()) // 3 + 1
        return f"write {century}{found[2]}-{month:02d}, if that is what it was"
    if _SUM.fullmatch(text):
        return "take the row out: what is reckoned from the others is a fact with a formula"
    if _SERIAL.fullmatch(text):
        day = _FIRST_DAY + timedelta(int(text))
        return f"if a spreadsheet counts days here, write {day}: format the column as YYYY-MM-DD"
    return ""


def key_of(when: Date) -> str:
    """What links and addresses call a time: without marks of doubt; a quarter, a half by number."""
    bare = re.sub("[~?%]", "", when.text)
    found = re.fullmatch(r"(\d{4})-(\d\d)/\1-(\d\d)", bare)
    for letter, months in _MONTHS_OF.items() if found else ():
        assert found
        first, last = int(found[2]), int(found[3])
        if last - first == months - 1 and last % months == 0:
            return f"{found[1]}-{letter}{last // months}"
    return bare.replace("/", "_")


# --- from rows to points --------------------------------------------------------------------------


def points(series: Series) -> Iterator[Point]:
    """One for each time that any answer speaks of, in the order of time."""
    at: dict[str, dict[int, Row]] = {}
    for number, rows in enumerate(series.rows):
        for row in rows:
            at.setdefault(row.key, {}).setdefault(number, row)
    for _, given in sorted(at.items(), key=lambda item: _order(next(iter(item[1].values())))):
        yield _point(series, given)


def _order(row: Row) -> tuple[date, date]:
    return row.when.first, row.when.last


def _point(series: Series, given: Mapping[int, Row]) -> Point:
    shown = given.get(series.line) or next(iter(given.values()))
    answers = {number: _answer(series, number, row, shown) for number, row in given.items()}
    name = f"{series.id}#{shown.key}"
    fields = {
        "question": series.question, "label": f"{series.label}, {shown.key}", "kind": shown.kind,
        "about": series.about, "said_by": series.said_by, "when": shown.when,
        "means": series.means, "shown": shown.value, "also_called": list(series.also_called),
        "careful": series.careful, "note": shown.note, "answers": list(answers.values()),
        "checked": series.checked, "check_again": series.check_again, "series": series.id,
        "key": shown.key, "on_line": series.line in given, "low": shown.low, "high": shown.high,
    }  # fmt: skip
    markdown: dict[Path, Prose] = {
        (key,): text for key in ("careful", "means") if (text := series.prose(key))
    }
    for index, number in enumerate(answers):
        for key in ("note", "means"):
            if text := series.prose("answers", number, key):
                markdown["answers", index, key] = text
    return Point.read(fields, Known(series.origin, name, markdown))


def _answer(series: Series, number: int, row: Row, shown: Row) -> PointAnswer:
    """What one source says of one time; what sets it apart holds only where it differs."""
    answer = series.answers[number]
    differs = not values.agree(values.parse(row.value), values.parse(shown.value))
    means = answer.means if answer.means != series.means else ""
    return PointAnswer(
        source=answer.source,
        says=row.value,
        where=answer.where,
        said_by=answer.said_by,
        means=means if differs else "",
        conflict=answer.conflict if differs else None,
        note=answer.note if differs else "",
    )
