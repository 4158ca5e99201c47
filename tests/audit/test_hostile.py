"""Hostile content, in every text of every kind: nothing runs, nothing is asked for, nothing hides.

Each build holds every payload somewhere; from one to the next they move on by a text, and over all
of them each kind of text has held each payload.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from explainer import pipeline
from explainer.problems import Problem
from tests.browser.conftest import CONTENTS, serving
from tests.browser.test_explore import explore
from tests.browser.test_pages import one_of_each
from tests.browser.watching import watched
from tests.built_site import BuiltSite
from tests.mutations import FREE, without_pictures
from tests.payloads import ELSEWHERE, PAYLOADS
from tests.program import run

RIVERS = CONTENTS["rivers"]
TODAY = date(2026, 11, 22)
# Free texts that are no prose, or that pages do not print.
_ELSEWHERE = ("lane", "role", "menu", "licence", "branch", "content_path")
_KEYS = [key for key in FREE if key not in _ELSEWHERE]
_TEXT = re.compile(rf"\b({'|'.join(_KEYS)}): +([^\s\"'{{\[|>][^\n,}}]*)")
IN_BROWSER = range(0, len(PAYLOADS), 20)
OPEN_CARDS = """() => [...document.querySelectorAll("[popover]")].map((card) => {
  card.showPopover(); const shown = card.checkVisibility(); card.hidePopover(); return shown;
})"""


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the content, by its file and its number in there, with its key."""

    file: str
    number: int
    key: str


def letters(number: int) -> str:
    """A number in letters, which nobody must bind."""
    return "".join(chr(ord("a") + int(digit)) for digit in f"{number:03}")


def between(number: int, payload: str) -> str:
    """A payload between two words that stand nowhere else."""
    return f"Ahead{letters(number)} {payload} Behind{letters(number)}"


@cache
def kept() -> dict[str, str]:
    """Every file of the site about rivers, with a page more, that has a paragraph for each."""
    files = {
        path.relative_to(RIVERS).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(RIVERS.rglob("*"))
        if path.suffix in (".yaml", ".md")
    }
    paragraphs = "\n\n".join("Tried: x" for _ in PAYLOADS)
    return {**files, "pages/tried.md": f"---\ntitle: Tried\n---\n{paragraphs}\n"}


def texts() -> Iterator[Text]:
    for file, whole in kept().items():
        if file.endswith(".yaml"):
            found = enumerate(_TEXT.findall(whole))
            yield from (Text(file, number, key) for number, (key, _) in found)
    yield from (Text("pages/tried.md", number, "Tried") for number, _ in enumerate(PAYLOADS))


class Trial:
    """The content with a payload in each text; those that are refused there give way."""

    def __init__(self, shift: int, folder: Path) -> None:
        self.folder = folder
        self.given = {
            text: (place, PAYLOADS[(place + shift) % len(PAYLOADS)])
            for place, text in enumerate(texts())
        }
        self.refused: list[tuple[Text, str]] = []
        shutil.copytree(RIVERS, folder)

    def write(self) -> dict[Text, int]:
        """Every file with what is still tried; the line on which each payload stands."""
        lines: dict[Text, int] = {}
        for file, whole in kept().items():
            parts, at = [], 0
            found = re.finditer(r"(Tried): (x)", whole) if file.endswith("tried.md") else (
                _TEXT.finditer(whole) if file.endswith(".yaml") else ()
            )  # fmt: skip
            for number, match in enumerate(found):
                text = Text(file, number, match[1])
                parts.append(whole[at : match.start(2)])
                at = match.end(2)
                if text not in self.given:
                    parts.append(match[2])
                    continue
                said = between(*self.given[text])
                quoted = json.dumps(f"{match[2]} {said}", ensure_ascii=False)
                parts.append(said if file.endswith(".md") else quoted)
                lines[text] = "".join(parts).count("\n") + 1
            written = "".join(parts) + whole[at:]
            (self.folder / file).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / file).write_text(written, encoding="utf-8", newline="\n")
        return lines

    def settle(self) -> None:
        """Take away what the program refuses, each at the place that it names."""
        for _ in range(12):
            lines = self.write()
            errors = [one for one in self.problems() if one.severity == "error"]
            if not errors:
                return
            told = {(one.place.file, one.place.line) for one in errors}
            out = [text for text, line in lines.items() if (text.file, line) in told]
            out = out or [text for text in lines if text.file in {file for file, _ in told}]
            assert out, errors[0]
            for text in out:
                self.refused.append((text, self.given.pop(text)[1]))
        raise AssertionError("what is refused does not say where it stands")

    def problems(self) -> list[Problem]:
        """What is said of the content now."""
        return list(pipeline.examine(self.folder, TODAY).problems)


def plain(text: str) -> str:
    """Letters alone: how quotes and spaces are set is no concern here."""
    return "".join(one for one in text.casefold() if one.isalnum())


def unsafe(site: BuiltSite) -> Iterator[str]:
    """What no page may hold, whatever its policy forbids."""
    for page in site.pages.values():
        for tag in re.findall(r"<[a-zA-Z][^<>]*>", page.html):
            if re.search(r"\son[a-z]+\s*=(?=(?:[^\"]*\"[^\"]*\")*[^\"]*$)", tag):
                yield f"{page.name}: {tag[:200]}"
        for link in page.links:
            if re.match(r"\s*(java|vb)script:|\s*data:(?!image/|,$)", link.target, re.IGNORECASE):
                yield f"{page.name}: {link}"
            if link.target.startswith(ELSEWHERE) or link.target.startswith("https:" + ELSEWHERE):
                yield f"{page.name}: {link}"


def hidden(site: BuiltSite, trial: Trial) -> list[str]:
    """Texts of which a word is on no page."""
    shown = plain(" ".join(page.text for page in site.pages.values()))
    return [
        f"{text.file}: {payload!r}"
        for text, (place, payload) in trial.given.items()
        if text.key != "about"  # it says which entries belong together
        and any(plain(end + letters(place)) not in shown for end in ("Ahead", "Behind"))
    ]


@pytest.mark.parametrize("shift", range(len(PAYLOADS)))
def test_no_payload_runs_or_hides_in_any_text(shift: int, tmp_path: Path, browser: Browser) -> None:
    trial = Trial(shift, tmp_path / "content")
    trial.settle()
    built = ("--output", tmp_path / "site", "--base-url", "https://example.org/", "--today")
    with ExitStack() as stack:
        if shift not in IN_BROWSER:
            stack.enter_context(without_pictures())
        done = run("build", "--content", trial.folder, *built, TODAY.isoformat())
    assert done.code == 0, done.out
    site = BuiltSite(tmp_path / "site")
    assert list(unsafe(site)) == []
    assert hidden(site, trial) == []
    assert list(site.broken_links()) == []
    if shift in IN_BROWSER:
        looked_at(browser, tmp_path / "site")


def looked_at(browser: Browser, root: Path) -> None:
    """Open a page of each kind, with its cards and charts, and see that nothing comes of it."""
    with serving(root, "/") as served, watched(browser, served) as watch:
        watch.page.on("dialog", lambda dialog: watch.fault(f"dialog: {dialog.message}"))
        for address in {*one_of_each(served), "tried/"}:
            watch.open(address)
            assert all(watch.page.evaluate(OPEN_CARDS)), address
            for number in range(watch.page.locator("[data-explore]").count()):
                explore(watch, number)
            assert watch.page.evaluate("window.ran") is None, address
            assert watch.page.evaluate("document.querySelector('main').checkVisibility()"), address
    assert watch.faults == []


def test_there_are_enough_payloads_and_most_of_them_are_let_in(tmp_path: Path) -> None:
    assert len(set(PAYLOADS)) == len(PAYLOADS) >= 80
    trial = Trial(0, tmp_path / "content")
    tried = len(trial.given)
    trial.settle()
    assert len(trial.given) > 0.7 * tried
