"""The preview: the site in a browser, built again in memory and reloaded at every change.

livereload carries the news to the browser. What it does not do for us is overridden here: it would
put an inline script into the page, which the site's policy forbids; build once for each of several
files saved together; keep showing an old page, without a word, when a build fails; never reload
a page that is missing; and drop changes that follow a reload within three seconds.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from livereload import Server
from livereload.handlers import LiveReloadHandler
from livereload.watcher import Watcher
from tornado.ioloop import PeriodicCallback
from tornado.web import RequestHandler

from explainer import history, pipeline, theme
from explainer.problems import Place, Problem, as_html, as_text, is_fatal

LOOK_EVERY = 300  # milliseconds
Times = dict[str, tuple[int, int]]


class Preview:
    """The site as it was last built, and what is wrong with the content as it is now."""

    def __init__(
        self, content: Path, today: Callable[[], date], say: Callable[[str], None]
    ) -> None:
        self.content = content
        self.files: Mapping[str, bytes] = {}
        self.problems: list[Problem] = []
        self._today = today
        self._say = say
        self._times: Times = {}

    def refresh(self) -> bool:
        """Build again if a file changed since the last time, and say whether one did."""
        times = self._look()
        if times == self._times:
            return False
        self._times = times
        try:
            found = self._build()
        except Exception as error:  # a fault of the program must not end the preview
            message = f"the program failed: {type(error).__name__}: {error}"
            found = [Problem(Place(str(self.content)), "program", message, "please report it")]
        self.problems = [problem for problem in found if problem.severity == "error"]
        for problem in self.problems:
            self._say(as_text(problem))
        self._say("not built: the pages show what to mend" if self.problems else "built")
        return True

    def _build(self) -> list[Problem]:
        """What is wrong; without an error the new files take the place of the old ones."""
        today = self._today()
        checked = pipeline.examine(self.content, today)
        found = list(checked.problems)
        if not is_fatal(found):
            look, past = theme.load(self.content), history.read(self.content)
            files, more = pipeline.compose(checked, look, past, today)
            found += more
            if not is_fatal(more):
                self.files = files
        return found

    def _look(self) -> Times:
        """Time and size of every file that the site is made from."""
        look = [
            one for kind in ("templates", "static") for one in theme.folders(self.content, kind)
        ]
        paths = [path for root in (self.content, *look) for path in sorted(root.rglob("*"))]
        times = {}
        for path in paths:
            try:
                stat = path.stat()
            except OSError:  # deleted while we look
                continue
            times[str(path)] = stat.st_mtime_ns, stat.st_size
        return times

    def answer(self, path: str) -> tuple[int, str, bytes]:
        """Status, type and body for a request; a page, while anything is wrong, says what."""
        file = f"{path}index.html" if path.endswith("/") or not path else path
        if self.problems and file.endswith(".html"):
            return 500, "text/html", as_html(self.problems).encode()
        if file in self.files:
            kind, _ = mimetypes.guess_type(file)
            return 200, kind or "application/octet-stream", self.files[file]
        return 404, "text/html", self.files.get("404.html", b"<head></head>Page not found")


class Requests(RequestHandler):
    """Answers from the preview, with the script that listens for changes."""

    def initialize(self, preview: Preview) -> None:
        """Take the preview to answer from."""
        self._preview = preview

    def get(self, path: str) -> None:
        """One file of the site."""
        if f"{path}/index.html" in self._preview.files:
            self.redirect(f"/{path}/")
            return
        status, kind, body = self._preview.answer(path)
        if kind == "text/html":
            script = f'<script src="/livereload.js?port={self.request.host.partition(":")[2]}">'
            # In capitals, livereload does not take it for the place for its own, inline script.
            body = body.replace(b"</head>", f"{script}</script></HEAD>".encode(), 1)
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.set_header("Cache-Control", "no-store")
        self.finish(body)

    head = get


class Changes(Watcher):  # type: ignore[misc]
    """Asks the preview, in place of livereload's own tasks, whether anything changed."""

    def __init__(self, preview: Preview) -> None:
        super().__init__()
        self._preview = preview
        self._tasks: dict[str, object] = {"preview": {}}

    def start(self, callback: Callable[[], None]) -> bool:
        """Look more often than livereload would."""
        PeriodicCallback(callback, LOOK_EVERY).start()
        return True

    def examine(self) -> tuple[str | None, None]:
        """The path to reload: every one, if anything changed."""
        self._changes.clear()
        self.filepath = "*" if self._preview.refresh() else None
        return self.filepath, None


class PreviewServer(Server):  # type: ignore[misc]
    """livereload's server, answering from memory."""

    def __init__(self, preview: Preview) -> None:
        super().__init__(watcher=Changes(preview))
        self._preview = preview

    def get_web_handlers(self, script: bytes) -> list[tuple[str, type, dict[str, Any]]]:
        """Every address is answered by the preview."""
        return [(r"/(.*)", Requests, {"preview": self._preview})]

    def _setup_logging(self) -> None:
        """What there is to say is said by the preview."""


def serve(content: Path, port: int, today: Callable[[], date], say: Callable[[str], None]) -> None:
    """Serve the site that ``content`` makes at ``port``; OSError where that is taken."""
    preview = Preview(content, today, say)
    preview.refresh()
    LiveReloadHandler.DEFAULT_RELOAD_TIME = 0
    say(f"http://localhost:{port}")
    PreviewServer(preview).serve(port=port, host="127.0.0.1")
