"""Every day of a year: what ``tests/test_year.py`` looks at now and then."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.repository import _no_settings
from tests.year import begun, lived

__all__ = ["_no_settings"]  # a fixture


@pytest.mark.timeout(3600)
def test_every_day_of_a_year(tmp_path: Path) -> None:
    year = begun(tmp_path / "repository")
    lived(year, 1)
