"""Who copies whom: articles, the newsrooms they come from, and who first made the claim.

Sources are joined into one newsroom when one is based on the other, when both are based on a third,
or when one publisher prints both. That is cautious on purpose: a shared root is counted once even
if one of the two may have asked around for itself. Links that are no more than ``suspected`` are
counted both ways and give a range. A primary document joins nobody: two newsrooms that read the
same decree remain two.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from explainer.bidi import apart
from explainer.model import Basis, Source


@dataclass(frozen=True, slots=True)
class Tally:
    """How widely something is reported, once copies are counted as copies.

    ``newsrooms`` is a range: the lower end takes suspected copies for copies, the upper does not.
    """

    articles: int
    documents: int
    newsrooms: tuple[int, int]
    claimants: tuple[str, ...]


def tally(sources: Mapping[str, Source], cited: Iterable[str], claimants: Iterable[str]) -> Tally:
    """Count the ``cited`` sources that are known; ``claimants`` are those the content names."""
    known = sorted({name for name in cited if name in sources})
    articles = [name for name in known if sources[name].type != "document"]
    named = dict.fromkeys(claimant for claimant in claimants if claimant)
    return Tally(
        articles=len(articles),
        documents=len(known) - len(articles),
        newsrooms=(
            len(newsrooms(sources, articles, suspected=True)),
            len(newsrooms(sources, articles, suspected=False)),
        ),
        claimants=tuple(named),
    )


def newsrooms(
    sources: Mapping[str, Source], articles: Iterable[str], *, suspected: bool
) -> list[tuple[str, ...]]:
    """The articles, grouped by common origin; each group is sorted, and so are the groups."""
    groups: list[tuple[set[str], set[str]]] = []
    for name in sorted(articles):
        roots = {f"publisher {sources[name].publisher}"}
        for ancestor in ancestors(sources, name, suspected=suspected):
            roots |= {ancestor, f"publisher {sources[ancestor].publisher}"}
        members = {name}
        roots.add(name)
        apart = []
        for other_members, other_roots in groups:
            if roots & other_roots:
                members |= other_members
                roots |= other_roots
            else:
                apart.append((other_members, other_roots))
        groups = [*apart, (members, roots)]
    return sorted(tuple(sorted(members)) for members, _ in groups)


def ancestors(sources: Mapping[str, Source], name: str, *, suspected: bool) -> list[str]:
    """The articles that ``name`` comes from, nearest first; primary documents do not count."""
    found: list[str] = []
    waiting = [name]
    while waiting:
        for basis in sources[waiting.pop(0)].based_on:
            origin = sources.get(basis.source)
            skip = origin is None or origin.type == "document"
            if skip or (basis.how == "suspected" and not suspected):
                continue
            if basis.source not in found and basis.source != name:
                found.append(basis.source)
                waiting.append(basis.source)
    return found


def copies(sources: Mapping[str, Source], name: str) -> list[tuple[Source, Basis]]:
    """The sources that say they are, or look, based on ``name``, and how."""
    return [
        (source, basis)
        for source in sources.values()
        for basis in source.based_on
        if basis.source == name
    ]


def circles(sources: Mapping[str, Source]) -> Iterator[tuple[str, ...]]:
    """Every source that is in the end based on itself, with the way round."""
    for name in sources:
        trail = _way_back(sources, name)
        if trail and name == min(trail):
            yield trail


def _way_back(sources: Mapping[str, Source], name: str) -> tuple[str, ...]:
    """The shortest way from ``name`` to itself, or nothing."""
    trails: list[tuple[str, ...]] = [(name,)]
    seen: set[str] = set()
    while trails:
        trail = trails.pop(0)
        for basis in sources[trail[-1]].based_on if trail[-1] in sources else ():
            if basis.source == name:
                return trail
            if basis.source not in seen:
                seen.add(basis.source)
                trails.append((*trail, basis.source))
    return ()


def sentence(counted: Tally, *, named: bool = True) -> str:
    """``5 articles, 2 newsrooms, 1 original claimant: the river board``, without a full stop.

    Over a whole site the claimants are too many to be ``named``.
    """
    parts = []
    if counted.documents:
        parts.append(_many(counted.documents, "primary document"))
    if counted.articles:
        low, high = counted.newsrooms
        rooms = _many(low, "newsroom") if low == high else f"{low} to {high} newsrooms"
        parts += [_many(counted.articles, "article"), rooms]
    if not parts:
        return "No source says so"
    if counted.claimants:
        names = f": {'; '.join(map(apart, counted.claimants))}" if named else ""
        parts.append(_many(len(counted.claimants), "original claimant") + names)
    return ", ".join(parts)


def _many(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
