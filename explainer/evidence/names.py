"""What entries are called in running text, and which entry a link names."""

from __future__ import annotations

import re

from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.model import (
    Answer,
    Entry,
    Event,
    Fact,
    Figure,
    Group,
    Picture,
    Point,
    Series,
    Source,
    Term,
)
from explainer.prose import Link
from explainer.voice import bidi, wording

# The scheme of a link in Markdown, and the kind of entry it leads to.
SCHEMES = {
    "fact": "facts",
    "series": "series",
    "event": "events",
    "group": "groups",
    "term": "glossary",
    "source": "sources",
    "figure": "figures",
    "picture": "pictures",
}


def fact_in_words(ledger: Ledger, fact: Fact, content: Content) -> str:
    """A fact in one line, for previews: its label and value."""
    value = ledger.of(fact).value
    label = wording.sentence_case(fact.label)
    said = wording.say(value, content.site.language) if value else ""
    return f"{bidi.apart(label)}: {bidi.apart(said)}" if value else label


def series_in_words(ledger: Ledger, series: Series, content: Content) -> str:
    """A series in one line: its label, and what it last was."""
    label = bidi.apart(wording.sentence_case(series.label))
    last = content.fact(series.id)
    value = ledger.of(last).value if last else None
    if not (value and last and last.when):
        return label
    said, when = (wording.say(one, content.site.language) for one in (value, last.when))
    return f"{label}: {bidi.apart(said)} ({bidi.apart(when)})"


def picture_in_words(content: Content, ledger: Ledger, picture: Picture) -> str:
    """What a picture is called: the first sentence below it, or what it shows, or who made it."""
    caption = picture.prose("caption")
    said = caption.plain(lambda link: spoken(content, ledger, link)) if caption else ""
    whole = said or picture.described or picture.credit
    first = re.split(r"(?<=[.!?…])\s+(?=[^a-z])", whole, maxsplit=1)[0]
    return first.removesuffix(".") or whole


def spoken(content: Content, ledger: Ledger, link: Link) -> str:
    """What an automatic link (``<fact:id>``) prints: a value, a date, a name."""
    entry = find(content, link)
    language = content.site.language
    if isinstance(entry, Fact):
        replies = ledger.of(entry).of(answer_of(link))
        if replies:
            return as_said(entry, replies[0].answer, language) or entry.label
        value = ledger.of(entry).value
        return wording.say(value, language) if value else entry.label
    if isinstance(entry, Event):
        return wording.say(entry.when, language)
    if isinstance(entry, Group) and link.part:
        return entry.called(link.part, language)
    if isinstance(entry, Source):
        return source_in_words(entry, language)
    if isinstance(entry, Figure):
        return entry.title
    if isinstance(entry, Picture):
        return picture_in_words(content, ledger, entry)
    if isinstance(entry, Group):
        return entry.name
    if isinstance(entry, Series):
        return entry.label
    return entry.term if isinstance(entry, Term) else link.text or link.target


def as_said(fact: Fact, answer: Answer, language: str) -> str:
    """What a source says, in words; empty where it says no more than that it is so."""
    if fact.kind == "statement" or answer.value is None:
        return answer.says
    return wording.say(answer.value, language)


def source_in_words(source: Source, language: str) -> str:
    """``Publisher, 12 December 2024``."""
    publisher = bidi.isolated(source.publisher, language)
    if source.published is None:
        return publisher
    return f"{publisher}, {wording.say(source.published, language)}"


def find(content: Content, link: Link) -> Entry | None:
    """The entry that a link binds, of a series the point; None for other links, unknown ids."""
    kind = SCHEMES.get(link.scheme)
    if kind == "series" and link.part:
        return content.fact(f"{link.target}#{link.part.partition('#')[0]}")
    return getattr(content, kind).get(link.target) if kind else None


def answer_of(link: Link) -> str:
    """The id of the source whose answer a link tells of; empty for what the site shows."""
    return link.part.partition("#")[2] if link.scheme == "series" else link.part


def binding(fact: Fact, source: str = "") -> str:
    """The address that binds words to a fact, or point of a series, or to one answer."""
    scheme = "series" if isinstance(fact, Point) else "fact"
    return f"{scheme}:{fact.id}" + (f"#{source}" if source else "")
