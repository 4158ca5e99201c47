"""The map as a drawing: integer pixels and SVG path data, for templates."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from math import hypot, pi

from .policy import Area, world
from .projection import Frame, Point, around, nearest_shown, outline
from .projection import world as whole_world
from .shapes import Polygon, Shape, signed_area

# Land of fewer square pixels is not drawn.
SMALLEST = 1.0


@dataclass(frozen=True, slots=True)
class Country:
    """A country on the map; ``path`` is empty where it is too small or a neutral area.

    ``x`` and ``y`` are the centre of its largest part, ``area`` is in square pixels.
    """

    code: str
    path: str
    x: int
    y: int
    area: float

    def is_small(self, radius: float) -> bool:
        """Whether a circle of that radius shows better than the shape."""
        return self.area < pi * radius**2


@dataclass(frozen=True, slots=True)
class DrawnArea:
    """Disputed land on the map: filled neutral, or hatched if only approximate."""

    id: str
    name: str
    claimants: tuple[str, ...]
    path: str


@dataclass(frozen=True, slots=True)
class Mark:
    """The centre of the circle that stands for a small country."""

    code: str
    x: int
    y: int


@dataclass(frozen=True, slots=True)
class WorldMap:
    """What a template draws, in this order: outline, countries, neutral, approximate, marks.

    Hatching needs an opaque ground: approximate patches lie over the colours of others.
    ``sentence`` says, below the map, which boundaries these are.
    """

    width: int
    height: int
    outline: str
    countries: tuple[Country, ...]
    neutral: tuple[DrawnArea, ...]
    approximate: tuple[DrawnArea, ...]
    sentence: str

    def marks(self, codes: Collection[str], radius: float = 4.5) -> tuple[Mark, ...]:
        """Circles for the small countries among ``codes``, moved apart where they would overlap.

        Countries outside a map that was drawn around others get none.
        The larger the radius, the more countries are small: a map that a phone shows at less
        than half its size wants about 8, with the same paths.
        """
        listed = [country for country in self.countries if country.code in codes]
        small = [c for c in listed if c.is_small(radius) and self._shows(c)]
        inside = [self._inside((c.x, c.y), radius) for c in small]
        centres = [self._inside(point, radius) for point in _apart(inside, 2 * radius + 1)]
        return tuple(
            Mark(country.code, round(x), round(y))
            for country, (x, y) in zip(small, centres, strict=True)
        )

    def claimed_by(self, codes: Collection[str]) -> tuple[DrawnArea, ...]:
        """The disputed areas to name below a map that colours ``codes``."""
        areas = (*self.neutral, *self.approximate)
        return tuple(area for area in areas if not set(codes).isdisjoint(area.claimants))

    def _shows(self, country: Country) -> bool:
        return 0 <= country.x <= self.width and 0 <= country.y <= self.height

    def _inside(self, point: Point, radius: float) -> Point:
        x, y = point
        edge = radius + 1
        return max(edge, min(x, self.width - edge)), max(edge, min(y, self.height - edge))


@cache
def drawing(width: int = 960, focus: tuple[str, ...] = ()) -> WorldMap:
    """The map of the world, ``width`` pixels wide, or the part around the countries in ``focus``.

    Codes that no country has are passed over; without any the whole world is drawn.
    """
    land = world()
    frame = _frame(land.countries, width, focus)
    areas = [(area, _drawn(area, frame)) for area in land.areas]
    return WorldMap(
        width=width,
        height=frame.height,
        outline=_path([frame.pixels(outline())]),
        countries=tuple(_country(shape, frame) for shape in land.countries),
        neutral=tuple(drawn for area, drawn in areas if not area.approximate and drawn.path),
        approximate=tuple(drawn for area, drawn in areas if area.approximate and drawn.path),
        sentence=land.sentence,
    )


def _frame(countries: Sequence[Shape], width: int, focus: tuple[str, ...]) -> Frame:
    points = [
        point
        for shape in countries
        if shape.code in focus
        for point in (shape.polygons[0][0] if shape.polygons else (shape.point,))
    ]
    return around(points, width) if points else whole_world(width)


def _country(shape: Shape, frame: Frame) -> Country:
    rings = _visible(shape.polygons, frame)
    [(x, y)] = frame.pixels([nearest_shown(shape.point)])
    area = sum(signed_area(ring) for ring in rings)
    return Country(shape.code, _path(rings), round(x), round(y), round(area, 1))


def _drawn(area: Area, frame: Frame) -> DrawnArea:
    return DrawnArea(area.id, area.name, area.claimants, _path(_visible(area.polygons, frame)))


def _visible(polygons: tuple[Polygon, ...], frame: Frame) -> list[list[Point]]:
    """The rings, in pixels, that are large enough to see and not wholly outside the frame."""
    rings = [frame.pixels(ring) for polygon in polygons for ring in polygon]
    return [ring for ring in rings if abs(signed_area(ring)) >= SMALLEST and _meets(ring, frame)]


def _meets(ring: list[Point], frame: Frame) -> bool:
    xs, ys = [x for x, _ in ring], [y for _, y in ring]
    return max(xs) > 0 and min(xs) < frame.width and max(ys) > 0 and min(ys) < frame.height


def _path(rings: list[list[Point]]) -> str:
    """Closed rings as SVG path data: whole pixels, relative, no point that bends nothing."""
    return "".join(_closed([(round(x), round(y)) for x, y in ring]) for ring in rings)


def _closed(ring: list[tuple[int, int]]) -> str:
    corners: list[tuple[int, int]] = []
    for point in [*ring, ring[0]]:
        while corners and _bends_nothing(corners, point):
            corners.pop()
        corners.append(point)
    if len(corners) < 4:
        return ""
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(corners[:-1])]
    numbers = [str(number) for step in steps for number in step]
    (x, y), line = corners[0], numbers[0]
    for number in numbers[1:]:
        line += number if number.startswith("-") else f" {number}"
    return f"M{x} {y}l{line}z"


def _bends_nothing(corners: list[tuple[int, int]], point: tuple[int, int]) -> bool:
    """Whether the last corner stands on the way from the one before it to ``point``."""
    (x2, y2), (x3, y3) = corners[-1], point
    if (x2, y2) == (x3, y3):
        return True
    if len(corners) < 2:
        return False
    x1, y1 = corners[-2]
    return (x2 - x1) * (y3 - y2) == (x3 - x2) * (y2 - y1)


def _apart(centres: list[Point], distance: float) -> list[Point]:
    """The same points, moved just so far that no two are nearer than ``distance``."""
    moved = list(centres)
    for _ in range(40):
        for i in range(len(moved)):
            for j in range(i):
                moved[j], moved[i] = _pushed(moved[j], moved[i], distance)
    return moved


def _pushed(a: Point, b: Point, distance: float) -> tuple[Point, Point]:
    apart = hypot(b[0] - a[0], b[1] - a[1])
    if apart >= distance:
        return a, b
    along = ((b[0] - a[0]) / apart, (b[1] - a[1]) / apart) if apart else (1.0, 0.0)
    push = (distance - apart) / 2
    return (
        (a[0] - along[0] * push, a[1] - along[1] * push),
        (b[0] + along[0] * push, b[1] + along[1] * push),
    )
