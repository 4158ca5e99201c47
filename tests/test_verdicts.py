"""What readers are told in one line of who says a fact, and who says otherwise."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from explainer import content
from explainer.evidence import ledger, verdicts
from explainer.evidence.ledger import Account

SOURCES = "\n".join(
    f"{name}: {{title: On fish, publisher: {name}, type: news, url: 'https://example.org/{name}'}}"
    for name in ("mill", "weir", "ford")
)


Make = Callable[..., Account]


@pytest.fixture
def account(tmp_path: Path) -> Make:
    """Makes the account of one fact whose answers are given as YAML."""

    def make(answers: str, head: str = "kind: count\n  shown: 40 dams") -> Account:
        (tmp_path / "site.yaml").write_text("title: Rivers\n")
        (tmp_path / "sources.yaml").write_text(SOURCES)
        fact = f"dams:\n  question: How many?\n  label: dams\n  {head}\n  answers:\n{answers}"
        (tmp_path / "facts.yaml").write_text(fact)
        found, _ = content.load(tmp_path)
        return ledger.keep(found)[0].accounts["dams"]

    return make


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ("    - {source: mill, says: 40 dams}\n", "One source says this"),
        (
            "    - {source: mill, says: 40 dams}\n    - {source: weir, says: 40 dams}\n",
            "Both sources say this",
        ),
        (
            "    - {source: mill, says: 40 dams}\n"
            "    - {source: weir, says: 400 dams, conflict: slip, note: A zero}\n"
            "    - {source: ford, says: 40 dams, conflict: garbled, note: Calls them locks}\n",
            "2 of 3 sources give this value; 1 says 400 dams: a slip; 1 words it wrongly",
        ),
        (
            "    - {source: mill, says: 40 dams}\n"
            "    - {source: weir, says: 30 dams, conflict: dispute, note: Counted}\n"
            "    - {source: ford, says: 30 dams, conflict: dispute, note: Copied}\n",
            "1 of 3 sources says this; 2 say 30 dams: in dispute",
        ),
        (
            "    - {source: mill, says: 40 dams}\n"
            "    - {source: weir, says: 40 dams, means: weirs, conflict: different-thing}\n",
            "Both sources give this value; 1 takes it for something else",
        ),
        (
            "    - {source: mill, says: 40 dams}\n"
            "    - {source: weir, says: 40 dams, means: weirs, conflict: outdated}\n",
            "Both sources give this value; 1 takes it for something else: out of date",
        ),
        (
            "    - {source: mill, says: 40 dams}\n"
            "    - {source: weir, says: 90 dams, conflict: different-thing, note: With locks}\n",
            "1 of 2 sources says this; 1 says 90 dams: another thing",
        ),
    ],
)
def test_one_line_says_who_agrees_and_how_others_differ(
    account: Make, answers: str, line: str
) -> None:
    made = account(answers, "kind: count\n  means: dams above the ford\n  shown: 40 dams")
    assert verdicts.in_one_line(made, "en-GB") == line


def test_an_unknown_that_sources_dispute_is_not_called_their_answer(account: Make) -> None:
    made = account(
        "    - {source: mill, says: 40 dams, conflict: dispute, note: Alone}\n",
        "kind: count\n  shown: unknown",
    )
    assert verdicts.in_one_line(made, "en-GB") == (
        "No answer is taken as certain; 1 says 40 dams: in dispute"
    )


@pytest.mark.parametrize(
    ("answers", "line"),
    [
        ("    - {source: weir, says: 400 dams, conflict: slip, note: A zero}\n", ""),
        (
            "    - {source: weir, says: 30 dams, conflict: dispute, note: Counted}\n"
            "    - {source: ford, says: 30 dams, conflict: dispute, note: Copied}\n",
            "weir and ford say 30 dams",
        ),
        (
            "    - {source: weir, says: 40 dams, when: 2031, conflict: dispute, note: Later}\n"
            "    - {source: ford, says: 30 dams, conflict: dispute, note: Counted}\n",
            "weir gives it for another date; ford says 30 dams",
        ),
    ],
)
def test_who_disputes_is_told_by_name_and_not_counted(
    account: Make, answers: str, line: str
) -> None:
    made = account(AGREES + answers, MARKED)
    assert verdicts.who_disputes(made, "en-GB") == line


MARKED = "kind: count\n  when: 2030\n  means: dams\n  shown: 40 dams"
AGREES = "    - {source: mill, says: 40 dams}\n"


@pytest.mark.parametrize(
    ("answer", "mark"),
    [
        ("says: 400 dams, conflict: slip", ""),
        ("says: 43 dams, conflict: rounding", ""),
        ("says: 40 dams, conflict: garbled", ""),
        ("says: 30 dams, conflict: outdated", ""),
        ("says: 30 dams, conflict: dispute", "Disputed"),
        ("says: 40 dams, when: 2031, conflict: dispute", "Disputed: the year"),
        ("says: 40 dams, when: 2031-05, conflict: dispute", "Disputed: the date"),
        ("says: 40 dams, means: weirs, conflict: dispute", "Disputed: what is meant"),
        ("says: 30 dams, when: 2031, conflict: dispute", "Disputed"),
    ],
)
def test_a_mark_stands_only_where_nothing_settles_it_and_never_calls_a_shared_amount_disputed(
    account: Make, answer: str, mark: str
) -> None:
    made = account(f"{AGREES}    - {{source: weir, {answer}, note: So}}\n", MARKED)
    assert verdicts.mark(made, "", "en-GB") == mark


def test_a_mark_says_what_the_editor_doubts(account: Make) -> None:
    made = account(f"{AGREES}    - {{source: weir, says: 30 dams, conflict: dispute, note: So}}\n")
    doubt = "with weirs, or without?"
    assert verdicts.mark(made, doubt, "en-GB") == "Disputed: with weirs, or without?"
    settled = account(f"{AGREES}    - {{source: weir, says: 30 dams, conflict: slip, note: So}}\n")
    assert verdicts.mark(settled, "with weirs, or without?", "en-GB") == ""
