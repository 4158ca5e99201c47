"""What all tests share."""

from __future__ import annotations

import pytest
import yaml
from hypothesis import settings

from explainer.documents import nodes

# How long an example takes says how busy the machine is; each test as a whole has its time limit.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(params=["fast", "slow"])
def either_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader in C, and the one in Python where that is missing."""
    if request.param == "slow":
        monkeypatch.setattr(nodes, "LOADER", yaml.SafeLoader)
