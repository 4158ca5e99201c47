"""Sources from what managers of literature export: CSL-JSON, BibTeX and RIS."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from typing import Any

import rispy
from pybtex import errors
from pybtex.database import Entry as BibtexEntry
from pybtex.database import Person, parse_string
from pybtex.exceptions import PybtexError
from pybtex.richtext import Text as Latex

from explainer.content import Content
from explainer.documents.text import Text, decode
from explainer.imports.references import Reference, edtf, sources
from explainer.imports.result import Imported, Note, refused
from explainer.problems import Place

_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_TAGS = re.compile(r"</?(?:i|b|sub|sup|sc|span|em|strong)\b[^<>]*>", re.IGNORECASE)


def read(data: bytes, file: str, content: Content) -> Imported:
    """The sources of a file that the content does not have yet; its first letters tell the form."""
    text, problems = decode(data, file)
    for problem in problems:
        if problem.rule == "not-utf-8":
            return Imported(notes=(refused(problem.place, problem.message, problem.hint),))
    notes: list[Note] = []
    references = list(_form(text.characters)(text, notes))
    if not references and not notes:
        message = "the file must hold CSL-JSON, BibTeX or RIS, and no entry was found"
        notes.append(refused(Place(file), message, "export it again in one of these forms"))
    return sources(references, content, notes)


def _form(characters: str) -> Callable[[Text, list[Note]], Iterator[Reference]]:
    if characters.lstrip().startswith(("[", "{")):
        return _of_csl
    return _of_ris if re.search(r"(?m)^TY  ?-", characters) else _of_bibtex


# --- CSL-JSON -------------------------------------------------------------------------------------


def _of_csl(text: Text, notes: list[Note]) -> Iterator[Reference]:
    """Every item of the list, read one by one to know its line."""
    decoder, characters = json.JSONDecoder(), text.characters
    index = _beyond(r"\s*\[?", characters, 0)
    while (index := _beyond(r"[\s,]*", characters, index)) < len(characters):
        if characters[index] == "]":
            return
        try:
            item, end = decoder.raw_decode(characters, index)
        except (ValueError, RecursionError) as error:
            notes.append(_unreadable_json(text, index, error))
            return
        if not isinstance(item, dict):
            message = f"an item must be an object of CSL-JSON, found {characters[index:end]!r:.60}"
            notes.append(refused(text.place(index), message))
        else:
            yield _csl_item(item, text.place(index))
        index = end


def _beyond(pattern: str, characters: str, index: int) -> int:
    """Where what matches ``pattern`` ends; nothing does, too."""
    found = re.compile(pattern).match(characters, index)
    return found.end() if found else index


def _unreadable_json(text: Text, index: int, error: Exception) -> Note:
    where = error.pos if isinstance(error, json.JSONDecodeError) else index
    return refused(text.place(where), f"the file must be readable as JSON: {error}", _AGAIN)


_AGAIN = "export it again; what stands above this place was taken"


def _csl_item(item: Mapping[str, Any], place: Place) -> Reference:
    def text(*keys: str) -> str:
        found = (item[key] for key in keys if item.get(key))
        return _plain(str(next(found, "")))

    return Reference(
        place=place,
        key=text("citation-key", "id"),
        kind=text("type"),
        title=text("title", "title-short"),
        container=text("container-title", "collection-title"),
        publisher=text("publisher", "event-title"),
        authors=tuple(filter(None, map(_csl_name, _listed(item.get("author"))))),
        published=_csl_date(item.get("issued")),
        accessed=_csl_date(item.get("accessed")),
        language=text("language"),
        url=str(item.get("URL") or ""),
        doi=str(item.get("DOI") or ""),
        archive=_web(text("archive"), text("archive_location")),
        pages=text("page"),
    )


def _web(*texts: str) -> str:
    """The first that is an address on the web."""
    return next((text for text in texts if text.startswith(("http://", "https://"))), "")


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _csl_name(name: Any) -> str:
    if not isinstance(name, dict):
        return _plain(str(name))
    keys = ("given", "non-dropping-particle", "family", "suffix")
    return _plain(
        str(name.get("literal") or " ".join(str(name[key]) for key in keys if key in name))
    )


def _csl_date(value: Any) -> str:
    if not isinstance(value, dict):
        return str(value or "")
    days = [edtf(*_listed(parts), circa=bool(value.get("circa"))) for parts in
            _listed(value.get("date-parts"))]  # fmt: skip
    return "/".join(filter(None, days)) or str(value.get("raw") or value.get("literal") or "")


def _plain(text: str) -> str:
    """Without the few tags that titles may have, and on one line."""
    return " ".join(unescape(_TAGS.sub("", text)).split())


# --- BibTeX ---------------------------------------------------------------------------------------


def _of_bibtex(text: Text, notes: list[Note]) -> Iterator[Reference]:
    characters = text.characters
    with errors.capture() as captured:
        try:
            found = parse_string(characters, "bibtex").entries
        except PybtexError as error:
            captured.append(error)
            found = {}
    for fault in captured:
        place = Place(text.file, getattr(fault, "lineno", None) or 1)
        message = f"the entry must be readable as BibTeX: {fault}"
        notes.append(refused(place, message, "mend it there, or export it again"))
    for key, entry in found.items():
        begun = re.search(rf"@\s*\w+\s*[{{(]\s*{re.escape(key)}\s*,", characters)
        yield _bibtex_entry(key, entry, text.place(begun.start() if begun else 0))


def _bibtex_entry(key: str, entry: BibtexEntry, place: Place) -> Reference:
    def text(*keys: str) -> str:
        return next((_from_latex(entry.fields[key]) for key in keys if key in entry.fields), "")

    kind = text("entrysubtype") or entry.type
    printed = any(key in entry.fields for key in ("volume", "issn", "doi"))
    return Reference(
        place=place,
        key=key,
        kind="article-journal" if kind == "article" and printed else kind,
        title=text("title"),
        container=text("journaltitle", "journal", "booktitle", "maintitle"),
        publisher=text("publisher", "institution", "organization", "school", "howpublished"),
        authors=tuple(map(_bibtex_name, entry.persons.get("author", []))),
        published=text("date") or _bibtex_date(text("year"), text("month"), text("day")),
        accessed=text("urldate"),
        language=text("langid", "language"),
        url=str(entry.fields.get("url", "")).replace("\\", ""),
        doi=str(entry.fields.get("doi", "")).replace("\\", ""),
        archive=_web(text("archiveurl"), text("archive")),
        pages=text("pages"),
    )


def _bibtex_name(person: Person) -> str:
    parts = (person.first_names, person.middle_names, person.prelast_names, person.last_names)
    return _from_latex(" ".join(name for names in parts for name in names))


def _bibtex_date(year: str, month: str, day: str) -> str:
    short = month[:3].casefold()
    return edtf(year, _MONTHS.index(short) + 1 if short in _MONTHS else month, day)


def _from_latex(text: str) -> str:
    try:
        text = str(Latex.from_latex(text))
    except (PybtexError, ValueError):
        text = re.sub(r"[{}\\]", "", text)
    return " ".join(text.split())


# --- RIS ------------------------------------------------------------------------------------------


def _of_ris(text: Text, notes: list[Note]) -> Iterator[Reference]:
    starts = [match.start() for match in re.finditer(r"(?m)^TY  ?-", text.characters)]
    ends = [*starts[1:], len(text.characters)]
    for start, end in zip(starts, ends, strict=True):
        # One by one, since a record that is cut off would take the next one with it.
        record = re.sub(r"(?m)^([A-Z][A-Z0-9]) ?-(?=\s|$)", r"\1  -", text.characters[start:end])
        record = re.sub(r"(?m)^ER  -.*", "", record).rstrip() + "\nER  - \n"
        try:
            found = rispy.loads(record, skip_unknown_tags=True)
        except Exception as error:  # of which it has no kind of its own
            notes.append(refused(text.place(start), f"the record must be readable as RIS: {error}"))
            continue
        yield from (_ris_record(one, text.place(start)) for one in found)


def _ris_record(record: Mapping[str, Any], place: Place) -> Reference:
    def text(*keys: str) -> str:
        found = (record[key] for key in keys if record.get(key))
        return _plain(str(next(found, "")))

    pages = [text("start_page"), text("end_page")]
    urls = [str(one) for one in _listed(record.get("urls"))]
    return Reference(
        place=place,
        key=text("id", "label"),
        kind=text("type_of_reference"),
        title=text("title", "primary_title"),
        container=text("secondary_title", "journal_name", "alternate_title3"),
        publisher=text("publisher"),
        authors=tuple(map(_ris_name, record.get("authors") or record.get("first_authors") or [])),
        published=_ris_date(text("date", "year", "publication_year")),
        accessed=_ris_date(text("access_date")),
        language=text("language"),
        url=urls[0] if urls else "",
        doi=text("doi"),
        pages="-".join(dict.fromkeys(filter(None, pages))),
    )


def _ris_name(name: str) -> str:
    last, _, first = name.partition(", ")
    return f"{first} {last}".strip()


def _ris_date(text: str) -> str:
    return edtf(*text.split("/")[:3]) if re.match(r"\d{4}(/|$)", text) else text
