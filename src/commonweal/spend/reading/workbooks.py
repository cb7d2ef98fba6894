"""The sheets of workbooks (xls, xlsx, xlsb, ods) as trimmed text, read by calamine."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import fastexcel
import polars as pl

from commonweal.basics.problems import Refused
from commonweal.spend.reading.limits import LARGE, MAX_RATIO, MAX_UNPACKED
from commonweal.spend.reading.lost_cells import LostCell, lost_cells
from commonweal.spend.reading.records import trimmed
from commonweal.spend.reading.text import NO_WIDTH, SPACES, plain_spaces

PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")  # the stream in which Office keeps a workbook under a password
FAR_COLUMN: Final = re.compile(rb' r="[A-Z]{3}[0-9]')  # beyond column ZZ, which no list of payments needs
WIDEST: Final = 702  # column ZZ
COLUMN: Final = re.compile(rb' r="([A-Z]{2})[0-9]')
ROW: Final = re.compile(rb'<(?:\w+:)?row [^>]*?r="([0-9]+)"')
CELL_REPEATED: Final = re.compile(rb'<table:table-cell[^>]*number-columns-repeated="[0-9]{4,}"[^>]*value-type')
ROW_REPEATED: Final = re.compile(rb'number-rows-repeated="[0-9]{4,}"[^>]*>(.*?)</table:table-row>', re.DOTALL)
MOST_SPREAD: Final = 50_000_000  # cells from the first to the last of a sheet, which calamine holds at once
DAMAGED: Final = "the workbook is damaged or under a password; open it, save it again as xlsx and give that"


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One sheet: the records of its used range, and how many blank ones a spreadsheet shows above them."""

    name: str
    cells: pl.DataFrame
    above: int
    hidden: bool


def worksheets(content: bytes) -> list[Worksheet]:
    """Every sheet of a workbook. Raises Refused where it is damaged, under a password, or a monster."""
    if PASSWORD in content:
        raise Refused("the workbook is under a password; save it without one")
    if content.startswith(b"PK"):
        _check(content)
    try:
        book = fastexcel.read_excel(content)
        lost = lost_cells(content) if content.startswith(b"PK") else {}
        return [_worksheet(book, name, lost.get(name, ())) for name in book.sheet_names]
    except fastexcel.FastExcelError as error:
        raise Refused(DAMAGED) from error


def _worksheet(book: fastexcel.ExcelReader, name: str, lost: Sequence[LostCell]) -> Worksheet:
    sheet = book.load_sheet(name, header_row=None, skip_rows=0, dtypes="string")
    frame = sheet.to_polars()
    frame.columns = [str(at) for at in range(frame.width)]
    if lost and frame.width:
        frame = _with_lost(frame, lost, {each.absolute_index: each.index for each in sheet.available_columns()})
    cells = trimmed(frame.with_columns(_plain(cells) for cells in frame)) if frame.width else frame
    used = cells.select(pl.any_horizontal(pl.all().is_not_null()).arg_max()).item() if cells.height else 0
    return Worksheet(name, cells.slice(used), used, sheet.visible != "visible")


def _with_lost(frame: pl.DataFrame, lost: Sequence[LostCell], places: Mapping[int, int]) -> pl.DataFrame:
    """The cells with the errors that stand where calamine shows nothing; `places` maps columns to the frame's."""
    by_column: dict[int, dict[int, str]] = {}
    for cell in lost:
        if cell.column in places and cell.row < frame.height:
            by_column.setdefault(places[cell.column], {})[cell.row] = cell.shown
    told = [
        frame.to_series(at).scatter(list(rows), list(rows.values())).alias(str(at)) for at, rows in by_column.items()
    ]
    return frame.with_columns(told)


def _plain(cells: pl.Series) -> pl.Series:
    """Cells with plain spaces; most columns have no others."""
    odd = cells.filter(cells.str.contains(f"[{SPACES}{NO_WIDTH}]")).unique().to_list()
    return cells.replace(odd, [plain_spaces(cell) for cell in odd]) if odd else cells


def _check(content: bytes) -> None:
    """Raises Refused for a workbook that would unpack to, or spread over, far more than it should."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = archive.infolist()
            unpacked, packed = sum(info.file_size for info in infos), sum(info.compress_size for info in infos)
            if unpacked > MAX_UNPACKED or (unpacked > LARGE and unpacked > MAX_RATIO * max(packed, 1)):
                raise Refused("the workbook would unpack to far more than it should hold")
            for info in infos:
                if re.search(r"worksheets/[^/]+\.xml$", info.filename):
                    _check_spread(archive.read(info))
                elif info.filename == "content.xml":
                    _check_repeats(archive.read(info))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise Refused(DAMAGED) from error


def _check_spread(xml: bytes) -> None:
    """A cell far off makes a sheet of billions of empty ones, and calamine would hold them all."""
    if FAR_COLUMN.search(xml):
        raise Refused(f"a sheet has more than {WIDEST} columns; delete the empty ones to its right")
    rows = max(map(int, ROW.findall(xml)), default=0)
    if rows * WIDEST > MOST_SPREAD and rows * _width(xml) > MOST_SPREAD:
        raise Refused("a sheet spreads over too many cells; delete the empty rows and columns around its table")


def _width(xml: bytes) -> int:
    letters = max(COLUMN.findall(xml), default=b"")
    return (letters[0] - 64) * 26 + letters[1] - 64 if letters else 26


def _check_repeats(xml: bytes) -> None:
    """OpenDocument may say "this cell, a million times": harmless while it is empty, and a bomb where it is not."""
    if CELL_REPEATED.search(xml) or any(b"value-type" in row for row in ROW_REPEATED.findall(xml)):
        raise Refused("a sheet repeats its cells too often; save it again as xlsx")
