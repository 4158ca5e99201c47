"""All that the editors wrote, typed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from explainer.content import points
from explainer.documents import Path
from explainer.model import (
    KINDS,
    Correction,
    Entry,
    Event,
    Fact,
    Figure,
    Findable,
    Group,
    Page,
    Picture,
    Point,
    Series,
    Site,
    Source,
    Term,
)
from explainer.prose import Prose


@dataclass(frozen=True)
class Content:
    """All that the editors wrote, typed; entries that could not be read are known by id alone.

    ``drafts`` are pages that are not published yet: nothing else sees them as pages.
    Of an ``incomplete`` kind a file could not be read as YAML, so that more ids may be there than
    are ``known``. ``tables`` are the CSV files that are there, ``images`` the image files.
    """

    site: Site
    sources: Mapping[str, Source] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)
    events: Mapping[str, Event] = field(default_factory=dict)
    groups: Mapping[str, Group] = field(default_factory=dict)
    figures: Mapping[str, Figure] = field(default_factory=dict)
    pictures: Mapping[str, Picture] = field(default_factory=dict)
    glossary: Mapping[str, Term] = field(default_factory=dict)
    corrections: Mapping[str, Correction] = field(default_factory=dict)
    pages: Mapping[str, Page] = field(default_factory=dict)
    known: Mapping[str, frozenset[str]] = field(default_factory=dict)
    incomplete: frozenset[str] = frozenset()
    drafts: Mapping[str, Page] = field(default_factory=dict)
    own_static: frozenset[str] = frozenset()
    tables: tuple[str, ...] = ()
    images: tuple[str, ...] = ()

    @cached_property
    def courses(self) -> Mapping[str, tuple[Point, ...]]:
        """The points of every series in the order of time, by its id."""
        return {name: tuple(points.points(series)) for name, series in self.series.items()}

    @cached_property
    def points(self) -> Mapping[str, Point]:
        """Every point of every series, by its id."""
        return {point.id: point for course in self.courses.values() for point in course}

    @property
    def files(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The names of the files that hold more of an entry, by its kind and id."""
        tables = {
            ("series", name): tuple(answer.file for answer in series.answers if answer.file)
            for name, series in self.series.items()
        }
        return tables | {("pictures", one.id): (one.file,) for one in self.pictures.values()}

    def fact(self, name: str) -> Fact | None:
        """The fact, or point of a series, of that id; a series alone stands for its last point.

        ``ID#first`` and ``ID#last`` are the ends of what is on its line and no forecast.
        """
        series, _, key = name.partition("#")
        if series in self.courses and key in ("", "first", "last"):
            known = [one for one in self.courses[series] if one.on_line and one.kind != "forecast"]
            return (known[0] if key == "first" else known[-1]) if known else None
        return self.facts.get(name) or self.points.get(name)

    def start_of(self, fact: Fact) -> Fact | None:
        """The starting point of a fact; a series alone stands for the first of its points."""
        name = fact.baseline
        return self.fact(f"{name}#first" if name in self.series else name) if name else None

    def entries(self) -> Iterator[Entry]:
        """Every entry that could be read, kind by kind, in the order of the files."""
        for kind in (*KINDS, "pages"):
            yield from getattr(self, kind).values()

    @cached_property
    def renamed(self) -> Mapping[tuple[str, str], str]:
        """What each entry is called now, by its kind and an id that it had before."""
        return {
            (entry.folder or "pages", old): entry.id
            for entry in self.entries()
            if isinstance(entry, Findable)
            for old in entry.was
        }

    def passages(self) -> Iterator[tuple[Entry, Path, Prose]]:
        """Every piece of Markdown: its entry, its path in there (a page's body: empty), itself."""
        return iter(self._passages)

    @cached_property
    def _passages(self) -> tuple[tuple[Entry, Path, Prose], ...]:
        return tuple(
            (entry, path, text) for entry in self.entries() for path, text in entry.markdown.items()
        )
