"""One page while it is made: what templates may call, and what Markdown binds becomes HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar

from markupsafe import Markup

from explainer.evidence.ledger import Account, Reply
from explainer.evidence.names import answer_of, find
from explainer.model import Entry, Event, Fact, Figure, Group, Page, Picture, Series, Source, Term
from explainer.pages import models, narrative
from explainer.pages.gathered import Gathered
from explainer.pages.links import Links
from explainer.pages.models import figures, numbers, pictures
from explainer.pages.models.answers import anchor as anchor_of
from explainer.pages.models.cards import Cards
from explainer.pages.models.chrome import chrome
from explainer.pages.models.figures import Above
from explainer.pages.models.numbers import Numbers
from explainer.pages.words import Words
from explainer.prose import Link, Prose
from explainer.site.plan import SitePage, address_of, page_target
from explainer.voice import bidi, wording

if TYPE_CHECKING:
    from explainer.pages.render import Renderer

# Letters with which a number is no longer short, so that it may be broken over two lines.
_SHORT = 15


@dataclass
class View:
    """One page while it is rendered: makes links from here, and remembers what was bound."""

    renderer: Renderer
    page: SitePage
    gathered: Gathered = field(default_factory=Gathered)

    # What templates may call of it.
    OFFERED: ClassVar = (
        "prose", "bound", "figure", "picture", "text", "cards", "numbers", "to_load", "opening",
        "opening_mark", "opening_event", "opening_source", "opening_member", "doubt",
    )  # fmt: skip

    @cached_property
    def links(self) -> Links:
        """Links from here."""
        base = self.renderer.content.site.url
        return Links(self.page, self.renderer.plan, base, self.renderer.assets)

    @cached_property
    def words(self) -> Words:
        """The words of the site's language."""
        return Words(self.renderer.content.site.language, self.renderer.edition.speak)

    def model(self) -> dict[str, Any]:
        """What the page says, and what stands around it."""
        edition = self.renderer.edition
        return {"it": models.of(edition, self.page), "chrome": chrome(edition, self.page)}

    def names(self) -> dict[str, Any]:
        """What all templates may call and look at."""
        return self._common | self.links.names() | self.words.names()

    @cached_property
    def _common(self) -> dict[str, Any]:
        renderer = self.renderer
        plain = {
            "page": self.page,
            "entry": self.page.subject,
            "site": renderer.content.site,
            "built": self.words.day(renderer.edition.as_of(self.page)),
            "gathered": self.gathered,
        }
        return plain | {name: getattr(self, name) for name in self.OFFERED}

    def to_load(self, names: Sequence[str]) -> str:
        """How much a reader loads with some static files, in words: "1.4 MB"."""
        return wording.load(sum(map(self.renderer.weigh, names)), self.words.language)

    def cards(self) -> Cards:
        """The cards of all that was bound so far."""
        return self.gathered.opening(self.renderer.edition)

    def numbers(self, first: Iterable[Account] = ()) -> Numbers:
        """The facts that were bound so far, after ``first``."""
        return numbers.numbers(self.renderer.edition, [*first, *self.gathered.cards.values()])

    # --- Markdown ---------------------------------------------------------------------------------

    def text(self) -> narrative.Text:
        """The text of a narrative, bindings and all."""
        assert self.page.subject is not None
        return narrative.Text(self.prose(self.page.subject))

    def bound(self, name: str | Fact) -> Markup:
        """The value of a fact, bound to it, for numbers that templates print."""
        fact = self._fact(name)
        value = self.renderer.ledger.of(fact).value
        said = self.words.say(value) or fact.label
        return self._bound_fact(fact, Markup.escape(bidi.apart(said)))

    def _fact(self, name: str | Fact) -> Fact:
        fact = self.renderer.content.fact(name) if isinstance(name, str) else name
        assert fact is not None
        return fact

    def speak(self, link: Link) -> str:
        """What an automatic link prints."""
        return self.renderer.edition.speak(link)

    def prose(self, entry: Entry, *path: str | int) -> Markup:
        """Inline Markdown of an entry (of a page without ``path``: its body), bindings and all."""
        if not path and isinstance(entry, Page):
            return entry.body.html(lambda link, inner: self.bind(link, inner, entry))
        text: Prose | None = entry.prose(*path)
        if text is None:
            return Markup("")
        html = text.html(lambda link, inner: self.bind(link, inner, entry))
        return Markup("<bdi>{}</bdi>").format(html) if bidi.is_right_to_left(text.text) else html

    def bind(self, link: Link, inner: Markup, owner: Entry) -> Markup:
        """The HTML for one link that binds something, or that leads to another page."""
        if not link.scheme:
            return self._page_link(link, inner, owner)
        entry = find(self.renderer.content, link)
        if entry is None:  # refused by the checks; a preview may still get here
            return inner
        text = inner or Markup.escape(bidi.apart(self.speak(link)))
        if isinstance(entry, Figure) and link.image:
            return self.figure(entry, level=min(link.level + 1, 6))
        if isinstance(entry, Picture) and link.image:
            return self.picture(entry)
        if isinstance(entry, Fact):
            replies = self.renderer.ledger.of(entry).of(answer_of(link))
            if replies:
                return self._told(entry, replies[0], text)
            return self._bound_fact(entry, text, beside=isinstance(owner, Page))
        if isinstance(entry, Term):
            self.gathered.terms[entry.id] = entry
            return self._macro("term", self.links.link_to(entry), entry, text)
        address = address_of(entry)
        if isinstance(entry, Group) and link.part:
            address += f"#{link.part}"
        names = {
            Event: "event", Source: "source", Group: "group", Figure: "figure", Series: "series",
            Picture: "picture",
        }  # fmt: skip
        return self._macro("anchor", self.links.url(address), names[type(entry)], text)

    def _bound_fact(self, fact: Fact, text: Markup, *, beside: bool = False) -> Markup:
        """``beside`` has the margin tell who differs, the first time."""
        if fact is self.page.subject:
            return text
        account, aside = self.renderer.ledger.of(fact), ""
        mark = self.words.mark(account)
        if beside and mark and self.page.address and fact.id not in self.gathered.margin:
            self.gathered.margin.add(fact.id)
            label = bidi.apart(wording.sentence_case(fact.label))
            aside = f"{label}: {self.words.who_disputes(account)}"
        self.gathered.cards[fact.id] = account
        self.gathered.opened.add(fact.id)
        short = len(text.striptags()) < _SHORT
        return self._macro("number", self.links.link_to(fact), account, text, short, mark, aside)

    def opening(self, name: str | Fact) -> Markup:
        """The beginning of a link to a fact, around what is drawn of it; it opens its card."""
        fact = self._fact(name)
        self.gathered.cards[fact.id] = self.renderer.ledger.of(fact)
        self.gathered.opened.add(fact.id)
        return self._opening(self.links.link_to(fact), f"card-{fact.id}")

    def opening_mark(self, name: str, source: str = "") -> Markup:
        """The same for one of many marks, which are no numbers of the page; or for an answer."""
        fact = self._fact(name)
        account = self.renderer.ledger.of(fact)
        for reply in account.of(source):
            card = f"card-{fact.id}-{source}"
            self.gathered.told[card] = account, reply
            return self._opening(self.links.link_to_answer(fact, reply), card)
        self.gathered.marks[fact.id] = account
        return self._opening(self.links.link_to(fact), f"card-{fact.id}")

    def opening_event(self, event: Event) -> Markup:
        """The same for an event."""
        self.gathered.events[event.id] = event
        return self._opening(self.links.link_to(event), f"card-event-{event.id}")

    def opening_source(self, name: str) -> Markup:
        """The same for a source, with what it is called."""
        source = self.renderer.content.sources[name]
        self.gathered.sources[source.id] = source
        opened = self._opening(self.links.link_to(source), f"card-source-{source.id}")
        return opened + Markup("<title>{}</title>").format(self.words.cited(source))

    def opening_member(self, name: str, code: str) -> Markup:
        """The same for the members of a group in one country, or for one that is no country."""
        group = self.renderer.content.groups[name]
        members = [one for one in group.members if one.code == code]
        card = f"card-{group.id}-{code}"
        self.gathered.met[card] = group, code, members
        return self._opening(f"{self.links.link_to(group)}#{code}", card)

    def _opening(self, href: str, card: str) -> Markup:
        return Markup('<a class="opens" href="{}" data-card="{}">').format(href, card)

    def doubt(self, name: str | Fact) -> Markup:
        """The mark of a disputed fact, beside what is drawn of it; empty where nothing is."""
        fact = self._fact(name)
        mark = self.words.mark(self.renderer.ledger.of(fact))
        return self._macro("doubt", f"card-{fact.id}", mark) if mark else Markup("")

    def _told(self, fact: Fact, reply: Reply, text: Markup) -> Markup:
        """Words bound to what one source answers."""
        if fact is self.page.subject:
            return Markup('<a href="#{}">{}</a>').format(anchor_of(reply), text)
        account = self.renderer.ledger.of(fact)
        self.gathered.cards.setdefault(fact.id, account)
        card = f"card-{fact.id}-{reply.source.id}"
        self.gathered.told[card] = account, reply
        return self._macro("told", self.links.link_to_answer(fact, reply), card, text)

    def _page_link(self, link: Link, inner: Markup, owner: Entry) -> Markup:
        pages = self.renderer.content.pages
        href = link.target + (f"#{link.part}" if link.part else "")
        name, anchor = page_target(owner, href) if isinstance(owner, Page) else ("", "")
        if name not in pages:
            return inner
        address = pages[name].address + (f"#{anchor}" if anchor else "")
        return self._macro("anchor", self.links.url(address), "page", inner)

    def _macro(self, name: str, *arguments: Any) -> Markup:
        module = self.renderer.env.get_template("bound.html").module
        return Markup(str(getattr(module, name)(*arguments)).strip())

    # --- figures and pictures ---------------------------------------------------------------------

    def figure(
        self, entry: Figure, *, level: int = 2, above: Above = "", still: bool = False
    ) -> Markup:
        """The figure with its frame: finding, drawing, table, sources, notes.

        ``level`` is that of its heading; ``above`` is what heads it on its page already; a
        ``still`` figure offers neither to be explored nor to be downloaded.
        """
        frame = figures.frame(self.renderer.edition, self.page, entry, above=above, still=still)
        self.gathered.drawings[entry.id] = frame.drawing
        given = {"frame": frame, "drawing": frame.drawing, "level": level}
        return self._framed("figures/frame.html", given)

    def picture(
        self, entry: Picture, *, sizes: str = "", leads: bool = True, above: bool = False
    ) -> Markup:
        """The picture with its frame; ``above`` where what stands below it is said already.

        All but the first of a page wait until they come near the screen.
        """
        self.gathered.pictures[entry.id] = entry
        first = next(iter(self.gathered.pictures)) == entry.id
        frame = pictures.frame(
            self.renderer.edition, entry, sizes=sizes, is_first=first, leads=leads, above=above
        )
        return self._framed("picture_frame.html", {"frame": frame})

    def _framed(self, template: str, given: dict[str, Any]) -> Markup:
        return Markup(self.renderer.env.get_template(template).render(given | self.names()))
