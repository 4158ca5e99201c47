"""Feeds of what changed and what happened, and the sitemap."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from xml.etree import ElementTree

import feedparser
import pytest
from frictionless import validate

from explainer.history.versions import Edit, History
from tests.exported import (
    NASTY,
    PAST,
    RIVER_PACT,
    TODAY,
    Exported,
    any_site,
    change,
    described,
    edition_of,
    exported,
    nasty,
    nasty_root,
    rivers,
    texts,
)

__all__ = ["any_site", "nasty", "nasty_root", "rivers"]  # fixtures


# --- feeds and sitemap ----------------------------------------------------------------------------


@pytest.mark.parametrize("address", ["feeds/changes.xml", "feeds/events.xml"])
def test_feeds_are_read_without_complaint(any_site: Exported, address: str) -> None:
    feed = feedparser.parse(any_site.files[address].encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    assert feed.feed.id.endswith(address)
    assert feed.feed.updated_parsed
    assert feed.entries
    assert len({entry.id for entry in feed.entries}) == len(feed.entries)
    for entry in feed.entries:
        assert entry.id.startswith(any_site.edition.content.site.url)
        assert entry.link.startswith(any_site.edition.content.site.url)
        moment = datetime.fromisoformat(entry.updated)
        assert moment.tzinfo == UTC
        assert date(1000, 1, 1) < moment.date() <= TODAY
        assert entry.title
    stamps = [entry.updated for entry in feed.entries]
    assert stamps == sorted(stamps, reverse=True)


def test_the_feed_of_changes_says_what_changed(rivers: Exported) -> None:
    feed = feedparser.parse(rivers.files["feeds/changes.xml"].encode())
    told = {entry.id.removeprefix("https://example.org/rivers/"): entry for entry in feed.entries}
    edit = told["facts/free-rivers-2030/#2026-06-02"]
    assert edit.title == "Changed: How much river should run free by 2030?"
    assert edit.summary == "value shown: 1,100 kilometres → 1,200 kilometres"
    assert edit.updated == "2026-06-02T09:30:00Z"
    assert told["facts/weirs-left/#2026-05-01"].title == "New: How many weirs are left?"
    mended = told["changes/#start-was-wrong"]
    assert mended.title == "Correction: The start is 150 kilometres."
    assert mended.updated == "2026-01-10T00:00:00Z"


def test_the_feed_of_events_has_them_all(rivers: Exported) -> None:
    feed = feedparser.parse(rivers.files["feeds/events.xml"].encode())
    events = rivers.edition.content.events
    assert {entry.id for entry in feed.entries} == {
        f"https://example.org/rivers/events/{name}/#event" for name in events
    }
    assert "14 March 2024: The pact is signed" in [entry.title for entry in feed.entries]


def test_what_a_feed_has_said_keeps_its_name(rivers: Exported) -> None:
    newer = dict(PAST.changes)
    key = ("facts", "free-rivers-2030")
    newer[key] = (
        change("2026-12-24", "changed", Edit(("shown",), "1,200 km", "1,300 km")),
        *newer[key],
    )
    later = edition_of(RIVER_PACT, History(newer), today=date(2026, 12, 31))
    for address in ("feeds/changes.xml", "feeds/events.xml"):
        before = _stamps(rivers.files[address])
        after = _stamps(texts(later)[address])
        assert set(before) <= set(after)
        overdue = {f"https://example.org/rivers/events/{name}/#event" for name in ("last-report",)}
        assert {i: after[i] for i in before if i not in overdue} == {
            i: before[i] for i in before if i not in overdue
        }


def _stamps(feed: str) -> dict[str, str]:
    return {entry.id: entry.updated for entry in feedparser.parse(feed.encode()).entries}


def test_feeds_carry_odd_characters(nasty: Exported) -> None:
    feed = feedparser.parse(nasty.files["feeds/changes.xml"].encode())
    titles = [entry.title for entry in feed.entries]
    # Titles are plain text, though feedparser drops what looks like a tag in them.
    assert any("🐟 שלום" in title and "{d}} %e" in title for title in titles)
    root = ElementTree.fromstring(nasty.files["feeds/changes.xml"])
    texts = [element.text for element in root.iter("{http://www.w3.org/2005/Atom}title")]
    assert f"New: {NASTY}" in texts


def test_the_sitemap_has_every_page(any_site: Exported) -> None:
    root = ElementTree.fromstring(any_site.files["sitemap.xml"])
    space = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
    assert root.tag == f"{space}urlset"
    found = [element.text for element in root.iter(f"{space}loc")]
    base = any_site.edition.content.site.url
    pages = [base + page.address for page in any_site.edition.plan.pages.values() if page.listed]
    assert found == pages
    days = [date.fromisoformat(element.text or "") for element in root.iter(f"{space}lastmod")]
    assert days
    assert all(day <= TODAY for day in days)


def test_without_an_address_nothing_pretends_to_have_one(nasty_root: Path, tmp_path: Path) -> None:
    bare = exported(nasty_root, url="")
    assert not [name for name in bare.files if name.startswith("feeds/") or "sitemap" in name]
    bare.write(tmp_path)
    assert validate(str(tmp_path / "data/datapackage.json")).valid
    for node in described(bare.edition):
        assert "url" not in node
        assert '""' not in json.dumps(node)
