"""What the content is made of: sources, facts and their answers, events, groups, figures, pages.

Each class mirrors one kind of entry of the content format; its fields are what an editor may write.
Everything is frozen, and every entry knows where in its file each of its values stands.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated, Any, ClassVar, Literal, Self
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from explainer.content import colours
from explainer.documents import Document, Extract, Path
from explainer.problems import Place
from explainer.prose import Prose
from explainer.quantities.dates import Date
from explainer.quantities.dates import parse as parse_date
from explainer.quantities.dates import read as read_value
from explainer.quantities.values import Quantity, Unknown
from explainer.quantities.values import parse as parse_value
from explainer.reading.mentions import Usage
from explainer.voice import languages

Value = Quantity | Unknown | Date

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
Conflict = Literal[
    "slip", "rounding", "outdated", "revised", "different-thing", "garbled", "dispute"
]
SeriesKind = Literal["measurement", "estimate", "forecast", "count", "ranking"]
SourceType = Literal["document", "agency", "news", "state-media", "company", "aggregator", "blog"]
How = Literal["credits", "republishes", "translates", "rewrites", "quotes", "suspected"]
FigureKind = Literal[
    "target", "ranking", "bars", "line", "timeline", "map", "membership", "lineage", "matrix"
]


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


def _on_one_line(value: Any) -> Any:
    """The same with a space where a text goes on in another line, and for every tab.

    A title, label or name stands in headings, tables and files that have room for one line; where
    a paragraph may have several, it is Markdown, which is read from what stands in the file.
    """
    if isinstance(value, str):
        breaks = "\n" in value or "\t" in value
        return re.sub(r"[ \t\n]+", " ", value).strip(" ") if breaks else value
    if isinstance(value, dict):
        return {key: _on_one_line(item) for key, item in value.items()}
    return [_on_one_line(item) for item in value] if isinstance(value, list) else value


def _as_list(value: object) -> object:
    """``x`` is short for ``[x]``; nothing is short for ``[]``."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _as_date(value: object) -> object:
    """The date, within what the calendar of the program has room for around it."""
    if not isinstance(value, str):
        return value
    found = parse_date(value)
    open_ends = (date.min, date.max) if found.precision == "interval" else ()
    if any(not 1 < day.year < 9998 for day in (found.first, found.last) if day not in open_ends):
        raise ValueError(
            f"a date must lie between the years 0002 and 9997, not {value!r}; check its year"
        )
    return found


def _filled(value: object) -> object:
    return {} if value is None else value


def web_address(text: str) -> str:
    """The text, if it can stand in a link from anywhere; ValueError with the cure if not."""
    blank = re.search(r"\s", text)
    if text and (blank or not text.isprintable() or not _is_whole(text)):
        begun = re.match("https?://.", text)
        otherwise = "mend the name behind '//'" if begun else "begin it with 'https://'"
        cure = "write a blank as %20" if blank else otherwise
        raise ValueError(f"must be a whole web address, not {text!r}; {cure}")
    return text


def base_address(text: str) -> str:
    """The text, if addresses can begin with it; ValueError with the cure if not."""
    parts = urlsplit(web_address(text))
    if "?" in text or "#" in text:
        raise ValueError(f"must end before any '?' or '#', unlike {text!r}; take the rest away")
    if "@" in parts.netloc:
        raise ValueError(f"must have no name and no password, unlike {text!r}; take them away")
    return text


def _is_whole(address: str) -> bool:
    try:
        parts = urlsplit(address)
        host = parts.netloc if parts.netloc.isascii() else parts.netloc.encode("idna")
        known = parts.scheme in ("http", "https") and bool(parts.hostname and host)
        return known and parts.port != 0  # which may be beyond all ports, a ValueError
    except ValueError:  # of which those of Unicode are a kind
        return False


Texts = Annotated[tuple[str, ...], BeforeValidator(_as_list)]
When = Annotated[Date, BeforeValidator(_as_date)]
WebAddress = Annotated[str, AfterValidator(web_address)]
BaseAddress = Annotated[str, AfterValidator(base_address)]
Language = Annotated[str, AfterValidator(lambda text: text and languages.known(text))]
Colour = Annotated[str, AfterValidator(lambda text: text and colours.parse(text))]
SiteLanguage = Annotated[str, AfterValidator(languages.printed)]


class Part(BaseModel):
    """A piece of an entry; unknown keys are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


@dataclass(frozen=True, slots=True)
class Row:
    """What one source says of one time: values as facts have them, with their unit; "" for none.

    ``key`` names the time in links and addresses: ``2022``, ``2022-Q1``.
    """

    key: str
    when: Date
    value: str
    low: str
    high: str
    kind: SeriesKind
    note: str
    place: Place


@dataclass(frozen=True, slots=True)
class Known:
    """What the program knows of what it reads, apart from all that an editor may write.

    ``markdown`` is every piece of Markdown by its path; the body of a page has the empty path.
    ``rows`` are those of each answer to a series, in the order of its answers, ``partly`` where
    some could not be read; ``gaps`` are those times that are named without a value.
    """

    origin: Origin
    id: str = ""
    markdown: Mapping[Path, Prose] = field(default_factory=dict)
    rows: tuple[tuple[Row, ...], ...] = ()
    partly: bool = False
    gaps: tuple[Date, ...] = ()


class Read(Part):
    """What stands in a file of its own, or under a name in one.

    Its fields are all that an editor may write, and nothing else is: a key that happens to be
    named as something of the program is unknown like any other.
    """

    _known: Known

    @classmethod
    def read(cls, data: Mapping[str, Any], known: Known) -> Self:
        """The model of ``data``, every text on one line; ValidationError where it is none."""
        model = cls.model_validate(_on_one_line(data))
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

    def __hash__(self) -> int:
        return hash((self.folder, self.id))

    @property
    def id(self) -> str:
        """The name under which it stands, and so its address."""
        return self._known.id

    @property
    def markdown(self) -> Mapping[Path, Prose]:
        """Every piece of Markdown in it, by its path."""
        return self._known.markdown

    def prose(self, *path: str | int) -> Prose | None:
        """The Markdown at ``path``, or None where the field is absent."""
        return self.markdown.get(path)


class Findable(Entry):
    """Something that readers look for, by other words too than those that it is written in."""

    found_by: Texts = ()


# --- the site -------------------------------------------------------------------------------------


class Looks(Part):
    """How the site looks, without a line of code; files are those of ``theme/static/``.

    logo: a picture before the title at the top of each page, such as logo.svg
    favicon: the sign of the site in the tabs of browsers, such as favicon.svg
    accent: the colour of values and marks on light paper, such as '#8f2d1c'
    accent_dark: the same on dark paper; left out, the nearest that is read there
    links: the colour of links on light paper
    links_dark: the same on dark paper; left out, the nearest that is read there
    text_face: the typeface of what is read, such as face.woff2
    display_face: the typeface of headings
    footer: links at the foot of each page, such as Imprint with imprint.md or a web address
    byline: who writes, above each narrative, with the day of its last change
    """

    logo: str = ""
    favicon: str = ""
    accent: Colour = ""
    accent_dark: Colour = ""
    links: Colour = ""
    links_dark: Colour = ""
    text_face: str = ""
    display_face: str = ""
    footer: Annotated[dict[str, str], BeforeValidator(_filled)] = Field(default_factory=dict)
    byline: str = ""


class Site(Read):
    """``site.yaml``.

    title: what the site is called
    tagline: one line under the title
    url: where it will be published, for feeds, cards and canonical links
    repository: where its files are edited, for "edit this" and "report a mistake"
    branch: the branch that is published
    content_path: the folder's path in the repository
    publisher: who publishes it
    licence: of texts and data, such as CC-BY-4.0
    language: a tag, such as en-GB, which tells how numbers, dates and countries are printed
    menu: the pages of the menu, in order; pages/members.md is members
    names: names that carry numbers, such as Agenda 2030
    lanes: lanes of timelines with their titles; left out: those found in the events
    theme: how it looks
    """

    title: str
    tagline: str = ""
    url: BaseAddress = ""
    repository: BaseAddress = ""
    branch: str = "main"
    content_path: str = "content"
    publisher: str = ""
    licence: str = ""
    language: SiteLanguage = "en"
    menu: Texts = ()
    names: Texts = ()
    lanes: Annotated[dict[str, str], BeforeValidator(_filled)] = Field(default_factory=dict)
    theme: Looks = Field(default_factory=Looks)

    @property
    def usage(self) -> Usage:
        """How numbers are written on its pages."""
        return Usage(self.language, tuple(filter(None, self.names)))


# --- sources --------------------------------------------------------------------------------------


class Basis(Part):
    """One document that a source is based on, how, and what shows it.

    source: the id of the source it is based on
    how: what it did with that source; suspected gives a range where newsrooms are counted
    proof: what shows it, in inline Markdown
    """

    source: str
    how: How
    proof: str = ""


class Source(Findable):
    """A document that is cited.

    title: its title, as it stands there
    publisher: who published it
    type: what kind of document it is
    author: who wrote it
    published: when it was published
    updated: of a page that is kept up to date, of when what it says now is
    language: the tag of its language, such as en or pt-BR
    url: its address on the web
    where_found: where it was found, if not on the web
    archive: the address of a copy in a web archive
    read_on: when you read it
    interest: who stands behind it; left out means none known
    based_on: the sources that it has its words from
    note: anything else that readers should know, in inline Markdown
    found_by: other words by which readers look for it
    """

    folder: ClassVar[str] = "sources"
    inline: ClassVar[tuple[Path, ...]] = (("note",), ("based_on", "*", "proof"))

    title: str
    publisher: str
    type: SourceType
    author: str = ""
    published: When | None = None
    updated: When | None = None
    language: Language = ""
    url: WebAddress = ""
    where_found: str = ""
    archive: WebAddress = ""
    read_on: When | None = None
    interest: str = ""
    based_on: Annotated[tuple[Basis, ...], BeforeValidator(_as_list)] = ()
    note: str = ""

    @property
    def as_of(self) -> Date | None:
        """The time of what it says now: when it was last brought up to date, or else read."""
        days = [day for day in (self.published, self.updated) if day]
        return max(days, key=lambda day: day.last, default=self.read_on)


# --- facts ----------------------------------------------------------------------------------------


class Answer(Part):
    """What one source answers to a fact's question.

    source: the id of the source
    says: the value as the source has it, such as 80 % or 11.2 trillion RUB
    also: the same amount as the source prints it in another unit
    where: where in the source it stands, such as page 12
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
    when: When | None = None
    means: str = ""
    said_by: str = ""
    conflict: Conflict | None = None
    note: str = ""

    @property
    def value(self) -> Value | None:
        """What ``says`` holds, typed; None where it is left out."""
        return read_value(self.says) if self.says else None

    @property
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
    baseline: the id of the fact that is the starting point
    measured: ids of later measurements, each a mark on the chart
    formula: of a derived fact, ids and numbers with + - * / between them
    note: anything else that readers should know, in inline Markdown
    answers: what each source answers
    checked: when the sources were last looked at
    check_again: by when they should be looked at again
    found_by: other words by which readers look for it
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
    answers: Annotated[tuple[Answer, ...], BeforeValidator(_as_list)] = ()
    checked: When | None = None
    check_again: When | None = None

    @property
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


# --- series ---------------------------------------------------------------------------------------


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
        dict[str, Annotated[GivenRow, BeforeValidator(_in_short)]], BeforeValidator(_filled)
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
    answers: Annotated[tuple[SeriesAnswer, ...], BeforeValidator(_as_list)] = Field(min_length=1)
    checked: When | None = None
    check_again: When | None = None

    @property
    def rows(self) -> tuple[tuple[Row, ...], ...]:
        """The rows of each answer, in the order of the answers."""
        return self._known.rows

    @property
    def gaps(self) -> tuple[Date, ...]:
        """What times are named, but for which nobody has a value."""
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

    @property
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

    @property
    def value(self) -> Value | None:
        """What is shown for this time."""
        return parse_value(self.shown)

    @property
    def band(self) -> Quantity | None:
        """The band as a range, where there is one."""
        ends = [parse_value(text) for text in (self.low, self.high) if text]
        known = [end for end in ends if isinstance(end, Quantity)]
        return replace(known[1], low=known[0].low) if len(known) == 2 else None


# --- events ---------------------------------------------------------------------------------------


class DateAnswer(Part):
    """What one source says about a date: a date, a weekday or a wording.

    source: the id of the source
    says: the date, the weekday or the wording
    where: where in the source it stands
    conflict: why it does not agree with the date
    note: what the reader should know of the conflict, in inline Markdown
    """

    source: str
    says: str = ""
    where: str = ""
    conflict: Conflict | None = None
    note: str = ""


class EventDate(Part):
    """One date of an event, and the part it plays.

    when: the date, such as 2030, 2024-12, 2024-12-11~ (about) or 2025-23 (autumn)
    role: the part it plays, such as decided or published; due shows as overdue once it has passed
    source: the id of the source that says so
    says: what that source says, where that is not the date itself
    where: where in the source it stands
    conflict: why what it says does not agree with the date
    sources: ids of sources that all give this date
    answers: what each source says, where that differs
    note: what the reader should know, in inline Markdown
    """

    when: When
    role: str = "happened"
    source: str = ""
    says: str = ""
    where: str = ""
    conflict: Conflict | None = None
    sources: Texts = ()
    answers: Annotated[tuple[DateAnswer, ...], BeforeValidator(_as_list)] = ()
    note: str = ""

    @property
    def short(self) -> tuple[DateAnswer, ...]:
        """What ``source`` says, where that is written in short, beside the date itself."""
        if not self.source:
            return ()
        note = self.note if self.conflict else ""  # else it is one on the date
        says, where, conflict = self.says, self.where, self.conflict
        return (
            DateAnswer(source=self.source, says=says, where=where, conflict=conflict, note=note),
        )

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
    dates: Annotated[tuple[EventDate, ...], BeforeValidator(_as_list)] = Field(min_length=1)
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
        passed = (one for one in self.dates if one.role == "due" and one.when.last < today)
        return () if self.outcome else tuple(passed)


# --- groups ---------------------------------------------------------------------------------------


class Member(Part):
    """A member: a country, or an organisation in it.

    country: its ISO 3166 alpha-3 code, such as PRT
    organisation: the organisation, or unknown
    status: one of the statuses of the group
    from: since when it is a member
    until: when it left
    sources: ids of the sources that say so
    note: anything else, in inline Markdown
    """

    country: str
    organisation: str = ""
    status: str
    since: When | None = Field(default=None, alias="from")
    until: When | None = None
    sources: Texts = ()
    note: str = ""


class Total(Part):
    """How many members were reported at one time; the numbers are ids of facts.

    when: the time of the count
    organisations: the id of the fact that counts organisations
    countries: the id of the fact that counts countries
    """

    when: When
    organisations: str = ""
    countries: str = ""


class Group(Findable):
    """Whoever has joined forces: who is a member, according to whom.

    name: what it is called
    members_are: decides how tables and maps word it
    statuses: each status with its words in the legend, in order
    members: who is named as a member
    started: when it began
    not_the_same_as: ids of groups that it is mistaken for
    totals: how many members were reported, when
    text: what it is, in inline Markdown
    careful: what the reader should be careful about, in inline Markdown
    found_by: other words by which readers look for it
    """

    folder: ClassVar[str] = "groups"
    inline: ClassVar[tuple[Path, ...]] = (("text",), ("careful",), ("members", "*", "note"))

    name: str
    members_are: Literal["states", "organisations"]
    statuses: dict[str, str] = Field(min_length=1)
    members: Annotated[tuple[Member, ...], BeforeValidator(_as_list)]
    started: When | None = None
    not_the_same_as: Texts = ()
    totals: Annotated[tuple[Total, ...], BeforeValidator(_as_list)] = ()
    text: str = ""
    careful: str = ""


# --- figures, terms, corrections, pages -----------------------------------------------------------


class Figure(Findable):
    """A chart, map, table or timeline that pages can show.

    kind: what is drawn
    title: its name, in inline Markdown
    finding: what it shows, in one sentence no stronger than the evidence; it heads the figure
    facts: ids of facts; baselines and measurements come along
    series: ids of series, each a line
    from: the time with which lines begin; left out, the first
    zero: whether the axis of lines begins at zero; no cuts it, and the figure says so
    group: the id of the group
    compare: ids of groups to set beside it
    events: ids of events; left out: all
    lanes: lanes of events; left out: all
    sources: ids of sources
    note: what stands below it, in inline Markdown
    description: for those who cannot see it; written from the facts when left out
    found_by: other words by which readers look for it
    """

    folder: ClassVar[str] = "figures"
    inline: ClassVar[tuple[Path, ...]] = (("finding",), ("title",), ("note",))

    kind: FigureKind
    title: str
    finding: str = ""
    facts: Texts = ()
    series: Texts = ()
    since: When | None = Field(default=None, alias="from")
    zero: Literal["yes", "no"] = "yes"
    group: str = ""
    compare: Texts = ()
    events: Texts = ()
    lanes: Texts = ()
    sources: Texts = ()
    note: str = ""
    description: str = ""


class Term(Findable):
    """A word, and what it means on this site.

    term: the word
    means: what it means, in inline Markdown
    sources: ids of the sources that say so
    found_by: other words by which readers look for it
    """

    folder: ClassVar[str] = "glossary"
    inline: ClassVar[tuple[Path, ...]] = (("means",),)

    term: str
    means: str
    sources: Texts = ()


class Correction(Entry):
    """What this site got wrong, and mended.

    when: the day it was mended
    was: what was wrong, in inline Markdown
    now: what it says now, in inline Markdown
    why: how that came about, in inline Markdown
    fact: the id of the fact that it is about
    event: the id of the event that it is about
    page: the name of the page that it is about
    """

    folder: ClassVar[str] = "corrections"
    inline: ClassVar[tuple[Path, ...]] = (("was",), ("now",), ("why",))

    when: When
    was: str
    now: str
    why: str = ""
    fact: str = ""
    event: str = ""
    page: str = ""


class Key(Part):
    """A line of the front page's box.

    label: what it is about, in a word or two
    says: what stands there, in inline Markdown
    note: what goes with it in small print, in inline Markdown
    counts: what the program counts, in place of what it says
    """

    label: str = ""
    says: str = ""
    note: str = ""
    counts: Literal["members", "disagreements", "sources"] | None = None


class Page(Findable):
    """A narrative; its id is its path below ``pages/`` without the suffix.

    title: its title, in inline Markdown
    summary: one sentence for menus, search engines and previews
    standfirst: of the front page, its finding in one line, in inline Markdown
    box: of the front page, what matters most, line by line
    menu: what the menu calls it
    draft: true leaves it out of the site; the preview shows it
    found_by: other words by which readers look for it
    """

    inline: ClassVar[tuple[Path, ...]] = (
        ("title",),
        ("summary",),
        ("standfirst",),
        ("box", "*", "says"),
        ("box", "*", "note"),
    )

    title: str
    summary: str = ""
    standfirst: str = ""
    box: Annotated[tuple[Key, ...], BeforeValidator(_as_list)] = ()
    menu: str = ""
    draft: Literal["true", "false"] = "false"

    @property
    def is_draft(self) -> bool:
        """Whether it is not to be published yet."""
        return self.draft == "true"

    @property
    def body(self) -> Prose:
        """The text below the front matter."""
        return self.markdown[()]

    @property
    def address(self) -> str:
        """Where the page stands in the site, from its root: ``""`` for the front page."""
        if self.id == "index":
            return ""
        return self.id.removesuffix("/index") + "/"


KINDS: dict[str, type[Entry]] = {
    "sources": Source,
    "facts": Fact,
    "series": Series,
    "events": Event,
    "groups": Group,
    "figures": Figure,
    "glossary": Term,
    "corrections": Correction,
}


def fields_of(model: type[Part]) -> list[str]:
    """The keys an editor may write in ``model``, in the format's own spelling."""
    return [info.alias or name for name, info in model.model_fields.items()]


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
