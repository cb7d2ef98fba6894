"""Payees found by the number published beside their name: a company's or a charity's."""

from collections.abc import Callable
from typing import Final

import polars as pl

from commonweal.organisations import identifiers

NUMBERS: Final[dict[str, Callable[[str], str | None]]] = {
    "company_number": identifiers.company,
    "charity_number": identifiers.charity,
}


def by_number(asked: pl.DataFrame, bearers: pl.DataFrame) -> pl.DataFrame:
    """`row`, `number` (which of NUMBERS), `org_id` (the identifier) and `organisation`, one a number held.

    asked: `row` and the columns of NUMBERS. A number that no register holds says nothing.
    """
    met = pl.concat([_met(asked, column, identify) for column, identify in NUMBERS.items()])
    held = bearers.select("org_id", "organisation").join(met, on="org_id", how="semi").unique("org_id")
    return met.join(held, on="org_id").sort("row", "number", descending=[False, True])


def _met(asked: pl.DataFrame, column: str, identify: Callable[[str], str | None]) -> pl.DataFrame:
    given = asked.select("row", column).drop_nulls()
    numbers = given.select(pl.col(column).unique())
    known = numbers.with_columns(pl.col(column).map_elements(identify, return_dtype=pl.String).alias("org_id"))
    return given.join(known.drop_nulls(), on=column).select("row", pl.lit(column).alias("number"), "org_id")
