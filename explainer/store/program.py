"""What tells this program from all its other versions."""

from __future__ import annotations

import hashlib
import os
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path


@cache
def version() -> str:
    """One hash of its files, of the packages that it may use, and of the Python that runs it."""
    package = Path(__file__).parents[1]
    told = hashlib.sha256("\0".join([sys.version, *packages()]).encode(errors="surrogateescape"))
    files = (one for one in package.rglob("*") if one.is_file() and one.suffix != ".pyc")
    for path in sorted(files):
        told.update(path.relative_to(package).as_posix().encode() + b"\0")
        told.update(hashlib.sha256(path.read_bytes()).digest())
    return told.hexdigest()


def packages() -> tuple[str, ...]:
    """The packages that can be imported: the names of their folders tell their versions."""
    found: list[str] = []
    for folder in sys.path:
        with suppress(OSError):
            found += sorted(name for name in os.listdir(folder) if name.endswith(".dist-info"))
    return tuple(found)
