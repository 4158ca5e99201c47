"""The commands that ask the web: for sources at their places, for entries, for copies."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer import content as contents
from explainer.desk import asking as desk
from explainer.web import archiving, asking
from tests.packed import ROOT
from tests.program import Run, run
from tests.web_server import Pages, Reply, served

TODAY = ("--today", "2026-06-01")


@pytest.fixture
def web() -> Iterator[Pages]:
    with served() as pages:
        yield pages


@pytest.fixture(autouse=True)
def _no_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody waits here for the rest that a host is given; that it gets it has tests of its own."""
    monkeypatch.setattr(asking, "PAUSE", 0.0)
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(desk, "REST", 0.0)


def content(folder: Path, sources: str, answers: str = "") -> Path:
    """A content with those sources, and with a fact whose answers those are."""
    (folder / "pages").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: Weirs\nurl: https://example.org/weirs/\n")
    (folder / "sources.yaml").write_text(sources, newline="")
    text = "---\ntitle: Weirs\nsummary: All of them.\n---\nWeirs.\n"
    (folder / "pages" / "index.md").write_text(text)
    if answers:
        fact = "length:\n  question: How long?\n  label: its length\n  kind: measurement\n"
        (folder / "facts.yaml").write_text(f"{fact}  shown: 12 km\n  answers:\n{answers}")
    return folder


def source(name: str, **keys: str) -> str:
    told = {"title": "A weir", "publisher": "The Echo", "type": "news", **keys}
    return f"{name}:\n" + "".join(f"  {key}: {value}\n" for key, value in told.items())


def checked(root: Path, *options: str) -> tuple[Run, list[dict[str, str]], dict[str, str]]:
    """``check --web``: the run, what it says of the web, and the state of each address."""
    done = run("check", "--web", "--content", root, *TODAY, "--format", "json", *options)
    told = json.loads(done.out)
    found = [one for one in told["problems"] if one["rule"].startswith("web-")]
    return done, found, {f"{one['source']} {one['key']}": one["state"] for one in told["web"]}


# --- check --web ----------------------------------------------------------------------------------


def test_each_source_is_told_with_what_became_of_it(web: Pages, tmp_path: Path) -> None:
    web["/here"], web["/copy"] = "<p>The weir is 12 km long.", "<p>The weir is 12 km long."
    web["/old"] = Reply(status=301, headers={"Location": "/here"})
    web["/gone"] = Reply("no more", 410)
    web["/away/deep"] = Reply(status=302, headers={"Location": "/"})
    web["/"] = "the front page"
    web["/shy"] = Reply("no robots", 403)
    sources = source("here", url=f"{web.url}/here#part", archive=f"{web.url}/copy")
    sources += source("old", url=f"{web.url}/old") + source("gone", url=f"{web.url}/gone")
    sources += source("away", url=f"{web.url}/away/deep") + source("shy", url=f"{web.url}/shy")
    sources += source("book", where_found="in print")
    answers = "    - {source: here, says: 12 km, find: 12 km long}\n"
    done, found, states = checked(content(tmp_path / "content", sources, answers))
    assert states == {
        "here url": "found", "here archive": "found", "old url": "moved", "gone url": "gone",
        "away url": "gone", "shy url": "unknown",
    }  # fmt: skip
    assert done.code == 0
    assert {one["rule"]: one["severity"] for one in found} == {
        "web-moved": "warning", "web-gone": "warning", "web-unknown": "warning",
    }  # fmt: skip
    [moved] = (one for one in found if one["rule"] == "web-moved")
    assert moved["hint"] == f"write 'url: {web.url}/here'"
    assert (moved["file"], moved["column"]) == ("sources.yaml", 8)
    assert "6 addresses asked for: 2 found, 2 gone, 1 moved, 1 unknown" in done.err
    assert web.paths.count("/robots.txt") == 1
    assert checked(tmp_path / "content", "--strict")[0].code == 1


def test_words_that_are_no_more_are_told_at_the_answer(web: Pages, tmp_path: Path) -> None:
    web["/a"], web["/copy"] = "<p>It is 13 km long.", "<p>It is 12 km long."
    web["/plan"] = Reply(b"%PDF-1.7 12 km", kind="application/pdf")
    sources = source("a", url=f"{web.url}/a", archive=f"{web.url}/copy")
    sources += source("plan", url=f"{web.url}/plan")
    answers = "    - {source: a, says: 12 km, find: 12 km long}\n"
    answers += "    - {source: plan, says: 12 km, find: 12 km}\n"
    _, found, states = checked(content(tmp_path / "content", sources, answers))
    assert states == {"a url": "changed", "a archive": "found", "plan url": "found"}
    [words] = found
    assert (words["rule"], words["file"], words["line"]) == ("web-words", "facts.yaml", 7)
    assert f"{web.url}/a" in words["message"]


def test_a_page_that_says_it_changed_since_it_was_read_is_told(web: Pages, tmp_path: Path) -> None:
    ld = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "dateModified": "%s"}</script>'
    )
    web["/new"], web["/same"] = ld % "2026-02-01T10:00:00Z", ld % "2025-12-01"
    web["/meta"] = '<meta property="article:modified_time" content="2026-03-01T00:00:00+00:00">'
    web["/odd"] = ld % "yesterday"
    names = ("new", "same", "meta", "odd")
    sources = "".join(source(n, url=f"{web.url}/{n}", read_on="2026-01-02") for n in names)
    _, found, states = checked(content(tmp_path / "content", sources))
    assert [states[f"{name} url"] for name in names] == ["changed", "found", "changed", "found"]
    assert [one["rule"] for one in found] == ["web-changed", "web-changed"]
    assert "it changed on 2026-02-01" in found[0]["message"]


def test_whoever_stops_it_is_told_what_was_found_until_then(
    web: Pages, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask = asking.Web.ask

    def until_stopped(self: asking.Web, address: str, **options: bool) -> asking.Answer:
        if address.endswith("/later"):
            raise KeyboardInterrupt
        return ask(self, address, **options)

    monkeypatch.setattr(asking.Web, "ask", until_stopped)
    sources = "".join(source(name, url=f"{web.url}/{name}") for name in ("gone", "later"))
    done, found, states = checked(content(tmp_path / "content", sources))
    assert states == {"gone url": "gone"}
    assert [one["rule"] for one in found] == ["web-gone"]
    assert "stopped; what was found until then is told" in done.err


def test_without_the_wish_nobody_is_asked(web: Pages, tmp_path: Path) -> None:
    root = content(tmp_path / "content", source("a", url=f"{web.url}/a"))
    for command in (("check",), ("build", "--output", tmp_path / "site")):
        assert run(*command, "--content", root, *TODAY).code == 0
    assert web.paths == []


OFFLINE = """
import sys
from explainer import cli

def refuse(event, arguments):
    if event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"):
        raise SystemExit(f"asks the web: {event} {arguments}")

sys.addaudithook(refuse)
try:
    cli.main(sys.argv[1:])
except SystemExit as done:
    asking = {"urllib3", "protego", "requests", "httpx", "explainer.web"} & set(sys.modules)
    sys.exit(f"has what asks the web: {asking}" if asking else done.code)
"""


@pytest.mark.parametrize("command", [("build", "--output", "site"), ("check",), ("todo",)])
def test_a_build_never_asks_the_web(web: Pages, tmp_path: Path, command: tuple[str, ...]) -> None:
    """Nor does it have what it would need for that: no module that asks is even read."""
    root = content(tmp_path / "content", source("a", url=f"{web.url}/a"))
    done = subprocess.run(
        [sys.executable, "-c", OFFLINE, *command, "--content", str(root), *TODAY],
        cwd=tmp_path, env=os.environ | {"PYTHONPATH": str(ROOT)},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert web.paths == []


def test_one_room_alone_has_what_asks_the_web() -> None:
    clients = r"urllib3|protego|requests|httpx|urllib\.request|http"
    asks = re.compile(rf"^ *(?:from|import) (?:{clients})\b", re.M)
    rooms = {
        path.relative_to(ROOT).parts[1]
        for path in (ROOT / "explainer").rglob("*.py")
        if asks.search(path.read_text(encoding="utf-8"))
    }
    assert rooms <= {"web", "preview"}
    assert "web" in rooms


# --- source URL -----------------------------------------------------------------------------------


ARTICLE = """<!DOCTYPE html><html lang="en-GB"><head><title>A weir | The Echo</title>
<link rel="canonical" href="/weir">
<meta property="og:site_name" content="The Echo"><meta property="og:title" content="A weir">
<script type="application/ld+json">
{"@context": "https://schema.org", "@graph": [
 {"@type": "WebSite", "name": "The Echo"},
 {"@type": "NewsArticle", "headline": "A weir &amp; its river",
  "datePublished": "2026-02-03T08:00:00Z",
  "author": [{"@type": "Person", "name": "A. Writer"}, {"@type": "Person", "name": "B. Writer"}]}]}
</script></head><body>Words.</body></html>"""


def made(web: Pages, root: Path, path: str, *options: str) -> Run:
    return run("source", f"{web.url}{path}", "--content", root, *TODAY, *options)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return content(tmp_path / "content", source("book", where_found="in print"))


def test_an_article_becomes_an_entry_with_places_to_fill(web: Pages, root: Path) -> None:
    web["/weir?from=feed"] = ARTICLE
    done = made(web, root, "/weir?from=feed")
    assert done.out == (
        "the-echo-2026-02-03:\n"
        "  title: A weir & its river\n"
        "  publisher: The Echo\n"
        "  type: TODO (news article)\n"
        "  author: A. Writer, B. Writer\n"
        "  published: 2026-02-03\n"
        "  language: en-GB\n"
        f"  url: {web.url}/weir\n"
        "  read_on: 2026-06-01\n"
    )
    assert done.code == 0
    assert "1 source taken, 1 to fill" in done.err


def test_it_is_written_or_told_to_programs_if_one_likes(web: Pages, root: Path) -> None:
    web["/weir"] = ARTICLE
    told = json.loads(made(web, root, "/weir", "--format", "json").out)
    assert told["entries"] == {"sources": ["the-echo-2026-02-03"]}
    assert made(web, root, "/weir", "--write").code == 0
    assert "A weir" in (root / "sources" / "the-echo-2026-02-03.yaml").read_text()
    again = made(web, root, "/weir")
    assert (again.code, again.out) == (0, "")
    assert "known" in again.err


def test_tags_for_citation_come_first(web: Pages, root: Path) -> None:
    tags = {
        "citation_title": "On weirs", "citation_author": "Writer, Ann",
        "citation_journal_title": "Journal of Weirs", "citation_publication_date": "2025/3/4",
        "citation_doi": "10.1000/weirs", "citation_publisher": "Reed Press",
    }  # fmt: skip
    head = "".join(f'<meta name="{name}" content="{said}">' for name, said in tags.items())
    web["/paper"] = f"<title>Other</title>{head}"
    text = made(web, root, "/paper").out
    for line in ("title: On weirs", "publisher: Reed Press", "type: document", "author: Ann Writer",
                 "published: 2025-03-04"):  # fmt: skip
        assert f"  {line}\n" in text


def test_what_a_page_does_not_say_is_left_to_be_filled(web: Pages, root: Path) -> None:
    web["/bare"] = "<p>Words."
    done = made(web, root, "/bare")
    host = web.url.removeprefix("http://")
    assert "  title: TODO\n" in done.out
    assert f"  publisher: TODO ({host})\n" in done.out
    assert "  type: TODO\n" in done.out
    assert "published" not in done.out


@pytest.mark.parametrize(
    "head",
    [
        '<link rel="canonical" href="https://elsewhere.example/x">',
        '<link rel="canonical" href="/">',
        '<link rel="canonical" href="javascript:alert(1)">',
        '<link rel="canonical" href="http://[broken">',
        '<meta property="og:url" content="file:///etc/passwd">',
    ],
)
def test_a_page_cannot_pass_as_another(web: Pages, root: Path, head: str) -> None:
    web["/a"] = f"<title>A weir</title>{head}"
    assert f"  url: {web.url}/a\n" in made(web, root, "/a").out


@pytest.mark.parametrize(
    "data",
    ["{", "[" * 100_000, '{"@type": "NewsArticle", "author": 7, "publisher": [], "headline": {}}',
     '{"@type": ["NewsArticle", 3], "datePublished": null, "author": [null, {"name": null}]}',
     '{"@type": "NewsArticle", "headline": "a\\u001b[31m\\nb: c"}', '"text"', "null"],
)  # fmt: skip
def test_odd_data_of_a_page_break_nothing(web: Pages, root: Path, data: str) -> None:
    web["/a"] = f'<title>A weir</title><script type="application/ld+json">{data}</script>'
    done = made(web, root, "/a")
    assert done.code == 0, done.err
    assert "\x1b" not in done.out
    (root / "sources" / "new.yaml").parent.mkdir()
    (root / "sources" / "new.yaml").write_text(done.out)
    found = json.loads(run("check", "--content", root, *TODAY, "--format", "json").out)["problems"]
    assert {one["rule"] for one in found if one["severity"] == "error"} == {"left-to-fill"}


@pytest.mark.parametrize("url", ["file:///etc/passwd", "weir.html", "ftp://example.org/", ""])
def test_only_the_web_is_asked_for_a_source(root: Path, url: str) -> None:
    done = run("source", url, "--content", root)
    assert done.code == 2
    assert "must be a whole web address" in done.err


def test_no_entry_is_made_of_what_is_not_there(web: Pages, root: Path) -> None:
    done = made(web, root, "/none")
    assert (done.code, done.out) == (1, "")
    assert f"{web.url}/none answers 404; no entry could be made of it" in done.err


# --- archive --------------------------------------------------------------------------------------


def archived(web: Pages, root: Path, *arguments: str) -> Run:
    return run("archive", "--content", root, "--at", f"{web.url}/save/", *arguments)


SOURCES = """# What we read.

echo:   # a paper
  title: 'A weir: built'   # as printed
  publisher: The Echo
  url: https://echo.example/weir   # the short one
  type: news

wire: {title: A dam, publisher: Wire, type: agency, url: 'https://wire.example/a,b'}  # in short

kept:
  title: Kept
  publisher: Wire
  type: agency
  url: https://wire.example/kept
  archive: https://archive.example/kept

last:
  title: Last
  publisher: Wire
  type: agency
  archive:
  url: "https://wire.example/last?a=1#b"
# The end.
"""


@pytest.mark.parametrize("ends", ["\n", "\r\n"])
def test_a_copy_is_asked_for_and_nothing_else_in_the_file_changes(
    web: Pages, tmp_path: Path, ends: str
) -> None:
    root = content(tmp_path / "content", SOURCES.replace("\n", ends))
    web["/save/https://echo.example/weir"] = Reply(
        status=302, headers={"Location": "/web/20260601/https://echo.example/weir"}
    )
    web["/web/20260601/https://echo.example/weir"] = "the copy"
    web["/save/https://wire.example/a,b"] = Reply(
        "kept", headers={"Content-Location": "/web/1/a,b"}
    )
    memento = f'<{web.url}/x>; rel="original", <{web.url}/web/2/last#x>; rel="first memento"'
    web["/save/https://wire.example/last?a=1"] = Reply("kept", headers={"Link": memento})
    done = archived(web, root)
    assert done.code == 0, done.err
    copies = {
        "  url: https://echo.example/weir   # the short one\n": (
            "  url: https://echo.example/weir   # the short one\n"
            f"  archive: {web.url}/web/20260601/https://echo.example/weir\n"
        ),
        "/a,b'}": f"/a,b', archive: '{web.url}/web/1/a,b'}}",
        "  archive:\n": f"  archive: '{web.url}/web/2/last#x'\n",
    }
    expected = SOURCES
    for before, after in copies.items():
        expected = expected.replace(before, after, 1)
    found = (root / "sources.yaml").read_bytes().decode()
    assert found == expected.replace("\n", ends)
    assert "/robots.txt" not in web.paths, "an archive is asked by programs"
    assert archived(web, root).err == "0 of 0 archived\n"


BEGUN = "  title: A\n  publisher: B\n  type: news\n"
IN_SHORT = "a: {title: A, publisher: B, type: news,"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"a:\n{BEGUN}  url: >-\n    https://a.example/\n",
         f"a:\n{BEGUN}  url: >-\n    https://a.example/\n  archive: https://c.example/1\n"),
        (f"a:\n{BEGUN}  url:\n    https://a.example/\n",
         f"a:\n{BEGUN}  url:\n    https://a.example/\n  archive: https://c.example/1\n"),
        (f"a:\n{BEGUN}  url: https://a.example/",
         f"a:\n{BEGUN}  url: https://a.example/\n  archive: https://c.example/1"),
        (f"{IN_SHORT}\n  url: https://a.example/\n  }}\n",
         f"{IN_SHORT}\n  url: https://a.example/, archive: https://c.example/1\n  }}\n"),
        (f"{IN_SHORT}\n  url: https://a.example/,  # c\n  language: en}}\n",
         f"{IN_SHORT}\n  url: https://a.example/, archive: https://c.example/1,  # c\n"
         "  language: en}\n"),
        (f"\ufeff{IN_SHORT} url: https://a.example/}}\n",
         f"\ufeff{IN_SHORT} url: https://a.example/, archive: https://c.example/1}}\n"),
        (f"a:\n{BEGUN}  ? url\n  : https://a.example/\n", ""),
    ],
)  # fmt: skip
def test_the_line_fits_how_the_entry_is_written_or_none_is_set(
    tmp_path: Path, before: str, after: str
) -> None:
    root = content(tmp_path / "content", before)
    [source_] = contents.load(root)[0].sources.values()
    if not after:
        with pytest.raises(archiving.NotWrittenError, match="could not be told for sure"):
            archiving.with_archive(before.encode(), source_, "https://c.example/1")
        return
    found = archiving.with_archive(before.encode(), source_, "https://c.example/1")
    assert found.decode() == after


def test_those_that_are_named_are_asked_for_and_no_more_than_wished(
    web: Pages, tmp_path: Path
) -> None:
    root = content(tmp_path / "content", SOURCES)
    for path in ("https://echo.example/weir", "https://wire.example/last?a=1"):
        web[f"/save/{path}"] = Reply("kept", headers={"Content-Location": "/web/1"})
    assert archived(web, root, "last").out.startswith("last: ")
    done = archived(web, root, "--most", "1", "--format", "json")
    assert [one["source"] for one in json.loads(done.out)["archive"]] == ["echo"]
    assert "1 of 1 archived; 1 more have no copy yet" in done.err
    unknown = archived(web, root, "wier")
    assert unknown.code == 2
    assert "there is no source 'wier'; did you mean 'wire'?" in unknown.err


def test_what_could_not_be_archived_is_told_and_nothing_is_lost(web: Pages, tmp_path: Path) -> None:
    root = content(tmp_path / "content", SOURCES)
    web["/save/https://echo.example/weir"] = "an answer that names no copy"
    web["/save/https://wire.example/a,b"] = Reply("too many", 429)
    before = (root / "sources.yaml").read_bytes()
    done = archived(web, root)
    assert done.code == 1
    assert done.out.splitlines() == [
        "echo: the archive names no address of a copy; try again later, or save it by hand",
        "wire: the archive answers 429; try again later, or save it by hand",
    ]
    assert "0 of 2 archived; 1 more have no copy yet" in done.err
    assert (root / "sources.yaml").read_bytes() == before
    assert sorted(path.name for path in root.iterdir()) == ["pages", "site.yaml", "sources.yaml"]


def test_a_file_that_changed_meanwhile_is_left_as_it_is(web: Pages, tmp_path: Path) -> None:
    root = content(tmp_path / "content", SOURCES)
    other = SOURCES.replace("echo.example/weir", "echo.example/other")
    web["/save/https://echo.example/weir"] = Reply(
        "kept",
        headers={"Content-Location": "/web/1"},
        wait=lambda: (root / "sources.yaml").write_text(other),
    )
    done = archived(web, root, "echo")
    assert done.code == 1
    assert "since it has changed in the meantime; add 'archive: " in done.out
    assert (root / "sources.yaml").read_text() == other


def test_an_archive_cannot_write_what_is_no_address(web: Pages, tmp_path: Path) -> None:
    root = content(tmp_path / "content", SOURCES)
    for where in ("javascript:alert(1)", "file:///etc/passwd", "/a b", "http://[broken"):
        web["/save/https://echo.example/weir"] = Reply("kept", headers={"Content-Location": where})
        assert archived(web, root, "echo").code == 1
    assert (root / "sources.yaml").read_text() == SOURCES
