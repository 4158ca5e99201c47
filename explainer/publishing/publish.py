"""The only writer: the new site takes the old one's place whole, or nothing changes at all.

What stands in the output folder and was not written by this program, or was changed since, is never
replaced or deleted. Beside the folder stands ``.NAME.made-from``, which names the content folder
that it belongs to, and which is locked while the site is put in place.
"""

from __future__ import annotations

import ctypes
import errno
import os
import re
import secrets
import shutil
import sys
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TextIO

from explainer.publishing import lock, manifest
from explainer.publishing.manifest import Manifest

AT_FDCWD = -100
RENAME_EXCHANGE = 2
# Versions that kept no manifest wrote all of these.
_EVIDENT = (".nojekyll", "data/datapackage.json", "pagefind/kinds.json")
# Files whose names change with what they hold.
_HASHED = re.compile(r"assets/.+\.[0-9a-f]{10}(\.\w+)?|pagefind/.+\.(pagefind|pf_\w+)")


class PublishError(Exception):
    """The site could not be put in place; its text says why, and the old site stands."""


@dataclass(frozen=True, slots=True)
class Published:
    """How many files were written, left as they were, and taken away."""

    written: int
    unchanged: int
    removed: int

    def __str__(self) -> str:
        return f"{self.written} files written, {self.unchanged} unchanged, {self.removed} removed"


@dataclass(frozen=True, slots=True)
class Origin:
    """What a site is made from: a content folder, where there is one, and settings."""

    content: Path | None = None
    settings: Mapping[str, str] = field(default_factory=dict)


def _silent(text: str) -> None:
    pass


def publish(
    files: Mapping[str, bytes],
    output: Path,
    origin: Origin = Origin(),
    say: Callable[[str], None] = _silent,
) -> Published:
    """Make ``output`` hold exactly ``files``; raises PublishError with the old site untouched.

    Of two at once one waits for the other, and says so.
    """
    place = Path(os.path.realpath(output))
    try:
        _refuse_what_is_no_folder(place, output)
        place.parent.mkdir(parents=True, exist_ok=True)
        memory = place.with_name(f".{place.name}.made-from")
        waiting = f"another build is writing to {str(output)!r}: waiting until it is done"
        with lock.held(memory, lambda: say(waiting)) as kept:
            return _put(files, place, origin, kept, say)
    except OSError as error:
        cure = "; shorten that name" if error.errno == errno.ENAMETOOLONG else ""
        message = f"the site could not be written to {str(output)!r}: {error}{cure}"
        raise PublishError(message) from error


def _put(
    files: Mapping[str, bytes],
    output: Path,
    origin: Origin,
    memory: TextIO,
    say: Callable[[str], None],
) -> Published:
    """Refuse, or else mend what a build that was killed left behind, and put the site in place."""
    at = _standing_at(output)
    stands = manifest.standing(at) if at.exists() else {}
    old, new = manifest.read(at), manifest.of(files, origin.settings)
    if stands:
        _refuse_another_content(output, origin, memory)
        _refuse_loss(output, stands, old, new)
    _remember(output, origin, memory)
    recover(output, say=say)
    same = {name for name, digest in new.hashes.items() if stands.get(name) == digest}
    gone = [name for name in stands if name not in new.hashes and not name.endswith("/")]
    if old != new or len(same) < len(files) or gone:
        if old:
            _say_what_is_set_otherwise(output, old, new, say)
        _replace(
            output, {**files, manifest.NAME: new.encode()}, same, [*stands, manifest.NAME], say
        )
    return Published(len(files) - len(same), len(same), len(gone))


def _shown(path: Path) -> str:
    """A path as one would type it from here."""
    here = Path.cwd()
    return repr(str(path.relative_to(here) if path.is_relative_to(here) else path))


# --- what must not be lost ------------------------------------------------------------------------


def _refuse_what_is_no_folder(place: Path, output: Path) -> None:
    if place.is_symlink():
        message = f"the output must be a folder, but {str(output)!r} is a circle of links"
        raise PublishError(f"{message}; delete it, or name another with --output DIR")
    if place.exists() and not place.is_dir():
        message = f"the output must be a folder, but {str(output)!r} is a file"
        raise PublishError(f"{message}; name another with --output DIR")


def _refuse_another_content(output: Path, origin: Origin, memory: TextIO) -> None:
    """Never replace the site of one content folder by that of another."""
    told = memory.read().strip()
    if told and origin.content and told != _from(output, origin.content):
        was = os.path.relpath(output.parent / told)
        raise PublishError(
            f"{_shown(output)} was made from {was!r}, not from {str(origin.content)!r}; name"
            " another folder with --output DIR, or delete that one first"
        )


def _remember(output: Path, origin: Origin, memory: TextIO) -> None:
    if origin.content:
        memory.seek(0)
        memory.truncate()
        memory.write(f"{_from(output, origin.content)}\n")
        memory.flush()


def _from(output: Path, content: Path) -> str:
    """Where the content lies as seen from beside the output, so that both can be moved together."""
    whole = os.path.realpath(content)
    try:
        return Path(os.path.relpath(whole, output.parent)).as_posix()
    except ValueError:  # on another drive
        return whole


def _refuse_loss(
    output: Path, stands: Mapping[str, str], old: Manifest | None, new: Manifest
) -> None:
    """Never take the place of what this program did not write there, or not so."""
    known = {*new.hashes, *(old.hashes if old else ())}
    inner = {f"{folder}/" for folder in manifest.folders(known)}  # what stood there went
    there = {name: digest for name, digest in stands.items() if name not in inner}
    lost = [name for name, digest in there.items() if digest != new.hashes.get(name)]
    if old:
        lost = [name for name in lost if there[name] != old.hashes.get(name)]
        foreign = [name for name in lost if name not in old.hashes]
        changed = [name for name in lost if name in old.hashes]
    else:
        foreign, changed = ([] if _is_older(there, new) else lost), []
    if foreign:
        held = "other files" if old else "files that nothing marks as written by this program"
        raise PublishError(
            f"the output folder must be empty or a site built before, but {_shown(output)} holds"
            f" {held} ({manifest.shown(foreign, known)}); move them away, or name another with"
            " --output DIR"
        )
    if changed:
        raise PublishError(
            f"files in {_shown(output)} were changed by hand, and that would be lost"
            f" ({manifest.shown(changed, known)}); carry the changes over into the content and"
            " delete these files, or name another folder with --output DIR"
        )


def _is_older(there: Collection[str], new: Manifest) -> bool:
    """Whether this is evidently the site as versions built it that kept no manifest.

    All its files are those of the new one, but for those whose names change with what they hold.
    """
    return {*_EVIDENT} <= {*there} and all(
        name in new.hashes or _HASHED.fullmatch(name) for name in there
    )


def _say_what_is_set_otherwise(
    output: Path, old: Manifest, new: Manifest, say: Callable[[str], None]
) -> None:
    for name, value in new.settings.items():
        was = old.settings.get(name, "")
        if was != value:
            say(f"{_shown(output)}: {name} was {was or 'none'}, and is now {value or 'none'}")


# --- swapping -------------------------------------------------------------------------------------


def recover(
    output: Path, names: Collection[str] = (), say: Callable[[str], None] = _silent
) -> None:
    """Mend what a build that was killed left behind: files of its manifest, and ``names``, go."""
    at = _standing_at(output)
    if at != output:
        at.rename(output)
    for left in [*_beside(output, "staging"), *_beside(output, "previous")]:
        told = manifest.read(left)
        if not manifest.remove(left, {*names, *(told.hashes if told else ())}):
            say(f"{_shown(left)} holds files that this program did not write: move or delete it")


def _standing_at(output: Path) -> Path:
    """Where the old site stands: set aside, if a build was killed before the new one was there."""
    aside = [] if output.exists() else _beside(output, "previous")
    return max(aside, key=lambda path: path.stat().st_mtime_ns, default=output)


def _named(output: Path, role: str) -> Path:
    return output.with_name(f".{output.name}.{role}-{secrets.token_hex(4)}")


def _beside(output: Path, role: str) -> list[Path]:
    """The folders that builds have made beside the output."""
    pattern = re.compile(re.escape(f".{output.name}.{role}-") + "[0-9a-f]{8}")
    beside = sorted(output.parent.iterdir()) if output.parent.exists() else []
    return [path for path in beside if pattern.fullmatch(path.name) and _is_folder(path)]


def _is_folder(path: Path) -> bool:
    return path.is_dir() and not path.is_symlink()


def _replace(
    output: Path,
    files: Mapping[str, bytes],
    same: Collection[str],
    old: Collection[str],
    say: Callable[[str], None],
) -> None:
    """Swap in ``files``, and delete the ``old`` ones; whatever happens, nothing stays half done."""
    staging, previous = _named(output, "staging"), _named(output, "previous")
    litter = manifest.litter(output) if output.exists() else []
    try:
        _fill(staging, files, {*same, *litter}, output)
        _swap(staging, output, previous)
    finally:
        recover(output, {*files, *old, *litter}, say)


def _fill(staging: Path, files: Mapping[str, bytes], kept: Collection[str], output: Path) -> None:
    """The manifest comes first, so that a build that is killed leaves what can be cleared away."""
    staging.mkdir()
    (staging / manifest.NAME).write_bytes(files[manifest.NAME])
    names = {*files, *kept} - {manifest.NAME}
    for folder in sorted(manifest.folders(names)):
        (staging / folder).mkdir()
    for name in sorted(names):
        path = staging / name
        if name in kept:
            _link(output / name, path)
        else:
            path.write_bytes(files[name])


def _link(old: Path, new: Path) -> None:
    """An unchanged file is linked rather than written, so that it keeps its time."""
    try:
        os.link(old, new)
    except OSError:
        shutil.copy2(old, new)


def _swap(staging: Path, output: Path, previous: Path) -> None:
    if not output.exists():
        staging.rename(output)
    elif not _exchange(staging, output):
        output.rename(previous)
        try:
            staging.rename(output)
        except OSError:
            previous.rename(output)
            raise


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
