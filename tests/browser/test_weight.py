"""What the front page weighs, everything counted that a first visit fetches."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser

from tests import photos
from tests.browser.conftest import CONTENTS, Served, serving
from tests.browser.watching import watched
from tests.program import run

MOST, MOST_SCRIPT = 60_000, 10_000  # bytes, as a host sends them compressed
MOST_OF_PICTURE = 40_000  # bytes of a copy of 480 pixels
PICTURES = (".jpg", ".png", ".webp")


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


@pytest.mark.parametrize("width", [320, 1280])
def test_a_front_page_with_the_heaviest_of_pictures_is_light(
    browser: Browser, noisy: Served, width: int
) -> None:
    with watched(browser, noisy, width=width) as watch:
        watch.open("")
        watch.page.wait_for_load_state("networkidle")
        fetched = {path: noisy.root / path for path in map(path_of, watch.requests) if path}
    shown = [path for path in fetched if path.endswith(PICTURES)]
    assert len(shown) == 1, "one copy, as wide as the window needs it"
    assert sum(weight(file) for path, file in fetched.items() if path not in shown) <= MOST
    small = list((noisy.root / "pictures").rglob("*-480.*"))
    assert {file.suffix for file in small} == {".jpg", ".png", ".webp"}
    assert {file.name: size for file in small if (size := weighed(file)) > MOST_OF_PICTURE} == {}


def weighed(file: Path) -> int:
    """Bytes of a picture, which no host compresses."""
    return file.stat().st_size


@pytest.fixture(scope="module")
def noisy(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The site of pictures, with noise in the place of two of them."""
    folder = tmp_path_factory.mktemp("noise")
    content = photos.safe_streets(folder)
    for name, form in (("crossing.jpg", "JPEG"), ("sign.png", "PNG")):
        (content / "pictures" / name).write_bytes(photos.saved(photos.noise(), form))
    done = run("build", "--content", content, "--output", folder / "site", "--today", "2026-06-15")
    assert done.code == 0, done.out
    with serving(folder / "site", "/") as site:
        yield site


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
