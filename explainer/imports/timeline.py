"""Events from a timeline as TimelineJS has it: the JSON, or the spreadsheet as CSV."""

from __future__ import annotations

import json
import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from explainer import documents
from explainer.checks import unbound
from explainer.checks.given import Given
from explainer.content import Content, loading, marks
from explainer.content.ids import ID, as_id
from explainer.evidence import ledger
from explainer.imports import rows as tables
from explainer.imports.as_yaml import as_yaml
from explainer.imports.comparing import compared
from explainer.imports.filling import filled, without_empty
from explainer.imports.markup import as_markdown
from explainer.imports.references import edtf
from explainer.imports.result import Data, Imported, Note, is_there, refused, to_fill
from explainer.imports.rows import Row
from explainer.model import HAPPENED, Event
from explainer.problems import Place
from explainer.quantities import dates

COLUMNS = (
    "year", "month", "day", "time", "end_year", "end_month", "end_day", "end_time",
    "display_date", "headline", "text", "media", "media_credit", "media_caption",
    "media_thumbnail", "alt_text", "type", "group", "background", "link",
)  # fmt: skip
_LONGEST = 60  # letters of an id that is made from a headline
_DATE = ("year", "month", "day")


@dataclass(frozen=True, slots=True)
class _Slide:
    """One slide of a timeline, in either form."""

    place: Place
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    display: str = ""
    headline: str = ""
    text: str = ""
    group: str = ""
    media: str = ""
    name: str = ""
    kind: str = ""


def read(data: bytes, file: str, content: Content) -> Imported:
    """The events of a timeline that the content does not have yet."""
    notes: list[Note] = []
    slides = list(_slides(data, file, notes))
    entries: dict[str, Data] = {}
    at: dict[str, Place] = {}
    for slide in slides:
        if slide.kind or not (slide.headline or slide.text):
            what = slide.kind or "slide without words"
            notes.append(
                Note("left-out", slide.place, f"the {what} {slide.headline!r} is no event")
            )
            continue
        entry = _event(slide, content, notes)
        name = _id_of(slide, entries)
        if not name:
            message = f"{slide.headline!r} must have an id of Latin letters, and has none"
            notes.append(refused(slide.place, message, "give it one, as its 'unique_id'"))
        elif is_there(content, "events", name):
            notes.append(compared(content, "events", name, entry, slide.place))
        else:
            entries[name], at[name] = entry, slide.place
    notes += to_fill("events", entries, at)
    notes += _unbound(content, entries, at)
    return Imported({"events": entries}, notes=tuple(notes))


# --- both forms -----------------------------------------------------------------------------------


def _slides(data: bytes, file: str, notes: list[Note]) -> Iterator[_Slide]:
    if data.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{"):
        yield from _of_json(data, file, notes)
        return
    table = tables.read(data, file, COLUMNS, {"alt": "alt_text"}, ("headline|text", "year"))
    notes += table.notes
    yield from map(_of_row, table.rows)


def _of_row(row: Row) -> _Slide:
    shown = [row[key] for key in ("media", "media_credit", "media_caption", "alt_text")]
    return _Slide(
        place=row.place,
        start=tuple(row[key] for key in _DATE),
        end=tuple(row[f"end_{key}"] for key in _DATE),
        display=row["display_date"],
        headline=row["headline"],
        text=row["text"],
        group=row["group"],
        media=", ".join(filter(None, shown)),
        kind=row["type"].casefold(),
    )


def _of_json(data: bytes, file: str, notes: list[Note]) -> Iterator[_Slide]:
    try:
        whole = json.loads(data.decode("utf-8-sig"))
        events = whole["events"]
        assert isinstance(events, list)
    except (ValueError, KeyError, TypeError, AssertionError, RecursionError) as error:
        line = getattr(error, "lineno", 1)
        told = str(error) if isinstance(error, ValueError) else "it has no list 'events'"
        message = f"the file must be a timeline in JSON, UTF-8: {told}"
        notes.append(refused(Place(file, line), message, "export it again"))
        return
    for kind, those in (("", events), ("title", [whole.get("title")]), ("era", whole.get("eras"))):
        for number, one in enumerate(those or (), 1):
            if isinstance(one, dict):
                yield _of_object(one, kind, Place(_called(file, kind or "events", number)))
            elif one is not None:
                notes.append(refused(Place(file), f"a slide must be an object, not {one!r:.40}"))


def _called(file: str, part: str, number: int) -> str:
    """JSON is often all on one line, so that a slide is found by its number."""
    return f"{file}#{part}/{number}"


def _of_object(slide: Mapping[str, Any], kind: str, place: Place) -> _Slide:
    start, end, text, media = (
        slide[key] if isinstance(slide.get(key), dict) else {}
        for key in ("start_date", "end_date", "text", "media")
    )
    shown = [str(media[key]) for key in ("url", "credit", "caption", "alt") if media.get(key)]
    return _Slide(
        place=place,
        start=tuple(str(start.get(key) or "") for key in _DATE),
        end=tuple(str(end.get(key) or "") for key in _DATE),
        display=str(slide.get("display_date") or start.get("display_date") or ""),
        headline=str(text.get("headline") or ""),
        text=str(text.get("text") or ""),
        group=str(slide.get("group") or ""),
        media=", ".join(shown),
        name=str(slide.get("unique_id") or ""),
        kind=kind,
    )


# --- the events -----------------------------------------------------------------------------------


def _event(slide: _Slide, content: Content, notes: list[Note]) -> Data:
    title, text = (_markdown(one, slide, notes) for one in (slide.headline, slide.text))
    when = _when(slide)
    one: Data = {"role": HAPPENED, "when": when, "source": marks.mark()}
    if slide.display and not _same(slide.display, when):
        one["says"] = slide.display
    if slide.media:
        cure = "a picture goes into pictures, a document into sources"
        notes.append(Note("left-out", slide.place, f"the medium {slide.media!r}", cure))
    lane = _lane(slide.group, content)
    shown = title or " ".join(text.split()[:12])
    return filled(Event, {"title": shown, "lane": lane, "dates": [one], "text": title and text})


def _markdown(html: str, slide: _Slide, notes: list[Note]) -> str:
    text, refused_ = as_markdown(html)
    if refused_:
        message = f"the text has <{'>, <'.join(refused_)}>, which cannot be kept"
        notes.append(Note("left-out", slide.place, message, "say it in words, or as a figure"))
    return text


def _when(slide: _Slide) -> str:
    start, end = edtf(*_known(slide.start)), edtf(*_known(slide.end))
    return f"{start}/{end}" if end and end != start else start


def _known(parts: tuple[str, ...]) -> list[str]:
    """A year, and a month and a day as far as they are given; no decimals of a spreadsheet."""
    texts = [re.sub(r"\.0$", "", part.strip()) for part in parts]
    return texts[: next((number for number, text in enumerate(texts) if not text), len(texts))]


def _same(display: str, when: str) -> bool:
    """Whether a date in words is no other than the date itself."""
    try:
        return dates.parse(display).text == when
    except ValueError as error:
        return str(error).endswith(f"; write {when}")


def _lane(group: str, content: Content) -> str:
    """The lane of that title or name; a new one where the site lists none."""
    lanes = content.site.lanes
    name = as_id(group) or group
    titled = [lane for lane, title in lanes.items() if title.casefold() == group.casefold()]
    if not group or titled or not lanes or name in lanes:
        return titled[0] if titled else name
    return marks.mark(group)


def _id_of(slide: _Slide, taken: Mapping[str, Data]) -> str:
    """The name that the slide has there, or else the first words of its headline."""
    if ID.match(slide.name):
        return slide.name
    words = as_id(re.sub(r"<[^>]*>", " ", slide.headline or slide.text))
    whole = words if len(words) <= _LONGEST else words[:_LONGEST].rpartition("-")[0]
    if whole in taken and slide.start and slide.start[0]:
        whole = f"{whole}-{as_id(slide.start[0])}"
    number = 2
    while whole and whole in taken:
        whole, number = f"{whole.removesuffix(f'-{number - 1}')}-{number}", number + 1
    return whole


def _unbound(
    content: Content, entries: Mapping[str, Data], at: Mapping[str, Place]
) -> Iterator[Note]:
    """The numbers in texts, which are the facts that are still to be written."""
    trial = {name: _without_marks(entry) for name, entry in entries.items()}
    document, _ = documents.parse_yaml(as_yaml(trial).encode(), "events.yaml")
    typed = loading.typed_all(Event, document, content.site.usage)
    events = {name: entry for name, (_, entry, _) in typed.items() if isinstance(entry, Event)}
    alone = replace(content, events=events, pages={}, facts={}, series={}, groups={}, figures={},
                    glossary={}, corrections={})  # fmt: skip
    given = Given(alone, ledger.keep(alone)[0], date.max)
    lines = sorted((event.origin.key().line, name) for name, event in events.items())
    for problem in unbound.unbound_number(given):
        _, name = lines[bisect(lines, (problem.place.line, "\uffff")) - 1]
        cure = "write a fact for it, and bind it: [the number](fact:ID)"
        yield Note("to-fill", at[name], f"in {name!r} {problem.message}", cure)


def _without_marks(data: Data) -> Data:
    """The same as far as it can be read: what is marked is left away, and what needs it."""
    dates_ = [{"when": one["when"]} for one in data["dates"] if not marks.is_marked(one["when"])]
    kept = {key: data.get(key) for key in ("title", "text") if not marks.is_marked(data.get(key))}
    return without_empty({**kept, "dates": dates_ or [{"when": "unknown"}]})
