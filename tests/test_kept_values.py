"""A value is read once from its text, and kept."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from explainer import content, pipeline
from explainer.model import Answer, Fact, facts, series
from explainer.quantities.values import parse

SITES = Path(__file__).parent / "sites"
ANSWER = {"source": "survey", "says": "9 EUR", "also": ["10 USD"]}


def counting(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that models read as values, as often as they do."""
    texts: list[str] = []
    for module, name in ((facts, "read_value"), (series, "parse_value")):
        read = getattr(module, name)

        def noted(text: str, read: object = read) -> object:
            texts.append(text)
            return read(text)  # type: ignore[operator]

        monkeypatch.setattr(module, name, noted)
    return texts


@pytest.mark.parametrize("name", ["river-pact", "safe-streets"])
def test_no_text_of_a_content_is_read_twice(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    texts = counting(monkeypatch)
    found = pipeline.examine(SITES / name, date(2026, 6, 15)).content
    every = [*found.facts.values(), *found.points.values()]
    assert texts
    for fact in [*every, *every]:
        assert (fact.value is None) == (not fact.shown)
        values = [(one.value, one.alternatives) for one in fact.answers if fact.shown]
        assert len(values) == (len(fact.answers) if fact.shown else 0)
    written = [one.shown for one in every if one.shown]
    written += [text for one in every for answer in one.answers for text in said(answer)]
    written += [text for point in found.points.values() for text in (point.low, point.high)]
    assert len(texts) <= len(written)


def said(answer: Answer) -> tuple[str, ...]:
    return (*([answer.says] if answer.says else []), *answer.also)


def test_what_is_kept_makes_no_two_answers_differ_and_travels() -> None:
    looked_at, fresh = Answer.model_validate(ANSWER), Answer.model_validate(ANSWER)
    assert looked_at.value == parse("9 EUR")
    assert looked_at.alternatives == (parse("10 USD"),)
    assert looked_at == fresh
    assert hash(looked_at) == hash(fresh)
    assert pickle.loads(pickle.dumps(looked_at)) == fresh
    assert looked_at.model_dump() == fresh.model_dump()


def test_a_copy_with_another_text_has_another_value() -> None:
    found, _ = content.load(SITES / "river-pact")
    fact = next(one for one in found.facts.values() if one.shown)
    assert isinstance(fact, Fact)
    assert fact.value != parse("9 EUR")
    assert fact.model_copy(update={"shown": "9 EUR"}).value == parse("9 EUR")
