"""What a content folder's own ``theme/`` puts in the place of templates and static files."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from explainer import pipeline, render, theme
from explainer.history import History

SITE = Path(__file__).parent / "sites" / "minimal"
TODAY = date(2026, 6, 1)


def with_theme(tmp_path: Path, files: dict[str, str]) -> Path:
    content = tmp_path / "content"
    shutil.copytree(SITE, content)
    for name, text in files.items():
        path = content / "theme" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return content


def test_a_static_file_takes_the_place_of_one_under_a_new_address(tmp_path: Path) -> None:
    usual = theme.load(SITE)
    own = theme.load(
        with_theme(tmp_path, {"static/plotly.js": "// small", "static/seal.svg": "<svg/>"})
    )
    assert own.text("plotly.js") == "// small"
    assert own.addresses["plotly.js"] != usual.addresses["plotly.js"]
    assert own.files.keys() & {usual.addresses["plotly.js"]} == set()
    assert own.text("seal.svg") == "<svg/>"
    assert own.addresses["style.css"] == usual.addresses["style.css"]


def test_without_another_bundle_plotly_is_that_of_its_package(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "static").mkdir()
    monkeypatch.setattr(theme, "_default", lambda: tmp_path)
    assert theme.load(SITE).text("plotly.js").encode() == theme.plotly()


def test_a_template_takes_the_place_of_one_and_no_other(tmp_path: Path) -> None:
    own = '{% extends "base.html" %}{% block main %}<p>Our own: {{ page.title }}</p>{% endblock %}'
    content = with_theme(tmp_path, {"templates/front.html": own})
    files, problems = pipeline.compose(
        pipeline.examine(content, TODAY), theme.load(content), History(), TODAY
    )
    assert not problems
    assert [name for name, data in files.items() if b"Our own: " in data] == ["index.html"]


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("{{ 1 / 0 }}", "ZeroDivisionError: division by zero"),
        ("{{ none() }}", "TypeError: 'NoneType' object is not callable"),
        ("{{ {}['a'].b }}", "'dict object' has no attribute 'a'"),
        ("{{ 'x' + 1 }}", 'TypeError: can only concatenate str (not "int") to str'),
        ("{{ '%d' % 'x' }}", "TypeError: %d format: a real number is required, not str"),
        ("{{ url('nowhere/').nothing() }}", "has no attribute 'nothing'"),
        ("{{ ledger.accounts['none'].fact.id }}", "has no attribute 'none'"),
        ("{% include 'front.html' %}", "RecursionError: maximum recursion depth exceeded"),
        ("{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}", "RecursionError: "),
    ],
)
def test_whatever_a_template_does_is_told_at_its_line(tmp_path: Path, wrong: str, why: str) -> None:
    content = with_theme(tmp_path, {"templates/front.html": f"<p>\n{wrong}\n"})
    checked = pipeline.examine(content, TODAY)
    built, [problem] = pipeline.compose(checked, theme.load(content), History(), TODAY)
    assert not built
    assert problem.place == ("theme/templates/front.html", 2, 1)
    assert why in problem.message


def test_a_fault_of_the_program_is_none_of_a_template(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(render.View, "names", lambda _: 1 / 0)
    checked = pipeline.examine(SITE, TODAY)
    with pytest.raises(ZeroDivisionError):
        pipeline.compose(checked, theme.load(with_theme(tmp_path, {})), History(), TODAY)
