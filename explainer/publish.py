"""The only writer: the new site takes the old one's place whole, or nothing changes at all."""

from __future__ import annotations

import ctypes
import os
import shutil
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MARKER = ".nojekyll"
AT_FDCWD = -100
RENAME_EXCHANGE = 2


class PublishError(Exception):
    """The site could not be put in place; its text says why, and the old site stands."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, left as they were, and taken away."""

    written: int
    unchanged: int
    removed: int


def publish(files: Mapping[str, bytes], output: Path) -> Published:
    """Make ``output`` hold exactly ``files``; raises PublishError with the old site untouched."""
    output = output.resolve()
    try:
        recover(output)
        _refuse_foreign(output)
        old = set(_files_in(output))
        same = {name for name in files if name in old and _same(output / name, files[name])}
        report = Published(len(files) - len(same), len(same), len(old - files.keys()))
        if report.written or report.removed:
            staging = _staging(output)
            _fill(staging, files, same, output)
            _swap(staging, output)
    except OSError as error:
        shutil.rmtree(_staging(output), ignore_errors=True)
        raise PublishError(f"the site could not be written to {str(output)!r}: {error}") from error
    return report


def start(folder: Path) -> None:
    """Write a small site to begin with; raises PublishError where something is there already."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise PublishError(f"a new site needs an empty folder, but {str(folder)!r} is not empty")
    try:
        shutil.copytree(Path(__file__).with_name("starter"), folder, dirs_exist_ok=True)
    except OSError as error:
        raise PublishError(f"{str(folder)!r} could not be written: {error}") from error


def recover(output: Path) -> None:
    """Mend what a build that was killed left behind."""
    previous = _previous(output)
    if previous.exists():
        if not output.exists():
            previous.rename(output)
        else:
            shutil.rmtree(previous)
    shutil.rmtree(_staging(output), ignore_errors=True)


def _staging(output: Path) -> Path:
    return output.with_name(f".staging-{output.name}")


def _previous(output: Path) -> Path:
    return output.with_name(f".staging-previous-{output.name}")


def _refuse_foreign(output: Path) -> None:
    """Never take the place of a folder that this program has not made."""
    if output.is_dir() and any(output.iterdir()) and not (output / MARKER).is_file():
        raise PublishError(
            f"the output folder must be empty or a site built before, but {str(output)!r} holds"
            " other files; name another with --output DIR"
        )
    if output.exists() and not output.is_dir():
        raise PublishError(f"the output must be a folder, but {str(output)!r} is a file")


def _files_in(root: Path) -> list[str]:
    return [
        path.relative_to(root).as_posix()
        for path in (root.rglob("*") if root.is_dir() else ())
        if not path.is_dir()
    ]


def _same(path: Path, data: bytes) -> bool:
    return path.stat().st_size == len(data) and path.read_bytes() == data


def _fill(staging: Path, files: Mapping[str, bytes], same: set[str], output: Path) -> None:
    staging.mkdir(parents=True)
    for name, data in files.items():
        path = staging / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name in same:
            _link(output / name, path)
        else:
            path.write_bytes(data)


def _link(old: Path, new: Path) -> None:
    """An unchanged file is linked rather than written, so that it keeps its time."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _swap(staging: Path, output: Path) -> None:
    if not output.exists():
        staging.rename(output)
    elif _exchange(staging, output):
        shutil.rmtree(staging, ignore_errors=True)
    else:
        previous = _previous(output)
        output.rename(previous)
        try:
            staging.rename(output)
        except OSError:
            previous.rename(output)
            raise
        shutil.rmtree(previous, ignore_errors=True)


def _exchange(one: Path, other: Path) -> bool:
    """Swap two folders in one step where the system can; else do nothing and say so."""
    if not sys.platform.startswith("linux"):
        return False
    try:
        rename = ctypes.CDLL(None, use_errno=True).renameat2
    except (AttributeError, OSError):
        return False
    paths = os.fsencode(one), os.fsencode(other)
    return bool(rename(AT_FDCWD, paths[0], AT_FDCWD, paths[1], RENAME_EXCHANGE) == 0)
