"""Amounts by their size and dates by their names, so that text is compared with few of many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Generic, TypeVar

from explainer.quantities import dimensions, units
from explainer.quantities.dates import Date
from explainer.quantities.values import Quantity

Item = TypeVar("Item")

_STEPS = 39  # sizes from one power of ten to the next: neighbours are more than NEAR apart


@dataclass(frozen=True, slots=True)
class Sizes(Generic[Item]):
    """Items by the sizes of their amounts."""

    _items: dict[int | None, dict[int, Item]] = field(default_factory=dict)

    @classmethod
    def of(cls, pairs: Iterable[tuple[Item, Quantity]]) -> Sizes[Item]:
        """The items, each with one of its amounts."""
        sizes: Sizes[Item] = cls()
        for number, (item, amount) in enumerate(pairs):
            for size in {_size(one) for one in _amounts(amount)}:
                sizes._items.setdefault(size, {})[number] = item
        return sizes

    def near(self, amount: Quantity) -> Iterator[Item]:
        """The items that may agree with an amount in text, in their order."""
        sizes = {_size(one) for one in _amounts(amount)}
        beside = {size + step for size in sizes if size is not None for step in (-1, 1)}
        found: dict[int, Item] = {}
        for size in sizes | beside:
            found |= self._items.get(size, {})
        return (found[number] for number in sorted(found))


def _amounts(amount: Quantity) -> Iterator[Decimal]:
    """Every number that a text may give for an amount: in its unit, as a share, what it is by."""
    for end in (amount.low, amount.high):
        yield end
        yield dimensions.in_base(end, amount.unit)
    if amount.total:
        yield from (amount.total, amount.low / amount.total, 100 * amount.low / amount.total)
    by, _ = units.base(amount.unit.partition(units.PER)[2])
    if by is not None:
        yield by


@lru_cache(maxsize=4096)
def _size(number: Decimal) -> int | None:
    """Numbers within 5 % of each other have the same size or the next; nought has none."""
    return int((abs(number).log10() * _STEPS).to_integral_value("ROUND_FLOOR")) if number else None


def names(day: Date) -> Iterator[str]:
    """The days, months and years, as EDTF, that a text near a date may name for it."""
    first, last = day.first, day.last
    if day.precision in _WHOLE:
        yield from _named(first)[: _WHOLE[day.precision]]
        yield from [f"XXXX-{first:%m-%d}"] * (day.precision == "day")
        return
    for end in (first, last):
        yield from _named(end)
        yield from [f"XXXX-{end:%m-%d}"] * (day.precision == "interval")


_WHOLE = {"year": 1, "month": 2, "day": 3}


def _named(day: date) -> tuple[str, str, str]:
    whole = day.isoformat()
    return whole[:4], whole[:7], whole
