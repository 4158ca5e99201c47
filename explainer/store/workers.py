"""Much of the same work, done by as many processes as there are processors.

A process that is forked knows all that this one knows, and hands back only what it made. Where the
system cannot fork safely, and where there is too little to do, all of it is done here.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

T = TypeVar("T")
Tell = Callable[[int, int], None]

_MUCH = 200  # from here on it is worth the time to begin a process, and to hand back what it made


def processors() -> int:
    """How many processes may work at once; one where they could not share what is known.

    Elsewhere than on Linux what is forked may not use the system's libraries; and a thread that
    holds a lock holds it for ever in what is forked meanwhile.
    """
    if sys.platform != "linux" or threading.active_count() > 1:
        return 1
    return len(os.sched_getaffinity(0))


def nobody(step: int, total: int) -> None:
    """Tells nobody."""


def each(makes: Sequence[Callable[[], T]], workers: int = 1, tell: Tell = nobody) -> list[T]:
    """What each of ``makes`` gives, in their order; what they give must be fit to be pickled.

    ``tell`` is told how much more is done, and how much there is to do.

    The share of a process that ends before it has handed it back is done here: so an error in it
    is met, and what kills one process costs only time.
    """
    if workers < 2 or len(makes) < _MUCH:
        return list(_of(makes, range(len(makes)), tell).values())
    shares = [range(start, len(makes), workers) for start in range(workers)]
    others = [_begin(makes, share) for share in shares[1:]]
    try:
        found = _of(makes, shares[0], lambda step, total: tell(step * workers, total))
        for (_, connection), share in zip(others, shares[1:], strict=True):
            found |= _handed(connection) or _of(makes, share)
    finally:
        for process, connection in others:
            connection.close()
            process.kill()
            process.join()
    return [found[number] for number in range(len(makes))]


def _of(
    makes: Sequence[Callable[[], T]], share: Iterable[int], tell: Tell = nobody
) -> dict[int, T]:
    found: dict[int, T] = {}
    for number in share:
        found[number] = makes[number]()
        tell(1, len(makes))
    return found


def _begin(makes: Sequence[Callable[[], T]], share: range) -> tuple[BaseProcess, Connection]:
    if sys.platform == "win32":
        raise NotImplementedError  # as ``processors`` has it
    from multiprocessing import get_context

    forked = get_context("fork")
    here, there = forked.Pipe(duplex=False)
    process = forked.Process(target=_hand_back, args=(makes, share, there), daemon=True)
    process.start()
    there.close()
    return process, here


def _hand_back(makes: Sequence[Callable[[], Any]], share: range, there: Connection) -> None:
    try:
        there.send(_of(makes, share))
    except BaseException:  # it is met again where the share is done in the end
        os._exit(1)


def _handed(connection: Connection) -> dict[int, Any]:
    try:
        found: dict[int, Any] = connection.recv()
    except (EOFError, OSError):
        return {}
    return found
