"""A page that is a draft: left out of what is published, and shown in the preview."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

from explainer.preview.state import Preview
from tests.program import run

BASE = Path(__file__).parent / "broken" / "base"
TODAY = "2026-01-15"
DRAFT = "---\ntitle: Plans\ndraft: true\n---\nIt is <fact:depth> deep.\n"
DEPTH = """\
depth:
  question: How deep is it?
  label: depth
  kind: measurement
  shown: 3 metres
  answers: [{source: survey, says: 3 metres}, {source: wire, says: 3 metres}]
"""


def content(folder: Path) -> Path:
    made = shutil.copytree(BASE, folder / "content")
    (made / "pages" / "plans.md").write_text(DRAFT, encoding="utf-8")
    (made / "facts" / "depth.yaml").write_text(DEPTH, encoding="utf-8")
    return made


def test_a_draft_is_left_out_and_what_only_it_uses_is_kept(tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = run("build", "--content", content(tmp_path), "--output", output, "--today", TODAY)
    assert (done.code, done.out) == (0, "")
    assert "left out, as drafts: pages/plans.md\n" in done.err
    assert not (output / "plans").exists()
    assert "plans/" not in (output / "facts" / "depth" / "index.html").read_text(encoding="utf-8")


def test_the_preview_shows_a_draft_as_one(tmp_path: Path) -> None:
    preview = Preview(content(tmp_path), lambda: date(2026, 1, 15), lambda _: None)
    preview.refresh()
    status, _, body = preview.answer("plans/")
    assert status == 200
    assert b"A draft: this page is not published." in body
