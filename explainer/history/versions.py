"""When each entry changed, from what to what, and in which commits: read from git.

Commits are compared by the entries they parse to, so that moving an entry to another file, sorting
keys, changing quotes or wrapping lines anew is no change. The history is that of the branch itself:
what a merge brings in changes with the merge. The commits of one day (UTC) make one change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import cached_property, partial
from itertools import groupby
from pathlib import Path
from typing import Any, Literal

from explainer.documents import parse_page, parse_yaml
from explainer.documents.pictures import SUFFIXES
from explainer.documents.tables import parse_table
from explainer.history import commits
from explainer.history.commits import Commit, Log
from explainer.store.memory import Memory, digest
from explainer.voice.speech import later

KINDS = ("facts", "series", "events", "groups", "sources", "pictures", "pages")
# Whose changes are told nowhere, but whose pages must know their day, and say when they are gone.
FIGURES = "figures"
# The files of series and of pictures, until they are joined to them.
TABLES, IMAGES = "tables", "images"
FILES = {"series": TABLES, "pictures": IMAGES}
IMAGE = ("image",)  # the path of what an image file shows
BODY = ("text",)  # the path of a page's text
FORMER = ("was",)  # that of the ids that an entry had before
# Looking an entry over again does not change it; its page says when that was.
_UPKEEP = ("checked", "check_again", "read_on")
# What tells the items of a list apart, so that their order does not matter.
_IDENTITY = {
    "answers": ("source",),
    "based_on": ("source",),
    "dates": ("role",),
    "members": ("country", "name", "organisation"),
    "totals": ("when",),
}

WITHOUT_GIT = later("The history of changes is not known: this site was built without git.")
NOT_IN_GIT = later(
    "The history of changes is not known: nothing of this site has been committed to git."
)
SHALLOW = later(
    "Older changes are not known: this site was built from a shallow copy of the history."
)

What = Literal["new", "changed", "removed", "returned"]
Key = tuple[str, str]
Leaves = dict[tuple[str, ...], str]


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that changed; ``was`` is empty where it is new, ``now`` where it was taken away.

    ``path`` names its keys, and list items by what tells them apart. A path that ends in ``""``
    is that of a whole list item that came or went.
    """

    path: tuple[str, ...]
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """What the commits of one day, oldest first, did to an entry: from its first to its last state.

    Edits tell what ``changed``, is another thing since the entry ``returned``, or was another when
    the day began on which it was ``new``; of what was ``removed`` only its ``title`` is left.
    """

    what: What
    commits: tuple[Commit, ...]
    edits: tuple[Edit, ...] = ()
    title: str = ""

    @property
    def when(self) -> datetime:
        """When the last of the commits was made."""
        return self.commits[-1].when

    @property
    def day(self) -> date:
        """The day of the commits."""
        return self.when.date()


@dataclass(frozen=True)
class History:
    """The changes of every entry, newest first; ``missing`` says why there are none, or not all."""

    changes: Mapping[Key, tuple[Change, ...]] = field(default_factory=dict)
    revision: str = ""
    missing: str = ""

    @cached_property
    def newest(self) -> date | None:
        """The day of the last change of anything; None where that is not known.

        Nor is it where files have changed since the last commit: those changes have no day yet.
        """
        if not self.revision or commits.is_changed(self.revision):
            return None
        return max((those[0].day for those in self.changes.values() if those), default=None)

    def of(self, kind: str, name: str) -> tuple[Change, ...]:
        """The changes of one entry, newest first."""
        return self.changes.get((kind, name), ())

    def modified(self, kind: str, name: str) -> date | None:
        """The day of the last change of one entry, where it is known."""
        changes = self.of(kind, name)
        return changes[0].day if changes else None

    def published(self, kind: str, name: str) -> date | None:
        """The day on which an entry was first there, where it is known."""
        changes = self.of(kind, name)
        return changes[-1].day if changes and changes[-1].what == "new" else None


def read(content: Path, memory: Memory | None = None) -> History:
    """The history of a content folder; without git, or outside a repository, an empty one.

    Versions of files that ``memory`` knows are not read again.
    """
    log = commits.read(content, _is_text)
    if log is None:
        return History(missing=WITHOUT_GIT)
    steps = _steps(log, memory or Memory())
    changes = {key: _folded(steps[key]) for key in sorted(steps)}
    missing = SHALLOW if log.shallow else "" if log.touches else NOT_IN_GIT
    return History(changes, log.revision, missing)


def with_files(history: History, files: Mapping[Key, Iterable[str]]) -> History:
    """The history in which what changed in a file changed in each entry that names it.

    ``files`` are the names of the files by kind and id of the entries.
    """
    kinds = FILES.values()
    changes = {key: those for key, those in history.changes.items() if key[0] not in kinds}
    for key, names in files.items():
        found = [change for name in names for change in history.of(FILES[key[0]], name)]
        joined = _joined(
            changes.get(key, ()), [change for change in found if change.what == "changed"]
        )
        changes |= {key: joined} if joined else {}
    return replace(history, changes=changes)


def _joined(own: Iterable[Change], more: Iterable[Change]) -> tuple[Change, ...]:
    """Changes of an entry and of its files, those of one day as one, newest first."""
    days: dict[date, Change] = {one.day: one for one in own}
    for one in more:
        known = days.get(one.day)
        if known:
            commits = dict.fromkeys([*known.commits, *one.commits])
            edits = known.edits + (one.edits if known.what == "changed" else ())
            one = Change(known.what, tuple(sorted(commits, key=lambda made: made.when)), edits)
        days[one.day] = one
    return tuple(days[day] for day in sorted(days, reverse=True))


# --- entries, commit by commit --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Step:
    """One commit's effect on one entry; None is its state where it is not there."""

    commit: Commit
    before: Leaves | None
    after: Leaves | None


@dataclass(frozen=True, slots=True)
class _Reading:
    """What one version of a file holds; ``broken`` entries are there, but cannot be read."""

    entries: Mapping[Key, Leaves] = field(default_factory=dict)
    broken: tuple[Key, ...] = ()
    unreadable: bool = False


def _steps(log: Log, memory: Memory) -> dict[Key, list[_Step]]:
    """Every step of every entry, oldest first; a page takes its past along when its file moves."""
    steps: dict[Key, list[_Step]] = {}
    files: dict[str, Mapping[Key, Leaves]] = {}
    for touch in log.touches:
        before = _merged(files, touch.blobs)
        for path, blob in touch.blobs.items():
            reading = _version(path, blob, log.blobs, memory)
            files[path] = _kept(reading, before, files.get(path, {}))
        after = _merged(files, touch.blobs)
        for new, old in _moved_pages(touch.moved):
            if old in before:
                before[new] = before.pop(old)
                steps[new] = steps.pop(old, [])
        for key in before.keys() | after.keys():
            step = _Step(touch.commit, before.get(key), after.get(key))
            if step.before != step.after and not touch.is_base:
                steps.setdefault(key, []).append(step)
    return _with_former({key: found for key, found in steps.items() if found})


def _with_former(steps: dict[Key, list[_Step]]) -> dict[Key, list[_Step]]:
    """The steps in which each entry takes along what was done to it under an id of before."""
    for kind, name in list(steps):
        last = steps[kind, name][-1].after or {}
        for old in reversed(last.get(FORMER, "").split("; ")):
            before = steps.get((kind, old), [])
            if before and before[-1].after is None and old != name:
                steps[kind, name] = _joined_steps(before, steps[kind, name])
                del steps[kind, old]
    return steps


def _joined_steps(old: Sequence[_Step], new: Sequence[_Step]) -> list[_Step]:
    """One course of steps; what was there under both ids at once goes by its own."""
    first = new[0]
    if first.before is not None or first.commit.when < old[-1].commit.when:
        return list(new)
    return [*old[:-1], replace(first, before=old[-1].before), *new[1:]]


def _version(path: str, blob: str, blobs: Mapping[str, bytes], memory: Memory) -> _Reading:
    """What a version of a file holds; of an image it is enough to know that it is another."""
    if not blob:
        return _Reading()
    if _kind(path) == IMAGES:
        return _Reading({(IMAGES, path.removeprefix("pictures/")): {IMAGE: blob}})
    data = blobs.get(blob, b"")
    return memory.kept(("version", path, digest(data)), partial(_read, path, data))


def _merged(files: Mapping[str, Mapping[Key, Leaves]], paths: Iterable[str]) -> dict[Key, Leaves]:
    return {key: leaves for path in paths for key, leaves in files.get(path, {}).items()}


def _kept(
    reading: _Reading, before: Mapping[Key, Leaves], old: Mapping[Key, Leaves]
) -> Mapping[Key, Leaves]:
    """The entries of a file; those that cannot be read stay as they were."""
    if reading.unreadable:
        return old
    return {key: before[key] for key in reading.broken if key in before} | dict(reading.entries)


def _moved_pages(moved: Mapping[str, str]) -> Iterator[tuple[Key, Key]]:
    for new, old in moved.items():
        if _kind(new) == _kind(old) == "pages":
            yield _page_key(new), _page_key(old)


def _kind(path: str) -> str:
    """The kind of entry that a file of the content folder holds; "" for none with a history."""
    if path.startswith("series/") and path.lower().endswith(".csv"):
        return TABLES
    if path.startswith("pictures/") and path.lower().endswith(SUFFIXES):
        return IMAGES
    kind = path.partition("/")[0].removesuffix(".yaml")
    known = kind in (*KINDS, FIGURES) and path.endswith(".md" if kind == "pages" else ".yaml")
    return kind if known else ""


def _is_text(path: str) -> bool:
    """Whether it matters what is in a file, and not only that it is another."""
    return _kind(path) not in ("", IMAGES)


def _page_key(path: str) -> Key:
    return "pages", path.removeprefix("pages/").removesuffix(".md")


def _read(path: str, data: bytes) -> _Reading:
    kind = _kind(path)
    if kind == "pages":
        page, _ = parse_page(data, path)
        leaves = dict(_leaves(page.front.value)) | {BODY: _unwrapped(page.body.raw)}
        return _Reading({_page_key(path): leaves}, unreadable=not page.front.value)
    if kind == TABLES:
        leaves = _cells(data, path)
        return _Reading({_table_key(path): leaves}, unreadable=bool(data) and not leaves)
    if not kind:
        return _Reading()
    document, problems = parse_yaml(data, path)
    return _Reading(
        {(kind, name): dict(_leaves(value)) for name, value in document.value.items()},
        tuple((kind, name) for name in document.broken),
        unreadable=bool(problems) and not document.value and not document.broken,
    )


def _table_key(path: str) -> Key:
    return TABLES, path.removeprefix("series/")


def _cells(data: bytes, path: str) -> Leaves:
    """Every cell of a CSV file under its row's first cell and its column."""
    table, _ = parse_table(data, path)
    return {
        ("rows", row[0].text, name.text.casefold()): cell.text
        for row in table.rows
        for name, cell in zip(table.header[1:], row[1:], strict=False)
        if cell.text
    }


def _unwrapped(text: str) -> str:
    """The paragraphs of a text, each on one line."""
    paragraphs = (" ".join(lines.split()) for lines in re.split(r"\n[ \t]*\n", text))
    return "\n".join(paragraph for paragraph in paragraphs if paragraph)


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every text of an entry under the keys that lead to it, white space folded."""
    if path and path[-1] in _IDENTITY and isinstance(value, dict):
        value = [value]
    if isinstance(value, dict):
        for key, item in value.items():
            if key == "label" and path[:1] == ("statuses",):  # in short, it stands there alone
                yield from _leaves(item, path)
            elif key not in _UPKEEP:
                yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        yield from _listed(value, path)
    elif value is not None:
        yield path, " ".join(str(value).split())


def _listed(items: list[Any], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], str]]:
    """A list of texts is one text; an item with keys goes by what tells it from the others."""
    texts = [" ".join(str(item).split()) for item in items if isinstance(item, str)]
    if texts:
        yield path, "; ".join(texts)
    identity = _IDENTITY.get(path[-1], ()) if path else ()
    seen: dict[str, int] = {}
    for item in items:
        if not isinstance(item, dict):
            continue
        name = " ".join(item[key] for key in identity if isinstance(item.get(key), str))
        seen[name] = seen.get(name, 0) + 1
        whole = (*path, name if seen[name] == 1 else f"{name} {seen[name]}")
        yield (*whole, ""), name or "there"
        rest = {key: below for key, below in item.items() if key not in identity}
        yield from _leaves(rest, whole)


# --- day by day -----------------------------------------------------------------------------------


def _folded(steps: Iterable[_Step]) -> tuple[Change, ...]:
    """The steps of one entry, a day at a time, newest first."""
    changes: list[Change] = []
    known: Leaves | None = None
    for _, one_day in groupby(steps, key=lambda step: step.commit.when.date()):
        of_day = list(one_day)
        before, after = of_day[0].before, of_day[-1].after
        known = before if before is not None else known
        what = _what(before, after, known)
        since = of_day[0].after if what == "new" else known
        edits = _edits(since or {}, after or {}) if what != "removed" else ()
        if what and (edits or what != "changed"):
            title = _title(before or {}) if what == "removed" else ""
            commits = tuple(step.commit for step in of_day)
            changes.insert(0, Change(what, commits, edits, title))
            known = after if after is not None else known
    return tuple(changes)


def _title(leaves: Leaves) -> str:
    """What an entry was called, as it was written."""
    return next((leaves[key,] for key in ("question", "title", "name") if (key,) in leaves), "")


def _what(before: Leaves | None, after: Leaves | None, known: Leaves | None) -> What | None:
    if before is not None:
        return "removed" if after is None else "changed"
    if after is None:
        return None
    return "new" if known is None else "returned"


def _edits(was: Leaves, now: Leaves) -> tuple[Edit, ...]:
    return tuple(
        Edit(path, was.get(path, ""), now.get(path, ""))
        for path in dict.fromkeys([*now, *was])
        if was.get(path, "") != now.get(path, "") and path != FORMER
    )
