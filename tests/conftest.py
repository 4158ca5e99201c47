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
# The same examples each time, so that no edit meets the fault of another; the audit tries others.
settings.register_profile("any machine", deadline=None, derandomize=True)
settings.load_profile("any machine")

# Begun first, so that at the end no process has a long file to itself.
LONGEST = (
    "browser/test_pages.py", "browser/", "test_artefacts.py", "test_photos.py", "test_sites.py",
    "test_pictures.py", "test_lineage.py", "test_publish.py", "test_passages.py", "test_cache.py",
)  # fmt: skip


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Long files first, as ``make test`` deals files out in the order in which they come."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    path = item.path.relative_to(ROOT).as_posix()
    found = (turn for turn, name in enumerate(LONGEST) if path.startswith(f"tests/{name}"))
    return next(found, len(LONGEST))


@pytest.fixture(params=["fast", "slow"])
def either_reader(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader in C, and the one in Python where that is missing."""
    if request.param == "slow":
        monkeypatch.setattr(nodes, "LOADER", yaml.SafeLoader)


@pytest.fixture(scope="session")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that all processes of this run have in common."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if "PYTEST_XDIST_WORKER" in os.environ else base


@pytest.fixture(scope="session", autouse=True)
def _drawn_once(shared: Path) -> Iterator[None]:
    """What a build has drawn no other draws again in this run, whichever process it is in.

    Contents of this repository have its own cache; a test of caches names one with ``--cache``.
    """
    own = folders.cache_of

    def cache_of(content: Path) -> Path:
        return own(content) if content.resolve().is_relative_to(ROOT) else shared / "drawn"

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folders, "cache_of", cache_of)
        yield
