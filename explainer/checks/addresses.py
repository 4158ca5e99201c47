"""Rules on addresses: each belongs to one page, for good."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.model import Entry
from explainer.problems import Place, Problem, warning
from explainer.site.plan import LISTS, address_of, former


def address_taken(given: Given) -> Iterator[Problem]:
    """No two pages may stand at one address, nor a page at one that the generator uses."""
    generated = {address for address, *_ in LISTS}
    seen: dict[str, str] = {}
    for page in given.content.pages.values():
        place = Place(page.origin.file)
        head = page.address.partition("/")[0] + "/"
        if page.address in seen:
            yield Problem(
                place,
                "address-taken",
                f"the address {page.address!r} must belong to one page, but"
                f" 'pages/{seen[page.address]}.md' stands there too",
                "rename one of the two",
            )
        elif page.address and (head in generated or page.id == "404"):
            yield Problem(
                place,
                "address-taken",
                f"a page must not stand at {page.address!r}, where the generator puts its own",
                "rename the file",
            )
        seen.setdefault(page.address, page.id)


def former_address_taken(given: Given) -> Iterator[Problem]:
    """An address that an entry had before must not be in use again, nor be claimed twice."""
    taken = {address: "the generator puts its own" for address, *_ in LISTS}
    taken |= {address_of(one): f"{_called(one)} stands now" for one in given.content.entries()}
    for entry in given.content.entries():
        for index, address in enumerate(former(entry)):
            if address in taken or address.partition("/")[0] in GENERATED:
                why = taken.get(address, "the generator puts its own")
                yield Problem(
                    entry.origin.place("was", index),
                    "former-address-taken",
                    f"{_called(entry)} must not have been at {address!r}, where {why}",
                    "give one of the two another id, or take this one out of 'was'",
                )
            taken.setdefault(address, f"{_called(entry)} was, too")


# Where nothing but what the generator makes is served.
GENERATED = ("data", "search", "changes", "disagreements", "feeds", "cards", "pagefind")


def _called(entry: Entry) -> str:
    return repr(f"pages/{entry.id}.md" if not entry.folder else entry.id)


def reserved_name(given: Given) -> Iterator[Problem]:
    """No file should be named after what Windows keeps for devices: nobody could write it there."""
    for entry in given.content.entries():
        if entry.folder in ("glossary", "corrections"):
            continue  # they have no files of their own
        if taken := next((part for part in entry.id.split("/") if part in DEVICES), ""):
            yield warning(
                entry.origin.key() if entry.folder else Place(entry.origin.file),
                "reserved-name",
                f"an id should not be one that Windows keeps for devices, but is {taken!r}: nobody"
                " could build or copy the site there",
                f"add a word to it, as in '{taken}-desk'",
            )


DEVICES = frozenset(
    [
        "con",
        "prn",
        "aux",
        "nul",
        *(f"{port}{number}" for port in ("com", "lpt") for number in range(10)),
    ]
)

RULES = (address_taken, former_address_taken, reserved_name)
