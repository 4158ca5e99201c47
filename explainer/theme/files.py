"""How the site looks: folders of templates, and static files under names that carry their hash."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path, PurePosixPath

from explainer import figures
from explainer.documents import files
from explainer.model import Looks
from explainer.problems import Place, Problem, nearest, warning
from explainer.site import dress

PLOTLY = "plotly.js"
STATIC, TEMPLATES = "static", "templates"


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

    def told(self) -> str:
        """What tells it from all other themes: every template, and the hashes of static files."""
        told = hashlib.sha256(repr(sorted(self.addresses.items())).encode())
        for folder in self.templates:
            for path in sorted(one for one in folder.rglob("*") if one.is_file()):
                data = hashlib.sha256(path.read_bytes()).hexdigest()
                told.update(f"{path.relative_to(folder)} {data}\0".encode())
            told.update(b"\0")
        return told.hexdigest()

    def weight(self, name: str) -> int:
        """The bytes that a reader loads for a static file, compressed as hosts do."""
        return _compressed(self.files.get(self.addresses.get(name, ""), b""))


def load(content: Path) -> Theme:
    """The default theme, with what the content folder's own ``theme/`` puts in its place."""
    static = {name: text.encode() for name, text in figures.scripts().items()}
    static[PLOTLY] = plotly()
    static |= joined(_default_files(), _own_files(content))
    addresses = {name: hashed(name, data) for name, data in static.items()}
    made = {addresses[name]: data for name, data in static.items()}
    return Theme(content, tuple(folders(content, TEMPLATES)), addresses, made)


@lru_cache(maxsize=16)
def _compressed(data: bytes) -> int:
    return len(gzip.compress(data, compresslevel=6, mtime=0)) if data else 0


STYLE = "style.css"


def dressed(look: Theme, looks: Looks) -> Theme:
    """The theme with the colours and typefaces that site.yaml names."""
    rules = dress.rules(looks, look.addresses)
    if not rules or STYLE not in look.addresses:
        return look
    old = look.addresses[STYLE]
    data = rules.encode() + look.files[old]
    new = hashed(STYLE, data)
    rest = {at: held for at, held in look.files.items() if at != old}
    return replace(look, addresses={**look.addresses, STYLE: new}, files={**rest, new: data})


def idle(content: Path, looks: Looks) -> list[Problem]:
    """Files of the content's own theme that replace none of ours, and that nothing of it names."""
    own = files.theme_files(content)
    used = "\n".join([*looks.model_dump(exclude={"footer"}).values(), *_own_texts(content, own)])
    idle_files = [_idle(file) for file in own if not _replaces(file) and _name(file) not in used]
    return [*idle_files, *_idle_blocks(content, own)]


def _idle_blocks(content: Path, own: list[str]) -> list[Problem]:
    """The blocks of its templates that override nothing; most sites have none to be read."""
    top = f"theme/{TEMPLATES}/"
    templates = [file for file in own if file.startswith(top)]
    if not templates:
        return []
    from explainer.theme import blocks

    texts = {}
    for file in templates:
        with suppress(files.UnfitError):
            texts[_name(file)] = files.read(content, file).decode(errors="replace")
    return list(blocks.idle(texts, _our_templates(), top.rstrip("/")))


def _our_templates() -> dict[str, str]:
    root = _default() / TEMPLATES
    return {
        path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(root.rglob("*.html"))
    }


def _name(file: str) -> str:
    """The name by which templates call it."""
    return "/".join(file.split("/")[2:])


def _replaces(file: str) -> bool:
    kind, name = file.split("/")[1], _name(file)
    made = name == PLOTLY or name in figures.scripts()
    return (_default() / kind / name).exists() or (kind == STATIC and made)


def _own_texts(content: Path, own: list[str]) -> list[str]:
    """What templates and style sheets say, apart from their own names."""
    found = []
    for file in own:
        if file.startswith("theme/templates/") or file.endswith((".css", ".js")):
            with suppress(files.UnfitError):
                found.append(files.read(content, file).decode(errors="replace"))
    return found


def _idle(file: str) -> Problem:
    kind = file.split("/")[1]
    names = {
        path.relative_to(_default() / kind).as_posix() for path in (_default() / kind).rglob("*.*")
    }
    message = f"a file of the theme should replace one of ours or be named by one, not {file!r}"
    near = nearest(_name(file), frozenset(names))
    otherwise = "name it in a template, or under 'theme:' in site.yaml; or take it away"
    return warning(
        Place(file), "idle-theme-file", message, f"did you mean {near!r}?" if near else otherwise
    )


def _default_files() -> dict[str, bytes]:
    root = _default() / STATIC
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not path.name.startswith(".")
    }


def joined(ours: Mapping[str, bytes], own: Mapping[str, bytes]) -> dict[str, bytes]:
    """Our static files with the site's ``own`` in their places, style sheets in one piece each.

    A folder that is called as a style sheet is one, of its files in order: in ``style.css``,
    ``6-front.css`` is the room of the front page. A file of its own takes the place of all.
    """
    files: dict[str, bytes] = {}
    for name, data in sorted({**ours, **own}.items()):
        sheet = str(PurePosixPath(name).parent)
        if not sheet.endswith(".css"):
            files[name] = data
        elif sheet not in own:
            files[sheet] = files.get(sheet, b"") + data
    return files


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
    package = Path(__file__).resolve().parents[1]
    packed = package / "theme_files"
    return packed if packed.is_dir() else package.parent


def plotly() -> bytes:
    """All of Plotly, as its package carries it; a ``plotly.js`` of the theme takes its place."""
    return resources.files("plotly").joinpath("package_data/plotly.min.js").read_bytes()
