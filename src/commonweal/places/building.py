"""Building a region: from published boundary, postcode and deprivation files to a pack."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl
import shapely

from commonweal.basics.problems import Problem, Refused
from commonweal.places.boundaries import Area, read_boundaries, vintages
from commonweal.places.deprivation import read_deciles
from commonweal.places.districts import settle
from commonweal.places.outlines import Drawing, outlines
from commonweal.places.packs import DEFINITIONS, Pack, Region, slug_of, write_pack
from commonweal.places.placing import place_postcodes
from commonweal.places.remarks import Read, remarks
from commonweal.places.sources import BOUNDARIES, MADE_UP, Source, source

AREA_COLUMNS = {
    "code": pl.String,
    "name": pl.String,
    "district": pl.String,
    "district_name": pl.String,
    "vintage": pl.Int16,
    "longitude": pl.Float64,
    "latitude": pl.Float64,
    "geometry": pl.Binary,
}


@dataclass(frozen=True, slots=True)
class Request:
    """What to build a region from, and the folder of regions to keep it in."""

    name: str
    wards: Sequence[Path]
    lsoas: Sequence[Path] = ()
    postcodes: Sequence[Path] = ()
    deprivation: Sequence[Path] = ()
    regions: Path = Path("var/regions")
    sample: bool = False  # made up by the project itself, so nobody's licence binds it


@dataclass(frozen=True, slots=True)
class Built:
    """A region built: its pack as kept, what became of every postcode, what could not be used, what to know."""

    pack: Pack
    postcodes: dict[str, int]
    problems: list[Problem]
    warnings: list[str]


def build(request: Request) -> Built:
    """Read the files, join postcodes to wards and LSOAs by the ground, and keep the pack.

    Raises Refused where a file cannot be used at all or the name holds no letter; then nothing is kept.
    """
    if not slug_of(request.name):
        raise Refused("The region's name needs at least one letter from a to z, or a figure.")
    wards, lsoas = read_boundaries(request.wards, "ward"), read_boundaries(request.lsoas, "lsoa")
    deciles = read_deciles(request.deprivation)
    placing = place_postcodes(request.postcodes, wards.areas, lsoas.areas)
    read = Read(wards, lsoas, placing, deciles)
    pack = write_pack(_pack(request, read), request.regions)
    problems = [*wards.problems, *lsoas.problems, *placing.problems, *deciles.problems]
    return Built(pack, placing.counts, problems, remarks(read, pack))


def _pack(request: Request, read: Read) -> Pack:
    settled = settle(read.wards.areas, read.lsoas.areas, read.placing.rows)
    drawing = outlines({area.code: area.outline for area in settled})
    paths = pl.Series("path", [drawing.paths[area.code] for area in settled])
    wards = _table(settled).insert_column(7, paths)
    lsoas = (
        _table(read.lsoas.areas)
        .drop("district_name")
        .join(read.deciles.table, left_on="code", right_on="lsoa", how="left", maintain_order="left")
    )
    postcodes, beyond = read.placing.rows.drop("district"), read.placing.beyond
    pack = Pack(_region(request, read, drawing), wards, lsoas, postcodes, beyond=beyond)
    tables = {"wards": wards, "districts": pack.districts, "lsoas": lsoas, "postcodes": pack.postcodes}
    return replace(pack, region=replace(pack.region, counts={name: table.height for name, table in tables.items()}))


def _table(areas: Sequence[Area]) -> pl.DataFrame:
    points = [area.point for area in areas]
    columns = {
        "code": [area.code for area in areas],
        "name": [area.name for area in areas],
        "district": [area.district for area in areas],
        "district_name": [area.district_name for area in areas],
        "vintage": [area.vintage for area in areas],
        "longitude": [point.x for point in points],
        "latitude": [point.y for point in points],
        "geometry": [shapely.to_wkb(area.outline) for area in areas],
    }
    return pl.DataFrame(columns, schema=AREA_COLUMNS)


def _region(request: Request, read: Read, drawing: Drawing) -> Region:
    return Region(
        name=request.name.strip(),
        slug=slug_of(request.name),
        sample=request.sample,
        definitions=DEFINITIONS,
        ward_vintages=vintages(read.wards.areas),
        lsoa_vintages=vintages(read.lsoas.areas),
        drawing=(drawing.width, drawing.height),
        counts={},
        sources=_sources(request, read),
    )


def _sources(request: Request, read: Read) -> list[Source]:
    given = [
        *(("wards", path, BOUNDARIES) for path in request.wards),
        *(("lsoas", path, BOUNDARIES) for path in request.lsoas),
        *(("postcodes", path, kind) for path, kind in zip(request.postcodes, read.placing.sources, strict=True)),
        *(("deprivation", path, kind) for path, kind in zip(request.deprivation, read.deciles.sources, strict=True)),
    ]
    return [source(role, path, MADE_UP if request.sample else kind) for role, path, kind in given]
