"""When each entry changed, from what to what, and in which commit: read from git.

Commits are compared by the entries they parse to, so that moving an entry to another file, sorting
keys or changing quotes is no change. The history is that of the branch itself: what a merge brings
in changes with the merge.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from explainer.documents import parse_page, parse_yaml

KINDS = ("facts", "events", "pages")
State = dict[tuple[str, str], Any]


@dataclass(frozen=True, slots=True)
class Edit:
    """One value that changed; ``was`` is empty where it is new, ``now`` where it was taken away."""

    key: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Change:
    """What one commit did to one entry; no edits where it brought the entry in."""

    commit: str
    when: datetime
    summary: str
    edits: tuple[Edit, ...] = ()
    is_new: bool = False


@dataclass(frozen=True)
class History:
    """The changes of every entry, newest first; ``missing`` says why there are none, or not all."""

    changes: Mapping[tuple[str, str], tuple[Change, ...]] = field(default_factory=dict)
    revision: str = ""
    missing: str = ""

    def of(self, kind: str, name: str) -> tuple[Change, ...]:
        """The changes of one entry, newest first."""
        return self.changes.get((kind, name), ())

    def modified(self, kind: str, name: str) -> date | None:
        """The day of the last change of one entry, where it is known."""
        changes = self.of(kind, name)
        return changes[0].when.date() if changes else None


def read(content: Path) -> History:
    """The history of a content folder; without git, or outside a repository, an empty one."""
    try:
        shallow = _git(content, "rev-parse", "--is-shallow-repository").strip() == b"true"
        revision = _git(content, "rev-parse", "--short=10", "HEAD").decode().strip()
        commits = list(_commits(content))
        blobs = _blobs(content, {blob for commit in commits for blob in commit.blobs.values()})
    except (OSError, subprocess.CalledProcessError):
        return History(
            missing="The history of changes is not known: this site was built without git."
        )
    missing = "Older changes are not known: this site was built from a shallow copy of the history."
    return History(_changes(commits, blobs), revision, missing if shallow else "")


@dataclass(frozen=True, slots=True)
class _Commit:
    """``blobs`` are the files it touches, relative to the content folder; "" for one removed."""

    name: str
    when: datetime
    summary: str
    blobs: dict[str, str]


def _git(folder: Path, *arguments: str, stdin: bytes | None = None) -> bytes:
    command = ["git", "-c", "core.quotepath=off", *arguments]
    done = subprocess.run(command, cwd=folder, input=stdin, capture_output=True, check=True)
    return done.stdout


def _commits(content: Path) -> Iterator[_Commit]:
    """The commits that touch the content, oldest first."""
    log = _git(
        content,
        *("log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "--no-renames"),
        *("--relative", "--format=%x01%H%x02%cI%x02%s", "--", "."),
    )
    for record in log.decode(errors="replace").split("\x01")[1:]:
        head, *lines = record.splitlines()
        name, when, summary = head.split("\x02")
        blobs = {}
        for line in lines:
            if line.startswith(":"):
                about, _, path = line.partition("\t")
                blob, status = about.split(" ")[3:5]
                blobs[path] = "" if status == "D" else blob
        yield _Commit(name, datetime.fromisoformat(when), summary, blobs)


def _blobs(content: Path, names: set[str]) -> dict[str, bytes]:
    """The content of every file version, by the name of its blob."""
    wanted = sorted(names - {""})
    out = _git(content, "cat-file", "--batch", stdin="\n".join(wanted).encode() + b"\n")
    found = {}
    position = 0
    for name in wanted:
        head, _, _ = out[position:].partition(b"\n")
        fields = head.split(b" ")
        position += len(head) + 1
        if len(fields) == 3:
            size = int(fields[2])
            found[name] = out[position : position + size]
            position += size + 1
    return found


def _changes(
    commits: list[_Commit], blobs: Mapping[str, bytes]
) -> dict[tuple[str, str], tuple[Change, ...]]:
    changes: dict[tuple[str, str], list[Change]] = {}
    files: dict[str, State] = {}
    before: State = {}
    for commit in commits:
        for path, blob in commit.blobs.items():
            files[path] = _entries(path, blobs.get(blob, b"")) if blob else {}
        after = {key: value for state in files.values() for key, value in state.items()}
        for key in before.keys() | after.keys():
            change = _change(commit, before.get(key), after.get(key))
            if change is not None:
                changes.setdefault(key, []).insert(0, change)
        before = after
    return {key: tuple(found) for key, found in sorted(changes.items())}


@lru_cache(maxsize=4096)
def _entries(path: str, data: bytes) -> State:
    """The entries of one version of one file."""
    kind = path.partition("/")[0].removesuffix(".yaml")
    if kind not in KINDS:
        return {}
    if path.endswith(".md"):
        page, _ = parse_page(data, path)
        name = path.removeprefix("pages/").removesuffix(".md")
        return {("pages", name): page.front.value | {"text": page.body.raw.strip()}}
    if not path.endswith(".yaml"):
        return {}
    return {(kind, name): value for name, value in parse_yaml(data, path)[0].value.items()}


def _change(commit: _Commit, before: Any, after: Any) -> Change | None:
    if before == after:
        return None
    if before is None:
        return Change(commit.name, commit.when, commit.summary, is_new=True)
    was, now = dict(_leaves(before)), dict(_leaves(after))
    edits = tuple(
        Edit(key, was.get(key, ""), now.get(key, ""))
        for key in dict.fromkeys([*was, *now])
        if was.get(key, "") != now.get(key, "")
    )
    return Change(commit.name, commit.when, commit.summary, edits) if edits else None


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Every text of an entry under a key that names its way; answers go by their source."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list):
        seen: dict[str, int] = {}
        for index, item in enumerate(value):
            name = item.get("source") or item.get("role") if isinstance(item, dict) else None
            name = str(name or index + 1)
            seen[name] = seen.get(name, 0) + 1
            yield from _leaves(item, (*path, name if seen[name] == 1 else f"{name} {seen[name]}"))
    elif value is not None:
        yield ": ".join(path), str(value)
