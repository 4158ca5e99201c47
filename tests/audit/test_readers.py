"""Every reader at length: what the quick test tries, many thousand times."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.readers import READERS, tried

TIMES = {"pictures": 4000, "numbers": 4000, "typography": 4000}  # which take longer


@pytest.mark.parametrize("name", READERS)
def test_whatever_is_read_is_a_value_or_told(
    name: str, record_property: Callable[[str, object], None]
) -> None:
    times = TIMES.get(name, 10_000)
    tried(READERS[name], times, anew=True)
    record_property("examples", times)
