"""``data/answers.csv``: a row for each answer, to a question or of a date of an event.

It is the table for whoever opens the data in a spreadsheet: plain words, no list in any cell. In
JSON the columns of ``OF_FACT`` and ``OF_ANSWER`` hold what the editors wrote, links and all, so
that ``imports.facts`` makes the same facts of it. A fact without answers, as one that is computed,
has one row without a source.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.exports.files import Files
from explainer.exports.tables import MARK, Row, as_csv, bounds, in_json, in_one_cell, plain
from explainer.model import Answer, Fact, Source
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.voice import wording

HEADER = (
    "fact event date_role question source publisher published says low high unit when means"
    " said_by where also agrees conflict note shown"
).split()
# As written, but for Markdown in CSV. What both have is named after whose it is.
OF_FACT = (
    "label kind about baseline measured formula also_called doubt careful found_by said checked"
    " check_again fact_when fact_means fact_said_by fact_note"
).split()
OF_ANSWER = "answer_when answer_means answer_said_by answer_note find".split()
HEADER += [*OF_FACT, *OF_ANSWER, "about_name"]


def export(edition: Edition) -> Files:
    """All answers, as CSV and as JSON."""
    return {
        "data/answers.csv": lambda: MARK + as_csv(list(rows(edition, in_words=True)), HEADER),
        "data/answers.json": lambda: in_json(list(rows(edition, in_words=False))),
    }


def rows(edition: Edition, *, in_words: bool) -> Iterator[Row]:
    """The answers fact by fact, then those on dates, event by event; ``in_words`` no Markdown."""
    for account in edition.ledger.accounts.values():
        whole = _of_fact(edition, account) | _written(edition, account.fact, OF_FACT, in_words)
        for reply in account.replies:
            own = _written(edition, account.fact, OF_ANSWER, in_words, "answers", reply.index)
            yield whole | _answer(edition, account, reply) | own
        if not account.fact.answers:
            yield whole
    for replies in edition.ledger.date_replies.values():
        for dated in replies:
            yield _dated(edition, dated)


def _answer(edition: Edition, account: Account, reply: Reply) -> Row:
    fact, answer = account.fact, reply.answer
    when = answer.when or fact.when
    low, high, unit = bounds(None if fact.kind == "statement" else answer.value)
    means = plain(edition, fact, "answers", reply.index, "means")
    return {
        **_source(reply.source),
        "says": answer.says,
        "low": low,
        "high": high,
        "unit": unit,
        "when": when.text if when else "",
        "means": means or plain(edition, fact, "means"),
        "said_by": answer.said_by or fact.said_by,
        "where": answer.where,
        "also": in_one_cell(answer.also),
        "agrees": reply.agrees,
        "conflict": answer.conflict or "",
        "note": plain(edition, fact, "answers", reply.index, "note"),
    }


def _of_fact(edition: Edition, account: Account) -> Row:
    fact = account.fact
    return dict.fromkeys(HEADER, "") | {
        "fact": fact.id,
        "question": fact.question,
        "shown": fact.shown or _computed(edition, account),
        "about_name": _named(fact.about, edition.content.site.language),
    }


def _named(about: str, language: str) -> str:
    """A country by its name; whatever else an editor wrote is in words already."""
    try:
        return wording.country(about, language)
    except ValueError:
        return about


def _written(
    edition: Edition, fact: Fact, columns: Iterable[str], in_words: bool, *path: str | int
) -> Row:
    """What the editors wrote of a fact, or of the answer at ``path``; ``in_words`` plain words."""
    part = fact.answers[int(path[1])] if path else fact
    found = {name: _as_written(part, key_of(name)) for name in columns}
    if not in_words:
        return found
    spoken = {name: plain(edition, fact, *path, key_of(name)) for name in found}
    return {name: spoken[name] or text for name, text in found.items()}


def _as_written(part: Fact | Answer, key: str) -> str:
    value = getattr(part, key)
    if isinstance(value, tuple):
        return in_one_cell(value)
    return value.text if isinstance(value, Date) else str(value or "")


def key_of(column: str) -> str:
    """The key of the format that one of the columns as written holds."""
    return column.removeprefix("fact_").removeprefix("answer_")


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
        "find": answer.find,
    }


def _source(source: Source) -> Row:
    published = source.published.text if source.published else ""
    return {"source": source.id, "publisher": source.publisher, "published": published}


def _computed(edition: Edition, account: Account) -> str:
    return wording.say(account.value, edition.content.site.language) if account.value else ""
