"""Rules on what can be: each protects a reader from a number that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator

from explainer import lineage
from explainer.checks.given import Given
from explainer.problems import Problem
from explainer.values import Quantity


def rank_within_total(given: Given) -> Iterator[Problem]:
    """A rank, or a part, must not lie beyond its total."""
    for fact in given.content.facts.values():
        for path, text in fact.typed_texts():
            value = _quantity(given, fact.id, path, text)
            if value and value.total is not None and value.high > value.total:
                yield Problem(
                    fact.origin.place(*path),
                    "beyond-total",
                    f"a part must not be more than its whole, but {text!r} is",
                    "turn the two numbers round, or mend one",
                )


def _quantity(given: Given, name: str, path: tuple[str | int, ...], text: str) -> Quantity | None:
    fact = given.content.facts[name]
    if path == ("shown",):
        value = fact.value
    else:
        answer = fact.answers[int(path[1])]
        value = answer.value if path[2] == "says" else None
    return value if isinstance(value, Quantity) else None


def target_after_baseline(given: Given) -> Iterator[Problem]:
    """A target's year must come after the year of its starting point."""
    for fact in given.content.facts.values():
        start = given.content.facts.get(fact.baseline)
        if start and fact.when and start.when and start.when.first >= fact.when.first:
            yield Problem(
                fact.origin.place("baseline"),
                "target-before-baseline",
                f"a target must come after its starting point, but {fact.id!r} is for"
                f" {fact.when.text!r} and {start.id!r} for {start.when.text!r}",
                "mend 'when' of one of the two",
            )


def same_unit_as_baseline(given: Given) -> Iterator[Problem]:
    """A target and its starting point must be in the same unit."""
    for fact in given.content.facts.values():
        start = given.content.facts.get(fact.baseline)
        ends = (fact.value, start.value) if start else (None, None)
        if all(isinstance(end, Quantity) for end in ends) and ends[0].unit != ends[1].unit:  # type: ignore[union-attr]
            yield Problem(
                fact.origin.place("baseline"),
                "mixed-units",
                f"a target and its starting point must be in one unit, but {fact.id!r} is"
                f" {fact.shown!r} and {fact.baseline!r} is {start.shown!r}",  # type: ignore[union-attr]
                "name another starting point, or write both in one unit",
            )


def lineage_has_an_end(given: Given) -> Iterator[Problem]:
    """No source may in the end be based on itself."""
    for trail in lineage.circles(given.content.sources):
        source = given.content.sources[trail[0]]
        way = " is based on ".join([*trail, trail[0]])
        yield Problem(
            source.origin.place("based_on"),
            "lineage-circle",
            f"a source must not in the end be based on itself, but {way}",
            "take the link away that the proof does not bear out",
        )


def copies_follow_originals(given: Given) -> Iterator[Problem]:
    """A source must not be published before what it is based on."""
    sources = given.content.sources
    for source in sources.values():
        for index, basis in enumerate(source.based_on):
            origin = sources.get(basis.source)
            if not (origin and origin.published and source.published):
                continue
            if source.published.last < origin.published.first:
                yield Problem(
                    source.origin.place("based_on", index),
                    "copy-before-original",
                    f"a source must not be older than what it is based on, but {source.id!r} is"
                    f" of {source.published.text!r} and {origin.id!r} of"
                    f" {origin.published.text!r}",
                    "mend one of the dates, or turn the link round",
                )


RULES = (
    rank_within_total,
    target_after_baseline,
    same_unit_as_baseline,
    lineage_has_an_end,
    copies_follow_originals,
)
