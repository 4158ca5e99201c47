"""What may be written next to a fact: sentences that pass, and sentences that fail, with reasons.

All of them are read and checked in one run, each as a page of its own.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
import yaml

from explainer import pipeline
from explainer.problems import Problem

HERE = Path(__file__).parent / "fixtures" / "sentences"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence in Markdown; ``rule`` is the one it breaks, if any, ``names`` what is named."""

    page: str
    text: str
    rule: str = ""
    names: tuple[str, ...] = ()


def sentences() -> Iterator[Sentence]:
    families = yaml.safe_load((HERE / "sentences.yaml").read_text(encoding="utf-8"))
    for family, both in families.items():
        name = family.replace(" ", "-")
        for number, text in enumerate(both["pass"], start=1):
            yield Sentence(f"{name}-pass-{number}", text)
        for number, case in enumerate(both["fail"], start=1):
            rule = case.get("rule", "bound-number")
            names = tuple(map(str, case["names"]))
            yield Sentence(f"{name}-fail-{number}", case["say"], rule, names)


ALL = list(sentences())


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Problem]]:
    """What the program says of each page."""
    content = tmp_path_factory.mktemp("sentences") / "content"
    shutil.copytree(HERE / "content", content)
    for sentence in ALL:
        page = f"---\ntitle: A sentence\n---\n{sentence.text}\n"
        (content / "pages" / f"{sentence.page}.md").write_text(page, encoding="utf-8")
    found: dict[str, list[Problem]] = {}
    for problem in pipeline.examine(content, date(2026, 1, 15)).problems:
        found.setdefault(problem.place.file, []).append(problem)
    elsewhere = {file for file in found if not file.startswith("pages/")}
    assert not any(problem.severity == "error" for file in elsewhere for problem in found[file])
    return found


@pytest.mark.parametrize("sentence", ALL, ids=lambda sentence: sentence.page)
def test_a_number_in_a_sentence_passes_or_fails_for_its_reason(
    sentence: Sentence, told: Mapping[str, list[Problem]]
) -> None:
    problems = told.get(f"pages/{sentence.page}.md", [])
    assert {problem.rule for problem in problems} == ({sentence.rule} if sentence.rule else set())
    for name in sentence.names:
        said = [f"{problem.message}; {problem.hint}" for problem in problems]
        assert any(name in text for text in said), (name, said)


def test_half_of_the_sentences_fail_and_no_sentence_stands_twice() -> None:
    failing = [sentence for sentence in ALL if sentence.rule]
    assert len(ALL) >= 380
    assert 0.4 <= len(failing) / len(ALL) <= 0.6
    assert len({sentence.text for sentence in ALL}) == len(ALL)
