"""A repository of one's own to begin with: content, workflow, settings; nothing is written over."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from explainer import pipeline
from explainer.desk import schemas, snippets

STARTER = Path(__file__).parents[1] / "starter"
UNKNOWN = f"OWNER/explainer@{40 * '0'}"
# What a repository may hold that was made a minute ago, and is still empty.
_NO_CONTENT = re.compile(
    r"\.git|\.gitignore|\.gitattributes|(readme|licen[cs]e)\b.*", re.IGNORECASE
)
_ON_GITHUB = re.compile(
    r"(?:https://|ssh://git@|git@)github\.com[:/]([\w.-]+/[\w.-]+?)(?:\.git)?/?"
)


class StartError(Exception):
    """Nothing was started; its text says why."""


@dataclass(frozen=True, slots=True)
class Choices:
    """What is known of a new site; ``program`` is where its workflow finds this program."""

    title: str
    language: str
    url: str = ""
    repository: str = ""
    program: str = UNKNOWN


def start(folder: Path, choices: Choices) -> list[str]:
    """Write a repository to begin with, and say which of its files were written.

    A README or LICENSE that is there stays; with anything else there nothing is written, which
    StartError says, as it does where the folder cannot be written.
    """
    try:
        _refuse_content(folder)
        written = [*_written(folder, choices), _offer_ids(folder)]
    except (OSError, RuntimeError) as error:
        raise StartError(f"{str(folder)!r} could not be written: {error}") from error
    _make_repository(folder)
    return written


def _offer_ids(folder: Path) -> str:
    """The ids of the content that was just written, for those who go on with it."""
    known = pipeline.read(folder / "content")
    snippets.keep(folder, known.content, known.ledger)
    return snippets.FILE


def _make_repository(folder: Path) -> None:
    """Unless the folder is in one, or git is not there, which is no fault."""
    if shutil.which("git") and not any((one / ".git").exists() for one in _way_up(folder)):
        command = ["git", "init", "--quiet", "--initial-branch", "main", str(folder)]
        subprocess.run(command, capture_output=True, check=False)


def _way_up(folder: Path) -> tuple[Path, ...]:
    whole = folder.resolve()
    return whole, *whole.parents


def _refuse_content(folder: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise StartError(f"a new site needs a folder, but {str(folder)!r} is a file")
    names = sorted(path.name for path in folder.iterdir()) if folder.exists() else []
    kept = [name for name in names if not _NO_CONTENT.fullmatch(name)]
    if kept:
        raise StartError(
            f"a new site needs an empty folder, or one with no more than .git, a README and a"
            f" LICENSE, but {str(folder)!r} has {kept[0]!r}"
        )


def _written(folder: Path, choices: Choices) -> Iterator[str]:
    for path in sorted(STARTER.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts:
            name = path.relative_to(STARTER).as_posix()
            text = _filled(name, path.read_text(encoding="utf-8"), choices)
            yield _put(folder, name, text)
    for name, text in schemas.files().items():
        yield _put(folder, name, text)


def _put(folder: Path, name: str, text: str) -> str:
    """Write a file, beside one of that name if there is one; a ``.gitignore`` goes on."""
    path = folder / name
    if name == ".gitignore" and path.exists():
        text = f"{path.read_text(encoding='utf-8').rstrip()}\n{text}".lstrip()
    elif path.exists():
        path = path.with_name("EDITING.md")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
    return path.relative_to(folder).as_posix()


def _filled(name: str, text: str, choices: Choices) -> str:
    """A file of the starter with what is known of the site."""
    if name == "content/site.yaml":
        return _settings(text, choices)
    return text.replace("TITLE", choices.title).replace(UNKNOWN, choices.program)


def _settings(text: str, choices: Choices) -> str:
    """``site.yaml`` with the choices as its values; what is not known stands in no line."""
    for key in ("title", "language", "url", "repository"):
        value = getattr(choices, key)
        line = f"{key}: {json.dumps(value, ensure_ascii=False)}\n" if value else ""
        before, _, after = text.partition(f"\n{key}:")
        text = f"{before}\n{line}{after.partition(chr(10))[2]}"
    return text


# --- what is known without asking -----------------------------------------------------------------


def cloned_from(folder: Path) -> str:
    """The address of the repository on GitHub that a folder was cloned from; else empty."""
    owner_and_name = _on_github(_git(folder, "remote", "get-url", "origin"))
    return f"https://github.com/{owner_and_name}" if owner_and_name else ""


def served_at(repository: str) -> str:
    """Where GitHub Pages serves a repository."""
    owner, _, name = _on_github(repository).partition("/")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" + ("" if name.lower() == host else f"{name}/") if owner else ""


def own_address() -> str:
    """Where this program was taken from, and which commit: ``OWNER/NAME@COMMIT``; else empty.

    pip knows that of what it installed from git, and git of a checkout.
    """
    try:
        told = metadata.distribution("explainer").read_text("direct_url.json") or "{}"
    except metadata.PackageNotFoundError:
        told = "{}"
    source = json.loads(told)
    checkout = Path(__file__).resolve().parents[2]
    commit = source.get("vcs_info", {}).get("commit_id", "")
    url = source.get("url", "") if commit else _git(checkout, "remote", "get-url", "origin")
    commit = commit or _git(checkout, "rev-parse", "HEAD")
    owner_and_name = _on_github(url)
    return f"{owner_and_name}@{commit}" if owner_and_name and commit else ""


def _on_github(address: str) -> str:
    found = _ON_GITHUB.fullmatch(address)
    return found[1] if found else ""


def _git(folder: Path, *arguments: str) -> str:
    """What git says of a folder that is the top of a repository; nothing without one."""
    if not shutil.which("git") or not (folder / ".git").exists():
        return ""
    command = ["git", "-C", str(folder), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.stdout.strip() if done.returncode == 0 else ""
