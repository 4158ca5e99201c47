"""A folder that remembers, from one build to the next, what takes long to make.

It may be deleted, cut short, mixed up or filled by anybody at any time, and never changes a byte of
the output: every entry is sealed with a secret that is kept elsewhere, together with its name and
the version of what made it, and one whose seal does not hold is not there. Nothing depends on the
folder, so whatever keeps it from being read or written is passed over.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
import stat
import time
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from pathlib import Path

SECRET = "EXPLAINER_CACHE_KEY"
_SEAL = hashlib.sha256().digest_size
_MOST = 64 << 20  # bytes of an entry
_KEPT = 30 * 24 * 3600  # seconds since an entry was last asked for
_ENTRY = re.compile(r"[0-9a-f]{64}(\.[0-9a-f]{8})?")


class Cache(MutableMapping[str, bytes]):
    """Bytes by key, in ``folder`` or, where that cannot be, in memory; ``version`` makes them."""

    def __init__(self, folder: Path, version: str, secret: bytes) -> None:
        self._folder, self._secret = folder, secret
        self._version = version.encode()
        self._known: dict[str, bytes] = {}
        self._is_begun = False

    def __contains__(self, key: object) -> bool:
        """Whether the bytes are known, and sealed by us."""
        return isinstance(key, str) and self._recall(key) is not None

    def __getitem__(self, key: str) -> bytes:
        """The bytes; KeyError where they are not known."""
        if (data := self._recall(key)) is None:
            raise KeyError(key)
        return data

    def __setitem__(self, key: str, data: bytes) -> None:
        """Remember the bytes."""
        try:
            self._write(self._path(key), self._seal(key, data) + data)
        except OSError:
            self._known[key] = data

    def __delitem__(self, key: str) -> None:
        """Forget the bytes."""
        self._known.pop(key, None)
        with suppress(OSError):
            self._path(key).unlink()

    def __iter__(self) -> Iterator[str]:
        """The keys of what could not be written; those of all others are known to nobody."""
        return iter(self._known)

    def __len__(self) -> int:
        """How many those are."""
        return len(self._known)

    def _path(self, key: str) -> Path:
        name = hashlib.sha256(self._version + os.fsencode(key)).hexdigest()
        return self._folder / name[:2] / name[2:]

    def _seal(self, key: str, data: bytes) -> bytes:
        parts = (self._version, os.fsencode(key), data)
        text = b"".join(len(part).to_bytes(8, "big") + part for part in parts)
        return hmac.digest(self._secret, text, "sha256")

    def _recall(self, key: str) -> bytes | None:
        if key in self._known:
            return self._known[key]
        path = self._path(key)
        with suppress(OSError):
            found = _ordinary(path)
            seal, data = found[:_SEAL], found[_SEAL:]
            if hmac.compare_digest(seal, self._seal(key, data)):
                os.utime(path)
                return data
        return None

    def _write(self, path: Path, data: bytes) -> None:
        if not self._is_begun:
            self._begin()
        path.parent.mkdir(exist_ok=True)
        draft = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            draft.write_bytes(data)
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)

    def _begin(self) -> None:
        """Make the folder, which belongs into no repository, and forget what is old."""
        self._is_begun = True
        self._folder.mkdir(parents=True, exist_ok=True)
        (self._folder / ".gitignore").write_text("*\n")
        before = time.time() - _KEPT
        for path in self._folder.glob("??/*"):
            if path.lstat().st_mtime < before and _ENTRY.fullmatch(path.parent.name + path.name):
                path.unlink()


def _ordinary(path: Path) -> bytes:
    """The bytes of an ordinary file that is no link and of a fair size; OSError for all others."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0)
    with open(os.open(path, flags | getattr(os, "O_BINARY", 0)), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST:
            raise OSError(f"{path} is no entry")
        return file.read()


def secret() -> bytes | None:
    """What entries are sealed with, made at the first need; None where it cannot be kept.

    It is in the environment, for machines that are new each time, or with the user's own state.
    """
    if named := os.environ.get(SECRET, ""):
        return hashlib.sha256(named.encode()).digest()
    try:
        home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
        path = Path(home) / "explainer" / "cache-key"
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            opened = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with open(opened, "wb") as file:
                file.write(secrets.token_bytes(_SEAL))
        found = _ordinary(path)
    except (OSError, RuntimeError):  # no home at all
        return None
    return found if len(found) == _SEAL else None


def at(folder: Path, version: str) -> MutableMapping[str, bytes]:
    """The cache in ``folder``; one that lasts no longer than the program where no secret does."""
    key = secret()
    return Cache(folder, version, key) if key else {}
