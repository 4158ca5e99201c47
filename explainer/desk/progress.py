"""How far a build is, and how long each part of it took: for whoever waits for it."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

import click

PATIENCE = 1.0  # seconds; what is done sooner needs no bar


class Progress:
    """Measures the stages of a build; on a terminal a bar tells how much is made of the longest."""

    def __init__(self) -> None:
        self._stages: dict[str, float] = {}

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Measure what is done meanwhile; ``name`` is what was done: "read"."""
        begun = monotonic()
        yield
        self._stages[name] = monotonic() - begun

    def told(self, pages: int) -> str:
        """``465 pages in 7.4 s: read 0.6 s, checked 0.7 s, made 5.6 s, published 0.5 s``."""
        stages = ", ".join(f"{name} {seconds:.1f} s" for name, seconds in self._stages.items())
        return f"{pages:,} pages in {sum(self._stages.values()):.1f} s: {stages}"


class Bar:
    """A bar on a terminal, once its patience is at an end; nothing in a log."""

    def __init__(self, label: str) -> None:
        self._label, self._begun = label, monotonic()
        self._bar: click._termui_impl.ProgressBar[int] | None = None
        self._done = 0

    def __call__(self, step: int, total: int) -> None:
        """That so much more is done, of so much in all."""
        self._done += step
        if self._bar is None:
            if monotonic() - self._begun < PATIENCE or not sys.stderr.isatty():
                return
            self._bar = click.progressbar(length=total, label=self._label, file=sys.stderr)
            self._bar.update(self._done - step)
        self._bar.update(step)
        if self._done >= total:
            self._bar.render_finish()
