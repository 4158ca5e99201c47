"""The browser and the served sites of the browser tests."""

from __future__ import annotations

import pytest

from tests.browser.conftest import browser, built, rivers, served, streets
from tests.mutations import Figure

__all__ = ["browser", "built", "rivers", "served", "streets"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What became of all mutations, whether every share of them passed or not."""
    reports = [one for kind in ("passed", "failed") for one in terminalreporter.stats.get(kind, [])]
    told = [dict(report.user_properties).get("figure") for report in reports]
    figures = [Figure(**figure) for figure in told if isinstance(figure, dict)]
    if figures:
        terminalreporter.section("mutations")
        terminalreporter.write_line(str(sum(figures, start=Figure())))
