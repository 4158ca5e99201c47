"""Rules on what refers to what: every id, status, country and page that is named must exist."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from difflib import get_close_matches
from functools import partial

from explainer import figures
from explainer.checks.given import Given
from explainer.checks.series import times_of
from explainer.content import Content
from explainer.documents import Path
from explainer.evidence.names import SCHEMES
from explainer.model import Entry, Fact, Page
from explainer.problems import Place, Problem, did_you_mean, message_and_cure, warning
from explainer.prose import Link
from explainer.quantities import arithmetic
from explainer.site.plan import page_target


def unknown_id(given: Given) -> Iterator[Problem]:
    """Every id that is named must be the id of an entry, or page, of the right kind."""
    content = given.content
    for entry in content.entries():
        for kind, name, path in named(entry):
            exists = _value_exists if kind == VALUES else partial(_exists, kind=kind)
            yield from exists(content, name=name, place=entry.origin.place(*path))
    for fact in content.facts.values():
        for name in operands(fact):
            yield from _value_exists(content, name, fact.origin.place("formula"))
    for index, name in enumerate(content.site.menu):
        yield from _exists(content, "pages", name, content.site.origin.place("menu", index))
    for _, _, text in content.passages():
        for link in text.links:
            if link.scheme in SCHEMES:
                yield from _exists(content, SCHEMES[link.scheme], link.target, link.place)


def _value_exists(content: Content, name: str, place: Place) -> Iterator[Problem]:
    """What has a value must be a fact, or a series at a time that it has."""
    series, mark, key = name.partition("#")
    if not (mark or series in content.known.get("series", ())):
        yield from _exists(content, "facts", name, place)
        return
    yield from _exists(content, "series", series, place)
    course = content.courses.get(series, ())
    if series in content.series and content.series[series].is_whole and not content.fact(name):
        message = f"{key!r} must be a time of the series {series!r}, which has no value for it"
        yield Problem(place, "unknown-id", message, times_of([point.key for point in course]))


def named(entry: Entry) -> Iterator[tuple[str, str, Path]]:
    """Every id that an entry names in its YAML: the kind it must be of, the id, where it stands."""
    for (folder, *keys), kind in NAMED.items():
        if folder == entry.folder:
            yield from ((kind, name, path) for path, name in _texts_at(entry, keys, ()) if name)


VALUES = "facts or series"

# Which keys hold ids, by kind of entry, and the kind of entry that the ids must be of.
NAMED: dict[tuple[str, ...], str] = {
    ("sources", "based_on", "source"): "sources",
    ("facts", "answers", "source"): "sources",
    ("facts", "baseline"): VALUES,
    ("facts", "measured"): VALUES,
    ("series", "answers", "source"): "sources",
    ("series", "targets"): "facts",
    ("events", "dates", "source"): "sources",
    ("events", "dates", "sources"): "sources",
    ("events", "dates", "answers", "source"): "sources",
    ("groups", "not_the_same_as"): "groups",
    ("groups", "members", "sources"): "sources",
    ("groups", "totals", "organisations"): "facts",
    ("groups", "totals", "countries"): "facts",
    ("groups", "totals", "members"): "facts",
    ("figures", "facts"): "facts",
    ("figures", "series"): "series",
    ("figures", "group"): "groups",
    ("figures", "compare"): "groups",
    ("figures", "events"): "events",
    ("figures", "sources"): "sources",
    ("pictures", "source"): "sources",
    ("glossary", "sources"): "sources",
    ("corrections", "fact"): "facts",
    ("corrections", "event"): "events",
    ("corrections", "page"): "pages",
}


def _texts_at(value: object, keys: Sequence[str], path: Path) -> Iterator[tuple[Path, str]]:
    """The texts below ``keys``, in every item of the lists on the way, and where they stand."""
    if isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _texts_at(item, keys, (*path, index))
    elif keys:
        yield from _texts_at(getattr(value, keys[0], None), keys[1:], (*path, keys[0]))
    elif isinstance(value, str):
        yield path, value


def _exists(content: Content, kind: str, name: str, place: Place) -> Iterator[Problem]:
    known = content.known.get(kind, frozenset())
    if name in known or kind in content.incomplete:
        return
    file = "pages/" if kind == "pages" else f"{kind}.yaml"
    if now := content.renamed.get((kind, name)):
        yield Problem(
            place,
            "unknown-id",
            f"{name!r} must be the id of {KIND_WORDS[kind]} today, but it is that of before",
            f"write {now!r}",
        )
    elif known:
        yield Problem(
            place,
            "unknown-id",
            f"{name!r} must be the id of {KIND_WORDS[kind]}, but there is none of that id",
            did_you_mean(name, known, otherwise=f"add it to {file}, or mend the id"),
        )
    else:  # once, not at every reference
        yield Problem(
            Place(file),
            "unknown-id",
            f"where {KIND_WORDS[kind]} is named, it must be in {file!r}, but there is none at all",
            f"add it, and look whether the name of the file is exactly {file!r}",
        )


KIND_WORDS = {
    "sources": "a source",
    "facts": "a fact",
    "series": "a series",
    "events": "an event",
    "groups": "a group",
    "figures": "a figure",
    "pictures": "a picture",
    "glossary": "a term",
    "corrections": "a correction",
    "pages": "a page",
}


def operands(fact: Fact) -> tuple[str, ...]:
    """The ids in a formula; none where it cannot be read, which the ledger reports."""
    try:
        return arithmetic.ids(fact.formula) if fact.formula else ()
    except ValueError:
        return ()


def no_front_page(given: Given) -> Iterator[Problem]:
    """There must be a front page."""
    if "index" not in given.content.known.get("pages", ()):
        yield Problem(
            Place("pages/index.md"),
            "no-front-page",
            "there must be a front page 'pages/index.md'",
            "write one; its front matter needs a title",
        )


def unknown_lane(given: Given) -> Iterator[Problem]:
    """Where site.yaml lists lanes, an event's lane, and a figure's, must be one of them."""
    site, events = given.content.site, given.content.events
    if ("lanes",) in site.origin.document.keys and not site.lanes:
        return  # they could not be read, which is reported
    if len(events) < len(given.content.known.get("events", ())) and not site.lanes:
        return
    allowed = site.lanes or {event.lane: event.lane for event in events.values() if event.lane}
    uses = [
        (event.lane, event.origin.place("lane"))
        for event in given.content.events.values()
        if event.lane
    ]
    uses += [
        (lane, figure.origin.place("lanes", index))
        for figure in given.content.figures.values()
        for index, lane in enumerate(figure.lanes)
    ]
    misspelt = _misspelt_lanes(allowed, Counter(lane for lane, _ in uses))
    for listed, lane in misspelt.items():
        message = f"a lane must be spelt as events spell it, which is {lane!r}, not {listed!r}"
        place = site.origin.key("lanes", listed)
        yield Problem(place, "unknown-lane", message, f"did you mean {lane!r}?")
    for lane, place in uses:
        if lane not in allowed and lane not in misspelt.values():
            cure = did_you_mean(lane, allowed, otherwise="add it to lanes in site.yaml")
            message = f"a lane must be one that site.yaml lists, but this one is {lane!r}"
            yield Problem(place, "unknown-lane", message, cure)


def _misspelt_lanes(listed: Iterable[str], used: Mapping[str, int]) -> dict[str, str]:
    """Lanes of site.yaml that nothing is in, with one much like it that is used several times."""
    several = [lane for lane, times in used.items() if times > 1 and lane not in listed]
    near = {lane: get_close_matches(lane, several, n=1) for lane in listed if lane not in used}
    return {lane: found[0] for lane, found in near.items() if found}


def unknown_status(given: Given) -> Iterator[Problem]:
    """A member's status must be one of its group's."""
    for group in given.content.groups.values():
        for index, member in enumerate(group.members):
            if member.status not in group.statuses:
                yield Problem(
                    group.origin.place("members", index, "status"),
                    "unknown-status",
                    f"a member's status must be one of those of {group.id!r},"
                    f" but this one is {member.status!r}",
                    did_you_mean(member.status, group.statuses),
                )


def unknown_country(given: Given) -> Iterator[Problem]:
    """A member's country must be an ISO 3166 alpha-3 code."""
    for group in given.content.groups.values():
        for index, member in enumerate(group.members):
            try:
                member.called(given.content.site.language)
            except ValueError as error:
                place = group.origin.place("members", index, "country")
                yield Problem(place, "unknown-country", *message_and_cure(error))


def figure_without_data(given: Given) -> Iterator[Problem]:
    """A figure must have what its kind is drawn from."""
    for figure in given.content.figures.values():
        needed = figures.KINDS[figure.kind].needs
        if needed and not getattr(figure, needed):
            yield Problem(
                figure.origin.key(),
                "figure-without-data",
                f"a figure of kind {figure.kind!r} must have the key {needed!r}",
                f"add '{needed}:' to it",
            )


def figure_without_finding(given: Given) -> Iterator[Problem]:
    """A figure should say in a sentence what it shows; without one its title heads it."""
    for figure in given.content.figures.values():
        if not figure.finding:
            yield warning(
                figure.origin.key(),
                "figure-without-finding",
                f"a figure should say what it shows, but {figure.id!r} has no finding",
                "add 'finding:', one sentence with its numbers bound; the title stands below it",
            )


def unknown_member(given: Given) -> Iterator[Problem]:
    """A binding to a member must name the country of one, or its name as an id."""
    for _, _, text in given.content.passages():
        for link in text.links:
            group = given.content.groups.get(link.target) if link.scheme == "group" else None
            countries = {member.code for member in group.members} if group else set()
            if group and link.part and link.part not in countries:
                yield Problem(
                    link.place,
                    "unknown-member",
                    f"{link.part!r} must be the country of a member of {link.target!r}",
                    did_you_mean(link.part, countries, otherwise="use the alpha-3 code, e.g. BRA"),
                )


def unknown_answer(given: Given) -> Iterator[Problem]:
    """A binding to an answer must name a source that answers the fact."""
    for _, _, text in given.content.passages():
        for link in text.links:
            fact = given.content.facts.get(link.target) if link.scheme == "fact" else None
            sources = {answer.source for answer in fact.answers} if fact else set()
            if fact and link.part and link.part not in sources:
                yield Problem(
                    link.place,
                    "unknown-answer",
                    f"{link.part!r} must be the source of an answer to {fact.id!r}",
                    did_you_mean(link.part, sources, otherwise=f"write fact:{fact.id} alone"),
                )


def page_link_in_yaml(given: Given) -> Iterator[Problem]:
    """A link in YAML must bind something or lead into the web, for it shows on several pages."""
    for entry, link in _page_links(given.content):
        if not isinstance(entry, Page):
            message = f"a link in YAML must be a binding or a web address, but is {link.target!r}"
            yield Problem(link.place, "page-link-in-yaml", message, "link from a page instead")


def _page_links(content: Content) -> Iterator[tuple[Entry, Link]]:
    """The links that lead to another page, or to a heading."""
    for entry, _, text in content.passages():
        for link in text.links:
            if not (link.scheme or link.web or "://" in link.target):
                yield entry, link


def broken_link(given: Given) -> Iterator[Problem]:
    """A link to another page must name its file, and the file must exist."""
    content, pages = given.content, given.content.known["pages"]
    for page, link in _page_links(content):
        if not isinstance(page, Page):
            continue
        path = link.target.partition("#")[0]
        name = page_target(page, link.target)[0]
        written = partial(_file_from, page)
        if path and not path.endswith(".md"):
            meant = page_target(page, f"{posixpath.splitext(path)[0]}.md")[0]
            yield Problem(
                link.place,
                "broken-link",
                f"a link to another page must name its file, but this one is {link.target!r}",
                did_you_mean(meant, pages, otherwise="write its name.md", written=written),
            )
        elif name not in pages:
            now = content.renamed.get(("pages", name))
            known = did_you_mean(name, pages, written=written)
            yield Problem(
                link.place,
                "broken-link",
                "a page that is linked must exist, but there is no"
                f" {posixpath.normpath(f'pages/{name}.md')!r}{' any more' if now else ''}",
                f"write {written(now)!r}" if now else known,
            )


def draft_named(given: Given) -> Iterator[Problem]:
    """What is published must not lead to a page that is a draft."""
    for name, place in _pages_named(given.content):
        if name in given.content.drafts:
            yield Problem(
                place,
                "draft-named",
                f"a page that is named must be published, but 'pages/{name}.md' is a draft",
                "take 'draft: true' out of it, or do not name it yet",
            )
    front = given.content.drafts.get("index")
    if front:
        yield Problem(
            front.origin.key("draft"),
            "draft-named",
            "the front page must be published, but it is a draft",
            "take 'draft: true' out of it",
        )


def _pages_named(content: Content) -> Iterator[tuple[str, Place]]:
    """Every page that the menu, a correction or a link names, and where."""
    for index, name in enumerate(content.site.menu):
        yield name, content.site.origin.place("menu", index)
    for correction in content.corrections.values():
        yield correction.page, correction.origin.place("page")
    for page, link in _page_links(content):
        if isinstance(page, Page):
            yield page_target(page, link.target)[0], link.place


def broken_anchor(given: Given) -> Iterator[Problem]:
    """A heading that is linked must exist on its page."""
    for link, anchor, target in _anchored(given.content):
        formers = {heading.former for heading in target.body.headings}
        if anchor not in formers.union(target.body.anchors):
            yield Problem(
                link.place,
                "broken-anchor",
                f"the heading {anchor!r} must exist on 'pages/{target.id}.md'",
                did_you_mean(anchor.lower(), target.body.anchors),
            )


def counted_anchor(given: Given) -> Iterator[Problem]:
    """A heading should be linked by its words; one that is counted or cut moves with others."""
    for link, anchor, target in _anchored(given.content):
        for heading in target.body.headings:
            if anchor == heading.former:
                yield warning(
                    link.place,
                    "counted-anchor",
                    f"a link should name the heading {heading.text!r} by its words,"
                    f" but it says {anchor!r}, which may soon be another",
                    f"write #{heading.anchor}",
                )


def _anchored(content: Content) -> Iterator[tuple[Link, str, Page]]:
    """The links from pages to headings: the anchor, and the page on which it must be."""
    for page, link in _page_links(content):
        if isinstance(page, Page) and link.part:
            name, anchor = page_target(page, f"{link.target}#{link.part}")
            target = content.pages.get(name)
            if target:
                yield link, anchor, target


def _file_from(page: Page, name: str) -> str:
    """How ``page`` names the file of the page ``name`` in a link."""
    return posixpath.relpath(f"{name}.md", posixpath.dirname(page.id) or ".")


RULES = (
    unknown_id,
    no_front_page,
    unknown_lane,
    unknown_status,
    unknown_country,
    figure_without_data,
    figure_without_finding,
    unknown_member,
    unknown_answer,
    page_link_in_yaml,
    broken_link,
    draft_named,
    broken_anchor,
    counted_anchor,
)
