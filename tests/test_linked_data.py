"""Structured data: what search engines read out of pages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import extruct
import pytest

from explainer.exports import linked_data
from tests.exported import (
    NASTY,
    PAST,
    RIVER_PACT,
    TODAY,
    Exported,
    any_site,
    described,
    exported,
    nasty,
    nasty_root,
    node,
    rivers,
)
from tests.program import run

__all__ = ["any_site", "nasty", "nasty_root", "rivers"]  # fixtures


def test_a_fact_is_a_claim_with_its_corrections(rivers: Exported) -> None:
    claim = node(rivers, "facts/free-rivers-2030/")
    assert claim["@type"] == "Claim"
    assert claim["text"] == "River that runs free: 1,200 kilometres"
    assert claim["author"]["name"] == "the pact's secretariat"
    assert (claim["datePublished"], claim["dateModified"]) == ("2026-05-01", "2026-06-02")
    assert [one["publisher"]["name"] for one in claim["appearance"]] == [
        "Secretariat of the River Pact",
        "Valley Wire",
        "River Digest",
    ]
    (correction,) = node(rivers, "facts/free-rivers-2024/")["correction"]
    assert correction["@type"] == "CorrectionComment"
    assert correction["datePublished"] == "2026-01-10"
    assert "Now: The start is 150 kilometres." in correction["text"]


def test_an_event_is_a_page_on_a_time(rivers: Exported) -> None:
    event = node(rivers, "events/signing/")
    assert (event["@type"], event["temporalCoverage"]) == ("WebPage", "2024-03-14")
    assert event["datePublished"] == "2026-05-01"
    assert event["correction"][0]["@type"] == "CorrectionComment"
    council = node(rivers, "events/council/")
    assert council["temporalCoverage"] == "2025-09-01/2025-09-05"


def test_an_open_beginning_stays_open(nasty: Exported) -> None:
    assert node(nasty, "events/odd-event/")["temporalCoverage"] == "../2024-12-31"


# What Google's documentation of structured data requires of the types that it shows as such, and
# of some properties wherever they stand; types with other requirements are not to be used.
REQUIRED = {
    "Dataset": {"name", "description"},
    "DataDownload": {"contentUrl"},
    "BackgroundNewsArticle": {"headline", "author"},
    "NewsArticle": {"name"},
    "CreativeWork": {"name"},
    "Claim": {"name", "text"},
    "CorrectionComment": {"text", "datePublished"},
    "WebPage": {"name"},
    "WebSite": {"name"},
    "Organization": {"name"},
    f"{linked_data.OA}TextQuoteSelector": {f"{linked_data.OA}exact"},  # which they do not read
}


def complaints(item: dict[str, Any]) -> Iterator[str]:
    """What a test for rich results would call an error, at any depth."""
    kind = item["@type"]
    if kind not in REQUIRED:
        yield f"{kind}: has requirements of its own"
        return
    yield from (f"{kind}: no {key}" for key in REQUIRED[kind] - set(item))
    for key, value in item.items():
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, dict):
                yield from complaints(one)
            elif key in ("url", "contentUrl", "image", "license"):
                if not re.fullmatch(r"https?://[!-~]+", one):
                    yield f"{kind}: {key} is no address: {one}"
            elif key.startswith("date") and not re.fullmatch(r"\d{4}(-\d\d){0,2}", one):
                yield f"{kind}: {key} is no date: {one}"
            elif key == "headline" and len(one) > 110:
                yield f"{kind}: its headline is too long"
            elif kind == "Dataset" and key == "description" and not 50 <= len(one) <= 5000:
                yield f"{kind}: a description of {len(one)} letters"


@pytest.mark.parametrize("licence", ["CC-BY-4.0", "cc0-1.0", "© us", "https://example.org/terms"])
@pytest.mark.parametrize("url", ["https://example.org/a/", "https://пример.рф/реки/", ""])
@pytest.mark.parametrize("tagline", ["", "Short", "long " * 2000])
def test_search_engines_find_no_error(licence: str, url: str, tagline: str) -> None:
    found = exported(RIVER_PACT, PAST, url=url, licence=licence, tagline=tagline)
    assert [told for node in described(found.edition) for told in complaints(node)] == []


def test_a_long_title_is_a_headline_that_is_cut() -> None:
    edition = exported(RIVER_PACT).edition
    page = replace(edition.plan.pages[""], title="word " * 60)
    found = linked_data.describe(edition, page)
    assert found is not None
    headline = found["headline"]
    assert len(headline) <= 110
    assert headline.endswith("word…")


def test_addresses_of_a_site_in_other_letters_are_encoded() -> None:
    found = exported(RIVER_PACT, PAST, url="https://пример.рф/реки/")
    sitemap = ElementTree.fromstring(found.files["sitemap.xml"])
    addresses = [one.text or "" for one in sitemap.iter() if one.tag.endswith("loc")]
    start = "https://xn--e1afmkfd.xn--p1ai/%D1%80%D0%B5%D0%BA%D0%B8/"
    assert addresses
    assert all(one.startswith(start) for one in addresses)
    assert f'href="{start}feeds/events.xml"' in found.files["feeds/events.xml"]


def test_the_data_are_a_dataset(rivers: Exported) -> None:
    dataset = node(rivers, "data/")
    assert dataset["@type"] == "Dataset"
    addresses = {one["contentUrl"] for one in dataset["distribution"]}
    assert addresses
    offered = {one.removeprefix("https://example.org/rivers/") for one in addresses}
    assert offered <= {*rivers.files, "data/the-river-pact.zip", "data/for_spreadsheets.zip"}


def test_pages_carry_what_others_read_out_of_them(nasty_root: Path, tmp_path: Path) -> None:
    output = tmp_path / "site"
    done = run("--content", nasty_root, "--output", output, "--today", str(TODAY))
    assert done.code == 0, done.out
    kinds = {
        "index.html": "BackgroundNewsArticle",
        "facts/odd-fact/index.html": "Claim",
        "events/odd-event/index.html": "WebPage",
        "data/index.html": "Dataset",
    }
    for file, kind in kinds.items():
        html = (output / file).read_text(encoding="utf-8")
        read = extruct.extract(html, syntaxes=["json-ld"], errors="strict")["json-ld"]
        for_catalogues = [one for one in read if one["@type"] == "dcat:Dataset"]
        assert len(for_catalogues) == (kind == "Dataset"), file
        [told] = (one for one in read if one not in for_catalogues)
        assert (told["@type"], told["@context"]) == (kind, "https://schema.org"), file
    claim = extruct.extract(
        (output / "facts/odd-fact/index.html").read_text(encoding="utf-8"), syntaxes=["json-ld"]
    )["json-ld"][0]
    assert claim["name"] == NASTY
    article = extruct.extract(
        (output / "index.html").read_text(encoding="utf-8"), syntaxes=["json-ld"]
    )["json-ld"][0]
    assert article["headline"] == NASTY
    assert {one["name"] for one in article["citation"]} == {NASTY, "=1+1"}
