"""Rules on disagreement: each is found, named by its kind, and explained to readers."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.checks.scale import slipped
from explainer.evidence.ledger import DateReply, Reply
from explainer.model import Answer, DateAnswer, Fact
from explainer.problems import Place, Problem
from explainer.quantities import dates, dimensions, units
from explainer.quantities.values import Quantity, Unknown

KINDS = "slip, rounding, outdated, revised, different-thing, garbled or dispute"


def unexplained_disagreement(given: Given) -> Iterator[Problem]:
    """An answer that does not agree with what is shown must say what kind of conflict it is."""
    for account in given.ledger.accounts.values():
        for reply in account.replies:
            if reply.unexplained and (reply.answer.says or reply.differs_in != "says"):
                place = account.fact.origin.place("answers", reply.index, reply.differs_in)
                yield _unexplained(
                    place, _disagreement(account.fact, reply), _hints(account.fact, reply.answer)
                )
    for replies in given.ledger.date_replies.values():
        for date_reply in replies:
            if date_reply.unexplained:
                place = date_reply.event.origin.place(*date_reply.path, "says")
                yield _unexplained(place, _date_disagreement(date_reply))


def _disagreement(fact: Fact, reply: Reply) -> str:
    answer = reply.answer
    if reply.differs_in == "when" and answer.when and fact.when:
        return (
            f"{answer.source!r} says it of {answer.when.text!r}, but {fact.id!r} is for"
            f" {fact.when.text!r}"
        )
    if reply.differs_in == "means":
        return f"{answer.source!r} means {answer.means!r}, but {fact.id!r} means {fact.means!r}"
    shown = f"shows {fact.shown!r}" if fact.shown else f"states {fact.label!r}"
    return f"{answer.source!r} says {answer.says!r}, but {fact.id!r} {shown}"


def _date_disagreement(reply: DateReply) -> str:
    when = reply.date.when
    has = f"{reply.event.id!r} has {when.text!r}"
    if dates.weekday(reply.answer.says) is not None:
        has += f", a {when.first:%A}"
    return f"{reply.answer.source!r} says {reply.answer.says!r}, but {has}"


def _hints(fact: Fact, answer: Answer) -> str:
    """What else a disagreement may come from: a slip of the scale, or another unit."""
    if slip := slipped(fact, answer):
        return f"; it is {slip}, so perhaps 'conflict: slip'"
    shown = fact.value
    said = answer.value if shown else None  # that of a statement is no amount
    if isinstance(shown, Quantity) and isinstance(said, Quantity) and _other_unit(shown, said):
        return (
            f"; or, if the source gives the amount in {shown.unit!r} too, write that behind 'says:'"
            f" and this one behind 'also:'"
        )
    return ""


def _other_unit(a: Quantity, b: Quantity) -> bool:
    """Whether two amounts may be the same, told in units that cannot be converted."""
    if units.is_currency(a.unit) or units.is_currency(b.unit):
        return units.is_currency(a.unit) and units.is_currency(b.unit) and a.unit != b.unit
    return bool(units.measure(a.unit) and units.measure(b.unit)) and not dimensions.convertible(
        a.unit, b.unit
    )


def _unexplained(place: Place, disagreement: str, hints: str = "") -> Problem:
    cure = f"add to this answer 'conflict:' ({KINDS}) and 'note:' (why, in one sentence){hints}"
    return Problem(
        place,
        "unexplained-disagreement",
        f"sources must agree, or the page must say why not: {disagreement}",
        cure,
    )


def conflict_without_note(given: Given) -> Iterator[Problem]:
    """A conflict must say why, in a note."""
    for place, answer in _answers(given):
        if answer.conflict and not answer.note:
            yield Problem(
                place,
                "conflict-without-note",
                f"a conflict must say why, but {answer.source!r} has"
                f" 'conflict: {answer.conflict}' and no note",
                "add 'note:' with one sentence a newcomer understands",
            )


def _answers(given: Given) -> Iterator[tuple[Place, Answer | DateAnswer]]:
    """Every answer to a fact, or on a date, and where its conflict stands."""
    for fact in given.content.facts.values():
        for index, answer in enumerate(fact.answers):
            yield fact.origin.place("answers", index, "conflict"), answer
    for event in given.content.events.values():
        for number, date in enumerate(event.dates):
            for short in date.short:
                yield event.origin.place("dates", number, "conflict"), short
            for index, reply in enumerate(date.answers):
                yield event.origin.place("dates", number, "answers", index, "conflict"), reply


def conflict_that_agrees(given: Given) -> Iterator[Problem]:
    """An answer that agrees must not be marked as a conflict, unless it garbles the rest."""
    for account in given.ledger.accounts.values():
        fact = account.fact
        for reply in account.replies:
            if reply.agrees and reply.answer.conflict not in (None, "garbled"):
                so = f"{reply.answer.source!r} says so too"
                yield _agrees(
                    fact.origin.place("answers", reply.index, "conflict"),
                    reply.answer.conflict,
                    f"{reply.answer.says!r} agrees with {fact.shown!r}" if fact.shown else so,
                )
    for replies in given.ledger.date_replies.values():
        for date_reply in replies:
            if date_reply.agrees and date_reply.answer.conflict not in (None, "garbled"):
                said = date_reply.answer.says or date_reply.answer.source
                yield _agrees(
                    date_reply.event.origin.place(*date_reply.path, "conflict"),
                    date_reply.answer.conflict,
                    f"{said!r} agrees with {date_reply.date.when.text!r}",
                )


def _agrees(place: Place, conflict: str, agreement: str) -> Problem:
    return Problem(
        place,
        "conflict-that-agrees",
        f"'conflict: {conflict}' must stand on an answer that disagrees, but {agreement}",
        "leave it out, or write 'garbled' if the source gets the rest wrong",
    )


def nobody_says_so(given: Given) -> Iterator[Problem]:
    """At least one source must say what is shown, unless that is ``unknown``."""
    for account in given.ledger.accounts.values():
        fact = account.fact
        if fact.kind == "derived" or not fact.answers or isinstance(fact.value, Unknown):
            continue
        if account.is_whole and not any(reply.agrees for reply in account.replies):
            key = "shown" if fact.shown else "answers"
            yield Problem(
                fact.origin.place(key),
                "nobody-says-so",
                f"what {fact.id!r} shows must be said by a source, but none says"
                f" {fact.shown or 'that it is so'!r}",
                "show what a source says, or 'unknown'",
            )


def answer_without_says(given: Given) -> Iterator[Problem]:
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


def mixed_means(given: Given) -> Iterator[Problem]:
    """A derived fact whose inputs mean different things must have a note that says so."""
    for account in given.ledger.accounts.values():
        fact = account.fact
        inputs = [one for name in account.inputs if (one := given.content.fact(name))]
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
    unexplained_disagreement,
    conflict_without_note,
    conflict_that_agrees,
    nobody_says_so,
    answer_without_says,
    mixed_means,
)
