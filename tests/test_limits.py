"""Content that is odd, deep or large: nothing of it reaches where it does not belong."""

from __future__ import annotations

import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from explainer import pipeline, problems
from explainer.checks import references
from explainer.history.versions import History
from explainer.theme import files as theme
from tests.mutations import CONTENTS, TODAY, Files, files_of, without_pictures, write
from tests.program import run

FRONT = "---\ntitle: Limits\n---\n"
URL = "https://example.org/x/"
MADE: list[Path] = []  # where there are deep folders
MINIMAL = Path(__file__).parent / "sites" / "minimal"


def built(files: Files, folder: Path) -> dict[str, str]:
    """The text of every file of the site, white space folded; packed files stand there as well."""
    write(files, folder)
    with without_pictures():
        checked = pipeline.examine(folder, TODAY, url=URL)
        look = theme.load(CONTENTS["base"])
        site, problems = pipeline.compose(checked, look, History(), TODAY)
    assert not problems
    return {
        address: " ".join(data.decode().split())
        for address, data in site.items()
        if not address.startswith("assets/") and not address.endswith(".zip")
    }


def broken_into_lines(yaml: bytes) -> bytes:
    """The same with a line break for the first space of every text of several words."""

    def in_quotes(match: re.Match[str]) -> str:
        text = match[2].strip("\"'").replace(" ", "\n", 1)
        return match[1] + json.dumps(text, ensure_ascii=False)

    # The words after a key, as far as they are no list, mapping, block or formula.
    words = r"""(\b(?!formula|also)[a-z_]+: +)("[^"\n]* [^"\n]*"|[^\s"'\[{|>][^\n,}]* [^\n,}]*)"""
    return re.sub(words, in_quotes, yaml.decode()).encode()


def test_a_line_break_in_any_text_is_a_space_to_readers(tmp_path: Path) -> None:
    files = {**files_of("base"), "site.yaml": b"title: The old weir\nmenu: [index]\n"}
    broken = {
        name: broken_into_lines(data) if name.endswith(".yaml") else data
        for name, data in files.items()
    }
    assert sum(data.count(b"\\n") for data in broken.values()) > 20
    assert built(broken, tmp_path / "broken") == built(files, tmp_path / "whole")


def limited(**files: str) -> Files:
    """A site of a front page and these YAML files."""
    named = {f"{name}.yaml": text.encode() for name, text in files.items()}
    return {"site.yaml": b"title: Limits\n", "pages/index.md": FRONT.encode()} | named


def rules_of(files: Files, folder: Path) -> list[str]:
    """The rules that a content breaks."""
    write(files, folder)
    found = pipeline.examine(folder, TODAY).problems
    return [problem.rule for problem in found if problem.severity == "error"]


@pytest.mark.parametrize("formula", ["f-{} * 1", "f-{0} + f-{0}", "( f-{0} / f-{0} ) * f-{0}"])
def test_derived_facts_of_derived_facts_without_end_are_one_problem(
    formula: str, tmp_path: Path
) -> None:
    answer = "{source: s, says: 5 km}"
    facts = f"f-0: {{question: Q?, label: l, kind: count, shown: 5 km, answers: {answer}}}\n"
    for number in range(1, 400):
        written = f'"{formula.format(number - 1)}"'
        facts += f"f-{number}: {{question: Q?, label: l, kind: derived, formula: {written}}}\n"
    source = "s: {title: S, publisher: P, type: news, url: https://example.org/}\n"
    assert rules_of(limited(facts=facts, sources=source), tmp_path / "x") == ["formula"]


def test_a_chain_of_five_hundred_sources_is_built(tmp_path: Path) -> None:
    head = "{title: S, publisher: P, type: news, url: https://example.org/, based_on: "
    sources = "".join(
        f"s-{number}: {head}[{{source: s-{number - 1}, how: credits, proof: x}}]}}\n"
        for number in range(1, 500)
    )
    first = "s-0: {title: S, publisher: P, type: news, url: https://example.org/}\n"
    facts = "f: {question: Q?, label: l, kind: statement, answers: {source: s-499}}\n"
    figures = "l: {kind: lineage, title: L, sources: [s-499]}\n"
    site = built(limited(sources=first + sources, facts=facts, figures=figures), tmp_path / "x")
    assert "1 newsroom" in site["facts/f/index.html"]


def test_a_link_that_leads_somewhere_is_compared_with_no_other_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []
    monkeypatch.setattr(references, "_file_from", lambda _, name: compared.append(name) or name)
    files = limited() | {f"pages/p-{n}.md": f"{FRONT}[a](index.md)".encode() for n in range(50)}
    assert rules_of(files, tmp_path / "whole") == []
    assert compared == []
    files["pages/p-7.md"] = f"{FRONT}[a](p-88.md)".encode()
    assert rules_of(files, tmp_path / "broken") == ["broken-link"]
    assert len(compared) == 1


def test_a_word_is_compared_in_full_with_few_of_many(monkeypatch: pytest.MonkeyPatch) -> None:
    compared: list[int] = []
    near = problems.get_close_matches

    def counted(word: str, choices: list[str], n: int, cutoff: float) -> list[str]:
        compared.append(len(choices))
        return near(word, choices, n, cutoff)

    monkeypatch.setattr(problems, "get_close_matches", counted)
    known = frozenset(f"length-of-river-{number}-in-spring" for number in range(3000))
    for slip in ("lenght-of-river-1234-in-spring", "length-of-river-1234-in-sprnig"):
        assert (
            problems.did_you_mean(slip, known) == "did you mean 'length-of-river-1234-in-spring'?"
        )
    assert max(compared) <= 4


@pytest.mark.parametrize(
    "text",
    [
        "a",
        "a-",
        "a:",
        " ",
        "\t",
        "-",
        "#",
        "{a: b, ",
        "[",
        "](",
        "<a:",
        "'",
        '"',
        "\\",
        "1,",
        "--x",
    ],
)
def test_a_line_of_a_hundred_thousand_characters_is_read(text: str, tmp_path: Path) -> None:
    line = text * (100_000 // len(text))
    for number, file in enumerate((f"f: {line}\n", f"f:\n  a: {{b: c, {line}\n", f"{line}\n")):
        rules_of(limited(facts=file), tmp_path / str(number))


# A file so many folders deep; from 990 on it was once beyond what Python recurses.
DEEP = ("pages/{}x.md", "facts/{}x.yaml", "theme/templates/{}x.html", "theme/static/{}x.css")


@pytest.mark.parametrize("depth", [30, 101, 990])
@pytest.mark.parametrize("file", DEEP)
def test_folders_in_one_another_are_read_or_told(tmp_path: Path, file: str, depth: int) -> None:
    content = shutil.copytree(MINIMAL, tmp_path / "content")
    head, tail = (content / file).as_posix().split("{}")
    make_deep(Path(head), depth, tail, FRONT if file.endswith(".md") else "")
    done = run("check", "--content", content, "--today", "2026-01-01")
    told = [line for line in done.out.splitlines() if not line.startswith(" ")]
    assert all(line.startswith(file.partition("/")[0]) for line in told), told
    assert done.code == (depth > 100)
    if done.code:
        assert "found: more than 100 folders in one another [unreadable-file]" in told[0]
        assert "    move what it holds into fewer folders\n" in done.out


def test_a_page_at_the_edge_of_what_is_read_is_written_and_goes_again(tmp_path: Path) -> None:
    content, site = shutil.copytree(MINIMAL, tmp_path / "content"), tmp_path / "site"
    build = ("build", "--content", content, "--output", site, "--today", "2026-01-01")
    make_deep(content / "pages", 99, "x.md", FRONT)
    make_deep(content / "theme" / "static", 98, "x.css", "")
    assert run(*build).code == 0
    assert (site / ("a/" * 99) / "x" / "index.html").is_file()
    for folder in ("pages", "theme/static"):
        shutil.rmtree(content / folder / "a")
    assert run(*build).code == 0
    assert not (site / "a").exists()


@pytest.mark.parametrize(("depth", "said"), [(50, "holds other files ('a/')"), (990, "more than")])
def test_what_others_put_deep_into_the_output_is_not_lost(
    tmp_path: Path, depth: int, said: str
) -> None:
    site = tmp_path / "site"
    build = ("build", "--content", MINIMAL, "--output", site, "--today", "2026-01-01")
    assert run(*build).code == 0
    make_deep(site, depth, "of-others", "")
    done = run(*build)
    assert done.code == 1
    assert said in done.err
    assert Path(f"{site}{'/a' * depth}/of-others").exists()


def test_the_name_of_a_page_is_as_long_as_paths_may_be(tmp_path: Path) -> None:
    content = shutil.copytree(MINIMAL, tmp_path / "content")
    folder = content / "pages" / "/".join(["word-" * 20 + "s"] * 10)
    folder.mkdir(parents=True)
    (folder / "x.md").write_text(FRONT, encoding="utf-8")
    done = run("check", "--content", content, "--today", "2026-01-01")
    assert "the name of a page must be at most 1,000 characters long" in done.out
    assert "move it into fewer folders" in done.out


@pytest.fixture(autouse=True)
def nothing_deep_is_left() -> Iterator[None]:
    """Takes deep folders away from above: whoever clears up after tests calls itself for each."""
    yield
    while MADE:
        top = MADE.pop()
        first, rest = top / "a", top / "rest"
        while first.is_dir():
            if (first / "a").is_dir():
                (first / "a").rename(rest)
            shutil.rmtree(first)
            if rest.is_dir():
                rest.rename(first)


def make_deep(top: Path, depth: int, name: str, text: str) -> None:
    """A file so many folders deep; one at a time, since ``mkdir`` calls itself for each."""
    MADE.append(top)
    folder = os.fspath(top)
    os.makedirs(folder, exist_ok=True)
    for _ in range(depth):
        folder = os.path.join(folder, "a")
        os.mkdir(folder)
    Path(folder, name.lstrip("/")).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("word", ["weir", "weir "])
def test_however_long_a_title_is_its_data_have_a_name_that_systems_take(
    word: str, tmp_path: Path
) -> None:
    content = shutil.copytree(MINIMAL, tmp_path / "content")
    (content / "site.yaml").write_text(f"title: {(word * 200).strip()}\n", encoding="utf-8")
    done = run("build", "--content", content, "--output", tmp_path / "site")
    assert done.code == 0, done.out + done.err
    assert len(list((tmp_path / "site" / "data").glob("weir*.zip"))) == 1
