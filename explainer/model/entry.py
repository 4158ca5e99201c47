"""What all entries have in common: where they stand, what they are read from, ids, Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from inspect import cleandoc
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict

from explainer.documents import Document, Extract, Image, Path
from explainer.model.kinds import Texts, on_one_line
from explainer.model.rows import Row
from explainer.problems import Place
from explainer.prose import Prose
from explainer.quantities.dates import Date


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry stands: its document, and the path to it in there."""

    document: Document
    path: Path = ()

    @property
    def file(self) -> str:
        """The file, relative to the content folder."""
        return self.document.file

    def place(self, *path: str | int) -> Place:
        """Place of the value at ``path`` in the entry, or of the nearest value around it."""
        return self.document.place(*self.path, *path)

    def key(self, *path: str | int) -> Place:
        """Place of the key at ``path`` in the entry, or of the nearest value around it."""
        whole = (*self.path, *path)
        return self.document.keys.get(whole, self.document.place(*whole))

    def extract(self, *path: str | int) -> Extract:
        """The value at ``path`` as it stands in the file; KeyError where nothing stands there."""
        return self.document.values[(*self.path, *path)]


class Part(BaseModel):
    """A piece of an entry; unknown keys are refused."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", arbitrary_types_allowed=True, defer_build=True
    )

    def __copy__(self) -> Self:
        """A copy in which fields may change: what was worked out from them is not kept."""
        copied = super().__copy__()
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


@dataclass(frozen=True, slots=True)
class Known:
    """What the program knows of what it reads, apart from all that an editor may write.

    ``markdown`` is every piece of Markdown by its path; the body of a page has the empty path.
    ``rows`` are those of each answer to a series, in the order of its answers, ``partly`` where
    some could not be read; ``gaps`` are those times that are named without a value, each
    with what is noted there. ``image`` is the file of a picture.
    """

    origin: Origin
    id: str = ""
    markdown: Mapping[Path, Prose] = field(default_factory=dict)
    rows: tuple[tuple[Row, ...], ...] = ()
    partly: bool = False
    gaps: tuple[tuple[Date, str], ...] = ()
    image: Image | None = None


class Read(Part):
    """What stands in a file of its own, or under a name in one.

    Its fields are all that an editor may write, and nothing else is: a key that happens to be
    named as something of the program is unknown like any other.
    """

    _known: Known

    @classmethod
    def read(cls, data: Mapping[str, Any], known: Known) -> Self:
        """The model of ``data``, every text on one line; ValidationError where it is none."""
        model = cls.model_validate(on_one_line(data))
        model._known = known
        return model

    @property
    def origin(self) -> Origin:
        """Where it stands."""
        return self._known.origin


class Entry(Read):
    """Something with an id of its own, and so with a permanent address."""

    # The fields that hold inline Markdown; ``*`` stands for every item of a list.
    inline: ClassVar[tuple[Path, ...]] = ()
    folder: ClassVar[str] = ""
    # What to do where a key is missing that does not speak for itself.
    cures: ClassVar[Mapping[str, str]] = {}
    # Keys by what else they are called.
    meant: ClassVar[Mapping[str, str]] = {}

    def __hash__(self) -> int:
        return hash((self.folder, self.id))

    @property
    def id(self) -> str:
        """The name under which it stands, and so its address; looked up at every link."""
        return self.__pydantic_private__["_known"].id  # type: ignore[index, no-any-return]

    @property
    def markdown(self) -> Mapping[Path, Prose]:
        """Every piece of Markdown in it, by its path."""
        return self._known.markdown

    def prose(self, *path: str | int) -> Prose | None:
        """The Markdown at ``path``, or None where the field is absent."""
        return self.markdown.get(path)


class Findable(Entry):
    """Something that readers look for: by other words, and at addresses that it had before."""

    found_by: Texts = ()
    was: Texts = ()


def fields_of(model: type[Part]) -> list[str]:
    """The keys an editor may write in ``model``, in the format's own spelling."""
    return [info.alias or name for name, info in model.model_fields.items()]


def meanings(model: type[Part]) -> Mapping[str, str]:
    """What the docstring of ``model`` says of each of its keys."""
    lines = cleandoc(model.__doc__ or "")  # from Python 3.13 on they come without what indents all
    return dict(re.findall(r"(?m)^(?: {2,4})?(\w+): (.+)$", lines))


def expand(pattern: Path, data: Any, prefix: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in ``data`` that ``pattern`` leads to, with its full path."""
    if not pattern:
        if isinstance(data, str) and data:
            yield prefix, data
        return
    head, *rest = pattern
    if head == "*":
        for index, item in enumerate(data if isinstance(data, list) else []):
            yield from expand(tuple(rest), item, (*prefix, index))
    elif isinstance(data, dict):
        yield from expand(tuple(rest), data.get(head), (*prefix, head))
