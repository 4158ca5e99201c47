"""What a reader is told of a fact in few words: whether it is disputed, and how sources differ."""

from __future__ import annotations

from collections import Counter

from explainer.evidence.ledger import Account, Reply
from explainer.quantities.values import Unknown
from explainer.voice import wording
from explainer.voice.bidi import apart

# How a disagreement ends the phrase that says what it is.
ENDINGS = {
    "slip": ": a slip",
    "rounding": ": a rounding",
    "outdated": ": out of date",
    "revised": ": counted anew since",
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


def mark(account: Account, doubt: str) -> str:
    """``Disputed: in one year, or in all?``; empty where nothing is, or where it is settled.

    Without the editor's ``doubt`` it names what sources differ in, unless that is the value.
    """
    if not account.disputes:
        return ""
    doubt = doubt or _differing_in(account)
    return f"Disputed: {doubt}" if doubt else "Disputed"


def _differing_in(account: Account) -> str:
    """``the year, and what is meant``; empty where sources dispute the value itself."""
    keys = {reply.differs_in for reply in account.disputes}
    if "says" in keys:
        return ""
    years = [account.fact.when, *(reply.answer.when for reply in account.disputes)]
    yearly = all(one.precision == "year" for one in years if one)
    parts = {"when": "the year" if yearly else "the date", "means": "what is meant"}
    return ", and ".join(words for key, words in parts.items() if key in keys)


def in_one_line(account: Account, language: str) -> str:
    """``4 of 5 sources say this; 1 says 11.2 billion euros: a slip``; empty without replies.

    Sources that give the same value agree on the value, whatever else they differ in.
    """
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


def borne_out(account: Account) -> str:
    """Who says so, of a statement of which no more is known than that it is said."""
    if account.fact.said_by:
        return f"so says {apart(account.fact.said_by)}"
    if not account.agreeing:
        return "no source says so for certain"
    return "so says its source" if len(account.agreeing) == 1 else "so say its sources"


def _opening(account: Account) -> str:
    replies, agreeing = len(account.replies), len(account.agreeing)
    if not agreeing and isinstance(account.value, Unknown):
        return "No answer is taken as certain"
    alike = sum(reply.differs_in != "says" for reply in account.replies)
    if alike == agreeing:
        return f"{agreeing} of {replies} sources {'says' if agreeing == 1 else 'say'} this"
    one, many = ("says so", "say so") if account.value is None else _GIVES
    if alike == replies:
        every = {1: "The one source", 2: "Both sources"}.get(replies, f"All {replies} sources")
        return f"{every} {one if replies == 1 else many}"
    return f"{alike} of {replies} sources {one if alike == 1 else many}"


_GIVES = ("gives this value", "give this value")


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
