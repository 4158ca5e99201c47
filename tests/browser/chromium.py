"""Find a Chromium for the browser tests, or install one: ``python -m tests.browser.chromium``.

Its headless shell is the one that Playwright prefers too: the same engine without the windows that
nobody sees, at three fifths of the processor's time. ``make audit`` wants a ``whole`` one, as
readers have it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

SHELL = "chromium-headless-shell"
WHOLE = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find(*, whole: bool = False) -> str | None:
    """The path of a Chromium: ``$CHROMIUM``, then the system's, then Playwright's own."""
    named = os.environ.get("CHROMIUM")
    if named:
        return named
    for name in WHOLE if whole else (SHELL, *WHOLE):
        if path := shutil.which(name):
            return path
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        own = playwright.chromium.executable_path
    return own if Path(own).exists() else None


def install(*, whole: bool = False) -> None:
    """Install Debian's Chromium where we may, else Playwright's build of it."""
    if shutil.which("apt-get") and (os.geteuid() == 0 or shutil.which("sudo")):
        sudo = [] if os.geteuid() == 0 else ["sudo"]
        _run([*sudo, "apt-get", "update", "-qq"])
        for package in ("chromium",) if whole else (SHELL, "chromium"):
            if find(whole=whole) is None:  # not every Debian has the first
                _run([*sudo, "apt-get", "install", "-y", "-qq", package])
    if find(whole=whole) is None:
        _run([sys.executable, "-m", "playwright", "install", "--with-deps", "chromium"])


def _run(command: list[str]) -> None:
    subprocess.run(command, check=False, stdout=subprocess.DEVNULL)


def main(whole: bool) -> None:
    """Make sure that there is one, or say what to do."""
    if find(whole=whole) is None:
        print("no Chromium found: installing one", file=sys.stderr)
        install(whole=whole)
    path = find(whole=whole)
    if path is None:
        sys.exit("The browser tests need Chromium: install it, or set CHROMIUM to its path.")
    print(f"browser tests use {path}", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:] == ["whole"])
