"""The preview: what the browser is shown after each change, and what it is told when that fails."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from explainer import pipeline
from explainer.preview.panel import Desk, whole_page
from explainer.preview.state import Preview
from explainer.problems import Place, Problem
from explainer.publishing import search

SITE = Path(__file__).parent / "sites" / "minimal"


@pytest.fixture
def said() -> list[str]:
    return []


@pytest.fixture
def preview(tmp_path: Path, said: list[str]) -> Preview:
    content = tmp_path / "content"
    shutil.copytree(SITE, content)
    shown = Preview(content, lambda: date(2026, 1, 1), said.append)
    assert shown.refresh()
    return shown


def add(preview: Preview, text: str) -> None:
    page = preview.content / "pages" / "index.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n\n{text}\n", encoding="utf-8")


def front(preview: Preview) -> str:
    return preview.answer("")[2].decode()


def test_a_change_is_shown_and_nothing_is_built_without_one(preview: Preview) -> None:
    assert not preview.refresh()
    add(preview, "Herons came back.")
    assert "Herons came back." not in front(preview)
    assert preview.refresh()
    assert "Herons came back." in front(preview)


def test_a_mistake_is_shown_at_its_line_and_goes_away_once_mended(
    preview: Preview, said: list[str]
) -> None:
    before = front(preview)
    page = preview.content / "pages" / "index.md"
    good = page.read_text(encoding="utf-8")
    add(preview, "There were 4,711 <herons>.")
    preview.refresh()
    status, kind, body = preview.answer("")
    assert (status, kind) == (500, "text/html")
    line = good.count("\n") + 3
    assert f"pages/index.md:{line}:" in body.decode()
    assert "[unbound-number]" in body.decode()
    assert any("unbound-number" in text for text in said)
    page.write_text(good, encoding="utf-8")
    preview.refresh()
    assert front(preview) == before


FACT = """\
herons:
  question: How many herons?
  label: herons
  kind: count
  shown: 7 herons
  answers: [{source: heron-count, says: 8 herons}]
"""
SOURCE = "heron-count: {title: Count, publisher: Office, type: document, where_found: shelf 4}\n"


def test_a_mistake_stands_at_the_page_that_has_it_and_beside_all_others(
    preview: Preview, tmp_path: Path
) -> None:
    (preview.content / "facts.yaml").write_text(FACT.replace("8", "7"), encoding="utf-8")
    (preview.content / "sources.yaml").write_text(SOURCE, encoding="utf-8")
    add(preview, "Herons came back.")
    preview.refresh()
    assert not preview.problems
    warned = front(preview)
    assert 'class="warnings"' in warned, "warnings stand in the panel, too"
    (preview.content / "facts.yaml").write_text(FACT, encoding="utf-8")
    preview.refresh()
    status, _, body = preview.answer("facts/herons/")
    assert (status, b"Something to mend" in body) == (500, True)
    status, _, body = preview.answer("")
    page = body.decode()
    assert (status, "Herons came back." in page) == (200, True), "the site as it was before"
    panel = page.partition('<aside id="_problems" aria-label=')[2].partition("</aside>")[0]
    assert "<summary>2 errors</summary>" in panel
    assert "<mark>6</mark>  " in panel, "the line"
    assert "5    shown: 7 herons" in panel, "and those around it"
    path = (preview.content / "facts.yaml").resolve().as_posix()
    assert f'<a href="vscode://file{path}:6:' in panel
    (preview.content / "facts.yaml").unlink()
    (preview.content / "sources.yaml").unlink()
    preview.refresh()
    assert "_problems" not in front(preview)


def test_another_editor_opens_what_is_to_be_mended(tmp_path: Path) -> None:
    content = shutil.copytree(SITE, tmp_path / "content")
    (content / "site.yaml").write_text("titel: A\n", encoding="utf-8")
    shown = Preview(
        content, lambda: date(2026, 1, 1), lambda _: None, "idea://open?{line}&f={path}"
    )
    shown.refresh()
    path = (content / "site.yaml").resolve().as_posix().lstrip("/")
    assert f'href="idea://open?1&amp;f={path}"' in front(shown), (
        "the whole page, since none is built"
    )


def test_lines_of_other_files_are_never_shown(tmp_path: Path) -> None:
    content = shutil.copytree(SITE, tmp_path / "content")
    (tmp_path / "secret").write_text("nobody's business", encoding="utf-8")
    found = Problem(Place("../secret"), "program", "It failed.")
    assert b"nobody" not in whole_page([found], Desk(content))


def test_what_is_said_of_a_mistake_is_text_and_not_html(preview: Preview) -> None:
    add(preview, "[<b>bold</b>](fact:nope)")
    preview.refresh()
    assert "<b>" not in front(preview)


def test_a_fault_of_the_program_does_not_end_the_preview(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("it broke")

    with monkeypatch.context() as broken:
        broken.setattr(pipeline, "read", fail)
        add(preview, "Herons.")
        preview.refresh()
    assert "it broke" in front(preview)
    add(preview, "Ducks.")
    preview.refresh()
    assert "Ducks." in front(preview)


def test_a_save_is_shown_before_it_is_judged(preview: Preview) -> None:
    add(preview, "Herons came back.")
    assert preview.take()
    assert preview.is_shown
    assert "Herons came back." in front(preview)
    verdict = preview.judge()
    assert verdict
    assert preview.accept(verdict)
    assert "Herons came back." in front(preview)


def test_a_mistake_is_told_once_it_is_judged_and_pages_wait_while_there_is_one(
    preview: Preview,
) -> None:
    page = preview.content / "pages" / "index.md"
    good = page.read_text(encoding="utf-8")
    add(preview, "There were 4,711 herons.")
    preview.take()
    assert "4,711" in front(preview)
    preview.accept(preview.judge())  # type: ignore[arg-type]
    assert "[unbound-number]" in front(preview)
    page.write_text(good, encoding="utf-8")
    preview.take()
    assert not preview.is_shown
    assert "[unbound-number]" in front(preview)
    preview.accept(preview.judge())  # type: ignore[arg-type]
    assert "[unbound-number]" not in front(preview)


def test_what_is_said_of_a_save_that_was_overtaken_counts_no_more(preview: Preview) -> None:
    add(preview, "There were 4,711 herons.")
    preview.take()
    verdict = preview.judge()
    assert verdict
    assert verdict.problems
    add(preview, "")
    preview.take()
    assert not preview.accept(verdict)
    assert not preview.problems


def test_a_page_takes_up_a_style_sheet_under_the_address_it_knows(preview: Preview) -> None:
    style = next(name for name in preview.files if name.startswith("assets/style."))
    own = preview.content / "theme" / "static" / "style.css"
    own.parent.mkdir(parents=True)
    own.write_text("p { color: red }", encoding="utf-8")
    preview.refresh()
    assert preview.is_restyled
    assert preview.answer(style) == (200, "text/css", b"p { color: red }")
    add(preview, "Herons.")
    preview.refresh()
    assert not preview.is_restyled


def test_a_missing_page_is_answered_with_the_page_that_helps(preview: Preview) -> None:
    status, kind, body = preview.answer("nowhere/")
    assert (status, kind) == (404, "text/html")
    assert body == preview.files["404.html"]


def test_a_new_template_of_the_site_counts_as_a_change(preview: Preview) -> None:
    folder = preview.content / "theme" / "templates"
    folder.mkdir(parents=True)
    (folder / "404.html").write_text("<head></head>Lost at the weir", encoding="utf-8")
    assert preview.refresh()
    assert b"Lost at the weir" in preview.answer("nowhere/")[2]


def test_warnings_are_said_once_for_as_long_as_they_stand(
    preview: Preview, said: list[str]
) -> None:
    def warnings() -> int:
        return sum(": warning: " in text for text in said)

    notes = preview.content / "notes.txt"
    notes.write_text("mine", encoding="utf-8")
    preview.refresh()
    assert warnings() == 1
    assert said[-1] == "built, 1 warning"
    add(preview, "Herons came back.")
    preview.refresh()
    assert warnings() == 1, "it was said before"
    assert said[-1] == "built, 1 warning"
    notes.unlink()
    preview.refresh()
    assert said[-1] == "built"
    notes.write_text("mine", encoding="utf-8")
    preview.refresh()
    assert warnings() == 2, "it came anew"


def test_each_state_of_the_content_has_a_name_of_its_own(preview: Preview) -> None:
    page = preview.content / "pages" / "index.md"
    text, before = page.read_text(encoding="utf-8"), preview.state
    add(preview, "Herons.")
    assert preview.state == before, "a page shows what was built last"
    preview.refresh()
    assert preview.state != before
    page.write_text(text, encoding="utf-8")
    preview.refresh()
    assert preview.state not in ("", before)


def test_a_search_index_that_cannot_be_made_is_no_fault_to_report(
    preview: Preview, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(search, "get_executable", lambda: "/nowhere/pagefind")
    add(preview, "Herons.")
    preview.refresh()
    assert "Herons." in front(preview), "a page does without the index"
    status, _, body = preview.answer("pagefind/pagefind.js")
    assert status == 500
    assert b"the search index could not be made" in body
    assert b"report it" not in body
