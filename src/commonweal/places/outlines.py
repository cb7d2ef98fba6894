"""Outlines for drawing: a region's wards as short SVG paths that still meet their neighbours."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from shapely import Geometry

from commonweal.places import grid

LONGER_SIDE: Final = 1000  # units of the drawing; a city region of 60 km then has a unit of 60 m
DETAIL: Final = 1.5  # units; corners that enclose less than a triangle of this size are left out

Ring = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Drawing:
    """A map as SVG: the `d` of each area's path by code, in a viewBox of `0 0 width height`, north at the top."""

    paths: Mapping[str, str]
    width: int
    height: int


def outlines(areas: Mapping[str, Geometry]) -> Drawing:
    """Draw areas (WGS84, by code) small enough for a page. Borders that two areas share stay shared."""
    codes = sorted(areas)
    ground = grid.outlines_to_grid(np.array([areas[code] for code in codes], dtype=object))
    west, south, east, north = shapely.total_bounds(ground)
    unit = max(east - west, north - south) / LONGER_SIDE

    def onto_the_page(pairs: grid.Pairs) -> grid.Pairs:
        return np.column_stack(((pairs[:, 0] - west) / unit, (north - pairs[:, 1]) / unit))

    drawn = shapely.coverage_simplify(shapely.transform(ground, onto_the_page), DETAIL)
    paths = {code: _path(shape) for code, shape in zip(codes, drawn, strict=True)}
    return Drawing(paths, round((east - west) / unit), round((north - south) / unit))


def _path(shape: Geometry) -> str:
    rings = [_whole(ring) for ring in shapely.get_rings(shapely.get_parts(shape))]
    seen = [ring for ring in rings if len(ring) > 2]
    return "".join(_relative(ring) for ring in seen) or _speck(rings[0][0])


def _whole(ring: Geometry) -> Ring:
    """The corners as whole numbers, each once: the closing one and those that rounding made equal left out."""
    corners = np.rint(shapely.get_coordinates(ring)).astype(np.int64)
    moved = (corners != np.roll(corners, 1, axis=0)).any(axis=1)
    kept: Ring = corners[moved] if moved.any() else corners[:1]
    return kept


def _relative(ring: Ring) -> str:
    steps = np.diff(ring, axis=0)
    start = f"M{ring[0, 0]} {ring[0, 1]}l"
    return (start + " ".join(f"{x} {y}" for x, y in steps)).replace(" -", "-") + "z"


def _speck(corner: Ring) -> str:
    """A ward too small to draw keeps a square of one unit, so that it can still be found and named."""
    return f"M{corner[0]} {corner[1]}h1v1h-1z"
