"""How the site looks: folders of templates, and static files under names that carry their hash."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from importlib import resources
from pathlib import Path, PurePosixPath

from explainer import figures
from explainer.documents import files

PLOTLY = "plotly.js"
STATIC = "static"


@dataclass(frozen=True)
class Theme:
    """``addresses`` leads from a static file's name to its address, ``files`` from there on.

    ``content`` is the folder whose own ``theme/`` stands first.
    """

    content: Path
    templates: tuple[Path, ...]
    addresses: Mapping[str, str]
    files: Mapping[str, bytes]

    def text(self, name: str) -> str:
        """What a static file says; nothing where the theme has none of that name."""
        return self.files.get(self.addresses.get(name, ""), b"").decode(errors="replace")


def load(content: Path) -> Theme:
    """The default theme, with what the content folder's own ``theme/`` puts in its place."""
    static = {name: text.encode() for name, text in figures.scripts().items()}
    static[PLOTLY] = plotly()
    static |= _default_files() | _own_files(content)
    addresses = {name: hashed(name, data) for name, data in static.items()}
    made = {addresses[name]: data for name, data in static.items()}
    return Theme(content, tuple(folders(content, "templates")), addresses, made)


def _default_files() -> dict[str, bytes]:
    root = _default() / STATIC
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def _own_files(content: Path) -> dict[str, bytes]:
    """What of the content's own can be read; of the rest, checking the content tells."""
    found = {}
    for file in files.theme_files(content):
        name = PurePosixPath(file)
        if name.is_relative_to(f"theme/{STATIC}"):
            with suppress(files.UnfitError):
                found[str(name.relative_to(f"theme/{STATIC}"))] = files.read(content, file)
    return found


def folders(content: Path, kind: str) -> list[Path]:
    """The folders of ``templates`` or ``static`` files that there are, the content's own first."""
    own = [folder for folder in files.own_theme(content) if folder.name == kind]
    default = _default() / kind
    return [*own, default] if default.is_dir() else own


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
    """All of Plotly, as its package carries it; a ``plotly.js`` of the theme takes its place."""
    return resources.files("plotly").joinpath("package_data/plotly.min.js").read_bytes()
