"""The program's own sentences: all of them come from the catalogue, which is kept in step."""

from __future__ import annotations

import ast
import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import cache
from gettext import NullTranslations
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal, get_args, get_origin
from unittest.mock import patch
from xml.etree import ElementTree

import icalendar
import pytest
import yaml
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from explainer import model, pipeline
from explainer.history.commits import Commit
from explainer.history.versions import Change, History
from explainer.model import DUE, HAPPENED
from explainer.pages.environment import environment
from explainer.store.artefacts import Artefacts, Work
from explainer.theme import files as theme
from explainer.voice import phrases, speech
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
# What stands between brackets of links in Markdown, and marks of emphasis.
_MARKUP = re.compile(r"\]\([^)]*\)|<\w+:[^>]*>|[\[*`]")
_BOUND = re.compile(r"\[([^\]]*)\]\(")
# The end of one line of a drawing, and the beginning of the next.
_LINES = re.compile(r"</tspan>\s*<tspan[^>]*>")
# Plain words in a row; with an accent they are the catalogue's, with a digit or a sign names.
_RUN = re.compile(r"\b[A-Za-z]{2,}\b(?:\s+[A-Za-z]{2,}\b)*")
_NO_WORDS = re.compile(r"<iframe[^>]*>|\S*example\.org\S*")
_ACCENTS = str.maketrans("aeiouyAEIOUY", "áéíóúýÁÉÍÓÚÝ")

# Something was taken off, so that there is a page that says so.
PAST = History(
    {
        ("facts", "no-more"): (
            Change("removed", (Commit("c0ffee" * 6, datetime(2026, 5, 2, tzinfo=UTC), "River"),)),
            Change("new", (Commit("beef" * 10, datetime(2026, 5, 1, tzinfo=UTC), "River"),)),
        )
    }
)


ON_NO_PAGE = """
fish-passes:
  {question: "How many passes for fish?", label: passes for fish, kind: count, when: 2025,
   shown: 12 passes, answers: [{source: pact-text, says: 12 passes}]}
"""


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


def runs(text: str) -> list[str]:
    """The words that stand together with nothing but blanks between them: "On no page"."""
    return [" ".join(run.split()).casefold() for run in _RUN.findall(_NO_WORDS.sub("; ", text))]


@cache
def of_content(content: Path) -> str:
    """What the content says, run by run, without what it says by a key: kinds, types, ids."""
    texts = [path.read_text("utf-8") for path in content.rglob("*.svg")]
    for path in content.rglob("*.md"):
        whole = path.read_text("utf-8").split("---\n", 2)
        texts += [whole[-1], *_scalars(yaml.safe_load(whole[1]))]
    for path in content.rglob("*.csv"):
        texts += path.read_text("utf-8").splitlines()
    for path in content.rglob("*.yaml"):
        texts += _scalars(yaml.safe_load(path.read_text("utf-8")))
    plain = [_MARKUP.sub("", text) for text in texts]
    plain += [bound for text in texts for bound in _BOUND.findall(text)]
    return f"|{'|'.join(run for text in plain for run in runs(text))}|"


def _scalars(data: object) -> Iterator[str]:
    """The texts of YAML that are said: no keys, and no words that are keys to the program."""
    if isinstance(data, dict):
        yield from (text for value in data.values() for text in _scalars(value))
    elif isinstance(data, list):
        yield from (text for value in data for text in _scalars(value))
    elif data is not None and str(data) not in _named():
        yield str(data)


@cache
def _named() -> frozenset[str]:
    """Every word by which content names something of the program's."""
    literals: set[str] = {HAPPENED, DUE}
    for one in vars(model).values():
        literals |= set(get_args(one)) if get_origin(one) is Literal else set()
    return frozenset(literals)


@cache
def of_the_language() -> frozenset[str]:
    """What dates, countries, languages, lists and measures are said with, by the CLDR or by us."""
    locale = speech.languages.locale("en-GB")
    names = [*locale.territories.values(), *locale.languages.values()]
    texts = [*names, *(word for name in names for word in name.split())]
    texts += [
        name for form in locale.months.values() for of in form.values() for name in of.values()
    ]
    for forms in phrases._PHRASES["en"].values():
        texts += forms.values() if isinstance(forms, dict) else [forms]
    texts += [*locale.list_patterns["standard"].values(), *locale.currencies.values()]
    texts += ["million", "billion", "euros", "US dollars", "roubles", "metres", "kilometres", "MB"]
    texts += ["River"]  # who changed things, in the history above
    return frozenset(run for text in texts for run in runs(text)) | set(AS_THEY_ARE)


def escaped(text: str, content: Path) -> list[str]:
    """The runs of plain words in a text that neither the content nor the language has so."""
    return [run for run in runs(text) if not is_known(run.split(), content)]


def is_known(words: list[str], content: Path) -> bool:
    """Whether words are the content's as it has them in a row, the language's, or both by turns.

    Two that stand apart in the content do not make a third, or anything could be said with it;
    and what is a key to the program is only said where the content says it by itself.
    """
    reached = {(0, False)}  # how far, and whether the last piece was the content's
    for start in range(len(words)):
        for was_content in (False, True):
            if (start, was_content) in reached:
                for end in range(start + 1, len(words) + 1):
                    piece = " ".join(words[start:end])
                    if piece in of_the_language():
                        reached.add((end, False))
                    alone = r"\|" if piece in _named() else "[| ]"
                    if not was_content and re.search(alone + piece + alone, of_content(content)):
                        reached.add((end, True))
    return not reached.isdisjoint({(len(words), False), (len(words), True)})


@pytest.fixture
def accented() -> Iterator[None]:
    """The program as it speaks where everything has been translated."""
    for one in (voice, environment):
        one.cache_clear()
    with patch.object(speech, "catalogue", lambda _: Accented()):
        yield
    for one in (voice, environment):
        one.cache_clear()


def pages(files: Artefacts) -> Iterator[list[str]]:
    """What every page says."""
    yield from (Said(files[at].decode()).words for at in files.makes if at.endswith(".html"))


def drawn(files: Artefacts) -> Iterator[list[str]]:
    """What every figure says as a file, and every card for social media."""
    for at, make in files.makes.items():
        if at.startswith(("cards/", "figures/")) and at.endswith((".jpg", ".png")):
            made = make()
            assert isinstance(made, Work)
            found = (_LINES.sub(" ", str(one)) for one in made.arguments)
            yield from (Said(one).words for one in found if one.lstrip().startswith("<svg"))


def followed(files: Artefacts) -> Iterator[list[str]]:
    """What the feeds say, and the calendar."""
    for at in ("feeds/changes.xml", "feeds/events.xml"):
        told = ElementTree.fromstring(files[at]).iter()
        yield [one.text or "" for one in told if one.tag.endswith(("}title", "}summary"))]
    calendar = icalendar.Calendar.from_ical(files["feeds/events.ics"])
    said = ("summary", "description", "categories", "name")
    yield [
        entry[key].to_ical().decode() for entry in calendar.walk() for key in said if key in entry
    ]


@pytest.fixture(params=["rivers", "streets"])
def content(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A site of facts and groups, and one of series and pictures."""
    if request.param == "rivers":
        rivers = tmp_path / "rivers"
        shutil.copytree(SITE, rivers)
        (rivers / "facts" / "more.yaml").write_text(ON_NO_PAGE, "utf-8")
        return rivers
    streets = safe_streets(tmp_path)
    pictures = streets / "pictures.yaml"
    told = pictures.read_text("utf-8").replace("alt: decorative", "alt: Where the crossing is")
    pictures.write_text(told, "utf-8")  # so that it is on a card
    return streets


@pytest.mark.usefixtures("accented")
@pytest.mark.parametrize(("texts", "least"), [(pages, 10), (drawn, 10), (followed, 3)])
def test_no_word_escapes_the_catalogue(
    content: Path, texts: Callable[[Artefacts], Iterator[list[str]]], least: int
) -> None:
    checked = pipeline.examine(content, TODAY, url="https://example.org/x/")
    files = pipeline.artefacts(checked, theme.load(content), PAST, TODAY)
    assert "facts/no-more/index.html" in files
    lost: dict[str, list[str]] = {}
    number = 0
    for whole in texts(files):
        number += 1
        for text in whole:
            if words := escaped(text, content):
                lost[" ".join(text.split())[:120]] = words
    assert number >= least
    assert not lost, "\n".join(f"{text}: {words}" for text, words in lost.items())


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
