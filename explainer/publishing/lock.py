"""One at a time: a lock on a file, which the system lets go however its holder ends."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TextIO

if sys.platform == "win32":
    import msvcrt

    # Locked is one byte far behind whatever the file says, so that it can still be read.
    _FAR = 1 << 30

    def _try(descriptor: int, *, wait: bool) -> bool:
        os.lseek(descriptor, _FAR, os.SEEK_SET)
        while True:
            with suppress(OSError):
                msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
                return True
            if not wait:
                return False

else:
    import fcntl

    def _try(descriptor: int, *, wait: bool) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            return False
        return True


@contextmanager
def held(path: Path, waiting: Callable[[], None]) -> Iterator[TextIO]:
    """Hold ``path``, made if need be, and yield it opened; ``waiting`` if another has it.

    Where it is empty at the end, it goes.
    """
    with os.fdopen(_take(path, waiting), "r+", encoding="utf-8", errors="surrogateescape") as file:
        try:
            yield file
        finally:
            file.flush()
            if not os.fstat(file.fileno()).st_size:
                with suppress(OSError):  # Windows does not delete what is open
                    path.unlink()


def _take(path: Path, waiting: Callable[[], None]) -> int:
    flags = os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
    while True:
        descriptor = os.open(path, flags, 0o666)
        try:
            if not _try(descriptor, wait=False):
                waiting()
                _try(descriptor, wait=True)
            if _is_at(path, descriptor):
                return descriptor
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _is_at(path: Path, descriptor: int) -> bool:
    """Whether the file that is held is the one others will find, and not one that went."""
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except FileNotFoundError:
        return False
