"""What asks the web: a server on this machine is all of the web that it gets here."""

from __future__ import annotations

import gzip
import socket
import threading
from collections.abc import Iterator

import pytest

from explainer.web import asking, reading
from explainer.web.asking import Web
from tests.web_server import Pages, Reply, served


@pytest.fixture
def web() -> Iterator[Pages]:
    with served() as pages:
        yield pages


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits here for the rest that a host is given; that it gets it has tests of its own."""
    monkeypatch.setattr(asking, "PAUSE", 0.0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")


# --- asking ---------------------------------------------------------------------------------------


def test_redirects_are_followed_and_told_for_good_only_if_each_is(web: Pages) -> None:
    web["/a"] = Reply(status=301, headers={"Location": "/b"})
    web["/b"] = Reply(status=308, headers={"Location": f"{web.url}/c"})
    web["/c"] = "here"
    web["/now"] = Reply(status=302, headers={"Location": "/a"})
    answer = Web().ask(f"{web.url}/a")
    assert (answer.body, answer.address, answer.moved) == (b"here", f"{web.url}/c", True)
    assert Web().ask(f"{web.url}/now").moved is False
    assert Web().ask(f"{web.url}/c").moved is False


@pytest.mark.parametrize(
    "where",
    ["file:///etc/passwd", "ftp://127.0.0.1/x", "javascript:alert(1)", "data:text/html,x",
     "http://[broken/", "gopher://127.0.0.1:70/", "http://a b.org:99999/"],
)  # fmt: skip
def test_a_redirect_leads_to_the_web_or_nowhere(web: Pages, where: str) -> None:
    web["/a"] = Reply(status=302, headers={"Location": where})
    answer = Web().ask(f"{web.url}/a")
    assert not answer.is_there
    assert "redirects to" in answer.fault
    assert web.paths == ["/robots.txt", "/a"]


def test_redirects_in_a_circle_end(web: Pages) -> None:
    web["/a"] = Reply(status=302, headers={"Location": "/a"})
    answer = Web().ask(f"{web.url}/a")
    assert answer.fault == f"redirects more than {asking.MOST_REDIRECTS} times"
    assert len(web.paths) == asking.MOST_REDIRECTS + 2


@pytest.mark.parametrize("status", [404, 410])
def test_what_is_gone_is_gone(web: Pages, status: int) -> None:
    web["/a"] = Reply("no more", status)
    answer = Web().ask(f"{web.url}/a")
    assert answer.is_gone
    assert not answer.is_there


def test_who_does_not_answer_is_not_waited_for(web: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    done = threading.Event()
    monkeypatch.setattr(asking, "READ", 0.05)
    web["/a"] = Reply("late", wait=lambda: done.wait(30))
    assert Web().ask(f"{web.url}/a").fault == "does not answer in time"
    done.set()


def test_who_sends_drop_by_drop_is_left_in_the_end(web: Pages) -> None:
    hours = iter(range(0, 10**9, 3600))
    web["/a"] = "x" * 500_000
    told = Web(clock=lambda: float(next(hours)), wait=lambda _: None).ask(f"{web.url}/a")
    assert "takes longer than" in told.fault


def test_who_is_not_there_is_told_in_words() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    fault = Web().ask(f"http://127.0.0.1:{port}/").fault
    assert fault.startswith("cannot be reached: ")
    assert "object at 0x" not in fault


def test_no_more_is_read_than_a_page_may_have(web: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST", 1000)
    web["/long"] = "x" * 10**6
    packed = gzip.compress(b"x" * 10**7)
    web["/bomb"] = Reply(packed, headers={"Content-Encoding": "gzip"})
    for path in ("/long", "/bomb"):
        answer = Web().ask(web.url + path, most=1000)
        assert (len(answer.body), answer.cut) == (1000, True)
    web["/odd"] = Reply(b"no gzip", headers={"Content-Encoding": "gzip"})
    assert "cannot be reached" in Web().ask(f"{web.url}/odd").fault


def test_every_request_says_whose_it_is_and_no_host_is_asked_for_its_rules_twice(
    web: Pages,
) -> None:
    web["/a"], web["/b"] = "a", "b"
    one = Web("https://example.org/weirs/")
    assert one.ask(f"{web.url}/a").is_there
    assert one.ask(f"{web.url}/b").is_there
    assert web.paths == ["/robots.txt", "/a", "/b"]
    agents = {headers["User-Agent"] for _, headers in web.asked}
    assert agents == {f"explainer/{asking.__version__} (+https://example.org/weirs/)"}


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (Reply("User-agent: *\nDisallow: /private/", kind="text/plain"), True),
        (Reply("User-agent: *\nDisallow: /", kind="text/plain"), False),
        (Reply("User-agent: *\nDisallow: /\n\nUser-agent: explainer\nAllow: /"), True),
        (Reply("User-agent: explainer\nDisallow: /weir"), False),
        (Reply("none", 404), True),
        (Reply("forbidden", 403), True),
        (Reply("out of order", 503), False),
        (Reply("too many", 429), False),
        (Reply(status=302, headers={"Location": "/rules"}), False),
    ],
)
def test_what_a_host_asks_programs_to_leave_alone_is_left_alone(
    web: Pages, rules: Reply, allowed: bool
) -> None:
    web["/robots.txt"], web["/weir"] = rules, "a weir"
    web["/rules"] = "User-agent: *\nDisallow: /weir"
    answer = Web().ask(f"{web.url}/weir")
    assert answer.is_there == allowed
    assert ("/weir" in web.paths) == allowed
    assert allowed or "robots.txt" in answer.fault


def test_a_proxy_that_the_machine_names_is_used(
    web: Pages, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.url)
    monkeypatch.setenv("no_proxy", "near.example")
    web["http://far.example/robots.txt"] = ""
    web["http://far.example/a"] = "from afar"
    assert Web().ask("http://far.example/a").body == b"from afar"
    assert Web().ask("http://near.example/a").fault
    assert all(path.startswith("http://far.example/") for path in web.paths)


def test_rules_hold_where_a_redirect_leads_too(web: Pages) -> None:
    web["/robots.txt"] = "User-agent: *\nDisallow: /private/"
    web["/a"] = Reply(status=302, headers={"Location": "/private/b"})
    assert "robots.txt" in Web().ask(f"{web.url}/a").fault
    assert web.paths == ["/robots.txt", "/a"]


def test_a_host_gets_its_rest_and_as_much_as_it_asks_for(web: Pages) -> None:
    web["/a"], web["/b"] = "a", "b"
    for delay, rests in (("", [2.0, 2.0]), ("7", [2.0, 7.0]), ("86400", [2.0, 30.0])):
        rest: list[float] = []
        web["/robots.txt"] = f"User-agent: *\nCrawl-delay: {delay}\n" if delay else ""
        one = Web(pause=2.0, wait=rest.append, clock=lambda: 100.0)
        one.ask(f"{web.url}/a")
        assert rest == rests[-1:]
        one.ask(f"{web.url}/b")
        assert rest == rests[-1:] * 2


# --- reading --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "kind"),
    [
        ("Höhe".encode(), "text/html"),
        ("Höhe".encode(), "text/html; charset=iso-8859-1"),
        ("Höhe".encode(), "text/html; charset=nonsense"),
        ("Höhe".encode("cp1252"), "text/html; charset=utf-8"),
        ("Höhe".encode("cp1252"), "text/html; charset=windows-1252"),
        ("Höhe".encode("cp1252"), "text/html"),
        ("Höhe".encode("cp1252"), "text/html; charset=hex"),
        ("Höhe".encode("utf-16"), "text/html"),
        (b"\xef\xbb\xbf" + "Höhe".encode(), "text/html; charset=ascii"),
        (b"<meta charset=iso-8859-15>" + "Höhe".encode("latin-1"), "text/html"),
    ],
)
def test_letters_are_read_whatever_is_said_of_them(web: Pages, body: bytes, kind: str) -> None:
    web["/a"] = Reply(body, kind=kind)
    page = reading.read(Web().ask(f"{web.url}/a"))
    assert page is not None
    known = page.text.strip() == "Höhe"
    assert known or (kind.endswith("utf-8") and "H\ufffdhe" in page.text)


@pytest.mark.parametrize(
    ("html", "words", "found"),
    [
        ("<p>It has <b>12</b>&nbsp;km\n of river", "12 km of river", True),
        ("<p>It has 12 KM.</p>", "12 km", True),
        ("<p>It has 112 km.</p>", "12 km", False),
        ("<p>It has</p><p>12 km</p>", "It has 12 km", False),
        ("<script>var a = '12 km'</script><style>12 km</style>", "12 km", False),
        ("<head><title>12 km</title></head><body>None", "12 km", False),
        ("<p>ki&shy;lometres", "kilometres", True),
        ("<svg><title>12 km</title></svg>", "12 km", False),
        ("<p>a</p><!-- 12 km --><template>12 km</template>", "12 km", False),
        ("<title>No end<p>12 km", "12 km", False),
    ],
)
def test_words_are_found_as_a_browser_finds_them(html: str, words: str, found: bool) -> None:
    page = reading.read(asking.Answer("", "", 200, body=html.encode()))
    assert page is not None
    assert page.has(words) == found
