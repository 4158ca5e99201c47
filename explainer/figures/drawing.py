"""What every figure comes to, whatever its kind: drawings, a table, words, and a Plotly chart."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.model import Entry, Fact, Figure, FigureKind, Group, Series
from explainer.prose import Link
from explainer.voice.speech import Voice, voice

Key = Literal["", "facts", "series", "group", "events", "sources"]


@dataclass(frozen=True, slots=True)
class Material:
    """What figures are drawn from; ``speak`` says in words what an automatic link stands for."""

    content: Content
    ledger: Ledger
    language: str
    today: date
    speak: Callable[[Link], str]

    @property
    def voice(self) -> Voice:
        """What says sentences of ours in that language."""
        return voice(self.language)


@dataclass(frozen=True)
class Kind:
    """A kind of figure: all that the rest of the program asks of it.

    ``words`` are what lists call it. ``needs`` is the key without which it has nothing to draw,
    or "". ``shows`` yields every entry that the drawing, its table and its words name, those of
    which it is drawn as well as the sources that it cites. ``draw`` lays it out. ``scripts`` are
    the scripts, by name, that its interactive charts need besides Plotly.

    Its template is ``figures/NAME.svg``.
    """

    name: FigureKind
    words: str
    needs: Key
    shows: Callable[[Figure, Content, Ledger], Iterator[Entry]]
    draw: Callable[[Figure, Material], Drawing]
    scripts: Mapping[str, Callable[[], str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``fact``, ``event`` and ``sources`` are ids of what it is bound to."""

    text: str
    fact: str = ""
    event: str = ""
    sources: tuple[str, ...] = ()


# Rows with which a table is not yet long.
_LONG = 40


@dataclass(frozen=True, slots=True)
class Table:
    """The figure's data in words: the same for eyes, ears, and the CSV download."""

    header: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def is_long(self) -> bool:
        """Whether its head is lost from sight while it is read."""
        return len(self.rows) > _LONG

    @property
    def filled(self) -> tuple[int, ...]:
        """The numbers of the columns in which a row has something; without rows that of each."""
        cells = {at for row in self.rows for at, cell in enumerate(row) if cell.text}
        return tuple(sorted(cells | {0} if self.rows else range(len(self.header))))


@dataclass(frozen=True, slots=True)
class Drawing:
    """A figure of any kind. Lengths are CSS pixels of a drawing shown at its own width.

    ``wide`` and ``narrow`` are what the kind's template draws (``figures/KIND.svg``): the latter
    for screens under 600 px, with no text that would shrink under 11 px at 320 px. ``shared`` is
    what both refer to (``figures/KIND-shared.svg``), so that it stands in the page once.
    ``view`` is what ``figures/KIND.html`` shows, for kinds that are words first, drawings second.
    ``outlines`` are the names of what readers can have outlined, one at a time.

    ``heading`` says what kind of thing is shown ("Target"). ``careful`` are the facts and
    groups whose ``careful`` note is printed inside the figure, after ``remarks``. ``facts`` and
    ``sources`` are the ids of all that the figure rests on. ``plotly`` is the same data as a
    Plotly figure for each sheet, or None where that adds nothing; colours in it are names of CSS
    custom properties ("--ink"), since only the browser knows their values. ``scripts`` are the
    names of the static files that it needs.
    """

    figure: Figure
    heading: str
    description: str
    table: Table
    wide: Any
    narrow: Any
    shared: Any = None
    view: Any = None
    outlines: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    careful: tuple[Fact | Group | Series, ...] = ()
    facts: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    plotly: Mapping[str, Any] | None = None
    scripts: tuple[str, ...] = ()
