"""What all tests share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import settings

from explainer.desk import folders
from explainer.documents import nodes

ROOT = Path(__file__).parents[1]

# How long an example takes says how busy the machine is; each test as a whole has its time limit.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@pytest.fixture(params=["fast", "slow"])
def either_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader in C, and the one in Python where that is missing."""
    if request.param == "slow":
        monkeypatch.setattr(nodes, "LOADER", yaml.SafeLoader)


@pytest.fixture(scope="session", autouse=True)
def _drawn_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What a build has drawn no other draws again in this run, whichever process it is in.

    Contents of this repository have its own cache; a test of caches names one with ``--cache``.
    """
    base, own = tmp_path_factory.getbasetemp(), folders.cache_of
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def cache_of(content: Path) -> Path:
        return own(content) if content.resolve().is_relative_to(ROOT) else shared / "drawn"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders, "cache_of", cache_of)
        yield
