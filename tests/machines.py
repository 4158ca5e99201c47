"""Machines that differ in all that should make no difference, and what each builds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.packed import ROOT

TODAY = "2026-06-15"
_TEXT = (".md", ".yaml", ".csv")  # which systems and editors give line ends of their own
# The program with files listed backwards and another number of processors, where that is asked for.
PROGRAM = """
import os, sys
umask, processors, backwards = int(sys.argv[1], 8), int(sys.argv[2]), sys.argv[3] == "True"
os.umask(umask)
if processors:
    os.cpu_count = os.process_cpu_count = lambda: processors
if backwards:
    listdir, scandir = os.listdir, os.scandir

    class Backwards:
        def __init__(self, *where):
            with scandir(*where) as found:
                self.entries = iter(sorted(found, key=lambda one: one.name, reverse=True))
        def __iter__(self):
            return self.entries
        def __next__(self):
            return next(self.entries)
        def __enter__(self):
            return self
        def __exit__(self, *_):
            pass
        close = __exit__

    os.scandir = Backwards
    os.listdir = lambda *where: sorted(listdir(*where), reverse=True)
from explainer import cli
cli.main(sys.argv[4:])
"""


@dataclass(frozen=True)
class Machine:
    """Where a site is built, and with which program."""

    env: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    folder: str = "here"
    backwards: bool = False
    processors: int = 0
    line_end: bytes = b"\n"
    program: Path = ROOT

    def build(self, content: Path, at: Path, *options: str) -> dict[str, bytes]:
        """Every file of the site, its manifest too, built from a copy of the content."""
        home = at / self.folder
        copy = shutil.copytree(content, home / "content")
        for path in (path for path in copy.rglob("*") if path.suffix in _TEXT):
            path.write_bytes(path.read_bytes().replace(b"\n", self.line_end))
        command = [sys.executable, "-P", "-c", PROGRAM, f"{self.umask:o}", f"{self.processors}"]
        command += [f"{self.backwards}", "build", "--content", str(copy), "--today", TODAY]
        own = {"PYTHONPATH": str(self.program), "XDG_STATE_HOME": str(home / "state")}
        done = subprocess.run(
            [*command, "--output", str(home / "site"), "--cache", str(home / "cache"), *options],
            env={**os.environ, **own, **self.env}, cwd=home, capture_output=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, (done.stdout + done.stderr).decode(errors="replace")
        site = home / "site"
        found = (path for path in site.rglob("*") if path.is_file())
        return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}


# What may be otherwise on another machine, each by itself.
OTHERS = {
    "time zone": Machine({"TZ": "Pacific/Apia"}),
    "locale": Machine({"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "hash seed": Machine({"PYTHONHASHSEED": "4711"}),
    "umask": Machine(umask=0o077),
    "folder": Machine(folder="a b/ü 東/%20"),
    "order of files": Machine(backwards=True),
    "number of workers": Machine(processors=3),
    "line ends": Machine(line_end=b"\r\n"),
}
ALL_AT_ONCE = Machine(
    {key: value for one in OTHERS.values() for key, value in one.env.items()},
    umask=0o077, folder="a b/ü 東/%20", backwards=True, processors=3, line_end=b"\r\n",
)  # fmt: skip
