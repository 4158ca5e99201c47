"""What SECURITY.md promises names tests that there are, and a guard that the audit takes away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.guards import GUARDS

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "SECURITY.md").read_text(encoding="utf-8")
ROWS = [
    [cell.strip() for cell in row[1:-1].split("|")] for row in re.findall(r"^\|.+\|$", TEXT, re.M)
]
DEFENCES = ROWS[2:]


@pytest.mark.parametrize("row", DEFENCES, ids=lambda row: row[0])
def test_a_defence_is_held_by_tests_and_was_taken_away_once(row: list[str]) -> None:
    _, _, tested = row
    named = re.findall(r"`(test_\w+\.py)`(?: \(([^)]*)\))?", tested)
    assert named
    guarded = {test for guard in GUARDS.values() for test in guard.tests}
    for file, tests in named:
        source = (ROOT / "tests" / file).read_text(encoding="utf-8")
        assert all(f"def {test}(" in source for test in re.findall(r"\w+", tests))
    assert any(test.startswith(f"tests/{file}::") for file, _ in named for test in guarded)


def test_every_guard_names_tests_that_there_are() -> None:
    for guard in GUARDS.values():
        for test in guard.tests:
            file, _, name = test.partition("::")
            source = (ROOT / file).read_text(encoding="utf-8")
            assert f"def {name.partition('[')[0]}(" in source
