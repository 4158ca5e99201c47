"""What a page is, for machines: JSON-LD in the terms of schema.org."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from explainer.evidence.ledger import Reply
from explainer.evidence.names import fact_in_words, picture_in_words
from explainer.exports.package import files_of, licence_address, media_of
from explainer.model import Correction, Event, Fact, Page, Picture, Series, Source, licences
from explainer.model.pictures import GENERATED
from explainer.quantities.dates import Date
from explainer.site import copies
from explainer.site.edition import Edition
from explainer.site.plan import SitePage, address_of, in_ascii
from explainer.voice.speech import later

CONTEXT = "https://schema.org"
OA = "http://www.w3.org/ns/oa#"  # terms that schema.org lacks are written out
# As many letters as search engines read.
HEADLINE, SUMMARY = 110, 4000
_ALL_DATA = later(
    "every fact with the answer of each source, every event, member and document, as tables:"
    " what the pages of this site print."
)
Node = dict[str, Any]


def describe(edition: Edition, page: SitePage) -> Node | None:
    """The page as one node with its context; None for pages that are only lists."""
    entry = page.subject
    if isinstance(entry, Page):
        node = _article(edition, page, entry)
    elif isinstance(entry, Fact):
        node = _claim(edition, entry)
    elif isinstance(entry, Event):
        node = _event(page, entry)
    elif isinstance(entry, Series):
        node = _series(edition, entry)
    elif isinstance(entry, Picture):
        node = _image(edition, entry)
    elif page.address == "data/":
        node = _dataset(edition)
    else:
        return None
    return _filled({"@context": CONTEXT} | node | _as_published(edition, page))


def _as_published(edition: Edition, page: SitePage) -> Node:
    """What the page says of itself, whatever it is about."""
    entry = page.subject
    kind = (entry.folder or "pages") if entry else ""
    published = edition.history.published(kind, entry.id) if entry else None
    modified = edition.modified(page)
    return {
        "url": edition.absolute(page.address),
        "inLanguage": edition.content.site.language,
        "datePublished": published.isoformat() if published else "",
        "dateModified": modified.isoformat() if modified else "",
        "correction": [
            _correction(edition, one) for one in (edition.corrections_of(entry) if entry else ())
        ],
    }


def _article(edition: Edition, page: SitePage, entry: Page) -> Node:
    site = edition.content.site
    return {
        "@type": "BackgroundNewsArticle",
        "headline": _cut(page.title, HEADLINE),
        "description": page.summary,
        "image": [
            *([edition.absolute(page.card)] if site.url else []),
            *(_image(edition, one) for one in edition.plan.pictures_on(page)),
        ],
        "author": _organisation(site.publisher or site.title),
        "publisher": _organisation(site.publisher or site.title),
        "license": licence_address(site.licence),
        "isPartOf": {"@type": "WebSite", "name": site.title, "url": edition.absolute("")},
        # Named and linked only: the whole of each stands on its own page, and pages are weighed.
        "citation": [
            {"@type": "CreativeWork", "name": source.title, "url": in_ascii(source.url)}
            for source in _cited(edition, page)
        ],
    }


def _cited(edition: Edition, page: SitePage) -> Iterator[Source]:
    """Every source of every fact that the page binds, once."""
    names: dict[str, None] = {}
    for name in edition.plan.facts_on.get(page.address, ()):
        replies = edition.ledger.named(name).replies
        names |= dict.fromkeys(reply.source.id for reply in replies)
    return (edition.content.sources[name] for name in names)


def _claim(edition: Edition, fact: Fact) -> Node:
    account = edition.ledger.of(fact)
    return {
        "@type": "Claim",
        "name": fact.question,
        "text": fact_in_words(edition.ledger, fact, edition.content),
        "author": _organisation(fact.said_by),
        "temporalCoverage": _covered(fact.when) if fact.when else "",
        "dateCreated": _iso(fact.said) if fact.said else "",
        "appearance": [_source(reply.source) | _words(reply) for reply in account.agreeing],
    }


def _words(reply: Reply) -> Node:
    """The place in a source by its very words, in the terms of the W3C's Web Annotation."""
    words = reply.answer.find
    return {
        f"{OA}hasSelector": {"@type": f"{OA}TextQuoteSelector", f"{OA}exact": words}
        if words
        else ""
    }


def _series(edition: Edition, series: Series) -> Node:
    """A series as the data set that it is, with the file that holds it."""
    course = edition.content.courses[series.id]
    whens = [point.when for point in course if point.when]
    address = edition.absolute(f"{address_of(series)}{series.id}.csv")
    return {
        "@type": "Dataset",
        "name": series.question,
        "description": edition.voice.many(
            "%(series)s: what %(sources)s sources say of %(num)s time",
            "%(series)s: what %(sources)s sources say of %(num)s times",
            len(course),
            series=series.label,
            sources=len(series.answers),
        ),
        "license": licence_address(edition.content.site.licence),
        "creator": _organisation(edition.content.site.publisher or edition.content.site.title),
        "variableMeasured": series.label,
        "temporalCoverage": f"{whens[0].first}/{whens[-1].last}" if whens else "",
        "distribution": {
            "@type": "DataDownload",
            "encodingFormat": "text/csv",
            "contentUrl": address,
        }
        if address
        else "",
    }


def _image(edition: Edition, picture: Picture) -> Node:
    """A picture, in the terms by which search engines name whose it is."""
    shown, page = copies.of(picture).largest, edition.absolute(address_of(picture))
    terms = licences.address(picture.licence)
    houses = {source.publisher for source in edition.content.sources.values()}
    is_house = picture.credit in houses | {edition.content.site.publisher}
    return {
        "@type": "ImageObject",
        "contentUrl": edition.absolute(shown.address) or shown.address,
        "url": page,
        "encodingFormat": shown.media_type,
        "width": shown.width,
        "height": shown.height,
        "description": picture.described,
        "caption": picture_in_words(edition.content, edition.ledger, picture),
        "creditText": picture.credit,
        "creator": {"@type": "Organization" if is_house else "Person", "name": picture.credit},
        "copyrightNotice": picture.credit,
        "license": terms or page,
        "acquireLicensePage": page,
        "dateCreated": _iso(picture.taken) if picture.taken else "",
        "digitalSourceType": GENERATED if picture.made_by == "program" else "",
    }


def _event(page: SitePage, event: Event) -> Node:
    """A page on a time; to search engines an event has a place that one can go to."""
    return {
        "@type": "WebPage",
        "name": page.title,
        "description": page.summary,
        "temporalCoverage": _covered(event.when),
    }


def _dataset(edition: Edition) -> Node:
    site = edition.content.site
    about = _cut(site.tagline or site.title, SUMMARY)
    return {
        "@type": "Dataset",
        "name": edition.voice.tell("%(title)s: data", title=site.title),
        "description": f"{about} – {edition.voice.tell(_ALL_DATA)}",
        "license": licence_address(site.licence),
        "creator": _organisation(site.publisher or site.title),
        "temporalCoverage": _span(edition),
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.removeprefix("data/"),
                "encodingFormat": media_of(file),
                "contentUrl": edition.absolute(file),
            }
            for file in files_of(edition)
            if site.url
        ],
    }


def _span(edition: Edition) -> str:
    """From the first day that an event or a fact is about to the last."""
    content = edition.content
    whens = [one.when for one in content.events.values()]
    whens += [one.when for one in content.facts.values() if one.when]
    first = min((one.first for one in whens if one.first > date.min), default=None)
    last = max((one.last for one in whens if one.last < date.max), default=None)
    return f"{first}/{last}" if first and last else ""


def _source(source: Source) -> Node:
    return {
        "@type": "CreativeWork" if source.type == "document" else "NewsArticle",
        "name": source.title,
        "publisher": _organisation(source.publisher),
        "datePublished": _iso(source.published) if source.published else "",
        "dateModified": _iso(source.updated) if source.updated else "",
        "inLanguage": source.language,
        "url": in_ascii(source.url),
    }


def _correction(edition: Edition, correction: Correction) -> Node:
    texts = [correction.prose(key) for key in ("was", "now", "why")]
    was, now, why = (text.plain(edition.speak) if text else "" for text in texts)
    tell = edition.voice.tell
    return {
        "@type": "CorrectionComment",
        "datePublished": _iso(correction.when),
        "text": " ".join(
            part
            for part in (tell("Was: %(text)s", text=was), tell("Now: %(text)s", text=now), why)
            if part
        ),
    }


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


def _organisation(name: str) -> Node | str:
    return {"@type": "Organization", "name": name} if name else ""


_KNOWN = {"day": 10, "month": 7, "season": 4, "year": 4, "interval": 10}


def _iso(when: Date) -> str:
    """As much of the first day as is known; empty where not even its year is."""
    known = _KNOWN.get(when.precision, 0) if when.first > date.min else 0
    return when.first.isoformat()[:known]


def _covered(when: Date) -> str:
    """The whole time; from its first to its last day where it is longer than a year, or odd."""
    if when.precision in ("day", "month", "year"):
        return _iso(when)
    ends = ((when.first, date.min), (when.last, date.max))
    return "/".join(".." if day == opened else day.isoformat() for day, opened in ends)


def _filled(node: Node) -> Node:
    """The same without anything that is empty, at any depth."""
    filled = {key: _without_empty(value) for key, value in node.items()}
    return {key: value for key, value in filled.items() if value not in ("", [], {}, None)}


def _without_empty(value: Any) -> Any:
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return _filled(value) if isinstance(value, dict) else value
