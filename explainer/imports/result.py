"""What an import gives: entries and tables to look at, and what is to be said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from explainer.content import Content, marks
from explainer.content.complaints import called
from explainer.model import KINDS
from explainer.problems import Place, did_you_mean

Data = dict[str, Any]
NoteKind = Literal["to-fill", "known", "refused", "left-out"]


@dataclass(frozen=True, slots=True)
class Note:
    """What an editor is told of one place of the file, and what to do about it."""

    kind: NoteKind
    place: Place
    message: str
    cure: str = ""

    def __str__(self) -> str:
        line = f"{self.place}: {self.kind}: {self.message}"
        return f"{line}\n    {self.cure}" if self.cure else line


@dataclass(frozen=True, slots=True)
class Imported:
    """Entries by kind and id, CSV files by the names they get in ``series/``, and the report.

    What is ``to_paste`` belongs into entries that are there, and cannot be a file of its own.
    """

    entries: Mapping[str, Mapping[str, Data]] = field(default_factory=dict)
    tables: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
    to_paste: bool = False

    @property
    def taken(self) -> Mapping[str, int]:
        """How many entries there are of each kind."""
        return {kind: len(those) for kind, those in self.entries.items() if those}


def refused(place: Place, message: str, cure: str = "") -> Note:
    """A note on what was not taken."""
    return Note("refused", place, message, cure)


def to_fill(kind: str, entries: Mapping[str, Data], at: Mapping[str, Place]) -> Iterator[Note]:
    """A note for each place to fill, at the place of the file that its entry comes from."""
    for name, data in entries.items():
        for path, _ in marks.places(data):
            cure = f"write {marks.wanted(KINDS[kind], path)}"
            yield Note("to-fill", at[name], called((name, *path)), cure)


def unknown_column(place: Place, name: str, columns: Iterable[str]) -> Note:
    """A note on a column that no import knows."""
    cure = did_you_mean(name, columns, otherwise="known are: " + ", ".join(columns))
    return Note("left-out", place, f"the column {name!r} is not known", cure)


def is_there(content: Content, kind: str, name: str) -> bool:
    """Whether the content has an entry of that id, readable or not."""
    return name in content.known.get(kind, frozenset())
