"""What is no ordinary file of the content folder is told at its place, not read or published."""

from __future__ import annotations

import os
import shutil
import socket
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from explainer import problems
from explainer.documents import files
from explainer.preview.state import Preview
from tests.program import Run, held_to_rights, run

MINIMAL = Path(__file__).parent / "sites" / "minimal"
SECRET = "the password is herring"
READ = ("sources.yaml", "facts/more.yaml", "site.yaml", "pages/more.md", "pages/index.md")
OF_THEME = ("theme/static/seal.svg", "theme/templates/front.html", "theme/templates/parts/x.html")


@pytest.fixture
def content(tmp_path: Path) -> Path:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret").write_text(f"---\ntitle: {SECRET}\n---\n{SECRET}")
    return Path(shutil.copytree(MINIMAL, tmp_path / "content"))


def check(content: Path) -> Run:
    return run("check", "--content", content, "--today", "2026-01-01")


def build(content: Path) -> Run:
    site = content.parent / "site"
    return run("build", "--content", content, "--output", site, "--today", "2026-01-01")


def make(content: Path, file: str, how: Callable[[Path], object]) -> None:
    path = content / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.unlink(missing_ok=True)
    how(path)


def make_socket(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket is short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def make_huge(path: Path) -> None:
    with path.open("wb") as file:
        file.truncate(files.MOST + 1)


ODD: dict[str, Callable[[Path], object]] = {
    "a named pipe": os.mkfifo,
    "a socket": make_socket,
    "a device": lambda path: path.symlink_to("/dev/zero"),
    "more than the 104,857,600 that are read": make_huge,
    "a folder": lambda path: path.symlink_to("."),
    "No such file": lambda path: path.symlink_to("nowhere"),
    "levels of symbolic links": lambda path: path.symlink_to(path.name),
}


@pytest.mark.parametrize("file", [*READ, *OF_THEME])
@pytest.mark.parametrize("found", ODD)
def test_what_is_no_ordinary_file_is_told_at_its_place(
    content: Path, found: str, file: str
) -> None:
    make(content, file, ODD[found])
    if found == "a device":
        found = "a link that leads out of the content folder"
    done = check(content)
    assert done.code == 1
    assert f"{file}:1:1: error: a file must be there and readable, found: " in done.out
    assert found in done.out
    assert done.out.count("[unreadable-file]") == 1


@pytest.mark.parametrize("file", [*READ, *OF_THEME])
def test_a_file_behind_a_link_out_of_the_content_is_neither_read_nor_published(
    content: Path, file: str
) -> None:
    make(content, file, lambda path: path.symlink_to(content.parent / "outside" / "secret"))
    done = build(content)
    assert done.code == 1
    assert (
        f"{file}:1:1: error: a file must be there and readable, found: a link that leads out"
        in (done.out)
    )
    assert "put the file itself in the place of the link" in done.out
    assert SECRET not in done.out
    assert not (content.parent / "site").exists()


@pytest.mark.parametrize("folder", ["facts", "pages", "theme", "theme/static", "theme/templates/a"])
def test_a_link_to_a_folder_is_not_followed_wherever_it_leads(content: Path, folder: str) -> None:
    outside = content.parent / "outside"
    for name in ("more.yaml", "more.md", "static/seal.svg", "seal.svg"):
        make(outside, name, lambda path: path.write_text(SECRET))
    if folder == "pages":
        shutil.move(content / "pages", outside / "pages")
    make(content, folder, lambda path: path.symlink_to(outside, target_is_directory=True))
    done = build(content)
    assert done.code == 1
    assert f"{folder}:1:1: error: a f" in done.out
    assert SECRET not in done.out


def test_links_within_the_folder_are_files_like_others_and_the_folder_may_be_one(
    content: Path,
) -> None:
    make(content, "theme/static/seal.svg", lambda path: path.write_text("<svg/>"))
    make(content, "theme/static/stamp.svg", lambda path: path.symlink_to("seal.svg"))
    linked = content.parent / "linked"
    linked.symlink_to(content, target_is_directory=True)
    done = build(linked)
    assert done.code == 0, done.out
    assert list((content.parent / "site" / "assets").glob("stamp.*.svg"))


def test_a_link_to_what_is_hidden_in_the_folder_leads_out_too(content: Path) -> None:
    make(content, ".git/config", lambda path: path.write_text(SECRET))
    make(content, "theme/static/a.txt", lambda path: path.symlink_to("../../.git/config"))
    done = build(content)
    assert done.code == 1
    assert "theme/static/a.txt:1:1: error: " in done.out


def test_locks_that_editors_leave_beside_a_file_are_no_concern(content: Path) -> None:
    for file in ("pages/.#index.md", "theme/templates/.#front.html", "theme/static/.#seal.svg"):
        make(content, file, lambda path: path.symlink_to("me@host.4711:1767225600"))
    assert check(content).code == 0


def test_a_template_that_is_no_utf_8_is_told_at_its_line(content: Path) -> None:
    make(content, "theme/templates/404.html", lambda path: path.write_bytes(b"a\nb\nna\xefve"))
    done = build(content)
    assert done.code == 1
    assert "theme/templates/404.html:3:3: error: a file must be UTF-8" in done.out


@pytest.mark.parametrize("file", ["notes.txt", "pages/more.md", "theme/static/pipe"])
def test_the_preview_does_not_wait_for_a_pipe(content: Path, file: str) -> None:
    said = list[str]()
    make(content, file, os.mkfifo)
    preview = Preview(content, lambda: date(2026, 1, 1), said.append)
    assert preview.refresh()
    assert any(f"{file}:1:1: " in text for text in said)


@pytest.mark.parametrize("file", [*READ, *OF_THEME])
def test_a_file_without_rights_is_told(content: Path, file: str) -> None:
    make(content, file, lambda path: path.write_text(""))
    (content / file).chmod(0)
    with held_to_rights():
        said = check(content).out
    assert f"{file}:1:1: error: a file must be there and readable, found: Permission" in said


@pytest.mark.parametrize("folder", [".", "pages", "theme", "theme/static"])
@pytest.mark.parametrize("mode", [0o000, 0o400, 0o100])
def test_a_folder_without_rights_never_ends_in_a_traceback(
    content: Path, folder: str, mode: int
) -> None:
    make(content, "theme/static/style.css", lambda path: path.write_text(""))
    before = build(content)
    assert before.code == 0
    (content / folder).chmod(mode)
    with held_to_rights():
        done = build(content)
    (content / folder).chmod(0o700)
    assert done.code in (1, 2)
    assert done.out + done.err
    assert build(content).code == 0


def test_an_output_folder_without_rights_is_told_and_nothing_is_left_beside_it(
    content: Path,
) -> None:
    closed = content.parent / "closed"
    closed.mkdir(mode=0o500)
    with held_to_rights():
        done = run("build", "--content", content, "--output", closed / "site")
    assert done.code != 0
    assert "Permission denied" in done.out + done.err
    assert list(closed.iterdir()) == []


# Names that are no UTF-8, or that nobody can print: what each is told to be called.
UNPRINTABLE = {
    b"pages/na\xefve.md": "did you mean 'pages/naive.md'?",
    b"pages/line\nbreak.md": "did you mean 'pages/line-break.md'?",
    b"facts/na\xefve.yaml": "did you mean 'facts/naive.yaml'?",
    b"facts/fold\xe9r/more.yaml": "did you mean 'facts/folder/more.yaml'?",
    b"series/\xff.csv": "did you mean 'series/y.csv'?",
    b"\xfeacts.yaml": "did you mean 'facts.yaml'?",
    b"not\xe9.txt": "a folder of such files; move or remove it",
    b"theme/static/s\xe9al.svg": "rename it: 'theme/static/seal.svg'",
    b"theme/static/line\nbreak.svg": "rename it: 'theme/static/line-break.svg'",
    b"theme/templates/s\xe9al.html": "rename it: 'theme/templates/seal.html'",
}


def name_it(content: Path, name: bytes) -> str:
    """Make a file under a name of any bytes; how problems print that name."""
    path = os.path.join(os.fsencode(content), name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    try:
        with open(path, "wb"):
            pass
    except OSError:
        pytest.skip("the system takes no such name")
    return problems.readable(os.fsdecode(name))


@pytest.mark.parametrize("name", UNPRINTABLE)
@pytest.mark.parametrize("form", ["text", "github", "json"])
def test_a_name_that_nobody_can_print_is_told_with_one_that_all_can(
    content: Path, name: bytes, form: str
) -> None:
    shown = name_it(content, name)
    done = run("check", "--content", content, "--today", "2026-01-01", "--format", form)
    said = done.out.replace("\\\\", "\\") if form == "json" else done.out
    assert shown.isprintable()
    assert f"{shown}" in said
    assert UNPRINTABLE[name] in said
    assert said.encode()
    assert done.code == (b".txt" not in name)


@pytest.mark.parametrize("name", UNPRINTABLE)
def test_a_name_that_nobody_can_print_stops_no_preview_and_no_build(
    content: Path, name: bytes
) -> None:
    shown = name_it(content, name)
    said = list[str]()
    preview = Preview(content, lambda: date(2026, 1, 1), said.append)
    assert preview.refresh()
    assert any(text.startswith(f"{shown}:1:1: ") for text in said)
    assert preview.answer("")[0] == (200 if b".txt" in name else 500)
    assert build(content).code == (b".txt" not in name)


def test_folders_may_have_names_that_are_no_utf_8(content: Path) -> None:
    whole = os.fsdecode(os.path.join(os.fsencode(content.parent), b"n\xe4me"))
    try:
        shutil.copytree(content, whole)
    except OSError:
        pytest.skip("the system takes no such name")
    for _ in range(2):  # the second finds what the first remembered of where it came from
        site = Path(f"{whole}-\udce9")
        done = run("build", "--content", whole, "--output", site, "--today", "2026-01-01")
        assert done.code == 0, done.out + done.err
    assert "0 files written" in done.err
    assert run("check", "--content", whole, "--format", "github").code == 0
