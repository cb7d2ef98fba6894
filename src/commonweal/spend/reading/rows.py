"""What each record of a table is: a payment, or set aside with the reason.

Most records are plainly payments, and a whole column says so at once. Each of the others is looked at by `reason_of`.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import polars as pl

from commonweal.spend.reading.amounts import Trouble, read_amounts
from commonweal.spend.reading.dates import Order, read_date
from commonweal.spend.reading.layouts import DAYS, Layout
from commonweal.spend.reading.limits import MAX_CELL
from commonweal.spend.reading.signs import REMEDY, UNSURE
from commonweal.spend.reading.words import MONEY

BLANK: Final = "blank row"
HEADER: Final = "header row"
TOTAL: Final = "total, not a payment"
NOTE: Final = "note, not a payment"
COPYRIGHT: Final = "copyright line"
ALONE: Final = "a figure alone in its row"
LABELLED: Final = "a figure with a label, but no payee and no date"
TOO_LONG: Final = "a cell is too long"
OUTSIDE: Final = "outside the table"
SHIFTED: Final = "cells are shifted"
LOST: Final = "amount lost"
UNREADABLE: Final = "amount not readable"
MISSING: Final = "no amount"
PROBLEMS: Final = {
    ALONE: "there is a figure but nothing says what it is; say who was paid, or delete it",
    LABELLED: "there is a figure with neither payee nor date, and it is not the sum of the rows above it; "
    "say who was paid and when, or delete it",
    LOST: "the amount is lost (########, or an error of the spreadsheet); widen the column and publish the file again",
    UNREADABLE: "the amount does not read as pounds and pence; write it as 1234.56 and publish the file again",
    MISSING: "the row names a payment but gives no amount, or an error of the spreadsheet stands in its place; "
    "fill it in and publish the file again",
    SHIFTED: "the row has more cells than the header, and its amount or day is not where it should be; "
    "put the cell with a comma in it between quotation marks and publish the file again",
    UNSURE: REMEDY,
    TOO_LONG: f"a cell has more than {MAX_CELL:,} characters; look for a quotation mark that is never closed",
}
CUT_BEFORE: Final = re.compile(r"^[-£( ]*[0-9]{1,3}$")  # the 1 and the 234.50 of an amount cut in two
CUT_AFTER: Final = re.compile(r"^[0-9]{3}(?:\.[0-9]{1,2})?[-) ]*$")
SELDOM: Final = 0.2  # share of filled cells below which a column without a header is no part of its table
RICH: Final = 0.8  # share of filled cells from which a column is expected to be filled

_QUALIFIER: Final = (
    r"grand|sub|overall|report|net|gross|page|monthly|month|annual|year|yearly|final|sum|running"
    r"|invoices?|payments?|spend"
)
_OF_WHAT: Final = (
    r"amounts?|spend|spent|spending|expenditure|payments?|paid|values?|net|gross|vat|invoices?|for|of|this|to date"
    r"|excl?|incl?"
)
_ITEMS: Final = r"payments?|invoices?|transactions?|items?|records?|lines?|rows?|suppliers?|vouchers?"
TOTAL_WORDS: Final = re.compile(
    rf"(?:(?:{_QUALIFIER})[- ]*)*totals?(?:[ (]+(?:{_OF_WHAT}|[0-9,]+ (?:{_ITEMS}))\b.*)?[ :.=£()]*"
    r"|sum of .*|(?:grand|overall) total\b.*",
    re.I,
)
ABOUT_ROWS: Final = re.compile(  # what is said of the rows above, beside the total
    r"of which\b.*|(?:average|mean|median|minimum|maximum|min|max|count|number)"
    rf"(?: (?:of )?(?:{_ITEMS}|{_OF_WHAT})\b.*)?"
    r"|(?:balance |amount |total )?(?:brought|carried) (?:forward|down)\b.*|[bc]/[fd]",
    re.I,
)
COPYRIGHT_WORDS: Final = re.compile(r"©|\bcopyright\b", re.I)

Row = Sequence[str | None]


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a record to look, and what its table usually fills."""

    money: frozenset[int]
    supplier: int | None
    days: tuple[int, ...]
    rich: bool  # its records usually say who and when
    width: int  # columns that its records usually fill, from the first
    cut: tuple[int, int] | None  # the column of amounts and the first one that has no header, where rows are too wide

    @classmethod
    def of(cls, layout: Layout) -> "Place":
        money = frozenset(layout.fields[name] for name in MONEY if name in layout.fields)
        days = tuple(layout.fields[name] for name in DAYS if name in layout.fields)
        supplier = layout.fields.get("supplier")
        filled = [layout.profiles[at].filled >= RICH for at in (supplier, *days[:1]) if at is not None]
        used = [at for at, held in enumerate(layout.profiles) if held.filled >= SELDOM or layout.headers[at]]
        return cls(money, supplier, days, len(filled) > 1 and all(filled), max(used, default=0) + 1, _cut(layout))


def _cut(layout: Layout) -> tuple[int, int] | None:
    """Where a thousands comma without quotation marks would cut an amount in two and push the row beyond its header."""
    last = max((at for at, header in enumerate(layout.headers) if header), default=len(layout.headers))
    wider = last + 1 < len(layout.profiles) and not layout.profiles[last + 1].is_empty
    return (layout.fields[layout.money], last + 1) if layout.money and wider and layout.is_headed else None


def classify(body: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """The body of a table with its amounts in pence (`net`, `vat`, `gross`, `amount`, `pence`) and `reason`.

    `reason` is null for a payment. Columns "at", "0", "1", … stay.
    """
    body = _with_amounts(body, layout)
    place = Place.of(layout)
    columns = [name for name in body.columns if name.isdigit()]
    odd = (
        body.lazy().with_row_index("row").filter(_doubtful(place, columns)).select("row", "trouble", *columns).collect()
    )
    reasons = [reason_of(cells, trouble, place) for _, trouble, *cells in odd.iter_rows()]
    found = pl.Series(reasons, dtype=pl.String)
    empty = pl.Series("reason", [None], dtype=pl.String).new_from_index(0, body.height)
    return body.with_columns(empty.scatter(odd["row"], found) if len(found) else empty)


def reason_of(cells: Row, trouble: str | None, place: Place) -> str | None:
    """Why a record is no payment, or None where it is one. `trouble` says why its amount did not read, if so."""
    others = [cell for at, cell in enumerate(cells) if cell and at not in place.money]
    dated = any(cell and not TOTAL_WORDS.fullmatch(cell) for cell in (cells[at] for at in place.days))
    supplier = cells[place.supplier] if place.supplier is not None else None
    if any(len(cell) > MAX_CELL for cell in cells if cell):
        return TOO_LONG
    if trouble and len(others) <= 2 and any(COPYRIGHT_WORDS.search(cell) for cell in cells if cell):
        return COPYRIGHT
    labels = [cell for cell in others if TOTAL_WORDS.fullmatch(cell)]
    if labels and not dated and len(others) <= 2 and (supplier is None or supplier in labels):
        return TOTAL
    if (
        not dated
        and len(others) <= 2
        and any(ABOUT_ROWS.fullmatch(cell) for cell in others if place.days or not supplier)
    ):
        return NOTE
    if place.cut and _is_cut(cells, *place.cut):
        return SHIFTED
    if any(cells[place.width :]) and (trouble or not _reads_as_day(cells, place)):
        return SHIFTED
    if trouble is None:
        if place.rich and supplier is None and not dated and len(others) <= 1:
            return LABELLED if others else ALONE
        return None if others else ALONE
    return _troubled(trouble, others, bool(supplier), dated or not place.days)


def _is_cut(cells: Row, money: int, beyond: int) -> bool:
    start, end = cells[money], cells[money + 1]
    return bool(cells[beyond] and start and end and CUT_BEFORE.search(start) and CUT_AFTER.search(end))


def _reads_as_day(cells: Row, place: Place) -> bool:
    """Whether the first day a record should have reads as one, in either order; True where its table has no days."""
    day = next((cell for at in place.days if (cell := cells[at])), None)
    return day is None or any(isinstance(read_date(day, order), date) for order in Order)


def _troubled(trouble: str, others: Sequence[str], supplied: bool, dated: bool) -> str:
    if trouble == Trouble.LOST.value:
        return LOST if others else NOTE
    if not (len(others) >= 2 and supplied and dated) and len(others) < 4:
        return NOTE
    return UNREADABLE if trouble == Trouble.UNREADABLE.value else MISSING


def _with_amounts(body: pl.DataFrame, layout: Layout) -> pl.DataFrame:
    """Each amount column read. `pence` is the main one; `instead` marks gross less VAT where the net cell is empty."""
    kinds = [name for name in MONEY if name in layout.fields]
    read = {name: read_amounts(body[str(layout.fields[name])]) for name in kinds}
    main = layout.money
    assert main is not None
    trouble = read[main]["trouble"]
    amounts = body.hstack([*(found["pence"].alias(name) for name, found in read.items()), trouble])
    if "credit" in read:
        return _less_credits(amounts, read["credit"]["trouble"])
    if main != "net" or "gross" not in read:
        return amounts.with_columns(pence=pl.col(main), instead=pl.lit(False))
    other = pl.col("gross") - pl.col("vat").fill_null(0) if "vat" in read else pl.col("gross")
    instead = (pl.col("trouble") == Trouble.EMPTY.value).fill_null(False) & pl.col("gross").is_not_null()
    return amounts.with_columns(instead=instead).with_columns(
        pence=pl.when("instead").then(other).otherwise("net"), trouble=pl.when(~pl.col("instead")).then("trouble")
    )


def _less_credits(amounts: pl.DataFrame, of_credits: pl.Series) -> pl.DataFrame:
    """Debits less credits, one of which is mostly empty; credits that are all written as negatives are added."""
    empty = Trouble.EMPTY.value
    written = bool((amounts["credit"] > 0).any())
    credit = pl.col("credit").fill_null(0) * (-1 if written else 1)
    amounts = amounts.hstack([of_credits.alias("of credits")])
    trouble = pl.when(pl.col("trouble") != empty).then("trouble").when(pl.col("of credits") != empty).then("of credits")
    neither = pl.col("amount").is_null() & pl.col("credit").is_null()
    return amounts.with_columns(
        trouble=pl.when(neither).then(pl.coalesce(trouble, pl.lit(empty))).otherwise(trouble), instead=pl.lit(False)
    ).with_columns(pence=pl.when(pl.col("trouble").is_null()).then(pl.col("amount").fill_null(0) + credit))


def _doubtful(place: Place, columns: Sequence[str]) -> pl.Expr:
    """Which records are not plainly payments and want looking at."""
    others = [name for name in columns if int(name) not in place.money]
    doubts = [
        pl.col("trouble").is_not_null(),
        pl.sum_horizontal(pl.col(name).is_not_null() for name in others) <= 2,
        pl.any_horizontal(pl.col(name).str.len_bytes() > MAX_CELL for name in columns),
        *(pl.col(name).is_not_null() for name in columns[place.width :]),
    ]
    if place.cut:
        start, beyond = (pl.col(str(at)) for at in place.cut)
        doubts.append(beyond.is_not_null() & start.str.contains(CUT_BEFORE.pattern))
    if place.supplier is not None:
        supplier = pl.col(str(place.supplier))
        doubts += [supplier.is_null(), supplier.str.contains("(?i)total")]
    if place.days and place.rich:
        doubts.append(pl.all_horizontal(pl.col(str(at)).is_null() for at in place.days))
    return pl.any_horizontal(doubts)
