"""Every reader at length: what the quick test tries, many thousand times."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec

import pytest

from tests.browser.conftest import ROOT
from tests.readers import READERS, tried

TIMES = {"pictures": 4000, "numbers": 4000, "typography": 4000}  # which take longer
RUNS = 3000


@pytest.mark.parametrize("name", READERS)
def test_whatever_is_read_is_a_value_or_told(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    times = TIMES.get(name, 10_000)
    tried(READERS[name], times, anew=True)
    record_property("examples", times)


@pytest.mark.skipif(find_spec("atheris") is None, reason="the fuzzer is not built for this Python")
@pytest.mark.parametrize("name", READERS)
def test_what_a_fuzzer_finds_its_way_to_is_a_value_or_told(name: str) -> None:
    command = [sys.executable, "-m", "tests.audit.fuzzing", name, f"{RUNS}", "2026"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, errors="replace")
    assert done.returncode == 0, done.stderr[-4000:]
    assert f"Done {RUNS} runs" in done.stderr
