"""Every key of every entry of a whole site, left out, misspelt and of the wrong kind."""

from __future__ import annotations

import pytest

from tests.test_one_mistake import FILES, HOWS, Usual, file, usual

__all__ = ["usual"]


@pytest.mark.parametrize("how", HOWS)
@pytest.mark.parametrize("name", FILES)
def test_no_key_breeds_anything_elsewhere(name: str, how: str, usual: Usual) -> None:
    one = file(name)
    bred = {way: usual.bred(one, way, how) for way in one.ways()}
    assert {way: told for way, told in bred.items() if told} == {}
