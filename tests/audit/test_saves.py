"""A page saved twice, at every distance from 0 to 3 seconds: the second text arrives."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

import pytest
from playwright.sync_api import Browser, Page
from playwright.sync_api import TimeoutError as LateError

from tests.browser.conftest import ROOT

MINIMAL = ROOT / "tests" / "sites" / "minimal"
ROUNDS, AT_ONCE, FARTHEST = 25, 8, 3.0  # seconds


@dataclass(frozen=True)
class Desk:
    """A content, its preview, and the browser's page that shows it."""

    content: Path
    page: Page

    def save(self, text: str) -> None:
        """Write the front page anew, with this text alone below its head."""
        front = "---\ntitle: Saved\n---\n"
        (self.content / "pages" / "index.md").write_text(f"{front}{text}\n", encoding="utf-8")


@contextmanager
def desk(browser: Browser, folder: Path) -> Iterator[Desk]:
    """A preview of its own, opened."""
    content = Path(shutil.copytree(MINIMAL, folder))
    command = [sys.executable, ROOT / "build.py", "serve", "--content", content, "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        address = next(line.strip() for line in process.stderr if line.startswith("http://"))
        page = browser.new_page()
        page.goto(address)
        yield Desk(content, page)
        page.close()
        process.terminate()


def letters(number: int) -> str:
    """A number in letters, which nobody must bind."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")


def saved_twice(desks: list[Desk], distances: list[float], number: int) -> None:
    """Save at every desk twice, so far apart."""
    start = monotonic()
    for one in desks:
        one.save(f"First{letters(number)} text.")
    for one, distance in sorted(zip(desks, distances, strict=True), key=lambda pair: pair[1]):
        left = distance - (monotonic() - start)
        one.page.wait_for_timeout(max(left, 0) * 1000)
        one.save(f"Second{letters(number)} text.")


def arrives(one: Desk, text: str) -> bool:
    try:
        one.page.get_by_text(text).wait_for(state="attached", timeout=60_000)
    except LateError:
        return False
    return True


@pytest.mark.timeout(3600)
def test_of_two_saves_the_second_arrives_at_any_distance(
    browser: Browser, tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    every = [FARTHEST * one / (ROUNDS * AT_ONCE - 1) for one in range(ROUNDS * AT_ONCE)]
    lost = []
    with ExitStack() as stack:
        desks = [
            stack.enter_context(desk(browser, tmp_path / f"desk-{one}")) for one in range(AT_ONCE)
        ]
        for number in range(ROUNDS):
            distances = every[number::ROUNDS]
            saved_twice(desks, distances, number)
            lost += [
                distance
                for one, distance in zip(desks, distances, strict=True)
                if not arrives(one, f"Second{letters(number)} text.")
            ]
    record_property("saves", f"{len(every) - len(lost)} of {len(every)} arrived")
    assert lost == []
