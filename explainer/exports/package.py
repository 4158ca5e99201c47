"""``data/datapackage.json``: the tables as a Frictionless data package, every column described."""

from __future__ import annotations

import re
from functools import cache
from urllib.parse import quote

from explainer.exports import answers
from explainer.exports.files import Files
from explainer.exports.tables import HEADERS, in_json
from explainer.model import licences
from explainer.site.edition import Edition
from explainer.site.plan import IN_ADDRESSES, in_ascii

_TYPES = {
    **dict.fromkeys(("articles", "newsrooms", "newsrooms_at_most", "disagreements"), "integer"),
    **dict.fromkeys(("width", "height"), "integer"),
    "agrees": "boolean",
}
_TITLES = {
    "facts": "Facts: questions, and what each source answers",
    "events": "Events, with the roles of their dates",
    "series": "Series: what each source says of each time",
    "pictures": "Pictures: who made them, and what others may do with them",
    "members": "Members of groups, and who says so",
    "sources": "Sources, and who copies whom",
    "answers": "Answers: what one source says of one question, or of one date of an event",
}
_QUOTED = (
    "A text that a spreadsheet would take for a formula, since it begins with = + - @ or a tab, has"
    " one apostrophe before it, which is not part of the text; the JSON has none."
)
_MEANINGS = {
    "id": "permanent name; the entry's page is at KIND/ID/",
    "shown": "the value that the site shows, as its editors wrote it or as it was computed",
    "low": "lower end of the value in its unit, multiplied out; a day for dates; empty if unknown",
    "high": "upper end of the value; equal to low unless the value is a range",
    "unit": "ISO 4217 code, %, times, the thing counted, or date",
    "when": "the time the value is for, or the statement about (EDTF)",
    "said": "when it was said (EDTF)",
    "doubt": "what is in dispute, in a few words",
    "said_by": "who first made the claim",
    "answers": "what each source says, and how it differs; semicolons between; rows in answers.csv",
    "articles": "how many articles say what is shown",
    "newsrooms": "how many newsrooms these are, suspected copies taken for copies",
    "newsrooms_at_most": "the same, suspected copies not taken for copies",
    "claimants": "the original claimants, with semicolons between",
    "disagreements": "how many sources say otherwise",
    "dates": "every date with its role, semicolons between; what sources say is in answers.csv",
    "country": "ISO 3166-1 alpha-3 code; empty for a member that is no country",
    "country_name": "the name of the country",
    "name": "the name of a member that is no country, such as the EU",
    "counts": "whether the status is a membership; that of an observer is none",
    "fact": "id of the fact whose question is answered; empty for a date of an event",
    "event": "id of the event whose date is told; empty for a fact",
    "date_role": "which of the event's dates it is",
    "says": "what the source says, as our editors wrote it down",
    "means": "what is counted, in the source's sense",
    "also": "the same amount as the source printed it in other units",
    "agrees": "whether it agrees with what the site shows",
    "conflict": "in what way it does not: slip, rounding, outdated, different-thing and so on",
    "where": "where in the source",
    "find": "a few of the source's very words, by which the place is found in it",
    "organisation": "the member, where it is known which it is",
    "from": "member since (EDTF)",
    "until": "member until (EDTF)",
    "status_means": "the status in words, as figures and pages print it",
    "sources": "ids of the sources that name the member, with semicolons between",
    "series": "id of the series; its page is at series/ID/",
    "alt": "what the picture shows, for those who cannot see it; empty if it only adorns",
    "credit": "who made the picture",
    "licence": "what others may do with it: an SPDX identifier, permission, or public domain",
    "licence_url": "where the terms of the licence are told",
    "taken": "when it was taken or drawn (EDTF)",
    "made_by": "what made it: camera, drawing or program",
    "file": "its largest copy, from the root of the site",
    "width": "of that, in pixels",
    "height": "of that, in pixels",
    "page": "the address of its page",
    "value": "what the source says, a number in its unit; empty if unknown",
    "on_line": "whether the line is drawn from this source",
    "published": "day of publication (EDTF)",
    "updated": "the day on which the source was last brought up to date (EDTF)",
    "interest": "who stands behind the source",
    "based_on": "the sources it comes from, and how; semicolons between",
    "type": "kind of document",
    "read_on": "the day on which we read it (EDTF)",
    "fact_when": "the time that the fact is for, as its editors wrote it (EDTF)",
    "fact_means": "what the fact counts",
    "fact_said_by": "who first made the claim, according to the fact",
    "fact_note": "the note on the fact",
    "answer_when": "the time that this answer alone is for (EDTF)",
    "answer_means": "what this answer alone counts",
    "answer_said_by": "whom this answer alone credits",
    "answer_note": "the note on the answer",
    "about": "a country, by its ISO 3166-1 alpha-3 code, or whatever else the fact is about",
    "about_name": "the same in words: of a country its name",
    "formula": "of a fact that is computed, what from",
    "baseline": "id of the fact that is the starting point",
    "measured": "ids of later measurements",
    "checked": "when the sources were last looked at (EDTF)",
    "check_again": "by when they are to be looked at again (EDTF)",
    "where_found": "where the text is kept, or through what it is known",
    "archive": "address of a copy in a web archive",
}


TABLES = {**HEADERS, "answers": answers.HEADER}


def archive(edition: Edition) -> str:
    """The address of everything in ``data/`` in one file."""
    name = _slug(edition.content.site.title)[:_LONGEST].rstrip("-.")
    return f"data/{name or 'explainer'}.zip"


# All tables with the mark by which spreadsheets know the letters; no title makes such a name.
FOR_SPREADSHEETS = "data/for_spreadsheets.zip"
_LONGEST = 250  # systems allow 255 in the name of a file


_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "bib": "application/x-bibtex",
    "zip": "application/zip",
}


def files_of(edition: Edition) -> list[str]:
    """The addresses of all that is offered as data of the whole site."""
    tables = [f"data/{table}.{form}" for table in TABLES for form in ("csv", "json")]
    others = [f"data/{name}" for name in ("timeline.json", "sources.csl.json", "sources.bib")]
    return [*tables, *others, archive(edition), FOR_SPREADSHEETS]


def media_of(file: str) -> str:
    """What kind of file it is, in the words of the web."""
    return _MEDIA[file.rpartition(".")[2]]


def export(edition: Edition) -> Files:
    """The descriptor, beside the CSV files that it describes."""
    return {"data/datapackage.json": lambda: in_json(_package(edition))}


def _package(edition: Edition) -> dict[str, object]:
    site = edition.content.site
    package: dict[str, object] = {
        "name": _slug(site.title) or "explainer",
        "title": site.title,
        "description": site.tagline or site.title,
        "created": f"{edition.today.isoformat()}T00:00:00Z",
        "resources": [_resource(table, header) for table, header in TABLES.items()],
    }
    if site.url:
        package["homepage"] = in_ascii(site.url)
    if site.licence:
        package["licenses"] = [_licence(site.licence)]
    return package


def _licence(licence: str) -> dict[str, str]:
    """A name must be one of few characters; terms in words, or at an address, have a title."""
    address = licence_address(licence)
    where = {"path": address} if address else {}
    if re.fullmatch(r"[-\w.]+", licence, re.ASCII):
        return {"name": licence} | where
    return {"title": licence} | (where or {"name": _slug(licence) or "other"})


@cache
def licence_address(licence: str) -> str:
    """Where a licence can be read; empty where only its name is known.

    Of texts and data editors write what they like: also ``CC BY 4.0``, and the address itself.
    """
    if licence.startswith(("http://", "https://")):
        return quote(licence, IN_ADDRESSES)
    try:
        return licences.address(licences.known("-".join(licence.split())).removesuffix("+"))
    except ValueError:
        return ""


def _slug(title: str) -> str:
    """A title in the few characters that names of packages may have."""
    return re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-")


def _resource(table: str, header: list[str]) -> dict[str, object]:
    return {
        "name": table,
        "title": _TITLES[table],
        "description": _QUOTED,
        "path": f"{table}.csv",
        "scheme": "file",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"'},
        "schema": {
            "fields": [_field(column) for column in header],
            **({"primaryKey": "id"} if "id" in header else {}),
        },
    }


def _field(column: str) -> dict[str, object]:
    described: dict[str, object] = {"name": column, "type": _TYPES.get(column, "string")}
    if column in _MEANINGS:
        described["description"] = _MEANINGS[column]
    return described
