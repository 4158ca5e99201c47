"""What was made of things that have not changed since, so that it need not be made again."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Hashable, MutableMapping
from contextlib import suppress
from functools import partial
from typing import Any, TypeVar, cast

from explainer.store import program

T = TypeVar("T")


class Memory:
    """Remembers from one reading to the next; what one reading did not ask for is forgotten.

    ``store``, where there is one, remembers from one run of the program to the next. It vouches
    that what it holds is ours: that is taken for what it says it is.
    """

    def __init__(self, store: MutableMapping[str, bytes] | None = None) -> None:
        self._store = store
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def beside(self) -> Memory:
        """Another with the same store, for what is read at other times."""
        return Memory(self._store)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave before for this ``key``, which tells all that it uses."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        made: T = self._now[key]
        return made

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """As ``once``, and by the store; the ``key`` is of plain values, the same in every run."""
        return self.once(key, partial(self._recalled, key, make))

    def _recalled(self, key: Hashable, make: Callable[[], T]) -> T:
        if self._store is None:
            return make()
        told = hashlib.sha256(repr(key).encode(errors="surrogatepass")).hexdigest()
        name = f"read {program.version()} {told}"
        if (data := self._store.get(name)) is not None:
            return cast(T, pickle.loads(data))  # sealed by us
        made = make()
        with suppress(RecursionError):  # what nests too deep is read again each time
            self._store[name] = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)
        return made

    def turn(self) -> None:
        """Begin another reading."""
        self._before, self._now = self._now, {}
