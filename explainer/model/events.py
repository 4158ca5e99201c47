"""What happened or is due, and what sources say of the dates."""

from __future__ import annotations

from datetime import date
from typing import Annotated, ClassVar, Final

from pydantic import BeforeValidator, Field

from explainer.documents import Path
from explainer.model.entry import Findable, Part
from explainer.model.kinds import Conflict, Texts, When, as_list
from explainer.quantities.dates import Date

# The part that a date plays where its editor names none, and that which shows as overdue.
HAPPENED: Final = "happened"
DUE: Final = "due"


class DateAnswer(Part):
    """What one source says about a date: a date, a weekday or a wording.

    source: the id of the source
    says: the date, the weekday or the wording
    where: where in the source it stands
    find: its very words there, eight at most; links lead to them
    conflict: why it does not agree with the date
    note: what the reader should know of the conflict, in inline Markdown
    """

    source: str
    says: str = ""
    where: str = ""
    find: str = ""
    conflict: Conflict | None = None
    note: str = ""


class EventDate(Part):
    """One date of an event, and the part it plays.

    when: the date, such as 2030, 2024-12, 2024-12-11~ (about) or 2025-23 (autumn)
    role: the part it plays, such as decided or published; due shows as overdue once it has passed
    source: the id of the source that says so
    says: what that source says, where that is not the date itself
    where: where in the source it stands
    find: its very words there, eight at most; links lead to them
    conflict: why what it says does not agree with the date
    sources: ids of sources that all give this date
    answers: what each source says, where that differs
    note: what the reader should know, in inline Markdown
    """

    when: When
    role: str = HAPPENED
    source: str = ""
    says: str = ""
    where: str = ""
    find: str = ""
    conflict: Conflict | None = None
    sources: Texts = ()
    answers: Annotated[tuple[DateAnswer, ...], BeforeValidator(as_list)] = ()
    note: str = ""

    @property
    def short(self) -> tuple[DateAnswer, ...]:
        """What ``source`` says, where that is written in short, beside the date itself."""
        if not self.source:
            return ()
        note = self.note if self.conflict else ""  # else it is one on the date
        own = {key: getattr(self, key) for key in ("source", "says", "where", "find", "conflict")}
        return (DateAnswer(**own, note=note),)

    @property
    def all_answers(self) -> tuple[DateAnswer, ...]:
        """That of ``source``, one that agrees for each of ``sources``, and ``answers``."""
        others = [source for source in self.sources if source != self.source]
        agreeing = tuple(DateAnswer(source=source) for source in dict.fromkeys(others))
        return self.short + agreeing + self.answers


class Event(Findable):
    """Something that happened, or is due.

    title: what happened, in inline Markdown
    dates: its dates; the first one orders the timeline
    lane: the lane of the timeline
    text: what happened at more length, in inline Markdown
    outcome: what became of what was due, once it is known
    about: a country (ISO 3166 alpha-3) or what you like
    found_by: other words by which readers look for it
    was: ids that it had before, the oldest first; their addresses lead here
    """

    folder: ClassVar[str] = "events"
    inline: ClassVar[tuple[Path, ...]] = (
        ("title",),
        ("text",),
        ("outcome",),
        ("dates", "*", "note"),
        ("dates", "*", "answers", "*", "note"),
    )

    title: str
    dates: Annotated[tuple[EventDate, ...], BeforeValidator(as_list)] = Field(min_length=1)
    lane: str = ""
    text: str = ""
    outcome: str = ""
    about: str = ""

    @property
    def when(self) -> Date:
        """The date that orders the timeline."""
        return self.dates[0].when

    def overdue(self, today: date) -> tuple[EventDate, ...]:
        """The dates at which something was due that have passed while no outcome is known."""
        passed = (one for one in self.dates if one.role == DUE and one.when.last < today)
        return () if self.outcome else tuple(passed)
