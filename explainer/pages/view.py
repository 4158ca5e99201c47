"""One page while it is made: its links, its words, and what was bound on it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import urlencode

from jinja2 import (
    TemplateRuntimeError,
)
from markupsafe import Markup

from explainer.evidence import lineage, verdicts
from explainer.evidence.ledger import Account, DateReply, Reply
from explainer.evidence.names import answer_of, as_said, fact_in_words, find, source_in_words
from explainer.figures.drawing import Drawing
from explainer.figures.members import Named, call
from explainer.figures.membership import first_column
from explainer.model import (
    Entry,
    Event,
    Fact,
    Figure,
    Group,
    Member,
    Page,
    Picture,
    Point,
    Series,
    Source,
    Term,
    Value,
)
from explainer.pages import narrative, pictures
from explainer.pages.environment import answer_anchor
from explainer.prose import Link, Prose
from explainer.quantities import dates
from explainer.site import copies, passages
from explainer.site.plan import (
    SitePage,
    address_of,
    page_target,
    relative,
)
from explainer.voice import bidi, languages, wording

if TYPE_CHECKING:
    from explainer.pages.render import Renderer


@dataclass
class View:
    """One page while it is rendered: makes links from here, and remembers what was bound.

    ``cards`` are the facts that it binds, ``opened`` those of which a card opens, and ``margin``
    those whose dispute stands beside the text; ``marks`` are those that only a drawing shows,
    ``told`` answers, ``terms`` words, ``events`` events, ``sources`` sources and ``met`` members,
    with cards of their own.
    """

    renderer: Renderer
    page: SitePage
    cards: dict[str, Account] = field(default_factory=dict)
    opened: set[str] = field(default_factory=set)
    margin: set[str] = field(default_factory=set)
    told: dict[str, tuple[Account, Reply]] = field(default_factory=dict)
    marks: dict[str, Account] = field(default_factory=dict)
    terms: dict[str, Term] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)
    sources: dict[str, Source] = field(default_factory=dict)
    met: dict[str, tuple[Group, str, list[Member]]] = field(default_factory=dict)
    drawings: dict[str, Drawing] = field(default_factory=dict)
    pictures: dict[str, Picture] = field(default_factory=dict)

    def names(self) -> dict[str, Any]:
        """What templates may call and look at."""
        renderer = self.renderer
        return {
            "page": self.page,
            "direction": languages.direction(self.language),
            "entry": self.page.subject,
            "site": renderer.content.site,
            "content": renderer.content,
            "ledger": renderer.ledger,
            "plan": renderer.plan,
            "overview": renderer.overview,
            "today": renderer.today,
            "edition": renderer.edition,
            "history": renderer.edition.history,
            "url": self.url,
            "asset": self.asset,
            "link_to": self.link_to,
            "prose": self.prose,
            "say": self.say,
            "built": self.day(renderer.edition.as_of(self.page)),
            "country": self.country,
            "listed": self.listed,
            "answered": self.answered,
            "in_one_line": self.in_one_line,
            "mark": self.mark,
            "bound": self.bound,
            "plain": self.plain,
            "title_of": self.title_of,
            "figure": self.figure,
            "cited": self.cited,
            "overdue": self.overdue,
            "edit_url": self.edit_url,
            "report_url": self.report_url,
        }

    @property
    def interactive(self) -> bool:
        """Whether a figure on this page can be explored, for which the policy must make room."""
        return any(drawing.plotly for drawing in self.drawings.values())

    @property
    def language(self) -> str:
        """The language of the site, as a BCP 47 tag."""
        return self.renderer.content.site.language

    @property
    def og_locale(self) -> str:
        """The language of the site, as Open Graph writes it."""
        return languages.with_region(self.language)

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
        if name not in self.renderer.assets:
            raise TemplateRuntimeError(f"the theme must have the file 'static/{name}'")
        return self.url(self.renderer.assets[name])

    def to_load(self, names: Sequence[str]) -> str:
        """How much a reader loads with some static files, in words: "1.4 MB"."""
        return wording.load(sum(map(self.renderer.weigh, names)), self.language)

    def foot(self) -> list[tuple[str, str]]:
        """Words and addresses of the editors' own links at the foot of the page."""
        pages, links = self.renderer.content.pages, self.renderer.content.site.theme.footer
        return [
            (words, at if "://" in at else self.url(pages[at.removesuffix(".md")].address))
            for words, at in links.items()
        ]

    def link_to(self, entry: Entry) -> str:
        """The link to an entry's own page."""
        return self.url(address_of(entry))

    def link_to_answer(self, fact: Fact, reply: Reply) -> str:
        """The link to what one source says; of a series to all that is said of that time."""
        anchor = "" if isinstance(fact, Point) else f"#{answer_anchor(reply)}"
        return self.link_to(fact) + anchor

    def say(self, value: Value | None) -> str:
        """A value or date in the words of the page's language."""
        return wording.say(value, self.language) if value is not None else ""

    def day(self, day: date) -> str:
        """A day of the calendar in words."""
        return self.say(dates.parse(day.isoformat()))

    def spread(self, account: Account) -> str:
        """The range of a derived fact, where the rounding of its inputs makes it wide; or ""."""
        found = account.computed
        if found is None or not found.ranged:
            return ""
        return self.say(replace(found.quantity, low=found.low, high=found.high))

    def in_one_line(self, account: Account) -> str:
        """How many sources say what is shown, and how the others differ."""
        return verdicts.in_one_line(account, self.language)

    def answered(self, account: Account) -> str:
        """What stands behind the label of a fact: its value, its words, or who says so."""
        if account.value is not None:
            return self.say(account.value)
        means = self.plain(account.fact, "means") if account.fact.means else ""
        return means or verdicts.borne_out(account, self.language)

    def in_a_sentence(self, account: Account, reply: Reply | None = None) -> str:
        """What the card of a fact, or of one answer to it, tells: a name for it that is true."""
        fact = account.fact
        if reply is None:
            return fact_in_words(self.renderer.ledger, fact, self.renderer.content)
        said, tell = as_said(fact, reply.answer, self.language), self.renderer.edition.voice.tell
        source = bidi.apart(self.cited(reply.source))
        if not said:
            what = bidi.apart(fact.label)
            return tell("%(source)s says so of this: %(what)s", source=source, what=what)
        return tell("%(source)s says: %(what)s", source=source, what=bidi.apart(said))

    def witness(self, account: Account) -> Reply:
        """The answer of the source to be named where there is room for one."""
        replies = account.agreeing or account.replies
        source = lineage.nearest(reply.source for reply in replies)
        return next(reply for reply in replies if reply.source is source)

    def passage(self, reply: Reply | DateReply, archived: bool = False) -> str:
        """The address of what a source says, at its very words; empty where there is none."""
        source = reply.source
        return passages.at_words(source.archive if archived else source.url, reply.answer.find)

    def mark(self, account: Account) -> str:
        """That a fact is disputed, and in what; empty where it is not."""
        return verdicts.mark(account, self.plain(account.fact, "doubt"), self.language)

    def date_as_said(self, reply: DateReply) -> str:
        """What a source says of a date, in words; empty where it gives none."""
        return wording.date_as_given(reply.answer.says, self.language)

    def language_name(self, tag: str) -> str:
        """The name of a language, in the page's language."""
        return wording.language_name(tag, self.language)

    def title_of(self, entry: Entry) -> str:
        """The title of an entry's page, in plain text: fit to stand inside a link."""
        return self.renderer.plan.pages[address_of(entry)].title

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
        return bool(event.overdue(self.renderer.today))

    def alike(self, account: Account) -> list[tuple[str, list[Reply]]]:
        """The answers that agree, by how they put it; empty where a source only says so."""
        said: dict[str, list[Reply]] = {}
        for reply in account.agreeing:
            words = as_said(account.fact, reply.answer, self.language)
            said.setdefault(words, []).append(reply)
        return list(said.items())

    def alike_dates(self, replies: Sequence[DateReply]) -> list[tuple[str, list[DateReply]]]:
        """The same of those that agree on a date."""
        said: dict[str, list[DateReply]] = {}
        for reply in replies:
            if not reply.disagrees:
                said.setdefault(self.date_as_said(reply), []).append(reply)
        return list(said.items())

    # --- parts of an entry ------------------------------------------------------------------------

    def named(self, group: Group) -> tuple[Named, ...]:
        """How many members are named beside the totals reported: countries, then organisations."""
        roll = call(group.id, self.renderer.material)
        return roll.named if roll else ()

    def first_column(self, group: Group) -> str:
        """What the first column of its table of members holds."""
        roll = call(group.id, self.renderer.material)
        return first_column(roll) if roll else ""

    def members(self, group: Group) -> list[tuple[str, list[Member]]]:
        """The members by country, in the order of their names, then those that are none."""
        by_code: dict[str, list[Member]] = {}
        for member in group.members:
            by_code.setdefault(member.code, []).append(member)

        def order(item: tuple[str, list[Member]]) -> tuple[bool, str]:
            return bool(item[1][0].name), item[1][0].called(self.language)

        return sorted(by_code.items(), key=order)

    def course(self, series: Series) -> list[Account]:
        """The accounts of every time of a series, in the order of time."""
        return [
            self.renderer.ledger.of(point) for point in self.renderer.content.courses[series.id]
        ]

    def contents(self) -> list[tuple[str, str]]:
        """Anchor and title of each section of a narrative."""
        page = self.page.subject
        if not isinstance(page, Page):
            return []
        return [
            (heading.anchor, heading.plain(self.speak))
            for heading in page.body.headings
            if heading.level == 2
        ]

    # --- Markdown ---------------------------------------------------------------------------------

    def body(self) -> tuple[Markup, Markup]:
        """A narrative's text: what stands before its first section or figure, and the rest."""
        assert self.page.subject is not None
        return narrative.halves(self.prose(self.page.subject))

    def sections(self) -> list[Markup]:
        """The front page's text in sections; in each what follows a heading within it is folded.

        What stands before the first section is the first piece, even where that is nothing.
        """
        return narrative.sections(*self.body())

    def minutes(self) -> int:
        """How long the page takes to read."""
        assert self.page.subject is not None
        return narrative.minutes(self.prose(self.page.subject))

    def plain(self, entry: Entry, *path: str | int) -> str:
        """Inline Markdown of an entry as plain text."""
        text = entry.prose(*path)
        return text.plain(self.speak) if text else ""

    def bound(self, name: str) -> Markup:
        """The value of a fact, bound to it, for numbers that templates print."""
        fact = self.renderer.content.fact(name)
        assert fact is not None
        value = self.renderer.ledger.of(fact).value
        return self._bound_fact(fact, Markup.escape(bidi.apart(self.say(value) or fact.label)))

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
            return self.figure(entry)
        if isinstance(entry, Picture) and link.image:
            return self.picture(entry)
        if isinstance(entry, Fact):
            replies = self.renderer.ledger.of(entry).of(answer_of(link))
            if replies:
                return self._told(entry, replies[0], text)
            return self._bound_fact(entry, text, beside=isinstance(owner, Page))
        if isinstance(entry, Term):
            self.terms[entry.id] = entry
            return self._macro("term", self.link_to(entry), entry, text)
        address = address_of(entry)
        if isinstance(entry, Group) and link.part:
            address += f"#{link.part}"
        names = {
            Event: "event", Source: "source", Group: "group", Figure: "figure", Series: "series",
            Picture: "picture",
        }  # fmt: skip
        return self._macro("anchor", self.url(address), names[type(entry)], text)

    def _bound_fact(self, fact: Fact, text: Markup, *, beside: bool = False) -> Markup:
        """``beside`` has the margin tell who differs, the first time."""
        if fact is self.page.subject:
            return text
        account, mark = self.renderer.ledger.of(fact), self.mark(self.renderer.ledger.of(fact))
        aside = ""
        if beside and mark and self.page.address and fact.id not in self.margin:
            self.margin.add(fact.id)
            label = bidi.apart(fact.label[:1].upper() + fact.label[1:])
            aside = f"{label}: {self.in_one_line(account)}"
        self.cards[fact.id] = account
        self.opened.add(fact.id)
        return self._macro("number", self.link_to(fact), account, text, mark, aside)

    def opening(self, fact: Fact) -> Markup:
        """The beginning of a link to a fact, around what is drawn of it; it opens its card."""
        self.cards[fact.id] = self.renderer.ledger.of(fact)
        self.opened.add(fact.id)
        return self._opening(self.link_to(fact), f"card-{fact.id}")

    def opening_mark(self, fact: Fact, source: str = "") -> Markup:
        """The same for one of many marks, which are no numbers of the page; or for an answer."""
        account = self.renderer.ledger.of(fact)
        for reply in account.of(source):
            card = f"card-{fact.id}-{source}"
            self.told[card] = account, reply
            return self._opening(self.link_to_answer(fact, reply), card)
        self.marks[fact.id] = account
        return self._opening(self.link_to(fact), f"card-{fact.id}")

    def opening_event(self, event: Event) -> Markup:
        """The same for an event."""
        self.events[event.id] = event
        return self._opening(self.link_to(event), f"card-event-{event.id}")

    def opening_source(self, source: Source) -> Markup:
        """The same for a source."""
        self.sources[source.id] = source
        return self._opening(self.link_to(source), f"card-source-{source.id}")

    def opening_member(self, group: Group, code: str) -> Markup:
        """The same for the members of a group in one country, or for one that is no country."""
        members = [one for one in group.members if one.code == code]
        card = f"card-{group.id}-{code}"
        self.met[card] = group, code, members
        return self._opening(f"{self.link_to(group)}#{code}", card)

    def _opening(self, href: str, card: str) -> Markup:
        return Markup('<a class="opens" href="{}" data-card="{}">').format(href, card)

    def doubt(self, fact: Fact) -> Markup:
        """The mark of a disputed fact, beside what is drawn of it; empty where nothing is."""
        mark = self.mark(self.renderer.ledger.of(fact))
        return self._macro("doubt", f"card-{fact.id}", mark) if mark else Markup("")

    def _told(self, fact: Fact, reply: Reply, text: Markup) -> Markup:
        """Words bound to what one source answers."""
        if fact is self.page.subject:
            return Markup('<a href="#{}">{}</a>').format(answer_anchor(reply), text)
        account = self.renderer.ledger.of(fact)
        self.cards.setdefault(fact.id, account)
        card = f"card-{fact.id}-{reply.source.id}"
        self.told[card] = account, reply
        return self._macro("told", self.link_to_answer(fact, reply), card, text)

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

    def figure(
        self,
        entry: Figure,
        *,
        above: Literal["", "title", "finding"] = "",
        still: bool = False,
    ) -> Markup:
        """The figure with its frame: finding, drawing, table, sources, notes.

        ``above`` is what heads it on its page already; a ``still`` figure offers neither to be
        explored nor to be downloaded.
        """
        drawing = self.renderer.drawings[entry.id]
        self.drawings[entry.id] = replace(drawing, plotly=None) if still else drawing
        template = self.renderer.env.get_template("figures/frame.html")
        drawn = self.drawings[entry.id]
        forms = () if still else ("svg", "png", "csv", "json")
        at = self.url(address_of(entry)) + entry.id
        given = {
            "drawing": drawn,
            "downloads": [(form.upper(), f"{at}.{form}") for form in forms],
            "above": above,
            "open_table": entry is self.page.subject and not still,
            "view": self,
        }
        return Markup(template.render(given | self.names()))

    # --- pictures ---------------------------------------------------------------------------------

    def picture(
        self, entry: Picture, *, sizes: str = "", leads: bool = True, above: bool = False
    ) -> Markup:
        """The picture with its frame; ``above`` where what stands below it is said already.

        All but the first of a page wait until they come near the screen.
        """
        self.pictures[entry.id] = entry
        given = {
            "picture": entry,
            "copies": copies.of(entry),
            "sizes": sizes or pictures.SIZES,
            "is_first": next(iter(self.pictures)) == entry.id,
            "leads": leads,
            "above": above,
            "view": self,
        }
        template = self.renderer.env.get_template("picture_frame.html")
        return Markup(template.render(given | self.names()))

    def copies(self, entry: Picture) -> copies.Copies:
        """The files of a picture."""
        return copies.of(entry)

    def licence(self, entry: Picture) -> Markup:
        """What others may do with a picture, with a link to where that is told."""
        return pictures.licence(entry)

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
        tell = self.renderer.edition.voice.tell
        query = urlencode(
            {
                "title": tell("Mistake on: %(title)s", title=page.title),
                "body": tell("Page: %(address)s", address=page.address) + "\n\n",
            }
        )
        return f"{site.repository.rstrip('/')}/issues/new?{query}"
