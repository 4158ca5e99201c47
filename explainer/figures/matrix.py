"""Articles by facts: what each article says rightly, and what it changes of what it retells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from explainer.content import Content
from explainer.evidence.comparison import compare
from explainer.evidence.ledger import Account, Ledger, Reply
from explainer.evidence.verdicts import ending
from explainer.figures import legend
from explainer.figures.drawing import Cell, Drawing, Kind, Material, Table
from explainer.figures.layout import NARROW, WIDE, Sheet, Text, leading, px, wrap
from explainer.figures.legend import Key
from explainer.model import Conflict, Entry, Figure, Source
from explainer.voice import wording
from explainer.voice.bidi import apart
from explainer.voice.speech import Voice, later
from explainer.voice.wording import sentence_case

State = Literal["same", "slip", "garbled", "dispute"]
STATES: dict[State, str] = {
    "same": later("says what we show"),
    "slip": later("a slip, or rounded or out of date"),
    "garbled": later("garbled, or about another thing"),
    "dispute": later("disputed"),
}
_STATES: Mapping[Conflict | None, State] = {
    "slip": "slip",
    "rounding": "slip",
    "outdated": "slip",
    "garbled": "garbled",
    "different-thing": "garbled",
    "dispute": "dispute",
}
_RETELLS = {
    "credits": later("credits"),
    "republishes": later("reprints"),
    "translates": later("translates"),
    "rewrites": later("rewords"),
    "quotes": later("quotes"),
    "suspected": later("seems to retell"),
}
# A copy of a copy of a copy: who began it is told by its page.
_FARTHEST = 3


@dataclass(frozen=True, slots=True)
class Mark:
    """How an article stands to a fact: beside what we print, in ``words``, and whether it changed
    what it retells.
    """

    state: State
    words: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Row:
    """An article: whom it retells, and how it stands to each fact; None where it is silent.

    Of the ``shared`` facts, which it and those whom it retells both answer, it changed some.
    """

    source: Source
    retells: str
    marks: tuple[Mark | None, ...]
    shared: int
    voice: Voice

    @property
    def changed(self) -> int:
        """How many facts it changed: as many marks are filled in."""
        return sum(mark.changed for mark in self.marks if mark)

    @property
    def verdict(self) -> str:
        """``changes 5 of the 7 facts that it shares with what it retells``."""
        if not self.shared:
            return self.voice.tell("shares no fact with a text that we read of those it retells")
        if not self.changed:
            return self.voice.many(
                "changes none of the one fact that it shares with what it retells",
                "changes none of the %(num)s facts that it shares with what it retells",
                self.shared,
            )
        return self.voice.many(
            "changes %(changed)s of the %(num)s facts that it shares with what it retells",
            "changes %(changed)s of the %(num)s facts that it shares with what it retells",
            self.shared,
            changed=self.changed,
        )


@dataclass(frozen=True, slots=True)
class Matrix:
    """The rows, and the facts of their columns: those on which articles differ come first."""

    facts: tuple[Account, ...]
    rows: tuple[Row, ...]
    voice: Voice

    @property
    def states(self) -> tuple[tuple[State, str], ...]:
        """The states that occur, each in words, in the order of the legend."""
        found = {mark.state for row in self.rows for mark in row.marks if mark}
        return tuple((one, self.voice.tell(STATES[one])) for one in STATES if one in found)

    @property
    def lefts(self) -> tuple[float, ...]:
        """Where the marks of a row begin, in per cent of its length."""
        return tuple(round((index + 0.1) * self._step, 2) for index in range(len(self.facts)))

    @property
    def width(self) -> float:
        """The width of a mark, in per cent of the length of its row."""
        return round(0.7 * self._step, 2)

    @property
    def _step(self) -> float:
        return 100 / max(len(self.facts), 1)

    @property
    def filled(self) -> str:
        """What a filled mark means; empty where there is none."""
        if not any(row.changed for row in self.rows):
            return ""
        return self.voice.tell("filled in and counted: changed from what it retells")


@dataclass(frozen=True, slots=True)
class Box:
    """A mark as drawn."""

    x: float
    y: float
    width: float
    mark: Mark


@dataclass(frozen=True, slots=True)
class Grid:
    """Cells, a legend and texts with their places."""

    width: int
    height: int
    boxes: tuple[Box, ...]
    texts: tuple[Text, ...]
    keys: tuple[Key, ...]


HEIGHT = 16


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[Entry]:
    """The articles, and the facts that they answer."""
    sources = [content.sources[name] for name in figure.sources if name in content.sources]
    yield from sources
    yield from (account.fact for account in _answered(sources, ledger))


def draw(figure: Figure, material: Material) -> Drawing:
    """A row for every article that the figure names, a column for every fact they answer."""
    matrix = _matrix(figure, material)
    said = (f"{_name(row)} {row.verdict}." for row in matrix.rows)
    return Drawing(
        figure=figure,
        heading=material.voice.tell("Articles by facts"),
        description=figure.description or " ".join(said),
        table=_table(matrix),
        wide=_lay_out(matrix, WIDE, material.language),
        narrow=_lay_out(matrix, NARROW, material.language),
        view=matrix,
        facts=tuple(account.fact.id for account in matrix.facts),
        sources=tuple(row.source.id for row in matrix.rows),
    )


def _matrix(figure: Figure, material: Material) -> Matrix:
    known, ledger = material.content.sources, material.ledger
    sources = [known[name] for name in figure.sources if name in known]
    facts = _answered(sources, ledger)
    rows = tuple(_row(source, facts, material) for source in sources)
    return Matrix(facts, rows, material.voice)


def _answered(sources: Sequence[Source], ledger: Ledger) -> tuple[Account, ...]:
    """The facts that one of the sources answers; those where most of them differ come first."""
    names = {source.id for source in sources}
    found = {
        name: [reply for reply in account.replies if reply.source.id in names]
        for name, account in ledger.accounts.items()
    }

    def order(name: str) -> tuple[int, int]:
        return -sum(reply.disagrees for reply in found[name]), -len(found[name])

    return tuple(ledger.accounts[name] for name in sorted(filter(found.get, found), key=order))


def _row(source: Source, facts: Sequence[Account], material: Material) -> Row:
    own = [(account, reply) for account in facts for reply in account.of(source.id)]
    before = _before(source, material.content.sources)
    origin = [
        (account, reply)
        for account in facts
        for reply in account.replies
        if reply.source.id in before
    ]
    pairs = compare(own, origin)
    changed = {pair.account.fact.id for pair in pairs if not pair.same}
    first = ((account.fact.id, next(iter(account.of(source.id)), None)) for account in facts)
    marks = tuple(
        _mark(reply, name in changed, material.voice) if reply else None for name, reply in first
    )
    shared = len({pair.account.fact.id for pair in pairs})
    return Row(source, _retells(source, material), marks, shared, material.voice)


def _mark(reply: Reply, changed: bool, voice: Voice) -> Mark:
    state = _STATES.get(reply.answer.conflict, "garbled") if reply.disagrees else "same"
    words = ending(reply.answer, voice.language)[2:] if reply.disagrees else voice.tell("as shown")
    if changed:
        words = voice.tell("%(state)s, changed", state=words)
    return Mark(state, words, changed)


def _before(source: Source, sources: Mapping[str, Source]) -> set[str]:
    """All that a source is based on, at first and at second hand."""
    found: set[str] = set()
    waiting = [source]
    while waiting:
        names = [one.source for one in waiting.pop().based_on if one.source in sources]
        waiting += [sources[name] for name in names if name not in found]
        found.update(names)
    return found


def _retells(source: Source, material: Material) -> str:
    """``translates a paper, which reprints another, which credits an agency``."""
    sources, voice = material.content.sources, material.voice
    bases = [one for one in source.based_on if one.source in sources]
    said = [
        f"{voice.tell(_RETELLS[one.how])} {apart(sources[one.source].publisher)}" for one in bases
    ]
    told = wording.listed(list(dict.fromkeys(said)), voice.language)
    if len(bases) == 1:
        told += _farther(sources[bases[0].source], sources, voice)
    return told


def _farther(source: Source, sources: Mapping[str, Source], voice: Voice) -> str:
    """What a copied text is itself copied from, step by step."""
    said = ""
    for _ in range(_FARTHEST - 1):
        known = [one for one in source.based_on if one.source in sources]
        copied = [one for one in known if one.how not in ("suspected", "quotes")]
        if len(copied) != 1:
            break
        source = sources[copied[0].source]
        how = voice.tell(_RETELLS[copied[0].how])
        said += voice.tell(", which %(how)s %(source)s", how=how, source=apart(source.publisher))
    return said


def _name(row: Row) -> str:
    return apart(row.source.publisher)


def _table(matrix: Matrix) -> Table:
    """A row for every fact, a column for every article."""
    header = (matrix.voice.tell("Fact"), *(_name(row) for row in matrix.rows))
    rows = []
    for number, account in enumerate(matrix.facts):
        marks = [row.marks[number] for row in matrix.rows]
        label = Cell(apart(sentence_case(account.fact.label)), fact=account.fact.id)
        rows.append((label, *(Cell(one.words if one else "") for one in marks)))
    return Table(header, tuple(rows))


def _lay_out(matrix: Matrix, sheet: Sheet, language: str) -> Grid:
    boxes: list[Box] = []
    texts: list[Text] = []
    y = 0.0
    step = min(24.0, sheet.width / max(len(matrix.facts), 1))
    for row in matrix.rows:
        lines = [
            (_name(row), "name", sheet.normal),
            (sentence_case(row.retells), "label", sheet.small),
        ]
        lines.append((sentence_case(row.verdict), "soft", sheet.small))
        for words, style, size in lines:
            cut = wrap(words, size, sheet.width, bold=style == "name")
            texts.append(Text(0, px(y + size), cut, size, style))
            y += leading(size) * len(cut)
        y += 4
        placed = enumerate(row.marks)
        boxes += [Box(px(at * step + 1), px(y), px(step - 4), one) for at, one in placed if one]
        y += HEIGHT + 16
    entries = [(f"cell-{state}", sentence_case(words)) for state, words in matrix.states]
    entries += [("cell-filled", sentence_case(matrix.filled))] if matrix.filled else []
    key = legend.lay_out(entries, sheet, y)
    return Grid(sheet.width, round(key.bottom), tuple(boxes), (*texts, *key.texts), key.keys)


KIND = Kind("matrix", later("Articles by facts"), needs="sources", shows=shows, draw=draw)
