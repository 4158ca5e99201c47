"""The rule on words that tell what one source says, where the site shows something else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from explainer.checks.bound import against_fact, to_answers
from explainer.checks.carried import days_of
from explainer.checks.given import Given
from explainer.checks.numbers import numbers_of
from explainer.evidence.ledger import Account, Reply, as_told
from explainer.evidence.names import answer_of, find
from explainer.model import Fact
from explainer.problems import Problem, warning
from explainer.prose import Link
from explainer.quantities.values import Quantity
from explainer.reading.mentions import supports


def told_by_one(given: Given) -> Iterator[Problem]:
    """Words that say what a source at odds with the fact says should be bound to its answer."""
    for entry, _, text in given.content.passages():
        for link in text.links:
            fact = find(given.content, link)
            if not isinstance(fact, Fact) or answer_of(link) or link.automatic:
                continue
            account = given.ledger.of(fact)
            tellers = [one for one in account.disagreements if _tells(given, account, one, link)]
            own = [one for one in tellers if one.source is entry]
            sources = [one.source.id for one in own or tellers]
            if sources and not against_fact(given, account, link):
                yield warning(
                    link.place,
                    "told-by-one",
                    f"{link.text!r} is what {sources[0]!r} says, and not what {fact.id!r} shows",
                    to_answers(fact, link, sources),
                )


def _tells(given: Given, account: Account, reply: Reply, link: Link) -> bool:
    """Whether words say what a reply says, and what is shown does not."""
    return (
        _in_number_words(given, account, reply, link.text)
        or _by_date(given, account, reply, link.text)
        or _by_scale(account, reply, link.text)
        or _in_its_words(account, reply, link.text)
    )


def _in_number_words(given: Given, account: Account, reply: Reply, text: str) -> bool:
    """Small numbers in words, which alone are too common to be held against the fact."""
    numbers = [one for one in numbers_of(given, text) if not (one.date or one.ordinal)]
    said = as_told(account, reply).value
    if not numbers or not isinstance(account.value, Quantity) or not isinstance(said, Quantity):
        return False
    shown = account.value
    return all(supports(said, one) and not supports(shown, one) for one in numbers)


def _by_date(given: Given, account: Account, reply: Reply, text: str) -> bool:
    """A day or year for which the reply gives the value, and the fact does not."""
    fact = account.fact
    named = [one for one in numbers_of(given, text) if one.date or one.year]
    own = days_of([fact.when, fact.said, fact.checked, fact.check_again])
    said = days_of([reply.answer.when])
    return (
        reply.differs_in == "when"
        and bool(named)
        and all(said.covers(one) and not own.covers(one) for one in named)
    )


_PARTS = {"tenth": 10, "hundredth": 100, "thousandth": 1000, "millionth": 1_000_000}
_TIMES = {"ten": 10, "hundred": 100, "thousand": 1000, "million": 1_000_000}
_SCALE = re.compile(
    rf"\b(?:(?P<part>{'|'.join(_PARTS)})|(?P<times>{'|'.join(_TIMES)}) times)\b", re.IGNORECASE
)


def _by_scale(account: Account, reply: Reply, text: str) -> bool:
    """ "A thousandth of that", where the reply has a thousandth of what is shown."""
    match = _SCALE.search(text)
    shown, said = account.value, as_told(account, reply).value
    if not match or not isinstance(shown, Quantity) or not isinstance(said, Quantity):
        return False
    factor = _PARTS[match["part"].lower()] if match["part"] else _TIMES[match["times"].lower()]
    if not shown.low or not said.low:
        return False
    ratio = max(said.low / shown.low, shown.low / said.low)
    return abs(ratio / factor - 1) <= Decimal("0.05")


def _in_its_words(account: Account, reply: Reply, text: str) -> bool:
    """Whether all the words are the reply's, and not all of them the fact's own."""
    fact, words = account.fact, _words(text)
    own = _words(f"{fact.question} {fact.label} {fact.means} {fact.shown}")
    return bool(words) and _among(words, _words(reply.answer.says)) and not _among(words, own)


# Those that say nothing of the matter.
_COMMON = frozenset(
    "a an and any are as at be been but by for from had has have he her his how in is it its no not"
    " of on one or she some than that the their then there they this to was were what when where"
    " which who whom with".split()
)


def _words(text: str) -> set[str]:
    return set(re.findall(r"[^\W\d_]+", text.casefold())) - _COMMON


def _among(words: set[str], others: set[str]) -> bool:
    return all(any(_alike(word, other) for other in others) for word in words)


def _alike(a: str, b: str) -> bool:
    """Whether two words differ by no more than an ending: "engage" and "engaged"."""
    stem = max(4, min(len(a), len(b)) - 3)
    return a == b or (min(len(a), len(b)) > 3 and a[:stem] == b[:stem] and abs(len(a) - len(b)) < 4)


RULES = (told_by_one,)
