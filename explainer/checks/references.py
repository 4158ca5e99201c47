"""Rules on what refers to what: every id, status, country and page that is named must exist."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from explainer import arithmetic, wording
from explainer.checks.given import Given
from explainer.content import Content
from explainer.documents import Path
from explainer.model import Entry, Group, Page
from explainer.problems import Place, Problem, did_you_mean, message_and_cure
from explainer.prose import Link
from explainer.site import SCHEMES, page_target


def named_entries(given: Given) -> Iterator[Problem]:
    """Every id that an entry names must be the id of an entry of the right kind."""
    for entry in given.content.entries():
        for kind, name, path in _named(entry):
            yield from _exists(given.content, kind, name, entry.origin.place(*path))


def _named(entry: Entry) -> Iterator[tuple[str, str, Path]]:
    """Every id that an entry names in its YAML: the kind it must be of, the id, where it stands."""
    for path, name in _leaves(entry.model_dump(by_alias=True), ()):
        keys = tuple(step for step in path if isinstance(step, str))
        kind = NAMED.get((entry.folder, *keys))
        if kind and name:
            yield kind, name, path


# Which keys hold ids, by kind of entry, and the kind of entry that the ids must be of.
NAMED: dict[tuple[str, ...], str] = {
    ("sources", "based_on", "source"): "sources",
    ("facts", "answers", "source"): "sources",
    ("facts", "baseline"): "facts",
    ("facts", "measured"): "facts",
    ("events", "dates", "source"): "sources",
    ("events", "dates", "sources"): "sources",
    ("events", "dates", "answers", "source"): "sources",
    ("groups", "not_the_same_as"): "groups",
    ("groups", "members", "sources"): "sources",
    ("groups", "totals", "organisations"): "facts",
    ("groups", "totals", "countries"): "facts",
    ("figures", "facts"): "facts",
    ("figures", "group"): "groups",
    ("figures", "compare"): "groups",
    ("figures", "events"): "events",
    ("figures", "sources"): "sources",
    ("glossary", "sources"): "sources",
    ("corrections", "fact"): "facts",
    ("corrections", "event"): "events",
    ("corrections", "page"): "pages",
}


def _leaves(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _leaves(item, (*path, key))
    elif isinstance(value, list | tuple):
        for index, item in enumerate(value):
            yield from _leaves(item, (*path, index))


def _exists(content: Content, kind: str, name: str, place: Place) -> Iterator[Problem]:
    known = content.known.get(kind, frozenset())
    if name in known:
        return
    file = "pages/" if kind == "pages" else f"{kind}.yaml"
    if known:
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
    "events": "an event",
    "groups": "a group",
    "figures": "a figure",
    "glossary": "a term",
    "corrections": "a correction",
    "pages": "a page",
}


def formulas(given: Given) -> Iterator[Problem]:
    """A formula must be readable, and name facts that exist."""
    for fact in given.content.facts.values():
        if not fact.formula:
            continue
        place = fact.origin.place("formula")
        try:
            names = arithmetic.ids(fact.formula)
        except ValueError:
            continue  # the ledger reports it
        for name in names:
            yield from _exists(given.content, "facts", name, place)


def menu(given: Given) -> Iterator[Problem]:
    """The menu must name pages that exist, and there must be a front page."""
    site = given.content.site
    for index, name in enumerate(site.menu):
        yield from _exists(given.content, "pages", name, site.origin.place("menu", index))
    if "index" not in given.content.known.get("pages", ()):
        yield Problem(
            Place("pages/index.md"),
            "no-front-page",
            "there must be a front page 'pages/index.md'",
            "write one; its front matter needs a title",
        )


def lanes(given: Given) -> Iterator[Problem]:
    """Where site.yaml lists lanes, an event's lane, and a figure's, must be one of them."""
    allowed = given.content.site.lanes or {
        event.lane: event.lane for event in given.content.events.values() if event.lane
    }
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
    for lane, place in uses:
        if lane not in allowed:
            cure = did_you_mean(lane, allowed, otherwise="add it to lanes in site.yaml")
            message = f"a lane must be one that site.yaml lists, but this one is {lane!r}"
            yield Problem(place, "unknown-lane", message, cure)


def members(given: Given) -> Iterator[Problem]:
    """A member's status must be one of its group's, its country an ISO 3166 alpha-3 code."""
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
            try:
                wording.country(member.country, given.content.site.language)
            except ValueError as error:
                place = group.origin.place("members", index, "country")
                yield Problem(place, "unknown-country", *message_and_cure(error))


# What a figure of each kind is drawn from.
NEEDS: dict[str, str] = {
    "target": "facts",
    "ranking": "facts",
    "bars": "facts",
    "map": "group",
    "membership": "group",
}


def figures(given: Given) -> Iterator[Problem]:
    """A figure must have what its kind is drawn from."""
    for figure in given.content.figures.values():
        needed = NEEDS.get(figure.kind)
        if needed and not getattr(figure, needed):
            yield Problem(
                figure.origin.key(),
                "missing-key",
                f"a figure of kind {figure.kind!r} must have the key {needed!r}",
                f"add '{needed}:' to it",
            )


def links(given: Given) -> Iterator[Problem]:
    """A link in Markdown must lead to an entry, a page and a heading that exist."""
    for entry, _, text in given.content.passages():
        for link in text.links:
            kind = SCHEMES.get(link.scheme)
            if kind:
                yield from _exists(given.content, kind, link.target, link.place)
                yield from _member(given.content, link)
            elif "://" not in link.target and not link.target.startswith("mailto:"):
                yield from _internal(given.content, entry, link)


def _member(content: Content, link: Link) -> Iterator[Problem]:
    group = content.groups.get(link.target) if link.scheme == "group" else None
    if isinstance(group, Group) and link.part:
        countries = {member.country for member in group.members}
        if link.part not in countries:
            yield Problem(
                link.place,
                "unknown-member",
                f"{link.part!r} must be the country of a member of {link.target!r}",
                did_you_mean(link.part, countries, otherwise="use the alpha-3 code, e.g. BRA"),
            )


def _internal(content: Content, entry: Entry, link: Link) -> Iterator[Problem]:
    if not isinstance(entry, Page):
        message = f"a link in YAML must be a binding or a web address, but is {link.target!r}"
        yield Problem(link.place, "page-link-in-yaml", message, "link from a page instead")
        return
    path = link.target.partition("#")[0]
    name, anchor = page_target(entry, link.target + (f"#{link.part}" if link.part else ""))
    files = {_file_from(entry, page) for page in content.known["pages"]}
    if path and not path.endswith(".md"):
        yield Problem(
            link.place,
            "broken-link",
            f"a link to another page must name its file, but this one is {link.target!r}",
            did_you_mean(f"{posixpath.splitext(path)[0]}.md", files, otherwise="write its name.md"),
        )
    elif name not in content.known["pages"]:
        yield Problem(
            link.place,
            "broken-link",
            "a page that is linked must exist, but there is no"
            f" {posixpath.normpath(f'pages/{name}.md')!r}",
            did_you_mean(path, files),
        )
    elif anchor and name in content.pages and anchor not in content.pages[name].body.anchors:
        yield Problem(
            link.place,
            "broken-anchor",
            f"the heading {anchor!r} must exist on 'pages/{name}.md'",
            did_you_mean(anchor, content.pages[name].body.anchors),
        )


def _file_from(page: Page, name: str) -> str:
    """How ``page`` names the file of the page ``name`` in a link."""
    return posixpath.relpath(f"{name}.md", posixpath.dirname(page.id) or ".")


RULES = (named_entries, formulas, menu, lanes, members, figures, links)
