"""Numbers that text says without digits: "two thirds", "twice", "dozens of"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from explainer.quantities import units
from explainer.quantities.numerals import lead_before
from explainer.quantities.values import Quantity
from explainer.reading.mentions import Found, Usage, moved, shadow_of
from explainer.reading.shadows import fold

_PARTS = {
    "half": 2, "halves": 2, "third": 3, "quarter": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10,
}  # fmt: skip
_COUNTS = {
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7,
    "eight": 8, "nine": 9,
}  # fmt: skip
_COUNTED = "|".join(list(_COUNTS)[2:])
_PART = "|".join(list(_PARTS)[2:])
_NO_PERIOD = r"(?<!and a )(?<!first )(?<!second )(?<!latter )(?<!other )(?<!last )(?<!better )"
_FRACTION = re.compile(
    rf"\b(?:(?P<count>{'|'.join(_COUNTS)})[- ](?P<part>{_PART})s?"
    rf"|{_NO_PERIOD}(?P<half>half)(?! an? ))\b(?!-)",
    re.IGNORECASE,
)
# A fraction that is surely one: "a third party", "the first half" and "half an hour" are none.
_HEDGED = r"(?:about|around|roughly|nearly|almost|over|under|below|above|(?:more|less|fewer) than)"
_SHARE = re.compile(
    rf"\b(?:(?P<count>{_COUNTED})[- ](?P<part>{_PART})s"
    r"|one[- ](?P<third>third)(?! (?:party|person|parties|country))"
    rf"|(?:an?|one)[- ](?P<of>{_PART})(?= of\b)|(?<=by )(?:an?|one) (?P<by>{_PART})"
    rf"|{_HEDGED} (?:an?|one) (?P<hedged>{_PART})(?! (?:party|person|time))"
    rf"|{_NO_PERIOD}(?P<half>half)(?= (?:of|all|the|its|their|our|his|her|these|those|as) )"
    rf"|(?:{_HEDGED}|by) (?P<more>half)(?! an? |-))\b(?!-)",
    re.IGNORECASE,
)
_MULTIPLES: dict[str, Decimal | int] = {
    "twice": 2, "thrice": 3, "doubl": 2, "tripl": 3, "trebl": 3, "quadrupl": 4,
    "halv": Decimal("0.5"),
}  # fmt: skip
_MULTIPLE = re.compile(
    r"\b(?:(?P<once>twice|thrice)(?<!or twice)\b(?!-)"
    r"|(?P<grown>doubl|tripl|trebl|quadrupl|halv)(?:ed|es|ing)\b"
    r"|(?P<what>doubl|tripl|trebl|quadrupl)e (?=(?:the|that|its|their|what|as)\b)"
    rf"|(?P<count>{_COUNTED}|ten) times (?=(?:as|more|the|that|its|their|larger|higher|bigger)\b))",
    re.IGNORECASE,
)
_STEMS = (*list(_PARTS)[2:], "hal", *(stem for stem in _MULTIPLES if stem != "halv"), "times")
_ODD_LETTER = re.compile("[\u0130\u0131\u017f\u212a]")  # these match i, s and k
_MANY = {
    "dozens": (Decimal(12), Decimal(100)),
    "hundreds": (Decimal(100), Decimal(1000)),
    "thousands": (Decimal(10) ** 3, Decimal(10) ** 6),
    "millions": (Decimal(10) ** 6, Decimal(10) ** 9),
    "billions": (Decimal(10) ** 9, Decimal(10) ** 12),
    "trillions": (Decimal(10) ** 12, Decimal(10) ** 15),
}
_TIMES = {"tens of": 10, "hundreds of": 100}
_VAGUE = re.compile(
    rf"\b(?:(?P<times>{'|'.join(_TIMES)}) (?P<scale>{'|'.join(list(_MANY)[2:])})"
    rf"|(?P<many>{'|'.join(_MANY)})) of\b",
    re.IGNORECASE,
)


def rough_in(text: str, usage: Usage) -> list[Found]:
    """The fractions and multiples in words in running text, which should be bound."""
    if not _may_say(fold(text).text):
        return []
    shadow = shadow_of(text, usage)
    found = [_fraction(shadow.text, match) for match in _SHARE.finditer(shadow.text)]
    found += multiples_in(shadow.text)
    return [moved(one, shadow) for one in found]


def _may_say(text: str) -> bool:
    """Whether there may be a fraction or a multiple in words: most texts have none."""
    lower = text.lower()
    return any(stem in lower for stem in _STEMS) or _ODD_LETTER.search(text) is not None


def fractions_in(text: str) -> Iterator[Found]:
    """The fractions in a text, as percentages rounded to tens: "nearly half" is nearly 50 %."""
    for match in _FRACTION.finditer(text):
        yield _fraction(text, match)


def _fraction(text: str, match: re.Match[str]) -> Found:
    groups = match.groupdict()
    count = _COUNTS[(groups.pop("count") or "one").lower()]
    part = _PARTS[next(word for word in groups.values() if word).lower()]
    share = Decimal(100 * count) / part
    lead = lead_before(text, match.start(), 0)
    quantity = Quantity(share, share, units.PERCENT, lead.hedge, step=Decimal(10))
    return Found(quantity, lead.start, match.end(), words=True, rough=True)


def multiples_in(text: str) -> Iterator[Found]:
    """The multiples in a text: "twice", "doubled", "three times as much"."""
    for match in _MULTIPLE.finditer(text):
        word = (match["once"] or match["grown"] or match["what"] or "").lower()
        factor = Decimal(_MULTIPLES[word] if word else _COUNTS.get(match["count"].lower(), 10))
        lead = lead_before(text, match.start(), 0)
        quantity = Quantity(factor, factor, units.TIMES, lead.hedge)
        yield Found(quantity, lead.start, match.start() + len(match[0].rstrip()), True, rough=True)


def vague_in(text: str) -> Iterator[Found]:
    """ "Hundreds of" and the like, each as the range of numbers that may be called so."""
    for match in _VAGUE.finditer(text):
        low, high = _MANY[(match["scale"] or match["many"]).lower()]
        if match["times"]:
            low = low * _TIMES[match["times"].lower()]
            high = low * 10
        yield Found(Quantity(2 * low, high), match.start(), match.end(), words=True)
