"""Which way a number goes that a text says: "fell by 3 %", "3 % more"."""

from __future__ import annotations

import re
from typing import Literal

from explainer.reading.turns import Turns, turns

Way = Literal["", "up", "down"]

_DOWN = (
    r"fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin\w+|decreas\w+|shr[aiu]nk\w*|los[te]|losses"
    r"|loss|losing|down|lower\w*|reduc\w+|cut(?:s|ting)?|slid|slump\w*|plung\w+|tumbl\w+|s[aiu]nk"
    r"|contract(?:s|ed|ing)|dip(?:s|ped)?|diminish\w*|slipped|weaken\w*|less|fewer|smaller|shorter"
    r"|cheaper|below|cool(?:ed|er)|colder|thinner|slower"
)
_UP = (
    r"rose|ris(?:e|es|en|ing)|rais\w+|grew|gr[oe]w\w*|gain\w*|increas\w+|up|climb\w*|jump\w*"
    r"|surg\w+|soar\w*|add(?:s|ed|ing)|expan\w+|higher|more|above|improv\w+|warm(?:ed|er)|larger"
)
_TURN = re.compile(rf"\b(?:(?P<down>{_DOWN})|(?:{_UP}))\b", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:!?]|\.(?!\d)|, (?!(?:by|to|not|or|and)\b)")


def falls(before: str, behind: str, language: str = "en") -> bool:
    """Whether a number between these two pieces of a sentence says by how much something fell."""
    if abroad := turns(language):
        return _goes_abroad(abroad, before, behind) == "down"
    near = _TURN.match(" ".join(behind.split()[:2])) or _TURN.search(
        " ".join(_CLAUSE.split(behind)[0].split()[:2])
    )
    told = [*_TURN.finditer(_CLAUSE.split(before)[-1])]
    turn = near or (told[-1] if told else None)
    return bool(turn and turn["down"])


# --- what is plainly said to go one way -----------------------------------------------------------

_FALL = (
    r"fell|fall(?:s|en|ing)?|drop(?:s|ped|ping)?|declin(?:es?|ed|ing)|decreas(?:es?|ed|ing)"
    r"|shr[aiu]nk(?:s|ing)?|los(?:t|es?|ing)|reduc(?:es?|ed|ing)|cut(?:s|ting)?|lower(?:s|ed|ing)"
    r"|slid|slump(?:s|ed)?|plung(?:es?|ed)|tumbl(?:es?|ed)|s[aiu]nk|contract(?:s|ed)|dip(?:s|ped)"
    r"|diminish(?:es|ed)|cool(?:s|ed)|down"
)
_RISE = (
    r"rose|ris(?:es?|en|ing)|rais(?:es?|ed|ing)|grew|grow(?:s|n|ing)?|gain(?:s|ed|ing)?"
    r"|increas(?:es?|ed|ing)|climb(?:s|ed)?|jump(?:s|ed)?|surg(?:es?|ed)|soar(?:s|ed)?"
    r"|expand(?:s|ed)|warm(?:s|ed)|up"
)
_MOVED = re.compile(
    rf"\b(?:(?P<down>{_FALL})|{_RISE})(?: \w+ly)?(?:(?: [^\W\d]+){{0,4}} by)?"
    r"(?: (?:another|a further|only|just|a mere|almost|nearly))? ?$",
    re.IGNORECASE,
)
_COMPARED = re.compile(
    r" ?(?:(?P<down>lower|less|fewer|smaller|cheaper|colder|down)|higher|larger|dearer|warmer|up)\b"
    r"(?! (?:to|in)\b)",
    re.IGNORECASE,
)
_CHANGE = re.compile(
    r" ?(?:(?P<down>fall|drop|decline|decrease|cut|reduction|loss)|rise|increase|gain|growth)\b",
    re.IGNORECASE,
)
_LOSS = re.compile(
    rf"\b(?:{_DOWN}|sav(?:ed|ings?)|discount\w*|ero[ds]\w+|deficit\w*|shortfall\w*|melt\w*|recession"
    r"|deflation|de(?:preciat|valu|plet|forest)\w+|layoffs?|dismiss\w+|abate\w*|mitigat\w+|damage\w*"
    r"|waste\w*|shed|shedding|fewer|retreat\w*|thaw\w*|phase-?out|leav(?:e|es|ing)|left|gone)\b",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"\b(?:ris(?:es?|en|ing)|rose|increas\w+|gr[eo]w\w*|gain\w*|warming|warmer|higher)\b",
    re.IGNORECASE,
)


def goes(before: str, behind: str, language: str = "en") -> Way:
    """Which way a text plainly says that a number went by which something changed."""
    if abroad := turns(language):
        return _goes_abroad(abroad, before, behind)
    noun = re.search(r"\b(?:an?|the|this|that|of) $", before, re.IGNORECASE)
    change = _CHANGE.match(behind) if noun else _COMPARED.match(behind)
    said = _MOVED.search(before) or change
    if not said or re.match(r" ?(?:short|behind|apart|ill)\b", behind):
        return ""
    return "down" if said["down"] else "up"


def _goes_abroad(words: Turns, before: str, behind: str) -> Way:
    """The same in another language; what stands behind a number counts where "by" is before it."""
    clause = _CLAUSE.split(before)[-1]
    said = (words.by.search(clause) and words.behind.match(behind)) or words.moved.search(clause)
    return ("down" if said["down"] else "up") if said else ""


def spoken_of(words: str, language: str = "en") -> set[Way]:
    """The ways in which something goes of which words tell."""
    if abroad := turns(language):
        return {"down" if one["down"] else "up" for one in abroad.told.finditer(words)}
    told: tuple[tuple[Way, re.Pattern[str]], ...] = (("down", _LOSS), ("up", _GROWTH))
    return {way for way, pattern in told if pattern.search(words)}
