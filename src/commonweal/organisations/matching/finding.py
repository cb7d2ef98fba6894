"""Payees found among the bearers of names."""

from typing import Final

import polars as pl

from commonweal.organisations.matching.answers import PAYEES, Matching, answered
from commonweal.organisations.matching.numbers import by_number
from commonweal.organisations.names import normalised_series

SURELY: Final = 0.9  # our choice
SHORTEST_SINGLE_WORD: Final = 6  # letters; initials such as BBC or BMW are borne by many, in registers and out of them

# Our choice, until they are fitted.
NUMBER_AND_NAME: Final = 0.999
NUMBER_ALONE: Final = 0.7
NAME_ALONE: Final = 0.98
OTHER_NAME: Final = 0.92
FALLEN: Final = 0.8
INITIALS: Final = 0.6


def match(payees: pl.DataFrame, bearers: pl.DataFrame) -> Matching:
    """Find payees by their numbers and names; `payees` has the columns of PAYEES, `bearers` is what `bearers` gives."""
    asked = payees.select(PAYEES).with_row_index("row")
    keys = normalised_series(asked["payee"]).alias("key")
    named = _by_name(asked.select("row", keys).filter(pl.col("key") != ""), bearers)
    numbered = by_number(asked, bearers)
    offers = pl.concat([_numbered(numbered, named, bearers), _named(named, numbered)], how="diagonal_relaxed")
    order = ["row", "probability", "org_id", "identifier"]
    ranked = offers.sort(order, descending=[False, True, False, False]).unique(
        ["row", "org_id"], keep="first", maintain_order=True
    )
    return answered(payees, ranked, SURELY)


def _by_name(asked: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    found = asked.join(bearers, on="key").sort("row", "organisation", "org_id")
    best = found.sort("row", "standing", "current", "org_id", descending=[False, True, True, False])
    once = best.unique(["row", "organisation"], keep="first", maintain_order=True)
    stand = pl.col("organisation").filter("standing").n_unique().over("row")
    return once.with_columns(rivals=stand - pl.col("standing").cast(pl.UInt32))


def _named(named: pl.DataFrame, numbered: pl.DataFrame) -> pl.DataFrame:
    elsewhere = named.join(numbered.select("row", pl.lit(True).alias("numbered")).unique(), on="row", how="left")
    initials = ~pl.col("key").str.contains(" ") & (pl.col("key").str.len_chars() < SHORTEST_SINGLE_WORD)
    alone = (
        pl.when(initials)
        .then(INITIALS)
        .when(~pl.col("standing"))
        .then(FALLEN)
        .when("current")
        .then(NAME_ALONE)
        .otherwise(OTHER_NAME)
    )
    evidence = (
        pl.when(pl.col("numbered").is_not_null())
        .then(pl.lit("its name, but its number is another's"))
        .when(pl.col("rivals") > 0)
        .then(pl.lit("its name, which several organisations bear"))
        .when(initials)
        .then(pl.lit("its name, but so short a name is borne by many"))
        .when(~pl.col("standing"))
        .then(pl.lit("its name, but that body is no more"))
        .otherwise(pl.lit("its whole name"))
    )
    may = pl.col("numbered").is_null() & (pl.col("rivals") == 0)
    probability = alone / (pl.col("rivals") + 1)
    return elsewhere.select(
        "row",
        pl.col("organisation").alias("org_id"),
        pl.col("org_id").alias("identifier"),
        "name",
        probability.alias("probability"),
        evidence.alias("evidence"),
        may.alias("may"),
    )


def _numbered(numbered: pl.DataFrame, named: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    names = bearers.sort("current", descending=True).unique("org_id", keep="first").select("org_id", "name")
    alike = named.select("row", "organisation", pl.lit(True).alias("alike"))
    met = numbered.join(names, on="org_id", how="left").join(alike, on=["row", "organisation"], how="left")
    single = pl.col("organisation").n_unique().over("row") == 1
    agrees = pl.col("alike").is_not_null() & single
    what = pl.col("number").str.replace("_", " ")
    evidence = (
        pl.when(~single)
        .then(what + pl.lit(", but its numbers are of different organisations"))
        .when(agrees)
        .then(what + pl.lit(" and name"))
        .otherwise(what + pl.lit(", but its name is unlike"))
    )
    return met.select(
        "row",
        pl.col("organisation").alias("org_id"),
        pl.col("org_id").alias("identifier"),
        "name",
        pl.when(agrees).then(NUMBER_AND_NAME).otherwise(NUMBER_ALONE).alias("probability"),
        evidence.alias("evidence"),
        single.alias("may"),
    )
