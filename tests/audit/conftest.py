"""The browser and the served sites of the browser tests."""

from __future__ import annotations

import pytest

from tests.browser.conftest import browser, built, rivers, served

__all__ = ["browser", "built", "rivers", "served"]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was measured, whether it passed or not."""
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, []):
            for name, figure in report.user_properties:
                if name == "figure":
                    terminalreporter.write_line(f"{report.nodeid}: {figure}")
