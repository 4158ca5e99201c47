"""Publishing: the new site takes the old one's place whole, or nothing changes at all."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explainer.publishing import lock
from explainer.publishing import publish as publishing
from explainer.publishing.publish import Published, PublishError, publish
from tests.outputs import NEW, OLD, ROOT, held, killed_while_writing, left_behind, output
from tests.program import snapshot

__all__ = ["output"]  # fixtures

Break = Callable[[str, int], None]


@pytest.fixture
def fail_at(monkeypatch: pytest.MonkeyPatch) -> Break:
    """Make the operation ``name`` of the file system fail the ``count``-th time it is used."""

    def install(name: str, count: int) -> None:
        owner: Any = Path if hasattr(Path, name) else os
        real, calls = getattr(owner, name), iter(range(1, 1000))

        def failing(*arguments: Any, **options: Any) -> Any:
            if next(calls) == count:
                raise OSError(28, "No space left on device")
            return real(*arguments, **options)

        monkeypatch.setattr(owner, name, failing)

    return install


def test_a_first_site_is_put_in_place_whole(tmp_path: Path) -> None:
    report = publish(NEW, tmp_path / "deep" / "down" / "site")
    assert held(tmp_path / "deep" / "down" / "site") == NEW
    assert report == Published(written=3, unchanged=0, removed=0)


def test_a_new_site_replaces_the_old_and_removed_files_go(output: Path) -> None:
    assert publish(NEW, output) == Published(written=2, unchanged=1, removed=1)
    assert held(output) == NEW
    assert not (output / "rivers").exists(), "a folder left empty must go too"
    assert left_behind(output) == []


def test_unchanged_files_keep_their_time_and_inode(output: Path) -> None:
    before = snapshot(output)
    publish(OLD | {"index.html": b"new front"}, output)
    after = snapshot(output)
    assert after["rivers/index.html"] == before["rivers/index.html"]
    assert after["index.html"] != before["index.html"]


def test_an_equal_site_is_not_touched_at_all(output: Path) -> None:
    before, folder = snapshot(output), output.stat()
    assert publish(OLD, output) == Published(written=0, unchanged=3, removed=0)
    assert snapshot(output) == before
    assert output.stat().st_ino == folder.st_ino


def test_a_changed_file_of_equal_length_is_seen(output: Path) -> None:
    publish(OLD | {"index.html": b"odd front"}, output)
    assert (output / "index.html").read_bytes() == b"odd front"


@pytest.mark.parametrize(
    ("operation", "count"), [("mkdir", 1), ("write_bytes", 1), ("write_bytes", 2), ("rename", 1)]
)
def test_a_failure_before_the_swap_leaves_the_old_site_as_it_was(
    output: Path,
    fail_at: Break,
    monkeypatch: pytest.MonkeyPatch,
    operation: str,
    count: int,
) -> None:
    monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    before = snapshot(output)
    fail_at(operation, count)
    with pytest.raises(PublishError, match="No space left on device"):
        publish(NEW, output)
    assert snapshot(output) == before
    assert left_behind(output) == []


def test_the_next_build_succeeds_after_a_failed_one(output: Path, fail_at: Break) -> None:
    fail_at("write_bytes", 2)
    with pytest.raises(PublishError):
        publish(NEW, output)
    publish(NEW, output)
    assert held(output) == NEW
    assert left_behind(output) == []


def test_a_build_killed_while_it_wrote_is_forgotten(output: Path) -> None:
    killed_while_writing(output)
    publish(NEW, output)
    assert held(output) == NEW
    assert left_behind(output) == []


def killed_between_the_renames(output: Path) -> None:
    output.rename(output.with_name(".site.previous-0a1b2c3d"))
    killed_while_writing(output)


def test_a_build_killed_between_the_two_renames_brings_the_old_site_back(output: Path) -> None:
    before = snapshot(output)
    killed_between_the_renames(output)
    publishing.recover(output)
    assert snapshot(output) == before
    assert left_behind(output) == []


def test_a_build_after_one_killed_between_the_two_renames_succeeds(output: Path) -> None:
    killed_between_the_renames(output)
    assert publish(NEW, output) == Published(written=2, unchanged=1, removed=1)
    assert held(output) == NEW
    assert left_behind(output) == []


def test_a_build_killed_after_the_second_rename_keeps_the_new_site(output: Path) -> None:
    output.rename(output.with_name(".site.previous-0a1b2c3d"))
    publish(OLD, output.with_name("elsewhere"))
    output.with_name("elsewhere").rename(output)
    publishing.recover(output)
    assert held(output) == OLD
    assert left_behind(output) == []


KILLED_AT_EVERY_STEP = """
import os, signal, sys
from pathlib import Path
from explainer.publishing import publish as publishing
from explainer.publishing.manifest import NAME
from tests.outputs import NEW, OLD

CHANGES = ("os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.truncate")
output, step, exchange = Path(sys.argv[1]), 0, sys.argv[2] == "exchange"
if not exchange:
    publishing._exchange = lambda one, other: False

def publish(files):
    publishing.publish(files, output, publishing.Origin(output.with_name("content")))

def killed_at(step):
    def count(event, arguments):
        nonlocal step
        writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & 3
        if event in CHANGES or writes:
            step -= 1
            if step == 0:
                os.kill(os.getpid(), signal.SIGKILL)
    pid = os.fork()
    if not pid:
        sys.addaudithook(count)
        publish(NEW)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])

def stands(files):
    there = [path for path in output.rglob("*") if path.is_file() and path.name != NAME]
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in there} == files

while True:
    publish(OLD)
    step += 1
    code = killed_at(step)
    assert exchange <= (stands(OLD) or stands(NEW)), step
    publish(NEW if step % 2 else OLD)
    assert stands(NEW if step % 2 else OLD), step
    beside = sorted(path.name for path in output.parent.iterdir())
    assert beside == [".site.made-from", "site"], (step, beside)
    if code == 0:
        break
print(step)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="needs fork")
@pytest.mark.parametrize("way", ["exchange", "renames"])
def test_a_build_killed_at_any_step_leaves_one_of_the_two_sites_and_nothing_else(
    tmp_path: Path, way: str
) -> None:
    command = [sys.executable, "-c", KILLED_AT_EVERY_STEP, tmp_path / "site", way]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 12, "steps at which it was killed"


def test_without_an_atomic_exchange_two_renames_do(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing.sys, "platform", "darwin")
    kept = snapshot(output)[".nojekyll"]
    publish(NEW, output)
    assert held(output) == NEW
    assert snapshot(output)[".nojekyll"] == kept
    assert left_behind(output) == []


def test_when_the_second_rename_fails_the_old_site_comes_back(
    output: Path, fail_at: Break, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "_exchange", lambda one, other: False)
    before = snapshot(output)
    fail_at("rename", 2)
    with pytest.raises(PublishError):
        publish(NEW, output)
    assert snapshot(output) == before


def test_where_links_cannot_be_made_files_are_copied_with_their_time(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_links(*arguments: Any) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(os, "link", no_links)
    before = (output / ".nojekyll").stat().st_mtime_ns
    publish(NEW, output)
    assert held(output) == NEW
    assert (output / ".nojekyll").stat().st_mtime_ns == before


# --- one at a time --------------------------------------------------------------------------------

PAIRS = """
import sys
from pathlib import Path
from explainer.publishing.publish import publish
letter, output = sys.argv[1], Path(sys.argv[2])
files = {f"{n}/index.html": letter.encode() for n in range(60)} | {f"{letter}.html": b""}
print("ready", flush=True)
for _ in sys.stdin:
    publish(files, output, say=lambda text: print(text, file=sys.stderr))
    print("done", flush=True)
"""


def test_of_two_builds_at_once_each_is_whole_and_the_last_one_stands(tmp_path: Path) -> None:
    pair = [
        subprocess.Popen(
            [sys.executable, "-c", PAIRS, letter, tmp_path / "site"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            cwd=ROOT,
        )
        for letter in "ab"
    ]
    assert [process.stdout and process.stdout.readline() for process in pair] == ["ready\n"] * 2
    for _ in range(40):
        for process in pair:
            assert process.stdin
            process.stdin.write("go\n")
            process.stdin.flush()
        assert [process.stdout and process.stdout.readline() for process in pair] == ["done\n"] * 2
        files = held(tmp_path / "site")
        assert len(files) == 61
        letters = {data for name, data in files.items() if "/" in name}
        assert letters in ({b"a"}, {b"b"})
        assert f"{letters.pop().decode()}.html" in files
        assert left_behind(tmp_path / "site") == []
    told = "".join(process.communicate()[1] for process in pair)
    assert "another build is writing to" in told
    assert "Traceback" not in told


def test_a_lock_that_went_while_waiting_is_taken_anew(tmp_path: Path) -> None:
    path, order = tmp_path / ".site.made-from", list[str]()

    def second() -> None:
        with lock.held(path, lambda: order.append("waits")):
            order.append("second")

    with lock.held(path, lambda: order.append("never")):
        thread = threading.Thread(target=second)
        thread.start()
        while "waits" not in order:
            pass
        order.append("first")
    thread.join()
    assert order == ["waits", "first", "second"]
    assert not path.exists()
