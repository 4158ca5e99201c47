"""The browser and the served sites of the browser tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from tests.browser import chromium
from tests.browser.conftest import CONTENTS, built_once, launched, rivers, served, streets
from tests.mutations import Figure

__all__ = ["rivers", "served", "streets"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A whole Chromium, with the windows that its headless shell lacks."""
    yield from launched(chromium.find(whole=True))


@pytest.fixture(scope="session")
def built(shared: Path) -> dict[str, Path]:
    """Both sites, whole."""
    return {name: built_once(shared / name, name) for name in CONTENTS}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What became of all mutations, whether every share of them passed or not."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    told = [dict(report.user_properties).get("figure") for report in reports]
    figures = [Figure(**figure) for figure in told if isinstance(figure, dict)]
    if figures:
        terminalreporter.section("mutations")
        terminalreporter.write_line(str(sum(figures, start=Figure())))
