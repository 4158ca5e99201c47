"""Whatever becomes of the cache, the site is the same, and what is in it is made once."""

from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from jinja2 import Environment

from explainer.images import raster
from explainer.pages.environment import environment
from explainer.publishing import search, unchanged
from explainer.store import artefacts, cache
from tests.program import held_to_rights, run

SITE = Path(__file__).parent / "sites" / "minimal"


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own, so that no secret of the machine is used."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.delenv(cache.SECRET, raising=False)
    return tmp_path / "state"


class Built:
    """A site that is built again and again with one cache."""

    def __init__(self, folder: Path) -> None:
        self.content = Path(shutil.copytree(SITE, folder / "content"))
        self.cache = folder / "cache"
        self.output = folder / "site"

    def again(self) -> tuple[dict[str, bytes], int]:
        """The files of the site, and how many pictures were drawn for it."""
        drawn: list[object] = []
        do = artefacts._do
        with (
            patch.object(artefacts, "_do", lambda work: drawn.extend(work) or do(work)),
            patch.object(unchanged, "recall", return_value=None),  # which would do nothing at all
            patch.object(unchanged, "remember"),
        ):
            done = run(
                *("build", "--content", self.content, "--output", self.output),
                *("--cache", self.cache, "--base-url", "https://example.org/x/"),
                *("--today", "2026-06-15"),
            )
        assert done.code == 0, done.out + done.err
        files = (path for path in self.output.rglob("*") if path.is_file())
        return {str(path.relative_to(self.output)): path.read_bytes() for path in files}, len(drawn)

    def entries(self) -> list[Path]:
        return sorted(path for path in self.cache.glob("??/*") if path.is_file())


@pytest.fixture
def site(tmp_path: Path) -> Built:
    return Built(tmp_path)


def test_a_second_build_draws_nothing(site: Built) -> None:
    first, drawn = site.again()
    assert len(site.entries()) > drawn > 3, "and templates, and the index"
    assert site.again() == (first, 0)


def test_a_second_build_neither_indexes_nor_compiles(site: Built) -> None:
    environment.cache_clear()
    first, _ = site.again()
    environment.cache_clear()
    with (
        patch.object(search, "index", side_effect=AssertionError),
        patch.object(Environment, "compile", side_effect=AssertionError),
    ):
        assert site.again() == (first, 0)


def test_the_folder_is_no_part_of_a_repository(site: Built) -> None:
    site.again()
    assert (site.cache / ".gitignore").read_text() == "*\n"


def _deleted(site: Built) -> None:
    shutil.rmtree(site.cache)


def _each(change: Callable[[bytes], bytes]) -> Callable[[Built], None]:
    def damage(site: Built) -> None:
        for path in site.entries():
            path.write_bytes(change(path.read_bytes()))

    return damage


def _mixed_up(site: Built) -> None:
    paths = site.entries()
    texts = [path.read_bytes() for path in paths]
    for path, text in zip(paths, [*texts[1:], texts[0]], strict=True):
        path.write_bytes(text)


def _links(site: Built) -> None:
    for number, path in enumerate(site.entries()):
        path.rename(site.cache / f"kept-{number}")
        path.symlink_to(site.cache / f"kept-{number}")


def _folders(site: Built) -> None:
    for path in site.entries():
        path.unlink()
        path.mkdir()


def _pipes(site: Built) -> None:
    for path in site.entries():
        path.unlink()
        os.mkfifo(path)


def _a_file(site: Built) -> None:
    shutil.rmtree(site.cache)
    site.cache.write_bytes(b"no folder")


def _by_an_enemy(site: Built) -> None:
    """Pictures of somebody else's, sealed as we seal, but with a secret of their own."""
    shutil.rmtree(site.cache)
    with patch.object(artefacts, "_do", lambda work: [b"evil"] * len(work)):
        os.environ[cache.SECRET] = "guessed"
        try:
            assert b"evil" in site.again()[0].values()
        finally:
            del os.environ[cache.SECRET]
    assert site.entries()


DAMAGES: dict[str, Callable[[Built], None]] = {
    "deleted": _deleted,
    "emptied": _each(lambda data: b""),
    "cut short": _each(lambda data: data[:-1]),
    "a seal alone": _each(lambda data: data[:32]),
    "one bit turned": _each(lambda data: data[:-1] + bytes([data[-1] ^ 1])),
    "mixed up": _mixed_up,
    "links": _links,
    "folders": _folders,
    "a file": _a_file,
    "filled by an enemy": _by_an_enemy,
}
if sys.platform != "win32":
    DAMAGES["pipes"] = _pipes


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_cache_changes_no_byte(site: Built, damage: str) -> None:
    first, drawn = site.again()
    DAMAGES[damage](site)
    assert site.again() == (first, drawn)


def test_what_goes_while_a_build_looks_at_it_changes_no_byte(
    site: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, _ = site.again()
    real = cache.Cache._recall

    def recall(store: cache.Cache, key: str) -> bytes | None:
        found = real(store, key)
        store._path(key).unlink(missing_ok=True)
        return found

    monkeypatch.setattr(cache.Cache, "_recall", recall)
    assert site.again()[0] == first


def test_another_version_of_what_draws_draws_again(
    site: Built, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, drawn = site.again()
    monkeypatch.setattr(raster, "version", lambda: "another")
    assert site.again() == (first, drawn)


def test_the_version_of_what_draws_is_that_of_its_packages_and_of_our_own_part() -> None:
    assert "resvg-py " in raster.version()
    assert "fontpkg-source-sans-3 " in raster.version()


def test_without_a_secret_nothing_is_kept(site: Built, home: Path) -> None:
    home.write_bytes(b"no folder")
    first, drawn = site.again()
    assert not site.cache.exists()
    assert site.again() == (first, drawn)


def test_a_secret_in_the_environment_serves_every_machine_that_has_it(
    site: Built, monkeypatch: pytest.MonkeyPatch, home: Path
) -> None:
    monkeypatch.setenv(cache.SECRET, "of the repository")
    first, _ = site.again()
    assert not home.exists()
    assert site.again() == (first, 0)
    monkeypatch.setenv(cache.SECRET, "another")
    assert site.again()[1] > 0


def test_a_secret_is_for_its_user_alone(site: Built, home: Path) -> None:
    site.again()
    path = home / "explainer" / "cache-key"
    assert len(path.read_bytes()) == 32
    if sys.platform != "win32":
        assert path.stat().st_mode & 0o077 == 0


@pytest.mark.skipif(sys.platform == "win32", reason="rights are others there")
def test_a_cache_that_cannot_be_written_is_passed_over(site: Built) -> None:
    site.cache.mkdir()
    site.cache.chmod(0o500)
    with held_to_rights():
        first, drawn = site.again()
        assert site.again() == (first, drawn)


def test_what_was_long_not_asked_for_is_forgotten_and_nothing_else(site: Built) -> None:
    first, _ = site.again()
    [kept, *_] = site.entries()
    old = kept.with_name("0" * 62)
    other = kept.with_name("notes.txt")
    for path in (old, other):
        path.write_bytes(b"old")
    for path in (old, other, kept):
        os.utime(path, (0, 0))
    assert site.again() == (first, 0), "which asks for one, and so keeps it"
    page = site.content / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8").replace("title: ", "title: New ", 1))
    site.again()
    assert kept.exists()
    assert other.exists()
    assert not old.exists()


@pytest.fixture
def slow() -> Iterator[None]:
    """Entries that take their time to be written, so that two processes meet."""
    replace = Path.replace

    def later(path: Path, target: Path) -> Path:
        time.sleep(0.01)
        return replace(path, target)

    with patch.object(Path, "replace", later):
        yield


@pytest.mark.usefixtures("slow")
def test_two_may_share_it(tmp_path: Path) -> None:
    secret = cache.secret()
    assert secret
    stores = [cache.Cache(tmp_path / "cache", "1", secret) for _ in range(2)]
    data = {f"key {number}": os.urandom(5000) for number in range(40)}

    def work(store: cache.Cache) -> None:
        for key, value in data.items():
            store[key] = value

    threads = [threading.Thread(target=work, args=(store,)) for store in stores]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    third = cache.Cache(tmp_path / "cache", "1", secret)
    assert {key: third[key] for key in data} == data
    assert not list((tmp_path / "cache").glob("??/*.*"))
