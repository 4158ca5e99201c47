"""A folder becomes content: every file read, every entry typed, every broken one a problem."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from explainer import documents, prose
from explainer.content import points
from explainer.content.model import (
    KINDS,
    Correction,
    Entry,
    Event,
    Fact,
    Figure,
    Group,
    Known,
    Origin,
    Page,
    Part,
    Point,
    Series,
    Site,
    Source,
    Term,
    expand,
    fields_of,
)
from explainer.documents.tables import read_table
from explainer.problems import Place, Problem, did_you_mean, message_and_cure
from explainer.prose import Prose
from explainer.prose.links import kebab
from explainer.quantities.dates import read as read_value
from explainer.reading.mentions import Usage
from explainer.store.memory import Memory

ID = re.compile(r"[a-z0-9]++(?:-[a-z0-9]++)*+\Z")
# Systems allow 255 in the name of a file, and ".json" comes behind it.
LONGEST = 250
PAGE_ID = re.compile(r"[a-z0-9]++(?:[-/][a-z0-9]++)*+\Z")


@dataclass(frozen=True)
class Content:
    """All that the editors wrote, typed; entries that could not be read are known by id alone.

    ``drafts`` are pages that are not published yet: nothing else sees them as pages.
    Of an ``incomplete`` kind a file could not be read as YAML, so that more ids may be there than
    are ``known``. ``tables`` are the CSV files that are there.
    """

    site: Site
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    incomplete: frozenset[str] = frozenset()
    drafts: Mapping[str, Page] = field(default_factory=dict)
    own_static: frozenset[str] = frozenset()
    tables: tuple[str, ...] = ()

    @cached_property
    def courses(self) -> Mapping[str, tuple[Point, ...]]:
        """The points of every series in the order of time, by its id."""
        return {name: tuple(points.points(series)) for name, series in self.series.items()}

    @cached_property
    def points(self) -> Mapping[str, Point]:
        """Every point of every series, by its id."""
        return {point.id: point for course in self.courses.values() for point in course}

    def fact(self, name: str) -> Fact | None:
        """The fact, or point of a series, of that id; a series alone stands for its last point.

        ``ID#first`` and ``ID#last`` are the ends of what is on its line and no forecast.
        """
        series, _, key = name.partition("#")
        if series in self.courses and key in ("", "first", "last"):
            known = [one for one in self.courses[series] if one.on_line and one.kind != "forecast"]
            return (known[0] if key == "first" else known[-1]) if known else None
        return self.facts.get(name) or self.points.get(name)

    def entries(self) -> Iterator[Entry]:
        """Every entry that could be read, kind by kind, in the order of the files."""
        for kind in (*KINDS, "pages"):
            yield from getattr(self, kind).values()

    def passages(self) -> Iterator[tuple[Entry, documents.Path, Prose]]:
        """Every piece of Markdown: its entry, its path in there (a page's body: empty), itself."""
        return iter(self._passages)

    @cached_property
    def _passages(self) -> tuple[tuple[Entry, documents.Path, Prose], ...]:
        return tuple(
            (entry, path, text) for entry in self.entries() for path, text in entry.markdown.items()
        )


def load(
    root: Path, *, with_drafts: bool = False, memory: Memory | None = None
) -> tuple[Content, list[Problem]]:
    """Read the content folder ``root``; what cannot be read is left out and reported.

    ``with_drafts`` takes pages that are not to be published yet for pages like any other. Files
    that ``memory`` knows are not read again.
    """
    memory = memory or Memory()
    memory.turn()
    problems = documents.stray_files(root)
    site = _load_site(root, memory, problems)
    entries: dict[str, dict[str, Entry]] = {}
    known: dict[str, frozenset[str]] = {}
    incomplete: set[str] = set()
    for kind, model in KINDS.items():
        files, unread = _documents(root, kind, memory)
        problems += unread
        if unread:
            incomplete.add(kind)
        entries[kind], known[kind] = _load_kind(files, model, site.usage, memory, problems)
    entries["series"] = _with_rows(root, entries["series"], problems)
    every, known["pages"] = _load_pages(root, site.usage, memory, problems)
    drafts = {name: page for name, page in every.items() if page.is_draft and not with_drafts}
    pages = {name: page for name, page in every.items() if name not in drafts}
    return Content(
        site=site,
        pages=pages,
        known=known,
        incomplete=frozenset(incomplete),
        drafts=drafts,
        tables=tuple(documents.table_files(root)),
        own_static=documents.own_static(root),
        **entries,  # type: ignore[arg-type]
    ), problems


def _documents(
    root: Path, kind: str, memory: Memory
) -> tuple[list[documents.Document], list[Problem]]:
    """The files of a kind, and what keeps them from being read."""
    read = [documents.read_yaml(root, file, memory) for file in documents.yaml_files(root, kind)]
    return [document for document, _ in read], [one for _, found in read for one in found]


def _no_site() -> Site:
    nowhere = Origin(documents.parse_yaml(b"", "site.yaml")[0])
    return Site.read({"title": "Untitled"}, Known(nowhere))


def _load_site(root: Path, memory: Memory, problems: list[Problem]) -> Site:
    if not (root / "site.yaml").exists() and not (root / "site.yaml").is_symlink():
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
    files: Iterable[documents.Document],
    model: type[Entry],
    usage: Usage,
    memory: Memory,
    problems: list[Problem],
) -> tuple[dict[str, Entry], frozenset[str]]:
    entries: dict[str, Entry] = {}
    seen: dict[str, Place] = {}
    for document in files:
        for name in document.broken:
            seen.setdefault(name, document.keys[(name,)])
        typed = memory.once((document, usage), partial(_typed_all, model, document, usage))
        for name, (origin, entry, found) in typed.items():
            if name in seen and name not in document.broken:
                problems.append(_twice(name, origin.key(), seen[name]))
                continue
            seen[name] = origin.key()
            problems += _check_id("an id", name, origin.key(), ID)
            problems += found
            if entry is not None:
                entries[name] = entry
    return entries, frozenset(seen) | {_as_id(name) for name in seen}


Typed = tuple[Origin, Entry | None, list[Problem]]


def _typed_all(model: type[Entry], document: documents.Document, usage: Usage) -> dict[str, Typed]:
    """Every entry of a file by its name, with what is wrong with it."""
    found: dict[str, Typed] = {}
    for name, value in document.value.items():
        origin = Origin(document, (name,))
        found[name] = (origin, *_typed(model, name, value, origin, usage))
    return found


def _with_rows(
    root: Path, series: Mapping[str, Entry], problems: list[Problem]
) -> dict[str, Entry]:
    """The series with what their tables hold, each file read once."""
    read = lru_cache(maxsize=None)(partial(read_table, root))
    filled: dict[str, Entry] = {}
    for name, one in series.items():
        assert isinstance(one, Series)
        filled[name], found = points.fill(one, read)
        problems += found
    return filled


def _load_pages(
    root: Path, usage: Usage, memory: Memory, problems: list[Problem]
) -> tuple[dict[str, Page], frozenset[str]]:
    pages: dict[str, Page] = {}
    known: set[str] = set()
    for file in documents.page_files(root):
        name = file.removeprefix("pages/").removesuffix(".md")
        known.add(name)
        read, unread = documents.read_page(root, file, memory)
        problems += unread
        problems += _check_id("the name of a page", name, Place(file), PAGE_ID)
        has_front = all(problem.rule != "front-matter" for problem in unread)
        make = partial(_typed_page, name, read, usage, has_front=has_front)
        page, found = memory.once((read.front, usage, has_front), make)
        problems += found
        if page is not None:
            pages[name] = page
    return pages, frozenset(known)


def _typed_page(
    name: str, read: documents.Page, usage: Usage, *, has_front: bool
) -> tuple[Page | None, list[Problem]]:
    body, problems = prose.page(read.body, usage)
    if not has_front:
        return None, problems
    page, found = _typed(Page, name, read.front.value, Origin(read.front), usage, body)
    return page if isinstance(page, Page) else None, problems + found


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
        message = f"{name!r} must have {KEYS}, but is {_kind_of(value)}"
        return None, [Problem(origin.key(), "wrong-type", message, _needs(model))]
    data = _without_empty(value)
    markdown: dict[documents.Path, Prose] = {}
    problems: list[Problem] = []
    for pattern in model.inline:
        for path, text in expand(pattern, data):
            markdown[path], found = prose.inline(origin.extract(*path), text, usage)
            problems += found
    if body is not None:
        markdown[()] = body
    try:
        entry = model.read(data, Known(origin, name, markdown))
    except ValidationError as error:
        return None, problems + explain(error, model, origin)
    unreadable = [*_check_shape(entry), *_check_values(entry)]
    return (None if unreadable else entry), problems + unreadable


# Where one key of several will do.
ONE_OF: dict[type[Entry], tuple[str, ...]] = {
    Source: ("url", "where_found"),
    Correction: ("fact", "event", "page"),
}


def _check_shape(entry: Entry) -> Iterator[Problem]:
    """Each kind of entry must have the keys without which it says nothing."""
    choices = ONE_OF.get(type(entry), ())
    if choices and not any(getattr(entry, key) for key in choices):
        yield Problem(
            entry.origin.key(),
            "missing-key",
            f"{entry.id!r} must have one of the keys {' or '.join(map(repr, choices))}",
            f"add one of them, such as '{choices[0]}:'",
        )
    if isinstance(entry, Fact):
        yield from _check_fact(entry)
    if isinstance(entry, Event):
        yield from _check_dates(entry)


def _check_dates(event: Event) -> Iterator[Problem]:
    """What is said of a date must have the source that says it."""
    for number, date in enumerate(event.dates):
        said = next((key for key in ("says", "where", "conflict") if getattr(date, key)), "")
        if said and not date.source:
            yield Problem(
                event.origin.key("dates", number, said),
                "missing-key",
                f"a date with {said!r} must have the key 'source', which tells whose it is",
                "add 'source:' to it; of several sources each has a place in 'answers'",
            )


def _check_fact(entry: Fact) -> Iterator[Problem]:
    """A fact needs ``shown`` with ``answers``, or a ``formula``, or ``answers`` (a statement)."""
    place = entry.origin.key()
    needed = {"derived": ["formula"], "statement": ["answers"]}.get(
        entry.kind, ["shown", "answers"]
    )
    for key in needed:
        if not getattr(entry, key):
            yield Problem(
                place,
                "missing-key",
                f"{entry.id!r} is of kind {entry.kind!r} and must have the key {key!r}",
                f"add '{key}:' to it",
            )
    if entry.formula and entry.kind != "derived":
        yield Problem(
            entry.origin.key("formula"),
            "formula-not-derived",
            f"only a fact of kind 'derived' may have a 'formula', but {entry.id!r} is of kind"
            f" {entry.kind!r}",
            "write 'kind: derived', or leave the formula out",
        )
    if entry.kind == "derived" and entry.shown:
        yield Problem(
            entry.origin.key("shown"),
            "derived-with-shown",
            f"a derived fact is computed at every build and must not have 'shown', but it has"
            f" {entry.shown!r}",
            "leave 'shown' out",
        )


def _check_values(entry: Entry) -> Iterator[Problem]:
    """The texts of a fact that must read as values, and do not."""
    if not isinstance(entry, Fact):
        return
    for path, text in entry.typed_texts():
        try:
            read_value(text)
        except ValueError as error:
            place = entry.origin.place(*path)
            yield Problem(place, "unreadable-value", *message_and_cure(error))


# --- pydantic's complaints in an editor's words ---------------------------------------------------


def explain(error: ValidationError, model: type[Part], origin: Origin) -> list[Problem]:
    """One problem for each thing that keeps an entry from being a ``model``."""
    errors = error.errors()
    return [
        _explain(details, model, origin)
        for details in errors
        if not _follows(details, errors, origin)
    ]


def _follows(details: ErrorDetails, errors: Sequence[ErrorDetails], origin: Origin) -> bool:
    """Whether it is no more than what another problem leads to."""
    path = details["loc"]
    if details["type"] == "missing":
        unread = origin.path == () and path[0] in origin.document.broken
        return unread or any(_misspells(other, path) for other in errors)
    below = (other["loc"] for other in errors if other["loc"][: len(path)] == path != other["loc"])
    return details["type"] == "too_short" and any(below)


def _misspells(details: ErrorDetails, path: documents.Path) -> bool:
    """Whether an unknown key is what was written for the key at ``path``."""
    *above, key = details["loc"] or ("",)
    alike = get_close_matches(str(key), [str(path[-1])])
    return details["type"] == "extra_forbidden" and tuple(above) == path[:-1] and bool(alike)


def _explain(details: ErrorDetails, model: type[Part], origin: Origin) -> Problem:
    path = details["loc"]
    owner = part_at(model, path[:-1])
    key = str(path[-1]) if path else ""
    kind, found = details["type"], details.get("input")
    name = _called((*origin.path[:1], *path))
    if kind == "missing":
        return Problem(
            origin.key(*path[:-1]),
            "missing-key",
            f"the key {name} must be there",
            f"add '{key}:' to it",
        )
    if kind == "extra_forbidden":
        message, cure = f"the key {key!r} is not known", _cure_of_unknown(key, owner, origin)
        return Problem(origin.key(*path), "unknown-key", message, cure)
    place = origin.place(*path)
    if kind == "literal_error":
        choices = _choices(owner, key)
        return Problem(
            place,
            "not-allowed",
            f"{name} must be one of a few words, but is {found!r}",
            did_you_mean(str(found), choices, otherwise="must be one of: " + ", ".join(choices)),
        )
    if kind == "value_error":
        message, cure = message_and_cure(details["ctx"]["error"])
        return Problem(place, "unreadable-value", f"{name}: {message}", cure)
    if kind == "too_short":
        return Problem(place, "missing-key", f"{name} must not be empty", "add a first item to it")
    if kind == "string_type":
        message = f"{name} must be one text, but is {_kind_of(found)}"
        return Problem(place, "wrong-type", message, "put it in quotes if it is meant as a text")
    part = part_at(model, path)
    cure = _needs(part) if part is not owner else ""
    return Problem(place, "wrong-type", f"{name} must have {KEYS}, but is {_kind_of(found)}", cure)


def _cure_of_unknown(key: str, owner: type[Part], origin: Origin) -> str:
    """How to do without a key that is not known; what newcomers write first has its own answer."""
    if key == "id" and issubclass(owner, Page):
        return "take the line away: the name of a page is that of its file"
    if key == "id" and issubclass(owner, Entry):
        return f"take the line away: the id stands above it, before the colon: '{origin.path[0]}:'"
    if key in ("body", "text", "content") and issubclass(owner, Page):
        return "take the line away, and write the text of the page below the second '---'"
    choices = fields_of(owner)
    return did_you_mean(key, choices, otherwise="must be one of: " + ", ".join(choices))


def _called(path: documents.Path) -> str:
    """``item 2 of 'answers' of 'cost'``: the way out from a key to its entry."""
    names = [f"item {step + 1}" if isinstance(step, int) else repr(step) for step in path]
    return " of ".join(reversed(names))


def part_at(model: type[Part], path: Iterable[str | int]) -> type[Part]:
    """The part of ``model`` that ``path`` leads to, as far as it leads to one."""
    for step in path:
        if isinstance(step, str):
            model = next(_parts_in(_annotation(model, step)), model)
    return model


def _annotation(model: type[Part], key: str) -> Any:
    for name, info in model.model_fields.items():
        if key in (name, info.alias):
            return info.annotation
    return None


def _parts_in(annotation: Any) -> Iterator[type[Part]]:
    if isinstance(annotation, type) and issubclass(annotation, Part):
        yield annotation
    for argument in get_args(annotation):
        yield from _parts_in(argument)


def _choices(model: type[Part], key: str) -> list[str]:
    def words(annotation: Any) -> Iterator[str]:
        for argument in get_args(annotation):
            if isinstance(argument, str):
                yield argument
            else:
                yield from words(argument)

    return list(words(_annotation(model, key)))


def required_of(model: type[Part]) -> list[str]:
    """The keys that an entry of ``model`` cannot do without."""
    required = {
        info.alias or name for name, info in model.model_fields.items() if info.is_required()
    }
    return [key for key in fields_of(model) if key in required]


KEYS = "keys of its own ('key: value')"


def _needs(model: type[Part]) -> str:
    return f"it needs at least: {', '.join(required_of(model))}"


def _kind_of(value: object) -> str:
    names = {dict: "a set of keys", list: "a list", type(None): "empty"}
    return names.get(type(value), f"the text {value!r}")


def _without_empty(value: Any) -> Any:
    """An empty value means absent."""
    if isinstance(value, dict):
        return {key: _without_empty(item) for key, item in value.items() if item is not None}
    if isinstance(value, list):
        return [_without_empty(item) for item in value]
    return value


def _check_id(what: str, name: str, place: Place, pattern: re.Pattern[str]) -> Iterator[Problem]:
    if not pattern.match(name):
        better = _as_id(name)
        yield Problem(
            place,
            "bad-id",
            f"{what} must be lower-case words joined by '-', since it is an address,"
            f" but this one is {name!r}",
            f"write {better!r}" if pattern.match(better) else "choose another",
        )
        return
    longest = max(name.split("/"), key=len)
    if len(longest) > LONGEST:
        yield Problem(
            place,
            "bad-id",
            f"{what} must be at most {LONGEST} characters long, since files are named after it, but"
            f" {_cut(longest)!r}… has {len(longest)}",
            f"write {_cut(longest)!r}",
        )


def _cut(name: str) -> str:
    """The first words of a long name."""
    return name[:40].rpartition("-")[0] or name[:40]


def _as_id(name: str) -> str:
    """The id that a name is mended to: whoever refers to it so is right."""
    return "/".join(kebab(part) for part in name.split("/"))


def _twice(name: str, place: Place, first: Place) -> Problem:
    return Problem(
        place,
        "duplicate-id",
        f"the id {name!r} must be used once, but stands also at {first}",
        "give one of the two another id, or join them",
    )
