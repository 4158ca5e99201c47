"""What this program wrote into a folder: its files with their hashes, told in the folder itself.

Nothing else is ever deleted. The manifest says nothing of where the site was built, so that a site
is the same, byte for byte, on every machine.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
from collections.abc import Collection, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from explainer.documents.files import walk

NAME = ".explainer.json"
_SAYS = "What this program wrote here; it replaces and deletes these files, and no others."
# What systems put into folders that people look at.
_LITTER = (".DS_Store", "Thumbs.db", "desktop.ini")
_NO_FILE = ""  # in place of the hash of a link, a pipe, a folder


@dataclass(frozen=True, slots=True)
class Manifest:
    """The hash of each file by its name, and the settings the site was built with."""

    hashes: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)

    def encode(self) -> bytes:
        """The manifest as it stands in the folder."""
        told = {"about": _SAYS, "settings": self.settings, "files": self.hashes}
        return (json.dumps(told, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()


def of(files: Mapping[str, bytes], settings: Mapping[str, str]) -> Manifest:
    """The manifest of a site."""
    hashes = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    return Manifest(hashes, dict(settings))


def read(folder: Path) -> Manifest | None:
    """What a folder tells of itself; None where it tells nothing that can be read."""
    path = folder / NAME
    try:
        told = json.loads(path.read_bytes() if _is_file(path) else b"{}")
        return Manifest(_texts(told["files"]), _texts(told["settings"]))
    except (OSError, ValueError, TypeError, LookupError, AttributeError, RecursionError):
        return None


def _texts(told: Mapping[str, object]) -> dict[str, str]:
    return {key: str(value) for key, value in told.items()}


def standing(folder: Path) -> dict[str, str]:
    """The hash of every file that a folder holds now; none for links, pipes and empty folders.

    Left out are the manifest, and what systems litter.
    """
    return {name: _hash(folder / name) for name in _listed(folder) if not _is_let_be(name)}


def litter(folder: Path) -> list[str]:
    """Files that nobody asked for and nobody misses, but that are not ours to delete."""
    return [name for name in _listed(folder) if PurePosixPath(name).name in _LITTER]


def shown(names: Collection[str], known: Collection[str]) -> str:
    """A few names in words, each cut after the first folder that holds nothing ``known``."""
    inner = folders(known)
    tops = sorted({_top(name, inner) for name in names})
    more = f" and {len(tops) - 3} more" if len(tops) > 3 else ""
    return ", ".join(repr(top) for top in tops[:3]) + more


def remove(folder: Path, names: Collection[str]) -> bool:
    """Delete ``names`` from ``folder``, the manifest last; whether it is gone now."""
    with suppress(OSError):  # then it is not gone
        for name in list(_listed(folder)):
            if name in names and name != NAME and not name.endswith("/"):
                (folder / name).unlink()
        for name in sorted(folders(names), key=len, reverse=True):
            with suppress(OSError):  # it is not there, or holds something
                (folder / name).rmdir()
        if [path.name for path in folder.iterdir()] == [NAME]:
            (folder / NAME).unlink()
        folder.rmdir()
    return not folder.exists()


def folders(names: Collection[str]) -> set[str]:
    """The folders that hold ``names``."""
    found: set[str] = set()
    for name in names:
        folder = name.rpartition("/")[0]
        while folder and folder not in found:
            found.add(folder)
            folder = folder.rpartition("/")[0]
    return found


def _listed(folder: Path) -> Iterator[str]:
    """Every file and link below ``folder``; of folders those that are empty, with a slash."""
    start = len(os.path.join(folder, ""))
    for at, folders, names in walk(folder, _raise):
        inside = at[start:].replace(os.sep, "/")
        before = f"{inside}/" if inside else ""
        linked = [name for name in folders if os.path.islink(os.path.join(at, name))]
        yield from (before + name for name in [*names, *linked])
        if inside and not folders and not names:
            yield before


def _raise(error: OSError) -> None:
    raise error


def _is_file(path: Path) -> bool:
    return stat.S_ISREG(path.lstat().st_mode)


def _is_let_be(name: str) -> bool:
    return name == NAME or PurePosixPath(name).name in _LITTER


def _hash(path: Path) -> str:
    if not _is_file(path):
        return _NO_FILE
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _top(name: str, inner: Collection[str]) -> str:
    parents = [parent.as_posix() for parent in PurePosixPath(name).parents][-2::-1]
    return next((f"{parent}/" for parent in parents if parent not in inner), name)
