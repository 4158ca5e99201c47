"""A planned page becomes text: templates, links made relative, bindings made visible."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from explainer import dates, figures, lineage, wording
from explainer.content import Content
from explainer.figures.drawing import Drawing, Material
from explainer.ledger import Account, Ledger
from explainer.model import Entry, Event, Fact, Figure, Group, Page, Source, Term, Value
from explainer.prose import Link, Prose
from explainer.site import (
    Plan,
    SitePage,
    address_of,
    find,
    page_target,
    relative,
    source_in_words,
    spoken,
)


def environment(folders: Sequence[Path]) -> Environment:
    """Templates from the first of ``folders`` that has them, strict and autoescaped."""
    env = Environment(
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in folders]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    env.filters["json"] = json_for_html
    env.globals["sentence"] = lineage.sentence
    env.globals["isoformat"] = isoformat
    return env


def json_for_html(value: Any) -> Markup:
    """JSON that may stand in a ``<script>`` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return Markup(text.replace("<", "\\u003c").replace("&", "\\u0026"))


def isoformat(when: dates.Date) -> str:
    """The date for ``<time datetime>``: as much of it as is known; empty for intervals."""
    length = {"day": 10, "month": 7, "year": 4}.get(when.precision, 0)
    return when.first.isoformat()[:length]


@dataclass(frozen=True)
class Renderer:
    """Renders the pages of one plan; ``assets`` leads from a name to its address with a hash."""

    content: Content
    ledger: Ledger
    plan: Plan
    today: date
    env: Environment
    assets: Mapping[str, str] = field(default_factory=dict)
    revision: str = ""

    def render(self, page: SitePage) -> str:
        """The page as HTML."""
        view = View(self, page)
        return self.env.get_template(page.template).render(view=view, **view.names())


@dataclass
class View:
    """One page while it is rendered: makes links from here, and remembers what was bound."""

    renderer: Renderer
    page: SitePage
    cards: dict[str, Account] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)

    def names(self) -> dict[str, Any]:
        """What templates may call and look at."""
        renderer = self.renderer
        return {
            "page": self.page,
            "entry": self.page.subject,
            "site": renderer.content.site,
            "content": renderer.content,
            "ledger": renderer.ledger,
            "plan": renderer.plan,
            "today": renderer.today,
            "revision": renderer.revision,
            "url": self.url,
            "asset": self.asset,
            "link_to": self.link_to,
            "prose": self.prose,
            "say": self.say,
            "country": self.country,
            "listed": self.listed,
            "figure": self.figure,
            "cited": self.cited,
            "overdue": self.overdue,
            "edit_url": self.edit_url,
            "report_url": self.report_url,
        }

    @property
    def language(self) -> str:
        """The language of the site, as a BCP 47 tag."""
        return self.renderer.content.site.language

    def url(self, address: str) -> str:
        """The link from this page to ``address``, an address from the root of the site."""
        if self.page.address == "404.html":
            return self._absolute(address)
        return relative(self.page.address, address)

    def _absolute(self, address: str) -> str:
        # The one page that is served at other addresses than its own.
        base = self.renderer.content.site.url
        path = "/" + base.partition("://")[2].partition("/")[2] if base else "/"
        return path.rstrip("/") + "/" + address

    def asset(self, name: str) -> str:
        """The link to a file of ``static/``."""
        return self.url(self.renderer.assets[name])

    def link_to(self, entry: Entry) -> str:
        """The link to an entry's own page."""
        return self.url(address_of(entry))

    def say(self, value: Value | None) -> str:
        """A value or date in the words of the page's language."""
        return wording.say(value, self.language) if value is not None else ""

    def country(self, code: str) -> str:
        """The name of a country."""
        return wording.country(code, self.language)

    def listed(self, items: list[str]) -> str:
        """``a, b and c``."""
        return wording.listed(items, self.language)

    def cited(self, source: Source) -> str:
        """A source in a few words: publisher and date."""
        return source_in_words(source, self.language)

    def overdue(self, event: Event) -> bool:
        """Whether something was due, the day has passed, and no outcome is known."""
        return not event.outcome and any(
            one.role == "due" and one.when.last < self.renderer.today for one in event.dates
        )

    # --- Markdown ---------------------------------------------------------------------------------

    def prose(self, entry: Entry, *path: str | int) -> Markup:
        """Inline Markdown of an entry (of a page without ``path``: its body), bindings and all."""
        if not path and isinstance(entry, Page):
            return entry.body.html(lambda link, inner: self.bind(link, inner, entry))
        text: Prose | None = entry.prose(*path)
        if text is None:
            return Markup("")
        return text.html(lambda link, inner: self.bind(link, inner, entry))

    def bind(self, link: Link, inner: Markup, owner: Entry) -> Markup:
        """The HTML for one link that binds something, or that leads to another page."""
        if not link.scheme:
            return self._page_link(link, inner, owner)
        entry = find(self.renderer.content, link)
        if entry is None:  # refused by the checks; a preview may still get here
            return inner
        text = inner or Markup.escape(spoken(self.renderer.content, self.renderer.ledger, link))
        if isinstance(entry, Figure) and link.image:
            return self.figure(entry)
        if isinstance(entry, Fact):
            return self._bound_fact(entry, text)
        address = address_of(entry)
        if isinstance(entry, Group) and link.part:
            address += f"#{link.part}"
        names = {Event: "event", Term: "term", Source: "source", Group: "group", Figure: "figure"}
        return self._macro("anchor", self.url(address), names[type(entry)], text)

    def _bound_fact(self, fact: Fact, text: Markup) -> Markup:
        if fact is self.page.subject:
            return text
        account = self.renderer.ledger.accounts[fact.id]
        self.cards[fact.id] = account
        return self._macro("number", self.link_to(fact), account, text)

    def _page_link(self, link: Link, inner: Markup, owner: Entry) -> Markup:
        pages = self.renderer.content.pages
        href = link.target + (f"#{link.part}" if link.part else "")
        name, anchor = page_target(owner, href) if isinstance(owner, Page) else ("", "")
        if name not in pages:
            return inner
        address = pages[name].address + (f"#{anchor}" if anchor else "")
        return self._macro("anchor", self.url(address), "page", inner)

    def _macro(self, name: str, *arguments: Any) -> Markup:
        module = self.renderer.env.get_template("bound.html").module
        return Markup(str(getattr(module, name)(*arguments)).strip())

    # --- figures ----------------------------------------------------------------------------------

    def figure(self, entry: Figure) -> Markup:
        """The figure with its frame: drawing, table, sources, notes."""
        renderer = self.renderer
        material = Material(renderer.content, renderer.ledger, self.language, renderer.today)
        drawing = figures.draw(entry, material)
        self.drawings[entry.id] = drawing
        template = renderer.env.get_template("figures/frame.html")
        return Markup(template.render(drawing=drawing, view=self, **self.names()))

    # --- the repository ---------------------------------------------------------------------------

    def edit_url(self, entry: Entry) -> str:
        """Where GitHub edits the file an entry stands in; empty where no repository is named."""
        site = self.renderer.content.site
        if not site.repository:
            return ""
        place = entry.origin.key()
        folder = site.content_path.strip("/")
        return f"{site.repository.rstrip('/')}/edit/{site.branch}/{folder}/{place.file}"

    def report_url(self, page: SitePage) -> str:
        """A new issue on GitHub about this page, filled in; empty where no repository is named."""
        site = self.renderer.content.site
        if not site.repository:
            return ""
        query = urlencode({"title": f"Mistake on: {page.title}", "body": f"Page: {page.address}\n\n"})
        return f"{site.repository.rstrip('/')}/issues/new?{query}"
