"""Facts from a table with a row for each answer: the one that ``data/answers.json`` is.

That of ``data/answers.csv`` has no links any more.

A table of one's own needs fewer columns. Where those as written (``fact_when``, ``answer_when`` and
so on) are missing, what they hold is worked out from those that people read.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from explainer.content import Content, marks
from explainer.content.ids import ID, as_id
from explainer.evidence import ledger
from explainer.exports import answers
from explainer.imports import rows as tables
from explainer.imports.comparing import compared
from explainer.imports.filling import filled, without_empty
from explainer.imports.result import Data, Imported, Note, is_there, refused, to_fill
from explainer.imports.rows import Row, Rows
from explainer.model import Answer, Fact
from explainer.problems import Place
from explainer.quantities.dates import read as read_value

COLUMNS = (*answers.HEADER, "value")
ALSO = {"id": "fact", "answer": "says", "page": "where", "comment": "note"}
_LISTS = ("also", "measured", "also_called", "found_by")
_SHARED = ("when", "means", "said_by", "note")


def read(data: bytes, file: str, content: Content) -> Imported:
    """The facts of a CSV file that the content does not have yet."""
    table = tables.read(data, file, COLUMNS, ALSO, ("fact|question",))
    notes = list(table.notes)
    groups = _grouped(table, notes)
    entries: dict[str, Data] = {}
    at: dict[str, Place] = {}
    for name, rows in groups.items():
        entry = _fact(table, rows, notes)
        at[name] = rows[0].at("fact")
        if is_there(content, "facts", name):
            notes.append(compared(content, "facts", name, entry, at[name]))
        else:
            entries[name] = _filled(entry)
    notes += to_fill("facts", entries, at)
    notes += _unknown_sources(content, entries, groups)
    return Imported({"facts": entries}, notes=tuple(notes))


def _grouped(table: Rows, notes: list[Note]) -> dict[str, list[Row]]:
    """The rows of each fact by its id, which is made of its question where none is given."""
    groups: dict[str, list[Row]] = {}
    dates = [row for row in table.rows if row["event"] and not row["fact"]]
    for row in table.rows:
        if row in dates:
            continue
        name = row["fact"] or as_id(row["label"] or row["question"])[:60].strip("-")
        if not ID.match(name):
            notes.append(_without_id(row, name))
            continue
        groups.setdefault(name, []).append(row)
    if dates:
        message = f"{len(dates)} rows tell of dates of events, and this takes facts"
        notes.append(Note("left-out", dates[0].place, message))
    return groups


def _without_id(row: Row, name: str) -> Note:
    better = as_id(name)
    cure = f"write {better!r}" if ID.match(better) else "write one in the column 'fact'"
    message = f"an id must be lower-case words joined by '-', but this one is {name!r}"
    return refused(row.at("fact"), message, cure)


def _fact(table: Rows, rows: list[Row], notes: list[Note]) -> Data:
    answered = [row for row in rows if row["source"] or _says(row)]
    fact = {answers.key_of(key): _common(key, rows, notes) for key in answers.OF_FACT}
    fact["question"] = _common("question", rows, notes)
    for key in _SHARED:
        if f"fact_{key}" not in table.columns and key != "note":
            fact[key] = _first(answered or rows, key)
    if not fact["formula"]:
        fact["shown"] = _common("shown", rows, notes) or _shown(fact, answered)
    listed = {key: items(str(fact.get(key, ""))) for key in _LISTS}
    return {**fact, **listed, "answers": [_answer(table, row, fact) for row in answered]}


def _shown(fact: Mapping[str, Any], rows: list[Row]) -> str:
    """What the first source says that is not at odds with others."""
    agreeing = (row for row in rows if not row["conflict"])
    return "" if fact["kind"] == "statement" else next(map(_says, agreeing), "")


def _answer(table: Rows, row: Row, fact: Mapping[str, Any]) -> Data:
    own = {key: _own(table, row, key, fact) for key in _SHARED}
    plain = {key: row[key] for key in ("where", "find", "conflict")}
    source = row["source"] or marks.mark(row["publisher"])
    return {"source": source, "says": _says(row), "also": items(row["also"]), **plain, **own}


def _own(table: Rows, row: Row, key: str, fact: Mapping[str, Any]) -> str:
    """What the answer has of its own, which is what differs from the fact."""
    if f"answer_{key}" in table.columns:
        return row[f"answer_{key}"]
    return row[key] if key == "note" or row[key] != fact[key] else ""


def _says(row: Row) -> str:
    value = row["says"] or row["value"]
    return f"{value} {row['unit']}".strip() if value and not row["says"] else value


def _first(rows: Iterable[Row], column: str) -> str:
    """What most answers of a fact will have in common: that of the first that is not at odds."""
    ordered = sorted(rows, key=lambda row: bool(row["conflict"]))
    return next((row[column] for row in ordered if row[column]), "")


def _common(column: str, rows: list[Row], notes: list[Note]) -> str:
    """What all rows of a fact say of it; the first, where they say more than one thing."""
    said = {row[column]: row for row in reversed(rows) if row[column]}
    first = next((row[column] for row in rows if row[column]), "")
    for text, row in said.items():
        if text != first:
            message = f"{column} is {text!r} here and {first!r} above; that above was taken"
            notes.append(refused(row.at(column), message, "write the same in all rows of a fact"))
    return first


def items(text: str) -> list[str]:
    """What stands in one cell, parted by semicolons."""
    parts = next(csv.reader([text], delimiter=";", skipinitialspace=True), []) if text else []
    return [part.strip() for part in parts if part.strip()]


def _filled(data: Data) -> Data:
    """The fact with a mark for what it lacks, and for values that cannot be read."""
    fact = filled(Fact, data)
    answered = fact.get("answers", [])
    if fact["kind"] == "derived" and "formula" not in fact:
        fact["formula"] = marks.mark()
    elif fact["kind"] != "derived" and not answered:
        fact["answers"] = [{"source": marks.mark(), "says": marks.mark()}]
    if fact["kind"] in ("statement", "derived"):
        return fact
    for answer in answered:
        answer["says"] = _readable(answer.get("says", ""))
    if "shown" in fact or "formula" not in fact:
        fact["shown"] = _readable(fact.get("shown", ""))
    _mark_disagreements(fact)
    return without_empty({key: fact.get(key) for key in _ordered(fact)})


def _mark_disagreements(fact: Data) -> None:
    """An answer at odds with what is shown has to say how and why."""
    whole = None if any(marks.places(fact)) else Fact.model_validate(fact)
    for answer in fact["answers"]:
        if whole and ledger.difference(whole, Answer.model_validate(answer)):
            answer.setdefault("conflict", marks.mark())
        if "conflict" in answer:
            answer.setdefault("note", marks.mark())


def _ordered(fact: Data) -> Iterator[str]:
    order = [*Fact.model_fields]
    return iter(sorted(fact, key=lambda key: (key == "found_by", order.index(key))))


def _readable(text: str) -> str:
    try:
        read_value(text)
    except ValueError:
        return marks.mark(text)
    return text


def _unknown_sources(
    content: Content, entries: Mapping[str, Data], groups: Mapping[str, list[Row]]
) -> Iterator[Note]:
    """A note for each source that is named and not there, at the first row that names it."""
    told: set[str] = set()
    for name in entries:
        for row in groups[name]:
            source = row["source"]
            if source and source not in told and not is_there(content, "sources", source):
                told.add(source)
                message = f"the source {source!r} is not among the sources"
                yield Note("to-fill", row.at("source"), message, "add it: see 'import sources'")
