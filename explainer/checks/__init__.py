"""The rules that content must keep: one short function each, and its docstring is the rule.

A rule takes everything it may look at and yields a problem for each breach, under its own name:
``wrong_weekday`` reports ``wrong-weekday``. To add one, write the function in the module it belongs
to, name it in that module's ``RULES``, and break it in ``tests/broken``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date

from explainer.checks import (
    addresses,
    agreement,
    bound,
    calendar,
    chronology,
    doubts,
    exemptions,
    freshness,
    looks,
    money,
    passages,
    pictures,
    references,
    series,
    told,
    unbound,
    unused,
    world,
)
from explainer.checks.given import Given
from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.problems import Problem, is_fatal

__all__ = ["FAMILIES", "RULES", "Given", "check"]

# What the rules of each module are about.
FAMILIES = {
    "references": "What is named must be there",
    "addresses": "Addresses",
    "passages": "Addresses",
    "looks": "Looks",
    "agreement": "Disagreement",
    "doubts": "Disagreement",
    "series": "Series",
    "pictures": "Pictures",
    "bound": "Numbers in text",
    "told": "Numbers in text",
    "unbound": "Numbers in text",
    "exemptions": "Numbers in text",
    "world": "What can be",
    "money": "Money",
    "chronology": "Time",
    "calendar": "Time",
    "freshness": "Upkeep",
    "unused": "Upkeep",
}

RULES: tuple[Callable[[Given], Iterator[Problem]], ...] = (
    *references.RULES,
    *addresses.RULES,
    *passages.RULES,
    *looks.RULES,
    *agreement.RULES,
    *doubts.RULES,
    *series.RULES,
    *pictures.RULES,
    *bound.RULES,
    *told.RULES,
    *unbound.RULES,
    *exemptions.RULES,
    *world.RULES,
    *money.RULES,
    *chronology.RULES,
    *calendar.RULES,
    *freshness.RULES,
    *unused.RULES,
)


def check(
    content: Content, ledger: Ledger, today: date, known: Sequence[Problem] = ()
) -> list[Problem]:
    """Every breach of every rule; ``known`` is what is wrong with the content already.

    What could not be read is not judged, nor is what depends on it: rules that judge by absence
    wait until there is no error.
    """
    given = Given(content, ledger, today)
    present = (rule for rule in RULES if rule not in unused.RULES)
    found = [problem for rule in present for problem in rule(given)]
    if not is_fatal((*known, *found)):
        found += [problem for rule in unused.RULES for problem in rule(given)]
    return found
