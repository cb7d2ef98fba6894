"""A file of figures as sheets of text: one sheet for a CSV, each of its own for a workbook (xls, xlsx, xlsb, ods)."""

import csv
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

import fastexcel
import polars as pl

from commonweal.basics.problems import Refused
from commonweal.places.opening import start_of

# Sheets by name, each opened when it is asked for: "line", counted from 1 as a spreadsheet does, and the columns "0",
# "1", … of trimmed text, null where a cell is blank.
Sheets = Mapping[str, Callable[[], pl.LazyFrame]]

TOP: Final = 60  # rows of a sheet in which its header and the first of its body are looked for
START: Final = 1 << 18  # bytes, more than so many rows of the widest table of wards take
WORKBOOKS: Final = (b"PK", b"\xd0\xcf\x11\xe0")  # a zip of XML, and the older Office's own
SEPARATORS: Final = (",", "\t", ";")


def open_sheets(path: Path, wanted: str) -> Sheets:
    """The sheets of a file, told by its bytes and never by its name. Raises Refused for a file that is no table.

    A CSV that breaks off further down raises polars' error when its sheet is collected: say `not_csv` of it.
    """
    start = start_of(path, START, wanted)
    if start.startswith(WORKBOOKS):
        return _of_workbook(path)
    if b"\0" in start:
        raise Refused(f"{path.name} is not a table of text. Give {wanted}.")
    return {"": lambda: _of_text(path, start.decode("utf-8", "replace"))}


def _of_workbook(path: Path) -> Sheets:
    try:
        book = fastexcel.read_excel(path)
        return {name: lambda name=name: _worksheet(book, name, path) for name in book.sheet_names}  # type: ignore[misc]
    except fastexcel.FastExcelError as error:
        raise Refused(_damaged(path)) from error


def _worksheet(book: fastexcel.ExcelReader, name: str, path: Path) -> pl.LazyFrame:
    try:
        frame = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string").to_polars()
    except fastexcel.FastExcelError as error:
        raise Refused(_damaged(path)) from error
    frame.columns = [str(place) for place in range(frame.width)]
    return _trimmed(frame.lazy()).with_row_index("line", offset=1)


def not_csv(path: Path) -> str:
    """What to say of a CSV that breaks off or quotes wrongly"""
    return f"{path.name} cannot be read as CSV. Open it, save it as CSV (UTF-8) and try again."


def _damaged(path: Path) -> str:
    return f"{path.name} is damaged, under a password, or no workbook. Save it again as xlsx; unpack it if it is a zip."


def _of_text(path: Path, start: str) -> pl.LazyFrame:
    lines = start.splitlines()[:TOP]
    separator = max(SEPARATORS, key=lambda mark: sum(line.count(mark) for line in lines))
    try:
        width = max(len(cells) for cells in csv.reader(lines, delimiter=separator))
    except csv.Error as error:
        raise Refused(not_csv(path)) from error
    return _trimmed(
        pl.scan_csv(
            path,
            has_header=False,
            separator=separator,
            schema=dict.fromkeys(map(str, range(width)), pl.String()),
            encoding="utf8-lossy",
            missing_columns="insert",
            truncate_ragged_lines=True,
            glob=False,
            row_index_name="line",
            row_index_offset=1,
        )
    )


def _trimmed(frame: pl.LazyFrame) -> pl.LazyFrame:
    text = pl.col(pl.String).str.strip_chars()
    return frame.with_columns(pl.when(text != "").then(text).name.keep())
