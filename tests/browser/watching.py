"""What goes wrong while a browser shows a page."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

from tests.browser.conftest import Served


@dataclass
class Watch:
    """A page, the requests that it made, and its faults."""

    page: Page
    site: Served
    requests: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def open(self, address: str) -> None:
        """Go to a page of the site."""
        self.page.goto(self.site.address + address, wait_until="load")

    def fetched(self, name: str) -> list[str]:
        """The requests for files whose address holds ``name``."""
        return [url for url in self.requests if name in url]

    def request(self, request: Request) -> None:
        self.requests.append(request.url)
        if not request.url.startswith((self.site.origin + "/", "data:", "blob:")):
            self.fault(f"asked another origin: {request.url}")

    def response(self, response: Response) -> None:
        if response.status >= 400:
            self.fault(f"{response.status} for {response.url}")

    def console(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.fault(f"console: {message.text}")

    def fault(self, text: str) -> None:
        self.faults.append(f"{self.page.url}: {text}")


@contextmanager
def watched(
    browser: Browser, site: Served, *, script: bool = True, width: int = 1280
) -> Iterator[Watch]:
    """A fresh page that is watched, with or without JavaScript."""
    context = browser.new_context(
        java_script_enabled=script, viewport={"width": width, "height": 800}
    )
    page = context.new_page()
    watch = Watch(page, site)
    page.on("request", watch.request)
    page.on("response", watch.response)
    page.on("requestfailed", lambda request: watch.fault(f"failed: {request.url}"))
    page.on("console", watch.console)
    page.on("pageerror", lambda error: watch.fault(f"script: {error}"))
    try:
        yield watch
    finally:
        context.close()
