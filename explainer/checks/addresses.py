"""Rules on addresses: each belongs to one page, for good."""

from __future__ import annotations

from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.problems import Place, Problem
from explainer.site.plan import LISTS


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


RULES = (address_taken,)
