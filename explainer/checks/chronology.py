"""Rules on time: what comes after what, and which day is a Wednesday."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from explainer.checks.given import Given
from explainer.evidence import lineage
from explainer.evidence.names import find
from explainer.model import HAPPENED, Entry, Event
from explainer.problems import Place, Problem
from explainer.prose import Link, Prose
from explainer.quantities import dates, spoken_dates
from explainer.quantities.dates import Date
from explainer.voice import wording

_WEEKDAY_AND_DATE = re.compile(
    r"\b(?P<weekday>(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?:,? |, the | \()"
    rf"(?P<date>{spoken_dates.PATTERN.pattern})"
)


def target_before_baseline(given: Given) -> Iterator[Problem]:
    """A target's date must come after that of its starting point."""
    for fact in given.content.facts.values():
        start = given.content.start_of(fact)
        if start and fact.when and start.when and start.when.first >= fact.when.first:
            yield Problem(
                fact.origin.place("baseline"),
                "target-before-baseline",
                f"a target must come after its starting point, but {fact.id!r} is for"
                f" {fact.when.text!r} and {start.id!r} for {start.when.text!r}",
                "mend 'when' of one of the two",
            )


# A ranking is often named for the year after that in which it comes out.
_REPORTED = {"measurement": 0, "count": 0, "ranking": 1}


def report_before_event(given: Given) -> Iterator[Problem]:
    """A source must not be older than what it reports as measured, counted or happened."""
    sources = given.content.sources
    for fact in given.content.facts.values():
        for index, answer in enumerate(fact.answers):
            source = sources.get(answer.source)
            when = answer.when or (None if answer.conflict else fact.when)
            if source and source.as_of and when and fact.kind in _REPORTED:
                early = _REPORTED[fact.kind]
                if _precedes(source.as_of, when, early):
                    place = fact.origin.place("answers", index, "source")
                    yield _too_early(place, source.id, source.as_of, fact, when)
    for replies in given.ledger.date_replies.values():
        for reply in replies:
            as_of, when = reply.source.as_of, reply.date.when
            happened = reply.date.role == HAPPENED and reply.agrees
            if happened and as_of and _precedes(as_of, when):
                place = reply.event.origin.place(*reply.path, "source")
                yield _too_early(place, reply.source.id, as_of, reply.event, when)


def _precedes(published: Date, when: Date, years: int = 0) -> bool:
    """Whether a source came out before a time began, or that many years before its year."""
    if published.approximate or when.approximate:
        return False
    return published.last.year < when.first.year - years if years else published.last < when.first


def _too_early(place: Place, source: str, published: Date, entry: Entry, when: Date) -> Problem:
    return Problem(
        place,
        "report-before-event",
        f"a source must not be older than what it reports, but {source!r} is of"
        f" {published.text!r} and {entry.id!r} of {when.text!r}",
        "mend one of the dates, or add 'updated:' to a source that was brought up to date; what was"
        " only expected is a forecast, a target, or due",
    )


def copy_before_original(given: Given) -> Iterator[Problem]:
    """A source must not be published before what it is based on."""
    sources = given.content.sources
    for source in sources.values():
        for index, basis in enumerate(source.based_on):
            origin = sources.get(basis.source)
            if not (origin and origin.published and source.as_of):
                continue
            if source.as_of.last < origin.published.first:
                yield Problem(
                    source.origin.place("based_on", index),
                    "copy-before-original",
                    f"a source must not be older than what it is based on, but {source.id!r} is"
                    f" of {source.as_of.text!r} and {origin.id!r} of"
                    f" {origin.published.text!r}",
                    "mend one of the dates, or turn the link round",
                )


def lineage_circle(given: Given) -> Iterator[Problem]:
    """No source may in the end be based on itself."""
    for trail in lineage.circles(given.content.sources):
        source = given.content.sources[trail[0]]
        way = " is based on ".join([*trail, trail[0]])
        yield Problem(
            source.origin.place("based_on"),
            "lineage-circle",
            f"a source must not in the end be based on itself, but {way}",
            "take the link away that the proof does not bear out",
        )


@dataclass(frozen=True, slots=True)
class _Spot:
    """A date in a passage, its words, and the event that they are bound to."""

    words: str
    place: Place
    block: int
    event: Event | None


def wrong_weekday(given: Given) -> Iterator[Problem]:
    """A weekday beside a date must be that of the date; one bound to an event, of its dates."""
    for _, _, text in given.content.passages():
        excused = {excuse.block for excuse in text.excuses}
        spots = sorted(_spots(given, text), key=lambda spot: spot.place)
        for spot in spots:
            if spot.event and spot.block not in excused:
                yield from _bound_weekday(given, spot, spot.event)
        plain = text.plain(lambda link: _say(given, link))
        for match in _WEEKDAY_AND_DATE.finditer(plain):
            before = plain.count(match["date"], 0, match.start("date"))
            same = (spot for spot in spots if match["date"] in spot.words)
            beside = next(islice(same, before, None), None)
            if beside is None or beside.block in excused:
                continue
            day = _day(spoken_dates.as_edtf(match), beside.event)
            if day and dates.weekday(match["weekday"]) != day.weekday():
                yield Problem(
                    beside.place,
                    "wrong-weekday",
                    f"a weekday must be that of the date beside it, but {match[0]!r} is a {day:%A}",
                    "mend the weekday or the date",
                )


def _spots(given: Given, text: Prose) -> Iterator[_Spot]:
    for number in text.numbers:
        yield _Spot(" ".join(number.text.split()), number.place, number.block, None)
    for link in text.links:
        bound = find(given.content, link)
        words = " ".join((link.text or _say(given, link)).split())
        event = bound if isinstance(bound, Event) else None
        yield _Spot(words, link.place, link.block, event)


def _say(given: Given, link: Link) -> str:
    """The day that ``<event:id>`` prints."""
    event = find(given.content, link)
    is_day = isinstance(event, Event) and event.when.precision == "day"
    return wording.say(event.when, "en-GB") if isinstance(event, Event) and is_day else ""


def _day(edtf: str, event: Event | None) -> date | None:
    """The day that a date names; where it leaves the year out, in the year of ``event``."""
    if edtf.startswith("XXXX") and event:
        days = [one.when for one in event.dates if one.when.precision == "day"]
        return next((day.first for day in days if day.text[5:10] == edtf[5:]), None)
    named = dates.parse(edtf) if edtf and not edtf.startswith("XXXX") else None
    return named.first if named and named.precision == "day" else None


def _bound_weekday(given: Given, spot: _Spot, event: Event) -> Iterator[Problem]:
    """A weekday alone, bound to an event none of whose days, nor any source, has it."""
    named = dates.weekday(spot.words)
    days = [one.when for one in event.dates]
    if named is None or any(day.precision != "day" for day in days):
        return
    said = {dates.weekday(reply.answer.says) for reply in given.ledger.date_replies[event.id]}
    if named not in said | {day.first.weekday() for day in days}:
        has = ", ".join(f"{day.text!r}, a {day.first:%A}" for day in days)
        yield Problem(
            spot.place,
            "wrong-weekday",
            f"a weekday bound to an event must be that of its date, but the text says"
            f" {spot.words!r} and {event.id!r} has {has}",
            "write the weekday of the date, or mend the date",
        )


RULES = (
    target_before_baseline,
    report_before_event,
    copy_before_original,
    lineage_circle,
    wrong_weekday,
)
