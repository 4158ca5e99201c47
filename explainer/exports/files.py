"""What an export gives: texts by their addresses, each written when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Files = Mapping[str, Callable[[], str]]
