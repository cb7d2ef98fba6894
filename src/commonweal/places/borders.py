"""The borders of wards within a part of the ground, to draw a map of it."""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry

from commonweal.places import grid
from commonweal.places.packs import read_pack

Point = tuple[int, int]  # easting and northing, in metres of the National Grid

DETAIL: Final = 600  # parts of the frame: a corner that is off the line by less than one of them is left out
NAMED: Final = 1 / 25  # of the frame: a smaller piece of a ward has no room for its name
SEEN: Final = 1  # square metre: a ward that only touches the frame has less, by rounding


@dataclass(frozen=True, slots=True)
class Border:
    """A ward where it is seen: its rings in metres of the National Grid, and a point within it for its name, if any."""

    name: str
    rings: tuple[tuple[Point, ...], ...]
    middle: Point | None


def borders(folder: Path, sha256: str, frame: tuple[float, float, float, float]) -> list[Border]:
    """The wards of a pack in a folder that lie between west, south, east and north, cut off there."""
    west, south, east, north = frame
    names, ground = _wards(folder, sha256)
    drawn = shapely.simplify(shapely.clip_by_rect(ground, west, south, east, north), (east - west) / DETAIL)
    least = NAMED * (east - west) * (north - south)
    return [
        Border(name, _rings(shape), _middle(shape) if shape.area > least else None)
        for name, shape in zip(names, drawn, strict=True)
        if shape.area > SEEN
    ]


@lru_cache(maxsize=4)
def _wards(folder: Path, sha256: str) -> tuple[list[str], npt.NDArray[np.object_]]:
    # The hash is part of the call so that a pack built anew is read anew.
    wards = read_pack(folder).wards
    return wards["name"].to_list(), grid.outlines_to_grid(shapely.from_wkb(wards["geometry"].to_numpy()))


def _rings(shape: Geometry) -> tuple[tuple[Point, ...], ...]:
    rings = shapely.get_rings(shapely.get_parts(shape))
    return tuple(tuple((round(x), round(y)) for x, y in shapely.get_coordinates(ring)) for ring in rings)


def _middle(shape: Geometry) -> Point:
    x, y = shapely.get_coordinates(shapely.point_on_surface(shape))[0]
    return round(x), round(y)
