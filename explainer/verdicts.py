"""What a reader is told of a fact in one line: how many sources say it, and how others differ."""

from __future__ import annotations

from collections import Counter

from explainer import mentions, wording
from explainer.bidi import apart
from explainer.ledger import Account, Reply
from explainer.values import Quantity, Unknown

# How a disagreement ends the phrase that says what it is.
ENDINGS = {
    "slip": ": a slip",
    "rounding": ": a rounding",
    "outdated": ": out of date",
    "different-thing": ": another thing",
    "garbled": ": garbled",
    "dispute": ": in dispute",
}

# One source does it, or several do.
VERBS = {
    "says": ("says", "say"),
    "otherwise": ("says otherwise", "say otherwise"),
    "nothing": ("names no value", "name no value"),
    "when": ("gives it for another date", "give it for another date"),
    "means": ("takes it for something else", "take it for something else"),
    "": ("words it wrongly", "word it wrongly"),
}


def in_one_line(account: Account, language: str) -> str:
    """``4 of 5 sources say this; 1 says 11.2 billion euros: a slip``; empty without replies."""
    replies, agreeing = len(account.replies), len(account.agreeing)
    if not replies:
        return ""
    if agreeing == replies:
        return {1: "One source says this", 2: "Both sources say this"}.get(
            replies, f"All {replies} sources say this"
        )
    phrases = [_opening(account)]
    differing = Counter(_difference(account, reply, language) for reply in account.disagreements)
    for (verb, rest), number in differing.items():
        one, many = VERBS[verb]
        phrases.append(f"{number} {one if number == 1 else many}{rest}")
    return "; ".join(phrases)


def saying(account: Account, text: str) -> int:
    """How many sources say what a text bound to the account says.

    That may be another number than the one shown, where the text tells who is at odds with it.
    """
    found = [one for one in mentions.numbers_in(text) if not one.date]
    shown = account.value
    if isinstance(shown, Quantity) and not any(mentions.supports(shown, one) for one in found):
        others = sum(
            any(mentions.supports(said, one) for said in _quantities(reply) for one in found)
            for reply in account.replies
        )
        if others:
            return others
    return len(account.agreeing)


def _quantities(reply: Reply) -> list[Quantity]:
    said = [reply.answer.value, *reply.answer.alternatives]
    return [value for value in said if isinstance(value, Quantity)]


def _opening(account: Account) -> str:
    replies, agreeing = len(account.replies), len(account.agreeing)
    if not agreeing and isinstance(account.value, Unknown):
        return "No answer is taken as certain"
    return f"{agreeing} of {replies} sources {'says' if agreeing == 1 else 'say'} this"


def _difference(account: Account, reply: Reply, language: str) -> tuple[str, str]:
    """The key of a verb, and what follows it."""
    ending = ENDINGS.get(reply.answer.conflict or "", "")
    if reply.differs_in != "says":
        told = not reply.differs_in or reply.answer.conflict == "different-thing"
        return reply.differs_in, "" if told else ending
    if account.fact.kind == "statement":
        return "otherwise", ending
    said = reply.answer.value
    return (
        ("says", f" {apart(wording.say(said, language))}{ending}") if said else ("nothing", ending)
    )
