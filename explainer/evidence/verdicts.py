"""What a reader is told of a fact in few words: whether it is disputed, and how sources differ."""

from __future__ import annotations

from collections import Counter

from explainer.evidence.ledger import Account, Reply
from explainer.model import Answer, SeriesAnswer
from explainer.quantities.values import Unknown
from explainer.voice import wording
from explainer.voice.bidi import apart
from explainer.voice.speech import later, voice

# How a disagreement ends the phrase that says what it is.
ENDINGS = {
    "slip": later(": a slip"),
    "rounding": later(": a rounding"),
    "outdated": later(": out of date"),
    "revised": later(": counted anew since"),
    "different-thing": later(": another thing"),
    "garbled": later(": garbled"),
    "dispute": later(": in dispute"),
}

# One source does it, or several do; ``who`` is their number, or their names.
VERBS = {
    "says": later("%(who)s says %(value)s", "%(who)s say %(value)s"),
    "otherwise": later("%(who)s says otherwise", "%(who)s say otherwise"),
    "nothing": later("%(who)s names no value", "%(who)s name no value"),
    "when": later(
        "%(who)s gives the same value for another date",
        "%(who)s give the same value for another date",
    ),
    "means": later(
        "%(who)s takes the same value for something else",
        "%(who)s take the same value for something else",
    ),
    "wrongly": later(
        "%(who)s gives the same value but words it wrongly",
        "%(who)s give the same value but word it wrongly",
    ),
    "": later("%(who)s words it wrongly", "%(who)s word it wrongly"),
}


def mark(account: Account, doubt: str, language: str) -> str:
    """``Disputed: in one year, or in all?``; empty where nothing is, or where it is settled.

    Without the editor's ``doubt`` it names what sources differ in, unless that is the value.
    """
    if not account.disputes:
        return ""
    tell = voice(language).tell
    doubt = doubt or _differing_in(account, language)
    return tell("Disputed: %(doubt)s", doubt=doubt) if doubt else tell("Disputed")


def _differing_in(account: Account, language: str) -> str:
    """``the year, and what is meant``; empty where sources dispute the value itself."""
    keys = {reply.differs_in for reply in account.disputes}
    if "says" in keys:
        return ""
    tell = voice(language).tell
    years = [account.fact.when, *(reply.answer.when for reply in account.disputes)]
    yearly = all(one.precision == "year" for one in years if one)
    time = tell("the year") if yearly else tell("the date")
    if {"when", "means"} <= keys:
        return tell("%(time)s, and what is meant", time=time)
    return time if "when" in keys else tell("what is meant") if "means" in keys else ""


def in_one_line(account: Account, language: str) -> str:
    """``4 of 5 sources say this; 1 says 11.2 billion euros: a slip``; empty without replies.

    Each source is counted once, so that the numbers add up to all: those that give the same value
    and differ in something else stand with those that differ.
    """
    replies, said = len(account.replies), voice(language)
    if not replies:
        return ""
    if len(account.agreeing) == replies:
        both = said.tell("Both sources say this")
        every = said.many("One source says this", "All %(num)s sources say this", replies)
        return both if replies == 2 else every
    phrases = [_opening(account, language)]
    differing = Counter(_difference(account, reply, language) for reply in account.disagreements)
    for (verb, value, ending), number in differing.items():
        phrases.append(said.many(*VERBS[verb], number, who=number, value=value) + ending)
    return "; ".join(phrases)


def who_disputes(account: Account, language: str) -> str:
    """``Mill Post and Weir say 11.2 billion euros``; empty where nobody disputes it.

    Names and not numbers, since those who copy one another are no further witnesses.
    """
    differing: dict[tuple[str, str], list[str]] = {}
    for reply in account.disputes:
        verb, value, _ = _difference(account, reply, language)
        names = differing.setdefault((verb, value), [])
        if (name := apart(reply.source.publisher)) not in names:
            names.append(name)
    said = voice(language)
    return "; ".join(
        said.many(*VERBS[verb], len(names), who=wording.listed(names, language), value=value)
        for (verb, value), names in differing.items()
    )


def borne_out(account: Account, language: str) -> str:
    """Who says so, of a statement of which no more is known than that it is said."""
    said = voice(language)
    if account.fact.said_by:
        return said.tell("so says %(name)s", name=apart(account.fact.said_by))
    if not account.agreeing:
        return said.tell("no source says so for certain")
    return said.many("so says its source", "so say its sources", len(account.agreeing))


def _opening(account: Account, language: str) -> str:
    agreeing, said = len(account.agreeing), voice(language)
    if agreeing:
        return said.many(*_SAY_THIS, agreeing, all=len(account.replies))
    if isinstance(account.value, Unknown):
        return said.tell("No answer is taken as certain")
    return said.tell("No source says just this")


_SAY_THIS = later("%(num)s of %(all)s sources says this", "%(num)s of %(all)s sources say this")


def _difference(account: Account, reply: Reply, language: str) -> tuple[str, str, str]:
    """The key of a verb, the value that it says, and what follows."""
    end, statement = ending(reply.answer, language), account.fact.kind == "statement"
    if reply.differs_in != "says":
        told = not reply.differs_in or reply.answer.conflict == "different-thing"
        how = reply.differs_in or ("" if statement else "wrongly")
        return how, "", "" if told else end
    if statement:
        return "otherwise", "", end
    said = reply.answer.value
    return ("says", apart(wording.say(said, language)), end) if said else ("nothing", "", end)


def ending(answer: Answer | SeriesAnswer, language: str) -> str:
    """``: counted anew since``, for an answer with a conflict; empty for one without."""
    known = ENDINGS.get(answer.conflict or "")
    return voice(language).tell(known) if known else ""
