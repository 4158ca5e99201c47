"""What git knows of a folder: its commits, and every version of its files that is text."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

_CHANGED: Final = ", with changes not yet committed"


@dataclass(frozen=True, slots=True)
class Commit:
    """A commit of the branch; ``when`` is in UTC."""

    id: str
    when: datetime
    summary: str


@dataclass(frozen=True, slots=True)
class Touch:
    """A commit, and what it does to the files of the folder; paths are relative to it.

    ``blobs`` names the new state of each file, "" where it is removed; ``moved`` leads from the
    new path of a file to its old one. ``is_base``: older commits are left out of this copy, so
    that what the commit seems to bring in was there before.
    """

    commit: Commit
    blobs: Mapping[str, str]
    moved: Mapping[str, str]
    is_base: bool


@dataclass(frozen=True, slots=True)
class Log:
    """The commits that touch a folder, oldest first, with the bytes of every blob they name.

    ``revision`` is the commit the folder stands at; ``shallow``: older ones are left out.
    """

    touches: tuple[Touch, ...]
    blobs: Mapping[str, bytes]
    revision: str
    shallow: bool


def read(folder: Path, wanted: Callable[[str], bool]) -> Log | None:
    """The log of ``folder`` on its branch; None without git, or outside a repository.

    Of files that are not ``wanted`` it holds no bytes: images may weigh more than all the rest.

    What a merge brings in is touched by the merge. No commit is earlier than the one before it,
    whatever the clocks were that stamped them.
    """
    try:
        shallow = _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true"
        revision = _revision(folder)
        touches = tuple(_touches(folder, shallow))
        named = (one for touch in touches for one in touch.blobs.items())
        blobs = _blobs(folder, {blob for path, blob in named if wanted(path)})
    except (OSError, subprocess.CalledProcessError):
        return None
    return Log(touches, blobs, revision, shallow)


def is_changed(revision: str) -> bool:
    """Whether files have changed since the commit that a revision names."""
    return revision.endswith(_CHANGED)


def revision(folder: Path) -> str:
    """The commit that ``folder`` stands at; empty without git, or outside a repository."""
    try:
        return _revision(folder)
    except (OSError, subprocess.CalledProcessError):
        return ""


def horizon(folder: Path) -> str:
    """How far back this copy of the repository goes: the oldest commits that it has, if not all."""
    try:
        path = folder / _git(folder, "rev-parse", "--git-path", "shallow").decode().strip()
        return path.read_text(errors="replace") if path.is_file() else ""
    except (OSError, subprocess.CalledProcessError):
        return ""


def _git(folder: Path, *arguments: str, stdin: bytes = b"", unset: Iterable[str] = ()) -> bytes:
    """What git prints; settings of the repository itself that run a program are ``unset``."""
    off = {"core.fsmonitor": "false", "core.hooksPath": os.devnull}
    off |= {key: "false" if key.endswith(".required") else "" for key in unset}
    before = int(os.environ.get("GIT_CONFIG_COUNT") or 0)
    settings = {"GIT_CONFIG_COUNT": str(before + len(off))}
    for number, (key, value) in enumerate(off.items(), before):
        settings |= {f"GIT_CONFIG_KEY_{number}": key, f"GIT_CONFIG_VALUE_{number}": value}
    done = subprocess.run(
        ["git", *arguments],
        cwd=folder,
        env=os.environ | settings,
        input=stdin,
        capture_output=True,
        check=True,
    )
    return done.stdout


def _filters(folder: Path) -> list[str]:
    """The settings by which git would run a program over the files of the folder."""
    names = _git(folder, "config", "--name-only", "-z", "--list").decode(errors="replace")
    return [name for name in names.split("\0") if name.startswith("filter.")]


def _revision(folder: Path) -> str:
    describe = ("describe", "--always", "--dirty", "--abbrev=10", "--exclude=*")
    described = _git(folder, *describe, unset=_filters(folder))
    name, _, dirty = described.decode().strip().partition("-")
    return f"{name}{_CHANGED}" if dirty else name


def _touches(folder: Path, shallow: bool) -> Iterator[Touch]:
    log = _git(
        folder,
        *("log", "--first-parent", "-m", "--reverse", "--raw", "--no-abbrev", "-M", "-z"),
        *("--relative", "--no-show-signature", "--encoding=UTF-8"),
        *("--format=%x01%H%x02%P%x02%cI%x02%s", "--", "."),
    )
    latest = datetime.min.replace(tzinfo=UTC)
    for record in log.decode(errors="replace").split("\x01")[1:]:
        head, *fields = record.split("\0")
        name, parents, when, summary = head.split("\x02", 3)
        latest = max(latest, datetime.fromisoformat(when).astimezone(UTC))
        blobs, moved = _files(fields)
        yield Touch(Commit(name, latest, summary), blobs, moved, shallow and not parents)


def _files(fields: Iterable[str]) -> tuple[dict[str, str], dict[str, str]]:
    """The files of one commit: the new blob of each, and where those that moved came from."""
    blobs: dict[str, str] = {}
    moved: dict[str, str] = {}
    rest = iter(fields)
    for about in rest:
        if not about.lstrip().startswith(":"):
            continue
        blob, status = about.split(" ")[3:5]
        path = next(rest)
        if status.startswith("R"):
            blobs[path] = ""
            old, path = path, next(rest)
            moved[path] = old
        blobs[path] = "" if status == "D" else blob
    return blobs, moved


def _blobs(folder: Path, names: set[str]) -> dict[str, bytes]:
    """The bytes of every file version, by the name of its blob."""
    wanted = sorted(names - {""})
    out = _git(folder, "cat-file", "--batch", stdin="".join(f"{n}\n" for n in wanted).encode())
    found = {}
    position = 0
    for name in wanted:
        end = out.index(b"\n", position)
        fields = out[position:end].split(b" ")
        position = end + 1
        if len(fields) == 3:
            size = int(fields[2])
            found[name] = out[position : position + size]
            position += size + 1
    return found
