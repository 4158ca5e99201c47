"""``sitemap.xml``, for search engines; it needs to know where the site is published."""

from __future__ import annotations

from xml.etree.ElementTree import Element, SubElement

from explainer.exports.files import Files
from explainer.exports.xml import as_text
from explainer.site.edition import Edition


def export(edition: Edition) -> Files:
    """Every page with its address and, where known, the day it last changed."""
    return {"sitemap.xml": lambda: _sitemap(edition)} if edition.content.site.url else {}


def _sitemap(edition: Edition) -> str:
    root = Element("urlset", xmlns="http://www.sitemaps.org/schemas/sitemap/0.9")
    for page in edition.plan.pages.values():
        if not page.listed:
            continue
        url = SubElement(root, "url")
        SubElement(url, "loc").text = edition.absolute(page.address)
        day = edition.modified(page)
        if day:
            SubElement(url, "lastmod").text = day.isoformat()
    return as_text(root)
