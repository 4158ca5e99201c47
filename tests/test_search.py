"""The index that readers search: what is in it, and what is not."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from explainer.publishing import search
from tests.built_site import BuiltSite
from tests.program import run

RIVER_PACT = Path(__file__).parent / "sites" / "river-pact"


@pytest.fixture(scope="module")
def rivers(tmp_path_factory: pytest.TempPathFactory) -> BuiltSite:
    """The site, with its index."""
    output = tmp_path_factory.mktemp("search") / "site"
    done = run("build", "--content", RIVER_PACT, "--output", output, "--today", "2026-06-15")
    assert done.code == 0, done.out
    return BuiltSite(output)


def found(site: BuiltSite) -> dict[str, Any]:
    """What the index holds of each page, by its address."""
    pages = {}
    for path in (site.root / "pagefind" / "fragment").iterdir():
        text = gzip.decompress(path.read_bytes()).decode()
        page = json.loads(text[text.index("{") :])
        pages[page["url"].lstrip("/")] = page
    return pages


def kind_of(page: Any) -> str:
    return str(page["meta"]["kind"])


def test_every_entry_is_in_the_index_with_its_kind(rivers: BuiltSite) -> None:
    pages = found(rivers)
    for folder, kind in (("facts", "Fact"), ("events", "Event"), ("sources", "Source")):
        own = [path.name for path in (rivers.root / folder).iterdir() if path.is_dir()]
        assert own
        for name in own:
            page = pages[f"{folder}/{name}/"]
            assert kind_of(page) == kind
    assert kind_of(pages[""]) == "Page"
    heads = json.loads((rivers.root / "pagefind" / "heads.json").read_text())
    kinds = [kind for kind, _ in heads.values()]
    assert sorted(kinds) == sorted(kind_of(page) for page in pages.values())


def test_terms_are_found_where_they_stand_in_the_glossary(rivers: BuiltSite) -> None:
    terms = [page["meta"] for page in found(rivers).values() if kind_of(page) == "Term"]
    anchors = {term["at"].removeprefix("glossary/#") for term in terms}
    assert anchors
    assert anchors <= set(rivers.page("glossary/").ids)
    assert not list(rivers.root.rglob("_found*"))


def test_lists_embedded_figures_and_the_missing_page_are_not(rivers: BuiltSite) -> None:
    pages = found(rivers)
    for address in ("facts/", "events/", "sources/", "search/", "404.html"):
        assert address not in pages
    assert not [address for address in pages if address.endswith("/embed/")]


@pytest.mark.parametrize("words", ["No cookies", "Cite", "Explore this figure"])
def test_menus_buttons_and_notes_on_use_are_not_searched(rivers: BuiltSite, words: str) -> None:
    assert any(words in page.text for page in rivers.pages.values())
    for address, page in found(rivers).items():
        assert words not in str(page["content"]), address


def test_only_what_the_search_needs_is_served(rivers: BuiltSite) -> None:
    names = {path.name for path in (rivers.root / "pagefind").iterdir()}
    assert "pagefind.js" in names
    assert not [name for name in names if "ui" in name or name.endswith(".css")]


def test_equal_pages_make_equal_indexes(rivers: BuiltSite) -> None:
    pages = {name: page.html.encode() for name, page in rivers.pages.items()}
    first = search.index(pages)
    assert len(first) > len(rivers.pages) / 2
    assert search.index(dict(reversed(pages.items()))) == first


def test_without_javascript_the_search_page_leads_to_the_lists(rivers: BuiltSite) -> None:
    page = rivers.page("search/")
    targets = {link.target for link in page.links}
    assert {"../facts/", "../events/", "../sources/"} <= targets
    assert "<noscript>" in page.html


def test_every_page_leads_to_the_search(rivers: BuiltSite) -> None:
    for name, page in rivers.pages.items():
        if not name.endswith("/embed/index.html"):
            assert any(link.target.endswith(("search/", "./")) for link in page.links), name


def test_a_missing_address_leads_to_the_search_below_the_base(tmp_path: Path) -> None:
    done = run(
        "build", "--content", Path(__file__).parent / "sites" / "minimal", "--output",
        tmp_path / "site", "--base-url", "https://example.org/repo/", "--today", "2026-06-15",
    )  # fmt: skip
    assert done.code == 0, done.out
    page = BuiltSite(tmp_path / "site").page("404.html")
    assert "/repo/search/" in {link.target for link in page.links}
