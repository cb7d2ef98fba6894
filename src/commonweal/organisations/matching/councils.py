"""The ways payers write a council's name: "Bury Council" and "Bury MBC" for Bury Metropolitan Borough Council.

Registers give the official name alone. A way that two councils could be meant by, such as "Durham Council" while the
register also lists Durham City Council, is nobody's. Written for commonweal from general knowledge of councils' names.
"""

from typing import Final

import polars as pl

COUNCIL: Final = "^GB-LA[ENSW]-"
_BOROUGH: Final = (
    *("{} council", "{} borough council", "{} mbc", "{} metropolitan borough council", "{} metropolitan borough"),
    *("borough of {}", "metropolitan borough of {}"),
)
_LONDON: Final = (
    *("{} council", "{} borough council", "london borough of {}", "london borough {}", "{} london borough"),
    *("{} london borough council", "lb {}", "lb of {}"),
)
_ROYAL: Final = ("{} council", "royal borough of {}", "{} borough council", "london borough of {}")
_CITY: Final = (
    *("{} council", "{} city council", "city of {}", "city of {} council"),
    *("{} mdc", "{} metropolitan district council"),
)
_DISTRICT: Final = ("{} council", "{} district council")
_COUNTY: Final = ("{} council", "{} county council")
# The official names, normalised, with the place in them; the first that fits tells the kind.
KINDS: Final = {
    r"^london borough of (.+)$": _LONDON,
    r"^royal borough of (.+)$": _ROYAL,
    r"^city of (.+?)(?: metropolitan (?:district|borough))?(?: council)?$": _CITY,
    r"^(.+?) city council$": _CITY,
    r"^(?:borough(?: council)? of (.+))$": _BOROUGH,
    r"^(.+?) (?:metropolitan )?borough council$": _BOROUGH,
    r"^(.+?) (?:metropolitan )?district council$": _DISTRICT,
    r"^(.+?) county council$": _COUNTY,
}


def other_names(bearers: pl.DataFrame) -> pl.DataFrame:
    """Rows like those of `bearers`: the names, none of them current, that councils which stand are also written by."""
    councils = bearers.filter(pl.col("org_id").str.contains(COUNCIL) & pl.col("key").is_not_null())
    written = pl.concat([councils.head(0), *_by_kind(councils)])
    every = pl.concat([councils, written])
    alone = pl.col("organisation").n_unique().over("key") == 1
    new = every.filter(alone).join(councils, on=["org_id", "key"], how="anti")
    return new.filter("standing").unique(["org_id", "key"], keep="first").with_columns(current=pl.lit(False))


def _by_kind(councils: pl.DataFrame) -> list[pl.DataFrame]:
    left, told = councils, []
    for official, ways in KINDS.items():
        placed = left.with_columns(place=pl.col("key").str.extract(official)).filter(pl.col("place").is_not_null())
        left = left.join(placed, on=["org_id", "key"], how="anti")
        told += [placed.with_columns(key=pl.format(way, "place")).drop("place") for way in ways]
    return told
