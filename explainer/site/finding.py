"""What a search tells of a page in one fixed line, and the words that it is found by.

Readers ask in whole sentences; the words that only make a question are passed over.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from explainer.evidence.ledger import Account
from explainer.evidence.names import source_in_words
from explainer.model import Event, Fact, Findable, Group, Page, Series, Source, Term
from explainer.site.edition import Edition
from explainer.site.plan import SitePage, address_of
from explainer.voice import wording
from explainer.voice.speech import later, voice

# By the name that scripts know; in the order in which readers look for them.
KINDS = {
    "Page": later("Page"),
    "Group": later("Group"),
    "Term": later("Term"),
    "Fact": later("Fact"),
    "Series": later("Series"),
    "Event": later("Event"),
    "Figure": later("Figure"),
    "Source": later("Source"),
}
_BY_FOLDER = {
    "groups": "Group", "glossary": "Term", "facts": "Fact", "series": "Series",
    "events": "Event", "figures": "Figure", "sources": "Source",
}  # fmt: skip
_LISTS = ("glossary/", "changes/", "data/", "disagreements/")

# By the first part of a language's tag.
QUESTION_WORDS: Mapping[str, str] = {
    "en": "a about an and any are as at be been by can could did do does for from had has have how"
    " i if in into is it its many me much of on or our should so tell than that the their them"
    " there these they this those to was we were what when where which who whom whose why will"
    " with would you your",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A page as it is found: ``heads`` are its title and whatever else it is called."""

    kind: str
    title: str
    line: str
    heads: str
    address: str


def in_words(language: str) -> dict[str, str]:
    """What readers call each kind, by the name that scripts know."""
    return {name: voice(language).tell(words) for name, words in KINDS.items()}


def passed_over(language: str) -> str:
    """The words of a language that make a question and say nothing of what is looked for."""
    return QUESTION_WORDS.get(language.partition("-")[0].lower(), "")


def of(edition: Edition, page: SitePage) -> Finding | None:
    """How a page is found; None for one that only lists others, or serves another."""
    entry = page.subject
    if not page.listed or not (isinstance(entry, Findable) or page.address in _LISTS):
        return None
    kind = _BY_FOLDER.get(entry.folder if entry else "", "Page")
    return Finding(
        kind, page.title, _line(edition, page), _heads(edition, page.title, entry), page.address
    )


def terms(edition: Edition) -> Iterator[Finding]:
    """How each term of the glossary is found, where it stands on its page."""
    for term in edition.content.glossary.values():
        heads = _heads(edition, term.term, term)
        yield Finding("Term", term.term, _plain(edition, term, "means"), heads, address_of(term))


def _heads(edition: Edition, title: str, entry: object) -> str:
    words = [title]
    if isinstance(entry, Page):
        words.append(entry.menu)
    if isinstance(entry, Fact):
        words += [entry.label, _value(edition, entry)]
    if isinstance(entry, Series):
        words.append(entry.label)
    if isinstance(entry, Source):
        words.append(entry.publisher)
    if isinstance(entry, Findable):
        words += entry.found_by
    return "; ".join(filter(None, words))


def _line(edition: Edition, page: SitePage) -> str:
    entry, language = page.subject, edition.content.site.language
    if isinstance(entry, Fact):
        return _value(edition, entry) or _plain(edition, entry, "means") or entry.label
    if isinstance(entry, Event):
        text = _plain(edition, entry, "text")
        return f"{wording.say(entry.when, language)}{': ' if text else ''}{text}"
    return source_in_words(entry, language) if isinstance(entry, Source) else page.summary


def _value(edition: Edition, fact: Fact) -> str:
    account: Account = edition.ledger.accounts[fact.id]
    return wording.say(account.value, edition.content.site.language) if account.value else ""


def _plain(edition: Edition, entry: Fact | Event | Term | Group, field: str) -> str:
    text = entry.prose(field)
    return text.plain(edition.speak) if text else ""
