"""The postcode files of the Office for National Statistics and of Ordnance Survey, each row with its point.

Their wards are of their own year, not of the region's, so they are not read; see joining.py.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics.problems import Problem, Refused
from commonweal.places import grid
from commonweal.places.postcodes import clean, cleaned
from commonweal.places.tables import first_row, read_columns

WANTED: Final = "ONSPD, NSPL or Code-Point Open files (CSV)"

# What a column is called, the better name first. Sources: the ONSPD and NSPL user guides of 2011 to 2025, and the
# headers that Ordnance Survey gives beside Code-Point Open.
NAMES: Final = {
    "postcode": ("pcds", "pcd8", "pcd2", "pcd7", "pcd", "postcode"),
    "easting": ("oseast1m", "east1m", "eastings", "easting"),
    "northing": ("osnrth1m", "north1m", "northings", "northing"),
    "latitude": ("lat", "latitude"),
    "longitude": ("long", "longitude"),
    "quality": ("osgrdind", "gridind", "positional_quality_indicator"),
    "district": ("oslaua", "laua", "lad25cd", "lad24cd", "lad23cd", "admin_district_code"),
    "county": ("oscty", "cty", "cty25cd", "cty24cd", "cty23cd", "admin_county_code"),
    "region": ("rgn", "rgn25cd", "rgn24cd", "rgn23cd"),
    "country": ("ctry", "ctry25cd", "ctry24cd", "ctry23cd", "country_code"),
    "ended": ("doterm",),
}
# Code-Point Open has no header. Sources: its user guide since 2011 (10 columns), and of 2010 (19 columns).
CODE_POINT_OPEN: Final = {
    10: {"postcode": 0, "quality": 1, "easting": 2, "northing": 3, "country": 4, "county": 7, "district": 8},
    19: {"postcode": 0, "quality": 1, "easting": 10, "northing": 11, "district": 16},
}
# Where there is no county or region, ONS writes a code that stands for none: E99999999, W99999999.
NO_AREA: Final = r"99999999$"
OF_A_NATION: Final = r"^[WSN]"  # whose country stands for its region
NO_COORDINATES: Final = ("9", "90")  # the quality indicator of a row without a point: ONS' 9, Ordnance Survey's 90
NO_LATITUDE: Final = 99.0  # ONS writes 99.999999 where there is none
IRISH_GRID: Final = "BT"  # ONS gives these eastings on the Irish Grid, which would fall in Wales and Merseyside
COORDINATES: Final = ("easting", "northing", "latitude", "longitude")
EASTINGS: Final = (grid.GRID.box[0], grid.GRID.box[2])
NORTHINGS: Final = (grid.GRID.box[1], grid.GRID.box[3])
NO_POINT: Final = "the file gives no point for it"


@dataclass(frozen=True, slots=True)
class PostcodeFile:
    """One file as understood: read = rows + without_coordinates + problems.

    `rows` has postcode, easting and northing (National Grid metres, Int32), `district`, `county` and `region` as the
    file says (ONS codes; Wales, Scotland and Northern Ireland stand for a region), `ended` (the month, such as 2008-03,
    in which a postcode was given up), and the file and line it stands on.
    """

    source: str  # "Code-Point Open", "ONS postcode directory" or "a table of postcodes"
    rows: pl.DataFrame
    read: int
    without_coordinates: int
    problems: list[Problem]


def read_postcodes(path: Path) -> PostcodeFile:
    """Read one file. Raises Refused where it is missing, empty, or none of the files we know."""
    first = first_row(path, WANTED)
    headed = clean(first[0]) is None
    places = _named(first) if headed else CODE_POINT_OPEN.get(len(first), {})
    if not _places_a_postcode(places):
        raise Refused(f"{path.name} has no columns of postcodes and coordinates that we know. Give {WANTED}.")
    table = read_columns(path, places, len(first), headed)
    absent = [pl.lit(None, pl.String).alias(name) for name in NAMES if name not in places]
    judged = _judged(_pointed(table.with_columns(absent)))
    if not judged["clean"].count():
        raise Refused(f"{path.name} holds no postcode in its column of postcodes. Give {WANTED}.")
    return _accounted(path.name, _source([name.casefold() for name in first], headed), judged)


def _source(header: Sequence[str], headed: bool) -> str:
    if not headed or "positional_quality_indicator" in header:
        return "Code-Point Open"
    return "ONS postcode directory" if any(name.startswith("pcd") for name in header) else "a table of postcodes"


def _named(header: Sequence[str]) -> dict[str, int]:
    lower = [name.casefold() for name in header]
    found = {what: [lower.index(name) for name in names if name in lower] for what, names in NAMES.items()}
    return {what: places[0] for what, places in found.items() if places}


def _places_a_postcode(places: dict[str, int]) -> bool:
    return "postcode" in places and ({"easting", "northing"} <= set(places) or {"latitude", "longitude"} <= set(places))


def _pointed(table: pl.DataFrame) -> pl.DataFrame:
    """Add the clean postcode, the point as numbers (null where blank or garbled), and whether a number was garbled."""
    number = {name: pl.col(name).cast(pl.Float64, strict=False) for name in COORDINATES}
    garbled = [pl.col(name).is_not_null() & ~value.is_finite().fill_null(False) for name, value in number.items()]
    typed = table.with_columns(cleaned(pl.col("postcode")).alias("clean"), garbled=pl.any_horizontal(garbled))
    typed = typed.with_columns(**number)
    on_irish_grid = pl.col("clean").str.starts_with(IRISH_GRID).fill_null(False)
    has_degrees = pl.col("longitude").is_not_null() & (pl.col("latitude") < NO_LATITUDE)
    typed = typed.with_columns(pl.when(~on_irish_grid).then(name).alias(name) for name in ("easting", "northing"))
    wanting = typed.with_row_index("row").filter(pl.col("easting").is_null() & has_degrees)
    eastings, northings = grid.to_grid(wanting["longitude"].to_numpy(), wanting["latitude"].to_numpy())
    converted = wanting.select("row", easting=pl.Series(eastings), northing=pl.Series(northings))
    return typed.with_row_index("row").update(converted, on="row").drop("row")


def _judged(table: pl.DataFrame) -> pl.DataFrame:
    """Add `reason`: null for a row understood, NO_POINT for one that its file gives no point, or the problem."""
    blank = pl.col("easting").is_null() | pl.col("northing").is_null()
    nought = (pl.col("easting") == 0) & (pl.col("northing") == 0)  # Ordnance Survey writes 0, 0 where it has no point
    in_britain = pl.col("easting").is_between(*EASTINGS) & pl.col("northing").is_between(*NORTHINGS)
    reason = (
        pl.when(pl.col("clean").is_null())
        .then(pl.lit("its postcode is not a possible one"))
        .when(pl.col("quality").is_in(NO_COORDINATES))
        .then(pl.lit(NO_POINT))
        .when("garbled")
        .then(pl.lit("its coordinates are not numbers"))
        .when(blank | nought)
        .then(pl.lit(NO_POINT))
        .when(~in_britain)
        .then(pl.lit("its coordinates lie outside the United Kingdom"))
    )
    return table.with_columns(reason=reason)


def _area(name: str) -> pl.Expr:
    return pl.when(~pl.col(name).str.contains(NO_AREA)).then(name)


def _accounted(name: str, source: str, judged: pl.DataFrame) -> PostcodeFile:
    rows = judged.filter(pl.col("reason").is_null()).select(
        pl.col("clean").alias("postcode"),
        pl.col("easting", "northing").round().cast(pl.Int32),
        *(_area(name).alias(name) for name in ("district", "county")),
        pl.col("ended").str.replace(r"^(\d{4})(\d{2})$", "$1-$2"),
        pl.lit(name).alias("file"),
        pl.col("line").cast(pl.UInt32),
        region=pl.coalesce(_area("region"), pl.when(pl.col("country").str.contains(OF_A_NATION)).then("country")),
    )
    without = judged.filter(pl.col("reason") == NO_POINT).height
    troubled = judged.filter(pl.col("reason") != NO_POINT).select("line", "reason").rows()
    problems = [Problem(f"{name}, line {line}", reason) for line, reason in troubled]
    return PostcodeFile(source, rows, judged.height, without, problems)
