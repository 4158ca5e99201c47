"""The files of the site, each made when somebody asks for it.

An artefact is an address and what makes its bytes. Most are made in a moment, from the edition.
What takes long is named as ``Work`` instead, a pure function with what it is given: such work is
done in several processes where there is much of it, and not at all where a store remembers it.
Files whose names are known only once they are made stand in a bundle, below the beginning of their
addresses.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Mapping, MutableMapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from explainer.store.workers import Tell, each, nobody


@dataclass(frozen=True, slots=True)
class Work:
    """A function of a module with its arguments, all plain: equal work gives equal bytes.

    ``besides`` is what else decides, as the machine's own typefaces do.
    """

    function: Callable[..., bytes]
    arguments: tuple[Any, ...]
    besides: str = ""

    def key(self) -> str:
        """What tells this work from all other."""
        named = f"{self.function.__module__}.{self.function.__qualname__}{self.besides}"
        return hashlib.sha256(f"{named}{self.arguments!r}".encode()).hexdigest()

    def do(self) -> bytes:
        """The bytes."""
        return self.function(*self.arguments)


Make = Callable[[], bytes | Work]
Bundle = Callable[[], Mapping[str, bytes]]
Store = MutableMapping[str, bytes]


@dataclass(frozen=True, repr=False)
class Artefacts(Mapping[str, bytes]):
    """All files of a site by their addresses; asking for one makes that one.

    ``bundles`` stand by the beginning of their addresses. ``store`` remembers work by its key, from
    one edition to the next.
    """

    makes: Mapping[str, Make]
    bundles: Mapping[str, Bundle] = field(default_factory=dict)
    store: Store = field(default_factory=dict)
    _made: dict[str, bytes] = field(default_factory=dict)
    _bundled: dict[str, Mapping[str, bytes]] = field(default_factory=dict)

    def __getitem__(self, address: str) -> bytes:
        """The bytes at an address, made if need be; KeyError where there is no such file."""
        if address not in self.makes:
            return self._bundle_of(address)[address]
        if address not in self._made:
            made = self.makes[address]()
            self._made[address] = self._done([made])[0] if isinstance(made, Work) else made
        return self._made[address]

    def __contains__(self, address: object) -> bool:
        """Whether there is such a file; only a bundle must be made to tell."""
        return address in self.makes or address in self._bundle_of(str(address))

    def __iter__(self) -> Iterator[str]:
        """All addresses."""
        yield from self.makes
        for start in self.bundles:
            yield from self._bundle(start)

    def __len__(self) -> int:
        """How many files there are."""
        return sum(1 for _ in self)

    def everything(self, workers: int = 1, tell: Tell = nobody) -> dict[str, bytes]:
        """All files, made by so many ``workers``, the work among them done together.

        ``tell`` is told how much more is made, and how much there is to make.
        """
        new = [at for at in self.makes if at not in self._made]
        made = each([self.makes[at] for at in new], workers, tell)
        wanted = dict(zip(new, made, strict=True))
        work = {at: made for at, made in wanted.items() if isinstance(made, Work)}
        ready = {at: made for at, made in wanted.items() if not isinstance(made, Work)}
        self._made.update(ready)
        self._made.update(zip(work, self._done(list(work.values())), strict=True))
        return {address: self[address] for address in self}

    def _bundle(self, start: str) -> Mapping[str, bytes]:
        if start not in self._bundled:
            self._bundled[start] = self.bundles[start]()
        return self._bundled[start]

    def _bundle_of(self, address: str) -> Mapping[str, bytes]:
        starts = (start for start in self.bundles if address.startswith(start))
        return self._bundle(start) if (start := next(starts, None)) is not None else {}

    def _done(self, work: Sequence[Work]) -> list[bytes]:
        """The bytes of each piece of work, of which only what nobody remembers is done."""
        named = {one.key(): one for one in work}
        known = {key: self.store.get(key) for key in named}
        found = {key: data for key, data in known.items() if data is not None}
        new = {key: one for key, one in named.items() if key not in found}
        for key, data in zip(new, _do(list(new.values())) if new else (), strict=True):
            found[key] = self.store[key] = data
        return [found[key] for key in map(Work.key, work)]


# From here on, more processes are worth the time it takes to start them; threads gain nothing.
_MUCH = 12


def _do(work: Sequence[Work]) -> list[bytes]:
    if len(work) >= _MUCH:
        from concurrent.futures import BrokenExecutor, ProcessPoolExecutor
        from multiprocessing import get_context

        # What kills one of the processes, as a full memory does, costs only time.
        with suppress(BrokenExecutor), ProcessPoolExecutor(mp_context=get_context("spawn")) as pool:
            return list(pool.map(Work.do, work, chunksize=4))
    return [one.do() for one in work]
