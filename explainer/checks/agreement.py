"""Rules on disagreement: each is found, named by its kind, and explained to readers."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.ledger import Account, Reply
from explainer.problems import Place, Problem
from explainer.values import Unknown

KINDS = "slip, rounding, outdated, different-thing, garbled or dispute"


def disagreements_explained(given: Given) -> Iterator[Problem]:
    """An answer that does not agree with what is shown must say what kind of conflict it is."""
    for account in given.ledger.accounts.values():
        for reply in account.replies:
            if not reply.agrees and reply.answer.conflict is None:
                yield _unexplained(account, reply)


def _unexplained(account: Account, reply: Reply) -> Problem:
    fact, answer, key = account.fact, reply.answer, reply.differs_in
    if key == "when" and answer.when and fact.when:
        said, shown = answer.when.text, fact.when.text
    elif key == "means":
        said, shown = answer.means, fact.means
    else:
        said, shown = answer.says, fact.shown or "that it is so"
    return Problem(
        fact.origin.place("answers", reply.index, key),
        "unexplained-disagreement",
        f"sources must agree, or the page must say why not: {answer.source!r} says {said!r},"
        f" but {fact.id!r} shows {shown!r}",
        f"add to this answer 'conflict:' ({KINDS}) and 'note:' (why, in one sentence)",
    )


def conflicts_have_notes(given: Given) -> Iterator[Problem]:
    """A conflict must say why in a note, and stand only where there is a disagreement."""
    for fact in given.content.facts.values():
        for index, answer in enumerate(fact.answers):
            if answer.conflict and not answer.note:
                place = fact.origin.place("answers", index, "conflict")
                yield _no_note(place, answer.conflict, answer.source)
    for event in given.content.events.values():
        for number, date in enumerate(event.dates):
            for index, reply in enumerate(date.answers):
                if reply.conflict and not reply.note:
                    place = event.origin.place("dates", number, "answers", index, "conflict")
                    yield _no_note(place, reply.conflict, reply.source)


def _no_note(place: Place, conflict: str, source: str) -> Problem:
    return Problem(
        place,
        "conflict-without-note",
        f"a conflict must say why, but {source!r} has 'conflict: {conflict}' and no note",
        "add 'note:' with one sentence a newcomer understands",
    )


def conflicts_are_real(given: Given) -> Iterator[Problem]:
    """An answer that agrees must not be marked as a conflict, unless it garbles the rest."""
    for account in given.ledger.accounts.values():
        for reply in account.replies:
            conflict = reply.answer.conflict
            if reply.agrees and conflict not in (None, "garbled"):
                fact = account.fact
                yield Problem(
                    fact.origin.place("answers", reply.index, "conflict"),
                    "conflict-that-agrees",
                    f"'conflict: {conflict}' must stand on an answer that disagrees, but"
                    f" {reply.answer.says!r} agrees with {fact.shown!r}",
                    "leave it out, or write 'garbled' if the source gets the rest wrong",
                )


def shown_is_said(given: Given) -> Iterator[Problem]:
    """At least one source must say what is shown, unless that is ``unknown``."""
    for account in given.ledger.accounts.values():
        fact = account.fact
        if fact.kind == "derived" or not fact.answers or isinstance(fact.value, Unknown):
            continue
        known = all(answer.source in given.content.sources for answer in fact.answers)
        if known and not any(reply.agrees for reply in account.replies):
            key = "shown" if fact.shown else "answers"
            yield Problem(
                fact.origin.place(key),
                "nobody-says-so",
                f"what {fact.id!r} shows must be said by a source, but none says"
                f" {fact.shown or 'that it is so'!r}",
                "show what a source says, or 'unknown'",
            )


def answers_answer(given: Given) -> Iterator[Problem]:
    """An answer must say something; only a statement's may leave ``says`` out."""
    for fact in given.content.facts.values():
        for index, answer in enumerate(fact.answers):
            if not answer.says and fact.kind != "statement":
                yield Problem(
                    fact.origin.place("answers", index),
                    "answer-without-says",
                    f"an answer must have 'says', but that of {answer.source!r} to {fact.id!r}"
                    " has none",
                    "write what this source says, or 'unknown'",
                )


def dates_explained(given: Given) -> Iterator[Problem]:
    """A date or weekday that does not fit the event's must be explained as a conflict."""
    for replies in given.ledger.date_replies.values():
        for reply in replies:
            if not reply.agrees and reply.answer.conflict is None:
                yield Problem(
                    reply.event.origin.place(*reply.path, "says"),
                    "unexplained-disagreement",
                    f"sources must agree, or the page must say why not: {reply.answer.source!r}"
                    f" says {reply.answer.says!r}, but {reply.event.id!r} has"
                    f" {reply.date.when.text!r}",
                    f"add to this answer 'conflict:' ({KINDS}) and 'note:' (why, in one sentence)",
                )


def derived_means(given: Given) -> Iterator[Problem]:
    """A derived fact whose inputs mean different things must have a note that says so."""
    for account in given.ledger.accounts.values():
        fact = account.fact
        inputs = [given.content.facts[name] for name in account.inputs]
        meanings = {one.means for one in inputs if one.means}
        if len(meanings) > 1 and not fact.note:
            yield Problem(
                fact.origin.place("formula"),
                "mixed-means",
                f"the inputs of {fact.id!r} must mean the same, but they mean"
                f" {' and '.join(repr(one) for one in sorted(meanings))}",
                "add 'note:' that says what this does to the result",
            )


RULES = (
    disagreements_explained,
    conflicts_have_notes,
    conflicts_are_real,
    shown_is_said,
    answers_answer,
    dates_explained,
    derived_means,
)
