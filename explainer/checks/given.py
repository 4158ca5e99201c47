"""What every rule is given to look at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from explainer.checks.near import Sizes, names
from explainer.content import Content
from explainer.evidence.ledger import Ledger
from explainer.model import Fact
from explainer.quantities.values import Quantity


@dataclass(frozen=True)
class Given:
    """The content, its ledger, and the day for which the site is built."""

    content: Content
    ledger: Ledger
    today: date
    memory: dict[int, Any] = field(default_factory=dict, compare=False)
    """What an entry carries, by its identity: it is asked for at each of its texts."""

    @cached_property
    def sizes(self) -> Sizes[tuple[Fact, Quantity]]:
        """The facts and what they show, by its size."""
        shown = ((account.fact, account.value) for account in self.ledger.accounts.values())
        amounts = ((fact, value) for fact, value in shown if isinstance(value, Quantity))
        return Sizes.of(((fact, value), value) for fact, value in amounts)

    @cached_property
    def days(self) -> Mapping[str, tuple[str, ...]]:
        """The ids of events by the names that text may give to their dates."""
        found: dict[str, dict[str, None]] = {}
        for event in self.content.events.values():
            for day in event.dates:
                for name in names(day.when):
                    found.setdefault(name, {})[event.id] = None
        return {name: tuple(ids) for name, ids in found.items()}
