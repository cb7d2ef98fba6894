"""How many organisations registers know in a place, by industry."""

import polars as pl

from commonweal.organisations.facts import ENDED


def standing_by_division(facts: pl.LazyFrame, postcodes: pl.Series) -> dict[str, int]:
    """Of the organisations that stand and have their office at one of these postcodes, how many are in each division.

    Divisions are the first two digits of SIC 2007; a body counts in that of its first code.
    """
    here = pl.DataFrame({"postcode": postcodes.cast(pl.String)}).unique().lazy()
    offices = facts.filter(
        pl.col("sic").is_not_null(),
        pl.col("place").ne_missing("outlet"),
        ~pl.col("status").is_in(ENDED).fill_null(False),
        pl.col("valid_to").is_null(),
    )
    division = pl.col("sic").str.slice(0, 2).alias("division")
    found = offices.join(here, on="postcode", how="semi").select("org_id", division).unique("org_id", keep="any")
    return dict(found.group_by("division").len().sort("division").collect().iter_rows())
