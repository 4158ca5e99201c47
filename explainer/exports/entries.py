"""``KIND/ID/ID.json``: each fact, event, source and group alone, beside its page.

A source is there as BibTeX too, and the members of a group as CSV. Of what was taken off is told
that it was there: programs ask for an address long after its number was last printed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial

from explainer.exports import bibtex
from explainer.exports.files import Files
from explainer.exports.tables import (
    Row,
    event_row,
    fact_row,
    in_json,
    member_rows,
    members_as_csv,
    source_row,
)
from explainer.model import Entry, Group
from explainer.site.edition import Edition
from explainer.site.plan import address_of

# Those that stand alone as JSON.
KINDS = ("facts", "events", "sources", "groups", "figures")


def export(edition: Edition) -> Files:
    """The rows of ``data/``, one in a file; and groups, whose members are rows there."""
    files = {file_of(entry, "json"): partial(_written, row) for entry, row in _rows(edition)}
    for source in edition.content.sources.values():
        files[file_of(source, "bib")] = partial(bibtex.of_source, source)
    for group in edition.content.groups.values():
        files[file_of(group, "csv")] = partial(members_as_csv, edition, group)
    return {**files, **_taken_off(edition)}


def _taken_off(edition: Edition) -> Files:
    """What is told at the addresses of entries that are no more."""
    gone = edition.plan.gone.items()
    return {
        f"{address}{name}.json": partial(in_json, _removed(edition, kind, name))
        for address, (kind, name) in gone
        if kind in KINDS and address == f"{kind}/{name}/"
    }


def _removed(edition: Edition, kind: str, name: str) -> Row:
    return {"id": name, "removed": edition.history.of(kind, name)[0].day.isoformat()}


def file_of(entry: Entry, form: str) -> str:
    """The address of an entry as a file."""
    return f"{address_of(entry)}{entry.id}.{form}"


def _written(row: Callable[[], Row]) -> str:
    return in_json(row())


def _rows(edition: Edition) -> Iterator[tuple[Entry, Callable[[], Row]]]:
    content, ledger = edition.content, edition.ledger
    for account in ledger.accounts.values():
        yield account.fact, partial(fact_row, account, content.site.language)
    for event in content.events.values():
        yield event, partial(event_row, content, ledger, event.id)
    for source in content.sources.values():
        yield source, partial(source_row, source)
    for group in content.groups.values():
        yield group, partial(group_row, group, content.site.language)


def group_row(group: Group, language: str) -> Row:
    """One group with its members; the numbers of its totals are ids of facts."""
    return {
        "id": group.id,
        "name": group.name,
        "members_are": group.members_are,
        "started": group.started.text if group.started else "",
        "not_the_same_as": list(group.not_the_same_as),
        "statuses": {name: one.label for name, one in group.statuses.items()},
        "totals": [
            {
                "when": total.when.text,
                "organisations": total.organisations,
                "countries": total.countries,
                "members": total.members,
            }
            for total in group.totals
        ],
        "members": list(member_rows(group, language)),
    }
