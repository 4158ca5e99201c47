"""The same content gives the same bytes: each thing by itself that may be otherwise elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.machines import OTHERS, TODAY, Machine
from tests.packed import ROOT, wheel
from tests.program import run
from tests.repository import FACTS, Repository, _no_settings, repo
from tests.test_sameness import ADDRESS, STARTER, differing

__all__ = ["_no_settings", "repo"]  # fixtures

# Files that tell a day of the history: pages, what is drawn of them, what leads to them; and the
# list of all files.
_TELLS = re.compile(r"html$|^cards/|^figures/|^feeds/|^pagefind/|^sitemap|^\.explainer")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What this machine builds."""
    return Machine().build(STARTER, tmp_path_factory.mktemp("here"), *ADDRESS)


@pytest.mark.parametrize("name", OTHERS)
def test_what_is_otherwise_changes_no_byte(
    name: str, here: dict[str, bytes], tmp_path: Path
) -> None:
    assert differing(here, OTHERS[name].build(STARTER, tmp_path, *ADDRESS)) == []


def test_a_wheel_builds_what_a_checkout_builds(here: dict[str, bytes], tmp_path: Path) -> None:
    with zipfile.ZipFile(wheel(tmp_path)) as built:
        built.extractall(tmp_path / "lib")
    there = Machine(program=tmp_path / "lib").build(STARTER, tmp_path, *ADDRESS)
    assert differing(here, there) == []


def test_how_deep_a_clone_is_shows_only_where_history_is_told(repo: Repository) -> None:
    repo.commit("2026-06-02", facts_yaml=FACTS.replace("300 weirs", "310 weirs"))
    sites = {}
    for depth in (1, 9):
        clone, site = repo.root.with_name(f"deep{depth}"), repo.root.with_name(f"site{depth}")
        repo.git("clone", "--quiet", f"--depth={depth}", f"file://{repo.root}", str(clone))
        content = clone / repo.content.relative_to(repo.root)
        done = run("build", "--content", content, "--output", site, "--today", TODAY, *ADDRESS)
        assert done.code == 0, done.out
        files = (path for path in site.rglob("*") if path.is_file())
        sites[depth] = {path.relative_to(site).as_posix(): path.read_bytes() for path in files}
    assert [name for name in differing(sites[1], sites[9]) if not _TELLS.search(name)] == []


@pytest.mark.parametrize("system", ["darwin", "win32"])
def test_what_another_system_does_not_have_is_not_asked_of_it(system: str, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "mypy", "--platform", system, "--cache-dir", str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
