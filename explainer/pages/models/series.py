"""What the page of a series says, and the list of all series."""

from __future__ import annotations

from dataclasses import dataclass

from explainer.evidence.ledger import Account
from explainer.evidence.strands import Strand
from explainer.model import Fact, Point, Series, Source
from explainer.pages.models import answers
from explainer.pages.models.answers import Answer, Origin
from explainer.pages.models.past import Past, past
from explainer.pages.models.shared import Uses, on_paper, used_on
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import SitePage


@dataclass(frozen=True, slots=True)
class Time:
    """One time of a series: what we show, and who says otherwise.

    ``kind`` is empty where it is that of the series; ``source`` is whose it is where it is not on
    the line.
    """

    point: Point
    account: Account
    kind: str
    source: Source | None
    differing: tuple[Answer, ...]


@dataclass(frozen=True, slots=True)
class End:
    """The first or the last time at which a source answers, and what it says then."""

    says: str
    when: Date | None


@dataclass(frozen=True, slots=True)
class Told:
    """What one source says over the course of a series: from when to when, and how often."""

    strand: Strand
    ends: tuple[End, ...]
    times: int
    differing: int
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """A question whose answer changes with time: its times, the newest first, and its sources."""

    series: Series
    last: Account | None
    times: tuple[Time, ...]
    told: tuple[Told, ...]
    targets: tuple[Fact, ...]
    used_on: tuple[Uses, ...]
    past: Past | None
    on_paper: tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A series in the list of all; ``last`` is its newest value."""

    series: Series
    last: Account | None
    times: int


@dataclass(frozen=True, slots=True)
class AllSeriesPage:
    """Every series."""

    series: tuple[Listed, ...]


def series_page(edition: Edition, page: SitePage) -> SeriesPage:
    """What the page of a series says."""
    series = page.subject
    assert isinstance(series, Series)
    facts, strands = edition.content.facts, edition.overview.strands(series)
    return SeriesPage(
        series=series,
        last=_last(edition, series),
        times=tuple(_time(edition, series, one) for one in _course(edition, series)[::-1]),
        told=tuple(told(edition, one) for one in strands),
        targets=tuple(facts[name] for name in series.targets if name in facts),
        used_on=used_on(edition, series),
        past=past(edition, series.folder, series.id),
        on_paper=on_paper(edition, strands),
    )


def all_series_page(edition: Edition, page: SitePage) -> AllSeriesPage:
    """What the list of all series says."""
    in_order = sorted(edition.content.series.values(), key=lambda one: one.label.lower())
    return AllSeriesPage(
        tuple(Listed(one, _last(edition, one), len(_course(edition, one))) for one in in_order)
    )


def told(edition: Edition, strand: Strand) -> Told:
    """What one source says over the course of a series."""
    replies = strand.replies
    ends = (*replies[:1], *replies[-1:]) if len(replies) > 1 else replies
    said = [(account, answers.of_fact(edition, account, reply)) for account, reply in ends]
    return Told(
        strand=strand,
        ends=tuple(End(answer.told, account.fact.when) for account, answer in said),
        times=len(replies),
        differing=len(strand.differing),
        origins=answers.origins(edition.content, strand.source),
    )


def _course(edition: Edition, series: Series) -> tuple[Point, ...]:
    """Its times in their order."""
    return tuple(edition.content.courses[series.id])


def _last(edition: Edition, series: Series) -> Account | None:
    last = edition.content.fact(series.id)
    return edition.ledger.of(last) if last else None


def _time(edition: Edition, series: Series, point: Point) -> Time:
    account = edition.ledger.of(point)
    return Time(
        point=point,
        account=account,
        kind=point.kind if point.kind != series.kind else "",
        source=None if point.on_line else account.replies[0].source,
        differing=tuple(answers.of_fact(edition, account, one) for one in account.disagreements),
    )
