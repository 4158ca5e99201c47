"""The preview in a browser: served to this machine alone, and loaded again at every change.

A page elsewhere can send a browser here, under a name of its own choosing. So only requests that
name this machine are answered, news goes to our own pages alone, and no other page may embed what
it gets. The script that listens for news is livereload's; it tells which state of the content a
page shows, so that a page that was on its way while the content changed is loaded again.
"""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date
from ipaddress import ip_address
from pathlib import Path
from typing import Any

import livereload
from tornado.httpserver import HTTPServer
from tornado.httputil import HTTPServerRequest
from tornado.ioloop import PeriodicCallback
from tornado.iostream import IOStream
from tornado.netutil import bind_sockets
from tornado.web import Application, ErrorHandler, RequestHandler, _HandlerDelegate
from tornado.websocket import WebSocketClosedError, WebSocketHandler

from explainer.preview.state import Preview

LOOK_EVERY = 300  # milliseconds
MOST_CONNECTIONS = 200
SCRIPT = Path(livereload.__file__).with_name("vendors") / "livereload.js"

_HELLO = {
    "command": "hello",
    "protocols": ["http://livereload.com/protocols/official-7"],
    "serverName": "explainer",
}
_RELOAD = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
_HOST = re.compile(r"(?P<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(?P<port>\d{1,5}))?", re.IGNORECASE)
_HEADERS = {
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Content-Security-Policy": "frame-ancestors 'self'",
}


def is_here(host: str) -> bool:
    """Whether the ``Host`` of a request names this machine."""
    named = _HOST.fullmatch(host)
    name = named["name"].lower() if named else ""
    try:
        return name == "localhost" or ip_address(name.strip("[]")).is_loopback
    except ValueError:
        return False


class Answer(RequestHandler):
    """Answers that no page elsewhere can read."""

    def initialize(self, preview: Preview) -> None:
        """Take the preview to answer from."""
        self._preview = preview

    def set_default_headers(self) -> None:
        """What every answer says to browsers, an error too."""
        for name, value in _HEADERS.items():
            self.set_header(name, value)


class Refusal(Answer, ErrorHandler):
    """The answer to whoever takes this for another machine."""

    def initialize(self, status_code: int) -> None:  # type: ignore[override]
        """Take the status to answer with."""
        self.set_status(status_code)

    def write_error(self, status_code: int, **_: Any) -> None:
        """Where the preview is, in plain text."""
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.finish("The preview answers at http://localhost and http://127.0.0.1 only.\n")


class Requests(Answer):
    """Answers from the preview, with the script that listens for changes."""

    def get(self, path: str) -> None:
        """One file of the site."""
        if f"{path}/index.html" in self._preview.files:
            self.redirect(f"/{path}/")
            return
        status, kind, body = self._preview.answer(path)
        if kind == "text/html":
            named = _HOST.fullmatch(self.request.host)
            body = listening(body, self._preview.state, (named and named["port"]) or "80")
        self.set_status(status)
        self.set_header("Content-Type", f"{kind}; charset=utf-8" if "text" in kind else kind)
        self.finish(body)

    head = get


def listening(page: bytes, state: str, port: str) -> bytes:
    """A page with the script that listens for news, and says which state the page shows."""
    source = f"/livereload.js?port={port}&snipver={state}".replace("&", "&amp;")
    script = f'<script src="{source}"></script>'.encode()
    head, tag, rest = page.partition(b"</head>")
    return head + script + tag + rest


class Script(Answer):
    """The script that listens."""

    def get(self) -> None:
        """It, as livereload carries it."""
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(SCRIPT.read_bytes())


class News(WebSocketHandler):
    """The line to one page, on which it is told to load again.

    Whether the page is one of ours, tornado looks up in its ``Origin``.
    """

    listeners: set[News] = set()  # noqa: RUF012 (one for all)

    def initialize(self, preview: Preview) -> None:
        """Take the preview that there is news of."""
        self._preview = preview
        self._shown = ""

    def on_message(self, message: str | bytes) -> None:
        """Greet; and tell a page that shows an older state so at once."""
        told = _read(message)
        if told.get("command") == "hello":
            self._shown = str(told.get("snipver", ""))
            self.tell(_HELLO)
        elif told.get("command") == "info":
            self.listeners.add(self)
            if self._shown != self._preview.state:
                self.tell(_RELOAD)

    def tell(self, what: dict[str, Any]) -> None:
        """Send one message, if anyone is there to hear it."""
        with suppress(WebSocketClosedError):
            self.write_message(json.dumps(what))

    def on_close(self) -> None:
        """Forget the page."""
        self.listeners.discard(self)


def _read(message: str | bytes) -> dict[str, Any]:
    try:
        told = json.loads(message)
    except (ValueError, RecursionError):
        return {}
    return told if isinstance(told, dict) else {}


class HereOnly(Application):
    """Answers whoever asks for this machine, and nobody else."""

    def find_handler(self, request: HTTPServerRequest, **options: Any) -> _HandlerDelegate:
        """The handler of a request; of a stranger's, a refusal."""
        if is_here(request.host):
            return super().find_handler(request, **options)
        return self.get_handler_delegate(request, Refusal, {"status_code": 403})


class FewAtOnce(HTTPServer):
    """Turns away whoever comes when too many are there, rather than failing for all."""

    def handle_stream(self, stream: IOStream, address: tuple[Any, ...]) -> None:
        """Serve a connection, or close it."""
        if len(self._connections) >= MOST_CONNECTIONS:
            stream.close()
        else:
            super().handle_stream(stream, address)


def application(preview: Preview) -> Application:
    """Everything that is answered."""
    given = {"preview": preview}
    return HereOnly(
        [
            ("/livereload", News, given),
            ("/livereload.js", Script, given),
            ("/(.*)", Requests, given),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=1 << 16,
    )


def listen(preview: Preview, port: int) -> int:
    """Answer at ``port`` of this machine, and look for changes; the port, where any would do."""
    server = FewAtOnce(
        application(preview),
        idle_connection_timeout=30,
        max_body_size=1 << 16,
        max_buffer_size=1 << 20,
    )
    sockets = bind_sockets(port, address="127.0.0.1")
    server.add_sockets(sockets)
    PeriodicCallback(lambda: look(preview), LOOK_EVERY).start()
    return int(sockets[0].getsockname()[1])


def look(preview: Preview) -> None:
    """Tell every page of ours to load again, if anything changed."""
    if preview.refresh():
        for listener in set(News.listeners):
            listener.tell(_RELOAD)


def serve(content: Path, port: int, today: Callable[[], date], say: Callable[[str], None]) -> None:
    """Serve the site that ``content`` makes until interrupted; OSError where ``port`` is taken."""
    preview = Preview(content, today, say)

    async def run() -> None:
        taken = listen(preview, port)
        preview.refresh()
        say(f"http://localhost:{taken}")
        await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        asyncio.run(run())
