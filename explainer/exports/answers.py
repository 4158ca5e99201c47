"""``data/answers.csv``: a row for each answer, to a question or of a date of an event.

It is the table for whoever opens the data in a spreadsheet: plain words, no list in any cell.
"""

from __future__ import annotations

from collections.abc import Iterator

from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.exports.files import Files
from explainer.exports.tables import Row, as_csv, bounds, in_json, plain
from explainer.model import Source
from explainer.site.plan import Edition
from explainer.voice import wording

HEADER = (
    "fact event date_role question source publisher published says low high unit when means"
    " said_by where also agrees conflict note shown"
).split()

# By this sign spreadsheets know that the letters are those of Unicode.
_MARK = "\ufeff"


def export(edition: Edition) -> Files:
    """All answers, as CSV and as JSON."""
    return {
        "data/answers.csv": lambda: _MARK + as_csv(list(rows(edition)), HEADER),
        "data/answers.json": lambda: in_json(list(rows(edition))),
    }


def rows(edition: Edition) -> Iterator[Row]:
    """The answers fact by fact, then those on dates, event by event."""
    for account in edition.ledger.accounts.values():
        for reply in account.replies:
            yield _answer(edition, account, reply)
    for replies in edition.ledger.date_replies.values():
        for dated in replies:
            yield _dated(edition, dated)


def _answer(edition: Edition, account: Account, reply: Reply) -> Row:
    fact, answer = account.fact, reply.answer
    when = answer.when or fact.when
    low, high, unit = bounds(None if fact.kind == "statement" else answer.value)
    means = plain(edition, fact, "answers", reply.index, "means")
    return dict.fromkeys(HEADER, "") | {
        "fact": fact.id,
        "question": fact.question,
        **_source(reply.source),
        "says": answer.says,
        "low": low,
        "high": high,
        "unit": unit,
        "when": when.text if when else "",
        "means": means or plain(edition, fact, "means"),
        "said_by": answer.said_by or fact.said_by,
        "where": answer.where,
        "also": "; ".join(answer.also),
        "agrees": reply.agrees,
        "conflict": answer.conflict or "",
        "note": plain(edition, fact, "answers", reply.index, "note"),
        "shown": fact.shown or _computed(edition, account),
    }


def _dated(edition: Edition, reply: DateReply) -> Row:
    answer = reply.answer
    low, high, unit = bounds(reply.date.when) if reply.agrees else bounds(None)
    return dict.fromkeys(HEADER, "") | {
        "event": reply.event.id,
        "date_role": reply.date.role,
        "question": plain(edition, reply.event, "title"),
        **_source(reply.source),
        "says": answer.says or reply.date.when.text,
        "low": low,
        "high": high,
        "unit": unit,
        "where": answer.where,
        "agrees": reply.agrees,
        "conflict": answer.conflict or "",
        "note": plain(edition, reply.event, *reply.path, "note"),
        "shown": reply.date.when.text,
    }


def _source(source: Source) -> Row:
    published = source.published.text if source.published else ""
    return {"source": source.id, "publisher": source.publisher, "published": published}


def _computed(edition: Edition, account: Account) -> str:
    return wording.say(account.value, edition.content.site.language) if account.value else ""
