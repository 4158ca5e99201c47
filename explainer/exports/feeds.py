"""Atom feeds: what changed in the facts, and what happened; they need the site's address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from xml.etree.ElementTree import Element, SubElement

from explainer.exports.files import Files
from explainer.exports.xml import as_text
from explainer.history.versions import Change
from explainer.model import Entry, Fact, Picture, Series, licences
from explainer.site import chronicle, copies
from explainer.site.edition import Edition
from explainer.site.plan import address_of, former
from explainer.voice import wording
from explainer.voice.speech import later

NEWEST = 50
CHANGES, EVENTS = "feeds/changes.xml", "feeds/events.xml"
_WHAT = {
    "new": later("New: %(title)s"),
    "changed": later("Changed: %(title)s"),
    "returned": later("Back again: %(title)s"),
}
_KEYS = {
    "was": later("Was: %(text)s"),
    "now": later("Now: %(text)s"),
    "why": later("Why: %(text)s"),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One entry of a feed; ``key`` keeps it apart from others with that address, for good.

    ``name`` is the first address that it had, by which readers' programs know it. ``picture`` is
    one that it is about: what others may do with it goes along.
    """

    address: str
    name: str
    key: str
    title: str
    text: str
    updated: datetime
    picture: Picture | None = None


def export(edition: Edition) -> Files:
    """Both feeds."""
    if not edition.content.site.url:
        return {}
    title, tell = edition.content.site.title, edition.voice.tell
    changes, events = (
        tell("%(title)s: changes", title=title),
        tell("%(title)s: events", title=title),
    )
    return {
        CHANGES: lambda: _feed(
            edition, CHANGES, changes, [*_changes(edition), *_corrections(edition)]
        ),
        EVENTS: lambda: _feed(edition, EVENTS, events, _events(edition)),
    }


def _changes(edition: Edition) -> Iterator[Item]:
    content = edition.content
    entries: list[Fact | Series | Picture] = [
        *content.facts.values(), *content.series.values(), *content.pictures.values()
    ]  # fmt: skip
    for entry in entries:
        for change in edition.history.of(entry.folder, entry.id):
            if change.what in _WHAT:
                page = edition.plan.pages[address_of(entry)]
                title = edition.voice.tell(_WHAT[change.what], title=page.title)
                text = _in_words(edition, entry, change)
                key = change.day.isoformat()
                picture = entry if isinstance(entry, Picture) else None
                yield Item(address_of(entry), _first(entry), key, title, text, change.when, picture)


def _in_words(edition: Edition, entry: Fact | Series | Picture, change: Change) -> str:
    """What changed; of what is new, or back as it was, what it says."""
    lines = chronicle.lines(edition, entry.folder, entry.id, change)
    edits = [f"{line.what}: {line.was or '–'} → {line.now or '–'}" for line in lines]
    return "\n".join(edits) or edition.plan.pages[address_of(entry)].summary


def _corrections(edition: Edition) -> Iterator[Item]:
    for one in edition.content.corrections.values():
        texts = {
            key: text.plain(edition.speak)
            for key in ("was", "now", "why")
            if (text := one.prose(key))
        }
        tell = edition.voice.tell
        said = [tell(_KEYS[key], text=text) for key, text in texts.items()]
        title = tell("Correction: %(now)s", now=texts.get("now", one.now))
        day = _midnight(edition, one.when.first)
        at = f"changes/#{one.id}"
        yield Item(at, at, "", title, "\n".join(said), day)


def _events(edition: Edition) -> Iterator[Item]:
    for event in edition.content.events.values():
        page = edition.plan.pages[address_of(event)]
        changes = edition.history.of("events", event.id)
        start = event.when.first if event.when.first > date.min else event.when.last
        updated = changes[0].when if changes else _midnight(edition, start)
        said = wording.say(event.when, edition.content.site.language)
        yield Item(
            page.address, _first(event), "event", f"{said}: {page.title}", page.summary, updated
        )


def _midnight(edition: Edition, day: date) -> datetime:
    """The beginning of a day, but nothing is said before it is published: today at the latest."""
    return datetime.combine(min(day, edition.today), time(), UTC)


def _feed(edition: Edition, address: str, title: str, items: Iterable[Item]) -> str:
    newest = sorted(items, key=lambda one: (one.updated, one.address, one.key), reverse=True)
    updated = newest[0].updated if newest else _midnight(edition, edition.today)
    feed = Element("feed", {"xmlns": "http://www.w3.org/2005/Atom"})
    feed.set("xml:lang", edition.content.site.language)
    SubElement(feed, "id").text = edition.absolute(address)
    SubElement(feed, "title").text = title
    SubElement(feed, "updated").text = _stamp(updated)
    author = SubElement(feed, "author")
    SubElement(author, "name").text = edition.content.site.publisher or edition.content.site.title
    SubElement(feed, "link", rel="self", href=edition.absolute(address))
    SubElement(feed, "link", href=edition.absolute(""))
    for item in newest[:NEWEST]:
        _add(edition, feed, item)
    return as_text(feed)


def _first(entry: Entry) -> str:
    return (*former(entry), address_of(entry))[0]


def _add(edition: Edition, feed: Element, item: Item) -> None:
    address, name = edition.absolute(item.address), edition.absolute(item.name)
    entry = SubElement(feed, "entry")
    SubElement(entry, "id").text = f"{name}#{item.key}" if item.key else name
    SubElement(entry, "title").text = " ".join(item.title.split())
    SubElement(entry, "updated").text = _stamp(item.updated)
    SubElement(entry, "link", href=address)
    if item.picture:
        copy = copies.of(item.picture).shown
        where = edition.absolute(copy.address)
        SubElement(entry, "link", rel="enclosure", type=copy.media_type, href=where)
        licence = licences.in_words(item.picture.licence, edition.content.site.language)
        SubElement(entry, "rights").text = f"{item.picture.credit}, {licence}"
    SubElement(entry, "summary").text = item.text


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
