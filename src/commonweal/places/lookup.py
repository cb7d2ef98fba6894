"""From postcodes to places: ward, district, LSOA and how deprived it is, a million at a time."""

from typing import Final

import polars as pl

from commonweal.places.packs import Pack
from commonweal.places.postcodes import clean_all

ANSWERS: Final = ("ward", "district", "lsoa", "decile")


def placed_postcodes(pack: Pack) -> pl.DataFrame:
    """One row a postcode of the region: postcode, ward, district, lsoa, decile (1 is most deprived; null unknown).

    Make it once and keep it; `look_up` joins against it.
    """
    wards = pack.wards.select(pl.col("code").alias("ward"), "district")
    lsoas = pack.lsoas.select(pl.col("code").alias("lsoa"), "decile")
    joined = pack.postcodes.join(wards, on="ward", how="left").join(lsoas, on="lsoa", how="left")
    return joined.select("postcode", *ANSWERS)


def look_up(written: pl.Series, placed: pl.DataFrame) -> pl.DataFrame:
    """What `placed` tells of postcodes as people write them, row by row in the order given.

    Columns: postcode (as we write it; null where the text is no possible postcode) and those of `placed`, null where it
    has no such postcode.
    """
    asked = clean_all(written).alias("postcode").to_frame()
    return asked.join(placed, on="postcode", how="left", maintain_order="left")
