"""What the program did not write is never replaced and never deleted."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from explainer.publishing import manifest
from explainer.publishing import publish as publishing
from explainer.publishing.publish import PublishError, publish
from tests.outputs import NEW, OLD, held, killed_while_writing, left_behind, output, put
from tests.program import snapshot

__all__ = ["output"]  # fixtures


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
