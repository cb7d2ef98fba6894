"""Register facts in the lake: one Parquet file a register, and the whole read back from the files in use."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import polars as pl
from polars.io.plugins import register_io_source

from commonweal.basics import lake
from commonweal.organisations.facts import FACTS

ENDING: Final = ".parquet"
ROWS_IN_A_GROUP: Final = 250_000  # our choice: small enough for memory, large enough to be read quickly


def write(folder: Path, tables: Iterable[pl.DataFrame]) -> str:
    """Keep one register's facts in the lake, some at a time; returns the file's name there.

    Equal tables in equal order give an equal file. Raises what taking the tables raises, and then nothing is kept.
    """
    return lake.keep(folder, ENDING, lambda path: _sink(tables, path))


def scan(files: Iterable[Path]) -> pl.LazyFrame:
    """The facts of all the files together, read only when asked for; columns that an older file lacks are null."""
    tables = [pl.scan_parquet(file) for file in files]
    return pl.concat([pl.LazyFrame(schema=FACTS), *tables], how="diagonal").select(*FACTS)


def _sink(tables: Iterable[pl.DataFrame], path: Path) -> None:
    """What taking the tables raises is raised once the engine has closed its file, which it would hide and outlive."""
    broken: list[Exception] = []

    def each(*_: object) -> Iterator[pl.DataFrame]:
        try:
            yield from (table.select(*FACTS) for table in tables)
        except Exception as error:
            broken.append(error)

    source = register_io_source(each, schema=FACTS)
    source.sink_parquet(path, compression="zstd", statistics=True, row_group_size=ROWS_IN_A_GROUP)
    if broken:
        raise broken[0]
