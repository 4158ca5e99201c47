"""What happened and what is due as a calendar to subscribe to (iCalendar, RFC 5545)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta

import icalendar

from explainer.exports.files import Files
from explainer.model import HAPPENED, Event, EventDate
from explainer.site.edition import Edition
from explainer.site.plan import address_of
from explainer.voice import keys, wording
from explainer.voice.wording import sentence_case

CALENDAR = "feeds/events.ics"

# A month still fits a calendar; a year, or a date that is open at one end, would cover it.
LONGEST = timedelta(days=31)


def export(edition: Edition) -> Files:
    """Every date that is known to the month; the calendar needs the site's address."""
    return {CALENDAR: lambda: _calendar(edition)} if edition.content.site.url else {}


def _calendar(edition: Edition) -> str:
    site = edition.content.site
    calendar = icalendar.Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", f"-//{site.publisher or site.title}//{site.title}//EN")
    calendar.add("name", site.title)
    calendar.add("x-wr-calname", site.title)
    calendar.add("url", edition.absolute(""))
    for event in edition.content.events.values():
        for entry in _entries(edition, event):
            calendar.add_component(entry)
    text: str = calendar.to_ical().decode()
    return text


def _entries(edition: Edition, event: Event) -> Iterator[icalendar.Event]:
    page = edition.plan.pages[address_of(event)]
    seen: Counter[str] = Counter()
    for one in event.dates:
        seen[one.role] += 1
        if not _fits(one):
            continue
        role = _role(edition, event, one)
        entry = icalendar.Event()
        entry.add("uid", _uid(edition, event, one.role, seen[one.role]))
        entry.add("dtstamp", _changed(edition, event))
        entry.add("dtstart", one.when.first)
        entry.add("dtend", one.when.last + timedelta(days=1))
        entry.add("summary", f"{role}: {page.title}" if role else page.title)
        entry.add("description", " ".join(_description(edition, event, one)))
        entry.add("url", edition.absolute(page.address))
        if one.when.approximate or one.when.uncertain:
            entry.add("status", "TENTATIVE")
        entry.add("transp", "TRANSPARENT")
        lane = edition.content.site.lanes.get(event.lane, event.lane)
        if lane:
            entry.add("categories", [lane])
        yield entry


def _fits(one: EventDate) -> bool:
    return one.when.last - one.when.first < LONGEST


def _role(edition: Edition, event: Event, one: EventDate) -> str:
    """What stands before the title: nothing for what happened."""
    if one.role == HAPPENED:
        return ""
    if one in event.overdue(edition.today):
        return edition.voice.tell("Overdue")
    return sentence_case(keys.role_in_words(one.role, edition.voice.language))


def _description(edition: Edition, event: Event, one: EventDate) -> Iterator[str]:
    """The date as the page says it, whether all sources give it, and the event in words."""
    yield wording.with_one_stop(f"{wording.say(one.when, edition.content.site.language)}.")
    replies = edition.ledger.date_replies.get(event.id, ())
    if any(reply.disagrees for reply in replies if reply.date is one):
        yield edition.voice.tell("Sources disagree on this date.")
    for key in ("text", "outcome"):
        if text := event.prose(key):
            yield text.plain(edition.speak).strip()


def _uid(edition: Edition, event: Event, role: str, count: int) -> str:
    """Keeps an entry apart from all others, for good: dates of one role are told apart by order."""
    where = edition.absolute("").partition("://")[2].strip("/")
    first = (*event.was, event.id)[0].rpartition("/")[2]
    part = "-".join([first, *role.split(), *([str(count)] if count > 1 else [])])
    return f"{part}@{where}"


def _changed(edition: Edition, event: Event) -> datetime:
    """When the event was last edited; where that is not known, today."""
    changes = edition.history.of("events", event.id)
    when = changes[0].when if changes else datetime.combine(edition.today, time(), UTC)
    return when.astimezone(UTC)
