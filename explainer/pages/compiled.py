"""Templates as Jinja compiled them, remembered from one build to the next."""

from __future__ import annotations

from collections.abc import MutableMapping
from importlib import metadata

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

from explainer.store import program


class Compiled(BytecodeCache):
    """Compiled templates in a store, which vouches that they are ours: they are run as they are."""

    def __init__(self, store: MutableMapping[str, bytes]) -> None:
        self._store = store

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket with what is known of its template."""
        if (data := self._store.get(_key(bucket))) is not None:
            bucket.bytecode_from_string(data)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what the bucket holds."""
        self._store[_key(bucket)] = bucket.bytecode_to_string()


def _key(bucket: Bucket) -> str:
    """What tells this template, compiled by these versions of Jinja and ours, from all others."""
    compiler = f"{metadata.version('jinja2')} {program.version()}"
    return f"template {compiler} {bucket.key} {bucket.checksum}"
