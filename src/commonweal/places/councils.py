"""Where the area of a council lies: the county and the region of a district, the region of a county, by their codes."""

from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from typing import Final

import polars as pl

from commonweal.places.packs import Pack

NATIONS: Final = {"W": "W92000004", "S": "S92000003", "N": "N92000002"}  # by the first letter of a code (ONS)

_LETTERS: Final = 3  # of a code such as E07000117; figures follow


def region_of_council(code: str) -> pl.Expr:
    """The region of England or the nation of a column of districts' or counties' codes; null for a code not known."""
    known = regions_by_code()
    return pl.coalesce(
        pl.col(code).replace_strict(list(known), list(known.values()), default=None, return_dtype=pl.String),
        pl.col(code).str.head(1).replace_strict(NATIONS, default=None, return_dtype=pl.String),
    )


def county_of_district(code: str, pack: Pack | None) -> pl.Expr:
    """The county of a column of districts' codes, as far as the pack's postcodes beyond its wards tell; else null."""
    nothing = pl.DataFrame(schema={"district": pl.String, "county": pl.String})
    told = nothing if pack is None else pack.beyond.drop_nulls(["district", "county"])
    most = told.group_by("district").agg(pl.col("county").mode().sort().first())
    districts, counties = most["district"].to_list(), most["county"].to_list()
    if not districts:
        return pl.lit(None, pl.String)
    return pl.col(code).replace_strict(districts, counties, default=None, return_dtype=pl.String)


@cache
def regions_by_code() -> dict[str, str]:
    """The code of the region of each of England's districts and counties."""
    found: dict[str, str] = {}
    region = ""
    for line in files(__package__).joinpath("regions_by_code.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            region = line.split()[1]
        elif not line.startswith("#"):
            found.update((code, region) for part in line.split() for code in _codes(part))
    return found


def _codes(part: str) -> Iterator[str]:
    """E07000117-E07000128 is each code from the first to the last."""
    first, _, last = part.partition("-")
    letters, figures = first[:_LETTERS], len(first) - _LETTERS
    for number in range(int(first[_LETTERS:]), int((last or first)[_LETTERS:]) + 1):
        yield f"{letters}{number:0{figures}}"
