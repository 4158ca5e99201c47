"""What measures are to one another: 1 km is 1,000 m, 1 hour is 60 minutes, 59 °F is 15 °C."""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple

from explainer.quantities import units

# How much of the first one each measure of a dimension is; all by definition, none measured.
_DIMENSIONS: Final[dict[str, dict[str, str]]] = {
    "length": {
        "length-meter": "1", "length-kilometer": "1000", "length-centimeter": "0.01",
        "length-millimeter": "0.001", "length-micrometer": "1E-6", "length-nanometer": "1E-9",
        "length-mile": "1609.344", "length-foot": "0.3048", "length-inch": "0.0254",
        "length-yard": "0.9144", "length-nautical-mile": "1852",
    },
    "mass": {
        "mass-kilogram": "1", "mass-tonne": "1000", "mass-gram": "0.001",
        "mass-milligram": "1E-6", "kt": "1E+6", "mt": "1E+9", "gt": "1E+12",
        "mass-ounce": "0.028349523125",
    },
    "area": {
        "area-square-meter": "1", "area-square-kilometer": "1E+6", "area-hectare": "1E+4",
        "area-acre": "4046.8564224", "area-square-mile": "2589988.110336",
        "area-square-foot": "0.09290304",
    },
    "volume": {
        "volume-cubic-meter": "1", "volume-liter": "0.001", "volume-milliliter": "1E-6",
        "volume-cubic-kilometer": "1E+9", "volume-barrel": "0.158987294928",
    },
    "energy": {
        "energy-kilowatt-hour": "1", "mwh": "1000", "gwh": "1E+6", "twh": "1E+9",
        "megawatt-hour": "1000", "gigawatt-hour": "1E+6", "terawatt-hour": "1E+9",
    },
    "power": {
        "power-kilowatt": "1", "power-watt": "0.001", "power-megawatt": "1000",
        "power-gigawatt": "1E+6", "tw": "1E+9",
    },
    "data": {
        "digital-byte": "1", "digital-kilobyte": "1E+3", "digital-megabyte": "1E+6",
        "digital-gigabyte": "1E+9", "digital-terabyte": "1E+12", "digital-petabyte": "1E+15",
    },
    "time": {
        "duration-second": "1", "duration-minute": "60", "duration-hour": "3600",
        "duration-day": "86400", "duration-week": "604800",
    },
    "months": {  # which are not all of one length in days
        "duration-month": "1", "duration-year": "12", "duration-decade": "120",
        "duration-century": "1200",
    },
    "share": {units.PERCENT: "1", "concentr-permille": "0.1"},
    "temperature": {"temperature-celsius": "1", "temperature-fahrenheit": "1"},
}  # fmt: skip
_PLACES: Final = {
    key: (dimension, Decimal(factor))
    for dimension, measures in _DIMENSIONS.items()
    for key, factor in measures.items()
}
_FAHRENHEIT: Final = "temperature-fahrenheit"


class _Size(NamedTuple):
    dimension: str
    factor: Decimal


def convertible(a: str, b: str) -> bool:
    """Whether amounts in one unit can be told in the other."""
    sizes = _size(a), _size(b)
    return None not in sizes and sizes[0][0] == sizes[1][0]  # type: ignore[index]


def proportional(a: str, b: str) -> bool:
    """Whether that is a matter of multiplying alone, which it is not for degrees."""
    return convertible(a, b) and not _is_temperature(a)


def convert(value: Decimal, unit: str, into: str) -> Decimal:
    """An amount in one unit told in another; ValueError where their dimensions differ.

    >>> convert(Decimal(5), "length-kilometer", "length-meter")
    Decimal('5000')
    """
    have, want = _size(unit), _size(into)
    if have is None or want is None or have.dimension != want.dimension:
        raise ValueError(f"{unit!r} must be a measure like {into!r}, and it is not")
    if _is_temperature(unit):
        return _degrees(value, units.canonical(unit), units.canonical(into))
    return value * have.factor / want.factor


def in_base(value: Decimal, unit: str) -> Decimal:
    """An amount in the unit that all of its dimension are told in, or as it is."""
    if _is_temperature(unit):
        return convert(value, unit, "temperature-celsius")
    size = _size(unit)
    return value * size.factor if size else value


def span(value: Decimal, unit: str, into: str) -> Decimal:
    """A distance between two amounts, told in another unit: 9 degrees Fahrenheit are 5 Celsius."""
    return convert(value, unit, into) - convert(Decimal(0), unit, into)


def _is_temperature(unit: str) -> bool:
    size = _size(unit)
    return size is not None and size.dimension == "temperature"


def _degrees(value: Decimal, unit: str, into: str) -> Decimal:
    if unit == into:
        return value
    return (value - 32) * 5 / 9 if unit == _FAHRENHEIT else value * 9 / 5 + 32


@lru_cache(maxsize=4096)
def _size(unit: str) -> _Size | None:
    """The dimension of a unit and its size there; None for what cannot be converted."""
    over, _, under = unit.partition(units.PER)
    if under:
        sizes = _size(over), _size(under)
        if sizes[0] is None and sizes[1] is None:
            return None
        above = sizes[0] or _Size(units.canonical(over), Decimal(1))
        below = sizes[1] or _Size(units.canonical(under), Decimal(1))
        if "temperature" in (above.dimension, below.dimension):
            return None
        return _Size(f"{above.dimension}{units.PER}{below.dimension}", above.factor / below.factor)
    parts = units.parts(unit)
    key = units.canonical(parts[1] if parts else unit)
    if key in _PLACES:
        return _Size(*_PLACES[key])
    first, _, rest = key.partition(" ")  # Mt CO2
    if rest and first in _PLACES:
        dimension, factor = _PLACES[first]
        return _Size(f"{dimension} {rest}", factor)
    return None
