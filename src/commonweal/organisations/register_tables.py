"""Many rows of a register at once: their cells in columns, and what these rows say."""

from collections.abc import Mapping
from dataclasses import dataclass

import polars as pl


@dataclass(frozen=True, slots=True)
class Cells:
    """Rows of a file: `lines` is where each begins; `table` holds the cells wanted by their columns' names, as text.

    Cells are trimmed, and empty where the row has none; a column that the file lacks is empty throughout.
    """

    file: str
    lines: pl.Series
    table: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Told:
    """What many rows say.

    `facts` has the columns of `facts.SCHEMA`; `set_aside` gives the reason of each row that says nothing, null for the
    others; `left_out` tells, by reason, for which rows (true) something was left out.
    """

    facts: pl.DataFrame
    set_aside: pl.Series
    left_out: Mapping[str, pl.Series]
