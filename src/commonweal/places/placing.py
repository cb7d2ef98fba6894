"""Placing the postcodes of some files in a region's wards and LSOAs, every row accounted for."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics.problems import Problem
from commonweal.places import districts
from commonweal.places.boundaries import Area
from commonweal.places.joining import NEAREST_M, NOWHERE, Ground, Joined, join, lay_out
from commonweal.places.postcode_files import PostcodeFile, read_postcodes

# A point in no ward but this close to the box around the region was probably meant for it (a slip in a figure, a pier,
# a boundary cut short) and is worth a person's look; beyond the box and its margin it is simply elsewhere. Our choice.
MARGIN_M: Final = 1_000
TOO_FAR: Final = f"its point lies near the region but in no ward, nor within {NEAREST_M} m of one"
CONTRARY: Final = "its postcode was given another point before; the first is used"


@dataclass(frozen=True, slots=True)
class Placing:
    """The region's postcodes with their areas, and what became of all the others.

    `rows`: postcode, easting, northing, district, county and region (as their file says), ward, lsoa, how (inside or
    nearest), ended.
    `beyond`: postcode, district, county and region of those outside, as far as their file says.
    `counts`: read = inside + nearest + outside + without_coordinates + repeated + set_aside.
    `sources`: one a file, what kind of file it was.
    """

    rows: pl.DataFrame
    beyond: pl.DataFrame
    counts: dict[str, int]
    problems: list[Problem]
    sources: list[str]


def place_postcodes(paths: Sequence[Path], wards: Sequence[Area], lsoas: Sequence[Area]) -> Placing:
    """Read the files and place each postcode by its point. Raises Refused where a file is not one of postcodes."""
    files = [read_postcodes(path) for path in paths]
    once, repeated, contrary = _once(files)
    states = _states(once, lay_out(wards), {area.district for area in wards if area.district})
    kept = states.filter(pl.col("how").is_in(["inside", "nearest"]))
    problems = [problem for file in files for problem in file.problems]
    problems += _problems(contrary, CONTRARY) + _problems(states.filter(pl.col("how") == "too far"), TOO_FAR)
    counts = {
        "read": sum(file.read for file in files),
        **{how: states.filter(pl.col("how") == how).height for how in ("inside", "nearest", "outside")},
        "without_coordinates": sum(file.without_coordinates for file in files),
        "repeated": repeated,
        "set_aside": len(problems),
    }
    rows = _with_lsoas(kept, lsoas).sort("postcode")
    columns = ["postcode", "easting", "northing", "district", "county", "region", "ward", "lsoa", "how", "ended"]
    return Placing(rows.select(columns), _beyond(states), counts, problems, [file.source for file in files])


def _beyond(states: pl.DataFrame) -> pl.DataFrame:
    told = ["district", "county", "region"]
    outside = states.filter((pl.col("how") == "outside") & pl.any_horizontal(pl.col(told).is_not_null()))
    return outside.select("postcode", *told).sort("postcode")


def _once(files: Sequence[PostcodeFile]) -> tuple[pl.DataFrame, int, pl.DataFrame]:
    """Each postcode once, how often one was merely repeated, and the rows that contradict an earlier one."""
    rows = pl.concat([NO_ROWS, *(file.rows for file in files)])
    once = rows.unique("postcode", keep="first", maintain_order=True)
    again = rows.filter(~pl.col("postcode").is_first_distinct())
    both = again.join(once, on="postcode", suffix="_first", maintain_order="left")
    same = (pl.col("easting") == pl.col("easting_first")) & (pl.col("northing") == pl.col("northing_first"))
    contrary = both.filter(~same)
    return once, again.height - contrary.height, contrary


NO_ROWS: Final = pl.DataFrame(
    schema={
        "postcode": pl.String,
        "easting": pl.Int32,
        "northing": pl.Int32,
        "district": pl.String,
        "county": pl.String,
        "ended": pl.String,
        "file": pl.String,
        "line": pl.UInt32,
        "region": pl.String,
    }
)


def _states(rows: pl.DataFrame, wards: Ground, own: Collection[str]) -> pl.DataFrame:
    """Add ward and `how`: inside, nearest, outside the region, or too far from any ward to say."""
    near = _near(rows, wards)
    joined = _joined(rows.filter(near), wards)
    found = pl.DataFrame({"postcode": rows.filter(near)["postcode"], "ward": _codes(joined, wards)})
    rows = rows.join(found.with_columns(inside=pl.Series(joined.inside)), on="postcode", how="left")
    rows = rows.with_columns(pl.col("inside").fill_null(False), near=near)
    elsewhere = ~pl.col("near") | pl.col("district").is_in(districts.neighbours(rows, own)).fill_null(False)
    how = (
        pl.when("inside")
        .then(pl.lit("inside"))
        .when(elsewhere)
        .then(pl.lit("outside"))
        .when(pl.col("ward").is_not_null())
        .then(pl.lit("nearest"))
        .otherwise(pl.lit("too far"))
    )
    return rows.with_columns(how=how)


def _near(rows: pl.DataFrame, wards: Ground) -> pl.Series:
    west, south, east, north = wards.bounds
    in_box = pl.col("easting").is_between(west - MARGIN_M, east + MARGIN_M) & pl.col("northing").is_between(
        south - MARGIN_M, north + MARGIN_M
    )
    return rows.select(in_box).to_series()


def _with_lsoas(rows: pl.DataFrame, lsoas: Sequence[Area]) -> pl.DataFrame:
    """Add lsoa: the one that a postcode lies in, or, for one beyond the wards, the nearest.

    What lies in a ward lies on land. Where no LSOA covers it, that LSOA was not given, and the next one is not it.
    """
    if not lsoas:
        return rows.with_columns(pl.lit(None, pl.String).alias("lsoa"))
    ground = lay_out(lsoas)
    joined = _joined(rows, ground)
    found = rows.with_columns(_codes(joined, ground).alias("lsoa"), covered=pl.Series(joined.inside))
    return found.with_columns(pl.when(pl.col("covered") | (pl.col("how") == "nearest")).then("lsoa").alias("lsoa"))


def _joined(rows: pl.DataFrame, ground: Ground) -> Joined:
    return join(rows["easting"].to_numpy().astype(float), rows["northing"].to_numpy().astype(float), ground)


def _codes(joined: Joined, ground: Ground) -> pl.Series:
    places = pl.Series(joined.areas)
    return pl.Series(ground.codes, dtype=pl.String).gather(places.set(places == NOWHERE, None))


def _problems(rows: pl.DataFrame, reason: str) -> list[Problem]:
    return [Problem(f"{file}, line {line}", reason) for file, line in rows.select("file", "line").rows()]
