"""What editors ask of the content: what is there, why it says so, and what is to be done.

Each answer is rows of plain values, so that people and programs are told the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from explainer.checks import references
from explainer.content import Content
from explainer.evidence import lineage, verdicts
from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.evidence.names import SCHEMES
from explainer.model import DUE, KINDS, Entry, Event, Fact, Findable, Source
from explainer.problems import Problem
from explainer.site import chronicle
from explainer.site.edition import Edition
from explainer.site.overview import Overview

Row = dict[str, Any]
SCHEME_OF = {kind: scheme for scheme, kind in SCHEMES.items()}
# The rules that remind of work, in the order in which it is done.
TASKS = {
    "overdue": "Promises that are overdue",
    "stale-check": "Facts to be looked at again",
    "single-source": "Facts that rest on one source",
    "no-archive": "Sources without a copy in a web archive",
    "unused-fact": "Facts that no page uses",
    "unused-source": "Sources that nothing cites",
    "unused-series": "Series that no page uses",
    "unused-picture": "Pictures that no page shows",
    "place-in-picture": "Pictures that tell where they were taken",
}


def ids(content: Content, prefix: str = "") -> list[Row]:
    """Every entry and page whose id, or name as a link, begins so."""
    rows = [_named(kind, entry) for kind, entry in _entries(content)]
    return [row for row in rows if row["id"].startswith(prefix) or row["link"].startswith(prefix)]


def _entries(content: Content) -> Iterator[tuple[str, Entry]]:
    for kind in (*KINDS, "pages"):
        yield from ((kind, entry) for entry in getattr(content, kind).values())


def _named(kind: str, entry: Entry) -> Row:
    place = entry.origin.key()
    scheme = SCHEME_OF.get(kind)
    return {
        "kind": kind,
        "id": entry.id,
        "link": f"{scheme}:{entry.id}" if scheme else f"{entry.id}.md" if kind == "pages" else "",
        "title": _title(entry),
        "file": place.file,
        "line": place.line,
    }


def _title(entry: Entry) -> str:
    keys = ("question", "title", "name", "term", "now", "alt")
    return next((text for key in keys if (text := str(getattr(entry, key, "")))), "")


# --- why ------------------------------------------------------------------------------------------


def why(edition: Edition, wanted: str) -> list[Row]:
    """Everything that is known of an id, or of ``fact:ID``; a row for each kind that has it."""
    return [
        _named(kind, entry) | _account_of(edition, entry) | _uses(edition, kind, entry)
        for kind, entry in _entries(edition.content)
        if any(_means(wanted, kind, name) for name in (entry.id, *_former_ids(entry)))
    ]


def _means(wanted: str, kind: str, name: str) -> bool:
    return wanted in (name, f"{SCHEME_OF.get(kind)}:{name}", f"{kind}/{name}")


def _former_ids(entry: Entry) -> tuple[str, ...]:
    """Whoever looks for what it was called before finds it."""
    return entry.was if isinstance(entry, Findable) else ()


def _account_of(edition: Edition, entry: Entry) -> Row:
    if isinstance(entry, Fact):
        return _of_fact(edition.ledger.accounts[entry.id], edition.content.site.language)
    if isinstance(entry, Event):
        replies = edition.ledger.date_replies[entry.id]
        return {"dates": [_date_row(reply) | {"source": reply.source.id} for reply in replies]}
    if isinstance(entry, Source):
        return _of_source(edition, entry)
    return {}


def _of_fact(account: Account, language: str) -> Row:
    return {
        "shown": account.fact.shown,
        "formula": account.fact.formula,
        "verdict": verdicts.in_one_line(account, language),
        "rests_on": lineage.sentence(account.tally, language) if account.replies else "",
        "answers": [{"source": one.source.id} | _answer_row(one) for one in account.replies],
    }


def _answer_row(reply: Reply) -> Row:
    answer = reply.answer
    return {
        "says": answer.says,
        "agrees": reply.agrees,
        "conflict": answer.conflict or "",
        "note": answer.note,
        "where": answer.where,
        "find": answer.find,
        "based_on": [basis.source for basis in reply.source.based_on],
    }


def _date_row(reply: DateReply) -> Row:
    return {
        "role": reply.date.role,
        "when": reply.date.when.text,
        "says": reply.answer.says,
        "agrees": reply.agrees,
        "conflict": reply.answer.conflict or "",
        "note": reply.answer.note,
    }


def _of_source(edition: Edition, source: Source) -> Row:
    overview = Overview(edition.content, edition.ledger, {})
    dates = overview.dates_of(source)
    return {
        "answers": [
            {"fact": account.fact.id} | _answer_row(reply)
            for account, reply in overview.answers_of(source)
        ],
        "dates": [_date_row(reply) | {"event": reply.event.id} for reply in dates],
    }


def _uses(edition: Edition, kind: str, entry: Entry) -> Row:
    """On which pages it is bound or drawn, which entries name it, and when it changed."""
    return {
        "used_on": [page.address or "./" for page in edition.plan.used_on(entry)],
        "used_by": list(dict.fromkeys(_users(edition.content, kind, entry))),
        "history": [
            {
                "day": change.day.isoformat(),
                "what": change.what,
                "changes": [
                    {"key": line.what, "was": line.was, "now": line.now}
                    for line in chronicle.lines(edition, kind, entry.id, change)
                ],
            }
            for change in edition.history.of(kind, entry.id)
        ],
    }


def _users(content: Content, kind: str, entry: Entry) -> Iterator[str]:
    for of, other in _entries(content):
        named = {(what, name) for what, name, _ in references.named(other)}
        if isinstance(other, Fact):
            named |= {("facts", name) for name in references.operands(other)}
        if (kind, entry.id) in named:
            yield f"{of}/{other.id}"


# --- what is to be done ---------------------------------------------------------------------------


def todo(content: Content, problems: Iterable[Problem], today: date, days: int) -> list[Row]:
    """What the rules on upkeep ask for, and what falls due within so many days."""
    rows = [_task(problem) for problem in problems if problem.rule in TASKS]
    return sorted(rows, key=lambda row: list(TASKS).index(row["task"])) + sorted(
        _coming(content, today, days), key=lambda row: row["when"]
    )


def _task(problem: Problem) -> Row:
    place = problem.place
    return {
        "task": problem.rule,
        "when": "",
        "file": place.file,
        "line": place.line,
        "message": problem.message,
        "hint": problem.hint,
    }


def _coming(content: Content, today: date, days: int) -> Iterator[Row]:
    def soon(day: date) -> bool:
        return 0 <= (day - today).days <= days

    for fact in content.facts.values():
        if fact.check_again and soon(fact.check_again.last):
            message = f"{fact.id!r} is to be checked by {fact.check_again.text}"
            yield _at(fact, ("check_again",), fact.check_again.last, message)
    for event in content.events.values():
        for index, one in enumerate(event.dates):
            if one.role == DUE and not event.outcome and soon(one.when.last):
                message = f"{event.id!r} is due by {one.when.text}"
                yield _at(event, ("dates", index, "when"), one.when.last, message)


def _at(entry: Entry, path: tuple[str | int, ...], day: date, message: str) -> Row:
    place = entry.origin.place(*path)
    where = {"file": place.file, "line": place.line}
    return {"task": "coming", "when": day.isoformat(), **where, "message": message, "hint": ""}
