"""``sitemap.xml``, for search engines; it needs to know where the site is published."""

from __future__ import annotations

from xml.sax.saxutils import escape

from explainer.site import Edition


def export(edition: Edition) -> dict[str, str]:
    """Every page with its address and, where known, the day it last changed."""
    if not edition.content.site.url:
        return {}
    rows = []
    for page in edition.plan.pages.values():
        if page.address != "404.html":
            day = edition.modified(page)
            modified = f"<lastmod>{day.isoformat()}</lastmod>" if day else ""
            rows.append(f"<url><loc>{escape(edition.absolute(page.address))}</loc>{modified}</url>")
    return {
        "sitemap.xml": '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
        + "\n".join(rows)
        + "\n</urlset>\n"
    }
