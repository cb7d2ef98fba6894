"""The sample's coast: a hand-drawn ring, roughened, and the small cells of land inside that all is built from."""

from math import hypot
from random import Random
from typing import Final

import numpy as np
import shapely
from shapely import Point, Polygon

CORNER: Final = (255_000, 408_000)  # OSGB36 metres: open Irish Sea, some 30 km from the nearest real land
CELLS: Final = 1_150  # about as many as census output areas in a region of 300,000 people
STEP: Final = 350.0  # metres: no stretch of coast stays straight for longer
ROUGHNESS: Final = 0.11  # how far a stretch's middle strays, as a share of its length
MARGIN: Final = 40_000  # metres of sea around, so that cells on the coast reach beyond it

# Kilometres east and north of the corner, along the coast and then inland: north end of the coast first.
RING: Final = (
    *((9.0, 33.0), (7.5, 30.0), (8.0, 27.0), (6.8, 24.5), (7.2, 21.5), (8.6, 19.4)),  # the open coast
    *((11.5, 18.6), (14.0, 18.2), (17.0, 18.8), (20.0, 19.8), (23.0, 20.1), (26.0, 20.9)),  # the estuary, going in
    *((26.2, 20.2), (23.2, 18.6), (20.2, 17.2), (18.0, 15.4), (15.5, 14.2), (12.5, 14.6)),  # and out again
    *((9.5, 15.6), (6.0, 16.4), (3.6, 14.8), (2.8, 11.5), (4.2, 8.0), (6.5, 5.2), (8.0, 2.5)),  # the peninsula
    *((14.0, 1.2), (20.0, 2.0), (26.0, 1.4), (31.0, 4.0), (33.5, 9.0), (32.4, 14.0)),  # the inland edge
    *((34.5, 20.0), (33.0, 26.0), (34.0, 30.0), (28.0, 33.0), (22.0, 32.0), (16.0, 34.0)),
)

# Where people live close together: kilometres, and the spread of each town in kilometres.
TOWNS: Final = (
    *(((10.5, 21.5), 3.0), ((10.0, 29.5), 2.0), ((22.5, 27.5), 2.6), ((30.0, 15.5), 2.8), ((27.0, 22.5), 2.0)),
    *(((18.5, 12.5), 2.6), ((8.5, 14.0), 2.4), ((5.0, 10.5), 1.8), ((25.0, 7.0), 2.2), ((16.5, 23.0), 2.4)),
)
COUNTRYSIDE: Final = 0.12  # of the density in the middle of a town


def metres(kilometres: tuple[float, float]) -> tuple[float, float]:
    """A place on the sketch as OSGB36 easting and northing."""
    return CORNER[0] + kilometres[0] * 1000, CORNER[1] + kilometres[1] * 1000


def land(rng: Random) -> Polygon:
    """The region's outline, in whole OSGB36 metres."""
    ring = [metres(place) for place in RING]
    rough = [point for a, b in zip(ring, ring[1:] + ring[:1], strict=True) for point in _roughened(a, b, rng)]
    shape = shapely.set_precision(shapely.make_valid(Polygon(rough)), 1.0)
    parts = [part for part in shapely.get_parts(shape) if isinstance(part, Polygon)]
    return max(parts, key=lambda part: float(part.area))


def cells(outline: Polygon, rng: Random) -> list[Polygon]:
    """The land in small cells, closer where people are. Neighbours share their edges to the metre, with no gap."""
    seeds = shapely.multipoints(np.array(_homes(outline, rng)))
    frame = outline.buffer(MARGIN).envelope
    borders = shapely.voronoi_polygons(seeds, extend_to=frame, only_edges=True)
    lines = shapely.union(borders, outline.boundary, grid_size=1.0)
    faces = shapely.get_parts(shapely.polygonize(shapely.get_parts(lines)))
    return [face for face in faces if outline.contains(face.representative_point())]


def _roughened(a: tuple[float, float], b: tuple[float, float], rng: Random) -> list[tuple[float, float]]:
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length < STEP:
        return [a]
    stray = max(-2.0, min(2.0, rng.gauss(0, 1))) * ROUGHNESS
    middle = ((a[0] + b[0]) / 2 - (b[1] - a[1]) * stray, (a[1] + b[1]) / 2 + (b[0] - a[0]) * stray)
    return _roughened(a, middle, rng) + _roughened(middle, b, rng)


def _homes(outline: Polygon, rng: Random) -> list[tuple[float, float]]:
    west, south, east, north = outline.bounds
    shapely.prepare(outline)
    found: list[tuple[float, float]] = []
    while len(found) < CELLS:
        x, y = rng.uniform(west, east), rng.uniform(south, north)
        if rng.random() < _density(x, y) and outline.contains(Point(x, y)):
            found.append((x, y))
    return found


def _density(x: float, y: float) -> float:
    around = (((x - metres(town)[0]) ** 2 + (y - metres(town)[1]) ** 2, spread * 1000) for town, spread in TOWNS)
    return COUNTRYSIDE + max(float(np.exp(-far / (2 * spread**2))) for far, spread in around)
