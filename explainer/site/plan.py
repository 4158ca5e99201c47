"""Every page that will exist: its address, its template, and the entry it is about."""

from __future__ import annotations

import posixpath
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from urllib.parse import quote, unquote, urlsplit, urlunsplit

from explainer import figures
from explainer.content import Content
from explainer.content.ids import PAGE_ID
from explainer.evidence.ledger import Ledger
from explainer.evidence.names import (
    fact_in_words,
    find,
    picture_in_words,
    series_in_words,
    spoken,
)
from explainer.history.versions import History
from explainer.model import (
    Entry,
    Figure,
    Findable,
    Page,
    Picture,
    Point,
    Term,
    page_address,
)
from explainer.prose import Link
from explainer.site import copies
from explainer.voice import bidi
from explainer.voice.speech import Tell, later, voice

_FOLDERS = frozenset(
    ("facts", "series", "events", "groups", "sources", "figures", "pictures", "glossary")
)


@dataclass(frozen=True, slots=True)
class SitePage:
    """A page of the site; ``address`` leads from the root and ends in ``/`` (front page: empty).

    A page that is not ``listed`` serves another: it is in no sitemap, index or search. ``picture``
    is what its card shows. One that has ``moved_to`` another address leads there.
    """

    address: str
    template: str
    title: str
    summary: str = ""
    subject: Entry | None = None
    listed: bool = True
    picture: Picture | None = None
    moved_to: str = ""

    @property
    def card(self) -> str:
        """The address of its picture for social media."""
        ending = "jpg" if self.picture else "png"
        return f"cards/{self.address.strip('/') or 'index'}.{ending}"

    @property
    def folder(self) -> str:
        """The kind of what it tells, as its folder is called: ``facts``; of all else ``pages``."""
        told = self.subject.folder if self.subject else self.address.partition("/")[0]
        return told if told in _FOLDERS else "pages"

    @property
    def file(self) -> str:
        """The file that is served at the address."""
        whole = self.address or "./"
        return posixpath.normpath(whole + "index.html" if whole.endswith("/") else whole)


@dataclass(frozen=True)
class Plan:
    """All pages by address, and for every entry the pages that bind it.

    ``drawn`` are the figures on each page, and all that they show, by its address. ``gone`` are the
    kinds and ids of what was taken off the site, by the addresses that it had.
    """

    pages: Mapping[str, SitePage]
    uses: Mapping[tuple[str, str], tuple[str, ...]]
    menu: tuple[SitePage, ...]
    drawn: Mapping[str, tuple[Entry, ...]]
    gone: Mapping[str, tuple[str, str]] = field(default_factory=dict)

    @cached_property
    def facts_on(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of the facts that each page binds, by its address."""
        found: dict[str, list[str]] = {}
        for (folder, name), addresses in self.uses.items():
            if folder == "facts":
                for address in addresses:
                    found.setdefault(address, []).append(name)
        return {address: tuple(names) for address, names in found.items()}

    def pictures_on(self, page: SitePage) -> tuple[Picture, ...]:
        """The pictures that a page shows."""
        drawn = self.drawn.get(page.address, ())
        return tuple(one for one in drawn if isinstance(one, Picture))

    def used_on(self, entry: Entry) -> tuple[SitePage, ...]:
        """The pages that bind ``entry``, except its own."""
        addresses = self.uses.get((entry.folder, entry.id), ())
        return tuple(self.pages[at] for at in addresses if at != address_of(entry))


# What is a sign of an address, or encoded already.
IN_ADDRESSES = ":/?#[]@!$&'()*+,;=%~"


def in_ascii(address: str) -> str:
    """A web address as it travels; only browsers read other letters than those of ASCII."""
    if address.isascii():
        return quote(address, IN_ADDRESSES)
    parts = urlsplit(address)
    host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna").decode("ascii")
    path, query, fragment = (quote(part, IN_ADDRESSES) for part in parts[2:])
    return urlunsplit((parts.scheme, host, path, query, fragment))


NO_HISTORY = History()
GONE = later("Taken off this site")


def address_of(entry: Entry) -> str:
    """The permanent address of an entry, from the root of the site."""
    if isinstance(entry, Page):
        return entry.address
    if isinstance(entry, Term):
        return f"glossary/#{entry.id}"
    if isinstance(entry, Point):
        return f"series/{entry.series}/#{entry.key}"
    return f"{entry.folder}/{entry.id}/"


def embedded(figure: Figure) -> str:
    """The address of a figure alone, for the pages of others."""
    return f"{address_of(figure)}embed/"


def relative(start: str, target: str) -> str:
    """The relative link from the page at address ``start`` to the address ``target``."""
    path, hash_, anchor = target.partition("#")
    *here, _ = start.split("/")
    *there, name = path.split("/")
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    steps = [".."] * (len(here) - shared) + there[shared:]
    return ("/".join([*steps, name]) or "./") + hash_ + anchor


def former(entry: Entry) -> tuple[str, ...]:
    """The addresses that an entry had before, the oldest first."""
    names = entry.was if isinstance(entry, Findable) else ()
    return tuple(_formerly(entry, name) for name in names)


def _formerly(entry: Entry, name: str) -> str:
    if isinstance(entry, Page) or "/" in name:
        return page_address(name)
    if isinstance(entry, Term):
        return f"glossary/#{name}"
    return f"{entry.folder}/{name}/"


def plan(content: Content, ledger: Ledger, history: History = NO_HISTORY) -> Plan:
    """Decide every page of the site."""
    shown = _shown(content, ledger)
    drawn = _drawn(content, shown)
    pages = {page.address: _with_card(page, drawn) for page in _pages(content, ledger)}
    pages = {page.address: page for page in _moved(content, pages)} | pages
    gone = {at: key for at, key in _gone(history) if at not in pages}
    title = voice(content.site.language).tell(GONE)
    pages |= {at: SitePage(at, "gone.html", title, listed=False) for at in gone}
    uses: dict[tuple[str, str], dict[str, None]] = {}
    for at, bound in _bindings(content, pages, shown):
        name = bound.series if isinstance(bound, Point) else bound.id
        uses.setdefault((bound.folder, name), {})[at] = None
    menu = tuple(
        pages[content.pages[name].address] for name in content.site.menu if name in content.pages
    )
    addresses = {key: tuple(those) for key, those in uses.items()}
    return Plan(pages, addresses, menu, drawn, gone)


def _with_card(page: SitePage, drawn: Mapping[str, Sequence[Entry]]) -> SitePage:
    """The page with the first of its pictures that a part may stand for, if there is one."""
    fit = (one for one in drawn.get(page.address, ()) if isinstance(one, Picture))
    first = next((one for one in fit if copies.may_be_card(one)), None)
    return replace(page, picture=first) if first else page


def _moved(content: Content, pages: Mapping[str, SitePage]) -> Iterator[SitePage]:
    """A page at every address that another had before; a figure was embedded elsewhere, too."""
    for entry in content.entries():
        for old in former(entry):
            for part in ("", "embed/") if isinstance(entry, Figure) else ("",):
                now = pages.get(address_of(entry).partition("#")[0] + part)
                if now and "#" not in old:
                    yield replace(
                        now,
                        address=old + part,
                        template="moved.html",
                        subject=None,
                        listed=False,
                        moved_to=address_of(entry) + part,
                    )


def _gone(history: History) -> Iterator[tuple[str, tuple[str, str]]]:
    """The addresses of what was there once, as far as the history tells, and is there no more."""
    for (kind, name), changes in history.changes.items():
        if changes and changes[0].what == "removed" and PAGE_ID.match(name):
            address = page_address(name) if kind == "pages" else f"{kind}/{name}/"
            for part in ("", "embed/") if kind == "figures" else ("",):
                yield address + part, (kind, name)


def _pages(content: Content, ledger: Ledger) -> Iterator[SitePage]:
    tell = voice(content.site.language).tell

    def say(link: Link) -> str:
        return spoken(content, ledger, link)

    def plain(entry: Entry, key: str) -> str:
        text = entry.prose(key)
        return text.plain(say) if text else ""

    for page in content.pages.values():
        template = "front.html" if page.id == "index" else "page.html"
        title, summary = plain(page, "title"), plain(page, "summary")
        yield _page(tell, page, template, title, summary or content.site.tagline)
    for fact in content.facts.values():
        yield _page(tell, fact, "fact.html", fact.question, fact_in_words(ledger, fact, content))
    for event in content.events.values():
        yield _page(tell, event, "event.html", plain(event, "title"), plain(event, "text"))
    for source in content.sources.values():
        yield _page(
            tell,
            source,
            "source.html",
            source.title,
            tell("%(publisher)s: what it says here", publisher=bidi.apart(source.publisher)),
        )
    for group in content.groups.values():
        yield _page(tell, group, "group.html", group.name, plain(group, "text"))
    for figure in content.figures.values():
        title = plain(figure, "title")
        found = plain(figure, "finding") or figure.description
        told = tell("%(title)s: the figure, its data and its sources", title=bidi.apart(title))
        summary = found or told
        whole = _page(tell, figure, "figure.html", title, summary)
        yield whole
        yield replace(whole, address=embedded(figure), template="embed.html", listed=False)
    yield from _series_pages(content, ledger)
    yield from _picture_pages(content, ledger)
    for address, template, title, summary in LISTS:
        listed = address not in UNLISTED
        yield SitePage(address, template, tell(title), summary and tell(summary), listed=listed)


def _series_pages(content: Content, ledger: Ledger) -> Iterator[SitePage]:
    """A page for each series, and where there is one a list of them."""
    tell = voice(content.site.language).tell
    for series in content.series.values():
        summary = series_in_words(ledger, series, content)
        yield _page(tell, series, "series.html", series.question, summary)
    if content.series:
        title, summary = tell("Series"), tell("What was counted over time.")
        yield SitePage("series/", "all_series.html", title, summary)


def _picture_pages(content: Content, ledger: Ledger) -> Iterator[SitePage]:
    """A page for each picture, and where there is one a list of them."""
    tell = voice(content.site.language).tell
    for picture in content.pictures.values():
        title = picture_in_words(content, ledger, picture)
        yield _page(tell, picture, "picture.html", title, picture.described)
    if content.pictures:
        summary = tell("Every picture, who made it, and what others may do with it.")
        yield SitePage("pictures/", "pictures.html", tell("Pictures"), summary)


LISTS = (
    ("facts/", "facts.html", later("Facts"), later("Every fact on this site, with its sources.")),
    ("events/", "events.html", later("Events"), later("Every dated event on this site, in order.")),
    (
        "sources/",
        "sources.html",
        later("Sources"),
        later("Every document cited, and who copies whom."),
    ),
    ("figures/", "figures.html", later("Figures"), later("Every chart, map and timeline.")),
    (
        "groups/",
        "groups.html",
        later("Groups"),
        later("Every group, and who is named as a member."),
    ),
    (
        "glossary/",
        "glossary.html",
        later("Glossary"),
        later("The words used here, and what they mean."),
    ),
    (
        "disagreements/",
        "disagreements.html",
        later("Where sources disagree"),
        later("Every disagreement."),
    ),
    (
        "changes/",
        "changes.html",
        later("Changes and corrections"),
        later("What was wrong here and mended, and what else changed."),
    ),
    ("data/", "data.html", later("Data"), later("All data of this site, to download.")),
    (
        "search/",
        "search.html",
        later("Search"),
        later("Find a page, a group, a word, a fact, an event, a figure or a source."),
    ),
    ("404.html", "404.html", later("Page not found"), ""),
)
UNLISTED = ("search/", "404.html")


def _page(tell: Tell, entry: Entry, template: str, title: str, summary: str) -> SitePage:
    if not summary:
        summary = tell("%(title)s: what is known, and who says so", title=bidi.apart(title))
    return SitePage(address_of(entry), template, title, summary, entry)


def _shown(content: Content, ledger: Ledger) -> dict[str, tuple[Entry, ...]]:
    """For every figure, by its id, the figure and all that it shows."""
    return {
        figure.id: (figure, *figures.shows(figure, content, ledger))
        for figure in content.figures.values()
    }


def _bindings(
    content: Content, pages: Mapping[str, SitePage], shown: Mapping[str, Sequence[Entry]]
) -> Iterator[tuple[str, Entry]]:
    """The address of every page with each entry that its text, or a figure on it, binds."""
    for entry, _, text in content.passages():
        at = address_of(entry).partition("#")[0] if text.links else ""
        if text.links and at in pages:
            for link in text.links:
                bound = find(content, link)
                yield from ((at, one) for one in ((bound,) if bound else ()))
                if link.image and isinstance(bound, Figure):
                    yield from ((at, one) for one in shown[bound.id][1:])
                if link.image and isinstance(bound, Picture):
                    yield from ((at, one) for one in _told_of(content, bound))
    for figure in content.figures.values():
        yield from ((address_of(figure), one) for one in shown[figure.id][1:])
    for picture in content.pictures.values():
        yield from ((address_of(picture), one) for one in _told_of(content, picture))


def _told_of(content: Content, picture: Picture) -> Iterator[Entry]:
    """What stands below a picture wherever it is shown: what its caption binds, its source."""
    caption = picture.prose("caption")
    found = [find(content, link) for link in caption.links] if caption else []
    yield from (one for one in found if one)
    if picture.source in content.sources:
        yield content.sources[picture.source]


def _drawn(content: Content, shown: Mapping[str, Sequence[Entry]]) -> dict[str, tuple[Entry, ...]]:
    """The address of every page with all that the figures on it show."""
    found: dict[str, dict[Entry, None]] = {}
    for figure in content.figures.values():
        found.setdefault(address_of(figure), {}).update(dict.fromkeys(shown[figure.id]))
    for picture in content.pictures.values():
        found[address_of(picture)] = dict.fromkeys((picture, *_told_of(content, picture)))
    for entry, _, text in content.passages():
        for link in text.links:
            bound = find(content, link) if link.image else None
            if isinstance(bound, Figure):
                at = address_of(entry).partition("#")[0]
                found.setdefault(at, {}).update(dict.fromkeys(shown[bound.id]))
            if isinstance(bound, Picture):
                at = address_of(entry).partition("#")[0]
                told = (bound, *_told_of(content, bound))
                found.setdefault(at, {}).update(dict.fromkeys(told))
    return {address: tuple(entries) for address, entries in found.items()}


def page_target(page: Page, href: str) -> tuple[str, str]:
    """Where a link in ``page`` to another file leads: the id of the page, and the anchor."""
    path, _, anchor = href.partition("#")
    anchor = unicodedata.normalize("NFC", unquote(anchor))
    if not path:
        return page.id, anchor
    folder = posixpath.dirname(page.id)
    return posixpath.normpath(posixpath.join(folder, path)).removesuffix(".md"), anchor
