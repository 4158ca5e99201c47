"""One reader of what others wrote, fuzzed: ``python -m tests.audit.fuzzing READER RUNS SEED``.

What it is given next is chosen by which lines of the program the last ones reached, so that rare
branches are met that chance alone does not come to. The exit code is not 0 where it raised.
"""

from __future__ import annotations

import sys

import atheris

with atheris.instrument_imports(include=["explainer"], enable_loader_override=False):
    from tests.readers import READERS, trial


def main(name: str, runs: str, seed: str) -> None:
    """Fuzz one reader."""
    reads = trial(READERS[name]).hypothesis.fuzz_one_input  # type: ignore[attr-defined]
    options = [f"-runs={runs}", f"-seed={seed}", "-max_len=4000", "-len_control=0"]
    atheris.Setup([sys.argv[0], *options], reads)
    atheris.Fuzz()


if __name__ == "__main__":
    main(*sys.argv[1:])
