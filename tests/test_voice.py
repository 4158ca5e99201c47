"""The program's own sentences: all of them come from the catalogue, which is kept in step."""

from __future__ import annotations

import ast
import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path
from unittest.mock import patch

import pytest
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from explainer import pipeline
from explainer.history.commits import Commit
from explainer.history.versions import Change, History
from explainer.pages.environment import environment
from explainer.store.artefacts import Artefacts, Work
from explainer.theme import files as theme
from explainer.voice import speech
from explainer.voice.speech import voice
from tests.photos import safe_streets
from tools import make_catalogue

SITE = Path(__file__).parent / "sites" / "river-pact"
TODAY = date(2026, 6, 15)
# What stays as it is in every language: formats, licences, names of rules and of what is no word.
AS_THEY_ARE = """bibtex csl csv dcat edtf
    iso jpeg json pdf png rss svg webp zip cc https http www github iframe
    search facts id events sources groups series pictures bib embed type size height""".split()
SPOKEN = ("alt", "aria-label", "content", "data-label", "title", "data-said", "placeholder")
_KEPT = re.compile(r"(%\(\w+\)s|<[^>]*>|&\w+;|\{\}|%%)")
_KEY = re.compile(r"\b[a-z][a-z_-]*:(?=\s)")
_WORD = re.compile(r"\b[A-Za-z]{3,}\b")
_NO_WORDS = re.compile(r"<iframe[^>]*>|\S*example\.org\S*")
_ACCENTS = str.maketrans("aeiouAEIOU", "áéíóúÁÉÍÓÚ")

# Something was taken off, so that there is a page that says so.
PAST = History(
    {
        ("facts", "no-more"): (
            Change("removed", (Commit("c0ffee" * 6, datetime(2026, 5, 2, tzinfo=UTC), "River"),)),
            Change("new", (Commit("beef" * 10, datetime(2026, 5, 1, tzinfo=UTC), "River"),)),
        )
    }
)


class Accented(NullTranslations):
    """English with accents on its vowels: whoever finds a word without, finds one that escaped."""

    def gettext(self, message: str) -> str:
        """The message with accents, whatever it holds for others left alone."""
        pieces = _KEPT.split(message)
        return "".join(one if _KEPT.fullmatch(one) else one.translate(_ACCENTS) for one in pieces)

    def ngettext(self, one: str, several: str, number: int) -> str:
        """The same of two messages."""
        return self.gettext(one if number == 1 else several)


class Said(HTMLParser):
    """All that a page says to eyes and ears."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self.silent = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Attributes that are read; scripts and styles say nothing."""
        self.silent += tag in ("script", "style", "code", "pre")
        of_page = tag != "meta" or ("name", "description") in attrs
        self.words += [text or "" for name, text in attrs if name in SPOKEN and of_page]

    def handle_endtag(self, tag: str) -> None:
        """The end of what says nothing."""
        self.silent -= tag in ("script", "style", "code", "pre")

    def handle_data(self, data: str) -> None:
        """Text."""
        if not self.silent:
            self.words.append(data)


@cache
def of_content(content: Path) -> frozenset[str]:
    """Every word that the content holds, and that dates, countries and measures are said with."""
    read = (".md", ".yaml", ".csv", ".svg")
    texts = [path.read_text("utf-8") for path in content.rglob("*") if path.suffix in read]
    texts = [_KEY.sub("", text) for text in texts]  # which are not what is said
    locale = speech.languages.locale("en-GB")
    texts += [*locale.territories.values(), *locale.languages.values()]
    texts += [
        name for form in locale.months.values() for of in form.values() for name in of.values()
    ]
    texts += "about nearly over under million billion per cent euros euro metres roubles".split()
    texts += "percentage points river why".split()
    return frozenset(word.lower() for text in texts for word in _WORD.findall(text))


@pytest.fixture
def accented() -> Iterator[None]:
    """The program as it speaks where everything has been translated."""
    for one in (voice, environment):
        one.cache_clear()
    with patch.object(speech, "catalogue", lambda _: Accented()):
        yield
    for one in (voice, environment):
        one.cache_clear()


def pages(files: Artefacts) -> Iterator[str]:
    """Every page, as HTML."""
    yield from (files[at].decode() for at in files.makes if at.endswith(".html"))


def drawn(files: Artefacts) -> Iterator[str]:
    """Every figure as a file, and every card for social media, as SVG."""
    for at, make in files.makes.items():
        if at.startswith(("cards/", "figures/")) and at.endswith((".jpg", ".png")):
            made = make()
            assert isinstance(made, Work)
            yield from (one for one in made.arguments if str(one).lstrip().startswith("<svg"))


@pytest.fixture(params=["rivers", "streets"])
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A site of facts and groups, and one of series and pictures."""
    if request.param == "rivers":
        return SITE
    streets = safe_streets(tmp_path)
    pictures = streets / "pictures.yaml"
    told = pictures.read_text("utf-8").replace("alt: decorative", "alt: Where the crossing is")
    pictures.write_text(told, "utf-8")  # so that it is on a card
    return streets


@pytest.mark.usefixtures("accented")
@pytest.mark.parametrize("texts", [pages, drawn])
def test_no_word_escapes_the_catalogue(
    content: Path, texts: Callable[[Artefacts], Iterator[str]]
) -> None:
    checked = pipeline.examine(content, TODAY, url="https://example.org/x/")
    files = pipeline.artefacts(checked, theme.load(content), PAST, TODAY)
    assert "facts/no-more/index.html" in files
    known = of_content(content) | set(AS_THEY_ARE)
    escaped: dict[str, set[str]] = {}
    number = 0
    for whole in texts(files):
        number += 1
        for text in Said(whole).words:
            words = _WORD.findall(_NO_WORDS.sub("", text))
            if lost := {word for word in words if word.lower() not in known}:
                escaped.setdefault(" ".join(text.split())[:120], set()).update(lost)
    assert number > 10
    assert not escaped, "\n".join(f"{text}: {lost}" for text, lost in escaped.items())


def test_the_catalogue_is_in_step() -> None:
    assert make_catalogue.TARGET.read_text("utf-8") == make_catalogue.text(), (
        "run python -m tools.make_catalogue"
    )


def test_no_message_hides_in_an_f_string() -> None:
    """Up to Python 3.11 those are one token, in which nobody looks for messages."""
    hidden = [
        f"{path.name}:{call.lineno}"
        for path in sorted((make_catalogue.ROOT / "explainer").rglob("*.py"))
        for whole in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(whole, ast.JoinedStr)
        for call in ast.walk(whole)
        if isinstance(call, ast.Call) and _name_of(call) in ("tell", "many", "forms", "later")
        if any(isinstance(one, ast.Constant) and one.value for one in call.args)
    ]
    assert not hidden


def _name_of(call: ast.Call) -> str:
    return getattr(call.func, "attr", getattr(call.func, "id", ""))


def test_a_translation_is_spoken(tmp_path: Path) -> None:
    """A language is a file: begun from the catalogue, compiled, and in its own plural forms."""
    with make_catalogue.TARGET.open("rb") as file:
        made = read_po(file, locale="ru")
    made.get(("%(num)s source", "%(num)s sources")).string = (
        "%(num)s источник", "%(num)s источника", "%(num)s источников"
    )  # fmt: skip
    made.get("First said by %(names)s.").string = "Первым сказал: %(names)s."
    compiled = tmp_path / "ru" / "LC_MESSAGES" / "explainer.mo"
    compiled.parent.mkdir(parents=True)
    with compiled.open("wb") as file:
        write_mo(file, made)
    with patch.object(speech, "CATALOGUES", tmp_path):
        spoken = speech.Voice("ru", speech.catalogue("ru-RU"))
    assert spoken.tell("First said by %(names)s.", names="Ада") == "Первым сказал: Ада."
    assert [spoken.many("%(num)s source", "%(num)s sources", n) for n in (1, 3, 5, 21)] == [
        "1 источник", "3 источника", "5 источников", "21 источник",
    ]  # fmt: skip
    assert spoken.tell("Disputed") == "Disputed", "what is not translated is said in English"
    forms = spoken.forms("%(num)s source", "%(num)s sources")
    assert json.dumps(forms, ensure_ascii=False).count("источник") == len(forms)
