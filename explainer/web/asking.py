"""Asking for pages: one after the other, of a sane size, in time, and by http or https alone.

Who asks is named in every request; what a ``robots.txt`` asks programs to leave alone is left
alone, and no host is asked twice within a second.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urljoin, urlsplit
from urllib.request import getproxies, proxy_bypass

import urllib3
from protego import Protego
from urllib3.exceptions import HTTPError, NameResolutionError, NewConnectionError, SSLError
from urllib3.exceptions import TimeoutError as TooLateError

from explainer import __version__
from explainer.model import web_address
from explainer.site.plan import in_ascii

NAME = "explainer"
MOST = 5 * 1024 * 1024  # bytes of a page; of a robots.txt so many are read as RFC 9309 demands
MOST_RULES = 512 * 1024
MOST_REDIRECTS = 8
CONNECT, READ, WHOLE = 10.0, 20.0, 60.0  # seconds
PAUSE, LONGEST_PAUSE = 1.0, 30.0
_LEADING = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking for an address.

    ``address`` is where it ended, ``moved`` whether every step there was for good; ``fault`` says
    in words why there is no page. ``cut``: the page is longer than what was read.
    """

    asked: str
    address: str
    status: int = 0
    fault: str = ""
    moved: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)
    body: bytes = b""
    cut: bool = False

    @property
    def is_there(self) -> bool:
        """Whether there is a page."""
        return not self.fault and 200 <= self.status < 300

    @property
    def is_gone(self) -> bool:
        """Whether the host says that there is none."""
        return self.status in (404, 410)


@dataclass
class Web:
    """All that is asked in one run: rules of hosts are read once, and each gets its rest.

    ``contact`` is where those who are asked find out whose program it is; ``pause`` is the least
    rest of a host, and ``patience`` how long to wait for it to say something, in seconds.
    """

    contact: str = ""
    pause: float | None = None
    patience: float | None = None
    wait: Callable[[float], None] = time.sleep
    clock: Callable[[], float] = time.monotonic
    rules: dict[str, Protego | Answer] = field(default_factory=dict)
    asked: dict[str, float] = field(default_factory=dict)
    pools: dict[str, urllib3.PoolManager] = field(default_factory=dict)

    def pool(self, address: str) -> urllib3.PoolManager:
        """The connections to a host, by the proxy of this machine or network if it has one.

        What fails is not tried again, and a redirect is for us to judge.
        """
        parts = urlsplit(address)
        by = "" if proxy_bypass(parts.netloc) else getproxies().get(parts.scheme, "")
        timeout = urllib3.Timeout(connect=CONNECT, read=self.patience or READ)
        if by not in self.pools:
            made = urllib3.ProxyManager(by) if by else urllib3.PoolManager()
            made.connection_pool_kw |= {"retries": urllib3.Retry(False), "timeout": timeout}
            self.pools[by] = made
        return self.pools[by]

    @property
    def agent(self) -> str:
        """Who asks, as every host is told."""
        return f"{NAME}/{__version__}" + (f" (+{in_ascii(self.contact)})" if self.contact else "")

    def ask(self, address: str, *, heed_rules: bool = True, most: int = MOST) -> Answer:
        """The page at an address, wherever it leads to by redirects."""
        at, moved = address, True
        for number in range(MOST_REDIRECTS + 1):
            refusal = self._refusal(at) if heed_rules else None
            answer = refusal or self._once(at, most)
            leads_to = _leads_to(answer)
            if not leads_to:
                return replace(answer, asked=address, moved=moved and number > 0)
            moved = moved and answer.status in _FOR_GOOD
            fault = _unfit(leads_to)
            if fault:
                return _faulty(address, at, f"redirects to {leads_to!r:.200}, {fault}")
            at = leads_to
        return _faulty(address, at, f"redirects more than {MOST_REDIRECTS} times")

    def _refusal(self, address: str) -> Answer | None:
        """Why an address is not asked for; None where nothing is against it."""
        rules = self._rules_of(_host(address))
        if isinstance(rules, Answer):
            fault = rules.fault or f"answers {rules.status} when asked for its robots.txt"
            return _faulty(address, address, fault)
        if rules.can_fetch(in_ascii(address), NAME):
            return None
        return _faulty(address, address, "asks programs to leave it alone, in its robots.txt")

    def _rules_of(self, host: str) -> Protego | Answer:
        """As RFC 9309 has it: without rules all is allowed, of a host out of order nothing."""
        if host not in self.rules:
            answer = self.ask(f"{host}/robots.txt", heed_rules=False, most=MOST_RULES)
            out_of_order = answer.fault or answer.status >= 500 or answer.status == 429
            text = answer.body.decode("utf-8", "replace") if answer.is_there else ""
            self.rules[host] = answer if out_of_order else Protego.parse(text)
        return self.rules[host]

    def _once(self, address: str, most: int) -> Answer:
        self._rest(_host(address))
        headers = {"User-Agent": self.agent, "Accept-Encoding": "gzip, deflate"}
        try:
            response = self.pool(address).request(
                "GET", in_ascii(address), headers=headers, redirect=False, preload_content=False
            )
            try:
                return self._read(address, response, most)
            finally:
                response.close()
        except (HTTPError, OSError, ValueError) as error:
            return _faulty(address, address, _in_words(error))

    def _rest(self, host: str) -> None:
        """Wait until the host had its rest, as long as its rules ask for, within reason."""
        rules = self.rules.get(host)
        delay = rules.crawl_delay(NAME) if isinstance(rules, Protego) else None
        least = PAUSE if self.pause is None else self.pause
        pause = min(max(float(delay or 0), least), LONGEST_PAUSE)
        if host in self.asked:
            self.wait(max(self.asked[host] + pause - self.clock(), 0))
        self.asked[host] = self.clock()

    def _read(self, address: str, response: urllib3.BaseHTTPResponse, most: int) -> Answer:
        found = {name.lower(): value for name, value in response.headers.items()}
        begun, parts, size = self.clock(), list[bytes](), 0
        leads_on = response.status in _LEADING and "location" in found
        for part in () if leads_on else _parts(response):
            parts.append(part)
            size += len(part)
            if self.clock() - begun > WHOLE:
                return _faulty(address, address, f"takes longer than {WHOLE:.0f} seconds")
            if size > most:
                break
        body = b"".join(parts)[:most]
        return Answer(address, address, response.status, "", False, found, body, size > most)


def _parts(response: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
    while part := response.read(65536, decode_content=True):
        yield part


def _leads_to(answer: Answer) -> str:
    """The whole address that a redirect names; empty where there is none."""
    where = answer.headers.get("location", "") if answer.status in _LEADING else ""
    try:
        return urljoin(answer.address, where.strip()) if where else ""
    except ValueError:
        return where


def _unfit(address: str) -> str:
    """Why an address that a host names is not followed."""
    try:
        web_address(address.replace(" ", "%20"))
    except ValueError:
        return "which is no address on the web"
    return ""


def _host(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _faulty(asked: str, address: str, fault: str) -> Answer:
    return Answer(asked, address, fault=fault)


def _in_words(error: Exception) -> str:
    if isinstance(error, NameResolutionError):
        return "is at a host that nobody knows"
    if isinstance(error, SSLError):
        return "has a certificate that cannot be trusted"
    if isinstance(error, TooLateError) and not isinstance(error, NewConnectionError):
        return "does not answer in time"
    reason = re.sub(r".*: |\[Errno -?\d+\] ", "", str(error))[:200] or type(error).__name__
    return f"cannot be reached: {reason}"
