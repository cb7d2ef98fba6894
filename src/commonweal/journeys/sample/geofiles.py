"""The sample's places as the Office for National Statistics and Ordnance Survey publish real ones: GeoJSON and CSV."""

import csv
import io
import json
from collections.abc import Iterable, Sequence
from typing import Any, Final

from shapely import Polygon

from commonweal.journeys.sample.geography import Geography, Neighbourhood, Postcode, Ward

NATIONAL_GRID: Final = "urn:ogc:def:crs:EPSG::27700"  # OSGB36: eastings and northings in metres
POSTCODES: Final = ("pcds", "doterm", "oscty", "oslaua", "osward", "ctry", "rgn", "osgrdind", "oseast1m", "osnrth1m")
COUNTRY: Final = "E92000001"
REGION: Final = "E12000002"  # the coast is made up, and is made up in the North West
NO_COUNTY: Final = "E99999999"
FORMER_WARD: Final = "Z0509{:04d}"  # a postcode file names the wards of its own year, not those in force
LOCATED: Final = 1  # ONS's positional quality: within the building
UNLOCATED: Final = 9  # and: no coordinates at all
DEPRIVATION: Final = (
    "LSOA code (2021)",
    "LSOA name (2021)",
    "Local Authority District code",
    "Local Authority District name",
)
RANK: Final = "Index of Multiple Deprivation (IMD) Rank (where 1 is most deprived)"
DECILE: Final = "Index of Multiple Deprivation (IMD) Decile (where 1 is most deprived 10% of LSOAs)"


def wards(geography: Geography) -> bytes:
    """Ward boundaries as the ONS's Open Geography portal gives them in National Grid metres."""
    return _collection("Wards of the sample region", [_ward(n, ward) for n, ward in enumerate(geography.wards, 1)])


def neighbourhoods(geography: Geography) -> bytes:
    """Neighbourhood boundaries in the layout of lower layer super output areas."""
    found = [_neighbourhood(n, place) for n, place in enumerate(geography.neighbourhoods, 1)]
    return _collection("Neighbourhoods of the sample region", found)


def postcodes(geography: Geography) -> bytes:
    """Postcodes in the layout of the ONS Postcode Directory, with fewer columns.

    The last three have no coordinates, as a few in the real file have none.
    """
    former = {ward.code: FORMER_WARD.format(n) for n, ward in enumerate(reversed(geography.wards), 1)}
    last = len(geography.postcodes) - 3
    rows = [_postcode(one, former[one.ward.code], n < last) for n, one in enumerate(geography.postcodes)]
    return _table([POSTCODES, *rows], csv.QUOTE_MINIMAL)


def deprivation(geography: Geography) -> bytes:
    """Each neighbourhood's rank and decile, in the layout of the English Indices of Deprivation."""
    header = (*DEPRIVATION, RANK, DECILE)
    return _table([header, *(_deprived(place) for place in geography.neighbourhoods)], csv.QUOTE_MINIMAL)


def _deprived(place: Neighbourhood) -> tuple[object, ...]:
    district = place.ward.district
    return place.code, place.name, district.code, district.name, place.rank, place.decile


def _postcode(one: Postcode, former: str, located: bool) -> tuple[object, ...]:
    point = (LOCATED, one.easting, one.northing) if located else (UNLOCATED, "", "")
    return one.text, "", NO_COUNTY, one.ward.district.code, former, COUNTRY, REGION, *point


def _ward(number: int, ward: Ward) -> dict[str, Any]:
    middle = ward.shape.representative_point()
    named = {"FID": number, "WD25CD": ward.code, "WD25NM": ward.name, "WD25NMW": " "}
    district = {"LAD25CD": ward.district.code, "LAD25NM": ward.district.name}
    return _feature({**named, **district, "BNG_E": int(middle.x), "BNG_N": int(middle.y)}, ward.shape)


def _neighbourhood(number: int, place: Neighbourhood) -> dict[str, Any]:
    return _feature({"FID": number, "LSOA21CD": place.code, "LSOA21NM": place.name}, place.shape)


def _feature(properties: dict[str, Any], shape: Polygon) -> dict[str, Any]:
    rings = [[[int(x), int(y)] for x, y in ring.coords] for ring in (shape.exterior, *shape.interiors)]
    return {"type": "Feature", "properties": properties, "geometry": {"type": "Polygon", "coordinates": rings}}


def _collection(name: str, features: Sequence[dict[str, Any]]) -> bytes:
    system = {"type": "name", "properties": {"name": NATIONAL_GRID}}
    top = json.dumps({"type": "FeatureCollection", "name": name, "crs": system})[:-1]
    return (top + ', "features": [\n' + ",\n".join(map(json.dumps, features)) + "\n]}\n").encode()


def _table(rows: Iterable[Sequence[object]], quoting: int) -> bytes:
    text = io.StringIO()
    csv.writer(text, quoting=quoting, lineterminator="\r\n").writerows(rows)  # type: ignore[arg-type]
    return text.getvalue().encode()
