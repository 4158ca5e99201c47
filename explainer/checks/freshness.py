"""Rules on upkeep: they warn, and stop the build only under ``--strict``."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.model import Fact
from explainer.problems import Problem, warning
from explainer.site import find


def check_again(given: Given) -> Iterator[Problem]:
    """A fact should be looked at again by the day its editor set."""
    for fact in given.content.facts.values():
        if fact.check_again and fact.check_again.last < given.today:
            yield warning(
                fact.origin.place("check_again"),
                "stale-check",
                f"{fact.id!r} should have been checked again by {fact.check_again.text!r}",
                "look at its sources again, then set 'checked' and 'check_again'",
            )


def overdue(given: Given) -> Iterator[Problem]:
    """An event that was due should have an outcome once the day has passed."""
    for event in given.content.events.values():
        for index, date in enumerate(event.dates):
            if date.role == "due" and date.when.last < given.today and not event.outcome:
                yield warning(
                    event.origin.place("dates", index, "when"),
                    "overdue",
                    f"{event.id!r} was due by {date.when.text!r} and has no outcome; the site"
                    " shows it as overdue",
                    "add 'outcome:' once it is known what became of it",
                )


def single_source(given: Given) -> Iterator[Problem]:
    """What a page shows should rest on more than one source."""
    for account in given.ledger.accounts.values():
        names = {reply.source.id for reply in account.agreeing}
        # While an answer cannot be read, or is to be explained, nobody knows how many there are.
        unsettled = len(account.replies) < len(account.fact.answers) or any(
            reply.unexplained for reply in account.replies
        )
        if len(names) == 1 and not unsettled and account.fact.kind != "derived":
            yield warning(
                account.fact.origin.key(),
                "single-source",
                f"{account.fact.id!r} rests on a single source, {names.pop()!r}",
                "find a second one, or leave it: the page says so",
            )


def unused_facts(given: Given) -> Iterator[Problem]:
    """A fact should be bound on a page, shown in a figure, or needed by another fact."""
    used = _used(given)
    for fact in given.content.facts.values():
        if fact.id not in used:
            yield warning(
                fact.origin.key(),
                "unused-fact",
                f"{fact.id!r} is bound on no page and shown in no figure",
                f"bind it: [text](fact:{fact.id}); or take it away",
            )


def _used(given: Given) -> set[str]:
    content = given.content
    used: set[str] = set()
    for entry, _, text in content.passages():
        bound = [find(content, link) for link in text.links]
        used |= {one.id for one in bound if isinstance(one, Fact) and one is not entry}
    for figure in content.figures.values():
        used |= set(figure.facts)
    for fact in content.facts.values():
        used |= {fact.baseline, *fact.measured, *given.ledger.accounts[fact.id].inputs}
    for group in content.groups.values():
        used |= {name for total in group.totals for name in (total.organisations, total.countries)}
    return used


def unused_sources(given: Given) -> Iterator[Problem]:
    """A source should be cited, or be what a cited source is based on."""
    content, ledger = given.content, given.ledger
    used = {reply.source.id for account in ledger.accounts.values() for reply in account.replies}
    used |= {reply.source.id for replies in ledger.date_replies.values() for reply in replies}
    used |= {basis.source for source in content.sources.values() for basis in source.based_on}
    for group in content.groups.values():
        used |= {name for member in group.members for name in member.sources}
    used |= {name for term in content.glossary.values() for name in term.sources}
    for _, _, text in content.passages():
        used |= {link.target for link in text.links if link.scheme == "source"}
    for source in content.sources.values():
        if source.id not in used:
            yield warning(
                source.origin.key(),
                "unused-source",
                f"the source {source.id!r} is cited nowhere",
                "cite it in an answer, or take it away",
            )


def archived(given: Given) -> Iterator[Problem]:
    """A source on the web should have a copy in a web archive."""
    for source in given.content.sources.values():
        if source.url and not source.archive:
            yield warning(
                source.origin.place("url"),
                "no-archive",
                f"the source {source.id!r} has no archived copy",
                "save it at a web archive, and add 'archive:' with the address",
            )


RULES = (check_again, overdue, single_source, unused_facts, unused_sources, archived)
