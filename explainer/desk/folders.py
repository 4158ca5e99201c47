"""Where content is, and where the site goes that is made from it."""

from __future__ import annotations

import os
from pathlib import Path

SETTINGS = "site.yaml"
CONTENT = "content"


def content_at(folder: Path) -> Path:
    """The content in a folder that was named: itself, or the ``content/`` of a repository."""
    inside = folder / CONTENT
    return inside if _is_content(inside) and not _is_content(folder) else folder


def content_here() -> Path | None:
    """The content where nobody named a folder: here, or above, as git finds its repository.

    A ``content/`` without settings is taken too, to say what it lacks.
    """
    here = Path.cwd()
    for folder in (here, *here.parents):
        found = content_at(folder)
        if _is_content(found):
            return Path(os.path.relpath(found, here))
    return Path(CONTENT) if Path(CONTENT).is_dir() else None


def _is_content(folder: Path) -> bool:
    return os.path.isfile(folder / SETTINGS)  # a folder that nobody may look into has none


def beside(content: Path) -> Path:
    """Where a site goes that nobody sent elsewhere: beside its content, so that no two meet."""
    folder = content if content.name not in ("", "..") else content.resolve()
    return folder.parent / ("site" if folder.name == CONTENT else f"{folder.name}-site")


def cache_of(content: Path) -> Path:
    """What is remembered between builds, unless another folder is named."""
    return root_of(content) / ".cache" / "explainer"


def root_of(content: Path) -> Path:
    """The top of the repository that content is in, or else the folder around it."""
    folders = (content.resolve(), *content.resolve().parents)
    found = next((one for one in folders if os.path.exists(one / ".git")), content.resolve().parent)
    return Path(os.path.relpath(found))
