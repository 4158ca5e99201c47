"""Whether sources are still where readers are sent, and say there what they said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal
from urllib.parse import urlsplit

from explainer.checks.given import Given
from explainer.checks.passages import finding
from explainer.model import Source
from explainer.problems import Place, Problem, warning
from explainer.quantities import dates
from explainer.web import reading
from explainer.web.asking import Answer, Web
from explainer.web.reading import WebPage

State = Literal["found", "moved", "changed", "gone", "unknown"]
Words = Mapping[str, list[tuple[Place, str]]]
_AGAIN = "read it again, then mend what it says here and set 'read_on:'"


@dataclass(frozen=True, slots=True)
class Visit:
    """What was found at one address of a source, which is that behind its ``key``."""

    source: str
    key: Literal["url", "archive"]
    address: str
    state: State
    problems: tuple[Problem, ...] = ()
    looked_for: int = 0
    """How many words were looked for there."""

    def row(self) -> dict[str, object]:
        """The same as plain values, for programs."""
        told = {"source": self.source, "key": self.key, "address": self.address}
        return {**told, "state": self.state, "words_looked_for": self.looked_for}


def visits(given: Given, web: Web) -> Iterator[Visit]:
    """Every address of every source, each asked for once, and told as soon as it is known."""
    words: dict[str, list[tuple[Place, str]]] = {}
    for entry, path, answer in finding(given):
        place = entry.origin.place(*path, "find")
        words.setdefault(answer.source, []).append((place, answer.find))
    known: dict[str, Answer] = {}
    for source in given.content.sources.values():
        for key, address in (("url", source.url), ("archive", source.archive)):
            if address:
                bare = address.partition("#")[0]
                known[bare] = known.get(bare) or web.ask(bare)
                yield _visit(source, key, known[bare], words)  # type: ignore[arg-type]


def _visit(source: Source, key: Literal["url", "archive"], answer: Answer, words: Words) -> Visit:
    address = getattr(source, key)
    state, problem = _state(source, key, answer)
    page = reading.read(answer) if answer.is_there else None
    wanted = words.get(source.id, []) if page else []
    found = [problem] if problem else []
    if page:
        found += _missing(wanted, page, answer)
    if page and key == "url" and state == "found" and (change := _changed(source, page)):
        state, found = "changed", [change, *found]
    if state == "found" and found:
        state = "changed"
    return Visit(source.id, key, address, state, tuple(found), len(wanted))


def _state(source: Source, key: str, answer: Answer) -> tuple[State, Problem | None]:
    place, whose = source.origin.place(key), f"{key!r} of {source.id!r}"
    if answer.is_gone or _is_sent_home(answer):
        why = f"its host says {answer.status}" if answer.is_gone else "it leads to the front page"
        message = f"{whose} must lead to what is cited, but {why}"
        return "gone", warning(place, "web-gone", message, _cure_of_gone(source, key))
    if not answer.is_there:
        message = f"{whose} could not be looked at: it {answer.fault or _answers(answer)}"
        return "unknown", warning(place, "web-unknown", message, "look at it in a browser")
    if answer.moved and answer.address != answer.asked:
        message = f"{whose} has moved for good, to {answer.address!r}"
        return "moved", warning(place, "web-moved", message, f"write '{key}: {answer.address}'")
    return "found", None


def _answers(answer: Answer) -> str:
    return f"answers {answer.status}"


def _is_sent_home(answer: Answer) -> bool:
    """A page that is no more often leads to the front page of its host."""
    asked, at = urlsplit(answer.asked), urlsplit(answer.address)
    is_deep = bool(asked.path.strip("/") or asked.query)
    return answer.is_there and is_deep and not (at.path.strip("/") or at.query)


def _cure_of_gone(source: Source, key: str) -> str:
    if key == "archive":
        return "take 'archive:' away; 'explainer archive' asks for another copy"
    if source.archive:
        return "keep it: readers have the archived copy; or find its new address"
    return "find its new address, or a copy in a web archive"


def _missing(
    words: Iterable[tuple[Place, str]], page: WebPage, answer: Answer
) -> Iterator[Problem]:
    """The words that are not on the page, as far as it was read."""
    for place, find in words if not answer.cut else ():
        if not page.has(find):
            yield warning(
                place,
                "web-words",
                f"{find!r} must be found in the source, but is not at {answer.address!r:.200}",
                "look whether it says something else now, or shows its text by a script only",
            )


def _changed(source: Source, page: WebPage) -> Problem | None:
    """Whether a page says itself that it changed after it was read."""
    known = [day.last for day in (source.read_on, source.updated) if day]
    changed = _last_change(page)
    if not (known and changed and changed > max(known)):
        return None
    return warning(
        source.origin.place("url"),
        "web-changed",
        f"{source.id!r} was last read on {max(known)}, and its page says it changed on {changed}",
        _AGAIN,
    )


def _last_change(page: WebPage) -> date | None:
    said = [*page.said("article:modified_time", "og:updated_time", "datemodified")]
    said += [str(node["dateModified"]) for node in page.data if node.get("dateModified")]
    days = [day for one in said if (day := _day(one))]
    return max(days, default=None)


def _day(text: str) -> date | None:
    try:
        return dates.parse(text[:10]).first
    except ValueError:
        return None
