"""A source from what its page says of itself: tags for citation, JSON-LD, Open Graph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from explainer.content import marks
from explainer.imports.references import Reference, edtf
from explainer.problems import Place
from explainer.web.asking import Answer
from explainer.web.reading import Node, WebPage

_WORK = re.compile(r"(?i)article|posting|report|webpage|thesis|legislation|dataset|book")
# What is a document, whoever puts it on the web; of all else people say what it is.
_DOCUMENTS = {
    "scholarlyarticle": "article-journal",
    "report": "report",
    "thesis": "thesis",
    "legislation": "legislation",
    "dataset": "dataset",
    "book": "book",
}


def reference(answer: Answer, page: WebPage, today: date) -> Reference:
    """What the page tells of itself; what it does not tell is empty."""
    work = _work(page)
    address = _address(answer, page)
    journal = _first(page.said("citation_journal_title", "citation_conference_title"))
    publisher = _first(page.said("citation_publisher", "dc.publisher", "dcterms.publisher"))
    site = _first(page.said("og:site_name")) or _name(work.get("publisher"))
    return Reference(
        place=Place(address),
        kind="article-journal" if journal else _kind(work),
        title=_title(page, work),
        container=journal or site or publisher or marks.mark(urlsplit(address).netloc),
        publisher=publisher,
        authors=tuple(dict.fromkeys(_authors(page, work))),
        published=_published(page, work),
        accessed=today.isoformat(),
        language=_language(page, work),
        url=address,
        doi=_first(page.said("citation_doi", "dc.identifier.doi")),
    )


def _work(page: WebPage) -> Node:
    """What of the things that its data tell of is the page itself."""
    nodes = [node for node in page.data if _WORK.search(_type(node))]
    return next((n for n in nodes if n.get("headline") or n.get("datePublished")), {}) or (
        nodes[0] if nodes else {}
    )


def _type(node: Node) -> str:
    kinds = node.get("@type", "")
    return " ".join(map(str, kinds)) if isinstance(kinds, list) else str(kinds)


def _kind(work: Node) -> str:
    words = re.findall("[A-Z][a-z]+", _type(work))
    return _DOCUMENTS.get("".join(words).lower(), " ".join(words).lower())


def _title(page: WebPage, work: Node) -> str:
    said = page.said("citation_title", "dc.title", "dcterms.title")
    named = _name(work.get("headline")) or _name(work.get("name"))
    return _plain(_first(said) or named or _first(page.said("og:title", "twitter:title"))) or (
        page.title
    )


def _authors(page: WebPage, work: Node) -> Iterator[str]:
    said = page.said("citation_author", "citation_authors", "dc.creator", "dcterms.creator")
    named = work.get("author", ())
    names = said or tuple(map(_name, named if isinstance(named, list) else [named]))
    for name in names if any(names) else page.said("author", "article:author"):
        last, comma, first = _plain(name).partition(", ")
        whole = f"{first} {last}" if comma and "," not in first and said else _plain(name)
        if whole and "://" not in whole:
            yield whole


def _name(thing: Any) -> str:
    """What a person or house is called, which is written in several ways."""
    if isinstance(thing, list):
        thing = thing[0] if thing else ""
    if isinstance(thing, dict):
        thing = thing.get("name")
    return _plain(thing) if isinstance(thing, str) else ""


def _published(page: WebPage, work: Node) -> str:
    said = page.said(
        "citation_publication_date", "citation_online_date", "citation_date",
        "article:published_time", "datepublished", "dc.date", "dcterms.date", "dc.date.issued",
        "dcterms.issued",
    )  # fmt: skip
    text = _first(said) or str(work.get("datePublished") or "")
    whole = re.match(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?![\d/.-])", text)
    return edtf(*filter(None, whole.groups())) if whole else text


def _language(page: WebPage, work: Node) -> str:
    told = [page.language, _first(page.said("citation_language", "dc.language", "og:locale"))]
    named = work.get("inLanguage", "")
    return next(filter(None, told), "") or (named if isinstance(named, str) else "")


def _address(answer: Answer, page: WebPage) -> str:
    """That by which the page wants to be known, if it is one of the same host."""
    own = urlsplit(answer.address)
    for named in (page.canonical, _first(page.said("og:url"))):
        whole = _joined(answer.address, named)
        parts = urlsplit(whole)
        same = parts.scheme in ("http", "https") and parts.netloc == own.netloc
        if named and same and bool(parts.path.strip("/")) == bool(own.path.strip("/")):
            return whole.partition("#")[0]
    return answer.address


def _joined(base: str, address: str) -> str:
    try:
        return urljoin(base, address)
    except ValueError:
        return base


def _first(said: tuple[str, ...]) -> str:
    return _plain(said[0]) if said else ""


def _plain(text: str) -> str:
    """On one line, without entities, which many write into JSON-LD as well."""
    shown = "".join(one if one.isprintable() else " " for one in unescape(text))
    return " ".join(shown.split())
