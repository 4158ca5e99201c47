"""From longitude and latitude to the plane: the Equal Earth projection and frames cut out of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt

Point = tuple[float, float]

# The map is turned so that its seam runs through the Bering Strait, where it cuts no land.
MERIDIAN = 11.5
SEAM = MERIDIAN - 180

# The map ends between the southernmost islands and Antarctica, and just north of all land.
SOUTH, NORTH = -56.5, 84.5

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_HALF_ROOT_3 = sqrt(3) / 2


def equal_earth(longitude: float, latitude: float) -> Point:
    """The Equal Earth projection (Šavrič, Patterson and Jenny, 2018) of degrees on a unit sphere.

    ``y`` grows northward. Longitudes past the seam continue beyond the edge, so a ring that
    was unwrapped stays in one piece.
    """
    t = asin(_HALF_ROOT_3 * sin(radians(latitude)))
    t2 = t * t
    t6 = t2 * t2 * t2
    stretch = _A1 + 3 * _A2 * t2 + t6 * (7 * _A3 + 9 * _A4 * t2)
    x = radians(longitude - MERIDIAN) * cos(t) / (_HALF_ROOT_3 * stretch)
    return x, t * (_A1 + _A2 * t2 + t6 * (_A3 + _A4 * t2))


def east_of_seam(longitude: float) -> float:
    """The same meridian, counted eastward from the seam: between ``SEAM`` and ``SEAM + 360``."""
    return SEAM + (longitude - SEAM) % 360


def nearest_shown(point: Point) -> Point:
    """The place itself, or due north of it where the map begins: so Antarctica has a place too."""
    return point[0], max(SOUTH, point[1])


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle of the projected plane, drawn ``width`` pixels wide; pixel ``y`` grows down."""

    left: float
    top: float
    right: float
    bottom: float
    width: int

    @property
    def wide(self) -> float:
        """In units of the plane (the radius of the Earth)."""
        return self.right - self.left

    @property
    def high(self) -> float:
        """In units of the plane."""
        return self.top - self.bottom

    @property
    def scale(self) -> float:
        """Pixels per unit of the plane."""
        return self.width / self.wide

    @property
    def height(self) -> int:
        """In pixels."""
        return round(self.high * self.scale)

    def pixels(self, points: Iterable[Point]) -> list[Point]:
        """Longitudes and latitudes as unrounded pixels."""
        scale, left, top = self.scale, self.left, self.top
        plane = (equal_earth(longitude, latitude) for longitude, latitude in points)
        return [((x - left) * scale, (top - y) * scale) for x, y in plane]


def world(width: int) -> Frame:
    """The frame that holds the whole map."""
    right = equal_earth(SEAM + 360, 0)[0]
    return Frame(-right, equal_earth(0, NORTH)[1], right, equal_earth(0, SOUTH)[1], width)


def around(points: Iterable[Point], width: int) -> Frame:
    """A frame around some points with a margin, not narrower than a sixth of the world.

    It is between half as high as wide and as high as wide, and does not leave the whole map.
    """
    whole = world(width)
    plane = [equal_earth(*point) for point in points]
    xs, ys = [x for x, _ in plane], [y for _, y in plane]
    margin = 1.1
    wide = max((max(xs) - min(xs)) * margin, (max(ys) - min(ys)) * margin, whole.wide / 6)
    high = max((max(ys) - min(ys)) * margin, wide / 2)
    wide, high = min(wide, whole.wide), min(high, whole.high)
    left = _held((min(xs) + max(xs) - wide) / 2, whole.left, whole.right - wide)
    top = _held((min(ys) + max(ys) + high) / 2, whole.bottom + high, whole.top)
    return Frame(left, top, left + wide, top - high, width)


def outline() -> Iterator[Point]:
    """The edge of the whole map in degrees, clockwise from the north-west corner."""
    steps = 24
    latitudes = [NORTH + (SOUTH - NORTH) * step / steps for step in range(steps + 1)]
    yield SEAM, NORTH
    for latitude in latitudes:
        yield SEAM + 360, latitude
    for latitude in reversed(latitudes[1:]):
        yield SEAM, latitude


def _held(value: float, low: float, high: float) -> float:
    return max(low, min(value, high))
