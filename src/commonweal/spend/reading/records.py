"""From text to records. Python's csv module says what a record is; polars says the same where it provably can.

A quoted text is *regular* where each opening quote follows a delimiter or a line end, and each closing quote comes
before one (RFC 4180). There the two agree, and polars is thirty times faster. All other text goes to Python's reader.
"""

import csv
import io
from dataclasses import dataclass
from itertools import zip_longest
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import polars as pl

from commonweal.basics.problems import Refused
from commonweal.spend.reading.limits import MAX_CELLS, MAX_COLUMNS

MAX_LINES: Final = 200  # of one record; beyond that a quote was opened and never closed
MAX_UNCLOSED: Final = 1000  # of one text; beyond that something else is wrong with it
QUOTE: Final = ord('"')
NEWLINE: Final = ord("\n")


Bytes = npt.NDArray[Any]


@dataclass(frozen=True, slots=True)
class Records:
    """All records of a text as columns "0", "1", … of trimmed text, null where a cell is empty or absent."""

    cells: pl.DataFrame
    unclosed: list[int]  # numbers of the records, 1 = the first, in which a quotation mark is opened and never closed


def records(text: str, mark: str) -> Records:
    """The records of a text whose lines end in a newline each. Raises Refused for more than a table can hold."""
    frame = _fast(text.encode(), mark)
    if frame is not None:
        return Records(trimmed(frame), [])
    rows, unclosed = plain_records(text, mark)
    return Records(trimmed(as_frame(rows)), unclosed)


def plain_records(text: str, mark: str) -> tuple[list[list[str]], list[int]]:
    """Each record as a list of its cells, by Python's csv: what the fast reader must give.

    A quote that is not closed within MAX_LINES lines is taken for a letter of its line, and the line's record for one
    of its own; its number is told. So one stray mark costs a line and not the rest of the file.
    """
    csv.field_size_limit(max(len(text), 131_072))
    feed = _Feed(text.removesuffix("\n").split("\n") if text else [])
    rows: list[list[str]] = []
    unclosed: list[int] = []
    while feed.at < len(feed.lines):
        try:
            for row in csv.reader(feed, delimiter=mark):
                rows.append(row)
                feed.start = feed.at
        except _UnclosedError:
            rows.append(feed.lines[feed.start].split(mark))
            unclosed.append(len(rows))
            feed.start = feed.at = feed.start + 1
            if len(unclosed) > MAX_UNCLOSED:
                raise Refused(
                    "too many quotation marks are never closed; export the table again as csv or xlsx"
                ) from None
    return rows, unclosed


class _UnclosedError(Exception):
    """A record that goes on for too long, or beyond the end of the text."""


@dataclass
class _Feed:
    """Gives a text line by line, and knows on which line the record at hand began."""

    lines: list[str]
    at: int = 0
    start: int = 0

    def __iter__(self) -> "_Feed":
        return self

    def __next__(self) -> str:
        over = self.at == len(self.lines)
        if self.at - self.start >= MAX_LINES or (over and self.start < self.at):
            raise _UnclosedError
        if over:
            raise StopIteration
        self.at += 1
        return self.lines[self.at - 1] + "\n"


def as_frame(rows: list[list[str]]) -> pl.DataFrame:
    """Rows of unequal width as columns of equal height, null where a row has no cell. Raises Refused for a monster."""
    width = max((len(row) for row in rows), default=0)
    _check(len(rows), width)
    columns = list(zip_longest(*rows)) if rows else []
    if rows and not width:
        columns = [(None,) * len(rows)]
    return pl.DataFrame([pl.Series(str(at), column, dtype=pl.String) for at, column in enumerate(columns)])


def trimmed(frame: pl.DataFrame) -> pl.DataFrame:
    """Cells without the space around them, null where nothing is left."""
    return frame.select(pl.all().str.strip_chars()).select(pl.when(pl.all() != "").then(pl.all()))


def _fast(content: bytes, mark: str) -> pl.DataFrame | None:
    """The records by polars, or None where a quote stands somewhere that the two readers might take differently."""
    array = np.frombuffer(content, dtype=np.uint8)
    quotes = np.flatnonzero(array == QUOTE)
    if len(quotes) and not _regular(array, quotes, ord(mark)):
        return None
    ends, marks = (_outside(np.flatnonzero(array == what), quotes) for what in (NEWLINE, ord(mark)))
    width = int(np.diff(np.searchsorted(marks, ends), prepend=0, append=len(marks)).max()) + 1
    _check(len(ends) + 1, width)
    names = [str(at) for at in range(width)]
    ruler = mark.encode() * (width - 1) + b"\n" if width > 1 else b"0\n"
    frame = pl.read_csv(
        io.BytesIO(ruler + content),
        has_header=False,
        schema=dict.fromkeys(names, pl.String),
        separator=mark,
        quote_char='"' if len(quotes) else None,
        truncate_ragged_lines=True,
        infer_schema=False,
    )
    return frame.slice(1)


def _regular(array: Bytes, quotes: Bytes, mark: int) -> bool:
    if len(quotes) % 2:
        return False
    opening, closing = quotes[::2], quotes[1::2]
    before = array[np.maximum(opening - 1, 0)]
    opens = (opening == 0) | (before == mark) | (before == NEWLINE) | (before == QUOTE)
    after = array[np.minimum(closing + 1, len(array) - 1)]
    closes = (closing == len(array) - 1) | (after == mark) | (after == NEWLINE) | (after == QUOTE)
    return bool(opens.all() and closes.all())


def _outside(places: Bytes, quotes: Bytes) -> Bytes:
    """The places that are not between an opening and a closing quote."""
    return places[np.searchsorted(quotes, places) % 2 == 0] if len(quotes) else places


def _check(rows: int, width: int) -> None:
    if width > MAX_COLUMNS:
        raise Refused(f"one row has more than {MAX_COLUMNS:,} columns; this is not a table of payments")
    if rows * width > MAX_CELLS:
        raise Refused(f"it has more than {MAX_CELLS:,} cells; split it into one file a month")
