"""The preview answers our own pages on this machine, tells them of changes, and nobody else."""

from __future__ import annotations

import asyncio
import http.client
import json
import shutil
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from tornado.httpclient import HTTPClientError, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

from explainer.preview import server
from explainer.preview.state import Preview
from tests.program import run

SITE = Path(__file__).parent / "sites" / "minimal"
DRAFT = b"How it works"


@dataclass(frozen=True, slots=True)
class Served:
    """A preview that is being served, and the loop that serves it."""

    preview: Preview
    port: int
    loop: asyncio.AbstractEventLoop

    def ask(
        self, path: str, host: str | None = None, method: str = "GET", **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of an answer."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        connection.putrequest(method, path, skip_host=True)
        for name, value in {"Host": host or f"localhost:{self.port}", **headers}.items():
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        found = answer.status, {k.lower(): v for k, v in answer.getheaders()}, answer.read()
        connection.close()
        return found

    def send(self, data: bytes) -> bytes:
        """What comes back for bytes that need be no request."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as line:
            line.sendall(data)
            line.shutdown(socket.SHUT_WR)
            found = b""
            while more := line.recv(1 << 16):
                found += more
            return found

    def run(self, task: Any) -> Any:
        return asyncio.run_coroutine_threadsafe(task, self.loop).result(20)

    def ask_again(self, path: str) -> bool:
        """Whether there is an answer yet."""
        with suppress(OSError, http.client.HTTPException):
            return self.ask(path)[0] == 200
        return False

    def alive(self) -> bool:
        return self.ask("/")[0] == 200


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(tmp_path_factory.mktemp("served")) as one:
        yield one


@contextmanager
def serving(folder: Path) -> Iterator[Served]:
    """A preview of the smallest site, served by a thread of its own."""
    content = shutil.copytree(SITE, folder / "content")
    preview = Preview(content, lambda: date(2026, 1, 1), lambda text: None)
    loop, ports = asyncio.new_event_loop(), list[int]()
    ready = threading.Event()

    async def start() -> None:
        ports.append(server.listen(preview, 0))
        preview.refresh()
        ready.set()

    def work() -> None:
        asyncio.set_event_loop(loop)
        loop.create_task(start())
        loop.run_forever()

    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    assert ready.wait(60)
    yield Served(preview, ports[0], loop)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()


# --- who is answered ------------------------------------------------------------------------------

PATHS = (
    "/",
    "/index.html",
    "/data/facts.json",
    "/livereload.js",
    "/livereload",
    "/nowhere",
    "/../x",
)
STRANGERS = (
    "evil.example", "evil.example:5500", "localhost.evil.example", "127.0.0.1.evil.example",
    "evil.example:localhost", "localhost, evil.example", "192.168.0.7:5500", "0.0.0.0", "[::2]",
    "localhost:", "localhost:x", "localhost@evil.example", "user@localhost", "localhost/",
    "2130706433", "0x7f.1", "localhost.", "", " ", "[::1", "localhost:123456",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", STRANGERS)
def test_a_request_that_names_another_machine_is_refused(
    served: Served, path: str, host: str
) -> None:
    if not host:
        pytest.skip("a request without a name is answered as HTTP demands; browsers send one")
    status, headers, body = served.ask(path, host)
    assert status in (400, 403)
    assert b"<" not in body or status == 400
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    "host", ["localhost", "LocalHost:80", "127.0.0.1", "127.0.0.1:5500", "[::1]", "[::1]:5500"]
)
def test_this_machine_is_answered_under_each_of_its_names(served: Served, host: str) -> None:
    assert served.ask("/", host)[0] == 200


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("host", [None, "evil.example"])
def test_no_page_elsewhere_may_read_or_embed_an_answer(
    served: Served, path: str, host: str | None
) -> None:
    if path == "/livereload":
        pytest.skip("a page is not read there")
    _, headers, _ = served.ask(path, host, Origin="https://evil.example")
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert headers["cache-control"] == "no-store"
    assert not [name for name in headers if name.startswith("access-control-")]


@pytest.mark.parametrize("path", ["/forcereload", "/forcereload?path=*"])
def test_nobody_can_make_pages_load_again(served: Served, path: str) -> None:
    assert served.ask(path)[0] == 404


def test_it_listens_on_this_machine_alone(served: Served) -> None:
    others = {info[4][0] for info in socket.getaddrinfo(socket.gethostname(), None)}
    for address in others - {"127.0.0.1", "::1"}:
        with pytest.raises((ConnectionRefusedError, TimeoutError)):
            socket.create_connection((str(address), served.port), timeout=2)


# --- the line on which news comes -----------------------------------------------------------------


def connect(served: Served, **headers: str) -> WebSocketClientConnection:
    request = HTTPRequest(f"ws://127.0.0.1:{served.port}/livereload", headers=headers)

    async def task() -> WebSocketClientConnection:
        return await websocket_connect(request)

    connection: WebSocketClientConnection = served.run(task())
    return connection


def hear(served: Served, line: WebSocketClientConnection) -> dict[str, Any]:
    async def task() -> Any:
        return json.loads(str(await asyncio.wait_for(line.read_message(), 15)))

    found: dict[str, Any] = served.run(task())
    return found


def say(served: Served, line: WebSocketClientConnection, text: str) -> None:
    async def task() -> None:
        await line.write_message(text)

    served.run(task())


def hang_up(served: Served, line: WebSocketClientConnection) -> None:
    """Close it in the thread that reads it: Tornado's connections belong to their loop."""

    async def task() -> None:
        line.close()

    served.run(task())


def greet(served: Served, state: str) -> WebSocketClientConnection:
    line = connect(served)
    say(served, line, json.dumps({"command": "hello", "snipver": state}))
    assert hear(served, line)["command"] == "hello"
    say(served, line, json.dumps({"command": "info", "url": "http://localhost/"}))
    return line


@pytest.mark.parametrize(
    "origin",
    ["https://evil.example", "null", "http://localhost:1", "http://127.0.0.1", "file://", "x"],
)
def test_a_page_elsewhere_hears_no_news(served: Served, origin: str) -> None:
    with pytest.raises(HTTPClientError, match="403"):
        connect(served, Origin=origin)
    with pytest.raises(HTTPClientError, match="403"):
        connect(served, Host="evil.example", Origin="http://evil.example")


def test_a_page_of_ours_hears_of_every_change(served: Served) -> None:
    line = connect(served, Origin=f"http://127.0.0.1:{served.port}")
    hang_up(served, line)
    line = greet(served, served.preview.state)
    page = served.preview.content / "pages" / "index.md"
    for _ in range(3):
        page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        assert hear(served, line)["command"] == "reload"


def test_where_the_system_says_nothing_of_changes_we_look_ourselves(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError("no space left for watches")

    monkeypatch.setattr(server, "awatch", refuse)
    monkeypatch.setattr(server, "ALSO_LOOK_EVERY", 10**9)
    with serving(tmp_path) as served:
        line = greet(served, served.preview.state)
        page = served.preview.content / "pages" / "index.md"
        page.write_text(page.read_text(encoding="utf-8") + "\nMore.\n", encoding="utf-8")
        assert hear(served, line)["command"] == "reload"
        hang_up(served, line)


def test_the_system_tells_of_changes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "ALSO_LOOK_EVERY", 10**9)
    with serving(tmp_path) as served:
        line = greet(served, served.preview.state)
        style = served.preview.content / "theme" / "static" / "style.css"
        style.parent.mkdir(parents=True)
        style.write_text("p { color: red }", encoding="utf-8")
        news = hear(served, line)
        assert news["command"] == "reload"
        assert news["liveCSS"], "and the style sheet alone is taken up anew"
        hang_up(served, line)


def shown(served: Served) -> str:
    """The state that a page says it shows."""
    return served.ask("/")[2].decode().partition("snipver=")[2].partition('"')[0]


def test_a_page_that_was_on_its_way_while_the_content_changed_is_told_when_it_calls(
    served: Served,
) -> None:
    before = shown(served)
    page = served.preview.content / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nLater.\n", encoding="utf-8")
    other = greet(served, before)  # its wait ends when the news of the change is out
    assert hear(served, other)["command"] == "reload"
    line = greet(served, before)
    assert hear(served, line)["command"] == "reload"
    assert shown(served) != before


def test_a_page_that_shows_what_there_is_is_left_alone(served: Served) -> None:
    line = greet(served, shown(served))
    say(served, line, json.dumps({"command": "hello"}))
    assert hear(served, line)["command"] == "hello", "and nothing came before"


@pytest.mark.parametrize(
    "text", ["", "x", "{}", "[]", "null", "1", '{"command": 1}', '{"command": "info"}', "[" * 60000]
)
def test_what_is_no_greeting_is_passed_over(
    served: Served, capfd: pytest.CaptureFixture[str], text: str
) -> None:
    line = connect(served)
    say(served, line, text)
    hang_up(served, line)
    assert served.alive()
    assert "Traceback" not in capfd.readouterr().err


# --- whatever comes -------------------------------------------------------------------------------

TRAVERSALS = (
    "/../content/site.yaml", "/..%2f..%2fetc/passwd", "/%2e%2e/%2e%2e/etc/passwd", "//etc/passwd",
    "/%00", "/%ff", "/index.html%00.png", "/\\..\\x", "/" + "a/" * 3000, "/theme/", "/.git/config",
    "/?x=" + "y" * 5000, "//evil.example/", "/%2fevil.example",
)  # fmt: skip


@pytest.mark.parametrize("path", TRAVERSALS)
def test_nothing_but_the_site_is_served(served: Served, path: str) -> None:
    status, headers, _ = served.ask(path)
    assert status in (400, 404) or path.startswith("/?x")
    assert "location" not in headers


@pytest.mark.parametrize(
    "data",
    [
        b"", b"\r\n\r\n", b"\x16\x03\x01\x02\x00\x01", b"GET\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n", b"\x00" * 70000,
        b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999\r\n\r\nx",
        b"GET / HTTP/1.1\r\nHost: localhost\r\n" + b"X: y\r\n" * 20000 + b"\r\n",
        b"GET /livereload HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
    ],
)  # fmt: skip
def test_what_is_no_request_ends_nothing(
    served: Served, capfd: pytest.CaptureFixture[str], data: bytes
) -> None:
    with suppress(OSError):  # it may hang up on us
        served.send(data)
    assert served.alive()
    assert "Traceback" not in capfd.readouterr().err


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "X"])
def test_nothing_can_be_done_but_read(served: Served, method: str) -> None:
    status, headers, _ = served.ask("/", method=method)
    assert status in (400, 405)
    assert not [name for name in headers if name.startswith("access-control-")]


def test_a_flood_of_callers_is_survived(served: Served, capfd: pytest.CaptureFixture[str]) -> None:
    lines = []
    for _ in range(server.MOST_CONNECTIONS + 100):
        lines.append(socket.create_connection(("127.0.0.1", served.port), timeout=20))
    for line in lines:
        line.close()
    while not served.ask_again("/"):
        pass
    for _ in range(300):
        assert served.ask("/nowhere")[0] == 404
    assert "Traceback" not in capfd.readouterr().err


def test_a_page_without_a_head_listens_too() -> None:
    assert server.listening(b"Lost", "s1", "80").endswith(b'snipver=s1"></script>')


def test_a_port_that_is_taken_is_told_at_once(served: Served) -> None:
    with ThreadPoolExecutor(1) as aside:  # where no browser's loop is running
        done = aside.submit(run, "serve", "--content", SITE, "--port", str(served.port)).result()
    assert done.code == 1
    assert "must have a free port" in done.err
    assert run("serve", "--content", SITE, "--port", "99999").code == 2
