"""Output folders: what stands in them, and what was left beside them."""

from __future__ import annotations

from pathlib import Path

import pytest

from explainer.publishing import manifest
from explainer.publishing.publish import publish
from tests.program import snapshot

ROOT = Path(__file__).parents[1]
OLD = {".nojekyll": b"", "index.html": b"old front", "rivers/index.html": b"old rivers"}
NEW = {".nojekyll": b"", "index.html": b"new front", "members/index.html": b"new members"}


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site that was published before."""
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


def held(folder: Path) -> dict[str, bytes]:
    """The files of a site, but for what it tells of itself."""
    files = {name: data for name, (data, _, _) in snapshot(folder).items()}
    assert files.pop(manifest.NAME)
    return files


def left_behind(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)


def killed_while_writing(output: Path) -> Path:
    staging = output.with_name(f".{output.name}.staging-0a1b2c3d")
    publish(NEW, staging)
    (staging / "members" / "index.html").unlink()
    return staging


# --- nothing is lost ------------------------------------------------------------------------------


def put(folder: Path, name: str, text: str = "mine") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
