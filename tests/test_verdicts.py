"""What readers are told in one line of who says a fact, and who says otherwise."""

from __future__ import annotations

import re
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


SITES = [
    Path(__file__).parents[1] / "content",
    *sorted((Path(__file__).parent / "sites").iterdir()),
]

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
            "1 of 3 sources says this; 1 says 400 dams: a slip; "
            "1 gives the same value but words it wrongly",
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
            "1 of 2 sources says this; 1 takes the same value for something else",
        ),
        (
            "    - {source: mill, says: 40 dams}\n"
            "    - {source: weir, says: 40 dams, means: weirs, conflict: outdated}\n",
            "1 of 2 sources says this; 1 takes the same value for something else: out of date",
        ),
        (
            "    - {source: weir, says: 40 dams, when: 2031, conflict: slip, note: Later}\n"
            "    - {source: ford, says: 40 dams, when: 2031, conflict: slip, note: Later}\n",
            "No source says just this; 2 give the same value for another date: a slip",
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
    made = account(
        answers, "kind: count\n  when: 2030\n  means: dams above the ford\n  shown: 40 dams"
    )
    assert verdicts.in_one_line(made, "en-GB") == line


@pytest.mark.parametrize("folder", SITES)
def test_each_source_is_counted_once_in_its_line(folder: Path) -> None:
    kept, _ = ledger.keep(content.load(folder)[0])
    for account in [*kept.accounts.values(), *kept.points.values()]:
        if account.disagreements:
            line = verdicts.in_one_line(account, "en-GB")
            counted = [int(one) for one in re.findall(r"(?:^|; )(\d+) ", line)]
            assert sum(counted) == len(account.replies), line


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
            "weir gives the same value for another date; ford says 30 dams",
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
