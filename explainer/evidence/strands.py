"""What each source says over the whole course of a series, beside what is shown."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from explainer.content import Content
from explainer.evidence.ledger import Account, Ledger, Reply
from explainer.model import Series, SeriesAnswer, Source


@dataclass(frozen=True, slots=True)
class Strand:
    """One answer to a series, and its reply at every time of which it speaks."""

    series: Series
    answer: SeriesAnswer
    source: Source
    index: int
    replies: tuple[tuple[Account, Reply], ...]

    @property
    def is_line(self) -> bool:
        """Whether the line is drawn from it."""
        return self.index == self.series.line

    @property
    def differing(self) -> tuple[tuple[Account, Reply], ...]:
        """Where it does not say what is shown."""
        return tuple((account, reply) for account, reply in self.replies if not reply.agrees)


def strands(content: Content, ledger: Ledger, series: Series) -> tuple[Strand, ...]:
    """One for each answer whose source is known, that of the line first."""
    found = _strands(content, ledger, series)
    return tuple(sorted(found, key=lambda one: (not one.is_line, one.index)))


def _strands(content: Content, ledger: Ledger, series: Series) -> Iterator[Strand]:
    course = [ledger.of(point) for point in content.courses[series.id]]
    for index, answer in enumerate(series.answers):
        if answer.source in content.sources:
            said = ((account, account.of(answer.source)) for account in course)
            replies = tuple((account, given[0]) for account, given in said if given)
            yield Strand(series, answer, content.sources[answer.source], index, replies)
