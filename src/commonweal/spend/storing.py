"""Putting a reading into the lake: payments and the rows set aside, as Parquet that names its file and payer."""

from dataclasses import dataclass
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics import lake
from commonweal.spend.payers import slug
from commonweal.spend.reading import Reading

PARQUET: Final = ".parquet"
ROWS_A_GROUP: Final = 100_000  # small enough that a query skips what it does not need


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a reading lies in the lake, and its payments as they lie there."""

    payments_file: str
    set_aside_file: str
    payments: pl.DataFrame


def store(reading: Reading, folder: Path, public_id: str) -> Stored:
    """Write a reading into the lake. Nothing reads it until a manifest names it. Raises OSError on a full disk."""
    payments = reading.payments.with_columns(
        pl.lit(public_id).alias("file"),
        pl.col("payer").replace_strict({payer: slug(payer) for payer in reading.payers}).alias("payer_slug"),
    )
    return Stored(keep_table(folder, payments), keep_table(folder, reading.set_aside), payments)


def keep_table(folder: Path, table: pl.DataFrame) -> str:
    """Write one table into the lake; returns its name there."""
    return lake.keep(folder, PARQUET, lambda path: table.write_parquet(path, row_group_size=ROWS_A_GROUP))
