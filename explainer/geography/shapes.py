"""Countries as polygons and points on the globe."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise

from .projection import Point

Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]


@dataclass(frozen=True, slots=True)
class Shape:
    """Land under one code: ISO alpha-3, XKX for Kosovo, or else a name in lower case.

    Degrees of longitude (counted eastward from the seam of the map, so never jumping) and
    latitude. A polygon is its edge and then its holes; rings do not repeat their first point,
    edges run clockwise and holes the other way. ``point`` lies inside the largest polygon;
    land too small for a world map has a point only.
    """

    code: str
    point: Point
    polygons: tuple[Polygon, ...]


@cache
def shapes() -> Mapping[str, Shape]:
    """Every country of ISO 3166, and the few lands without a code, by code in sorted order."""
    data = json.loads((files(__package__) / "shapes.json").read_text("utf-8"))
    return {code: _shape(code, entry["point"], entry["land"]) for code, entry in data.items()}


def _shape(code: str, point: list[int], land: list[list[list[int]]]) -> Shape:
    def degrees(flat: list[int]) -> Ring:
        return tuple((x / 100, y / 100) for x, y in zip(flat[::2], flat[1::2], strict=True))

    polygons = tuple(tuple(degrees(ring) for ring in polygon) for polygon in land)
    return Shape(code, (point[0] / 100, point[1] / 100), polygons)


def signed_area(ring: Sequence[Point]) -> float:
    """The area inside a ring in the plane; negative when the ring runs clockwise (y upward)."""
    closed = (*ring, ring[0])
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(closed)) / 2


def contains(polygon: Polygon, point: Point) -> bool:
    """Whether a point lies inside the edge of a polygon and outside its holes."""
    return sum(len(_crossings(ring, point[1], east_of=point[0])) for ring in polygon) % 2 == 1


def inner_point(polygon: Polygon) -> Point:
    """A point well inside a polygon: the middle of its widest stretch at the centroid's height."""
    edge = (*polygon[0], polygon[0][0])
    weights = [(x1 * y2 - x2 * y1, y1 + y2) for (x1, y1), (x2, y2) in pairwise(edge)]
    latitude = sum(w * y for w, y in weights) / (3 * sum(w for w, _ in weights))
    ends = sorted(x for ring in polygon for x in _crossings(ring, latitude))
    west, east = max(zip(ends[::2], ends[1::2], strict=True), key=lambda pair: pair[1] - pair[0])
    return (west + east) / 2, latitude


def _crossings(ring: Ring, y: float, east_of: float = float("-inf")) -> list[float]:
    closed = (*ring, ring[0])
    at = [
        x1 + (x2 - x1) * (y - y1) / (y2 - y1)
        for (x1, y1), (x2, y2) in pairwise(closed)
        if (y1 > y) != (y2 > y)
    ]
    return [x for x in at if x > east_of]
