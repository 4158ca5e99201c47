"""What stands around the text of every page: its head, its masthead and menu, its foot."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from markupsafe import Markup

from explainer.content import Content
from explainer.exports import linked_data
from explainer.exports.package import licence_address
from explainer.model import Entry, Page, licences
from explainer.pages.models.shared import Lead
from explainer.site import finding
from explainer.site.edition import Edition
from explainer.site.finding import Finding
from explainer.site.plan import SitePage
from explainer.voice import languages
from explainer.voice.speech import later

# The lists of everything, in the order in which the foot of every page has them; the kind of entry
# without which there is none.
REGISTERS = (
    ("facts/", later("Facts"), "facts"),
    ("series/", later("Series"), "series"),
    ("disagreements/", later("Where sources disagree"), "facts"),
    ("sources/", later("Sources"), "sources"),
    ("events/", later("Events"), "events"),
    ("groups/", later("Groups"), "groups"),
    ("figures/", later("Figures"), "figures"),
    ("pictures/", later("Pictures"), "pictures"),
    ("glossary/", later("Glossary"), "glossary"),
    ("changes/", later("Changes and corrections"), ""),
    ("data/", later("Data"), ""),
    ("search/", later("Search"), ""),
)


@dataclass(frozen=True, slots=True)
class Chrome:
    """What is around a page. Addresses here are whole, and empty where the site has none.

    ``canonical`` is where what it says stands, ``address`` where it is itself (``printed`` as
    people read it), ``card`` its picture for social media, with ``card_alt`` in words. ``report``
    and ``edit`` lead to a form for mistakes and to the file that it was made from. ``footer`` are
    the editors' own links. ``publisher`` is the site itself where nobody is named; ``licence`` is
    in words, and leads to its terms where it is known where those are. ``found`` is what the search
    tells of it, ``described`` what it tells machines. A site that ``has_menu`` may have the front
    page alone in it, to which the title leads.
    """

    menu: tuple[Lead, ...]
    has_menu: bool
    registers: tuple[Lead, ...]
    footer: tuple[Lead, ...]
    direction: str
    og_locale: str
    address: str
    printed: str
    canonical: str
    card: str
    card_alt: str
    report: str
    edit: str
    publisher: str
    licence: Markup
    found: Finding | None
    described: dict[str, Any] | None


def chrome(edition: Edition, page: SitePage) -> Chrome:
    """What stands around the text of a page."""
    site = edition.content.site
    return Chrome(
        menu=tuple(_menu(edition)),
        has_menu=bool(edition.plan.menu),
        registers=tuple(_registers(edition)),
        footer=tuple(_footer(edition.content)),
        direction=languages.direction(site.language),
        og_locale=languages.with_region(site.language),
        address=edition.absolute(page.address),
        printed=f"{site.url.rstrip('/')}/{page.address}" if site.url else "",
        canonical=_canonical(edition, page),
        card=edition.absolute(page.card) if page.listed else "",
        card_alt=page.picture.described if page.picture else page.title,
        report=_report(edition, page),
        edit=_edit(edition.content, page.subject) if page.subject else "",
        publisher=site.publisher or site.title,
        licence=licence(site.licence, site.language),
        found=finding.of(edition, page),
        described=linked_data.describe(edition, page),
    )


def licence(written: str, language: str) -> Markup:
    """What others may do with texts and data, with a link to where that is told."""
    words, at = licences.in_words(written, language), licence_address(written)
    if not at:
        return Markup.escape(words)
    return Markup('<a href="{}" rel="license noopener">{}</a>').format(at, words)


def _menu(edition: Edition) -> Iterator[Lead]:
    """The narratives of the menu but for the front page, to which the title leads."""
    for item in edition.plan.menu:
        called = item.subject.menu if isinstance(item.subject, Page) else ""
        if item.address:
            yield Lead(item.address, called or item.title)


def _registers(edition: Edition) -> Iterator[Lead]:
    for address, words, kind in REGISTERS:
        if not kind or getattr(edition.content, kind):
            yield Lead(address, edition.voice.tell(words))


def _footer(content: Content) -> Iterator[Lead]:
    for words, at in content.site.theme.footer.items():
        here = "://" not in at
        yield Lead(content.pages[at.removesuffix(".md")].address if here else at, words)


def _canonical(edition: Edition, page: SitePage) -> str:
    """The one page that is served at other addresses than its own has none."""
    return "" if page.address == "404.html" else edition.absolute(page.moved_to or page.address)


def _edit(content: Content, entry: Entry) -> str:
    """Where GitHub edits the file an entry stands in; empty where no repository is named."""
    site = content.site
    if not site.repository:
        return ""
    file, folder = entry.origin.key().file, site.content_path.strip("/")
    return f"{site.repository.rstrip('/')}/edit/{site.branch}/{folder}/{file}"


def _report(edition: Edition, page: SitePage) -> str:
    """A new issue on GitHub about this page, filled in; empty where no repository is named."""
    repository, tell = edition.content.site.repository, edition.voice.tell
    if not repository:
        return ""
    query = urlencode(
        {
            "title": tell("Mistake on: %(title)s", title=page.title),
            "body": tell("Page: %(address)s", address=page.address) + "\n\n",
        }
    )
    return f"{repository.rstrip('/')}/issues/new?{query}"
