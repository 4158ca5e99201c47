"""The boundary policy: which land is drawn in no country's colour."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

import yaml
from pydantic import BaseModel, ConfigDict, Field

from .projection import Point, east_of_seam
from .shapes import Polygon, Shape, contains, shapes, signed_area


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    claimants: tuple[str, ...] = Field(min_length=1)


class Taken(_Entry):
    """Land that the data has as polygons of its own: under a code, or at points within one."""

    take: str
    at: tuple[Point, ...] = ()


class Sketched(_Entry):
    """Land that no free data outlines: a rough ring of our own."""

    outline: tuple[Point, ...] = Field(min_length=3)


class Policy(BaseModel):
    """``policy.yaml`` as it stands."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    sentence: str
    neutral: Mapping[str, Taken]
    approximate: Mapping[str, Sketched]


@dataclass(frozen=True, slots=True)
class Area:
    """Disputed land: drawn neutral, or hatched where the outline is only approximate."""

    id: str
    name: str
    claimants: tuple[str, ...]
    approximate: bool
    polygons: tuple[Polygon, ...]


@dataclass(frozen=True, slots=True)
class World:
    """All land with the policy applied.

    ``countries`` are those of ISO 3166 and Kosovo (XKX), sorted by code. Disputed land is in
    ``areas`` instead, neutral land first, and a country that is an area as a whole keeps its
    point only. An approximate outline lies over the land of others, so areas are drawn last.
    """

    countries: tuple[Shape, ...]
    areas: tuple[Area, ...]
    sentence: str


@cache
def world() -> World:
    """The world by the policy of the package."""
    text = (files(__package__) / "policy.yaml").read_text("utf-8")
    return apply(Policy.model_validate(yaml.safe_load(text)), shapes())


def apply(policy: Policy, land: Mapping[str, Shape]) -> World:
    """Take the neutral areas out of the countries that the data draws them in.

    Raises ValueError where the policy names a code or a point that the data does not have.
    """
    rest = dict(land)
    areas = []
    for name, entry in policy.neutral.items():
        taken = _taken(name, entry, rest)
        source = rest[entry.take]
        left = tuple(polygon for polygon in source.polygons if polygon not in taken)
        rest[entry.take] = replace(source, polygons=left)
        areas.append(Area(name, entry.name, entry.claimants, False, taken))
    for name, sketch in policy.approximate.items():
        polygon = (_clockwise(sketch.outline),)
        areas.append(Area(name, sketch.name, sketch.claimants, True, (polygon,)))
    countries = tuple(shape for shape in rest.values() if shape.code.isupper())
    return World(countries, tuple(areas), policy.sentence)


def _taken(name: str, entry: Taken, land: Mapping[str, Shape]) -> tuple[Polygon, ...]:
    if entry.take not in land:
        raise ValueError(f"{name}: 'take' must be a code of the shapes, not {entry.take!r}")
    polygons = land[entry.take].polygons
    if not entry.at:
        return polygons
    points = [(east_of_seam(longitude), latitude) for longitude, latitude in entry.at]
    for point, written in zip(points, entry.at, strict=True):
        if not any(contains(polygon, point) for polygon in polygons):
            raise ValueError(f"{name}: no polygon of {entry.take} holds the point {written!r}")
    return tuple(p for p in polygons if any(contains(p, point) for point in points))


def _clockwise(outline: tuple[Point, ...]) -> tuple[Point, ...]:
    ring = tuple((east_of_seam(longitude), latitude) for longitude, latitude in outline)
    return ring if signed_area(ring) < 0 else ring[::-1]
