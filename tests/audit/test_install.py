"""The wheel in an empty environment: pip brings all that it needs, and nothing of ours is near."""

from __future__ import annotations

import subprocess
import venv
from pathlib import Path

from tests.packed import wheel


def said(*command: str | Path, folder: Path) -> str:
    words = [str(word) for word in command]
    done = subprocess.run(words, cwd=folder, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_who_installs_the_wheel_can_publish(tmp_path: Path) -> None:
    house, desk = tmp_path / "house", tmp_path / "desk"
    desk.mkdir()
    venv.create(house, with_pip=True)
    said(house / "bin" / "pip", "install", "--quiet", wheel(tmp_path), folder=desk)
    program = house / "bin" / "explainer"
    assert said(program, "--help", folder=desk).startswith("Usage: explainer ")
    said(program, "new", "mine", folder=desk)
    said(program, "check", "--content", "mine", folder=desk)
    said(program, "build", "--content", "mine", "--output", "site", folder=desk)
    assert "<svg" in (desk / "site" / "index.html").read_text(encoding="utf-8")
