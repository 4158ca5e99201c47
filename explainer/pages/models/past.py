"""The history of an entry as its page tells it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from explainer.history.commits import Commit
from explainer.history.versions import Change, What
from explainer.site import chronicle
from explainer.site.chronicle import Line
from explainer.site.edition import Edition

# Lines of one change that are seen before a reader asks for more.
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Changed:
    """What the commits of one day did to an entry; ``more`` opens behind ``lines``."""

    what: What
    day: date
    lines: tuple[Line, ...]
    more: tuple[Line, ...]
    commits: tuple[Commit, ...]


@dataclass(frozen=True, slots=True)
class Past:
    """What changed in an entry since it was first published, the newest first.

    ``days`` counts the days on which it changed, of which ``left_out`` are not among ``changes``;
    with none, ``changes`` is what was edited on the first day. ``missing`` says why nothing is
    known of what was before.
    """

    first: date | None
    last: date | None
    days: int
    left_out: int
    changes: tuple[Changed, ...]
    missing: str


def past(edition: Edition, kind: str, name: str, most: int = 40) -> Past | None:
    """The history of an entry, with its ``most`` last days; None where nothing is known of it."""
    history = edition.history
    known = history.of(kind, name)
    if not known and not history.missing:
        return None
    later = [one for one in known if one.what != "new"]
    told = (later + _edited_at_first(known))[:most]
    return Past(
        first=history.published(kind, name),
        last=later[0].day if later else None,
        days=len(later),
        left_out=max(len(later) - most, 0),
        changes=tuple(changed(edition, kind, name, one) for one in told),
        missing=history.missing,
    )


def _edited_at_first(known: Sequence[Change]) -> list[Change]:
    """The day on which an entry was first published, if it changed on that day."""
    return [one for one in known[-1:] if one.what == "new" and one.edits]


def changed(edition: Edition, kind: str, name: str, change: Change) -> Changed:
    """One change of an entry in words."""
    lines = chronicle.lines(edition, kind, name, change)
    return Changed(change.what, change.day, lines[:AT_ONCE], lines[AT_ONCE:], change.commits)
