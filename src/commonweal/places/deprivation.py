"""How deprived each LSOA is, in tenths of its nation: 1 is the most deprived tenth, 10 the least."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics.problems import Problem, Refused
from commonweal.places.tables import first_row, read_columns

WANTED: Final = "files of deprivation deciles by LSOA (CSV)"

# How the columns are called, the surest first. Sources: the English Indices of Deprivation 2019 and 2025 as published
# (files 1 and 7); the feature services of the same; mySociety's composite UK index, whose `original_decile` is the
# decile of the nation's own index.
CODE_NAMES: Final = (r"lsoa code( \(\d{4}\))?", r"lsoa(\d\d)?cd", r"lsoa", r"lsoa[ _]?code")
DECILE_NAMES: Final = (
    r"index of multiple deprivation \(imd\) decile.*",
    r"original_decile",
    r"imd[ _]?(decile|decil|dec0?)",
)
CONTRARY: Final = "its LSOA was given another decile before; the first is used"
COMPOSITE_NAME: Final = "original_decile"


@dataclass(frozen=True, slots=True)
class Deciles:
    """The decile of each LSOA code: columns lsoa and decile (1 to 10). read = deciles + repeated + problems."""

    table: pl.DataFrame
    read: int
    repeated: int = 0
    problems: list[Problem] = field(default_factory=list)
    sources: list[str] = field(default_factory=list)  # one a file: what kind of file it was


def read_deciles(paths: Iterable[Path]) -> Deciles:
    """Read all files. Raises Refused for one that is missing, empty, or without columns of LSOA and decile."""
    files = [(path.name, *_columns(path)) for path in paths]
    empty = pl.DataFrame(schema={"lsoa": pl.String, "decile": pl.Int8, "where": pl.String, "reason": pl.String})
    rows = pl.concat([empty, *(_judged(name, table) for name, table, _ in files)])
    understood = rows.filter(pl.col("reason").is_null())
    kept = understood.unique("lsoa", keep="first", maintain_order=True)
    both = understood.join(kept, on="lsoa", suffix="_first")
    contrary = both.filter(pl.col("decile") != pl.col("decile_first"))
    problems = [Problem(*row) for row in rows.filter(pl.col("reason").is_not_null()).select("where", "reason").rows()]
    problems += [Problem(where, CONTRARY) for where in contrary["where"]]
    repeated = understood.height - kept.height - contrary.height
    table = kept.select("lsoa", "decile").sort("lsoa")
    return Deciles(table, rows.height, repeated, problems, [source for _, _, source in files])


def _columns(path: Path) -> tuple[pl.DataFrame, str]:
    header = [name.casefold() for name in first_row(path, WANTED)]
    code, decile = _place(header, CODE_NAMES), _place(header, DECILE_NAMES)
    if code is None or decile is None:
        raise Refused(f"{path.name} has no columns of LSOA code and deprivation decile that we know. Give {WANTED}.")
    source = "mySociety composite index" if header[decile] == COMPOSITE_NAME else "Indices of Deprivation"
    return read_columns(path, {"lsoa": code, "written": decile}, len(header), headed=True), source


def _place(header: list[str], names: Iterable[str]) -> int | None:
    for name in names:
        for place, cell in enumerate(header):
            if re.fullmatch(name, cell):
                return place
    return None


def _judged(name: str, table: pl.DataFrame) -> pl.DataFrame:
    decile = pl.col("written").cast(pl.Float64, strict=False)
    sound = decile.is_between(1, 10) & (decile == decile.round())
    reason = (
        pl.when(pl.col("lsoa").is_null())
        .then(pl.lit("it names no LSOA"))
        .when(~sound.fill_null(False))
        .then(pl.lit("its decile is not a whole number from 1 to 10"))
    )
    where = pl.format("{}, line {}", pl.lit(name), pl.col("line"))
    return table.select("lsoa", decile.cast(pl.Int8, strict=False).alias("decile"), where=where, reason=reason)
