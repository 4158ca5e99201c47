"""Opening files: ordinary ones only, of the content folder itself, and of a size that people write.

A named pipe would keep the program waiting, and a link could publish whatever it leads to.
"""

from __future__ import annotations

import errno
import os
import stat
import unicodedata
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from explainer.documents.text import decode
from explainer.problems import Place, Problem, readable

MOST = 100 * 1024 * 1024  # bytes; GitHub takes no larger file either
DEEPEST = 100  # folders in one another
TOO_DEEP = f"more than {DEEPEST} folders in one another"
OWN_THEME = ("theme/templates", "theme/static")

_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a named pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}
_CHECK = "check its name and rights"


class UnfitError(Exception):
    """A file that is not read: what was found in its place, and the cure."""

    def __init__(self, found: str, cure: str) -> None:
        super().__init__(found)
        self.cure = cure

    def at(self, file: str) -> Problem:
        """The problem with ``file``."""
        message = f"a file must be there and readable, found: {self}"
        return Problem(Place(file), "unreadable-file", message, self.cure)


def read(root: Path, file: str) -> bytes:
    """The bytes of a file below ``root``; raises UnfitError, and never waits for anybody."""
    path = os.path.join(root, file)
    try:
        status = os.lstat(path)
        if stat.S_ISLNK(status.st_mode):
            if leads_out(root, file):
                cure = "put the file itself in the place of the link"
                raise UnfitError("a link that leads out of the content folder", cure)
            status = os.stat(path)
        _refuse_odd(status)
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with open(os.open(path, flags), "rb") as opened:
            _refuse_odd(os.fstat(opened.fileno()))
            return opened.read()
    except OSError as error:
        raise UnfitError(error.strerror or str(error), _CHECK) from error


def leads_out(root: Path, file: str) -> bool:
    """Whether this is a link to something outside ``root``, or hidden in it."""
    if not (root / file).is_symlink():
        return False
    target, whole = (Path(os.path.realpath(path)) for path in (root / file, root))
    if not target.is_relative_to(whole):
        return True
    return any(part.startswith(".") for part in target.relative_to(whole).parts)


def _refuse_odd(status: os.stat_result) -> None:
    kind = stat.S_IFMT(status.st_mode)
    if kind in _KINDS:
        raise UnfitError(_KINDS[kind], "put an ordinary file in its place, or remove it")
    if status.st_size > MOST:
        found = f"{status.st_size:,} bytes, more than the {MOST:,} that are read"
        raise UnfitError(found, "split it, or remove what does not belong in it")


def walk(
    top: Path, on_error: Callable[[OSError], None] | None = None
) -> Iterator[tuple[str, list[str], list[str]]]:
    """Folders with the names of what they hold, as ``os.walk`` has them.

    What is taken out of the names of folders is not gone into; nor is what is too deep, which is an
    error. Then the work does not grow with the square of the depth, and nothing recurses.
    """
    waiting = [(os.fspath(top), 0)]
    while waiting:
        folder, depth = waiting.pop()
        for _, folders, names in islice(os.walk(folder, onerror=on_error), 1):
            yield folder, folders, names
            inner = (os.path.join(folder, name) for name in reversed(folders))
            real = [one for one in inner if not os.path.islink(one)]
            if real and depth == DEEPEST and on_error:
                on_error(OSError(errno.ELOOP, TOO_DEEP, real[-1]))
            waiting += [(one, depth + 1) for one in real if depth < DEEPEST]


def theme_files(root: Path) -> list[str]:
    """Every file of the content's own theme but hidden ones, links to folders too; sorted."""
    found = []
    for top in own_theme(root):
        for at, folders, names in walk(top):
            linked = [name for name in folders if os.path.islink(os.path.join(at, name))]
            seen = [name for name in [*names, *linked] if not name.startswith(".")]
            found += [Path(at, name).relative_to(root).as_posix() for name in seen]
    return sorted(found)


def own_static(root: Path) -> frozenset[str]:
    """The names of the content's own static files."""
    top = f"{OWN_THEME[1]}/"
    names = (file for file in theme_files(root) if file.startswith(top))
    return frozenset(name.removeprefix(top) for name in names)


def own_theme(root: Path) -> list[Path]:
    """The folders of the content's own theme, as there are; a link is none."""
    theme = root / "theme"
    folders = [] if os.path.islink(theme) else [root / name for name in OWN_THEME]
    return [one for one in folders if os.path.isdir(one) and not os.path.islink(one)]


def plain(name: str) -> str:
    """The same name, where it can be printed; else one like it in letters of ASCII."""
    if name.isprintable():
        return name
    letters = unicodedata.normalize("NFKD", "".join(map(_as_windows, name)))
    kept = "".join(one if one.isprintable() else "-" for one in letters if one.isascii())
    return kept.replace(" ", "-").strip("-") or "name"


def _as_windows(character: str) -> str:
    """What Windows writes with a byte that is no UTF-8, which Python keeps as a surrogate."""
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return bytes([code - 0xDC00]).decode("cp1252", "ignore")
    return character


def theme_problems(root: Path) -> Iterator[Problem]:
    """What of the content folder's own theme cannot be read."""
    for file in theme_files(root):
        if not file.isprintable():
            yield _unprintable(file)
            continue
        try:
            data = read(root, file)
        except UnfitError as unfit:
            yield unfit.at(file)
            continue
        if file.startswith(OWN_THEME[0]):
            yield from (one for one in decode(data, file)[1] if one.rule == "not-utf-8")


def _unprintable(file: str) -> Problem:
    """A file of the theme under a name that no address can have."""
    message = f"a file of the theme must have a name that can be printed, found '{readable(file)}'"
    better = "/".join(map(plain, file.split("/")))
    return Problem(Place(file), "stray-file", message, f"rename it: {better!r}")
