"""Questions about a course of time, and the points that the answers make."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import Annotated, ClassVar

from pydantic import BeforeValidator, Field

from explainer.documents import Path
from explainer.model.entry import Findable, Part
from explainer.model.facts import Answer, Fact
from explainer.model.kinds import Conflict, Texts, Value, When, as_list, filled
from explainer.model.rows import Row, SeriesKind
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity
from explainer.quantities.values import parse as parse_value


def _in_short(value: object) -> object:
    """``63 %`` is short for ``{value: 63 %}``."""
    return {"value": value} if isinstance(value, str) else value


class GivenRow(Part):
    """What an editor writes of one time, in place of a row of a CSV file.

    value: the value, with its unit or in that of the series; or unknown
    low: the lower end of the range
    high: the upper end of the range
    kind: what kind of value it is, where it is another than that of the series
    note: what readers should know of this time
    """

    value: str = ""
    low: str = ""
    high: str = ""
    kind: str = ""
    note: str = ""


class SeriesAnswer(Part):
    """What one source says over time: in a CSV file, or here.

    source: the id of the source
    file: the name of a CSV file in series/, with the columns when and value
    rows: values by their times, in place of a file
    where: the page, paragraph or table
    means: what this source counts, where that is something else
    said_by: who claims it, according to this source
    conflict: how it differs, where it does not say what the line says
    note: why it differs, in one sentence, in inline Markdown
    """

    source: str
    file: str = ""
    rows: Annotated[
        dict[str, Annotated[GivenRow, BeforeValidator(_in_short)]], BeforeValidator(filled)
    ] = Field(default_factory=dict)
    where: str = ""
    means: str = ""
    said_by: str = ""
    conflict: Conflict | None = None
    note: str = ""


class Series(Findable):
    """A question about a course of time, and the table with which each source answers.

    question: the question, as a reader would ask it
    label: what is counted, in a few words for charts and tables
    kind: what kind of values they are; a row may have another, such as forecast
    unit: what stands behind every number, such as % or million EUR
    about: a country (ISO 3166 alpha-3) or what you like
    means: what is counted, in inline Markdown
    shown: the id of the source that the line is drawn from; left out, the first
    range: what low and high are, such as 95 % interval
    said_by: who first claimed it, whoever prints it
    also_called: what text may call the things counted, besides their own unit
    targets: ids of facts that say what was aimed for
    careful: what the reader should be careful about, in inline Markdown
    note: anything else that readers should know, in inline Markdown
    answers: what each source says over time
    checked: when the sources were last looked at
    check_again: by when they should be looked at again
    found_by: other words by which readers look for it
    was: ids that it had before, the oldest first; their addresses lead here
    """

    folder: ClassVar[str] = "series"
    inline: ClassVar[tuple[Path, ...]] = (
        ("careful",),
        ("note",),
        ("means",),
        ("answers", "*", "note"),
        ("answers", "*", "means"),
    )

    question: str
    label: str
    kind: SeriesKind
    unit: str = ""
    about: str = ""
    means: str = ""
    shown: str = ""
    band: str = Field(default="", alias="range")
    said_by: str = ""
    also_called: Texts = ()
    targets: Texts = ()
    careful: str = ""
    note: str = ""
    answers: Annotated[tuple[SeriesAnswer, ...], BeforeValidator(as_list)] = Field(min_length=1)
    checked: When | None = None
    check_again: When | None = None

    @property
    def rows(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of each answer, in the order of the answers."""
        return self._known.rows

    @property
    def gaps(self) -> tuple[Date, ...]:
        """What times are named, but for which nobody has a value."""
        return tuple(when for when, _ in self._known.gaps)

    @property
    def noted_gaps(self) -> tuple[tuple[Date, str], ...]:
        """The same, each with what is noted there, such as why it was not counted."""
        return self._known.gaps

    @property
    def is_whole(self) -> bool:
        """Whether every row could be read."""
        return not self._known.partly

    @property
    def line(self) -> int:
        """The number of the answer that the line is drawn from: ``shown``, or else the first."""
        named = (n for n, answer in enumerate(self.answers) if answer.source == self.shown)
        return next(named, 0)


class PointAnswer(Answer):
    """What one source says of one time: always an amount, never a year."""

    @cached_property
    def value(self) -> Value | None:
        """What ``says`` holds."""
        return parse_value(self.says)


class Point(Fact):
    """One time of a series, as a fact of its own: to bind, to compute with, to disagree on.

    Its id is that of the series with the time behind ``#``. ``on_line`` where the answer speaks
    of it that the line is drawn from; ``low`` and ``high`` are the ends of the band there.
    """

    folder: ClassVar[str] = "series"

    series: str
    key: str
    on_line: bool
    low: str = ""
    high: str = ""

    @cached_property
    def value(self) -> Value | None:
        """What is shown for this time."""
        return parse_value(self.shown)

    @cached_property
    def band(self) -> Quantity | None:
        """The band as a range, where there is one."""
        ends = [parse_value(text) for text in (self.low, self.high) if text]
        known = [end for end in ends if isinstance(end, Quantity)]
        return replace(known[1], low=known[0].low) if len(known) == 2 else None
