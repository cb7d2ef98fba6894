"""Which area a point lies in: by the ground itself, never by a code that the point carries from another year."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely import STRtree

from commonweal.places import grid
from commonweal.places.boundaries import Area

# A boundary for drawing is generalised: it cuts corners off docks, piers and river banks. ONS' most used generalised
# sets stay within 20 m, its ultra generalised ones within 500 m; 250 m takes in a dock and not the far bank.
NEAREST_M: Final = 250
NOWHERE: Final = -1
SAME_DISTANCE_MM: Final = 1000  # distances are compared in whole millimetres, so that a tie is a tie on every machine

Places = npt.NDArray[np.intp]


@dataclass(frozen=True, slots=True)
class Ground:
    """Areas laid out on the National Grid in metres, in the order of their codes."""

    codes: list[str]
    outlines: npt.NDArray[np.object_]

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Least easting, least northing, greatest easting, greatest northing."""
        west, south, east, north = shapely.total_bounds(self.outlines)
        return float(west), float(south), float(east), float(north)


@dataclass(frozen=True, slots=True)
class Joined:
    """For each point: the place of its area in `Ground.codes` (NOWHERE for none), and whether it lies inside it."""

    areas: Places
    inside: npt.NDArray[np.bool_]


def lay_out(areas: Sequence[Area]) -> Ground:
    """The ground of some areas."""
    ordered = sorted(areas, key=lambda area: area.code)
    outlines = np.array([area.outline for area in ordered], dtype=object)
    return Ground([area.code for area in ordered], grid.outlines_to_grid(outlines))


def join(eastings: grid.Numbers, northings: grid.Numbers, ground: Ground) -> Joined:
    """The area of each point (metres): the one it lies in, else the nearest within NEAREST_M.

    A point on a shared edge, in an overlap, or as near to two areas goes to the one whose code comes first.
    """
    areas = _claimed(eastings, northings, ground)
    inside = areas != NOWHERE
    outside = np.flatnonzero(~inside)
    areas[outside] = _nearest(shapely.points(eastings[outside], northings[outside]), ground)
    return Joined(areas, inside)


def _claimed(eastings: grid.Numbers, northings: grid.Numbers, ground: Ground) -> Places:
    """The area that each point lies in. Each outline asks only for the points in its box, found by sorting once.

    The last code asks first, so that the first code stands wherever two claim a point.
    """
    order = np.argsort(eastings, kind="stable")
    sorted_eastings, sorted_northings = eastings[order], northings[order]
    claimed = np.full(len(order), NOWHERE, dtype=np.intp)
    shapely.prepare(ground.outlines)
    boxes = shapely.bounds(ground.outlines)
    firsts = np.searchsorted(sorted_eastings, boxes[:, 0], "left")
    lasts = np.searchsorted(sorted_eastings, boxes[:, 2], "right")
    for place in reversed(range(len(ground.codes))):
        strip = sorted_northings[firsts[place] : lasts[place]]
        in_box = firsts[place] + np.flatnonzero((strip >= boxes[place, 1]) & (strip <= boxes[place, 3]))
        within = shapely.intersects_xy(ground.outlines[place], sorted_eastings[in_box], sorted_northings[in_box])
        claimed[order[in_box[within]]] = place
    return claimed


def _nearest(points: npt.NDArray[np.object_], ground: Ground) -> Places:
    nearest = np.full(len(points), NOWHERE, dtype=np.intp)
    (asked, areas), metres = STRtree(ground.outlines).query_nearest(
        points, max_distance=NEAREST_M, return_distance=True
    )
    order = np.lexsort((-areas, -np.round(metres * SAME_DISTANCE_MM)))
    nearest[asked[order]] = areas[order]
    return nearest
