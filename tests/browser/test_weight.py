"""What the front page weighs, everything counted that a first visit fetches."""

from __future__ import annotations

import gzip
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import CONTENTS, Served
from tests.browser.watching import watched

MOST, MOST_SCRIPT = 60_000, 10_000  # bytes, as a host sends them compressed


@pytest.mark.parametrize("name", CONTENTS)
def test_the_front_page_is_light(
    browser: Browser, served: dict[tuple[str, str], Served], name: str
) -> None:
    site = served[name, "/"]
    with watched(browser, site) as watch:
        watch.open("")
        watch.page.wait_for_load_state("networkidle")
        weights = {path: weight(site.root / path) for path in map(path_of, watch.requests) if path}
    scripts = sum(size for path, size in weights.items() if path.endswith(".js"))
    assert sum(weights.values()) <= MOST, weights
    assert scripts <= MOST_SCRIPT, weights
    assert {Path(path).suffix for path in weights} >= {".html", ".css", ".js"}, "all is counted"


def path_of(url: str) -> str:
    """The file that the root of a host serves at an address; none for data within the page."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https"):
        return ""
    path = parts.path.lstrip("/")
    return path if path and not path.endswith("/") else f"{path}index.html"


def weight(file: Path) -> int:
    """Bytes, compressed as a host would."""
    return len(gzip.compress(file.read_bytes(), 9))
