"""What the cards say that open at the words of a page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from explainer.evidence import lineage
from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.evidence.names import as_said, fact_in_words, source_in_words
from explainer.model import Event, Fact, Group, Member, Source, Term
from explainer.pages.models import answers
from explainer.pages.models.answers import Answer, Origin
from explainer.quantities import dates
from explainer.quantities.dates import Date
from explainer.site import passages
from explainer.site.edition import Edition
from explainer.voice import bidi, wording


@dataclass(frozen=True, slots=True)
class Witness:
    """A source that is named for all that say so, and where it says it, at its very words."""

    source: Source
    at: str
    is_only_one: bool


@dataclass(frozen=True, slots=True)
class FactCard:
    """The card of a fact; ``name`` is what it tells in one line."""

    name: str
    account: Account
    witness: Witness | None


@dataclass(frozen=True, slots=True)
class ToldCard:
    """The card of what one source answers; ``shown_when`` is the time of ours, where its differs.

    ``says`` are its words where they are no value.
    """

    id: str
    name: str
    account: Account
    answer: Answer
    says: str
    source_at: str
    shown_when: Date | None


@dataclass(frozen=True, slots=True)
class EventCard:
    """The card of an event."""

    event: Event
    is_overdue: bool
    witness: Witness | None


@dataclass(frozen=True, slots=True)
class SourceCard:
    """The card of a source."""

    source: Source
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """At what a member stands, and a source that says so, one of ``number``.

    ``since`` is left out where the words of the status have it.
    """

    organisation: str
    status: str
    since: str
    source: Source | None
    number: int

    @property
    def has_more(self) -> bool:
        """Whether others say so too."""
        return self.number > 1


@dataclass(frozen=True, slots=True)
class MemberCard:
    """The card of the members of a group in one country, or of one that is no country."""

    id: str
    group: Group
    code: str
    called: str
    members: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class TermCard:
    """The card of a word."""

    term: Term
    witness: Witness | None


@dataclass(frozen=True, slots=True)
class Cards:
    """All that opens on one page, in the order in which it stands there."""

    facts: tuple[FactCard, ...]
    told: tuple[ToldCard, ...]
    events: tuple[EventCard, ...]
    sources: tuple[SourceCard, ...]
    members: tuple[MemberCard, ...]
    terms: tuple[TermCard, ...]


def fact_card(edition: Edition, account: Account) -> FactCard:
    """The card of a fact."""
    name = fact_in_words(edition.ledger, account.fact, edition.content)
    return FactCard(name, account, _witness(account) if account.replies else None)


def _witness(account: Account) -> Witness:
    """The source to be named where there is room for one."""
    replies = account.agreeing or account.replies
    source = lineage.nearest((reply.source for reply in replies), account.fact.said_by)
    reply = next(one for one in replies if one.source is source)
    return Witness(reply.source, _at(reply), len(account.replies) == 1)


def _nearest(edition: Edition, names: Sequence[str]) -> Source | None:
    return lineage.nearest(edition.content.sources[name] for name in names)


def _at(reply: Reply | DateReply) -> str:
    return passages.at_words(reply.source.url, reply.answer.find)


def told_card(edition: Edition, id_: str, account: Account, reply: Reply) -> ToldCard:
    """The card of what one source answers."""
    fact, answer = account.fact, reply.answer
    return ToldCard(
        id=id_,
        name=_told_in_words(edition, fact, reply),
        account=account,
        answer=answers.of_fact(edition, account, reply),
        says=answer.says if fact.kind == "statement" else "",
        source_at=_at(reply),
        shown_when=fact.when if reply.differs_in == "when" else None,
    )


def _told_in_words(edition: Edition, fact: Fact, reply: Reply) -> str:
    language, tell = edition.voice.language, edition.voice.tell
    said = as_said(fact, reply.answer, language)
    source = bidi.apart(source_in_words(reply.source, language))
    if not said:
        what = bidi.apart(fact.label)
        return tell("%(source)s says so of this: %(what)s", source=source, what=what)
    return tell("%(source)s says: %(what)s", source=source, what=bidi.apart(said))


def event_card(edition: Edition, event: Event) -> EventCard:
    """The card of an event."""
    replies = edition.ledger.date_replies[event.id]
    first = [one for one in replies if not one.disagrees] or list(replies)
    source = lineage.nearest(one.source for one in first)
    reply = next((one for one in first if one.source is source), None)
    number = len({one.source.id for one in replies})
    witness = Witness(reply.source, _at(reply), number == 1) if reply else None
    return EventCard(event, bool(event.overdue(edition.today)), witness)


def term_card(edition: Edition, term: Term) -> TermCard:
    """The card of a word."""
    source = _nearest(edition, term.sources)
    return TermCard(term, Witness(source, source.url, len(term.sources) == 1) if source else None)


def source_card(edition: Edition, source: Source) -> SourceCard:
    """The card of a source."""
    return SourceCard(source, answers.origins(edition.content, source))


def member_card(
    edition: Edition, id_: str, group: Group, code: str, members: list[Member]
) -> MemberCard:
    """The card of the members of a group in one country, or of one that is no country."""
    called = group.called(code, edition.voice.language)
    return MemberCard(
        id_, group, code, called, tuple(_standing(edition, group, one) for one in members)
    )


def _standing(edition: Edition, group: Group, member: Member) -> Standing:
    status = group.meaning(member.status)
    return Standing(
        organisation="" if member.organisation == "unknown" else member.organisation,
        status=status,
        since=since_beside(member.since, status, edition.voice.language),
        source=_nearest(edition, member.sources),
        number=len(member.sources),
    )


def since_beside(since: Date | None, status: str, language: str) -> str:
    """The date in words; empty where the words of the status have it, or its month and year."""
    if since is None:
        return ""
    month = dates.parse(since.first.isoformat()[:7])
    told = wording.say(since, language)
    return "" if any(one in status for one in (told, wording.say(month, language))) else told
