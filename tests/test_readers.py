"""Whatever comes to a reader, it gives a value or says what is wrong, and never raises."""

from __future__ import annotations

import pytest

from tests.readers import READERS, tried


@pytest.mark.parametrize("name", READERS)
def test_whatever_is_read_is_a_value_or_told(name: str) -> None:
    tried(READERS[name], 60)
