"""A file as sheets of cells: one for a text file, each of its own for a workbook."""

from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.spend.reading.delimiters import delimiter
from commonweal.spend.reading.files import ARCHIVE, OLD_OFFICE
from commonweal.spend.reading.records import records
from commonweal.spend.reading.text import decode
from commonweal.spend.reading.workbooks import Worksheet, worksheets

MOSTLY: Final = 0.5  # share of the lines


@dataclass(frozen=True, slots=True)
class Sheet:
    """All the records of one sheet: columns "0", "1", … of trimmed text, null where a cell is empty."""

    name: str  # "" for a text file
    cells: pl.DataFrame
    above: int = 0  # blank records above the first, which are no part of it
    unclosed: tuple[int, ...] = ()  # numbers of the records in which a quotation mark is never closed

    def numbered(self) -> pl.DataFrame:
        """The cells with "at", each record's index from the top of the sheet: 0 is the one a spreadsheet calls 1."""
        return self.cells.with_row_index("at", offset=self.above)


@dataclass(frozen=True, slots=True)
class Opened:
    """A file's sheets, and what a person should know of how they were opened."""

    sheets: list[Sheet]
    warnings: list[str]


def open_sheets(content: bytes) -> Opened:
    """The sheets of a file, told by its bytes and never by its name. Raises Refused for what is no table."""
    if content.startswith((ARCHIVE, OLD_OFFICE)):
        return _of_workbook(worksheets(content))
    decoded = decode(content)
    found = records(decoded.text, delimiter(decoded.text))
    if found.cells.width == 1 and (inner := _wrapped(found.cells)):
        found = records(inner, delimiter(inner))
    return Opened([Sheet("", found.cells, unclosed=tuple(found.unclosed))], decoded.warnings)


def _of_workbook(found: list[Worksheet]) -> Opened:
    hidden = [f"sheet {sheet.name!r} is hidden in the workbook, and was read" for sheet in found if sheet.hidden]
    return Opened([Sheet(sheet.name, sheet.cells, sheet.above) for sheet in found], hidden)


def _wrapped(cells: pl.DataFrame) -> str | None:
    """The text inside, where each line of a file was quoted as one cell: some spreadsheets save a csv twice over."""
    lines = cells.to_series().fill_null("")
    if (
        lines.str.contains(",", literal=True).sum() < MOSTLY * len(lines)
        or lines.str.contains("\n", literal=True).any()
    ):
        return None
    return "\n".join(lines.to_list()) + "\n"
