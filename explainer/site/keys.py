"""What tells a page, as it would be made now, from how it was made before.

A page says something of what it binds, of what that is derived from, and of what is said of it
elsewhere; which is nowhere written down, for one name forgotten would be a stale page that nobody
sees. So its key holds all entries, whole, the plan and the day; no hash of its model, which holds
entries that lead on to others. Of narratives alone it is sure what other pages say of them: what
they are called, and what they bind. Their running text is in their own keys only.

So each day all pages are made again. Few differ then, and only those are written: what tells the
day of the build (``data/``, its page and its card), drawings with a line for today and the list
that shows them, and what says that something fell due, passed, or left. ``tests/test_days.py``
names them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from explainer.model import Entry, Page
from explainer.site.edition import Edition
from explainer.site.plan import SitePage


@dataclass(frozen=True)
class Keys:
    """The keys of the pages of an edition; ``maker`` tells the program and its templates."""

    edition: Edition
    maker: str

    def of(self, page: SitePage) -> str:
        """The key of a page; empty for one that is always made again, as it tells of all texts."""
        entry = page.subject
        if entry is None or page.template == "front.html":
            return ""
        return _hash(self._of_all, *self._of_one(page, entry))

    def _of_one(self, page: SitePage, entry: Entry) -> Iterator[str]:
        yield repr((page.address, page.template, page.card))
        yield repr((self.edition.as_of(page), self.edition.modified(page)))
        if isinstance(entry, Page):
            yield repr(entry.prose())
            yield repr(self.edition.history.of("pages", entry.id))

    @cached_property
    def _of_all(self) -> str:
        return _hash(self.maker, *self._content(), *self._plan(), *self._history())

    def _content(self) -> Iterator[str]:
        content = self.edition.content
        documents = {entry.origin.file: entry.origin.document for entry in content.entries()}
        yield repr((content.site, f"{self.edition.today}"))
        yield from (repr((file, documents[file].value)) for file in sorted(documents))
        yield from (repr((series.rows, series.noted_gaps)) for series in content.series.values())
        yield from (repr(picture.image) for picture in content.pictures.values())

    def _plan(self) -> Iterator[str]:
        plan = self.edition.plan
        for page in plan.pages.values():
            yield repr((page.address, page.template, page.title, page.summary, page.card))
            yield repr((page.listed, page.moved_to))
        yield repr((plan.uses, plan.gone, [page.address for page in plan.menu]))

    def _history(self) -> Iterator[str]:
        history = self.edition.history
        yield history.missing
        yield from (repr(one) for one in history.changes.items() if one[0][0] != "pages")


def _hash(*parts: str) -> str:
    told = hashlib.sha256()
    for part in parts:
        data = part.encode(errors="surrogatepass")
        told.update(len(data).to_bytes(8, "big") + data)
    return told.hexdigest()
