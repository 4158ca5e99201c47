"""What the page of a source says, and the list of all sources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from explainer.documents import Path
from explainer.evidence.comparison import Pair, compare
from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.evidence.lineage import Tally
from explainer.evidence.names import as_said
from explainer.model import Event, Fact, Source
from explainer.model.sources import How
from explainer.pages.models import answers
from explainer.pages.models.answers import Answer, Origin
from explainer.pages.models.past import Past, past
from explainer.pages.models.series import Told, told
from explainer.pages.models.shared import Section, Uses, contents, used_on
from explainer.quantities.dates import Date
from explainer.site.edition import Edition
from explainer.site.plan import SitePage
from explainer.voice import wording
from explainer.voice.speech import later


@dataclass(frozen=True, slots=True)
class Telling:
    """What a text says of a fact, where two are set side by side; what it leaves out is empty."""

    fact: Fact
    says: str
    when: Date | None
    meaning: Path


@dataclass(frozen=True, slots=True)
class Changed:
    """A fact that a copy tells otherwise than its origin."""

    fact: Fact
    here: Telling
    there: Telling


@dataclass(frozen=True, slots=True)
class Basis:
    """What a source is based on, and what it changed of the facts that ``both`` report."""

    origin: Origin
    both: int
    changed: tuple[Changed, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """A source that is based on this one, and how; ``index`` is its place in that one's list."""

    source: Source
    how: How
    index: int
    is_proven: bool


@dataclass(frozen=True, slots=True)
class Said:
    """What a source answers to a fact; ``shown_when`` is the time of ours, where its is another."""

    account: Account
    answer: Answer
    shown_when: Date | None


@dataclass(frozen=True, slots=True)
class Dated:
    """The date that a source gives of an event; ``role`` where it is not simply when it was."""

    event: Event
    role: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class SourcePage:
    """A document: what it is based on, what it says, and whether we print it so."""

    source: Source
    host: str
    bases: tuple[Basis, ...]
    copies: tuple[Copy, ...]
    differing: tuple[Said, ...]
    agreeing: tuple[Said, ...]
    strands: tuple[Told, ...]
    other_dates: tuple[Dated, ...]
    dates: tuple[Dated, ...]
    used_on: tuple[Uses, ...]
    past: Past | None


def source_page(edition: Edition, page: SitePage) -> SourcePage:
    """What the page of a source says."""
    source = page.subject
    assert isinstance(source, Source)
    overview = edition.overview
    said = [_said(edition, *one) for one in overview.answers_of(source)]
    dates = overview.dates_of(source)
    return SourcePage(
        source=source,
        host=urlsplit(source.url).netloc,
        bases=tuple(_bases(edition, source)),
        copies=tuple(_copies(edition, source)),
        differing=tuple(one for one in said if one.answer.reply.disagrees),
        agreeing=tuple(one for one in said if not one.answer.reply.disagrees),
        strands=tuple(told(edition, one) for one in overview.strands_of(source)),
        other_dates=tuple(_dated(edition, one) for one in dates if one.disagrees),
        dates=tuple(_dated(edition, one) for one in dates if not one.disagrees),
        used_on=used_on(edition, source),
        past=past(edition, source.folder, source.id),
    )


def _said(edition: Edition, account: Account, reply: Reply) -> Said:
    when = account.fact.when if reply.differs_in == "when" else None
    return Said(account, answers.of_fact(edition, account, reply), when)


def _dated(edition: Edition, reply: DateReply) -> Dated:
    date = reply.date
    shown = wording.say(date.when, edition.voice.language)
    return Dated(reply.event, answers.role(edition, date), answers.of_date(edition, reply, shown))


def _bases(edition: Edition, source: Source) -> Iterator[Basis]:
    overview = edition.overview
    for origin in answers.origins(edition.content, source):
        pairs = compare(overview.answers_of(source), overview.answers_of(origin.source))
        changed = tuple(_changed(edition, pair) for pair in pairs if not pair.same)
        yield Basis(origin, len(pairs), changed)


def _changed(edition: Edition, pair: Pair) -> Changed:
    fact = pair.account.fact
    return Changed(fact, _telling(edition, fact, pair.copy), _telling(edition, fact, pair.origin))


def _telling(edition: Edition, fact: Fact, reply: Reply) -> Telling:
    answer, tell = reply.answer, edition.voice.tell
    silent = tell("as we print it") if fact.kind == "statement" else tell("names no value")
    means = bool(answer.means) and answer.means != fact.means
    return Telling(
        fact,
        as_said(fact, answer, edition.voice.language) or silent,
        answer.when if answer.when != fact.when else None,
        ("answers", reply.index, "means") if means else (),
    )


def _copies(edition: Edition, source: Source) -> Iterator[Copy]:
    for other, basis in edition.overview.copies_of(source):
        yield Copy(other, basis.how, other.based_on.index(basis), bool(basis.proof))


@dataclass(frozen=True, slots=True)
class Listed:
    """A source in the list of all, and how much it says."""

    source: Source
    origins: tuple[Origin, ...]
    interest: str
    answers: int
    dates: int


@dataclass(frozen=True, slots=True)
class OfType:
    """The sources of one type, and what they are called."""

    type: str
    heading: str
    sources: tuple[Listed, ...]


@dataclass(frozen=True, slots=True)
class SourcesPage:
    """Every source by its type, and whose words everything rests on."""

    number: int
    tally: Tally
    types: tuple[OfType, ...]
    contents: tuple[Section, ...]


# What sources of each type are called, in the order in which the list has them.
TYPES = {
    "document": later("Primary documents"),
    "agency": later("News agencies"),
    "news": later("News publishers"),
    "state-media": later("State media"),
    "company": later("Companies"),
    "aggregator": later("Aggregators"),
    "blog": later("Blogs"),
}


def sources_page(edition: Edition, page: SitePage) -> SourcesPage:
    """What the list of all sources says."""
    types = tuple(_types(edition))
    return SourcesPage(
        number=len(edition.content.sources),
        tally=edition.ledger.tally,
        types=types,
        contents=contents((one.type, one.heading) for one in types),
    )


def _types(edition: Edition) -> Iterator[OfType]:
    every = edition.content.sources.values()
    in_order = sorted(every, key=lambda one: (one.publisher.lower(), one.title.lower()))
    for kind, heading in TYPES.items():
        found = tuple(_listed(edition, one) for one in in_order if one.type == kind)
        if found:
            yield OfType(kind, edition.voice.tell(heading), found)


def _listed(edition: Edition, source: Source) -> Listed:
    overview = edition.overview
    return Listed(
        source,
        answers.origins(edition.content, source),
        source.interest if source.interest not in ("none", "none known") else "",
        len(overview.answers_of(source)),
        len(overview.dates_of(source)),
    )
