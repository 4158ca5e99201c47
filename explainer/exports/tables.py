"""``data/*.json`` and ``data/*.csv``: facts, events, members and sources, as lists of objects.

In JSON texts are as they were written, and lists are lists; in CSV all is in plain words.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from typing import Any

from explainer.content import Content
from explainer.evidence.ledger import Account, DateReply, Ledger
from explainer.exports.files import Files
from explainer.model import Entry, Group, Source, Value
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity
from explainer.site.edition import Edition
from explainer.voice import wording

Row = dict[str, Any]

# By this sign spreadsheets know that the letters are those of Unicode. It stands where a table is
# made for them alone: whoever reads plain UTF-8 takes it for a part of the first column's name.
MARK = "\ufeff"


def export(edition: Edition) -> Files:
    """The four tables, each as JSON and as CSV."""
    content, ledger = edition.content, edition.ledger
    language = content.site.language
    tables: dict[str, Callable[[], Iterator[Row]]] = {
        "facts": lambda: (fact_row(one, language) for one in ledger.accounts.values()),
        "events": lambda: (event_row(content, ledger, name) for name in content.events),
        "members": lambda: (
            row for one in content.groups.values() for row in member_rows(one, language)
        ),
        "sources": lambda: map(source_row, content.sources.values()),
    }
    files: dict[str, Callable[[], str]] = {}
    for name, rows in tables.items():
        files[f"data/{name}.json"] = partial(_as_json, rows)
        files[f"data/{name}.csv"] = partial(_as_csv, edition, name, rows)
    return files


def _as_json(rows: Callable[[], Iterator[Row]]) -> str:
    return in_json(list(rows()))


def members_as_csv(edition: Edition, group: Group) -> str:
    """The members of one group as ``data/members.csv`` has them."""
    language = edition.content.site.language
    return _as_csv(edition, "members", lambda: member_rows(group, language))


def _as_csv(edition: Edition, table: str, rows: Callable[[], Iterator[Row]]) -> str:
    in_words = _IN_WORDS[table]
    return as_csv([row | in_words(edition, row) for row in rows()], HEADERS[table])


def plain(edition: Edition, entry: Entry, *path: str | int) -> str:
    """Inline Markdown of an entry as plain text; empty where there is none."""
    text = entry.prose(*path)
    return text.plain(edition.speak) if text else ""


def _fact_in_words(edition: Edition, row: Row) -> Row:
    return {
        "answers": _joined(map(_answer_in_words, row["answers"])),
        "claimants": _joined(row["claimants"]),
        "doubt": plain(edition, edition.content.facts[row["id"]], "doubt"),
    }


def _answer_in_words(answer: Row) -> str:
    said = f"{answer['source']}: {answer['says']}" if answer["says"] else answer["source"]
    return said if answer["agrees"] else f"{said} ({answer['conflict'] or 'differs'})"


def _event_in_words(edition: Edition, row: Row) -> Row:
    return {
        "title": plain(edition, edition.content.events[row["id"]], "title"),
        "dates": _joined(f"{one['role']} {one['when']}" for one in row["dates"]),
    }


def _member_in_words(edition: Edition, row: Row) -> Row:
    return {"sources": _joined(row["sources"])}


def _source_in_words(edition: Edition, row: Row) -> Row:
    return {
        "based_on": _joined(f"{one['how']} {one['source']}" for one in row["based_on"]),
        "note": plain(edition, edition.content.sources[row["id"]], "note"),
    }


def _joined(items: Iterable[str]) -> str:
    return "; ".join(items)


# What cells of a table say in place of lists and Markdown.
_IN_WORDS: dict[str, Callable[[Edition, Row], Row]] = {
    "facts": _fact_in_words,
    "events": _event_in_words,
    "members": _member_in_words,
    "sources": _source_in_words,
}


def in_json(value: object) -> str:
    """A value as the text of a JSON file that people may read, too."""
    return json.dumps(value, ensure_ascii=False, indent=1) + "\n"


HEADERS = {
    "facts": (
        "id question label kind shown low high unit when said_by answers articles newsrooms"
        " newsrooms_at_most claimants disagreements said doubt"
    ).split(),
    "events": "id title lane dates".split(),
    "series": (
        "series label when kind source where says value low high unit on_line agrees shown"
        " conflict note"
    ).split(),
    "pictures": (
        "id alt caption credit licence licence_url source taken made_by file width height page"
    ).split(),
    "members": (
        "group country organisation status from sources until status_means country_name name counts"
    ).split(),
    "sources": (
        "id title publisher type author published language url where_found archive read_on"
        " interest based_on note updated"
    ).split(),
}


def fact_row(account: Account, language: str) -> Row:
    """One fact; ``low`` and ``high`` are numbers in ``unit``, or ISO days, or null.

    ``shown`` is as the editor wrote it; where it was computed, in words of ``language``.
    """
    fact, counted = account.fact, account.tally
    low, high, unit = bounds(account.value)
    return {
        "id": fact.id,
        "question": fact.question,
        "label": fact.label,
        "kind": fact.kind,
        "shown": fact.shown or (wording.say(account.value, language) if account.value else ""),
        "low": low,
        "high": high,
        "unit": unit,
        "when": fact.when.text if fact.when else "",
        "said_by": fact.said_by,
        "answers": [
            {
                "source": reply.source.id,
                "says": reply.answer.says,
                "also": list(reply.answer.also),
                "agrees": reply.agrees,
                "conflict": reply.answer.conflict or "",
                "note": reply.answer.note,
                "find": reply.answer.find,
            }
            for reply in account.replies
        ],
        "articles": counted.articles,
        "newsrooms": counted.newsrooms[0],
        "newsrooms_at_most": counted.newsrooms[1],
        "claimants": list(counted.claimants),
        "disagreements": len(account.disagreements),
        "said": fact.said.text if fact.said else "",
        "doubt": fact.doubt,
    }


def bounds(value: Value | None) -> tuple[int | float | str | None, int | float | str | None, str]:
    """The ends of a value, and its unit (``date`` for dates)."""
    if isinstance(value, Quantity):
        return number(value.low), number(value.high), value.unit
    if isinstance(value, Date):
        return _end(value.first, date.min), _end(value.last, date.max), "date"
    return None, None, ""


def _end(day: date, opened: date) -> str | None:
    return day.isoformat() if day != opened else None


def number(value: Decimal) -> int | float:
    """The JSON number nearest to ``value``; whole ones stay exact."""
    return int(value) if value == value.to_integral_value() else float(value)


def event_row(content: Content, ledger: Ledger, name: str) -> Row:
    """One event with all its dates and what each source says of them."""
    event = content.events[name]
    replies = ledger.date_replies[name]
    return {
        "id": event.id,
        "title": event.title,
        "lane": event.lane,
        "dates": [
            {
                "role": one.role,
                "when": one.when.text,
                "answers": [date_answer(reply) for reply in replies if reply.date is one],
            }
            for one in event.dates
        ],
    }


def date_answer(reply: DateReply) -> Row:
    """What one source says of one date."""
    return {
        "source": reply.source.id,
        "says": reply.answer.says or reply.date.when.text,
        "agrees": reply.agrees,
        "conflict": reply.answer.conflict or "",
        "note": reply.answer.note,
        "find": reply.answer.find,
    }


def member_rows(group: Group, language: str) -> Iterator[Row]:
    """The members of a group, in the order of the content."""
    for member in group.members:
        yield {
            "group": group.id,
            "country": member.country,
            "organisation": member.organisation,
            "status": member.status,
            "from": member.since.text if member.since else "",
            "sources": list(member.sources),
            "until": member.until.text if member.until else "",
            "status_means": group.meaning(member.status),
            "country_name": wording.country(member.country, language) if member.country else "",
            "name": member.name,
            "counts": group.counts(member),
        }


def source_row(source: Source) -> Row:
    """A source as written, and its id."""
    row: Row = {"id": source.id}
    for key in HEADERS["sources"][1:]:
        value = getattr(source, key)
        if isinstance(value, Date):
            value = value.text
        elif key == "based_on":
            value = [basis.model_dump() for basis in value]
        row[key] = "" if value is None else value
    return row


def in_one_cell(items: Iterable[str]) -> str:
    """A list in plain words: parted by semicolons, an item with one of its own in quotes."""
    return "; ".join(
        '"{}"'.format(item.replace('"', '""')) if re.search('[;"]', item) else item
        for item in items
    )


def as_csv(rows: list[Row], header: list[str]) -> str:
    """The rows as CSV: no value is an empty cell."""
    return written([header, *([row[key] for key in header] for row in rows)])


def written(rows: Iterable[Sequence[object]]) -> str:
    """Rows of cells as CSV, in which a spreadsheet finds no formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in rows:
        writer.writerow([inert(cell) if isinstance(cell, str) else cell for cell in row])
    return out.getvalue()


# How a text begins that a spreadsheet would compute, the marks of full width too; and how such a
# text begins once it is quoted, so that whoever takes one apostrophe away gets each text back.
_FORMULA = re.compile("'*[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
_AMOUNT = re.compile(r"[+-]?\d[\d.,\u00a0\u202f ]*+[%\w]*+")


def inert(text: str) -> str:
    """A text as a cell: with an apostrophe before it where it might be taken for a formula."""
    return f"'{text}" if _FORMULA.match(text) and not _AMOUNT.fullmatch(text) else text


def as_text(cell: str) -> str:
    """The text that stands in a cell, whether or not it was quoted against spreadsheets."""
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell) else cell
