"""What has not changed is not read again, and nobody can tell but by the time it takes."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

import pytest

from explainer import content, documents, pipeline, prose
from explainer.preview.state import Preview
from explainer.store import program
from explainer.store.memory import Memory
from explainer.theme import files as theme

SITE = Path(__file__).parent / "sites" / "river-pact"
TODAY = date(2026, 6, 15)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SITE, tmp_path / "content"))


@pytest.fixture
def parsed() -> Iterator[list[str]]:
    """The files that are parsed, one after the other."""
    names: list[str] = []

    def noted(data: bytes, file: str) -> tuple[documents.Document, list[documents.Problem]]:
        names.append(file)
        return parse(data, file)

    parse = documents.parse_yaml
    with patch.object(documents, "parse_yaml", noted):
        yield names


def add(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def test_only_the_file_that_changed_is_read_again(folder: Path, parsed: list[str]) -> None:
    memory = Memory()
    before, _ = content.load(folder, memory=memory)
    parsed.clear()
    add(folder / "glossary.yaml", "\nweir-pass:\n  term: weir pass\n  means: A way round a weir.\n")
    after, problems = content.load(folder, memory=memory)
    assert parsed == ["glossary.yaml"]
    assert not problems
    assert "weir-pass" in after.glossary
    assert after.facts["weirs-left"] is before.facts["weirs-left"]
    assert after.pages["index"] is before.pages["index"]


def test_a_page_that_changed_is_read_alone(folder: Path) -> None:
    memory = Memory()
    content.load(folder, memory=memory)
    add(folder / "pages" / "index.md", "\nLater.\n")
    with patch.object(prose, "page", side_effect=prose.page) as read:
        found, _ = content.load(folder, memory=memory)
    assert read.call_count == 1
    assert "Later." in str(found.pages["index"].markdown[()].html)


@pytest.mark.parametrize("file", ["facts/works.yaml", "pages/index.md", "site.yaml"])
def test_what_is_wrong_is_said_as_often_as_it_is_asked(folder: Path, file: str) -> None:
    memory = Memory()
    add(folder / file, "\nfoo: [\n" if file.endswith("yaml") else "\n[x](fact:nowhere) 12 km\n")
    said = [pipeline.examine(folder, TODAY, memory=memory).problems for _ in range(3)]
    assert said[0] == said[1] == said[2] == pipeline.examine(folder, TODAY).problems
    assert said[0]


def test_a_setting_of_the_site_changes_how_all_files_are_read(folder: Path) -> None:
    memory = Memory()
    add(folder / "pages" / "index.md", "\nThere were 4711 of them.\n")
    told = pipeline.examine(folder, TODAY, memory=memory).problems
    assert any("4711" in problem.message for problem in told)
    add(folder / "site.yaml", "\nnames:\n- There were 4711 of them\n")
    told = pipeline.examine(folder, TODAY, memory=memory).problems
    assert not any("4711" in problem.message for problem in told)


def test_what_was_not_asked_for_is_forgotten() -> None:
    memory, made = Memory(), list[str]()

    def make() -> str:
        made.append("made")
        return "made"

    for _ in range(3):
        memory.turn()
        memory.once("a", make)
    assert len(made) == 1
    memory.turn()
    memory.turn()
    memory.once("a", make)
    assert len(made) == 2


def test_a_preview_loads_its_theme_again_only_when_that_changed(folder: Path) -> None:
    preview = Preview(folder, lambda: TODAY, lambda text: None)
    with patch.object(theme, "load", side_effect=theme.load) as loaded:
        for number in range(3):
            add(folder / "pages" / "index.md", f"\nMore {'x' * number}.\n")
            preview.refresh()
        assert loaded.call_count == 1
        own = folder / "theme" / "static"
        own.mkdir(parents=True)
        (own / "own.css").write_text("p { color: red }", encoding="utf-8")
        preview.refresh()
        assert loaded.call_count == 2
    assert any(address.startswith("assets/own.") for address in preview.files)


def test_another_run_reads_again_only_what_changed(folder: Path, parsed: list[str]) -> None:
    store: dict[str, bytes] = {}
    before = pipeline.read(folder, memory=Memory(store))
    parsed.clear()
    again = pipeline.read(folder, memory=Memory(store))
    assert parsed == ["site.yaml"]  # which tells how all others are read
    assert pipeline.judge(again, TODAY).problems == pipeline.judge(before, TODAY).problems
    parsed.clear()
    add(folder / "glossary.yaml", "\nweir-pass:\n  term: weir pass\n  means: A way round a weir.\n")
    assert "weir-pass" in pipeline.read(folder, memory=Memory(store)).content.glossary
    assert parsed == ["site.yaml", "glossary.yaml"]


def test_what_another_version_of_the_program_read_is_read_again(
    folder: Path, parsed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    store: dict[str, bytes] = {}
    pipeline.read(folder, memory=Memory(store))
    parsed.clear()
    monkeypatch.setattr(program, "version", lambda: "another")
    pipeline.read(folder, memory=Memory(store))
    assert "glossary.yaml" in parsed


def test_names_that_a_site_adds_are_heeded_in_files_that_did_not_change(folder: Path) -> None:
    store: dict[str, bytes] = {}
    (folder / "pages" / "news.md").write_text("---\ntitle: News\n---\nWe ate at Hall of 77.\n")
    before = pipeline.examine(folder, TODAY, memory=Memory(store)).problems
    add(folder / "site.yaml", "names:\n  - Hall of 77\n")
    after = pipeline.examine(folder, TODAY, memory=Memory(store)).problems
    assert {one.rule for one in before} - {one.rule for one in after} == {"unbound-number"}
