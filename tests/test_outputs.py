"""An output belongs to one content; where it stands, and what is said of it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from explainer.publishing import manifest
from explainer.publishing.publish import Origin, PublishError, publish
from tests.outputs import NEW, OLD, ROOT, held, put
from tests.program import Run, run, snapshot

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
