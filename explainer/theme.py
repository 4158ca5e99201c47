"""How the site looks: folders of templates, and static files under names that carry their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from explainer import figures

PLOTLY = "plotly.js"


@dataclass(frozen=True)
class Theme:
    """``addresses`` leads from a static file's name to its address, ``files`` from there on.

    ``content`` is the folder whose own ``theme/`` stands first.
    """

    content: Path
    templates: tuple[Path, ...]
    static: tuple[Path, ...]
    addresses: Mapping[str, str]
    files: Mapping[str, bytes]


def load(content: Path) -> Theme:
    """The default theme, with what the content folder's own ``theme/`` puts in its place."""
    folders = (content / "theme", _default())
    static = {name: text.encode() for name, text in figures.scripts().items()}
    static[PLOTLY] = plotly()
    for folder in reversed(folders):
        root = folder / "static"
        for path in sorted(root.rglob("*")) if root.is_dir() else ():
            if path.is_file() and not path.name.startswith("."):
                static[path.relative_to(root).as_posix()] = path.read_bytes()
    addresses = {name: hashed(name, data) for name, data in static.items()}
    files = {addresses[name]: data for name, data in static.items()}
    templates, statics = (
        tuple(folder / name for folder in folders if (folder / name).is_dir())
        for name in ("templates", "static")
    )
    return Theme(content, templates, statics, addresses, files)


def hashed(name: str, data: bytes) -> str:
    """An address that changes with the content, so that an old page never meets a new file."""
    path = PurePosixPath(name)
    digest = hashlib.sha256(data).hexdigest()[:10]
    return str(PurePosixPath("assets", path.with_name(f"{path.stem}.{digest}{path.suffix}")))


def _default() -> Path:
    """The theme beside the program: packed in a wheel, or at the top of a checkout."""
    package = Path(__file__).resolve().parent
    packed = package / "theme_files"
    return packed if packed.is_dir() else package.parent


def plotly() -> bytes:
    """The bundle that the plotly package carries; it is served only to readers who ask for it."""
    return resources.files("plotly").joinpath("package_data/plotly.min.js").read_bytes()
