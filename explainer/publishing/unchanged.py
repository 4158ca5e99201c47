"""Whether anything changed since a site was built, told before anything large is imported.

What a build was made from is every file of its content, byte by byte, the options, the day, the
program, the typefaces of this machine and what git says; what it made is every file of the site, by
its size and times. Only where both are as they were is there nothing to do. What was only checked
made nothing: it is told again where it is as it was.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import sys
from collections.abc import Iterator, Mapping, MutableMapping
from contextlib import suppress
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path

from explainer.history import commits
from explainer.store import program, typefaces

_FORM = "2"
_MOST = 100 << 20  # bytes of a file; the content has no larger ones


@dataclass(frozen=True, slots=True)
class Told:
    """What a build or check told: ``printed`` of problems and their ``count``; what a build
    ``said`` besides, and how many ``files`` it made.
    """

    printed: str
    count: str
    said: tuple[str, ...] = ()
    files: int = 0


def made_from(content: Path, options: Mapping[str, str]) -> str:
    """What a build is made from, in one hash."""
    parts = [repr(sorted(options.items())), sys.version, *sys.path, typefaces.of_machine()]
    parts += [*_read(content), *_program(), *program.packages(), *_git(content)]
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def recall(store: Mapping[str, bytes], made: str, output: Path | None = None) -> Told | None:
    """What the last build told, if it was made from the same and its site stands; else None.

    Without ``output`` what the last check told.
    """
    with suppress(KeyError, ValueError, TypeError):
        kept = json.loads(store[_key(output)])
        if kept.pop("made") == made and kept.pop("stands") == _stands(output):
            return Told(**kept | {"said": tuple(kept["said"])})
    return None


def remember(
    store: MutableMapping[str, bytes], made: str, told: Told, output: Path | None = None
) -> None:
    """Keep what a build or check was made from, and how the site stands now."""
    kept = asdict(told) | {"made": made, "stands": _stands(output)}
    store[_key(output)] = json.dumps(kept).encode()


def _key(output: Path | None) -> str:
    return f"unchanged {_FORM} {os.path.realpath(output) if output else 'checked'}"


def _read(content: Path) -> Iterator[str]:
    """Every file of the content by its name, kind and bytes."""
    yield os.path.realpath(content)
    for folder, folders, names in _walk(content):
        folders.sort()
        for path in (os.path.join(folder, name) for name in sorted([*names, *folders])):
            yield f"{path} {_found(path)}"


def _found(path: str) -> str:
    """The kind and bytes of a file; of one that nobody may look at, or that just went, why."""
    try:
        status = os.lstat(path)
        return f"{stat.S_IFMT(status.st_mode)} {_held(path, status)}"
    except OSError as error:
        return f"{error.errno}"


def _held(path: str, status: os.stat_result) -> str:
    if stat.S_ISLNK(status.st_mode):
        try:
            status = os.stat(path)
        except OSError:  # a link to nowhere
            return os.readlink(path)
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST:
        return f"{status.st_mode} {status.st_size} {status.st_mtime_ns} {status.st_ino}"
    try:
        return hashlib.sha256(Path(path).read_bytes()).hexdigest()
    except OSError as error:
        return f"{error.errno}"


def _program() -> Iterator[str]:
    """Every file of the program and of its theme, which stands in it or beside it."""
    package = Path(__file__).parents[1]
    for folder in (package, package.parent / "templates", package.parent / "static"):
        yield from _files(folder)


def _git(content: Path) -> Iterator[str]:
    """The commit, what is not committed yet, and how far back this copy goes."""
    yield commits.revision(content)
    yield commits.horizon(content)


def _stands(output: Path | None) -> str:
    """Every file of the site, and what stands beside it of ours; "" where there is none to be."""
    if output is None:
        return ""
    whole = Path(os.path.realpath(output))
    mine, kept = f".{whole.name}.", f".{whole.name}.made-from"
    try:
        beside = [name for name in os.listdir(whole.parent) if name.startswith(mine)]
        parts = [_as_it_stands(str(whole.parent / kept)), *_files(whole)]
    except OSError:  # it was taken away, or is just now
        beside = []
    if beside != [kept] or not os.path.isdir(whole):
        return f"not whole: {os.urandom(8).hex()}"
    return hashlib.sha256("\0".join(parts).encode(errors="surrogateescape")).hexdigest()


def _walk(top: Path) -> Iterator[tuple[str, list[str], list[str]]]:
    """As ``os.walk``, which calls itself for every folder in a folder and so has an end."""
    waiting = [os.fspath(top)]
    while waiting:
        for folder, folders, names in islice(os.walk(waiting.pop()), 1):
            yield folder, folders, names
            inner = (os.path.join(folder, name) for name in folders)
            waiting += [one for one in inner if not os.path.islink(one)]


def _files(folder: Path) -> Iterator[str]:
    """Every file below a folder, and every folder, as it stands."""
    for at, folders, names in _walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        yield from (_as_it_stands(os.path.join(at, name)) for name in sorted([*names, *folders]))


def _as_it_stands(path: str) -> str:
    status = os.lstat(path)
    if stat.S_ISDIR(status.st_mode):
        return path
    times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
    return f"{path} {status.st_mode} {status.st_size} {times} {status.st_ino}"
