"""The preview in a browser: served to this machine alone, and loaded again at every change.

A page elsewhere can send a browser here, under a name of its own choosing. So only requests that
name this machine are answered, news goes to our own pages alone, and no other page may embed what
it gets. The script that listens for news is livereload's; it tells which state of the content a
page shows, so that a page that was on its way while the content changed is loaded again. The system
says when a file changes; where it cannot, we look ourselves.
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
from watchfiles import awatch

from explainer.pipeline import Checked
from explainer.preview import panel
from explainer.preview.state import Preview
from explainer.store.memory import Memory

LOOK_EVERY = 300  # milliseconds, where the system says nothing of changes
ALSO_LOOK_EVERY = 3000  # where it does: what links lead to, and folders that were put in place
STEP = 5  # milliseconds without another change, after which they are told
PATIENCE = 0.05  # seconds in which a browser asks for the page again, before we judge the rest
MOST_CONNECTIONS = 200
SCRIPT = Path(livereload.__file__).with_name("vendors") / "livereload.js"

_HELLO = {
    "command": "hello",
    "protocols": ["http://livereload.com/protocols/official-7"],
    "serverName": "explainer",
}
_RELOAD = {"command": "reload", "path": "*", "liveCSS": False, "liveImg": False}
_RESTYLE = _RELOAD | {"path": "style.css", "liveCSS": True}
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

    def initialize(self, live: Live) -> None:
        """Take the preview to answer from."""
        self._live, self._preview = live, live.preview

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

    async def get(self, path: str) -> None:
        """One file of the site; one that fails is asked for again when the content is judged."""
        if f"{path}/index.html" in self._preview.files:
            self.redirect(f"/{path}/")
            return
        status, kind, body = self._preview.answer(path)
        while status == 500 and self._live.judging:
            await asyncio.wait([self._live.judging])
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


class Style(Answer):
    """How the panel looks that tells what is wrong."""

    def get(self) -> None:
        """It, for the pages of the preview alone."""
        self.set_header("Content-Type", "text/css; charset=utf-8")
        self.finish(panel.STYLE)


class News(WebSocketHandler):
    """The line to one page, on which it is told to load again.

    Whether the page is one of ours, tornado looks up in its ``Origin``.
    """

    listeners: set[News] = set()  # noqa: RUF012 (one for all)

    def initialize(self, live: Live) -> None:
        """Take the preview that there is news of."""
        self._preview = live.preview
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


class Live:
    """A preview that follows the content, and tells the pages that show it."""

    def __init__(self, preview: Preview) -> None:
        self.preview = preview
        self.judging: asyncio.Task[None] | None = None
        self._watching: asyncio.Task[None] | None = None

    def look(self) -> None:
        """Take up what changed, tell every page of ours, and have it judged behind them."""
        if self.preview.take():
            if self.preview.is_shown:
                self._tell(_RESTYLE if self.preview.is_restyled else _RELOAD)
            self.judging = asyncio.create_task(self._judge(self.preview.is_shown))

    async def _judge(self, is_shown: bool) -> None:
        await asyncio.sleep(PATIENCE if is_shown else 0)
        before = self.preview.state
        verdict = await asyncio.to_thread(self.preview.judge)
        if self.judging is asyncio.current_task():
            self.judging = None
        is_news = bool(verdict and self.preview.accept(verdict))
        if is_news and not (is_shown and self.preview.state == before):
            self._tell(_RELOAD)

    def _tell(self, news: dict[str, Any]) -> None:
        for listener in set(News.listeners):
            listener.tell(news)

    def watch(self) -> None:
        """Look whenever the system says that a file changed, and now and then besides."""
        self._watching = asyncio.create_task(self._watch())

    async def _watch(self) -> None:
        also = PeriodicCallback(self.look, ALSO_LOOK_EVERY)
        also.start()
        try:
            async for _ in awatch(*self.preview.folders(), watch_filter=None, step=STEP):
                self.look()
        except (OSError, RuntimeError):  # too many files for the system, or none such
            also.stop()
            PeriodicCallback(self.look, LOOK_EVERY).start()


def application(live: Live) -> Application:
    """Everything that is answered."""
    given = {"live": live}
    return HereOnly(
        [
            ("/livereload", News, given),
            ("/livereload.js", Script, given),
            (f"/{panel.STYLE_AT}", Style, given),
            ("/(.*)", Requests, given),
        ],
        log_function=lambda handler: None,
        websocket_max_message_size=1 << 16,
    )


def listen(preview: Preview, port: int) -> int:
    """Answer at ``port`` of this machine, and look for changes; the port, where any would do."""
    live = Live(preview)
    server = FewAtOnce(
        application(live),
        idle_connection_timeout=30,
        max_body_size=1 << 16,
        max_buffer_size=1 << 20,
    )
    sockets = bind_sockets(port, address="127.0.0.1")
    server.add_sockets(sockets)
    live.watch()
    return int(sockets[0].getsockname()[1])


def serve(
    content: Path,
    port: int,
    today: Callable[[], date],
    say: Callable[[str], None],
    editor: str = panel.EDITOR,
    memory: Memory | None = None,
    on_read: Callable[[Checked], None] = lambda _: None,
) -> None:
    """Serve the site that ``content`` makes until interrupted; OSError where ``port`` is taken.

    ``on_read`` is told of each state of the content that could be read, where it may take its time.
    """
    preview = Preview(content, today, say, editor, memory, on_read)

    async def run() -> None:
        taken = listen(preview, port)
        preview.refresh()
        say(f"http://localhost:{taken}")
        await asyncio.Event().wait()

    with suppress(KeyboardInterrupt):
        asyncio.run(run())
