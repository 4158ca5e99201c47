"""Rules on doubts: a few words on what is open, where sources contradict each other."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.evidence.names import spoken
from explainer.problems import Problem, warning

LONGEST = 40


def doubt_too_long(given: Given) -> Iterator[Problem]:
    """A doubt must have at most forty letters, since it stands in the middle of a sentence."""
    for fact in given.content.facts.values():
        doubt = fact.prose("doubt")
        text = doubt.plain(lambda link: spoken(given.content, given.ledger, link)) if doubt else ""
        if len(text) > LONGEST:
            yield Problem(
                fact.origin.place("doubt"),
                "doubt-too-long",
                f"a doubt must have at most {LONGEST} letters, but that of {fact.id!r} has"
                f" {len(text)}: {text!r}",
                "ask it in fewer words, as in 'in one year, or in all?'; 'careful:' has room for"
                " the rest",
            )


def doubt_without_dispute(given: Given) -> Iterator[Problem]:
    """A doubt should stand only where sources dispute the fact; elsewhere nobody sees it."""
    for account in given.ledger.accounts.values():
        fact = account.fact
        if fact.doubt and account.is_whole and not account.disputes:
            yield warning(
                fact.origin.place("doubt"),
                "doubt-without-dispute",
                f"a doubt is shown where an answer has 'conflict: dispute', but none to"
                f" {fact.id!r} has",
                "take 'doubt:' away, or say it in 'careful:'",
            )


def dispute_without_doubt(given: Given) -> Iterator[Problem]:
    """A fact that sources dispute should say in a few words what is open."""
    for account in given.ledger.accounts.values():
        if account.disputes and not account.fact.doubt:
            first = account.disputes[0]
            yield warning(
                account.fact.origin.place("answers", first.index, "conflict"),
                "dispute-without-doubt",
                f"what is disputed should be said in at most {LONGEST} letters, but"
                f" {account.fact.id!r} has no doubt",
                "add 'doubt:' to the fact, as in 'doubt: in one year, or in all?'",
            )


RULES = (doubt_too_long, doubt_without_dispute, dispute_without_doubt)
