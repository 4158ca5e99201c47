"""What a file of the content folder says, every value knowing where it stands."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from explainer.documents.text import Extract, Quote, Text
from explainer.problems import Place

Path = tuple[str | int, ...]
Span = tuple[int, int, Quote]


@dataclass(frozen=True, slots=True, eq=False)
class Extracts(Mapping[Path, Extract]):
    """The raw text of every value, cut out when asked for."""

    text: Text
    spans: Mapping[Path, Span]

    def __getitem__(self, path: Path) -> Extract:
        return self.text.extract(*self.spans[path])

    def __iter__(self) -> Iterator[Path]:
        return iter(self.spans)

    def __len__(self) -> int:
        return len(self.spans)


@dataclass(frozen=True, slots=True, eq=False)
class Places(Mapping[Path, Place]):
    """The place of every key and list item, counted out when asked for."""

    text: Text
    starts: Mapping[Path, int]

    def __getitem__(self, path: Path) -> Place:
        return self.text.place(self.starts[path])

    def __iter__(self) -> Iterator[Path]:
        return iter(self.starts)

    def __len__(self) -> int:
        return len(self.starts)


@dataclass(frozen=True, slots=True, eq=False)
class Document:
    """A YAML file, or the front matter of a page; equal only to itself, so that it has a hash.

    ``value`` holds only ``str``, ``list``, ``dict``, and ``None`` for an empty value; text is as
    the editor wrote it, quotes removed. ``values`` and ``keys`` tell where everything stands;
    ``broken`` are the names of top-level entries that are there but could not be read: they are
    in ``keys``, not in ``value``.
    """

    file: str
    value: dict[str, Any]
    values: Mapping[Path, Extract] = field(repr=False)
    keys: Mapping[Path, Place] = field(repr=False)
    broken: tuple[str, ...] = ()

    def place(self, *path: str | int) -> Place:
        """Where the value at the longest known beginning of ``path`` starts."""
        for length in range(len(path), 0, -1):
            if path[:length] in self.values:
                return self.values[path[:length]].place
        return Place(self.file)


@dataclass(frozen=True, slots=True)
class Page:
    """A Markdown file: what stands between its ``---`` lines, and the text after them."""

    front: Document
    body: Extract
