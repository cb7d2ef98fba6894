"""A large CSV in blocks of whole rows, each block a table: what `register_rows` gives row by row, many times as fast.

A block that is written as CSV should be is read by polars; any other, with line breaks or stray quotes in its cells,
rows too wide or empty rows, is read row by row as the csv module reads it.
"""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
import polars as pl

from commonweal.basics.problems import Problem, Refused
from commonweal.organisations import register_bytes
from commonweal.organisations.register_bytes import WANTED
from commonweal.organisations.register_rows import BRITISH, Header, Row, Spelled, header, no_text, split
from commonweal.organisations.register_tables import Cells
from commonweal.places.opening import BYTE_ORDER_MARK

BLOCK: Final = 8 << 20  # bytes, our choice: about 17,000 companies, so that a few blocks at a time fit any memory
LARGEST_BLOCK: Final = 64 << 20  # bytes without an end of row, our choice: a quotation mark stands alone somewhere
LETTERS_AT_ONCE: Final = 1 << 16  # bytes looked through at a time, our choice: they stay in a processor's own memory
QUOTE, COMMA, NEWLINE, RETURN = b'",\n\r'


@dataclass(frozen=True, slots=True)
class Block:
    """Some whole rows of a file, as bytes: `line` is the line of the file on which they begin."""

    file: str
    line: int
    head: Header
    written: bytes


def blocks(path: Path, spelled: Spelled = tuple) -> Iterator[Block]:
    """The file's blocks in order. Raises Refused for a file that is no comma-separated text."""
    with register_bytes.opened(path) as file:
        head = _header(path, file.readline(BLOCK), spelled)
        line, begun = 2, b""
        while read := file.read(BLOCK):
            begun += read
            end = _end_of_rows(begun) or (begun.rfind(b"\n") + 1 if len(begun) > LARGEST_BLOCK else 0)
            if end:
                yield Block(path.name, line, head, begun[:end])
                line, begun = line + begun.count(b"\n", 0, end), begun[end:]
        if begun:
            yield Block(path.name, line, head, begun)


def understood(block: Block, wanted: frozenset[str]) -> tuple[Cells, list[Problem]]:
    """The cells of a block's rows in the columns wanted, and the rows that are none."""
    table = _quickly(block, wanted)
    if table is None:
        return _row_by_row(block, wanted)
    return _cells(block, pl.int_range(block.line, block.line + table.height, eager=True), table, wanted), []


def _header(path: Path, line: bytes, spelled: Spelled) -> Header:
    try:
        return header(line.removeprefix(BYTE_ORDER_MARK).decode("utf-8", BRITISH), spelled)
    except UnicodeDecodeError as error:
        raise Refused(no_text(path)) from error


def _end_of_rows(written: bytes) -> int:
    """Behind the last end of line that stands outside quotes; 0 where there is none."""
    end = written.rfind(b"\n") + 1
    quotes = int(np.count_nonzero(np.frombuffer(written, np.uint8, end) == QUOTE))
    while end and quotes % 2:
        earlier = written.rfind(b"\n", 0, end - 1) + 1
        quotes -= written.count(b'"', earlier, end)
        end = earlier
    return end


def _quickly(block: Block, wanted: frozenset[str]) -> pl.DataFrame | None:
    """The block as polars reads it, or None where that may differ from what the csv module reads."""
    columns = block.head.columns
    written = _in_utf8(block)
    if block.head.dialect["delimiter"] != "," or len(set(columns)) < len(columns) or not _plain(written):
        return None
    schema = dict.fromkeys(columns, pl.String())
    places = [place for place, column in enumerate(columns) if column in wanted or place == len(columns) - 1]
    try:  # with the last column, for polars to see a row that is too wide
        table = pl.read_csv(written, has_header=False, schema=schema, columns=places)
    except pl.exceptions.PolarsError:
        return None
    filled = [column for column in table.columns if (table[column] != "").any()]
    trimmed = table.with_columns(pl.col(filled).str.strip_chars()).select(pl.col(table.columns).fill_null(""))
    told = trimmed.select(pl.any_horizontal(pl.all() != "").all()).item()
    return trimmed if table.height == _lines(written) and told else None


def _lines(written: bytes) -> int:
    return written.count(b"\n") + (not written.endswith(b"\n"))


def _plain(written: bytes) -> bool:
    """Whether every quote opens or closes a cell or is doubled, and every return ends a line."""
    letters = np.frombuffer(written, np.uint8)
    places = range(0, len(letters), LETTERS_AT_ONCE)
    if any(_stray_quote(letters[max(0, place - 1) : place + LETTERS_AT_ONCE + 1]) for place in places):
        return False
    returns = written.count(b"\r")
    return not returns or returns == written.count(b"\r\n")


def _stray_quote(letters: np.ndarray[Any, np.dtype[np.uint8]]) -> bool:
    quotes = letters == QUOTE
    ends_cell = quotes | (letters == COMMA) | (letters == NEWLINE) | (letters == RETURN)
    return bool((quotes[1:-1] & ~(ends_cell[:-2] | ends_cell[2:])).any())


def _in_utf8(block: Block) -> bytes:
    try:
        block.written.decode()
    except UnicodeDecodeError:
        return _text(block).encode()
    return block.written


def _text(block: Block) -> str:
    try:
        return block.written.decode("utf-8", BRITISH)
    except UnicodeDecodeError as error:
        raise Refused(no_text(Path(block.file))) from error


def _row_by_row(block: Block, wanted: frozenset[str]) -> tuple[Cells, list[Problem]]:
    found, lines, problems = [], [], []
    for line, row in _rows(block):
        if isinstance(row, Problem):
            problems.append(row)
        else:
            lines.append(line)
            found.append([row.cells.get(column, "") for column in wanted])
    table = pl.DataFrame(found, schema=dict.fromkeys(wanted, pl.String()), orient="row")
    return _cells(block, pl.Series(lines, dtype=pl.Int64), table, wanted), problems


def _rows(block: Block) -> Iterator[tuple[int, Row | Problem]]:
    reader = csv.reader(io.StringIO(_text(block), newline=""), **block.head.dialect)
    line = block.line
    try:
        for written in reader:
            where = f"{block.file}, line {line}"
            yield line, split(where, block.head.columns, [cell.strip() for cell in written])
            line = block.line + reader.line_num
    except csv.Error as error:
        raise Refused(f"{block.file}, line {line}: this is not CSV ({error}). Give {WANTED}.") from error


def _cells(block: Block, lines: pl.Series, table: pl.DataFrame, wanted: frozenset[str]) -> Cells:
    lacking = [pl.lit("").alias(column) for column in sorted(wanted.difference(table.columns))]
    return Cells(block.file, lines, table.with_columns(lacking).select(sorted(wanted)))
