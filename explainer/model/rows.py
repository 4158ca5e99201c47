"""One row of a series, as it was read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from explainer.problems import Place
from explainer.quantities.dates import Date

SeriesKind = Literal["measurement", "estimate", "forecast", "count", "ranking"]


@dataclass(frozen=True, slots=True)
class Row:
    """What one source says of one time: values as facts have them, with their unit; "" for none.

    ``key`` names the time in links and addresses: ``2022``, ``2022-Q1``.
    """

    key: str
    when: Date
    value: str
    low: str
    high: str
    kind: SeriesKind
    note: str
    place: Place
