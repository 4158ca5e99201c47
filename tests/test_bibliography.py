"""Sources as a bibliography, and facts to be cited, in BibTeX."""

from __future__ import annotations

import re
from dataclasses import replace

from explainer import exports
from tests.exported import NASTY, Exported, any_site, nasty, nasty_root, read_bibtex, rivers

__all__ = ["any_site", "nasty", "nasty_root", "rivers"]  # fixtures


COMMANDS = {
    "textbackslash": "\\",
    "textbraceleft": "{",
    "textbraceright": "}",
    "textasciitilde": "~",
    "textasciicircum": "^",
}


def _plain(latex: str) -> str:
    """What LaTeX prints for a field whose whole is in braces."""
    inner = latex.removeprefix("{").removesuffix("}")
    commands = re.sub(r"\\(text[a-z]+)\{\}", lambda match: COMMANDS[match[1]], inner)
    return re.sub(r"\\([$&%#_])", r"\1", commands)


def test_sources_are_a_bibliography(any_site: Exported) -> None:
    read = read_bibtex(any_site.files["data/sources.bib"])
    sources = any_site.edition.content.sources
    assert list(read.entries) == list(sources)
    for name, source in sources.items():
        fields = read.entries[name].fields
        assert _plain(fields["title"]) == source.title
        (author,) = read.entries[name].persons["author"]
        wanted = source.author or source.publisher
        assert _plain(str(author)) == wanted
        assert fields.get("year", "") == (
            str(source.published.first.year) if source.published else ""
        )


def test_addresses_in_bibtex_are_whole(nasty: Exported) -> None:
    fields = read_bibtex(nasty.files["data/sources.bib"]).entries["odd"].fields
    assert fields["url"] == "https://example.org/~x_y/%20z?a=%7Bb%7D&c=d#e"
    assert fields["date"] == "2024"


def test_a_fact_can_be_cited(rivers: Exported, nasty: Exported) -> None:
    fact = rivers.edition.content.facts["free-rivers-2030"]
    entry = read_bibtex(exports.bibtex.of_fact(rivers.edition, fact)).entries["free-rivers-2030"]
    assert entry.fields["url"] == "https://example.org/rivers/facts/free-rivers-2030/"
    assert "How much river should run free" in entry.fields["title"]
    assert entry.fields["date"] == "2026-06-02"
    assert "1,200 kilometres" in entry.fields["note"]
    (author,) = entry.persons["author"]
    assert _plain(str(author)) == "The Example Desk"
    odd = nasty.edition.content.facts["odd-fact"]
    read = read_bibtex(exports.bibtex.of_fact(nasty.edition, odd)).entries["odd-fact"]
    assert _plain(read.fields["title"]) == NASTY


def test_what_a_site_is_about_is_not_named_as_its_author(rivers: Exported) -> None:
    content = rivers.edition.content
    site = content.site.model_copy(update={"publisher": ""})
    edition = replace(rivers.edition, content=replace(content, site=site))
    told = exports.bibtex.of_fact(edition, content.facts["free-rivers-2030"])
    entry = read_bibtex(told).entries["free-rivers-2030"]
    assert "author" not in entry.persons
    assert _plain(entry.fields["howpublished"]) == site.title
