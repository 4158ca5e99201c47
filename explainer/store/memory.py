"""What was made of things that have not changed since, so that it need not be made again."""

from __future__ import annotations

import hashlib
import pickle
from collections.abc import Callable, Hashable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any, TypeVar

from explainer.store import program
from explainer.store.workers import each

K = TypeVar("K", bound=Hashable)
T = TypeVar("T")


class Memory:
    """Remembers from one reading to the next; what one reading did not ask for is forgotten.

    ``store``, where there is one, remembers from one run of the program to the next. It vouches
    that what it holds is ours: that is taken for what it says it is.
    """

    def __init__(self, store: MutableMapping[str, bytes] | None = None, workers: int = 1) -> None:
        """What is to be made is made by so many ``workers``, where it is asked for together."""
        self._store, self._workers = store, workers
        self._before: dict[Hashable, Any] = {}
        self._now: dict[Hashable, Any] = {}

    def beside(self) -> Memory:
        """Another with the same store, for what is read at other times."""
        return Memory(self._store, self._workers)

    def once(self, key: Hashable, make: Callable[[], T]) -> T:
        """What ``make`` gives, or gave before for this ``key``, which tells all that it uses."""
        if key not in self._now:
            self._now[key] = self._before[key] if key in self._before else make()
        made: T = self._now[key]
        return made

    def kept(self, key: Hashable, make: Callable[[], T]) -> T:
        """As ``once``, and by the store; the ``key`` is of plain values, the same in every run."""
        return self.all_kept({key: make})[0]

    def all_kept(self, makes: Mapping[K, Callable[[], T]]) -> list[T]:
        """``kept`` for each key, with what is new among them made together."""
        unknown = [key for key in makes if key not in self._now and key not in self._before]
        new = [key for key in unknown if not self._recall(key)]
        made = each([makes[key] for key in new], self._workers)
        for key, one in zip(new, made, strict=True):
            self._now[key] = one
            self._keep(key, one)
        return [self.once(key, make) for key, make in makes.items()]

    def _recall(self, key: Hashable) -> bool:
        """Look for what was made in an earlier run."""
        if self._store is None or (data := self._store.get(_name(key))) is None:
            return False
        self._now[key] = pickle.loads(data)  # sealed by us
        return True

    def _keep(self, key: Hashable, made: object) -> None:
        if self._store is not None:
            with suppress(RecursionError):  # what nests too deep is read again each time
                self._store[_name(key)] = pickle.dumps(made, pickle.HIGHEST_PROTOCOL)

    def turn(self) -> None:
        """Begin another reading."""
        self._before, self._now = self._now, {}


def digest(data: bytes) -> bytes:
    """What tells these bytes from others, in a key that need not hold them."""
    return hashlib.sha256(data).digest()


def _name(key: Hashable) -> str:
    """What a key is called in a store, where all versions of the program keep what they read."""
    told = hashlib.sha256(repr(key).encode(errors="surrogatepass")).hexdigest()
    return f"read {program.version()} {told}"
