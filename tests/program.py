"""The program as an editor runs it, in this process: what it printed, and its exit code."""

from __future__ import annotations

import ctypes
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from explainer import cli


@dataclass(frozen=True, slots=True)
class Run:
    """One run of the program; an exception that escapes it is a traceback, and fails the test."""

    code: int
    out: str
    err: str


def run(*arguments: str | Path) -> Run:
    """``build.py ARGUMENTS``."""
    out, err = io.StringIO(), io.StringIO()
    code: object = 0
    with redirect_stdout(out), redirect_stderr(err):
        try:
            cli.main([str(argument) for argument in arguments])
        except SystemExit as exit_:
            code = exit_.code
    assert code is None or isinstance(code, int), code
    return Run(code or 0, out.getvalue(), err.getvalue())


@contextmanager
def held_to_rights() -> Iterator[None]:
    """What is done here needs the rights of files, even if the tests run as root, on Linux."""
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        yield
        return
    libc, version_3, see_and_write_all = ctypes.CDLL(None), 0x20080522, 0b110
    thread, sets = (ctypes.c_uint32 * 2)(version_3, 0), (ctypes.c_uint32 * 6)()
    assert libc.capget(thread, sets) == 0
    effective = sets[0]
    sets[0] &= ~see_and_write_all
    assert libc.capset(thread, sets) == 0
    try:
        yield
    finally:
        sets[0] = effective
        libc.capset(thread, sets)


def snapshot(folder: Path) -> dict[str, tuple[bytes, int, int]]:
    """Every file below ``folder``: its bytes, its time of change and its inode."""
    return {
        path.relative_to(folder).as_posix(): (
            path.read_bytes(),
            path.stat().st_mtime_ns,
            path.stat().st_ino,
        )
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
