"""What this machine's own typefaces are, told without any of them being opened.

They decide how a picture looks whose signs ours do not have.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from glob import glob

_FOLDERS = {
    "darwin": ("/Library/Fonts", "/System/Library/Fonts", "~/Library/Fonts"),
    "win32": (r"%WINDIR%\Fonts", r"%LOCALAPPDATA%\*\Windows\Fonts"),
}
_ELSEWHERE = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.fonts", "~/.local/share/fonts")


@cache
def of_machine() -> str:
    """One hash of the names, sizes and times of the files of all typefaces that are installed."""
    folders = _FOLDERS.get(sys.platform, _ELSEWHERE)
    found = (one for folder in folders for one in _files(folder))
    return hashlib.sha256("\0".join(found).encode(errors="surrogateescape")).hexdigest()


def _files(folder: str) -> Iterator[str]:
    for top in sorted(glob(os.path.expandvars(os.path.expanduser(folder)))):
        for at, folders, names in os.walk(top):
            folders.sort()
            for path in (os.path.join(at, name) for name in sorted(names)):
                with suppress(OSError):
                    status = os.stat(path)
                    yield f"{path} {status.st_size} {status.st_mtime_ns}"
