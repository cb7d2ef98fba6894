"""Reading GeoJSON as it is found: the shapes of a file in WGS84, or a plain sentence on why it is not one."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely
from shapely import Geometry

from commonweal.basics.problems import Problem, Refused
from commonweal.places import grid
from commonweal.places.opening import opening, start_of

WANTED: Final = "the GeoJSON files"

Properties = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Feature:
    """One shape of a file in WGS84, with its properties under lower-case names, and where in the file it stands."""

    where: str  # "wards.geojson, feature 3"
    properties: Properties
    outline: Geometry  # polygons only, valid
    mended: bool  # its outline crossed itself in the file


@dataclass(frozen=True, slots=True)
class Collection:
    """A file's shapes. `name` is the collection's own name or None; features read = features + problems."""

    name: str | None
    features: list[Feature]
    problems: list[Problem]


def read_geojson(path: Path) -> Collection:
    """Read a GeoJSON collection in WGS84, National Grid or web mercator, as declared or else as its numbers show.

    Raises Refused where the file is missing, is not such a GeoJSON, or holds no shape we could use.
    """
    held = _feature_collection(path)
    rows = held["features"]
    shapes = [_polygons(row) for row in rows]
    system = _system(path.name, held, [shape for shape in shapes if isinstance(shape, Geometry)])
    features, problems = [], []
    for number, (row, shape) in enumerate(zip(rows, shapes, strict=True), start=1):
        where = f"{path.name}, feature {number}"
        usable = _placed(shape, system) if isinstance(shape, Geometry) else shape
        if isinstance(usable, str):
            problems.append(Problem(where, usable))
        else:
            features.append(Feature(where, _properties(row), *usable))
    if not features:
        raise Refused(f"{path.name} holds no outline that could be used: {problems[0].reason}.")
    name = held.get("name")
    return Collection(name if isinstance(name, str) else None, features, problems)


def _feature_collection(path: Path) -> Properties:
    held = _parsed(path)
    if isinstance(held, dict) and held.get("type") == "Topology":
        raise Refused(f"{path.name} is TopoJSON. Save it as GeoJSON and give that file.")
    if not isinstance(held, dict) or not isinstance(held.get("features"), list):
        raise Refused(f"{path.name} is not a GeoJSON collection of outlines. Download the boundaries as GeoJSON.")
    if not held["features"]:
        raise Refused(f"{path.name} is a GeoJSON file without a single outline in it.")
    return held


def _parsed(path: Path) -> Any:
    """The file as JSON. Only a file that starts like an object is read whole, so that a photo or a table is not."""
    if not start_of(path, 64, WANTED).startswith(b"{"):
        raise Refused(f"{path.name} is not GeoJSON. Download the boundaries as GeoJSON and give that file.")
    try:
        with opening(path, WANTED):
            return json.loads(path.read_text(encoding="utf-8-sig"))
    except (ValueError, RecursionError) as error:  # bad UTF-8 and bad JSON are both ValueErrors
        raise Refused(f"{path.name} is not whole GeoJSON: it breaks off or is damaged. Download it again.") from error


def _properties(row: Any) -> Properties:
    held = row.get("properties")
    return {str(name).casefold(): value for name, value in held.items()} if isinstance(held, dict) else {}


def _polygons(row: Any) -> Geometry | str:
    """The outline of a feature in its file's coordinates, or the reason why there is none."""
    geometry = row.get("geometry") if isinstance(row, dict) else None
    if not isinstance(geometry, dict):
        return "it has no outline"
    if geometry.get("type") not in ("Polygon", "MultiPolygon"):
        return "its outline is not a polygon"
    shape = shapely.from_geojson(json.dumps(geometry), on_invalid="ignore")
    if shape is None or shape.is_empty:
        return "its outline is empty or damaged"
    flat = shapely.force_2d(shape)
    return flat if np.isfinite(shapely.get_coordinates(flat)).all() else "its outline holds a number that is not finite"


def _system(name: str, held: Properties, shapes: list[Geometry]) -> grid.System | None:
    """How the file writes coordinates: as it declares, else the one way in which its first outline lies in the UK."""
    if not shapes:
        return None
    declared = _declared(held)
    if declared is not None:
        if declared not in grid.DECLARED:
            raise Refused(f"{name} writes its coordinates in a way we do not read. Save it in WGS84 (EPSG:4326).")
        candidates: tuple[grid.System, ...] = (grid.DECLARED[declared],)
    else:
        candidates = grid.SYSTEMS
    fitting = [system for system in candidates if any(system.holds(shapely.bounds(shape)) for shape in shapes)]
    if not fitting:
        said = f"they are not the {candidates[0].name} it declares" if declared else "they may be swapped or foreign"
        raise Refused(f"{name} holds no place in the United Kingdom, going by its coordinates: {said}.")
    return fitting[0]


def _declared(held: Properties) -> str | None:
    """The number or name of the declared system ("27700", "CRS84"), "" for one we cannot make out, None for none."""
    crs = held.get("crs")
    if crs is None:
        return None
    properties = crs.get("properties") if isinstance(crs, dict) else None
    written = str(properties.get("name", "")) if isinstance(properties, dict) else ""
    found = re.search(r"(CRS84|\d{4,6})$", written.strip().upper())
    return found[1] if found else ""


def _placed(shape: Geometry, system: grid.System | None) -> tuple[Geometry, bool] | str:
    """The outline in WGS84 and whether it had to be mended, or the reason why it cannot be used."""
    if system is None or not system.holds(shapely.bounds(shape)):
        return "its outline lies outside the United Kingdom"
    mended = not shape.is_valid
    whole = _only_polygons(shapely.make_valid(shape)) if mended else shape
    if whole.is_empty:
        return "its outline encloses no ground"
    return shapely.transform(whole, system.to_degrees), mended


def _only_polygons(shape: Geometry) -> Geometry:
    parts = shapely.get_parts(shapely.get_parts(shape))
    return shapely.union_all(parts[shapely.get_dimensions(parts) == 2])
