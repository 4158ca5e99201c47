"""The history in a reader's words: what changed, from what to what, without keys, ids or markup."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import groupby, zip_longest

from explainer import model, prose
from explainer.documents import Extract
from explainer.evidence.names import find, source_in_words
from explainer.history.versions import BODY, IMAGE, KINDS, Change, Edit
from explainer.model import Entry, Event, Fact, Page, licences, page_address
from explainer.problems import Place
from explainer.prose import Link
from explainer.quantities.dates import read as read_value
from explainer.site.edition import Edition
from explainer.site.plan import address_of
from explainer.voice import wording
from explainer.voice.speech import later, voice

# What the keys of entries are called; others are called by their own name.
_NAMES = {
    "about": later("country"),
    "also": later("in another unit"),
    "archive": later("copy in an archive"),
    "baseline": later("starting point"),
    "alt": later("what it shows"),
    "careful": later("caution"),
    "conflict": later("why it differs"),
    "counts": later("whether it counts"),
    "find": later("its very words"),
    "focus": later("what is not to be cut off"),
    "from": later("member since"),
    "made_by": later("what made it"),
    "kind": later("kind of fact"),
    "means": later("what it counts"),
    "measured": later("measured since"),
    "outcome": later("what became of it"),
    "proof": later("what shows it"),
    "published": later("date of publication"),
    "said": later("said on"),
    "said_by": later("claimed by"),
    "range": later("what the band is"),
    "says": "",
    "shown": later("value shown"),
    "started": later("since"),
    "taken": later("taken on"),
    "text": later("text"),
    "type": later("kind of source"),
    "until": later("member until"),
    "updated": later("brought up to date"),
    "url": later("address"),
    "value": "",
    "when": later("date"),
    "where": later("where it says so"),
}
_LISTS = {
    "answers": later("answer of %(name)s"),
    "based_on": later("based on %(name)s"),
    "dates": later("date %(name)s"),
    "members": later("member %(name)s"),
    "rows": later("value for %(name)s"),
    "statuses": later("meaning of %(name)s"),
    "totals": later("total for %(name)s"),
}
_VALUES = (
    "shown", "says", "also", "when", "said", "from", "until", "started", "published", "updated",
    "taken",
)  # fmt: skip
_IDS = ("baseline", "measured", "formula", "organisations", "countries", "members")
# What stands for a whole list item.
_GIST = ("says", "when", "status", "how")
# What helps the program alone: the words by which readers search.
_HIDDEN = frozenset({"found_by"})
_CONTEXT = 6  # words kept on either side of what changed in a long text
_LONG = 100  # characters


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that changed: what it is, what it was and what it is now; "" for nothing.

    Long texts are cut to what changed, with a few words around it.
    """

    what: str
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class News:
    """A change of one entry, with the entry where the site still has it."""

    kind: str
    name: str
    entry: Entry | None
    change: Change
    title: str = ""

    @property
    def address(self) -> str:
        """Where an entry of this name is, or was, from the root of the site."""
        return page_address(self.name) if self.kind == "pages" else f"{self.kind}/{self.name}/"


def lines(edition: Edition, kind: str, name: str, change: Change) -> tuple[Line, ...]:
    """The edits of a change in words, in the order of the entry's keys."""
    writer = _Writer(edition, kind, getattr(edition.content, kind).get(name))
    return tuple(writer.lines(change.edits))


def news(edition: Edition, most: int) -> list[tuple[date, list[News]]]:
    """The newest changes by day, newest first, leaving out what was there from the first day.

    No more days are begun once there are ``most`` changes.
    """
    history = edition.history
    found = [
        News(
            kind,
            name,
            getattr(edition.content, kind).get(name),
            change,
            title(edition, history.of(kind, name)[0]),
        )
        for kind in KINDS
        for name in sorted(name for of, name in history.changes if of == kind)
        if kind != "pages" or name not in edition.content.drafts
        for change in history.of(kind, name)
    ]
    first = min((one.change.day for one in found), default=date.min)
    later = [one for one in found if one.change.what != "new" or one.change.day > first]
    later.sort(key=lambda one: one.change.day, reverse=True)
    days: list[tuple[date, list[News]]] = []
    for day, of_day in groupby(later, key=lambda one: one.change.day):
        if sum(len(listed) for _, listed in days) >= most:
            break
        days.append((day, list(of_day)))
    return days


def title(edition: Edition, change: Change) -> str:
    """What was removed, in plain text; empty where it had no title."""
    return _Writer(edition, "pages", None).inline(change.title)


class _Writer:
    """Writes the edits of one entry; a deleted entry has to do without its title."""

    def __init__(self, edition: Edition, kind: str, entry: Entry | None) -> None:
        self.edition = edition
        self.markdown = {path[-1] for path in model.KINDS.get(kind, Page).inline}
        self.language = edition.content.site.language
        self.tell = voice(self.language).tell
        self.entry = entry

    def lines(self, edits: Iterable[Edit]) -> Iterator[Line]:
        edits = tuple(edit for edit in edits if edit.path[0] not in _HIDDEN)
        whole = {edit.path[:-1] for edit in edits if not edit.path[-1]}
        for edit in edits:
            around = [edit.path[:length] for length in range(2, len(edit.path))]
            if not edit.path[-1]:
                if not any(outer in whole for outer in around[:-1]):
                    yield self.item(edit, [e for e in edits if e.path[:-1] == edit.path[:-1]])
            elif not any(outer in whole for outer in around):
                yield from self.single(edit)

    def item(self, came_or_went: Edit, inside: Sequence[Edit]) -> Line:
        """A list item that came or went, by the gist of it."""
        texts = {edit.path[-1]: self.value(edit.path[-1], edit.now or edit.was) for edit in inside}
        gist = next((texts[key] for key in _GIST if key in texts), "")
        what = self.label(came_or_went.path[:-1])
        if came_or_went.now:
            return Line(what, "", gist or self.tell("added"))
        return Line(what, gist or self.tell("named"), "")

    def single(self, edit: Edit) -> Iterator[Line]:
        key = edit.path[-1]
        if edit.path == BODY:
            for was, now in _paragraphs(edit.was.split("\n"), edit.now.split("\n")):
                yield Line(self.tell("text"), *_cut(self.paragraph(was), self.paragraph(now)))
            return
        if edit.path == IMAGE:
            yield Line(self.tell("the picture itself"), "", self.tell("another file"))
            return
        was, now = self.value(key, edit.was), self.value(key, edit.now)
        if was != now:
            yield Line(self.label(edit.path), *_cut(was, now))

    def label(self, path: Sequence[str]) -> str:
        """``answer of Valley Wire, 14 March 2024: in another unit``."""
        parts: list[str] = []
        rest = list(path)
        while rest:
            key = rest.pop(0)
            if key in _LISTS and rest:
                name = self.item_name(key, rest.pop(0))
                parts.append(self.tell(_LISTS[key], name=name).strip())
            else:
                parts.append(self.key(key))
        if path[-1] == "when" and isinstance(self.entry, Fact) and len(path) == 1:
            statement = self.entry.kind == "statement"
            about, over = self.tell("the time it is about"), self.tell("the time it is for")
            return about if statement else over
        return ": ".join(part for part in parts if part)

    def key(self, key: str) -> str:
        """What a key is called; one that the format does not know stands as it was written."""
        if key not in _NAMES:
            return key.replace("_", " ")
        return self.tell(_NAMES[key]) if _NAMES[key] else ""

    def item_name(self, key: str, name: str) -> str:
        if key in ("answers", "based_on"):
            source = self.edition.content.sources.get(name)
            return source_in_words(source, self.language) if source else name
        if key == "members":
            code, _, organisation = name.partition(" ")
            country = self.country(code)
            if country == code:  # it is none, and so the whole is a name
                return name
            named = organisation not in ("", "unknown")
            return f"{organisation}, {country}" if named else country
        return self.value("when", name) if key in ("totals", "rows") else name

    def value(self, key: str, text: str) -> str:
        """A value of one key as pages print it; as it was written where it is none."""
        if key in _VALUES:
            return "; ".join(self.quantity(one) for one in text.split("; ")) if text else ""
        if key in _IDS:
            return " ".join(self.named(word) for word in text.split(" "))
        if key == "not_the_same_as":
            return "; ".join(self.group(name) for name in text.split("; "))
        if key == "language":
            return wording.language_name(text, self.language)
        if key == "licence" and text:
            return licences.in_words(text, self.language)
        if key in ("conflict", "type"):
            return text.replace("-", " ")
        if key in ("source", "sources"):
            return "; ".join(self.item_name("answers", name) for name in text.split("; "))
        return self.inline(text) if key in self.markdown else text

    def quantity(self, text: str) -> str:
        try:
            return wording.say(read_value(text), self.language)
        except ValueError:
            return text

    def country(self, code: str) -> str:
        try:
            return wording.country(code, self.language)
        except ValueError:  # an old version may hold what no check let through
            return code

    def group(self, name: str) -> str:
        group = self.edition.content.groups.get(name)
        return group.name if group else name

    def named(self, word: str) -> str:
        fact = self.edition.content.fact(word.rstrip(";"))
        return fact.label + word[len(word.rstrip(";")) :] if fact else word

    def inline(self, text: str) -> str:
        return _inline(text).plain(self.speak) if text else ""

    def paragraph(self, text: str) -> str:
        return " ".join(_paragraph(text).plain(self.speak).split()) if text else ""

    def speak(self, link: Link) -> str:
        """What an automatic link is about: nobody knows any more what it printed then."""
        entry = find(self.edition.content, link)
        if isinstance(entry, Fact):
            return f"[{entry.label}]"
        if isinstance(entry, Event):
            return f"[{self.edition.plan.pages[address_of(entry)].title}]"
        return self.edition.speak(link)


# The same change is told on its page, among all changes, and in the feed.
@lru_cache(maxsize=4096)
def _inline(text: str) -> prose.Prose:
    return prose.inline(_extract(text), text)[0]


@lru_cache(maxsize=4096)
def _paragraph(text: str) -> prose.Prose:
    return prose.page(_extract(text))[0]


def _extract(text: str) -> Extract:
    return Extract(Place("", 1, 1), text)


def _paragraphs(was: Sequence[str], now: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The paragraphs that changed, old beside new."""
    for tag, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        if tag != "equal":
            yield from zip_longest(was[a:b], now[c:d], fillvalue="")


def _cut(was: str, now: str) -> tuple[str, str]:
    """Two texts; of long ones, what differs and a few words on either side."""
    if max(len(was), len(now)) <= _LONG:
        return was, now
    old, new = was.split(), now.split()
    shortest = min(len(old), len(new))
    start = next((i for i in range(shortest) if old[i] != new[i]), shortest)
    end = next((i for i in range(shortest - start) if old[-1 - i] != new[-1 - i]), shortest - start)
    return _between(old, start, end), _between(new, start, end)


def _between(words: Sequence[str], start: int, end: int) -> str:
    """The words without the first ``start`` and the last ``end``, but for some context."""
    first, last = max(start - _CONTEXT, 0), len(words) - max(end - _CONTEXT, 0)
    kept = " ".join(words[first:last])
    return f"{'… ' if first else ''}{kept}{' …' if last < len(words) else ''}" if kept else ""
