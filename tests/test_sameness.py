"""The same content gives the same bytes, whatever the machine; the audit tries each thing alone."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.machines import ALL_AT_ONCE, TODAY
from tests.program import run

STARTER = Path(__file__).parents[1] / "explainer" / "starter" / "content"
ADDRESS = ("--base-url", "https://example.org/x/")


def differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return sorted(name for name in one.keys() | other.keys() if one.get(name) != other.get(name))


def test_another_machine_builds_the_same_bytes(tmp_path: Path) -> None:
    """Another time zone, locale, hash seed, umask, folder, order of files and number of workers."""
    content, site = shutil.copytree(STARTER, tmp_path / "content"), tmp_path / "site"
    done = run("build", "--content", content, "--output", site, "--today", TODAY, *ADDRESS)
    assert done.code == 0, done.err
    files = (path for path in site.rglob("*") if path.is_file())
    here = {path.relative_to(site).as_posix(): path.read_bytes() for path in files}
    there = ALL_AT_ONCE.build(STARTER, tmp_path, *ADDRESS)
    assert differing(here, there) == []
