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
from functools import partial

from explainer.model import Basis, Source
from explainer.model.sources import How
from explainer.voice.bidi import apart
from explainer.voice.speech import Voice, voice
from explainer.voice.wording import listed


@dataclass(frozen=True, slots=True)
class Tally:
    """How widely something is reported, once copies are counted as copies.

    ``newsrooms`` is a range: the lower end takes suspected copies for copies, the upper does not.
    """

    articles: int
    documents: int
    newsrooms: tuple[int, int]
    claimants: tuple[str, ...]

    @property
    def texts(self) -> int:
        """All that was read, copies too."""
        return self.articles + self.documents


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
    joined: dict[str, str] = {}
    named = sorted(set(articles))
    waiting, seen = list(named), set[str]()
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            bases = _bases(sources, name, suspected=suspected)
            for other in (f"publisher {sources[name].publisher}", *bases):
                joined[_root(joined, other)] = _root(joined, name)
            waiting += bases
    groups: dict[str, list[str]] = {}
    for name in named:
        groups.setdefault(_root(joined, name), []).append(name)
    return sorted(tuple(members) for members in groups.values())


def _root(joined: dict[str, str], name: str) -> str:
    """What stands for all that ``name`` has been joined with; the way there gets shorter."""
    while (above := joined.setdefault(name, name)) != name:
        joined[name] = name = joined.setdefault(above, above)
    return name


def _bases(sources: Mapping[str, Source], name: str, *, suspected: bool) -> list[str]:
    """The articles that ``name`` says, or is suspected, to be based on."""
    known = [basis for basis in sources[name].based_on if basis.source in sources]
    return [
        basis.source
        for basis in known
        if sources[basis.source].type != "document" and (suspected or basis.how != "suspected")
    ]


def ancestors(sources: Mapping[str, Source], name: str, *, suspected: bool) -> list[str]:
    """The articles that ``name`` comes from, nearest first; primary documents do not count."""
    found, seen = [name], {name}
    for one in found:  # which grows
        new = [base for base in _bases(sources, one, suspected=suspected) if base not in seen]
        found += dict.fromkeys(new)
        seen |= set(new)
    return found[1:]


def nearest(sources: Iterable[Source], claimant: str = "") -> Source | None:
    """The one that is nearest to what happened, among those that can be opened first.

    A document is nearer than a report, a text of whoever claims it than one of others, a newsroom
    than who gathers or comments on its texts, and of these what changed least of another's words.
    """
    return min(sources, key=partial(_distance, claimant), default=None)


def _distance(claimant: str, source: Source) -> tuple[bool, bool, bool, bool, int]:
    is_own = bool(claimant) and claimant in (source.publisher, source.author)
    gathers = source.type in ("aggregator", "blog")
    changed = max((_CHANGED.index(basis.how) for basis in source.based_on), default=0)
    return not source.url, source.type != "document", not is_own, gathers, changed


# From a report of one's own that quotes another to what may be another's without a word of it.
_CHANGED: tuple[How, ...] = (
    "quotes", "republishes", "translates", "credits", "rewrites", "suspected",
)  # fmt: skip


def copies(sources: Mapping[str, Source]) -> Mapping[str, list[tuple[Source, Basis]]]:
    """For each source those that say they are, or look, based on it, and how."""
    found: dict[str, list[tuple[Source, Basis]]] = {}
    for source in sources.values():
        for basis in source.based_on:
            found.setdefault(basis.source, []).append((source, basis))
    return found


def circles(sources: Mapping[str, Source]) -> Iterator[tuple[str, ...]]:
    """Every source that is in the end based on itself, with the way round."""
    told: set[str] = set()
    for name in sorted(_tangled(sources)):
        trail = () if name in told else _way_back(sources, name)
        if trail and name == min(trail):
            told |= set(trail)
            yield trail


def _tangled(sources: Mapping[str, Source]) -> set[str]:
    """The sources that are based on themselves, or on one that is: what no order begins with."""
    known = {
        name: {basis.source for basis in source.based_on if basis.source in sources}
        for name, source in sources.items()
    }
    copied: dict[str, list[str]] = {}
    for name, bases in known.items():
        for base in bases:
            copied.setdefault(base, []).append(name)
    left = {name: len(bases) for name, bases in known.items()}
    free = [name for name, number in left.items() if not number]
    for name in free:  # which grows
        for copy in copied.get(name, ()):
            left[copy] -= 1
            free += [copy] * (not left[copy])
    return known.keys() - set(free)


def _way_back(sources: Mapping[str, Source], name: str) -> tuple[str, ...]:
    """The shortest way from ``name`` to itself, or nothing."""
    came_from = {name: ""}
    reached = [name]
    for one in reached:  # which grows
        for basis in sources[one].based_on if one in sources else ():
            if basis.source == name:
                return _trail(came_from, one)
            if basis.source not in came_from:
                came_from[basis.source] = one
                reached.append(basis.source)
    return ()


def _trail(came_from: Mapping[str, str], last: str) -> tuple[str, ...]:
    """The steps that led to ``last``, the first one first."""
    steps = []
    while last:
        steps.append(last)
        last = came_from[last]
    return tuple(reversed(steps))


def in_newsrooms(counted: Tally, language: str) -> str:
    """How many newsrooms and documents there are, and how many texts with their copies.

    >>> in_newsrooms(Tally(articles=4, documents=1, newsrooms=(2, 2), claimants=()), "en")
    '2 newsrooms and 1 primary document, 5 texts in all'
    """
    said = voice(language)
    rooms = [_rooms(counted, said)] if counted.articles else []
    documents = [_documents(counted, said)] if counted.documents else []
    if not rooms and not documents:
        return said.tell("No source says so")
    who = listed([*rooms, *documents], language)
    if counted.texts <= counted.newsrooms[1] + counted.documents:
        return who
    return said.many(
        "%(who)s, %(num)s text in all", "%(who)s, %(num)s texts in all", counted.texts, who=who
    )


def voices(counted: Tally, language: str) -> str:
    """Who stands behind the texts, in few words.

    >>> board = ("the river board",)
    >>> voices(Tally(articles=4, documents=0, newsrooms=(2, 3), claimants=board), "en")
    'from 2 to 3 newsrooms; 1 first voice'
    """
    said = voice(language)
    parts = []
    if counted.articles:
        parts.append(said.tell("from %(newsrooms)s", newsrooms=_rooms(counted, said)))
    if counted.claimants:
        number = len(counted.claimants)
        parts.append(said.many("%(num)s first voice", "%(num)s first voices", number))
    return "; ".join(parts)


def sentence(counted: Tally, language: str, *, named: bool = True) -> str:
    """What is counted, without a full stop; over a whole site claimants are too many to be named.

    >>> board = ("the river board",)
    >>> sentence(Tally(articles=5, documents=0, newsrooms=(2, 2), claimants=board), "en")
    '5 articles, 2 newsrooms, 1 original claimant: the river board'
    """
    said = voice(language)
    parts = [_documents(counted, said)] if counted.documents else []
    if counted.articles:
        parts += [said.many("%(num)s article", "%(num)s articles", counted.articles)]
        parts += [_rooms(counted, said)]
    if not parts:
        return said.tell("No source says so")
    if counted.claimants:
        names = f": {'; '.join(map(apart, counted.claimants))}" if named else ""
        number = len(counted.claimants)
        claimants = said.many("%(num)s original claimant", "%(num)s original claimants", number)
        parts.append(claimants + names)
    return ", ".join(parts)


def _rooms(counted: Tally, said: Voice) -> str:
    low, high = counted.newsrooms
    if low == high:
        return said.many("%(num)s newsroom", "%(num)s newsrooms", low)
    return said.many("%(low)s to %(num)s newsroom", "%(low)s to %(num)s newsrooms", high, low=low)


def _documents(counted: Tally, said: Voice) -> str:
    return said.many("%(num)s primary document", "%(num)s primary documents", counted.documents)
