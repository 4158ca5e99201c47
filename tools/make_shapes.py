"""Convert the countries of Natural Earth to ``shapes.json``; run once by hand, never by a build.

Origin: ``countries-50m.json`` of the npm package ``world-atlas`` 2.0.2, which is the
"Admin 0 - Countries" layer of Natural Earth 4.1.0 at 1:50m (https://www.naturalearthdata.com)
as TopoJSON. Natural Earth is in the public domain; ``world-atlas`` is under the ISC licence.

    npm pack world-atlas@2.0.2 && tar xf world-atlas-2.0.2.tgz
    python -m tools.make_shapes package/countries-50m.json

What changes on the way: borders are simplified (each shared border once, so neighbours still
fit together), rings too small for a world map are left out, Antarctica keeps only a point
since the map ends north of it, and codes become ISO alpha-3 (XKX for Kosovo). Western Sahara is
made whole: the data cuts it along a line of troops and draws the rest in Morocco, while the
border that maps of the United Nations draw is the parallel of 27° 40' N, so it can be cut
exactly. How anything is coloured is not decided here but in ``policy.yaml``.
"""

from __future__ import annotations

import heapq
import json
import sys
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import pycountry

from explainer.geography.projection import Point, east_of_seam, world
from explainer.geography.shapes import Polygon, Ring, inner_point, signed_area

# In square pixels of a map 960 pixels wide.
DETAIL = 0.4
SMALLEST_RING = 0.5
FRAME = world(960)

# Natural Earth counts these as part of another country, or leaves them out.
POINTS: dict[str, Point] = {
    "ATA": (0.0, -80.0),
    "BES": (-68.3, 12.2),
    "BVT": (3.4, -54.4),
    "CCK": (96.8, -12.2),
    "CXR": (105.6, -10.5),
    "GIB": (-5.35, 36.14),
    "GLP": (-61.55, 16.25),
    "GUF": (-53.1, 3.9),
    "MTQ": (-61.0, 14.65),
    "MYT": (45.15, -12.8),
    "REU": (55.5, -21.1),
    "SJM": (16.0, 78.6),
    "TKL": (-171.8, -9.2),
    "TUV": (179.2, -8.5),
    "UMI": (166.6, 19.3),
}
WITHOUT_CODE = {
    "Kosovo": "XKX",
    "N. Cyprus": "northern-cyprus",
    "Somaliland": "somaliland",
}
OUTLYING = {"Ashmore and Cartier Is."}  # stand under Australia's code beside Australia itself


def unpack(topology: dict[str, Any]) -> list[list[Point]]:
    """The arcs of a quantized topology in degrees, without jumps of longitude."""
    (scale_x, scale_y), (left, bottom) = (topology["transform"][k] for k in ("scale", "translate"))
    arcs = []
    for steps in topology["arcs"]:
        xs, ys = (accumulate(axis) for axis in zip(*steps, strict=True))
        points = [(x * scale_x + left, y * scale_y + bottom) for x, y in zip(xs, ys, strict=True)]
        arcs.append(unwrap(points))
    return arcs


def unwrap(points: list[Point]) -> list[Point]:
    """The same line with every longitude less than half a turn from the one before."""
    turns = 0
    out = points[:1]
    for x, y in points[1:]:
        turns += round((out[-1][0] - (x + 360 * turns)) / 360)
        out.append((x + 360 * turns, y))
    return out


def simplify(arc: list[Point]) -> list[Point]:
    """Visvalingam and Whyatt: drop, smallest first, points whose triangle is below ``DETAIL``.

    The ends stay, since other arcs begin there; a closed arc keeps at least four corners.
    """
    pixels = FRAME.pixels(arc)
    before = list(range(-1, len(arc) - 1))
    after = list(range(1, len(arc) + 1))
    size = [0.0] * len(arc)

    def triangle(i: int) -> float:
        return abs(signed_area([pixels[before[i]], pixels[i], pixels[after[i]]]))

    queue = []
    for i in range(1, len(arc) - 1):
        size[i] = triangle(i)
        queue.append((size[i], i))
    heapq.heapify(queue)
    left, least = len(arc), 5 if arc[0] == arc[-1] else 2
    while queue and left > least:
        area, i = heapq.heappop(queue)
        if area != size[i]:
            continue
        if area >= DETAIL:
            break
        left, size[i] = left - 1, -1.0
        after[before[i]], before[after[i]] = after[i], before[i]
        for near in (before[i], after[i]):
            if 0 < near < len(arc) - 1:
                size[near] = max(area, triangle(near))
                heapq.heappush(queue, (size[near], near))
    return [point for point, area in zip(arc, size, strict=True) if area >= 0]


def ring(arcs: list[list[Point]], numbers: list[int]) -> Ring:
    """One closed line of a polygon, from the arcs it is made of (``~n`` is arc n reversed)."""
    points: list[Point] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    points = unwrap(points)
    middle = (min(x for x, _ in points) + max(x for x, _ in points)) / 2
    shift = east_of_seam(middle) - middle
    return tuple((round(x + shift, 2), round(y, 2)) for x, y in points[:-1])


def polygons(arcs: list[list[Point]], geometry: dict[str, Any]) -> list[Polygon]:
    """The polygons of a country, the largest first."""
    several = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    drawn = [tuple(ring(arcs, numbers) for numbers in rings) for rings in several]
    return sorted(drawn, key=lambda polygon: -pixels_in(polygon[0]))


def visible(polygons: list[Polygon]) -> list[Polygon]:
    """Those polygons, and of them those holes, that can be seen on a world map."""
    kept = [
        tuple(line for line in polygon if pixels_in(line) >= SMALLEST_RING) for polygon in polygons
    ]
    return [rings for rings, polygon in zip(kept, polygons, strict=True) if polygon[0] in rings]


def parted(line: Ring, latitude: float) -> tuple[Ring, Ring]:
    """The parts of a ring north and south of a parallel, each closed along it."""
    north: list[Point] = []
    south: list[Point] = []
    for (x1, y1), (x2, y2) in pairwise((*line, line[0])):
        if y1 >= latitude:
            north.append((x1, y1))
        if y1 <= latitude:
            south.append((x1, y1))
        if (y1 - latitude) * (y2 - latitude) < 0:
            x = x1 + (x2 - x1) * (latitude - y1) / (y2 - y1)
            north.append((round(x, 2), latitude))
            south.append((round(x, 2), latitude))
    return tuple(north), tuple(south)


def merged(lines: list[Ring]) -> Ring:
    """The edge of neighbouring rings taken together: what they share, each way, cancels out."""
    sides = {side for line in lines for side in pairwise((*line, line[0]))}
    onward = {start: end for start, end in sides if (end, start) not in sides}
    start = min(onward)
    edge = [start]
    while (point := onward[edge[-1]]) != start:
        edge.append(point)
    return tuple(edge)


def make_western_sahara_whole(land: dict[str, list[Polygon]]) -> None:
    """Move what Morocco's largest polygon holds south of 27° 40' N to Western Sahara."""
    (morocco, *holes), *islands = land["MAR"]
    north, south = parted(morocco, 27.66)
    land["MAR"] = [(north, *holes), *islands]
    land["ESH"] = [(merged([south, *(polygon[0] for polygon in land["ESH"])]),)]


def pixels_in(line: Ring) -> float:
    """The area inside a ring, in square pixels."""
    return abs(signed_area(FRAME.pixels(line)))


def convert(topology: dict[str, Any]) -> dict[str, Any]:
    """What ``shapes.json`` holds: a point and land by code, in hundredths of a degree."""
    arcs = unpack(topology)
    simple = [simplify(arc) for arc in arcs]
    codes = {country.numeric: country.alpha_3 for country in pycountry.countries}
    points = {code: (east_of_seam(x), y) for code, (x, y) in POINTS.items()}
    land: dict[str, list[Polygon]] = {code: [] for code in POINTS}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = codes.get(geometry.get("id", ""), WITHOUT_CODE.get(name))
        if code is None or code in POINTS or name in OUTLYING:
            continue
        land[code] = visible(polygons(simple, geometry))
        points[code] = inner_point((land[code] or polygons(arcs, geometry))[0])
    make_western_sahara_whole(land)
    return {
        code: {
            "point": flat((points[code],)),
            "land": [[flat(line) for line in polygon] for polygon in land[code]],
        }
        for code in sorted(land)
    }


def flat(points: Ring) -> list[int]:
    """Points as longitude, latitude, longitude, latitude ... in hundredths of a degree."""
    return [round(number * 100) for point in points for number in point]


def main(source: str) -> None:
    """Write ``shapes.json`` of the geography, one country a line."""
    table = convert(json.loads(Path(source).read_text("utf-8")))
    lines = [
        f'"{code}":{json.dumps(entry, separators=(",", ":"))}' for code, entry in table.items()
    ]
    target = Path(__file__).parents[1] / "explainer/geography/shapes.json"
    target.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1])
