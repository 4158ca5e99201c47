"""Questions, and what each source answers."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import Annotated, ClassVar, Literal

from pydantic import BeforeValidator

from explainer.documents import Path
from explainer.model.entry import Findable, Part
from explainer.model.kinds import Conflict, Texts, Value, When, as_list
from explainer.quantities.dates import read as read_value

FactKind = Literal[
    "measurement",
    "estimate",
    "forecast",
    "target",
    "ranking",
    "count",
    "statement",
    "derived",
]


class Answer(Part):
    """What one source answers to a fact's question.

    source: the id of the source
    says: the value as the source has it, such as 80 % or 11.2 trillion RUB
    also: the same amount as the source prints it in another unit
    where: where in the source it stands, such as page 12
    find: its very words there, eight at most, mostly the number; links lead to them
    when: what its number is for or about, if not as the fact's
    means: what it counts, if not as the fact's
    said_by: whom it credits, if not as the fact's
    conflict: why it does not agree with what is shown
    note: what the reader should know of the conflict, in inline Markdown
    """

    source: str
    says: str = ""
    also: Texts = ()
    where: str = ""
    find: str = ""
    when: When | None = None
    means: str = ""
    said_by: str = ""
    conflict: Conflict | None = None
    note: str = ""

    @cached_property
    def value(self) -> Value | None:
        """What ``says`` holds, typed; None where it is left out."""
        return read_value(self.says) if self.says else None

    @cached_property
    def alternatives(self) -> tuple[Value, ...]:
        """``also``: the same amount as the source printed it in another unit."""
        return tuple(read_value(text) for text in self.also)


class Fact(Findable):
    """A question, and what each source answers.

    question: the question, as a reader would ask it
    label: what is counted, in a few words for charts and tables
    kind: what kind of answer it is; a statement has no number, derived is computed
    about: a country (ISO 3166 alpha-3) or what you like
    said_by: who first claimed it, whoever prints it
    said: when that was said
    when: what the number is for, or about
    means: what is counted, where sources differ on it
    shown: what pages print, which a source must say; or unknown
    also_called: what text may call the things counted, besides their own unit
    doubt: what is disputed, in forty letters at most
    careful: what the reader should be careful about, in inline Markdown
    baseline: the starting point: the id of a fact, or of a series at a time
    measured: ids of later measurements, each a mark on the chart
    formula: of a derived fact, ids and numbers with + - * / between them
    note: anything else that readers should know, in inline Markdown
    answers: what each source answers
    checked: when the sources were last looked at
    check_again: by when they should be looked at again
    found_by: other words by which readers look for it
    was: ids that it had before, the oldest first; their addresses lead here
    """

    folder: ClassVar[str] = "facts"
    inline: ClassVar[tuple[Path, ...]] = (
        ("careful",),
        ("doubt",),
        ("note",),
        ("means",),
        ("answers", "*", "note"),
        ("answers", "*", "means"),
    )

    question: str
    label: str
    kind: FactKind
    about: str = ""
    said_by: str = ""
    said: When | None = None
    when: When | None = None
    means: str = ""
    shown: str = ""
    also_called: Texts = ()
    doubt: str = ""
    careful: str = ""
    baseline: str = ""
    measured: Texts = ()
    formula: str = ""
    note: str = ""
    answers: Annotated[tuple[Answer, ...], BeforeValidator(as_list)] = ()
    checked: When | None = None
    check_again: When | None = None

    @cached_property
    def value(self) -> Value | None:
        """What ``shown`` holds, typed; None for statements and derived facts."""
        return read_value(self.shown) if self.shown else None

    def typed_texts(self) -> Iterator[tuple[Path, str]]:
        """The texts that must read as values, each with its path."""
        if self.shown:
            yield ("shown",), self.shown
        if self.kind == "statement":
            return
        for index, answer in enumerate(self.answers):
            if answer.says:
                yield ("answers", index, "says"), answer.says
            for number, text in enumerate(answer.also):
                path: Path = ("answers", index, "also", number)
                known = (*self.origin.path, *path) in self.origin.document.values
                yield (path if known else path[:-1]), text
