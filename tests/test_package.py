"""The program as a package: all that it needs is in the wheel, and it runs from any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import explainer
from tests.packed import PACKED, ROOT, wheel
from tests.program import run


@pytest.fixture(scope="module")
def unpacked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the wheel holds, unpacked as pip does it."""
    folder = tmp_path_factory.mktemp("wheel")
    with zipfile.ZipFile(wheel(folder)) as built:
        built.extractall(folder / "lib")
    return folder / "lib"


def installed(unpacked: Path, folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """``python -m explainer`` in ``folder``, of the wheel alone: this checkout is out of reach."""
    command = [sys.executable, "-P", "-m", "explainer", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(unpacked)}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


def test_a_site_is_started_checked_and_built_with_the_wheel(unpacked: Path, tmp_path: Path) -> None:
    assert installed(unpacked, tmp_path, "new", "mine").returncode == 0
    for command in ("check", "build"):
        done = installed(unpacked, tmp_path, command, "--content", "mine")
        assert done.returncode == 0, done.stdout + done.stderr
    [front] = (path for path in tmp_path.rglob("index.html") if path.parent.name.endswith("site"))
    assert "<svg" in front.read_text(encoding="utf-8"), "figures are drawn"
    assert list(front.parent.glob("assets/style.*.css")), "and the theme came along"


def test_the_wheel_holds_every_file_of_the_program(unpacked: Path) -> None:
    places = dict(zip(PACKED, ("", "theme_files/templates", "theme_files/static"), strict=True))
    for name, place in places.items():
        for path in (ROOT / name).rglob("*"):
            if path.is_file() and "__pycache__" not in path.parts:
                file = unpacked / "explainer" / place / path.relative_to(ROOT / name)
                assert file.read_bytes() == path.read_bytes()
    assert (unpacked / "explainer" / "py.typed").exists()


def test_the_version_is_that_of_the_package() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == explainer.__version__
    assert run("--version").out == f"explainer, version {explainer.__version__}\n"


@pytest.mark.parametrize(
    ("door", "name"),
    [([str(ROOT / "build.py")], "build.py"), (["-m", "explainer"], "python -m explainer")],
)
def test_the_program_calls_itself_as_it_was_called(door: list[str], name: str) -> None:
    command = [sys.executable, *door, "--help"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.startswith(f"Usage: {name} [OPTIONS] COMMAND")
    assert "Usage: explainer [OPTIONS] COMMAND" in run("--help").out


@pytest.mark.parametrize(
    ("given", "cure"),
    [
        ("chekc", "did you mean 'check'?"),
        ("publish", "the commands are: build, check, serve, new"),
        ("mine", "for that folder: 'explainer build --content mine'"),
    ],
)
def test_an_unknown_command_is_told_as_such(
    given: str, cure: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "mine").mkdir()
    monkeypatch.chdir(tmp_path)
    done = run(given, "--strict")
    assert done.code == 2
    assert f"there is no command {given!r}; {cure}" in done.err


def test_content_is_found_from_anywhere_in_its_repository(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert run("new", tmp_path / "mine").code == 0
    for path in [tmp_path / "mine", *(tmp_path / "mine").rglob("pages")]:
        monkeypatch.chdir(path)
        done = run("check")
        assert done.code == 0, done.out + done.err


def test_where_there_is_no_content_the_way_to_start_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run("check")
    assert done.code == 2
    assert "there is no content here" in done.err
    assert "'explainer new DIR'" in done.err
