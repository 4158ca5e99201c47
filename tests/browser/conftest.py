"""One browser, two built sites, each served at the root of a host and below a repository's name."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from unittest.mock import patch

import pytest
from playwright.sync_api import Browser, sync_playwright

from explainer.images import social
from explainer.publishing import lock
from tests import photos
from tests.browser import chromium
from tests.program import run

ROOT = Path(__file__).parents[2]
CONTENTS = {"flagship": ROOT / "content", "rivers": ROOT / "tests" / "sites" / "river-pact"}
# What editors do to the flagship is done by today, and by no day that a test could name.
DAYS = {"flagship": (), "rivers": ("--today", "2026-11-22")}
BASES = ("/", "/repo/")


class Pages(SimpleHTTPRequestHandler):
    """A static host as GitHub Pages is one: 404.html at every address where nothing is."""

    base = "/"

    def translate_path(self, path: str) -> str:
        """The file at an address below the base; nothing stands beside the base."""
        if not path.startswith(self.base):
            return str(Path(self.directory, "nothing-here"))
        return super().translate_path("/" + path.removeprefix(self.base))

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """404.html with its code."""
        body = Path(self.directory, "404.html").read_bytes()
        self.send_response(code)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 (the name is given)
        """Say nothing."""


class PagesInRepository(Pages):
    base = "/repo/"


@dataclass(frozen=True, slots=True)
class Served:
    """A built site, and the address at which it is served."""

    root: Path
    address: str

    @property
    def origin(self) -> str:
        return "/".join(self.address.split("/")[:3])

    def pages(self) -> list[str]:
        """The addresses of all pages, but for the one that has none of its own."""
        files = (path.relative_to(self.root).as_posix() for path in self.root.rglob("*.html"))
        return sorted(file.removesuffix("index.html") for file in files if file != "404.html")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """A Chromium; without one these tests fail, for nothing else can show what a reader gets."""
    yield from launched(chromium.find())


def launched(path: str | None) -> Iterator[Browser]:
    """The browser at a path."""
    if path is None:
        pytest.fail("The browser tests need Chromium: install it, or set CHROMIUM to its path.")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def built(shared: Path) -> dict[str, Path]:
    """Both sites, the large one without its cards for social media, which no browser shows."""
    with patch.object(social, "export", lambda *_: {}):
        flagship = built_once(shared / "flagship-without-cards", "flagship")
    return {"flagship": flagship, "rivers": built_once(shared / "rivers", "rivers")}


def built_once(site: Path, name: str) -> Path:
    """A site whose 404 page is for ``/repo/``, all others for anywhere.

    It is built once in a run: whoever else wants it waits.
    """
    with lock.held(site.with_name(f"{site.name}-built"), lambda: None) as known:
        if not known.read():
            done = run(
                "build", "--content", CONTENTS[name], "--output", site,
                "--base-url", "https://example.org/repo/", *DAYS[name],
            )  # fmt: skip
            assert done.code == 0, done.out
            known.write("built")
    return site


@pytest.fixture(scope="session")
def streets(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The third site, of series and pictures."""
    folder = tmp_path_factory.mktemp("streets")
    content = photos.safe_streets(folder)
    done = run("build", "--content", content, "--output", folder / "site", "--today", "2026-06-15")
    assert done.code == 0, done.out
    with serving(folder / "site", "/") as site:
        yield site


@contextmanager
def serving(root: Path, base: str) -> Iterator[Served]:
    """``root`` below ``base`` of a host of this machine."""
    handler = Pages if base == "/" else PagesInRepository
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(handler, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served(root, f"http://127.0.0.1:{server.server_port}{base}")
    finally:
        server.shutdown()
        server.server_close()


@pytest.fixture(scope="session")
def served(built: dict[str, Path]) -> Iterator[dict[tuple[str, str], Served]]:
    """The sites by name and base."""
    with ExitStack() as servers:
        yield {
            (name, base): servers.enter_context(serving(root, base))
            for name, root in built.items()
            for base in BASES
        }


@pytest.fixture(scope="session")
def rivers(served: dict[tuple[str, str], Served]) -> Served:
    """The second site, as a repository's."""
    return served["rivers", "/repo/"]
