"""What sources answer, as records tell it: one way for facts and for dates of events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from explainer.content import Content
from explainer.documents import Path
from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.evidence.names import as_said
from explainer.model import HAPPENED, Entry, EventDate, Source, Value
from explainer.model.sources import How
from explainer.quantities.dates import Date
from explainer.site import passages
from explainer.site.edition import Edition
from explainer.voice import keys, wording


@dataclass(frozen=True, slots=True)
class Origin:
    """A source that another is based on, and how; ``index`` is its place in that one's list."""

    source: Source
    how: How
    index: int
    is_proven: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A source's very words, and the addresses at which they stand, its own and an archive's."""

    words: str
    source: Source
    at: str
    archived: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What one source answers, and what is told beside it.

    ``says`` are its words, empty where it only says so; ``told`` has words for that, too.
    What it adds in Markdown stands in ``owner`` at ``path``: a ``note``, and what it ``means``.
    It is told only where it is something else than the record has: ``also`` are other values;
    ``when`` is another time, which it says in passing or by which it ``differs_in_time``.
    """

    owner: Entry
    path: Path
    reply: Reply | DateReply
    says: str
    told: str
    quote: Quote | None
    origins: tuple[Origin, ...]
    has_note: bool
    anchor: str = ""
    also: tuple[Value, ...] = ()
    when: Date | None = None
    differs_in_time: bool = False
    differs_in_meaning: bool = False
    has_meaning: bool = False
    said_by: str = ""


@dataclass(frozen=True, slots=True)
class Alike:
    """Answers that agree and are put in the same words."""

    says: str
    answers: tuple[Answer, ...]


def origins(content: Content, source: Source) -> tuple[Origin, ...]:
    """What a source is based on, as far as it is known."""
    return tuple(
        Origin(content.sources[one.source], one.how, index, bool(one.proof))
        for index, one in enumerate(source.based_on)
        if one.source in content.sources
    )


def quote(reply: Reply | DateReply) -> Quote | None:
    """The very words of an answer; None where nobody copied them."""
    source, words = reply.source, reply.answer.find
    if not words:
        return None
    at, archived = (passages.at_words(one, words) for one in (source.url, source.archive))
    return Quote(words, source, at, archived)


def of_fact(edition: Edition, account: Account, reply: Reply) -> Answer:
    """One source's answer to a fact."""
    fact, answer = account.fact, reply.answer
    is_statement = fact.kind == "statement"
    says, tell = as_said(fact, answer, edition.voice.language), edition.voice.tell
    return Answer(
        owner=fact,
        path=("answers", reply.index),
        reply=reply,
        says=says,
        told=says or (tell("says so") if is_statement else tell("names no value")),
        quote=quote(reply),
        origins=origins(edition.content, reply.source),
        has_note=bool(answer.note),
        anchor=anchor(reply) if account.of(reply.source.id)[0] is reply else "",
        also=() if is_statement else answer.alternatives,
        when=answer.when if answer.when != fact.when else None,
        differs_in_time=reply.differs_in == "when",
        differs_in_meaning=reply.differs_in == "means",
        has_meaning=bool(answer.means) and answer.means != fact.means,
        said_by=answer.said_by if answer.said_by != fact.said_by else "",
    )


def of_date(edition: Edition, reply: DateReply, silent: str) -> Answer:
    """What one source says of a date of an event; ``silent`` is told of one that gives none."""
    says = wording.date_as_given(reply.answer.says, edition.voice.language)
    return Answer(
        owner=reply.event,
        path=reply.path,
        reply=reply,
        says=says,
        told=says or silent,
        quote=quote(reply),
        origins=origins(edition.content, reply.source),
        has_note=bool(reply.answer.note),
    )


def alike(answers: Iterable[Answer], edition: Edition) -> tuple[Alike, ...]:
    """Those that agree, by how they put it."""
    said: dict[str, list[Answer]] = {}
    for one in answers:
        said.setdefault(one.says, []).append(one)
    many = edition.voice.many
    return tuple(
        Alike(words or many("It says so", "They say so", len(those)), tuple(those))
        for words, those in said.items()
    )


def role(edition: Edition, date: EventDate) -> str:
    """The part that a date plays, in words; empty where that is simply when it happened."""
    if date.role == HAPPENED:
        return ""
    return keys.role_in_words(date.role, edition.voice.language)


def anchor(reply: Reply) -> str:
    """Where the answer of a source stands on the page of its fact."""
    return f"answer-{reply.source.id}"
