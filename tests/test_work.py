"""Work grows with what there is to do: counted in calls, for large or malicious contents."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from explainer import content
from explainer.evidence import ledger
from explainer.images import raster, social
from explainer.model import Entry
from explainer.quantities import arithmetic, date_cures, dates, values
from explainer.reading import mentions
from explainer.voice import languages
from tests.mutations import ROOT, write
from tests.test_limits import FRONT, limited, rules_of

SOURCE = "s: {title: S, publisher: P, type: news, url: https://example.org/}\n"


@pytest.fixture
def count(monkeypatch: pytest.MonkeyPatch) -> Callable[[Any, str], list[int]]:
    """Counts the calls of a function from here on."""

    def counting(module: Any, name: str) -> list[int]:
        calls, function = [0], getattr(module, name)

        def counted(*args: Any, **named: Any) -> Any:
            calls[0] += 1
            return function(*args, **named)

        monkeypatch.setattr(module, name, counted)
        return calls

    return counting


def test_an_unbound_number_is_compared_with_few_of_many_facts(
    count: Callable[[Any, str], list[int]], tmp_path: Path
) -> None:
    facts = "".join(
        f"f-{n}: {{question: Q?, label: l, kind: count, shown: {7 * n + 3} km,"
        f" answers: {{source: s, says: {7 * n + 3} km}}}}\n"
        for n in range(1, 301)
    )
    files = limited(facts=facts, sources=SOURCE)
    text = "".join(f"They built {7 * n + 4} km.\n\n" for n in range(1, 301))
    files["pages/index.md"] = f"{FRONT}{text}".encode()
    calls = count(mentions, "supports")
    assert rules_of(files, tmp_path / "x") == ["unbound-number"] * 300
    assert calls[0] < 300 * 40


def test_dates_near_many_dates_are_looked_up(
    count: Callable[[Any, str], list[int]], tmp_path: Path
) -> None:
    days = [f"{year}-{month:02d}-11" for year in range(1950, 1980) for month in range(1, 13)]
    events = "".join(
        f"e-{n}: {{title: E, dates: {{when: {day}, source: s}}}}\n" for n, day in enumerate(days)
    )
    files = limited(events=events, sources=SOURCE)
    links = " ".join(f"[e](event:e-{n})" for n in range(len(days)))
    files["pages/index.md"] = f"{FRONT}{links}\n\nIn {', in '.join(days)}.\n".encode()
    calls = count(dates, "parse")
    assert rules_of(files, tmp_path / "x") == []
    assert calls[0] < 3 * len(days)


def test_the_notes_of_many_answers_are_compared_with_few_of_them(
    count: Callable[[Any, str], list[int]], tmp_path: Path
) -> None:
    answers = "".join(
        f"    - {{source: s-{n}, says: {n + 6} km, conflict: slip, note: It says {n + 6} km.}}\n"
        for n in range(100)
    )
    facts = f"f:\n  question: Q?\n  label: l\n  kind: count\n  shown: 5 km\n  answers:\n{answers}"
    sources = "".join(SOURCE.replace("s:", f"s-{n}:", 1) for n in range(100))
    calls = count(mentions, "supports")
    assert "unbound-number" not in rules_of(limited(facts=facts, sources=sources), tmp_path / "x")
    assert calls[0] < 100 * 60


def test_a_language_that_is_none_is_compared_with_names_and_not_with_locales(
    count: Callable[[Any, str], list[int]],
) -> None:
    languages._own_names()
    calls = count(languages, "_locale")
    for slip, cure in (("Englich", "write 'en'"), ("Qwertzish", "such as 'pt-BR'")):
        with pytest.raises(ValueError, match=cure):
            languages.printed(slip)
    assert calls[0] < 30


@pytest.mark.parametrize("read", [values.parse, dates.parse, dates.read])
def test_a_value_of_a_million_characters_is_refused_in_a_short_line(
    read: Callable[[str], Any],
) -> None:
    for text in ("1" * 10**6, "5 " + "x" * 10**6, "2024-" * 10**5, "(r" * 10**5, "~" * 10**5):
        with pytest.raises(ValueError, match=r"must be short, but .* characters; write ") as told:
            read(text)
        assert len(str(told.value)) < 400


@pytest.mark.parametrize("part", ["~", "c ", "from ", "about ", "between ", "by ", "a - ", "1/"])
def test_guesses_at_a_date_in_a_date_come_to_an_end(part: str) -> None:
    date_cures._one.cache_clear()
    for length in (30, 80, 290):
        with pytest.raises(ValueError, match="; "):
            dates.parse((part * length)[:length])
    assert date_cures._one.cache_info().misses < 300


def test_a_part_of_nothing_and_a_rate_by_no_number_are_no_numbers(tmp_path: Path) -> None:
    facts = (
        "f: {question: Q?, label: l, kind: count, shown: 5 %, answers: {source: s, says: 5 %}}\n"
    )
    files = limited(facts=facts, sources=SOURCE)
    files["pages/index.md"] = (
        f"{FRONT}[Of 0 of 0 or 3/0](fact:f), 3 in 0, 0/0 and 5 in none.".encode()
    )
    assert set(rules_of(files, tmp_path / "x")) == {"bound-number", "unbound-number"}
    assert isinstance(values.parse("5 cases per , x"), values.Quantity)


HOSTILE = """
from explainer.images import social
from explainer.reading import lexicon, mentions
from explainer.voice import bidi
from explainer.exports import tables
from explainer.prose import foreign, inlines

size = 30_000
bidi.as_elements(bidi.FIRST_STRONG + "<text " * size)
for text in (
    "-", "a-", "1-", "{{", "{%", "{#a", "{: a=", "$\\\\", "~~a ", "1", " ", "a ", "1.", "{", "$_ "
):
    line = text * (size // len(text)) + "\\0"
    list(foreign.markup(line)), list(foreign.markup(text + "a" * size))
    tables._AMOUNT.fullmatch(line), inlines._EXCUSE.fullmatch(f"<!-- unbound{line}")
    social._PIECES.findall(line), mentions.numbers_in(line[:9000])
    lexicon._language("de").digits.findall(line)
"""


def test_a_word_that_has_no_room_on_a_card_is_measured_a_few_times(
    count: Callable[[Any, str], list[int]],
) -> None:
    calls = count(raster, "width")
    words = social.Words("x" * 20_000, "9" * 20_000, "a-" * 10_000)
    card = social.lay_out(words, "S", "2026-01-15")
    assert all(line.endswith("…") for text in card.display for line in text.lines)
    assert calls[0] < 200


def test_an_excuse_looks_at_its_own_paragraph_alone(
    count: Callable[[Any, str], list[int]], tmp_path: Path
) -> None:
    text = "See [the 77 arms](index.md).\n<!-- unbound: a name -->\n\n" * 300
    calls = count(mentions, "numbers_in")
    files = limited()
    files["pages/index.md"] = f"{FRONT}{text}".encode()
    rules_of(files, tmp_path / "x")
    assert 300 <= calls[0] < 300 * 12


def test_the_answers_of_a_source_are_looked_up_and_not_searched_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"s-{number}" for number in range(200)]
    answers = ", ".join(f"{{source: {name}, says: 5 km}}" for name in names)
    facts = f"f: {{question: Q?, label: l, kind: count, shown: 5 km, answers: [{answers}]}}\n"
    sources = "".join(SOURCE.replace("s:", f"{name}:", 1) for name in names)
    write(limited(facts=facts, sources=sources), tmp_path)
    account = ledger.keep(content.load(tmp_path)[0])[0].accounts["f"]
    asked: list[Entry] = []
    monkeypatch.setattr(Entry, "id", property(lambda one: asked.append(one) or one._known.id))
    assert [len(account.of(name)) for name in names] == [1] * 200
    assert len(asked) < 200 * 4


def test_a_formula_without_end_is_read_as_far_as_it_may_go(
    count: Callable[[Any, str], list[int]],
) -> None:
    calls = count(arithmetic, "_Token")
    with pytest.raises(arithmetic.FormulaError, match="must be shorter"):
        arithmetic._parse("a + " * 100_000)
    assert calls[0] < 100


def test_no_text_makes_an_expression_hang() -> None:
    """The limit is a guard alone: what grows with the square would take minutes."""
    subprocess.run([sys.executable, "-c", HOSTILE], cwd=ROOT, check=True, timeout=200)
