"""The wards and LSOAs of boundary files, of whatever year: code, name, district, year and outline."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

import shapely
from shapely import Geometry, Point

from commonweal.basics.problems import Problem, Refused
from commonweal.places.geojson import Collection, Feature, Properties, read_geojson

Kind = Literal["ward", "lsoa"]
PREFIX: Final[dict[Kind, str]] = {"ward": "wd", "lsoa": "lsoa"}  # as in WD25CD, LSOA21NM
PLURAL: Final[dict[Kind, str]] = {"ward": "wards", "lsoa": "LSOAs"}

# Codes of unitary, non-metropolitan, metropolitan and London districts, and of Scotland's, Wales' and Northern
# Ireland's. Source: ONS, Register of Geographic Codes.
DISTRICT_CODE: Final = re.compile(r"(?:E0[6-9]|S12|W06|N09)\d{6}")
# An LSOA is named for its district, a three-figure number and a letter. Source: ONS, Census geography.
LSOA_NAME: Final = re.compile(r"(.+) \d{3}[A-Z]")


@dataclass(frozen=True, slots=True)
class Area:
    """A ward or an LSOA. `district`, `district_name` and `vintage` are None where its file does not say."""

    code: str
    name: str
    district: str | None
    district_name: str | None
    vintage: int | None  # the year of its boundaries, from the property's own name: WD25CD is 2025
    outline: Geometry  # Polygon or MultiPolygon, WGS84

    @property
    def point(self) -> Point:
        """A point that certainly lies inside."""
        return shapely.point_on_surface(self.outline)


@dataclass(frozen=True, slots=True)
class Boundaries:
    """The areas of some files in the order of their codes, what could not be used, and which outlines were mended."""

    areas: list[Area]
    problems: list[Problem]
    mended: list[str]


def read_boundaries(paths: Iterable[Path], kind: Kind) -> Boundaries:
    """Read all areas of one kind. A code met a second time is a problem; the first stays.

    Raises Refused for a file that is not GeoJSON of such areas.
    """
    areas: dict[str, Area] = {}
    read = Boundaries([], [], [])
    for path in paths:
        collection = read_geojson(path)
        _must_hold(path.name, collection, kind)
        read.problems.extend(collection.problems)
        for feature in collection.features:
            area = _area(feature, kind, collection.name)
            if isinstance(area, Problem):
                read.problems.append(area)
            elif area.code in areas:
                read.problems.append(Problem(feature.where, f"{area.code} was given before; the first outline is used"))
            else:
                areas[area.code] = area
                read.mended.extend([f"{feature.where}, {area.code}"] if feature.mended else [])
    read.areas.extend(areas[code] for code in sorted(areas))
    return read


def vintages(areas: Sequence[Area]) -> list[int]:
    """The years that a region's areas come from, earliest first."""
    return sorted({area.vintage for area in areas if area.vintage is not None})


def _must_hold(name: str, collection: Collection, kind: Kind) -> None:
    if any(_newest(feature.properties, PREFIX[kind], "cd") for feature in collection.features):
        return
    other: Kind = "lsoa" if kind == "ward" else "ward"
    if any(_newest(feature.properties, PREFIX[other], "cd") for feature in collection.features):
        raise Refused(f"{name} holds {PLURAL[other]}, not {PLURAL[kind]}. Give it to --{PLURAL[other].lower()}.")
    wanted = {"ward": "WD25CD", "lsoa": "LSOA21CD"}[kind]
    raise Refused(f"{name} holds no {PLURAL[kind]}: no outline carries a property such as {wanted}.")


def _area(feature: Feature, kind: Kind, collection: str | None) -> Area | Problem:
    prefix = PREFIX[kind]
    code, vintage = _newest(feature.properties, prefix, "cd") or (None, None)
    if code is None:
        return Problem(feature.where, f"it has no {prefix.upper()} code")
    name = (_newest(feature.properties, prefix, "nm") or (code, None))[0]
    return Area(
        code, name, _district(feature.properties, collection), _district_name(feature, name), vintage, feature.outline
    )


def _newest(properties: Properties, prefix: str, ending: str) -> tuple[str, int | None] | None:
    """The newest filled property such as WD25CD, with its year; a property without a year (WDCD) comes last."""
    found = [
        (int(match[1]) if match[1] else -1, str(value).strip())
        for key, value in properties.items()
        if (match := re.fullmatch(rf"{prefix}(\d\d)?{ending}", key)) and str(value or "").strip()
    ]
    if not found:
        return None
    year, value = max(found)
    return value, 2000 + year if year >= 0 else None


def _district(properties: Properties, collection: str | None) -> str | None:
    found = _newest(properties, "lad", "cd")
    written = found[0] if found else str(properties.get("ladcd_active") or "").strip()
    if written:
        return written
    return collection if collection and DISTRICT_CODE.fullmatch(collection) else None


def _district_name(feature: Feature, name: str) -> str | None:
    found = _newest(feature.properties, "lad", "nm")
    named = LSOA_NAME.fullmatch(name)
    return found[0] if found else named[1] if named else None
