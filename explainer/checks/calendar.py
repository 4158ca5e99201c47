"""Rules on the calendar: what has been done lies behind us, and ends follow beginnings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from explainer.checks.given import Given
from explainer.documents import Path
from explainer.model import Correction, Entry, Fact, Group, Picture, Source
from explainer.problems import Place, Problem
from explainer.quantities.dates import Date


def ahead_of_today(given: Given) -> Iterator[Problem]:
    """What was done, such as checked, read, published or joined, must not be ahead of today."""
    tomorrow = given.today + timedelta(days=1)  # as it is already, east of where it is built
    for entry in given.content.entries():
        for path, when in _done(entry):
            if when and when.first > tomorrow:
                yield Problem(
                    entry.origin.place(*path),
                    "ahead-of-today",
                    f"{path[-1]!r} of {entry.id!r} must be today or earlier, but {when.text!r} is"
                    f" ahead of today, {given.today}",
                    "mend the date; what is to come is an event that is due, or a line of text",
                )


def _done(entry: Entry) -> Iterator[tuple[Path, Date | None]]:
    """The dates of an entry on which something was done, as far as it has them."""
    if isinstance(entry, Fact):
        yield ("checked",), entry.checked
        yield ("said",), entry.said
    if isinstance(entry, Correction):
        yield ("when",), entry.when
    if isinstance(entry, Picture):
        yield ("taken",), entry.taken
    if isinstance(entry, Source):
        yield from (((key,), getattr(entry, key)) for key in ("published", "updated", "read_on"))
    if isinstance(entry, Group):
        for index, member in enumerate(entry.members):
            yield ("members", index, "from"), member.since


def ends_before_it_begins(given: Given) -> Iterator[Problem]:
    """What follows in time must not be dated before what it follows."""
    for entry in given.content.entries():
        for path, first, second in _in_order(entry):
            if first and second and second.last < first.first:
                yield _backwards(entry.origin.place(*path), entry, path, first, second)


# What comes first, what comes later.
_ORDERS = {
    Fact: (("checked", "check_again"),),
    Source: (("published", "updated"), ("published", "read_on")),
}


def _in_order(entry: Entry) -> Iterator[tuple[Path, Date | None, Date | None]]:
    """The path to the later of two dates, and both."""
    for first, second in _ORDERS.get(type(entry), ()):
        yield (second,), getattr(entry, first), getattr(entry, second)
    if isinstance(entry, Group):
        for index, member in enumerate(entry.members):
            yield ("members", index, "until"), member.since, member.until


_BEFORE = {
    "check_again": "checked",
    "updated": "published",
    "read_on": "published",
    "until": "from",
}


def _backwards(place: Place, entry: Entry, path: Path, first: Date, second: Date) -> Problem:
    key = str(path[-1])
    return Problem(
        place,
        "ends-before-it-begins",
        f"{key!r} must not be before {_BEFORE[key]!r}, but in {entry.id!r} {key!r} is"
        f" {second.text!r} and {_BEFORE[key]!r} is {first.text!r}",
        "mend one of the two dates",
    )


RULES = (ahead_of_today, ends_before_it_begins)
