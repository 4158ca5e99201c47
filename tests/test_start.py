"""No command waits for what another one needs: what is imported shows in what a run has loaded."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

SITE = Path(__file__).parent / "sites" / "minimal"
DRAWS = {"PIL", "resvg_py", "plotly", "jinja2", "icalendar", "pagefind_bin"}
SERVES = {"asyncio", "livereload", "tornado"}
READS = {"babel", "edtf", "markdown_it", "pycountry", "pydantic", "yaml"}


def loaded(*arguments: str | Path) -> set[str]:
    """The packages that a process of its own has loaded when a command ends."""
    code = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('loaded', *sys.modules, file=sys.stderr))\n"
        f"from explainer import cli; cli.main({[str(argument) for argument in arguments]!r})"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    [line] = [line for line in done.stderr.splitlines() if line.startswith("loaded ")]
    return {name.partition(".")[0] for name in line.split()[1:]}


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_reads_nothing(option: str) -> None:
    assert not loaded(option) & (DRAWS | SERVES | READS)


def test_a_check_neither_draws_nor_serves() -> None:
    found = loaded("check", "--content", SITE)
    assert "pydantic" in found
    assert not found & (DRAWS | SERVES | {"edtf", "multiprocessing"})


def test_a_question_does_neither() -> None:
    assert not loaded("ids", "--content", SITE) & (DRAWS | SERVES)
