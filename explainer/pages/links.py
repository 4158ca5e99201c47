"""Links from one page: to other pages, to answers, to the files of the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from jinja2 import TemplateRuntimeError

from explainer.evidence.ledger import Reply
from explainer.model import Entry, Fact, Point
from explainer.pages.models.answers import anchor
from explainer.site.plan import Plan, SitePage, address_of, relative


@dataclass(frozen=True, slots=True)
class Links:
    """Makes links from ``page`` of a site at ``base``; ``assets`` are addresses with a hash."""

    page: SitePage
    plan: Plan
    base: str
    assets: Mapping[str, str]

    # What templates may call of it.
    OFFERED: ClassVar = ("url", "asset", "link_to", "link_to_answer", "title_of")

    def names(self) -> dict[str, Any]:
        """What templates may call of it, by name."""
        return {name: getattr(self, name) for name in self.OFFERED}

    def url(self, address: str) -> str:
        """The link from this page to ``address``, an address from the root of the site."""
        if self.page.address == "404.html":
            return self._absolute(address)
        return relative(self.page.address, address)

    def _absolute(self, address: str) -> str:
        # The one page that is served at other addresses than its own.
        path = "/" + self.base.partition("://")[2].partition("/")[2] if self.base else "/"
        return path.rstrip("/") + "/" + address

    def asset(self, name: str) -> str:
        """The link to a file of ``static/``; TemplateRuntimeError where the theme lacks it."""
        if name not in self.assets:
            raise TemplateRuntimeError(f"the theme must have the file 'static/{name}'")
        return self.url(self.assets[name])

    def link_to(self, entry: Entry) -> str:
        """The link to an entry's own page."""
        return self.url(address_of(entry))

    def title_of(self, entry: Entry) -> str:
        """The title of an entry's page, in plain text: fit to stand inside a link."""
        return self.plan.pages[address_of(entry)].title

    def link_to_answer(self, fact: Fact, reply: Reply) -> str:
        """The link to what one source says; of a series to all that is said of that time."""
        at = "" if isinstance(fact, Point) else f"#{anchor(reply)}"
        return self.link_to(fact) + at
