"""A folder becomes content: every file read, every entry typed, every broken one a problem."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from explainer import documents, prose
from explainer.content import images, marks, points
from explainer.content.complaints import KEYS, explain, kind_of, needs
from explainer.content.ids import ID, PAGE_ID, as_id, check_id
from explainer.content.shapes import check_former, check_shape, check_values
from explainer.content.whole import Content
from explainer.documents.tables import read_table
from explainer.model import (
    KINDS,
    Entry,
    Known,
    Origin,
    Page,
    Picture,
    Series,
    Site,
    expand,
)
from explainer.problems import Place, Problem
from explainer.prose import Prose
from explainer.reading.mentions import Usage
from explainer.store.memory import Memory, digest


def load(
    root: Path, *, with_drafts: bool = False, memory: Memory | None = None
) -> tuple[Content, list[Problem]]:
    """Read the content folder ``root``; what cannot be read is left out and reported.

    ``with_drafts`` takes pages that are not to be published yet for pages like any other. Files
    that ``memory`` knows are not read again.
    """
    memory = memory or Memory()
    memory.turn()
    listed = documents.listing(root)
    problems = documents.stray_files(listed)
    site = _load_site(root, memory, problems)
    entries: dict[str, dict[str, Entry]] = {}
    known: dict[str, frozenset[str]] = {}
    incomplete: set[str] = set()
    for kind, model in KINDS.items():
        files = [
            _read_entries(root, file, model, site.usage, memory)
            for file in documents.yaml_files(listed, kind)
        ]
        unread = [problem for one in files for problem in one.problems]
        problems += unread
        if unread:
            incomplete.add(kind)
        entries[kind], known[kind] = _load_kind(files, problems)
    tables = documents.table_files(listed)
    entries["series"] = _with_rows(root, entries["series"], tables, problems)
    files_there = documents.picture_files(listed)
    entries["pictures"] = _with_images(root, entries["pictures"], files_there, memory, problems)
    every, known["pages"] = _load_pages(listed, site.usage, memory, problems)
    drafts = {name: page for name, page in every.items() if page.is_draft and not with_drafts}
    pages = {name: page for name, page in every.items() if name not in drafts}
    return Content(
        site=site,
        pages=pages,
        known=known,
        incomplete=frozenset(incomplete),
        drafts=drafts,
        tables=tuple(tables),
        images=tuple(files_there),
        own_static=documents.own_static(root),
        **entries,  # type: ignore[arg-type]
    ), problems


Typed = tuple[Origin, Entry | None, list[Problem]]


class _File(NamedTuple):
    """A file of entries: what it holds, each typed by its name, and what cannot be read."""

    document: documents.Document
    typed: dict[str, Typed]
    problems: list[Problem]


def _read_entries(root: Path, file: str, model: type[Entry], usage: Usage, memory: Memory) -> _File:
    data, unfit = documents.read_bytes(root, file)
    key = ("entries", model.__name__, file, digest(data), usage)
    found = memory.kept(key, partial(_parse_entries, model, data, file, usage))
    return found._replace(problems=unfit or found.problems)


def _parse_entries(model: type[Entry], data: bytes, file: str, usage: Usage) -> _File:
    document, problems = documents.parse_yaml(data, file)
    return _File(document, typed_all(model, document, usage), problems)


def _no_site() -> Site:
    nowhere = Origin(documents.parse_yaml(b"", "site.yaml")[0])
    return Site.read({"title": "Untitled"}, Known(nowhere))


def _load_site(root: Path, memory: Memory, problems: list[Problem]) -> Site:
    if not os.path.lexists(root / "site.yaml"):
        place = Place("site.yaml")
        problems.append(
            Problem(
                place,
                "no-site",
                "the content folder must have a file 'site.yaml'",
                "create it with one line: title: The title of the site",
            )
        )
        return _no_site()
    document, found = documents.read_yaml(root, "site.yaml", memory)
    problems += found
    if any(problem.rule == "unreadable-file" for problem in found):
        return _no_site()
    origin, data = Origin(document), _without_empty(document.value)
    try:
        return Site.read(data, Known(origin))
    except ValidationError as error:
        problems += explain(error, Site, origin)
        wrong = {details["loc"][0] for details in error.errors()}
        readable = {key: value for key, value in data.items() if key not in wrong}
        return Site.read({"title": "Untitled"} | readable, Known(origin))


def _load_kind(
    files: Iterable[_File], problems: list[Problem]
) -> tuple[dict[str, Entry], frozenset[str]]:
    entries: dict[str, Entry] = {}
    seen: dict[str, Origin] = {}
    for document, typed, _ in files:
        for name in document.broken:
            seen.setdefault(name, Origin(document, (name,)))
        for name, (origin, entry, found) in typed.items():
            if name in seen and name not in document.broken:
                problems.append(_twice(name, origin.key(), seen[name].key()))
                continue
            seen[name] = origin
            problems += check_id("an id", name, origin.key, ID)
            problems += found
            if entry is not None:
                entries[name] = entry
    return entries, frozenset(seen) | {as_id(name) for name in seen}


def typed_all(model: type[Entry], document: documents.Document, usage: Usage) -> dict[str, Typed]:
    """Every entry of a file by its name, with what is wrong with it."""
    found: dict[str, Typed] = {}
    for name, value in document.value.items():
        origin = Origin(document, (name,))
        found[name] = (origin, *_typed(model, name, value, origin, usage))
    return found


def _with_rows(
    root: Path, series: Mapping[str, Entry], there: Sequence[str], problems: list[Problem]
) -> dict[str, Entry]:
    """The series with what their tables hold, each file read once."""
    read = lru_cache(maxsize=None)(partial(read_table, root))
    filled: dict[str, Entry] = {}
    for name, one in series.items():
        assert isinstance(one, Series)
        filled[name], found = points.fill(one, read, there)
        problems += found
    return filled


def _with_images(
    root: Path,
    pictures: Mapping[str, Entry],
    there: Sequence[str],
    memory: Memory,
    problems: list[Problem],
) -> dict[str, Entry]:
    """The pictures with their files, each read once."""
    read = partial(documents.read_picture, root, memory=memory)
    filled: dict[str, Entry] = {}
    for name, one in pictures.items():
        assert isinstance(one, Picture)
        filled[name], found = images.fill(one, there, read)
        problems += found
    return filled


def _load_pages(
    listed: documents.Listing, usage: Usage, memory: Memory, problems: list[Problem]
) -> tuple[dict[str, Page], frozenset[str]]:
    pages: dict[str, Page] = {}
    known: set[str] = set()
    files = {file: documents.read_bytes(listed.root, file) for file in documents.page_files(listed)}
    makes = {
        ("page", file, digest(data), usage): partial(_parse_page, data, file, usage)
        for file, (data, _) in files.items()
    }
    read = memory.all_kept(makes)
    for (file, (_, unfit)), (page, unread, found) in zip(files.items(), read, strict=True):
        name = _page_name(file)
        known.add(name)
        problems += unfit or unread
        problems += check_id("the name of a page", name, partial(Place, file), PAGE_ID)
        problems += found
        if page is not None:
            pages[name] = page
    return pages, frozenset(known)


def _page_name(file: str) -> str:
    return file.removeprefix("pages/").removesuffix(".md")


def _parse_page(
    data: bytes, file: str, usage: Usage
) -> tuple[Page | None, list[Problem], list[Problem]]:
    """The page, what cannot be read of its file, and what is wrong with what was read."""
    read, unread = documents.parse_page(data, file)
    body, problems = prose.page(read.body, usage)
    if any(problem.rule == "front-matter" for problem in unread):
        return None, unread, problems
    name = _page_name(file)
    page, found = _typed(Page, name, read.front.value, Origin(read.front), usage, body)
    return page if isinstance(page, Page) else None, unread, problems + found


def _typed(
    model: type[Entry],
    name: str,
    value: Any,
    origin: Origin,
    usage: Usage,
    body: Prose | None = None,
) -> tuple[Entry | None, list[Problem]]:
    """The entry, or None and what is wrong with it."""
    if not isinstance(value, dict):
        message = f"{name!r} must have {KEYS}, but is {kind_of(value)}"
        return None, [Problem(origin.key(), "wrong-type", message, needs(model))]
    data = _without_empty(value)
    markdown: dict[documents.Path, Prose] = {}
    problems: list[Problem] = []
    for pattern in model.inline:
        for path, text in expand(pattern, data):
            markdown[path], found = prose.inline(origin.extract(*path), text, usage)
            problems += found
    if body is not None:
        markdown[()] = body
    unfilled = list(marks.unfilled(model, data, origin))
    entry, found = _read(model, data, Known(origin, name, markdown))
    told = {problem.place for problem in unfilled}
    problems += unfilled + [problem for problem in found if problem.place not in told]
    return (None if unfilled or found else entry), problems


def _read(model: type[Entry], data: Any, known: Known) -> tuple[Entry | None, list[Problem]]:
    try:
        entry = model.read(data, known)
    except ValidationError as error:
        return None, explain(error, model, known.origin)
    return entry, [*check_shape(entry), *check_former(entry), *check_values(entry)]


def _without_empty(value: Any) -> Any:
    """An empty value means absent."""
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _twice(name: str, place: Place, first: Place) -> Problem:
    return Problem(
        place,
        "duplicate-id",
        f"the id {name!r} must be used once, but stands also at {first}",
        "give one of the two another id, or join them",
    )
