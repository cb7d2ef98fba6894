"""Dates as finance systems write them. `read_date` is the meaning of one cell; `read_dates` reads a column."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from enum import Enum
from typing import Final

import polars as pl

FIRST_YEAR: Final = 1990  # spending has been published since 2010; older dates are invoices at most
LAST_YEAR: Final = 2100
EXCEL_ZERO: Final = date(1899, 12, 30)  # day 0 of Excel's calendar, its leap-year slip of 1900 allowed for
CENTURY_TURNS: Final = 69  # two-digit years from 69 are the last century's, as POSIX has it

MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"),
            ("feb", "february"),
            ("mar", "march"),
            ("apr", "april"),
            ("may",),
            ("jun", "june"),
            ("jul", "july"),
            ("aug", "august"),
            ("sep", "sept", "september"),
            ("oct", "october"),
            ("nov", "november"),
            ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}
MONTH: Final = "(?P<month>[A-Za-z]{3,9})"
TIME: Final = re.compile(
    r"(?:T| +)[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?(?: ?[AP]M)?(?:Z|[+-][0-9:]{4,5})?$", re.IGNORECASE
)
WEEKDAY: Final = re.compile(r"^(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[ ,.]+", re.I)
ABSENT: Final = re.compile(
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:\.[0-9]+)?)?|#+|#N/A|n/?a|none|null|nil|tbc|unknown"
    r"|not (?:yet )?available|[-.?]+|0+(?:\.0+)?|00?[/.-]0[01]?[/.-](?:1900|0000|00)|1900-01-00|0000-00-00",
    re.I,
)
NUMERIC: Final = re.compile(r"(?P<a>[0-9]{1,2})[-/. ]+(?P<b>[0-9]{1,2})[-/. ]+(?P<year>[0-9]{4}|[0-9]{2})")
ISO: Final = re.compile(r"(?P<year>[0-9]{4})[-/. ](?P<month>[0-9]{1,2})[-/. ](?P<day>[0-9]{1,2})")
NAMED: Final = (
    re.compile(
        rf"(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/. ,]*{MONTH}[-/. ,]*'?(?P<year>[0-9]{{4}}|[0-9]{{2}})", re.I
    ),
    re.compile(rf"{MONTH}[-/. ]*(?P<day>[0-9]{{1,2}})(?:st|nd|rd|th)?[-/. ,]+(?P<year>[0-9]{{4}}|[0-9]{{2}})", re.I),
    re.compile(rf"(?P<year>[0-9]{{4}})[-/. ]+{MONTH}[-/. ]+(?P<day>[0-9]{{1,2}})", re.I),
)
SERIAL: Final = re.compile(r"[0-9]{5}(?:\.[0-9]+)?")
RUN_TOGETHER: Final = re.compile(r"[0-9]{7,8}")


class Order(Enum):
    """Which of two small numbers is the day."""

    UK = "day first"
    US = "month first"


class Absence(Enum):
    """Why a cell gives no date."""

    EMPTY = "no date"
    LOST = "date lost"  # printed as ######, or a midnight without its day
    UNREADABLE = "date not readable"
    IMPOSSIBLE = "date outside 1990 to 2100"


def read_date(text: str | None, order: Order = Order.UK) -> date | Absence:
    """The day a cell names, or why none. Hours are left out: some systems shift midnight by summer time."""
    cell = (text or "").strip()
    if not cell:
        return Absence.EMPTY
    if ABSENT.fullmatch(cell):
        return Absence.LOST
    cell = WEEKDAY.sub("", TIME.sub("", cell)).strip()
    if match := ISO.fullmatch(cell):
        return _day(match["year"], int(match["month"]), match["day"])
    if match := NUMERIC.fullmatch(cell):
        day, month = (match["a"], match["b"]) if order is Order.UK else (match["b"], match["a"])
        return _day(match["year"], int(month), day)
    for pattern in NAMED:
        if match := pattern.fullmatch(cell):
            return _day(match["year"], MONTHS.get(match["month"].lower(), 0), match["day"])
    return _number(cell)


def _day(year: str, month: int, day: str) -> date | Absence:
    full = int(year) if len(year) == 4 else int(year) + (1900 if int(year) >= CENTURY_TURNS else 2000)
    try:
        found = date(full, month, int(day))
    except ValueError:
        return Absence.UNREADABLE
    return found if FIRST_YEAR <= full <= LAST_YEAR else Absence.IMPOSSIBLE


def _number(cell: str) -> date | Absence:
    if SERIAL.fullmatch(cell):
        found = EXCEL_ZERO + timedelta(days=int(float(cell)))
        return found if FIRST_YEAR <= found.year <= LAST_YEAR else Absence.IMPOSSIBLE
    if RUN_TOGETHER.fullmatch(cell):
        cell = cell.zfill(8)
        ways = {_day(cell[:4], int(cell[4:6]), cell[6:]), _day(cell[4:], int(cell[2:4]), cell[:2])}
        days = [way for way in ways if isinstance(way, date)]
        return days[0] if len(days) == 1 else Absence.UNREADABLE
    return Absence.UNREADABLE


def proofs(cells: Iterable[str]) -> set[Order]:
    """Which orders the numeric dates among these cells prove: a number above 12 cannot be a month."""
    found: set[Order] = set()
    for cell in cells:
        match = NUMERIC.fullmatch(TIME.sub("", cell.strip()))
        if match and int(match["a"]) > 12 >= int(match["b"]):
            found.add(Order.UK)
        elif match and int(match["b"]) > 12 >= int(match["a"]):
            found.add(Order.US)
    return found


def read_dates(cells: pl.Series, order: Order) -> pl.DataFrame:
    """Columns `date` and `absence` (the words of `Absence`, null where there is a date) for a column of text."""
    distinct = cells.unique().to_list()
    read = pl.DataFrame(
        [(cell, found, None) if isinstance(found := read_date(cell, order), date) else (cell, None, found.value)
         for cell in distinct],
        schema={"cell": pl.String, "date": pl.Date, "absence": pl.String},
        orient="row",
    )  # fmt: skip
    asked = cells.alias("cell").to_frame().lazy()
    joined = asked.join(read.lazy(), on="cell", how="left", maintain_order="left", nulls_equal=True)
    return joined.select("date", "absence").collect()
