"""What entries are called in running text, and which entry a link names."""

from __future__ import annotations

from explainer import bidi, wording
from explainer.content import Content
from explainer.ledger import Ledger
from explainer.model import Answer, Entry, Event, Fact, Figure, Group, Source, Term
from explainer.prose import Link

# The scheme of a link in Markdown, and the kind of entry it leads to.
SCHEMES = {
    "fact": "facts",
    "event": "events",
    "group": "groups",
    "term": "glossary",
    "source": "sources",
    "figure": "figures",
}


def fact_in_words(ledger: Ledger, fact: Fact, content: Content) -> str:
    """A fact in one line, for previews: its label and value."""
    value = ledger.accounts[fact.id].value
    label = fact.label[:1].upper() + fact.label[1:]
    said = wording.say(value, content.site.language) if value else ""
    return f"{bidi.apart(label)}: {bidi.apart(said)}" if value else label


def spoken(content: Content, ledger: Ledger, link: Link) -> str:
    """What an automatic link (``<fact:id>``) prints: a value, a date, a name."""
    entry = find(content, link)
    language = content.site.language
    if isinstance(entry, Fact):
        replies = ledger.accounts[entry.id].of(link.part)
        if replies:
            return as_said(entry, replies[0].answer, language) or entry.label
        value = ledger.accounts[entry.id].value
        return wording.say(value, language) if value else entry.label
    if isinstance(entry, Event):
        return wording.say(entry.when, language)
    if isinstance(entry, Group) and link.part:
        return wording.country(link.part, language)
    if isinstance(entry, Source):
        return source_in_words(entry, language)
    if isinstance(entry, Figure):
        return entry.title
    if isinstance(entry, Group):
        return entry.name
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
    """The entry that a link binds; None for ordinary links and unknown ids."""
    kind = SCHEMES.get(link.scheme)
    return getattr(content, kind).get(link.target) if kind else None
