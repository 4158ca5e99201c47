"""Atom feeds: what changed in the facts, and what happened; they need the site's address."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time
from xml.sax.saxutils import escape, quoteattr

from explainer import wording
from explainer.model import Event, Fact
from explainer.site import Edition, address_of

NEWEST = 50
CHANGES, EVENTS = "feeds/changes.xml", "feeds/events.xml"


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; ``key`` keeps it apart from others about the same page."""

    address: str
    key: str
    title: str
    text: str
    updated: datetime


def export(edition: Edition) -> dict[str, str]:
    """Both feeds."""
    if not edition.content.site.url:
        return {}
    title = edition.content.site.title
    return {
        CHANGES: _feed(edition, CHANGES, f"{title}: changes", _changes(edition)),
        EVENTS: _feed(edition, EVENTS, f"{title}: events", _events(edition)),
    }


def _changes(edition: Edition) -> Iterable[Item]:
    for fact in edition.content.facts.values():
        for change in edition.history.of("facts", fact.id):
            edits = [
                f"{edit.key}: {edit.was or '(nothing)'} → {edit.now or '(nothing)'}"
                for edit in change.edits
            ]
            text = "; ".join(edits) if edits else _in_words(edition, fact)
            what = "New" if change.is_new else "Changed"
            title = f"{what}: {fact.question}"
            yield Item(address_of(fact), change.commit[:10], title, text, change.when)


def _in_words(edition: Edition, fact: Fact) -> str:
    value = edition.ledger.accounts[fact.id].value
    return wording.say(value, edition.content.site.language) if value else fact.label


def _events(edition: Edition) -> Iterable[Item]:
    for event in edition.content.events.values():
        page = edition.plan.pages[address_of(event)]
        when = edition.history.of("events", event.id)
        updated = when[0].when if when else _midnight(edition, event)
        said = wording.say(event.when, edition.content.site.language)
        yield Item(page.address, "event", f"{said}: {page.title}", page.summary, updated)


def _midnight(edition: Edition, event: Event) -> datetime:
    return datetime.combine(min(event.when.first, edition.today), time(), UTC)


def _feed(edition: Edition, address: str, title: str, items: Iterable[Item]) -> str:
    newest = sorted(items, key=lambda item: (item.updated, item.address), reverse=True)[:NEWEST]
    midnight = datetime.combine(edition.today, time(), UTC)
    updated = newest[0].updated if newest else midnight
    author = edition.content.site.publisher or edition.content.site.title
    head = [
        f"<id>{escape(edition.absolute(address))}</id>",
        f"<title>{escape(title)}</title>",
        f"<updated>{_stamp(updated)}</updated>",
        f"<author><name>{escape(author)}</name></author>",
        f'<link rel="self" href={quoteattr(edition.absolute(address))}/>',
        f"<link href={quoteattr(edition.absolute(''))}/>",
    ]
    entries = [_entry(edition, item) for item in newest]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom">\n{"".join(f"{row}{chr(10)}" for row in head)}'
        f"{''.join(entries)}</feed>\n"
    )


def _entry(edition: Edition, item: Item) -> str:
    address = edition.absolute(item.address)
    return (
        f"<entry>\n<id>{escape(address)}#{escape(item.key)}</id>\n"
        f"<title>{escape(item.title)}</title>\n<updated>{_stamp(item.updated)}</updated>\n"
        f"<link href={quoteattr(address)}/>\n<summary>{escape(item.text)}</summary>\n</entry>\n"
    )


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
