"""A little region drawn for the tests: square wards of a kilometre on the National Grid, in an invented district.

north   [ Z05000003 ][ Z05000004 ]
south   [ Z05000001 ][ Z05000002 ]     its south-west corner at (CORNER, CORNER)
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from shapely import Geometry

from commonweal.places import grid
from commonweal.places.boundaries import Area

CORNER = 340_000
SIDE = 1_000
DISTRICT = "Z08000001"
PLACES = [("Z05000001", 0, 0), ("Z05000002", 1, 0), ("Z05000003", 0, 1), ("Z05000004", 1, 1)]

Feature = dict[str, Any]


def square(column: float, row: float, sides: float = 1) -> Geometry:
    """A square in metres, by its place in the little region."""
    west, south = CORNER + column * SIDE, CORNER + row * SIDE
    return shapely.box(west, south, west + sides * SIDE, south + sides * SIDE)


def degrees(shape: Geometry) -> Geometry:
    return shapely.transform(shape, grid.GRID.to_degrees)


def mercator(shape: Geometry) -> Geometry:
    """From degrees to web mercator, by the formula in full: the reader's own way goes back."""
    radius = 6378137.0

    def project(pairs: grid.Pairs) -> grid.Pairs:
        longitudes, latitudes = np.radians(pairs).T
        return radius * np.column_stack((longitudes, np.log(np.tan(np.pi / 4 + latitudes / 2))))

    return shapely.transform(shape, project)


def area(code: str, shape: Geometry, district: str | None = DISTRICT, name: str | None = "Dunlin") -> Area:
    """An area from a shape in metres."""
    return Area(code, f"Ward {code[-1]}", district, name, 2025, degrees(shape))


def wards() -> list[Area]:
    return [area(code, square(column, row)) for code, column, row in PLACES]


def feature(properties: Mapping[str, Any], shape: Geometry | None) -> Feature:
    geometry = None if shape is None else json.loads(shapely.to_geojson(shape))
    return {"type": "Feature", "properties": dict(properties), "geometry": geometry}


def ward_features(keys: Sequence[str] = ("WD25CD", "WD25NM", "LAD25CD", "LAD25NM")) -> list[Feature]:
    values = [(code, f"Ward {code[-1]}", DISTRICT, "Dunlin") for code, _, _ in PLACES]
    shapes = [square(column, row) for _, column, row in PLACES]
    return [feature(dict(zip(keys, value, strict=False)), shape) for value, shape in zip(values, shapes, strict=True)]


def lsoa_features(year: int = 21) -> list[Feature]:
    """One LSOA a ward, on the same ground."""
    return [
        feature(
            {
                f"LSOA{year}CD": f"Z0100000{number}",
                f"LSOA{year}NM": f"Dunlin 00{number}A",
                "LADCD_ACTIVE": DISTRICT,
            },
            square(column, row),
        )
        for number, (_, column, row) in enumerate(PLACES, start=1)
    ]


def write_geojson(path: Path, features: Iterable[Feature], crs: str | None = "EPSG::27700", **more: Any) -> Path:
    """A FeatureCollection; `crs` None leaves the declaration out."""
    held: dict[str, Any] = {"type": "FeatureCollection", "features": list(features), **more}
    if crs is not None:
        held["crs"] = {"type": "name", "properties": {"name": f"urn:ogc:def:crs:{crs}"}}
    path.write_text(json.dumps(held))
    return path


def code_point(postcode: str, column: float, row: float, district: str = DISTRICT, quality: int = 10) -> str:
    """A row of Code-Point Open, by the point's place in the little region; its ward code is of another year."""
    easting, northing = round(CORNER + column * SIDE), round(CORNER + row * SIDE)
    return f'"{postcode}",{quality},{easting},{northing},"Z92","Z19","Z18","","{district}","Z05777777"\r\n'


def write_code_point(path: Path, rows: Iterable[str]) -> Path:
    path.write_bytes("".join(rows).encode("ascii"))
    return path
