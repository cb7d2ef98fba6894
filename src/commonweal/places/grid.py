"""Where on the ground: longitude and latitude, the National Grid, web mercator, and the ways between them.

We turn WGS84 into the National Grid with Ordnance Survey's seven published numbers, spelled out here, and not with
whatever correction files a machine may hold: the same input must give the same region everywhere. They are good to
about five metres, well inside what a generalised boundary knows.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer

Numbers = npt.NDArray[np.float64]
Pairs = npt.NDArray[np.float64]  # shape (n, 2): x then y

# Source: Ordnance Survey, A Guide to Coordinate Systems in Great Britain, section 6.6 and annexe A (EPSG:1314, 27700).
_TO_GRID: Final = Transformer.from_pipeline(
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=cart +ellps=WGS84 "
    "+step +inv +proj=helmert +x=446.448 +y=-125.157 +z=542.06 +rx=0.15 +ry=0.247 +rz=0.842 +s=-20.489 "
    "+convention=position_vector +step +inv +proj=cart +ellps=airy "
    "+step +proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy"
)
_TO_MERCATOR: Final = Transformer.from_pipeline(
    "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad +step +proj=webmerc +ellps=WGS84"
)


def to_grid(longitudes: Numbers, latitudes: Numbers) -> tuple[Numbers, Numbers]:
    """Eastings and northings in metres from WGS84 degrees."""
    eastings, northings = _TO_GRID.transform(longitudes, latitudes)
    return np.asarray(eastings), np.asarray(northings)


def outlines_to_grid(outlines: npt.NDArray[np.object_]) -> npt.NDArray[np.object_]:
    """Geometries in WGS84 degrees, moved to National Grid metres."""
    return np.asarray(shapely.transform(outlines, lambda pairs: np.column_stack(to_grid(pairs[:, 0], pairs[:, 1]))))


@dataclass(frozen=True, slots=True)
class System:
    """One way to write coordinates: its plain name, the box that holds the United Kingdom, and the way to degrees."""

    name: str
    box: tuple[float, float, float, float]  # least x, least y, greatest x, greatest y
    to_degrees: Callable[[Pairs], Pairs]

    def holds(self, bounds: Numbers) -> bool:
        """Whether such bounds could lie in the United Kingdom if they were written this way."""
        return bool(
            self.box[0] <= bounds[0]
            and self.box[1] <= bounds[1]
            and bounds[2] <= self.box[2]
            and bounds[3] <= self.box[3]
        )


def _back(transformer: Transformer) -> Callable[[Pairs], Pairs]:
    def to_degrees(pairs: Pairs) -> Pairs:
        return np.column_stack(transformer.transform(pairs[:, 0], pairs[:, 1], direction="INVERSE"))

    return to_degrees


def _as_they_are(pairs: Pairs) -> Pairs:
    return pairs


DEGREES: Final = System("longitude and latitude", (-9.5, 49.0, 2.5, 61.5), _as_they_are)
# No land lies in the grid's first kilometre northwards, so degrees are never taken for metres.
GRID: Final = System("National Grid metres", (-50_000, 1_000, 700_000, 1_300_000), _back(_TO_GRID))
MERCATOR: Final = System("web mercator metres", (-1_060_000, 6_270_000, 280_000, 8_760_000), _back(_TO_MERCATOR))
SYSTEMS: Final = (DEGREES, GRID, MERCATOR)

# The names by which a file declares them: EPSG and Esri numbers, and OGC's CRS84.
DECLARED: Final = {
    "CRS84": DEGREES,
    "4326": DEGREES,
    "4258": DEGREES,  # ETRS89, within a metre of WGS84
    "27700": GRID,
    "3857": MERCATOR,
    "900913": MERCATOR,
    "102100": MERCATOR,
}
