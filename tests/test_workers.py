"""Much of the same work is done by several processes, and comes out as if one had done it.

Each test is a program of its own: the one that runs tests has threads, and is not to be forked.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
SITE = ROOT / "tests" / "sites" / "river-pact"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")

HEAD = """
import json, os, sys
from datetime import date
from functools import partial
from pathlib import Path
from explainer.store import workers
from explainer.store.workers import each
workers._MUCH = 2
here = os.getpid()
"""


def said(program: str) -> Any:
    """What a program prints."""
    done = subprocess.run(
        [sys.executable, "-c", HEAD + program],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
        timeout=300,
    )
    assert not done.stderr
    return json.loads(done.stdout)


def test_each_gives_what_it_gives_in_its_order_and_others_help() -> None:
    pairs = said("print(json.dumps(each([lambda n=n: (n, os.getpid()) for n in range(9)], 3)))")
    assert [number for number, _ in pairs] == list(range(9))
    assert len({process for _, process in pairs}) == 3


def test_what_ends_one_process_is_done_by_the_first() -> None:
    program = """
def work(number):
    if os.getpid() != here and number == 4:
        os.kill(os.getpid(), 9)
    return number
print(json.dumps(each([partial(work, number) for number in range(9)], 3)))
"""
    assert said(program) == list(range(9))


def test_an_error_is_met_whoever_met_it_first() -> None:
    program = """
def work(number):
    if number == 4:
        raise ValueError("four")
    return number
try:
    each([partial(work, number) for number in range(9)], 3)
except ValueError as error:
    print(json.dumps(str(error)))
"""
    assert said(program) == "four"


def test_a_site_that_several_made_is_the_one_that_one_makes() -> None:
    program = f"""
import hashlib
from explainer import pipeline
from explainer.history.versions import History
from explainer.store.memory import Memory
from explainer.theme import files as theme
site, day = Path({str(SITE)!r}), date(2026, 6, 15)
def made(count):
    checked = pipeline.examine(site, day, memory=Memory(workers=count))
    files, problems = pipeline.compose(checked, theme.load(site), History(), day, {{}}, count)
    return {{at: hashlib.sha256(data).hexdigest() for at, data in files.items()}}
print(json.dumps([made(1), made(2)]))
"""
    alone, together = said(program)
    assert len(alone) > 100
    assert together == alone


def test_where_there_are_threads_nothing_is_forked() -> None:
    program = """
import threading
thread = threading.Thread(target=threading.Event().wait, daemon=True)
before = workers.processors()
thread.start()
print(json.dumps([before, workers.processors()]))
"""
    assert said(program) == [len(os.sched_getaffinity(0)), 1]
