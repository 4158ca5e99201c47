"""Many more mutations than every test run bears, in shares; the audit says what became of them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest

from tests.mutations import run

SHARE = 625  # of 20,000


@pytest.mark.parametrize("share", range(32))
def test_mutations_are_told_or_built(
    share: int, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    figure = run(2026, range(share * SHARE, (share + 1) * SHARE), tmp_path)
    record_property("figure", asdict(figure))
    assert figure.failures == []
