"""Which files of the content folder are read, and which look as if they should be."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path, PurePosixPath

from explainer.documents import files, pictures
from explainer.documents.files import OWN_THEME, theme_problems
from explainer.problems import Place, Problem, readable, warning

SETTINGS = "site.yaml"
COLLECTIONS = (
    "sources", "facts", "series", "events", "groups", "figures", "pictures", "glossary",
    "corrections",
)  # fmt: skip

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd")
_YAML = (".yaml", ".yml")
_ALSO_WRITTEN_AS = (".txt", ".json", "")
_SPREADSHEETS = (".xlsx", ".xls", ".ods", ".numbers", ".tsv")
_LEFT_ALONE = ("readme", "license", "licence")
_BACKUPS = ("~", ".bak", ".orig", ".tmp")
_FOLDERS = (*COLLECTIONS, "pages", "theme")
_NEAR = 0.8
_ALL = f"read are {SETTINGS}, pages/*.md, and for each of {', '.join(COLLECTIONS)} a .yaml file"


@dataclass(frozen=True)
class Listing:
    """The files and links of a content folder, looked up once; and what kept some from it."""

    root: Path
    files: tuple[str, ...]
    closed: tuple[OSError, ...] = ()

    @cached_property
    def below(self) -> Mapping[str, tuple[str, ...]]:
        """The files by the first part of their paths, which tells what they hold."""
        found: dict[str, list[str]] = {}
        for file in self.files:
            found.setdefault(file.partition("/")[0], []).append(file)
        return {name: tuple(files) for name, files in found.items()}


def listing(root: Path) -> Listing:
    """Every file and link below a folder, relative to it, but hidden ones; sorted."""
    closed: list[OSError] = []
    return Listing(root, tuple(_files(root, closed.append)), tuple(closed))


def yaml_files(found: Listing, name: str) -> list[str]:
    """``NAME.yaml`` and every ``*.yaml`` under ``NAME/``, as there are; sorted."""
    within = (*found.below.get(name, ()), *found.below.get(f"{name}.yaml", ()))
    return sorted(file for file in within if _is_yaml_of(file, name))


def page_files(found: Listing) -> list[str]:
    """Every ``*.md`` under ``pages/``, sorted."""
    return [file for file in found.below.get("pages", ()) if _is_page(file)]


def table_files(found: Listing) -> list[str]:
    """Every CSV file right under ``series/``, sorted."""
    return [file for file in found.files if _is_table(file) and file.count("/") == 1]


def picture_files(found: Listing) -> list[str]:
    """Every file right under ``pictures/`` that is called as images are, sorted."""
    return [file for file in found.files if _is_picture(file)]


def stray_files(found: Listing) -> list[Problem]:
    """Files that nothing reads: errors where they look like content, else warnings."""
    root = found.root
    strays = [file for file in found.files if not _is_known(file)]
    return sorted(
        [
            *(_cannot_open(root, error) for error in found.closed),
            *(_linked(file) if (root / file).is_dir() else _stray(file) for file in strays),
            *theme_problems(root),
        ]
    )


def _files(root: Path, on_error: Callable[[OSError], None]) -> list[str]:
    found = []
    for folder, folders, names in files.walk(root, on_error):
        folders[:] = [name for name in folders if not name.startswith(".")]
        relative = Path(folder).relative_to(root)
        linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        seen = [name for name in names if not name.startswith(".")]
        found += [(relative / name).as_posix() for name in [*seen, *linked]]
    return sorted(found)


def _is_yaml_of(file: str, name: str) -> bool:
    is_there = file == f"{name}.yaml" or (file.startswith(f"{name}/") and file.endswith(".yaml"))
    return is_there and file.isprintable()


def _is_page(file: str) -> bool:
    return file.startswith("pages/") and file.endswith(".md") and file.isprintable()


def _is_table(file: str) -> bool:
    """Whether a series may name it; one that none does is told of by the rules."""
    return file.startswith("series/") and file.lower().endswith(".csv") and file.isprintable()


def _is_picture(file: str) -> bool:
    """The same of a picture."""
    is_there = file.startswith("pictures/") and file.count("/") == 1 and file.isprintable()
    return is_there and file.lower().endswith(pictures.SUFFIXES)


def _is_known(file: str) -> bool:
    kind = file.partition("/")[0].removesuffix(".yaml")
    if file == SETTINGS or _is_page(file) or (kind in COLLECTIONS and _is_yaml_of(file, kind)):
        return True
    is_content = _is_table(file) or _is_picture(file)
    stem = PurePosixPath(file).name.lower().partition(".")[0]
    is_theme = file.startswith(tuple(f"{folder}/" for folder in OWN_THEME))
    is_let_be = stem in _LEFT_ALONE or file.endswith(_BACKUPS)
    return is_content or is_theme or is_let_be


def _linked(file: str) -> Problem:
    """A link to a folder, which nothing follows."""
    found = f"found a link to one: '{readable(file)}'"
    message = f"a folder must stand in the content folder itself, {found}"
    hint = "put the folder itself in the place of the link"
    make = Problem if file.split("/")[0] in _FOLDERS else warning
    return make(Place(file), "unreadable-file", message, hint)


def _stray(file: str) -> Problem:
    message = f"a file of the content folder must be one that is read, found '{readable(file)}'"
    meant = _meant(PurePosixPath(file))
    if meant and meant != file:
        hint = f"did you mean {meant!r}? rename it, or move what it holds"
        return Problem(Place(file), "stray-file", message, hint)
    hint = f"{_ALL} or a folder of such files; move or remove it"
    if file.lower().endswith(_SPREADSHEETS):
        hint = "save it as CSV ('CSV UTF-8' in most spreadsheets) in series/, and move it away"
    if file.lower().endswith(pictures.SUFFIXES):
        right = f"pictures/{files.plain(PurePosixPath(file).name)}"
        hint = f"a picture for pages must stand right in pictures/: did you mean {right!r}?"
    if file.lower().endswith(_MARKDOWN + _YAML):
        return Problem(Place(file), "stray-file", message, hint)
    return warning(Place(file), "stray-file", message, hint)


def _meant(file: PurePosixPath) -> str:
    """The name under which a file would be read, if its name comes near to one."""
    stem, suffix = files.plain(file.name.partition(".")[0]), file.suffix.lower()
    if suffix == ".csv":
        return f"series/{stem}.csv"
    if len(file.parts) == 1:
        is_yaml = suffix in _YAML + _ALSO_WRITTEN_AS
        near = _nearest(stem, [*COLLECTIONS, "site"]) if is_yaml else ""
        return f"{near}.yaml" if near else f"pages/{stem}.md" if suffix in _MARKDOWN else ""
    near = _nearest(file.parts[0], [*COLLECTIONS, "pages"])
    right, wrong = (".md", _YAML) if near == "pages" else (".yaml", _MARKDOWN)
    if not near or suffix in wrong or suffix not in _MARKDOWN + _YAML + _ALSO_WRITTEN_AS:
        return ""
    return "/".join([near, *map(files.plain, file.parts[1:-1]), stem + right])


def _nearest(word: str, choices: list[str]) -> str:
    return next(iter(get_close_matches(word.lower(), choices, n=1, cutoff=_NEAR)), "")


def _cannot_open(root: Path, error: OSError) -> Problem:
    folder = os.path.relpath(error.filename, root) if error.filename else "."
    message = f"a content folder must be there and readable, found: {error.strerror or error}"
    is_deep = error.strerror == files.TOO_DEEP
    hint = "move what it holds into fewer folders" if is_deep else "check its name and rights"
    return Problem(Place(folder), "unreadable-file", message, hint)
