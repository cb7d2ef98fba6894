"""Register facts in the lake: one Parquet file a register, and the whole read back from the files in use."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics import lake
from commonweal.organisations.facts import FACTS, ORDER

ENDING: Final = ".parquet"


def write(folder: Path, facts: pl.DataFrame) -> str:
    """Keep one register's facts in the lake; returns the file's name there. Equal facts give an equal file."""
    ordered = facts.select(*FACTS).sort(ORDER, nulls_last=True)
    return lake.keep(folder, ENDING, lambda path: ordered.write_parquet(path, compression="zstd", statistics=True))


def scan(files: Iterable[Path]) -> pl.LazyFrame:
    """The facts of all the files together, read only when asked for; columns that an older file lacks are null."""
    tables = [pl.scan_parquet(file) for file in files]
    return pl.concat([pl.LazyFrame(schema=FACTS), *tables], how="diagonal").select(*FACTS)


def read(files: Iterable[Path]) -> pl.DataFrame:
    """The facts of all the files together, in a stable order; an empty table where there are none."""
    return scan(files).collect().sort(ORDER, nulls_last=True)
