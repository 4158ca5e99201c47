"""What the ledger holds on the facts of a figure, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from explainer.content import Content
from explainer.evidence import verdicts
from explainer.evidence.ledger import Account, Ledger
from explainer.evidence.names import source_in_words
from explainer.figures.drawing import Cell, Material, Table
from explainer.model import Entry, Fact, Value
from explainer.voice import keys, wording
from explainer.voice.bidi import apart
from explainer.voice.speech import voice
from explainer.voice.wording import sentence_case


@dataclass(frozen=True, slots=True)
class Reading:
    """A fact, its account, its value and date in words ("" for none), and who says so."""

    fact: Fact
    account: Account
    text: str
    date: str
    detail: str
    language: str

    @property
    def value(self) -> Value | None:
        """The value, computed where the fact is derived."""
        return self.account.value

    @property
    def name(self) -> str:
        """The fact's label as the beginning of a line."""
        return apart(sentence_case(self.fact.label))

    @property
    def kind(self) -> str:
        """What kind of value it is, as the beginning of a line."""
        return keys.short_kind(self.fact.kind, self.language)

    def called(self, word: str) -> str:
        """``Starting point, 2019``: a word for the value's part in the figure, with its date.

        A label that tells the date itself, such as "visits in 2019", tells it once.
        """
        return f"{word}, {self.date}" if self.date and self.date not in word else word

    def aimed(self, word: str) -> str:
        """``Target for 2030``: the same of what was aimed for."""
        tell = voice(self.language).tell
        return tell("%(what)s for %(date)s", what=word, date=self.date) if self.date else word


def heading(readings: Iterable[Reading], language: str) -> str:
    """What kinds of facts these are: ``Target and forecast``."""
    kinds = dict.fromkeys(reading.kind.lower() for reading in readings)
    return sentence_case(wording.listed(list(kinds), language))


def spanning(what: str, readings: Iterable[Reading], language: str) -> str:
    """What is shown, with its time: ``Count and forecast, 2010 to 2026``."""
    dated = sorted(
        (one.fact.when.first, at, one.date) for at, one in enumerate(readings) if one.fact.when
    )
    return between(what, dated[0][2], dated[-1][2], language) if dated else what


def between(what: str, first: str, last: str, language: str) -> str:
    """What is shown, from when to when; a single time is said once."""
    if first == last:
        return f"{what}, {first}"
    tell = voice(language).tell
    return tell("%(kinds)s, %(first)s to %(last)s", kinds=what, first=first, last=last)


def read(material: Material, names: Iterable[str]) -> tuple[Reading, ...]:
    """The facts of these ids; unknown ids are left out, since the checks report them."""
    facts = (material.content.fact(name) for name in names)
    return tuple(_read(material, material.ledger.of(fact)) for fact in facts if fact)


def _read(material: Material, account: Account) -> Reading:
    fact, language = account.fact, material.language
    said = voice(language)
    text = wording.say(account.value, language) if account.value else said.tell("unknown")
    date = wording.say(fact.when, language) if fact.when else ""
    verdict = verdicts.in_one_line(account, language) + "."
    claimed = said.tell("Claimed by %(name)s.", name=apart(fact.said_by)) if fact.said_by else ""
    detail = f"{claimed} {verdict}" if claimed else verdict
    return Reading(fact, account, apart(text), apart(date), detail, language)


def answered(ledger: Ledger, names: Iterable[str]) -> Iterator[Entry]:
    """The facts of these ids, each with the sources that answer."""
    for name in names:
        if name in ledger.accounts:
            yield ledger.accounts[name].fact
            yield from (reply.source for reply in ledger.accounts[name].replies)


def measured_by(content: Content, ledger: Ledger, names: Iterable[str]) -> Iterator[Entry]:
    """The series of these points, or with these ids, with the sources that speak of that time."""
    for name in names:
        series, point = content.series.get(name.partition("#")[0]), content.fact(name)
        if series and point:
            yield series
            yield from (reply.source for reply in ledger.of(point).replies)


def sources(readings: Iterable[Reading]) -> tuple[str, ...]:
    """The ids of all sources that answer, each once, in the order of the facts."""
    return tuple(dict.fromkeys(r.source.id for one in readings for r in one.account.replies))


def careful(material: Material, names: Iterable[str]) -> tuple[Fact, ...]:
    """The facts, and those they are derived from, that ask for care; each note once."""
    found: dict[str, Fact] = {}
    waiting = list(names)
    while waiting:
        fact = material.content.fact(waiting.pop(0))
        if fact:
            account = material.ledger.of(fact)
            waiting += account.inputs
            if account.fact.careful:
                found.setdefault(account.fact.careful, account.fact)
    return tuple(found.values())


def remarks(material: Material, readings: Sequence[Reading]) -> tuple[str, ...]:
    """What readers are told beside the figure: conversions, and who says otherwise."""
    return tuple(
        line
        for reading in readings
        for line in (*_conversions(material, reading), *_disagreement(material, reading))
    )


def _conversions(material: Material, reading: Reading) -> Iterator[str]:
    """Amounts in another unit, each with who printed it, and when."""
    printed: dict[str, list[str]] = {}
    for reply in reading.account.agreeing:
        for value in reply.answer.alternatives:
            said = apart(wording.say(value, material.language))
            printed.setdefault(said, []).append(source_in_words(reply.source, material.language))
    if printed:
        amounts = "; ".join(f"{said} ({'; '.join(by)})" for said, by in printed.items())
        yield material.voice.tell(
            "%(what)s, %(value)s: also printed as %(amounts)s.",
            what=reading.name,
            value=reading.text,
            amounts=amounts,
        )


def _disagreement(material: Material, reading: Reading) -> Iterator[str]:
    """How many sources say what is shown, and how the others differ, where some do."""
    if reading.account.disagreements:
        verdict = verdicts.in_one_line(reading.account, material.language)
        yield f"{reading.name}, {reading.text}: {verdict}."


def citations(material: Material, names: Iterable[str]) -> Cell:
    """A cell that names sources."""
    known = tuple(name for name in dict.fromkeys(names) if name in material.content.sources)
    words = (source_in_words(material.content.sources[name], material.language) for name in known)
    return Cell("; ".join(words), sources=known)


def table(material: Material, readings: Sequence[Reading], parts: Sequence[str]) -> Table:
    """One row a fact; ``parts`` say what each is in the figure."""
    tell = material.voice.tell
    header = (
        tell("What"), tell("As"), tell("When"), tell("Value"), tell("Said by"), tell("Sources")
    )  # fmt: skip
    rows = tuple(
        (
            Cell(reading.name, fact=reading.fact.id),
            Cell(part),
            Cell(reading.date),
            Cell(reading.text, fact=reading.fact.id),
            Cell(reading.fact.said_by),
            citations(material, sources([reading])),
        )
        for reading, part in zip(readings, parts, strict=True)
    )
    return Table(header, rows)
