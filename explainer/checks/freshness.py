"""Rules on upkeep: they warn, and stop the build only under ``--strict``."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.evidence.ledger import Account
from explainer.problems import Problem, warning


def stale_check(given: Given) -> Iterator[Problem]:
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
        late = event.overdue(given.today)
        for index, date in enumerate(event.dates):
            if date in late:
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
        if _rests_on_one(account):
            yield warning(
                account.fact.origin.key(),
                "single-source",
                f"a fact should rest on more than one source, but {account.fact.id!r} rests on one",
                "find a second one, or leave it: the page says so",
            )


def _rests_on_one(account: Account) -> bool:
    # While an answer cannot be read, or is to be explained, nobody knows how many there are.
    settled = account.is_whole and not any(reply.unexplained for reply in account.replies)
    names = {reply.source.id for reply in account.agreeing}
    return len(names) == 1 and settled and account.fact.kind != "derived"


def no_archive(given: Given) -> Iterator[Problem]:
    """A source on the web should have a copy in a web archive."""
    for source in given.content.sources.values():
        if source.url and not source.archive:
            yield warning(
                source.origin.place("url"),
                "no-archive",
                f"a source on the web should have an archived copy, but {source.id!r} has none",
                "ask for one with 'explainer archive', or add 'archive:' with its address",
            )


RULES = (stale_check, overdue, single_source, no_archive)
