"""Reading a CSV table whose meaning its columns' names or places tell: all cells as text, each row with its line."""

import csv
from collections.abc import Mapping
from pathlib import Path
from typing import Final

import polars as pl

from commonweal.basics.problems import Refused
from commonweal.places.opening import opening, start_of

LONGEST_FIRST_LINE: Final = 1 << 16  # bytes; the widest file we read, NSPL's, has a first line of under 1,000


def first_row(path: Path, wanted: str) -> list[str]:
    """The cells of a CSV's first line, trimmed. Raises Refused for a missing, empty or binary file."""
    line = start_of(path, LONGEST_FIRST_LINE, wanted).splitlines()[0]
    if b"\0" in line or len(line) == LONGEST_FIRST_LINE:
        raise Refused(f"{path.name} is not a table of text. Give {wanted} as they were published.")
    return [cell.strip() for cell in next(csv.reader([line.decode("utf-8", "replace")]))]


def read_columns(path: Path, places: Mapping[str, int], width: int, headed: bool) -> pl.DataFrame:
    """The named columns at the given places as trimmed text (blank is null), and `line`, counted from 1.

    `width` is the number of cells of the first row. Raises Refused where the file cannot be read as CSV.
    """
    names = [f"cell {place}" for place in range(width)]
    try:
        with opening(path, "the files"):
            table = pl.scan_csv(
                path,
                has_header=False,
                skip_lines=1 if headed else 0,
                schema=dict.fromkeys(names, pl.String()),
                encoding="utf8-lossy",
                truncate_ragged_lines=True,
                glob=False,
                row_index_name="line",
                row_index_offset=2 if headed else 1,
            )
            cells = {name: pl.col(names[place]).str.strip_chars() for name, place in places.items()}
            kept = [pl.when(cell != "").then(cell).alias(name) for name, cell in cells.items()]
            return table.select("line", *kept).collect(engine="streaming")
    except pl.exceptions.PolarsError as error:
        raise Refused(f"{path.name} cannot be read as CSV. Open it, save it as CSV (UTF-8) and try again.") from error
