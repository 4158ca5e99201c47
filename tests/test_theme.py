"""What a content folder's own ``theme/`` puts in the place of templates and static files."""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from explainer import pipeline
from explainer.history.versions import History
from explainer.model import colours
from explainer.model.site import Looks
from explainer.pages import view
from explainer.problems import Problem
from explainer.theme import blocks
from explainer.theme import files as theme

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
        ("{{ site.lanes['none'].fact.id }}", "has no attribute 'none'"),
        ("{{ content.facts }}", "'content' is undefined"),
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
    monkeypatch.setattr(view.View, "names", lambda _: 1 / 0)
    checked = pipeline.examine(SITE, TODAY)
    with pytest.raises(ZeroDivisionError):
        pipeline.compose(checked, theme.load(with_theme(tmp_path, {})), History(), TODAY)


def built(content: Path) -> tuple[dict[str, str], list[Problem]]:
    """The text of every file of the site, and what was found wrong with its content."""
    checked = pipeline.examine(content, TODAY)
    files, problems = pipeline.compose(checked, theme.load(content), History(), TODAY)
    texts = {name: data.decode(errors="replace") for name, data in files.items()}
    return texts, [*checked.problems, *problems]


def with_settings(tmp_path: Path, settings: str, files: dict[str, str]) -> Path:
    content = with_theme(tmp_path, files)
    with (content / "site.yaml").open("a", encoding="utf-8") as site:
        site.write(f"theme:\n{settings}")
    return content


def test_a_template_overrides_a_block_of_ours(tmp_path: Path) -> None:
    own = (
        '{% extends "ours/front.html" %}{% block colophon %}{{ super() }}<p>Ours.</p>{% endblock %}'
    )
    files, problems = built(with_theme(tmp_path, {"templates/front.html": own}))
    assert not problems
    front = files["index.html"]
    assert "<p>Ours.</p>" in front
    assert "No cookies" in front
    assert "<p>Ours.</p>" not in files["facts/index.html"]


def test_a_site_has_its_own_sign_colours_type_and_foot(tmp_path: Path) -> None:
    settings = (
        "  logo: logo.svg\n  favicon: sign.svg\n  accent: '#8A2BE2'\n  text_face: f/own.woff2\n"
        "  footer: {Imprint: index.md, Privacy: 'https://example.org/p'}\n  byline: The Desk\n"
    )
    own = {"static/logo.svg": "<svg/>", "static/sign.svg": "<svg />", "static/f/own.woff2": "x"}
    files, problems = built(with_settings(tmp_path, settings, own))
    assert not problems
    page = files["facts/index.html"]
    style = re.search(r'assets/(style\.\w+\.css)"', page)
    assert style
    css = files[f"assets/{style[1]}"]
    assert ":root:root { --accent: #8a2be2; --serif: " in css
    dark = re.search(r"prefers-color-scheme: dark\) { :root:root { --accent: (#\w+); }", css)
    assert dark
    assert colours.contrast(dark[1], colours.DARK) >= colours.ENOUGH
    face = re.search(r'src: url\("(f/own\.\w+\.woff2)"\)', css)
    assert face
    assert f"assets/{face[1]}" in files, "and the address leads there from the style sheet"
    assert re.search(r'rel="icon" href="\.\./assets/sign\.\w+\.svg"', page)
    assert re.search(r'<img class="logo" src="\.\./assets/logo\.\w+\.svg" alt="">', page)
    assert '<a href="../">Imprint</a>' in page
    assert '<a href="https://example.org/p">Privacy</a>' in page
    assert "The Desk" in files["index.html"]


def test_colours_are_judged_on_the_paper_of_the_style_sheet() -> None:
    style = theme.load(SITE).text("style.css")
    papers = re.findall(r"--(?:paper|panel): (#\w+);", style)
    assert papers == [*colours.LIGHT, *colours.DARK]


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("templates/frnt.html", "did you mean 'front.html'?"),
        ("static/nobody.svg", "name it in a template"),
    ],
)
def test_a_file_that_replaces_nothing_is_told(tmp_path: Path, name: str, told: str) -> None:
    _, [problem] = built(with_theme(tmp_path, {name: "x"}))
    assert (problem.rule, problem.severity) == ("idle-theme-file", "warning")
    assert problem.place.file == f"theme/{name}"
    assert told in problem.hint


def test_a_file_that_a_template_of_ones_own_names_is_no_fault(tmp_path: Path) -> None:
    own = '{% extends "ours/front.html" %}{% block head %}{{ asset("seal.svg") }}{% endblock %}'
    content = with_theme(tmp_path, {"templates/front.html": own, "static/seal.svg": "<svg/>"})
    assert built(content)[1] == []


# --- blocks ---------------------------------------------------------------------------------------

# What a site puts into each block that it may override, beside what ours has there.
ADDED = {
    "head": '<meta name="made-by" content="us">',
    "masthead": "<p>Above all.</p>",
    "colophon": "<p>Below all.</p>",
}
OVERRIDING = '{% extends "ours/base.html" %}' + "".join(
    f"{{% block {name} %}}{{{{ super() }}}}{text}{{% endblock %}}" for name, text in ADDED.items()
)


def test_a_site_overrides_blocks_of_every_page_and_all_else_is_ours(tmp_path: Path) -> None:
    """Nothing of ours is copied: what is added is all that differs, on each page of the site."""
    usual, _ = built(SITE)
    added, problems = built(with_theme(tmp_path, {"templates/base.html": OVERRIDING}))
    assert not [one for one in problems if one.place.file.startswith("theme/")]
    assert added.keys() == usual.keys()
    pages = [name for name in usual if 'class="colophon"' in usual[name]]
    assert len(pages) > 10
    for name, text in added.items():
        if name in pages:
            for piece in ADDED.values():
                assert text.count(piece) == 1, name
                text = text.replace(piece, "", 1)
        if "pagefind" not in name and not name.endswith(".zip"):
            assert text == usual[name], name


def test_one_kind_of_page_has_blocks_of_its_own(tmp_path: Path) -> None:
    own = (
        '{% extends "ours/fact.html" %}'
        "{% block main %}{{ super() }}<p>Ask {{ entry.said_by or 'us' }}.</p>{% endblock %}"
        "{% block title %}Fact: {{ super() }}{% endblock %}"
    )
    content = shutil.copytree(SITE.with_name("river-pact"), tmp_path / "content")
    (content / "theme" / "templates").mkdir(parents=True)
    (content / "theme" / "templates" / "fact.html").write_text(own, encoding="utf-8")
    checked = pipeline.examine(content, TODAY)
    files = pipeline.artefacts(checked, theme.load(content), History(), TODAY)
    fact = files["facts/free-rivers-2030/index.html"].decode()
    assert re.search(r"<p>Ask the pact.+s secretariat\.</p>", fact)
    assert "<title>Fact: How much river should run free by 2030?" in fact
    assert "What the sources say" in fact
    assert "<p>Ask " not in files["sources/pact-text/index.html"].decode()


def test_the_documentation_names_every_block_of_a_page_and_no_other() -> None:
    told = (SITE.parents[2] / "docs" / "content.md").read_text(encoding="utf-8")
    table = told.partition("| block |")[2].partition("\n\n")[0]
    ours = {path.name: path.read_text() for path in theme.folders(SITE, "templates")[-1].glob("*")
            if path.is_file()}  # fmt: skip
    assert set(re.findall(r"^\| `(\w+)` \|", table, re.M)) == blocks.blocks("base.html", {}, ours)


@pytest.mark.parametrize(
    ("name", "own", "told"),
    [
        ("page.html", '{% extends "ours/page.html" %}\n{% block colofon %}x{% endblock %}',
         "did you mean 'colophon'?"),
        ("page.html", '{% extends "base.html" %}\n{%- block footer %}x{% endblock %}', "one of: "),
        ("base.html", '{% extends "ours/base.html" %}\n{% block mainn %}x{% endblock %}',
         "did you mean 'main'?"),
    ],
)  # fmt: skip
def test_a_block_that_overrides_nothing_is_told(
    tmp_path: Path, name: str, own: str, told: str
) -> None:
    _, [problem] = built(with_theme(tmp_path, {f"templates/{name}": own}))
    assert (problem.rule, problem.severity) == ("idle-block", "warning")
    assert problem.place == (f"theme/templates/{name}", 2, 1)
    assert told in problem.hint


@pytest.mark.parametrize(
    "files",
    [
        {"page.html": "{% block of_my_own %}x{% endblock %}"},
        {"page.html": '{% extends "base.html" %}{% block main %}'
                      "{% block inner %}x{% endblock %}{% endblock %}"},
        {"base.html": '{% extends "ours/base.html" %}{% block main %}'
                      "{% block inner %}{% endblock %}{% endblock %}",
         "page.html": '{% extends "base.html" %}{% block inner %}x{% endblock %}'},
        {"page.html": '{% extends "ours/page.html" %}{# {% block no %} #}'
                      "{% raw %}{% block no %}{% endraw %}"},
    ],
)  # fmt: skip
def test_blocks_that_are_shown_are_no_fault(tmp_path: Path, files: dict[str, str]) -> None:
    content = with_theme(tmp_path, {f"templates/{name}": text for name, text in files.items()})
    assert pipeline.examine(content, TODAY).problems == ()


def test_a_site_may_put_a_room_of_a_style_sheet_in_place_of_ours(tmp_path: Path) -> None:
    content = Path(shutil.copytree(SITE, tmp_path / "content"))
    room = content / "theme" / "static" / "style.css" / "6-front.css"
    room.parent.mkdir(parents=True)
    room.write_text(".front { color: #123 }\n")
    style, usual = theme.load(content).text("style.css"), theme.load(SITE).text("style.css")
    assert ".front { color: #123 }" in style
    assert "--paper:" in style
    assert len(style) < len(usual)
    assert not theme.idle(content, Looks())
    room.with_name("6-frnt.css").write_text("")
    assert [one.hint for one in theme.idle(content, Looks())] == [
        "did you mean 'style.css/6-front.css'?"
    ]


def test_a_style_sheet_of_its_own_takes_the_place_of_all_rooms(tmp_path: Path) -> None:
    content = Path(shutil.copytree(SITE, tmp_path / "content"))
    whole = content / "theme" / "static" / "style.css"
    whole.parent.mkdir(parents=True)
    whole.write_text("p { color: #123 }\n")
    assert theme.load(content).text("style.css") == "p { color: #123 }\n"
