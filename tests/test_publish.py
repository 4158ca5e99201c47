"""Publishing: the new site takes the old one's place whole, or nothing changes at all."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explainer.publishing import lock, manifest
from explainer.publishing import publish as publishing
from explainer.publishing.publish import Origin, Published, PublishError, publish
from tests.program import Run, run, snapshot

ROOT = Path(__file__).parents[1]
OLD = {".nojekyll": b"", "index.html": b"old front", "rivers/index.html": b"old rivers"}
NEW = {".nojekyll": b"", "index.html": b"new front", "members/index.html": b"new members"}

Break = Callable[[str, int], None]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site that was published before."""
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


def held(folder: Path) -> dict[str, bytes]:
    """The files of a site, but for what it tells of itself."""
    files = {name: data for name, (data, _, _) in snapshot(folder).items()}
    assert files.pop(manifest.NAME)
    return files


def left_behind(output: Path) -> list[str]:
    return sorted(path.name for path in output.parent.iterdir() if path != output)


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


def killed_while_writing(output: Path) -> Path:
    staging = output.with_name(f".{output.name}.staging-0a1b2c3d")
    publish(NEW, staging)
    (staging / "members" / "index.html").unlink()
    return staging


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
from tests.test_publish import NEW, OLD

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


def test_a_folder_of_somebody_else_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "chapter.txt").write_text("ten years of work")
    before = snapshot(tmp_path)
    with pytest.raises(PublishError, match="name another with --output"):
        publish(NEW, tmp_path / "thesis")
    assert snapshot(tmp_path) == before


def test_an_empty_folder_is_filled(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    publish(NEW, tmp_path / "site")
    assert held(tmp_path / "site") == NEW


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("not a folder")
    with pytest.raises(PublishError, match="must be a folder"):
        publish(NEW, tmp_path / "site")
    assert (tmp_path / "site").read_text() == "not a folder"


def test_a_site_may_stand_behind_a_symbolic_link(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "disk" / "site")
    (tmp_path / "site").symlink_to(tmp_path / "disk" / "site", target_is_directory=True)
    publish(NEW, tmp_path / "site")
    assert (tmp_path / "site").is_symlink()
    assert held(tmp_path / "disk" / "site") == NEW


# --- nothing is lost ------------------------------------------------------------------------------


def put(folder: Path, name: str, text: str = "mine") -> None:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["notes.txt", ".git/HEAD", "rivers/photo.jpg", "members/index.html", ".git", "CNAME"]
)
def test_a_site_that_holds_a_file_of_somebody_else_is_refused_and_the_file_named(
    output: Path, name: str
) -> None:
    put(output, name)
    before = snapshot(output.parent)
    with pytest.raises(PublishError, match=r"move them away, or name another with") as refused:
        publish(NEW, output)
    assert name in str(refused.value) or f"{name.split('/')[0]}/" in str(refused.value)
    assert snapshot(output.parent) == before


def test_what_stands_where_the_site_would_write_the_same_is_no_loss(output: Path) -> None:
    put(output, "members/index.html", "new members")
    publish(NEW, output)
    assert held(output) == NEW


@pytest.mark.parametrize("kind", ["file", "directory", "nowhere"])
def test_a_link_in_the_site_is_a_file_of_somebody_else(
    output: Path, tmp_path: Path, kind: str
) -> None:
    put(tmp_path / "directory", "file")
    target = {"file": tmp_path / "directory" / "file"}.get(kind, tmp_path / kind)
    (output / "link").symlink_to(target)
    with pytest.raises(PublishError, match="'link'"):
        publish(NEW, output)
    assert (output / "link").is_symlink()
    assert (tmp_path / "directory" / "file").read_text() == "mine"


def test_an_empty_folder_of_somebody_else_is_kept_too(output: Path) -> None:
    (output / "plans").mkdir()
    with pytest.raises(PublishError, match="'plans/'"):
        publish(NEW, output)
    assert (output / "plans").is_dir()


def test_many_files_of_somebody_else_are_named_in_a_few_words(output: Path) -> None:
    for name in ("a/1", "a/2", "b/c/3", "d", "e", "f"):
        put(output, name)
    with pytest.raises(PublishError, match=r"\('a/', 'b/', 'd' and 2 more\)"):
        publish(NEW, output)


def test_a_page_that_was_changed_by_hand_is_not_overwritten(output: Path) -> None:
    put(output, "rivers/index.html", "corrected by hand")
    before = snapshot(output.parent)
    with pytest.raises(PublishError, match=r"changed by hand.*'rivers/index.html'"):
        publish(NEW, output)
    assert snapshot(output.parent) == before
    (output / "rivers" / "index.html").unlink()
    publish(NEW, output)
    assert held(output) == NEW


def test_a_file_that_was_deleted_by_hand_comes_back(output: Path) -> None:
    (output / "rivers" / "index.html").unlink()
    publish(OLD, output)
    assert held(output) == OLD


def test_a_pipe_in_the_place_of_a_page_is_refused(output: Path) -> None:
    (output / "index.html").unlink()
    os.mkfifo(output / "index.html")
    with pytest.raises(PublishError, match=r"'index\.html'"):
        publish(NEW, output)


@pytest.mark.parametrize("told", ["", "{}", "[]", "no JSON", '{"files": 1, "settings": 2}'])
def test_a_manifest_that_cannot_be_read_is_none(output: Path, told: str) -> None:
    put(output, manifest.NAME, told)
    before = snapshot(output)
    with pytest.raises(PublishError, match="nothing marks as written by this program"):
        publish(NEW, output)
    assert snapshot(output) == before


def test_a_manifest_that_names_files_elsewhere_deletes_none(output: Path, tmp_path: Path) -> None:
    put(tmp_path, "kept")
    told = json.loads((output / manifest.NAME).read_text())
    told["files"] |= {"../kept": "", str(tmp_path / "kept"): ""}
    put(output, manifest.NAME, json.dumps(told))
    publish(NEW, output)
    assert (tmp_path / "kept").read_text() == "mine"


def test_what_systems_litter_neither_stops_a_build_nor_goes(output: Path) -> None:
    put(output, "rivers/.DS_Store")
    publish(NEW, output)
    assert held(output) == {**NEW, "rivers/.DS_Store": b"mine"}
    assert left_behind(output) == []


EVIDENT = {".nojekyll": b"", "data/datapackage.json": b"{}", "pagefind/kinds.json": b"{}"}


def without_manifest(output: Path, files: dict[str, bytes]) -> None:
    for name, data in files.items():
        put(output, name, data.decode())


def test_the_site_of_a_version_without_a_manifest_is_replaced(tmp_path: Path) -> None:
    site = EVIDENT | {
        "index.html": b"old",
        "assets/a.0123456789.css": b"",
        "pagefind/a.pf_meta": b"",
    }
    without_manifest(tmp_path / "site", site)
    publish(NEW | EVIDENT, tmp_path / "site")
    assert held(tmp_path / "site") == NEW | EVIDENT
    assert left_behind(tmp_path / "site") == []


@pytest.mark.parametrize("name", ["notes.txt", ".git/HEAD", "assets/plan.pdf", "rivers/index.html"])
def test_but_not_where_it_holds_anything_else(tmp_path: Path, name: str) -> None:
    without_manifest(tmp_path / "site", EVIDENT | {"index.html": b"old", name: b"mine"})
    before = snapshot(tmp_path)
    with pytest.raises(PublishError, match="nothing marks as written by this program"):
        publish(NEW | EVIDENT, tmp_path / "site")
    assert snapshot(tmp_path) == before


def test_a_checkout_with_nojekyll_alone_is_not_ours(tmp_path: Path) -> None:
    without_manifest(tmp_path / "site", {".nojekyll": b"", "index.html": b"by hand"})
    with pytest.raises(PublishError, match=r"\('.nojekyll', 'index.html'\)|\('index.html'\)"):
        publish(NEW, tmp_path / "site")
    assert (tmp_path / "site" / "index.html").read_text() == "by hand"


@pytest.mark.parametrize(
    "name",
    [".staging-site", ".staging-previous-site", ".site.staging-mine", ".site.staging-0a1b2c3d"],
)
def test_folders_beside_the_output_that_others_made_are_left_alone(output: Path, name: str) -> None:
    put(output.parent / name, "chapter.txt")
    publish(NEW, output)
    assert (output.parent / name / "chapter.txt").read_text() == "mine"
    assert held(output) == NEW


def test_where_a_build_is_refused_nothing_is_cleared_away(output: Path) -> None:
    killed_while_writing(output)
    put(output, "notes.txt")
    before = snapshot(output.parent)
    with pytest.raises(PublishError):
        publish(NEW, output)
    assert snapshot(output.parent) == before


def test_what_is_put_into_a_site_while_it_is_replaced_is_kept(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, said = publishing._swap, list[str]()

    def swap(staging: Path, place: Path, previous: Path) -> None:
        put(place, "late.txt")
        real(staging, place, previous)

    monkeypatch.setattr(publishing, "_swap", swap)
    publish(NEW, output, say=said.append)
    assert held(output) == NEW
    (left,) = (output.parent / name for name in left_behind(output))
    assert (left / "late.txt").read_text() == "mine"
    assert left.name in said[-1]


def test_a_circle_of_links_is_refused(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("two")
    (tmp_path / "two").symlink_to("one")
    with pytest.raises(PublishError, match="circle of links; delete it, or name another"):
        publish(NEW, tmp_path / "one")
    with pytest.raises(PublishError, match="could not be written"):
        publish(NEW, tmp_path / "one" / "site")


def test_a_name_that_no_system_takes_is_told_with_its_cure(output: Path) -> None:
    before = snapshot(output)
    with pytest.raises(PublishError, match="shorten that name"):
        publish(NEW | {f"facts/{'x' * 300}/index.html": b""}, output)
    assert snapshot(output) == before
    assert left_behind(output) == []


# --- what it was made from ------------------------------------------------------------------------


def test_a_site_of_another_content_is_refused(tmp_path: Path) -> None:
    mine, other = Origin(tmp_path / "a" / "content"), Origin(tmp_path / "b" / "content")
    publish(OLD, tmp_path / "site", mine)
    before = snapshot(tmp_path)
    with pytest.raises(PublishError, match=r"was made from '.*a/content', not from .*b/content"):
        publish(NEW, tmp_path / "site", other)
    assert snapshot(tmp_path) == before
    publish(NEW, tmp_path / "site", mine)
    shutil.rmtree(tmp_path / "site")
    publish(OLD, tmp_path / "site", other)
    assert held(tmp_path / "site") == OLD


def test_content_and_site_may_move_together(tmp_path: Path) -> None:
    publish(OLD, tmp_path / "here" / "site", Origin(tmp_path / "here" / "content"))
    (tmp_path / "here").rename(tmp_path / "there")
    publish(NEW, tmp_path / "there" / "site", Origin(tmp_path / "there" / "content"))
    assert held(tmp_path / "there" / "site") == NEW


def test_other_settings_are_said_and_nothing_but_the_site_tells_them(tmp_path: Path) -> None:
    said = list[str]()
    content = tmp_path / "content"
    publish(OLD, tmp_path / "site", Origin(content, {"web address": "https://a.org"}), said.append)
    assert said == []
    publish(OLD, tmp_path / "site", Origin(content, {"web address": ""}), said.append)
    assert said == [f"'{tmp_path / 'site'}': web address was https://a.org, and is now none"]


def test_a_site_is_the_same_wherever_it_is_built_and_tells_nothing_of_the_machine(
    tmp_path: Path,
) -> None:
    publish(OLD, tmp_path / "site", Origin(tmp_path / "content"))
    publish(OLD, tmp_path / "far" / "away", Origin(tmp_path / "elsewhere" / "texts"))
    one, two = (
        {name: data for name, (data, _, _) in snapshot(folder).items()}
        for folder in (tmp_path / "site", tmp_path / "far" / "away")
    )
    assert one == two
    assert str(tmp_path).encode() not in one[manifest.NAME]


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


# --- the command ----------------------------------------------------------------------------------

MINIMAL = ROOT / "tests" / "sites" / "minimal"


def build(*arguments: str) -> Run:
    return run("build", "--today", "2026-01-01", *arguments)


@pytest.fixture
def workshop(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with two contents."""
    for name in ("content", "other", "deep/content"):
        shutil.copytree(MINIMAL, tmp_path / name)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_site_that_nobody_sent_elsewhere_stands_beside_its_content(workshop: Path) -> None:
    for arguments in ([], ["--content", "other"], ["--content", "deep/content"]):
        done = build(*arguments)
        assert done.code == 0, done.err
    sites = [
        path.parent for path in workshop.rglob("index.html") if path.parent.name[-4:] == "site"
    ]
    assert sorted(site.relative_to(workshop).as_posix() for site in sites) == [
        "deep/site",
        "other-site",
        "site",
    ]


def test_another_content_is_sent_elsewhere_and_the_cure_is_one(workshop: Path) -> None:
    build()
    before = snapshot(workshop)
    done = build("--content", "other", "--output", "site")
    assert done.code == 1
    assert "'site' was made from 'content', not from 'other'; name another" in done.err
    cached = ".cache/"
    assert {at: one for at, one in snapshot(workshop).items() if not at.startswith(cached)} == {
        at: one for at, one in before.items() if not at.startswith(cached)
    }
    assert build("--content", "other", "--output", "elsewhere").code == 0


def test_a_checkout_of_a_pages_branch_is_refused_and_its_history_named(workshop: Path) -> None:
    build()
    put(workshop / "site", ".git/HEAD")
    done = build("--base-url", "https://example.org")
    assert done.code == 1
    assert "'site' holds other files ('.git/'); move them away, or name another" in done.err
    assert (workshop / "site" / ".git" / "HEAD").read_text() == "mine"


def test_a_build_without_a_web_address_says_once_what_will_not_work(workshop: Path) -> None:
    done = build("--strict")
    assert (done.code, done.out) == (0, "")
    assert done.err.count("without a web address there are no feeds") == 1
    assert "--base-url" in done.err
    assert "without a web address" not in build("--base-url", "https://example.org").err
