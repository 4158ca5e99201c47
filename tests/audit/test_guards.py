"""Each defence taken away: its hostile test falls, and so proves that it holds."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from tests.guards import GUARDS, NAMED
from tests.packed import ROOT


@pytest.mark.parametrize("name", GUARDS)
def test_without_its_guard_each_hostile_test_falls(name: str) -> None:
    for test in GUARDS[name].tests:
        command = [sys.executable, "-m", "pytest", "-x", "-p", "tests.guards", "-p"]
        done = subprocess.run(
            [*command, "no:cacheprovider", test],
            cwd=ROOT, env={**os.environ, NAMED: name}, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 1, done.stdout + done.stderr
        assert "1 failed" in done.stdout or f"FAILED {test}" in done.stdout, done.stdout
