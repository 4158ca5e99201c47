"""Publishing: the new site takes the old one's place whole, or nothing changes at all."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explainer import publish as publishing
from explainer.publish import Published, PublishError, publish
from tests.program import snapshot

OLD = {".nojekyll": b"", "index.html": b"old front", "rivers/index.html": b"old rivers"}
NEW = {".nojekyll": b"", "index.html": b"new front", "members/index.html": b"new members"}

Break = Callable[[str, int], None]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A site that was published before."""
    publish(OLD, tmp_path / "site")
    return tmp_path / "site"


def held(folder: Path) -> dict[str, bytes]:
    return {name: data for name, (data, _, _) in snapshot(folder).items()}


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


def test_a_build_killed_while_it_wrote_is_forgotten(output: Path) -> None:
    staging = output.with_name(".staging-site")
    (staging / "half").mkdir(parents=True)
    (staging / "half" / "index.html").write_bytes(b"hal")
    publish(NEW, output)
    assert held(output) == NEW
    assert left_behind(output) == []


def killed_between_the_renames(output: Path) -> None:
    output.rename(output.with_name(".staging-previous-site"))
    staging = output.with_name(".staging-site")
    staging.mkdir()
    (staging / "index.html").write_bytes(b"new front")


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
    output.rename(output.with_name(".staging-previous-site"))
    publish(OLD, output.with_name("elsewhere"))
    output.with_name("elsewhere").rename(output)
    publishing.recover(output)
    assert held(output) == OLD
    assert left_behind(output) == []


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
