"""What was made of things that have not changed since, so that it need not be made again."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar

T = TypeVar("T")


class Memory:
    """Remembers from one reading to the next; what one reading did not ask for is forgotten."""

    def __init__(self) -> None:
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave before for this ``key``, which tells all that it uses."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        made: T = self._now[key]
        return made

    def turn(self) -> None:
        """Begin another reading."""
        self._before, self._now = self._now, {}
