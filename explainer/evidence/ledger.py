"""The ledger: every fact with its value, what each source answers, and where they disagree."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import Literal

from explainer.content import Content
from explainer.evidence import lineage
from explainer.evidence.lineage import Tally
from explainer.model import Answer, DateAnswer, Event, EventDate, Fact, Point, Source, Value
from explainer.problems import Problem, message_and_cure
from explainer.quantities import arithmetic, dates
from explainer.quantities.arithmetic import Computed
from explainer.quantities.values import Quantity

# Of formulas in formulas: more than arithmetic takes of them written out.
_DEEPEST, _LONGEST = 30, 20_000

Difference = Literal["", "says", "when", "means"]


@dataclass(frozen=True, slots=True)
class Reply:
    """One source's answer, and whether it agrees with what the site shows."""

    answer: Answer
    source: Source
    index: int
    differs_in: Difference

    @property
    def agrees(self) -> bool:
        """Whether the answer bears out what is shown."""
        return not self.differs_in

    @property
    def unexplained(self) -> bool:
        """Whether it does not agree, and nobody has said why."""
        return not self.agrees and self.answer.conflict is None

    @property
    def disagrees(self) -> bool:
        """Whether readers are told of it: another answer, or the right one garbled."""
        return not self.agrees or self.answer.conflict is not None


@dataclass(frozen=True)
class Account:
    """A fact in full: its value (computed where it is derived) and every reply."""

    fact: Fact
    value: Value | None
    computed: Computed | None
    inputs: tuple[str, ...]
    replies: tuple[Reply, ...]
    tally: Tally

    @property
    def is_whole(self) -> bool:
        """Whether every answer is weighed: while a source cannot be read, its answers are not."""
        return len(self.replies) == len(self.fact.answers)

    @property
    def agreeing(self) -> tuple[Reply, ...]:
        """The replies that bear out what is shown, not garbled ones."""
        return tuple(reply for reply in self.replies if not reply.disagrees)

    @property
    def disagreements(self) -> tuple[Reply, ...]:
        """The replies readers are told of."""
        return tuple(reply for reply in self.replies if reply.disagrees)

    @property
    def disputes(self) -> tuple[Reply, ...]:
        """Those that contradict what is shown, while nothing settles who is right."""
        return tuple(reply for reply in self.replies if reply.answer.conflict == "dispute")

    def of(self, source: str) -> tuple[Reply, ...]:
        """The replies of one source, by its id."""
        return tuple(self._by_source.get(source, ()))

    @cached_property
    def _by_source(self) -> Mapping[str, list[Reply]]:
        found: dict[str, list[Reply]] = {}
        for reply in self.replies:
            found.setdefault(reply.source.id, []).append(reply)
        return found


@dataclass(frozen=True, slots=True)
class DateReply:
    """What one source says of one date of an event."""

    event: Event
    date: EventDate
    answer: DateAnswer
    source: Source
    path: tuple[str | int, ...]
    agrees: bool

    @property
    def unexplained(self) -> bool:
        """Whether it does not agree, and nobody has said why."""
        return not self.agrees and self.answer.conflict is None

    @property
    def disagrees(self) -> bool:
        """Whether readers are told of it."""
        return not self.agrees or self.answer.conflict is not None


@dataclass(frozen=True, slots=True)
class Ledger:
    """All accounts, and the count of sources over the whole site.

    ``points`` are those of every time of every series, by the ids of points.
    """

    accounts: Mapping[str, Account]
    points: Mapping[str, Account]
    date_replies: Mapping[str, tuple[DateReply, ...]]
    tally: Tally

    def of(self, fact: Fact) -> Account:
        """The account of a fact, which may be a point of a series."""
        return (self.points if isinstance(fact, Point) else self.accounts)[fact.id]

    def named(self, name: str) -> Account:
        """The account of a fact, or a point of a series, by its id."""
        return self.points[name] if name in self.points else self.accounts[name]

    def disagreements(self) -> Iterator[Account]:
        """The facts on which sources disagree."""
        return (account for account in self.accounts.values() if account.disagreements)

    def date_disagreements(self) -> Iterator[DateReply]:
        """The dates on which sources disagree."""
        return (
            reply for all_of in self.date_replies.values() for reply in all_of if reply.disagrees
        )


def keep(content: Content) -> tuple[Ledger, list[Problem]]:
    """Weigh every answer and compute every derived fact; what cannot be computed is reported."""
    computed, problems = _compute(content)
    accounts = {name: _account(content, fact, computed) for name, fact in content.facts.items()}
    points = {name: _account(content, point, {}) for name, point in content.points.items()}
    date_replies = {
        name: tuple(_date_replies(content, event)) for name, event in content.events.items()
    }
    cited = {reply.source.id for account in accounts.values() for reply in account.replies}
    cited |= {reply.source.id for account in points.values() for reply in account.replies}
    cited |= {reply.source.id for replies in date_replies.values() for reply in replies}
    members = (member for group in content.groups.values() for member in group.members)
    cited |= {name for member in members for name in member.sources}
    claimants = sorted({name for a in accounts.values() for name in a.tally.claimants})
    return Ledger(
        accounts, points, date_replies, lineage.tally(content.sources, cited, claimants)
    ), problems


def difference(fact: Fact, answer: Answer) -> Difference:
    """In which key an answer differs from what is shown; what it leaves out never differs."""
    if fact.kind == "statement":
        return "says" if answer.says else ""
    shown, said = fact.value, answer.value
    if shown is None or said is None or not dates.same(shown, said):
        return "says"
    if answer.when and fact.when and not dates.agree(answer.when, fact.when):
        return "when"
    return "means" if answer.means and answer.means != fact.means else ""


def as_told(account: Account, reply: Reply) -> Account:
    """The account as it would be if the site showed what that one reply says."""
    answer = reply.answer
    told = {
        "answers": (answer,),
        "when": answer.when or account.fact.when,
        "means": answer.means or account.fact.means,
    }
    value = answer.value if account.fact.kind != "statement" else None
    fact = account.fact.model_copy(update=told)
    return replace(account, fact=fact, value=value, computed=None, replies=(reply,))


def date_agrees(date: EventDate, answer: DateAnswer) -> bool:
    """Whether what a source says (a date, a weekday, a wording) fits the date."""
    if not answer.says:
        return True
    weekday = dates.weekday(answer.says)
    if weekday is not None:
        return date.when.precision != "day" or date.when.first.weekday() == weekday
    try:
        return dates.agree(date.when, dates.parse(answer.says))
    except ValueError:
        return answer.conflict is None


def _account(content: Content, fact: Fact, computed: Mapping[str, Computed]) -> Account:
    replies = tuple(
        Reply(answer, content.sources[answer.source], index, difference(fact, answer))
        for index, answer in enumerate(fact.answers)
        if answer.source in content.sources
    )
    result = computed.get(fact.id)
    bearing_out = [reply for reply in replies if reply.agrees] or list(replies)
    claimants = [reply.answer.said_by or fact.said_by for reply in bearing_out] or [fact.said_by]
    return Account(
        fact=fact,
        value=result.quantity if result else fact.value,
        computed=result,
        inputs=tuple(name for name in _ids(fact.formula) if content.fact(name)),
        replies=replies,
        tally=lineage.tally(content.sources, [reply.source.id for reply in bearing_out], claimants),
    )


def _date_replies(content: Content, event: Event) -> Iterator[DateReply]:
    for number, date in enumerate(event.dates):
        written = len(date.all_answers) - len(date.answers)
        for index, answer in enumerate(date.all_answers):
            path: tuple[str | int, ...] = ("dates", number)
            if index >= written:
                path = (*path, "answers", index - written)
            if answer.source in content.sources:
                source = content.sources[answer.source]
                yield DateReply(event, date, answer, source, path, date_agrees(date, answer))


def _ids(formula: str) -> tuple[str, ...]:
    """The facts that a formula uses; none where it is empty or cannot be read."""
    try:
        return arithmetic.ids(formula) if formula else ()
    except ValueError:
        return ()


def evaluate(content: Content, formula: str) -> Computed:
    """The result of a formula over facts; ValueError in plain words where it has none.

    Derived facts in it are replaced by their own formulas, so that nothing is rounded twice.
    """
    whole = _expanded(content, formula)
    return arithmetic.compute(whole, {name: _operand(content, name) for name in _ids(whole)})


def _expanded(content: Content, formula: str, depth: int = 0) -> str:
    def replaced(match: re.Match[str]) -> str:
        fact = content.facts.get(match[0])
        if not (fact and fact.formula):
            return match[0]
        return f"({_expanded(content, fact.formula, depth + 1)})"

    whole = re.sub(arithmetic.NAME, replaced, formula) if depth < _DEEPEST else ""
    if not whole or len(whole) > _LONGEST:
        raise ValueError(arithmetic.TOO_LONG)
    return whole


def _operand(content: Content, name: str) -> Quantity:
    fact, cure = content.fact(name), "name a fact whose value is a number"
    if fact is None:
        raise ValueError(f"a formula must use facts with a value, and {name!r} has none")
    if fact.kind == "statement":
        raise ValueError(f"{name!r} must be a number, but it is a statement; {cure}")
    value = fact.value
    if not isinstance(value, Quantity):
        found = value.text if value else ""
        raise ValueError(f"{name!r} must be a number, but it is {found!r}; {cure}")
    return value


def _compute(content: Content) -> tuple[dict[str, Computed], list[Problem]]:
    """Every derived fact's result; facts whose inputs fail are silent, the failed input speaks."""
    derived = {fact.id: fact for fact in content.facts.values() if fact.formula}
    order, problems = _order(derived)
    results: dict[str, Computed] = {}
    for fact in order:
        needed = _ids(fact.formula)
        if not all(map(content.fact, needed)):
            continue
        if any(name in derived and name not in results for name in needed):
            continue
        try:
            results[fact.id] = evaluate(content, fact.formula)
        except ValueError as error:
            why, cure = message_and_cure(error)
            message = f"the formula {fact.formula!r} must be computable: {why}"
            problems.append(Problem(fact.origin.place("formula"), "formula", message, cure))
    return results, problems


def _order(derived: Mapping[str, Fact]) -> tuple[list[Fact], list[Problem]]:
    """The derived facts, each after those it needs; facts in a circle are left out and reported."""
    needs = {name: set(_ids(fact.formula)) & derived.keys() for name, fact in derived.items()}
    problems: list[Problem] = []
    while True:
        try:
            return [derived[name] for name in TopologicalSorter(needs).static_order()], problems
        except CycleError as error:
            circle = error.args[1][::-1]
            first = derived[min(circle)]
            message = f"a formula must not lead back to itself, but {' needs '.join(circle)}"
            problems.append(Problem(first.origin.place("formula"), "circular-formula", message))
            needs = {name: on - set(circle) for name, on in needs.items() if name not in circle}
