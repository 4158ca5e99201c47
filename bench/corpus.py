"""Seeded contents of any size: for this program, and the same text for others.

Of N pages half are narratives of 750 words, a quarter facts, the rest events and sources. The
others get N pages of the narratives' text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

WORDS = (
    "river water weir bank ferry mill stone bridge harbour willow meadow lock gauge keeper summer"
    " winter flood ice reed barge town field valley source mouth island current eddy ford path"
    " council record survey letter archive witness report season market orchard cellar lantern"
    " engineer captain farmer teacher printer old new quiet broad narrow late early still open"
    " carried measured found told kept built closed opened crossed followed remembered described"
    " along under before behind above between across until because while where and the of in to a"
).split()
LENGTH = 750  # words of a narrative
_SYLLABLES = ("ba", "ke", "li", "mo", "nu", "ra", "se", "ti", "vo", "za")


def name(number: int) -> str:
    """A word of its own for each number, without digits."""
    return "".join(_SYLLABLES[int(digit)] for digit in f"{number:05}")


@dataclass(frozen=True, slots=True)
class Counts:
    """So many of each kind; ``links`` are those of all narratives, beside the usual ones.

    Narratives are texts of 750 words, the front page among them; facts have two answers each.
    """

    narratives: int = 10
    facts: int = 10
    sources: int = 10
    events: int = 10
    members: int = 0
    links: int = 0


def mixed(pages: int) -> Counts:
    """How many of each kind there are among so many pages."""
    narratives, facts, sources = pages // 2, pages // 4, pages // 8
    return Counts(narratives, facts, sources, pages - narratives - facts - sources)


def paragraphs(number: int) -> list[str]:
    """The text of a narrative, the same for whoever shows it: sentences without numbers."""
    chance = random.Random(number)
    found: list[str] = []
    left = LENGTH
    while left > 0:
        sentences = []
        for _ in range(chance.randint(3, 6)):
            words = chance.choices(WORDS, k=chance.randint(9, 17))
            sentences.append(" ".join(words).capitalize() + ".")
            left -= len(words)
        found.append(" ".join(sentences))
    return found


def _body(number: int, links: list[str]) -> str:
    """Paragraphs under headings, with links in them, a table and a footnote."""
    parts = paragraphs(number)
    for place, link in enumerate(links):
        parts[place % len(parts)] += f" See {link}."
    parts[0] += " So it was told.[^told]"
    middle = len(parts) // 2
    table = "| What | Who |\n|---|---|\n| weir | keeper |\n| ferry | captain |"
    whole = ["## At first", *parts[:middle], table, "## Later on", *parts[middle:]]
    return "\n\n".join([*whole, "[^told]: By the keeper of the lock."]) + "\n"


def page(size: Counts, number: int, everywhere: str = "") -> str:
    """A narrative of ours: it binds four facts, an event and a source, and links two others."""
    links = [
        f"[{fact_value(fact)} km](fact:reach-{name(fact)})"
        for fact in ((number * 4 + step) % size.facts for step in range(4))
    ]
    links.append(f"[the opening](event:opening-{name(number % size.events)})")
    links.append(f"[a report](source:report-{name(number % size.sources)})")
    links += [f"[{name(other)}]({file(other)})" for other in _others(size.narratives, number)]
    links += [f"<fact:{everywhere}>"] if everywhere else []
    more = range(size.links // size.narratives)
    links += [f"<fact:reach-{name(step % size.facts)}>" for step in more]
    body = _body(number, links)
    return f"---\ntitle: The river at {name(number)}\n---\n{body}"


def _others(count: int, number: int) -> tuple[int, int]:
    return (number + 1) % count, (number * 7 + 3) % count


def file(number: int) -> str:
    """The file of a narrative, below its folder; the first is the front page."""
    return f"at-{name(number)}.md" if number else "index.md"


def fact_value(number: int) -> int:
    """How many kilometres a fact says."""
    return 100 + number % 800


def fact(size: Counts, number: int) -> str:
    """A fact in YAML: one in ten is disputed."""
    shown = fact_value(number)
    other = (number * 3 + 1) % size.sources
    lines = [
        f"reach-{name(number)}:",
        f"  question: How long is the reach {name(number)}?",
        f"  label: length of the reach {name(number)}",
        "  kind: measurement",
        f"  shown: {shown} km",
        "  answers:",
        f"    - source: report-{name(number % size.sources)}",
        f"      says: {shown} km",
    ]
    if other != number % size.sources:
        lines += [f"    - source: report-{name(other)}"]
        lines += [f"      says: {shown + 90 * (number % 10 == 0)} km"]
        if number % 10 == 0:
            lines += ["      conflict: dispute", "      note: It counts the side arms."]
    return "\n".join(lines) + "\n"


def event(size: Counts, number: int) -> str:
    """An event in YAML."""
    year, month, day = 1900 + number // 336, number // 28 % 12 + 1, number % 28 + 1
    return (
        f"opening-{name(number)}:\n  title: The lock {name(number)} opens\n"
        f"  dates:\n    - role: happened\n      when: {year}-{month:02}-{day:02}\n"
        f"      source: report-{name(number % size.sources)}\n"
        f"  text: The keeper opened the lock {name(number)} for all barges.\n"
    )


def source(number: int) -> str:
    """A source in YAML."""
    return (
        f"report-{name(number)}:\n  title: Report on {name(number)}\n  type: document\n"
        f"  url: https://example.org/reports/{name(number)}\n"
        f"  publisher: River Desk {name(number)}\n  published: 2026-01-{number % 28 + 1:02}\n"
    )


COUNTRIES = "PRT ESP FRA ITA DEU POL NOR SWE FIN AUT CZE HUN GRC IRL NLD BEL DNK EST".split()


def group(size: Counts) -> str:
    """A group in YAML."""
    members = "".join(
        f"    - country: {COUNTRIES[number % len(COUNTRIES)]}\n"
        f"      organisation: Trust of {name(number)}\n      status: joined\n"
        f"      sources: [report-{name(number % size.sources)}]\n"
        for number in range(size.members)
    )
    return (
        "trusts:\n  name: The trusts\n  members_are: organisations\n"
        f"  statuses: {{joined: Joined}}\n  members:\n{members}"
    )


EVERYWHERE = "reach-of-all"
_PER_FILE = 50


def ours(folder: Path, size: Counts, *, everywhere: bool = False) -> None:
    """Content for this program; where ``everywhere``, one fact is bound on every narrative."""
    (folder / "pages").mkdir(parents=True)
    (folder / "site.yaml").write_text("title: Many rivers\nlanguage: en-GB\n")
    bound = EVERYWHERE if everywhere else ""
    for number in range(size.narratives):
        (folder / "pages" / file(number)).write_text(page(size, number, bound))
    facts = [fact(size, number) for number in range(size.facts)]
    if everywhere:
        facts.append(fact(size, 5).replace(f"reach-{name(5)}", EVERYWHERE))
    events = [event(size, number) for number in range(size.events)]
    _in_files(folder / "facts", facts)
    _in_files(folder / "events", events)
    _in_files(folder / "sources", [source(number) for number in range(size.sources)])
    if size.members:
        (folder / "groups.yaml").write_text(group(size))


def _in_files(folder: Path, entries: list[str]) -> None:
    folder.mkdir()
    for start in range(0, len(entries), _PER_FILE):
        text = "\n".join(entries[start : start + _PER_FILE])
        (folder / f"part-{start:05}.yaml").write_text(text)


def theirs(number: int, count: int) -> tuple[str, str]:
    """Title and Markdown of a page for others: links to two more, by the names of their files."""
    links = [f"[{name(other)}]({file(other)})" for other in _others(count, number)]
    return f"The river at {name(number)}", _body(number, links)


def all_of_theirs(count: int) -> Iterator[tuple[str, str, str]]:
    """File, title and text of every page for others."""
    for number in range(count):
        yield file(number), *theirs(number, count)
