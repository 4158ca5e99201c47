"""What befalls a machine: afterwards the whole old site stands or the whole new one.

The next build succeeds, and nothing that the program did not write is gone.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest

from explainer.documents import files as documents
from explainer.publishing import manifest
from explainer.publishing.publish import Origin, PublishError, publish
from explainer.store import cache
from tests.program import Run, held_to_rights, run

STARTER = Path(__file__).parents[2] / "explainer" / "starter" / "content"
TODAY = ("--today", "2026-01-15")
POINTS = 200  # at which a build is killed
# What Python tells before it does it, of all that publishing does to a disk.
STEPS = (
    "open", "os.mkdir", "os.rename", "os.link", "os.remove", "os.rmdir", "os.truncate",
    "os.scandir", "os.listdir", "shutil.copyfile", "shutil.copystat",
    "ctypes.dlsym", "fcntl.flock",
)  # fmt: skip

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="a build is killed in a fork")

Files = Mapping[str, bytes]


def site(name: str) -> Files:
    """A small site: of its files some are the same in each, some change, some come or go."""
    shared = {f"shared/{number}.html": b"the same" for number in range(12)}
    changed = {f"changed/{number}.html": name.encode() for number in range(12)}
    own = {f"{name}/{number}/index.html": name.encode() for number in range(12)}
    return {".nojekyll": b"", "index.html": name.encode(), **shared, **changed, **own}


def held(folder: Path) -> Files:
    """Every file below a folder but the manifest."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name != manifest.NAME
    }


def forked(act: Callable[[], object], before: Callable[[], object]) -> int:
    """What ``act`` ends with in a process of its own: a signal, or nothing."""
    child = os.fork()
    if child == 0:
        try:
            before()
            act()
        except BaseException:
            os._exit(1)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WTERMSIG(status) if os.WIFSIGNALED(status) else 0


def killed_at(step: int) -> Callable[[], None]:
    """Arm the process to be killed when it is about to take that step."""

    def arm() -> None:
        left = [step]

        def count(event: str, _: tuple[Any, ...]) -> None:
            if event in STEPS:
                left[0] -= 1
                if left[0] == 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(count)

    return arm


def test_a_build_killed_at_any_of_many_points_leaves_a_whole_site(tmp_path: Path) -> None:
    output, foreign = tmp_path / "site", tmp_path / ".site.notes"
    foreign.write_text("of somebody else")
    old, new = site("old"), site("new")
    whole, ended = {"old": old, "new": new}, {"old": 0, "new": 0}
    step, killed, origin = 0, 0, Origin(tmp_path / "content")
    while killed < POINTS:
        step += 1
        publish(old, output, origin)
        if forked(lambda: publish(new, output, origin), killed_at(step)) != signal.SIGKILL:
            step = 0  # once more round, until there were as many
            continue
        killed += 1
        standing = held(output)
        [stands] = [name for name, files in whole.items() if standing == files] or [""]
        assert stands, f"killed at step {step}: {sorted(standing)}"
        ended[stands] += 1
        publish(new, output, origin)
        assert held(output) == new
        assert foreign.read_text() == "of somebody else"
        beside = {path.name for path in tmp_path.iterdir()}
        assert beside == {"site", ".site.notes", ".site.made-from"}, f"killed at step {step}"
    assert min(ended.values()) > 0, "killed before the swap and after it"


def build(content: Path, output: Path) -> Run:
    return run("build", "--content", content, "--output", output, *TODAY)


@pytest.fixture
def workshop(tmp_path: Path) -> Path:
    """A content with its site, built."""
    shutil.copytree(STARTER, tmp_path / "content")
    assert build(tmp_path / "content", tmp_path / "site").code == 0
    return tmp_path


def change(content: Path) -> None:
    page = content / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nMore was found.\n", encoding="utf-8")


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4, 0.6, 0.8, 0.95])
def test_a_whole_build_that_is_killed_leaves_the_old_site(workshop: Path, share: float) -> None:
    content, output = workshop / "content", workshop / "site"
    steps = [0]
    change(content)
    old = held(output)
    counted = workshop / "counted"

    def arm() -> None:
        sys.addaudithook(lambda event, _: steps.__setitem__(0, steps[0] + (event in STEPS)))

    def counting() -> None:
        build(content, workshop / "other")
        counted.write_text(str(steps[0]))

    forked(counting, arm)
    at = max(1, int(int(counted.read_text()) * share))
    shutil.rmtree(workshop / "other", ignore_errors=True)
    assert forked(lambda: build(content, output), killed_at(at)) == signal.SIGKILL
    assert held(output) == old
    assert build(content, output).code == 0
    assert held(output) != old
    assert not [path.name for path in workshop.iterdir() if "staging" in path.name]


@contextmanager
def disk(folder: Path, kilobytes: int) -> Iterator[Path]:
    """A small disk of its own, which is soon full."""
    folder.mkdir()
    options = ["-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", folder]
    if subprocess.run(["mount", *options], capture_output=True, check=False).returncode:
        pytest.skip("this user may not mount a disk")
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)


def big(name: str) -> Files:
    """A site of many blocks of a disk."""
    return {path: data * 1200 for path, data in site(name).items()}


def refused(files: Files, output: Path) -> str:
    """Why a site was not put in place; empty where it was."""
    try:
        publish(files, output)
    except PublishError as error:
        return str(error)
    return ""


def test_a_full_disk_leaves_the_old_site_and_says_so(tmp_path: Path) -> None:
    room = {"refused": 0, "built": 0}
    with disk(tmp_path / "disk", 1024) as small:
        output, ballast = small / "site", small / "ballast"
        publish(big("old"), output)
        free = shutil.disk_usage(small).free
        for kept in range(0, free, max(4096, free // 24)):
            ballast.write_bytes(b"x" * (free - kept))
            told = refused(big("new"), output)
            assert not told or "No space left on device" in told
            assert held(output) == big("old" if told else "new")
            room["refused" if told else "built"] += 1
            ballast.unlink()
            publish(big("old"), output)
            assert {path.name for path in small.iterdir()} <= {"site", ".site.made-from"}
    assert min(room.values()) > 0


PLACES = ("site", "site/index.html", "site/facts", ".", "content/facts.yaml", "content")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("mode", [0o000, 0o500])
def test_rights_taken_away_leave_a_whole_site(workshop: Path, place: str, mode: int) -> None:
    content, output = workshop / "content", workshop / "site"
    old = held(output)
    change(content)
    before = (workshop / place).stat().st_mode
    (workshop / place).chmod(mode)
    try:
        with held_to_rights():
            done = build(content, output)
    finally:
        (workshop / place).chmod(before & 0o7777)
    assert done.code in (0, 1, 2)
    if done.code:
        assert held(output) == old
        told = ("Permission denied", "must ", "does not exist", "stays as it was")
        assert any(words in done.out + done.err for words in told)
    assert build(content, output).code == 0
    assert held(output) != old


@pytest.mark.parametrize("seed", range(12))
def test_a_file_changed_while_it_is_read_gives_a_site_or_problems(
    workshop: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another program cuts, lengthens or removes a file between two of ours being read."""
    content, output = workshop / "content", workshop / "site"
    rng, real = random.Random(seed), documents.read
    paths = sorted(path for path in content.rglob("*") if path.is_file())
    kept = {path: path.read_bytes() for path in paths}
    old = held(output)

    def read(root: Path, file: str) -> bytes:
        victim = rng.choice(paths)
        what = rng.choice((b"", kept[victim][: rng.randrange(400)], kept[victim] * 2, None))
        if what is None:
            victim.unlink(missing_ok=True)
        else:
            victim.write_bytes(what)
        return real(root, file)

    monkeypatch.setattr(documents, "read", read)
    done = build(content, output)
    monkeypatch.undo()
    assert done.code in (0, 1)
    if done.code:
        assert held(output) == old
    for path, data in kept.items():
        path.write_bytes(data)
    assert build(content, output).code == 0
    assert held(output) == old


def _emptied(path: Path, rng: random.Random) -> None:
    path.write_bytes(path.read_bytes()[: rng.randrange(60)])


def _turned(path: Path, rng: random.Random) -> None:
    data = bytearray(path.read_bytes())
    data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
    path.write_bytes(data)


def _gone(path: Path, _: random.Random) -> None:
    path.unlink()


def _exchanged(path: Path, rng: random.Random) -> None:
    others = [one for one in sorted(path.parents[1].glob("??/*")) if one.is_file()]
    path.write_bytes(rng.choice(others).read_bytes())


def _a_folder(path: Path, _: random.Random) -> None:
    path.unlink()
    path.mkdir()


def _a_pipe(path: Path, _: random.Random) -> None:
    path.unlink()
    os.mkfifo(path)


DAMAGES = (_emptied, _turned, _gone, _exchanged, _a_folder, _a_pipe)


@pytest.mark.parametrize("seed", range(12))
def test_a_cache_damaged_while_it_is_used_changes_no_byte(
    workshop: Path, seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Before every other entry is read, something befalls one of all that there are."""
    content, kept = workshop / "content", workshop / "cache"
    rng, real = random.Random(seed), cache.Cache._recall

    def built(name: str) -> Files:
        done = run(
            "build", "--content", content, "--output", workshop / name, "--cache", kept, *TODAY
        )
        assert done.code == 0, done.err
        return held(workshop / name)

    def recall(store: cache.Cache, key: str) -> bytes | None:
        entries = [path for path in sorted(kept.glob("??/*")) if path.is_file()]
        if entries and rng.random() < 0.5:
            rng.choice(DAMAGES)(rng.choice(entries), rng)
        return real(store, key)

    first = built("first")
    assert len(list(kept.glob("??/*"))) > 20
    monkeypatch.setattr(cache.Cache, "_recall", recall)
    assert built("second") == first
    monkeypatch.undo()
    assert built("third") == first


@pytest.mark.parametrize("second", [-(10**9), 0, 10**9, 4 * 10**9])
def test_a_clock_that_was_moved_changes_nothing(workshop: Path, second: int) -> None:
    content, output = workshop / "content", workshop / "site"
    old = held(output)
    for folder in (content, output):
        for path in (folder, *folder.rglob("*")):
            os.utime(path, (second, second))
    done = build(content, output)
    assert done.code == 0, done.err
    assert " 0 files written" in done.err
    assert held(output) == old


def test_faults_at_once_leave_a_whole_site(workshop: Path) -> None:
    """Two builds, of which one is killed; the other waits, and then goes on."""
    content, output = workshop / "content", workshop / "site"
    change(content)
    with ExitStack() as stack:
        command = [sys.executable, "-m", "explainer", "build", "--content", content]
        command += ["--output", output, *TODAY]
        both = [
            stack.enter_context(subprocess.Popen(command, stderr=subprocess.PIPE, text=True))
            for _ in range(2)
        ]
        said = both[1].stderr
        assert said
        both[0].kill()
        assert both[1].wait() == 0, said.read()
    assert b"More was found" in (output / "index.html").read_bytes()
    assert not [path.name for path in workshop.iterdir() if "staging" in path.name]
