"""Rules on what exempts numbers from being bound: excuses, and names that carry numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from explainer.checks.given import Given
from explainer.model import Page
from explainer.problems import Problem, warning


def unused_name(given: Given) -> Iterator[Problem]:
    """A name that carries a number, in `names` of `site.yaml`, should occur somewhere."""
    site = given.content.site
    if not site.names:
        return
    said = "\n".join(_texts(given))
    for index, name in enumerate(site.names):
        if not _occurs(name, said):
            listed = isinstance(site.origin.document.value.get("names"), list)
            place = site.origin.place("names", *([index] if listed else []))
            message = f"a name in 'names' should occur in the content, but {name!r} does not"
            yield warning(place, "unused-name", message, "take it away, or write it as it occurs")


def _occurs(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word; looked for as it is, which is fast."""
    whole = re.compile(r"(?<!\w)" + re.escape(name) + r"(?!\w)")
    at = text.find(name)
    while at >= 0 and not whole.match(text, at):
        at = text.find(name, at + 1)
    return at >= 0


def _texts(given: Given) -> Iterator[str]:
    """Every text of the content."""
    for entry in given.content.entries():
        yield str(entry.model_dump())
        if isinstance(entry, Page):
            yield entry.body.text
            yield from (link.text for link in entry.body.links)
    site = given.content.site
    yield f"{site.title}\n{site.tagline}"


def needless_excuse(given: Given) -> Iterator[Problem]:
    """An excuse for an unbound number must stand below a paragraph that has one."""
    for _, _, text in given.content.passages():
        with_numbers = {number.block for number in text.numbers}
        with_numbers |= {link.block for link in text.links if re.search(r"\d", link.text)}
        for excuse in text.excuses:
            if excuse.block not in with_numbers:
                yield warning(
                    excuse.place,
                    "needless-excuse",
                    f"an excuse must stand below a paragraph with an unbound number, but the one"
                    f" above {excuse.why!r} has none",
                    "take the line away",
                )


RULES = (unused_name, needless_excuse)
