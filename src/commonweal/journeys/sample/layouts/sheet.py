"""What a layout is given to write, and the ways in which finance systems write money, dates and rows."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from commonweal.journeys.sample.ledger import Payment
from commonweal.journeys.sample.workbook import EPOCH

LOST: Final = "########"  # what a spreadsheet prints where a column is too narrow for its number


@dataclass(frozen=True, slots=True)
class Sheet:
    """One file to be: a payer's payments in some months."""

    title: str  # the payer's name
    payments: tuple[Payment, ...]
    turn: int = 0  # the payer's files are counted from 0, for layouts that change over the years
    lost: frozenset[str] = frozenset()  # transactions whose amount does not fit its column
    misprint: int = 0  # pence by which a printed total is wrong


def cells(written: str) -> list[str]:
    """A row written with bars between its cells."""
    return written.split("|")


def plain(pence: int) -> str:
    """`1234.50`, `-1234.50`."""
    return f"{'-' if pence < 0 else ''}{_pounds(pence, '')}"


def commas(pence: int) -> str:
    """`1,234.50`, `-1,234.50`."""
    return f"{'-' if pence < 0 else ''}{_pounds(pence, ',')}"


def minus_last(pence: int) -> str:
    """`1,234.50-` for a credit."""
    return f"{_pounds(pence, ',')}{'-' if pence < 0 else ''}"


def brackets(pence: int) -> str:
    """`(1,234.50)` for a credit."""
    return f"({_pounds(pence, ',')})" if pence < 0 else _pounds(pence, ",")


def serial(day: date) -> str:
    """`45383`: the first of April 2024."""
    return str((day - EPOCH).days)


def table(rows: Iterable[Sequence[str]], end: str = "\r\n", separator: str = ",") -> str:
    """Rows as separated text, quoted only where they must be."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue()


def _pounds(pence: int, thousands: str) -> str:
    pounds, rest = divmod(abs(pence), 100)
    return f"{pounds:{thousands}}.{rest:02d}"
