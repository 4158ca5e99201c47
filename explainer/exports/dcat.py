"""The data of a site as an entry for catalogues of data, such as those of states: DCAT.

It stands in the page of the data, beside what search engines are told of it.
"""

from __future__ import annotations

from typing import Any

from explainer.exports.package import files_of, licence_address, media_of
from explainer.site.edition import Edition

CONTEXT = {"dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/"}
_MEDIA = "https://www.iana.org/assignments/media-types"
Node = dict[str, Any]


def describe(edition: Edition) -> Node | None:
    """The data set with all of its files; none without an address, which catalogues need."""
    site = edition.content.site
    if not site.url:
        return None
    licence = licence_address(site.licence)
    terms = {"dct:license": {"@id": licence}} if licence else {}
    return {
        "@context": CONTEXT,
        "@id": edition.absolute("data/"),
        "@type": "dcat:Dataset",
        "dct:title": {"@value": site.title, "@language": site.language},
        "dct:description": {"@value": site.tagline or site.title, "@language": site.language},
        "dct:publisher": site.publisher or site.title,
        "dct:modified": edition.today.isoformat(),
        "dcat:landingPage": {"@id": edition.absolute("data/")},
        **terms,
        "dcat:distribution": [_file(edition, file, terms) for file in files_of(edition)],
    }


def _file(edition: Edition, file: str, terms: Node) -> Node:
    return {
        "@type": "dcat:Distribution",
        "dct:title": file.removeprefix("data/"),
        "dcat:downloadURL": {"@id": edition.absolute(file)},
        "dcat:mediaType": {"@id": f"{_MEDIA}/{media_of(file)}"},
        **terms,
    }
