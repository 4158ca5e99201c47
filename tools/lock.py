"""A part of the lock, for pip: ``python -m tools.lock FILE PART...``, such as "site" or "audit".

The lock has everything at once, so that no two parts disagree; but who only builds the site need
not install what tests it. This runs before anything is installed, so it needs Python alone.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_PACKAGE = re.compile(r"^\w.*\n(?:[ \t].*\n)*", re.M)  # one may stand there twice, by markers
_NEEDED_BY = re.compile(r"^ +#(?: +via)? +([\w.-]+)$", re.M)


def part(names: Iterable[str], lock: str, project: dict[str, Any]) -> str:
    """The lines of ``lock`` for what the named parts of the project need, directly or not."""
    packages = _PACKAGE.findall(lock)
    asked = {name_of(one) for name in names for one in requirements(project)[name]}
    if missing := asked - {name_of(package) for package in packages}:
        raise LookupError(f"the lock lacks {', '.join(sorted(missing))}: run 'make lock'")
    needed: set[str] = set()
    while asked - needed:
        needed |= asked
        asked = {name_of(one) for one in packages if not needed.isdisjoint(_NEEDED_BY.findall(one))}
    return "".join(package for package in packages if name_of(package) in needed)


def requirements(project: dict[str, Any]) -> dict[str, list[str]]:
    """What each part of pyproject.toml asks for: "site" to build it, the others by their names."""
    table = project["project"]
    groups = project["dependency-groups"]
    return {"site": table["dependencies"], **table["optional-dependencies"], **groups}


def name_of(requirement: str) -> str:
    """The package that a requirement is for, as registries compare names: "PyYAML>=6", "pyyaml"."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def main() -> None:
    """Print the parts that the command line names."""
    with (Path(__file__).parents[1] / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    lock, *names = sys.argv[1:]
    print(part(names, Path(lock).read_text(encoding="utf-8"), project), end="")


if __name__ == "__main__":
    main()
