"""Timelines: events in order, as a list in words and as marks on a slim axis."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from explainer.content import Content
from explainer.evidence.ledger import DateReply, Ledger
from explainer.evidence.names import source_in_words
from explainer.figures import axis, interactive, live_timeline
from explainer.figures.drawing import Cell, Drawing, Kind, Material, Table
from explainer.figures.events import Dated, Events, chosen, gather
from explainer.figures.layout import NARROW, WIDE
from explainer.figures.reading import between, citations
from explainer.model import Entry, Figure
from explainer.voice import keys, wording
from explainer.voice.bidi import apart
from explainer.voice.speech import later, voice

# As many events as this are labelled one by one; only where there are more can one look closer.
LABELLED = 12


def shows(figure: Figure, content: Content, ledger: Ledger) -> Iterator[Entry]:
    """The events on the list, and the sources that give their dates."""
    for event in chosen(figure, content):
        yield event
        yield from (reply.source for reply in ledger.date_replies.get(event.id, ()))


def draw(figure: Figure, material: Material) -> Drawing:
    """The events the figure names, or all; only those in its lanes, where it names lanes."""
    events, language, today = gather(figure, material), material.language, material.today
    found = [dated for item in events.items for dated in item.dates]
    wide, narrow = (axis.lay_out(events, sheet, language, today) for sheet in (WIDE, NARROW))
    return Drawing(
        figure=figure,
        heading=_heading(events, language),
        description=figure.description or _describe(events, language),
        table=_table(events, material),
        wide=wide,
        narrow=narrow,
        view=events,
        sources=tuple(dict.fromkeys(name for dated in found for name in dated.sources)),
        plotly=interactive.sheets(
            wide, narrow, lambda layout: live_timeline.chart(layout, today, language)
        )
        if len(events.items) > LABELLED
        else None,
    )


def _heading(events: Events, language: str) -> str:
    """``7 events, December 2024 to June 2026``."""
    said = voice(language)
    if not events.items:
        return said.tell("Timeline")
    many = len(events.items)
    what = said.many("%(many)s event", "%(many)s events", many, many=wording.count(many, language))
    return between(what, *_ends(events, language), language)


def _ends(events: Events, language: str) -> tuple[str, str]:
    """The dates that the list begins and ends with."""
    first, last = (events.lead(events.items[at]).date.when for at in (0, -1))
    return apart(wording.say(first, language)), apart(wording.say(last, language))


def _describe(events: Events, language: str) -> str:
    said = voice(language)
    if not events.items:
        return said.tell("No events.")
    first, last = _ends(events, language)
    many = wording.count(len(events.items), language)
    overdue = sum(item.is_overdue for item in events.items)
    lines = [f"{first}."]
    if first != last:
        when = {"many": many, "first": first, "last": last}
        lines = [said.tell("%(many)s events, from %(first)s to %(last)s.", **when)]
    elif len(events.items) > 1:
        lines = [said.tell("%(many)s events: %(first)s.", many=many, first=first)]
    names = [lane.name for lane in events.lanes if lane.name]
    if len(names) > 1:
        lines.append(said.tell("Lanes: %(names)s.", names=apart(wording.listed(names, language))))
    if overdue:
        lines.append(said.tell("Overdue: %(many)s.", many=wording.count(overdue, language)))
    return " ".join(lines)


def _table(events: Events, material: Material) -> Table:
    tell = material.voice.tell
    header = (
        tell("Event"), tell("Lane"), tell("Date"), tell("Role"), tell("Sources"), tell("Otherwise")
    )  # fmt: skip
    rows = tuple(
        (
            Cell(item.title, event=item.event.id),
            Cell(item.lane.name),
            Cell(wording.say(dated.date.when, material.language)),
            Cell(_part(dated, material)),
            citations(material, dated.sources),
            Cell("; ".join(_otherwise(dated.disagreements, material.language))),
        )
        for item in events.items
        for dated in item.dates
    )
    return Table(header, rows)


def _part(dated: Dated, material: Material) -> str:
    """What the date is in the life of its event."""
    if dated.part == "overdue":
        return material.voice.tell("overdue")
    return keys.role_in_words(dated.date.role, material.language)


def _otherwise(replies: Iterable[DateReply], language: str) -> Iterator[str]:
    for reply in replies:
        otherwise = voice(language).tell("otherwise")
        said = wording.date_as_given(reply.answer.says, language) or otherwise
        yield f"{source_in_words(reply.source, language)}: {said}"


KIND = Kind("timeline", later("Timeline"), needs="", shows=shows, draw=draw)
