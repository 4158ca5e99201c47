"""The data of the site as files: each export is a function from the ledger to text.

A new export is one module, named in ``EXPORTS``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from explainer.content import Content
from explainer.exports import tables
from explainer.ledger import Ledger

EXPORTS: tuple[Callable[[Content, Ledger], Mapping[str, str]], ...] = (tables.export,)


def export(content: Content, ledger: Ledger) -> dict[str, str]:
    """Every file that carries data, by its address in the site."""
    files: dict[str, str] = {}
    for one in EXPORTS:
        files |= one(content, ledger)
    return files
