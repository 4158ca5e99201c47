"""Imports run one way, and the pure middle stays pure: the contracts stand in pyproject.toml."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def lint(package: Path) -> subprocess.CompletedProcess[str]:
    """Judge the package that stands in the folder ``package`` by the contracts."""
    command = "import sys; from importlinter.cli import lint_imports_command; "
    command += "sys.argv[0] = 'lint-imports'; lint_imports_command()"
    options = ["--config", ROOT / "pyproject.toml", "--no-cache", "--no-logo"]
    return subprocess.run(
        [sys.executable, "-c", command, *options],
        cwd=package,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_contracts_are_kept() -> None:
    done = lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("module", "line", "complaint"),
    [
        ("quantities/values.py", "import explainer.site", "not allowed to import explainer.site"),
        ("checks/scale.py", "import subprocess", "not allowed to import subprocess"),
        ("shapeless.py", "", "explainer.shapeless"),
    ],
)
def test_a_breach_is_found(tmp_path: Path, module: str, line: str, complaint: str) -> None:
    leave = shutil.ignore_patterns("__pycache__", "*.json")
    copy = shutil.copytree(ROOT / "explainer", tmp_path / "explainer", ignore=leave)
    with (copy / module).open("a") as file:
        file.write(f"\n{line}\n")
    done = lint(tmp_path)
    assert done.returncode == 1
    assert complaint in done.stdout
