"""What an entry must have besides keys of the right type, or it says nothing."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from explainer.content.ids import PAGE_ID, check_id
from explainer.model import Correction, Entry, Event, Fact, Findable, Source
from explainer.problems import Problem, message_and_cure
from explainer.quantities.dates import read as read_value

# Where one key of several will do.
ONE_OF: dict[type[Entry], tuple[str, ...]] = {
    Source: ("url", "where_found"),
    Correction: ("fact", "event", "page"),
}


def check_shape(entry: Entry) -> Iterator[Problem]:
    """Each kind of entry must have the keys without which it says nothing."""
    choices = ONE_OF.get(type(entry), ())
    if choices and not any(getattr(entry, key) for key in choices):
        yield Problem(
            entry.origin.key(),
            "missing-key",
            f"{entry.id!r} must have one of the keys {' or '.join(map(repr, choices))}",
            f"add one of them, such as '{choices[0]}:'",
        )
    if isinstance(entry, Fact):
        yield from _check_fact(entry)
    if isinstance(entry, Event):
        yield from _check_dates(entry)


def _check_dates(event: Event) -> Iterator[Problem]:
    """What is said of a date must have the source that says it."""
    for number, date in enumerate(event.dates):
        said = next(
            (key for key in ("says", "where", "find", "conflict") if getattr(date, key)), ""
        )
        if said and not date.source:
            yield Problem(
                event.origin.key("dates", number, said),
                "missing-key",
                f"a date with {said!r} must have the key 'source', which tells whose it is",
                "add 'source:' to it; of several sources each has a place in 'answers'",
            )


def _check_fact(entry: Fact) -> Iterator[Problem]:
    """A fact needs ``shown`` with ``answers``, or a ``formula``, or ``answers`` (a statement)."""
    place = entry.origin.key()
    needed = {"derived": ["formula"], "statement": ["answers"]}.get(
        entry.kind, ["shown", "answers"]
    )
    for key in needed:
        if not getattr(entry, key):
            yield Problem(
                place,
                "missing-key",
                f"{entry.id!r} is of kind {entry.kind!r} and must have the key {key!r}",
                f"add '{key}:' to it",
            )
    if entry.formula and entry.kind != "derived":
        yield Problem(
            entry.origin.key("formula"),
            "formula-not-derived",
            f"only a fact of kind 'derived' may have a 'formula', but {entry.id!r} is of kind"
            f" {entry.kind!r}",
            "write 'kind: derived', or leave the formula out",
        )
    if entry.kind == "derived" and entry.shown:
        yield Problem(
            entry.origin.key("shown"),
            "derived-with-shown",
            f"a derived fact is computed at every build and must not have 'shown', but it has"
            f" {entry.shown!r}",
            "leave 'shown' out",
        )


def check_former(entry: Entry) -> Iterator[Problem]:
    """What an entry was called before must be ids, which may have the kind before them."""
    for index, name in enumerate(entry.was if isinstance(entry, Findable) else ()):
        where = partial(entry.origin.place, "was", index)
        found = list(check_id("an id that it had before", name, where, PAGE_ID))
        bare = name.removeprefix("pages/").removesuffix(".md")
        if bare != name and PAGE_ID.match(bare):
            found = [replace(one, hint=f"write {bare!r}") for one in found]
        yield from found


def check_values(entry: Entry) -> Iterator[Problem]:
    """The texts of a fact that must read as values, and do not."""
    if not isinstance(entry, Fact):
        return
    for path, text in entry.typed_texts():
        try:
            read_value(text)
        except ValueError as error:
            place = entry.origin.place(*path)
            yield Problem(place, "unreadable-value", *message_and_cure(error))
