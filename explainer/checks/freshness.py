"""Rules on upkeep: they warn, and stop the build only under ``--strict``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeVar

from explainer import figures, wording
from explainer.checks.given import Given
from explainer.ledger import Account
from explainer.model import Entry, Fact
from explainer.names import find
from explainer.problems import Problem, warning

AnyEntry = TypeVar("AnyEntry", bound=Entry)

_MOST_NAMED = 4


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
    alone = [account.fact for account in given.ledger.accounts.values() if _rests_on_one(account)]
    for facts, names in _by_file(alone):
        yield warning(
            facts[0].origin.key(),
            "single-source",
            f"a fact should rest on more than one source, but {names}"
            f" rest{'s' * (len(facts) == 1)} on one",
            "find a second one, or leave it: the page says so",
        )


def _rests_on_one(account: Account) -> bool:
    # While an answer cannot be read, or is to be explained, nobody knows how many there are.
    unsettled = len(account.replies) < len(account.fact.answers) or any(
        reply.unexplained for reply in account.replies
    )
    names = {reply.source.id for reply in account.agreeing}
    return len(names) == 1 and not unsettled and account.fact.kind != "derived"


def _by_file(entries: Sequence[AnyEntry]) -> Iterator[tuple[list[AnyEntry], str]]:
    """The entries of each file, and their ids in words: a warning for each would hide the rest."""
    files: dict[str, list[AnyEntry]] = {}
    for entry in entries:
        files.setdefault(entry.origin.file, []).append(entry)
    for inside in files.values():
        names = [repr(entry.id) for entry in inside]
        if len(names) > _MOST_NAMED:
            names[_MOST_NAMED - 1 :] = [f"{len(names) - _MOST_NAMED + 1} more in this file"]
        yield inside, wording.listed(names, "en-GB")


def unused_fact(given: Given) -> Iterator[Problem]:
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
        shown = figures.shows(figure, content, given.ledger)
        used |= {one.id for one in shown if isinstance(one, Fact)}
    for fact in content.facts.values():
        used |= {fact.baseline, *fact.measured, *given.ledger.accounts[fact.id].inputs}
    for group in content.groups.values():
        used |= {name for total in group.totals for name in (total.organisations, total.countries)}
    return used


def unused_source(given: Given) -> Iterator[Problem]:
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


def no_archive(given: Given) -> Iterator[Problem]:
    """A source on the web should have a copy in a web archive."""
    lost = [one for one in given.content.sources.values() if one.url and not one.archive]
    for sources, names in _by_file(lost):
        yield warning(
            sources[0].origin.place("url"),
            "no-archive",
            f"a source on the web should have an archived copy, but {names}"
            f" ha{'s' if len(sources) == 1 else 've'} none",
            "save it at a web archive, and add 'archive:' with the address",
        )


RULES = (stale_check, overdue, single_source, unused_fact, unused_source, no_archive)
