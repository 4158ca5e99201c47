"""Entries as YAML that this program reads, and people like to read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml

from explainer.imports.result import Data


class _Plain(yaml.SafeDumper):
    """Every value is text to our reader, so that 2030 and NO need no quotes."""

    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012 - as PyYAML has it

    def check_simple_key(self) -> bool:
        """A long id is a key like any other."""
        return True

    def ignore_aliases(self, data: object) -> bool:
        """Values are written out wherever they are used."""
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists stand further in than their key."""
        super().increase_indent(flow, False)


def as_yaml(entries: Mapping[str, Data]) -> str:
    """The entries of one file, an empty line between them."""
    return "\n".join(_one({name: data}) for name, data in entries.items())


def _one(data: Data) -> str:
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=10**9)
