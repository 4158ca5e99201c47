"""The browser and the served sites of the browser tests."""

from tests.browser.conftest import browser, built, rivers, served

__all__ = ["browser", "built", "rivers", "served"]
