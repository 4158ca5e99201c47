"""``data/timeline.json``: all events as a timeline that TimelineJS shows."""

from __future__ import annotations

from datetime import date
from html import escape

from explainer.exports.files import Files
from explainer.exports.tables import Row, in_json, plain
from explainer.model import Event
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import address_of
from explainer.voice import wording

_PARTS = {"day": 3, "month": 2, "year": 1}  # how much of a date is known


def export(edition: Edition) -> Files:
    """One timeline of all events."""
    return {"data/timeline.json": lambda: in_json(_timeline(edition))}


def _timeline(edition: Edition) -> Row:
    site = edition.content.site
    events = edition.content.events.values()
    return {
        "title": {"text": {"headline": escape(site.title), "text": escape(site.tagline)}},
        "events": [_slide(edition, event) for event in events if event.when.last > date.min],
    }


def _slide(edition: Edition, event: Event) -> Row:
    """A slide; an open end is left open, and what is longer than a year has two dates."""
    when, site = event.when, edition.content.site
    start, end = _ends(when)
    lanes = site.lanes
    slide: Row = {
        "unique_id": event.id,
        "start_date": start,
        "display_date": wording.say(when, site.language),
        "group": lanes.get(event.lane, event.lane),
        "text": {
            "headline": escape(plain(edition, event, "title")),
            "text": _text(edition, event),
        },
    }
    return {key: value for key, value in (slide | {"end_date": end}).items() if value}


def _text(edition: Edition, event: Event) -> str:
    """What the event's page says first, with a link to it."""
    text = escape(plain(edition, event, "text"))
    at = edition.absolute(address_of(event)) if edition.content.site.url else ""
    link = f'<p><a href="{escape(at)}">{escape(edition.content.site.title)}</a></p>' if at else ""
    return (f"<p>{text}</p>" if text else "") + link


def _ends(when: Date) -> tuple[Row, Row]:
    parts = _PARTS.get(when.precision, 0)
    if parts:
        return _day(when.first, parts), {}
    first = when.first if when.first > date.min else when.last
    open_end = when.last == date.max or first == when.last
    return _day(first, 3), {} if open_end else _day(when.last, 3)


def _day(day: date, parts: int) -> Row:
    names = ("year", "month", "day")
    return {name: getattr(day, name) for name in names[:parts]}
