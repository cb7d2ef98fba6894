"""What a person is told of a file: problems of single records and warnings of the whole. Never a payee's cell."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Final

import polars as pl

from commonweal.basics.problems import Problem
from commonweal.spend.reading.layouts import DAYS, Layout
from commonweal.spend.reading.rows import PROBLEMS
from commonweal.spend.reading.tables import EMPTY, Table
from commonweal.spend.reading.totals import Printed
from commonweal.spend.reading.words import meanings

MOST_PROBLEMS: Final = 1000  # of one kind in one file; the rest is counted in a warning
DATES: Final = DAYS[:2]
SURELY: Final = 0.95  # says a header that it is a day's
LEAST_ALIKE: Final = 3  # payments in two sheets that may be copies of each other


@dataclass
class Progress:
    """What has been read of a file so far."""

    path: str
    warnings: list[str]
    tables: list[tuple[str, Table]] = field(default_factory=list)  # with the name of their sheet
    payments: list[pl.DataFrame] = field(default_factory=list)  # one a table
    set_aside: list[pl.DataFrame] = field(default_factory=list)
    troubles: list[pl.DataFrame] = field(default_factory=list)  # of records kept, but not wholly understood
    printed: list[tuple[str, Printed]] = field(default_factory=list)
    refusals: list[tuple[str, str]] = field(default_factory=list)  # sheet and reason
    rows: int = 0

    @property
    def refused(self) -> str:
        """Why the whole file is refused."""
        return "; ".join(dict.fromkeys(reason for _, reason in self.refusals if reason != EMPTY)) or "the file is empty"


def problems(found: Sequence[pl.DataFrame], path: str) -> tuple[list[Problem], list[str]]:
    """A problem for each trouble (sheet, line, reason) in their order, and a warning where one kind has too many."""
    every = pl.concat(found)
    if every.is_empty():
        return [], []
    every = in_order(every).with_columns(nth=pl.int_range(pl.len()).over("reason"))
    few = every.filter(pl.col("nth") < MOST_PROBLEMS)
    told = [Problem(where(path, sheet, line), reason) for sheet, line, reason, _ in few.iter_rows()]
    counted = every.filter(pl.col("nth") >= MOST_PROBLEMS).group_by("reason", maintain_order=True).len()
    return told, [f"{count:,} further records have this problem: {reason}" for reason, count in counted.iter_rows()]


def in_order(rows: pl.DataFrame) -> pl.DataFrame:
    """Rows by sheet, in the order in which the sheets first appear, and line."""
    sheets = pl.Enum(rows["sheet"].unique(maintain_order=True))
    if len(sheets.categories) == 1:
        return rows.sort("line", maintain_order=True)
    return rows.sort(pl.col("sheet").cast(sheets), "line", maintain_order=True)


def of_set_aside(set_aside: pl.DataFrame) -> pl.DataFrame:
    """The records set aside that their publisher should mend, with what to do."""
    return set_aside.with_columns(pl.col("reason").replace_strict(PROBLEMS, default=None)).drop_nulls("reason")


def where(path: str, sheet: str, line: int) -> str:
    """`june.csv, line 9808`, `june.xlsx, sheet 'May', line 3`."""
    name = PurePosixPath(path.replace("\\", "/")).name
    return f"{name}, sheet {sheet!r}, line {line}" if sheet else f"{name}, line {line}"


def warnings(done: Progress, payments: pl.DataFrame) -> list[str]:
    """What a person should know of the file as a whole."""
    whole = int(payments["pence"].sum())
    told = [f"sheet {sheet!r} was left out: {reason}" for sheet, reason in done.refusals if reason != EMPTY]
    differences = ((sheet, total, total.difference(whole)) for sheet, total in done.printed)
    told += [f"{where(done.path, sheet, total.line)}: {apart}" for sheet, total, apart in differences if apart]
    if payments.is_empty():
        told.append("there is a header and not one payment under it")
    if instead := int(payments["instead"].sum()):
        told.append(f"{instead:,} payments have no net amount; their gross amount less VAT is used")
    if not all(table.layout.is_headed for _, table in done.tables):
        told.append("a table has no header, so its columns were told by what they hold; check which is which")
    told += list(dict.fromkeys(each for _, table in done.tables for each in _without_days(table.layout)))
    if len(kinds := {table.layout.money for _, table in done.tables}) > 1:
        told.append(f"the tables differ in what their amounts are: {', '.join(sorted(map(str, kinds)))}")
    return told + _twins(done)


def _without_days(layout: Layout) -> list[str]:
    """Columns whose header surely says when, and whose cells do not."""
    taken = layout.fields.values()
    return [
        f"the column {header!r} should say when, but its cells do not read as days; it was left out"
        for at, (header, held) in enumerate(zip(layout.headers, layout.profiles, strict=True))
        if header
        and not held.is_empty
        and at not in taken
        and any(day not in layout.fields and meanings(header).get(day, 0) >= SURELY for day in DATES)
    ]


def _twins(done: Progress) -> list[str]:
    """Sheets that hold the same payments: kept, and pointed out."""
    seen: dict[tuple[int, ...], str] = {}
    told = []
    for (sheet, _), payments in zip(done.tables, done.payments, strict=True):
        figures = tuple(payments["pence"].to_list()) if payments.height >= LEAST_ALIKE and sheet else ()
        if figures and seen.setdefault(figures, sheet) != sheet:
            told.append(
                f"sheets {seen[figures]!r} and {sheet!r} hold the same amounts in the same order; is one a copy?"
            )
    return told
