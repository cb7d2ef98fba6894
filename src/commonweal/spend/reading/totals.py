"""Totals that a file prints among its rows: told from payments, and compared with what the rows add up to."""

import re
from dataclasses import dataclass
from typing import Final

import polars as pl

from commonweal.basics.money import exact
from commonweal.spend.reading.amounts import read_amount
from commonweal.spend.reading.rows import ALONE, LABELLED, TOTAL, TOTAL_WORDS, Place

MOST_OUTSIDE: Final = 1000  # records outside the tables that are looked at
OF_GROUP: Final = re.compile(r"(.+?)[ :-]+totals?:?", re.I)
CALLED_A_TOTAL: Final = r"(?i)^(?:grand |over ?all |sub[- ]?)?totals?\b|\btotals?:?$"
LEAST: Final = 2  # rows above a figure whose sum it may be


@dataclass(frozen=True, slots=True)
class Printed:
    """A total as printed, beside the sums it may stand for. Pence."""

    line: int
    figure: int
    group: int  # payments since the total before it
    above: int  # all payments above it in its table

    def difference(self, whole: int) -> str | None:
        """What to tell where the total is none of the sums it may stand for; `whole` is the file's sum."""
        if self.figure in (self.group, self.above, whole):
            return None
        listed = min((each for each in (self.group, self.above, whole) if each), key=self._apart, default=whole)
        apart = abs(self.figure - listed)
        return (
            f"the file prints a total of {exact(self.figure)}, but its rows add up to {exact(listed)}: "
            f"{exact(apart)} {'more' if self.figure > listed else 'less'} than the rows listed"
        )

    def _apart(self, listed: int) -> int:
        return abs(self.figure - listed)


def settle(body: pl.DataFrame, place: Place) -> tuple[pl.DataFrame, list[Printed]]:
    """The classified body with every figure that is the sum of the rows above it set aside as a total, and the totals.

    A figure needs no label for that: no payee, no day, hardly a word beside it, and the sum are evidence enough.
    """
    rows = body.lazy().with_row_index("row").filter(_may_be(place))
    candidates = rows.select("row", "at", "pence", "reason").collect()
    if candidates.is_empty():
        return body, []
    counted = body.select(
        running=pl.when(pl.col("reason").is_null()).then(pl.col("pence")).otherwise(0).cum_sum(),
        payments=pl.col("reason").is_null().cast(pl.Int64).cum_sum(),
    )
    running, payments = counted["running"].to_list(), counted["payments"].to_list()
    found: list[Printed] = []
    totals: list[int] = []  # rows that were taken for payments until now
    alone: list[int] = []  # rows that were set aside already
    taken, since, since_rows = 0, 0, 0
    for row, at, pence, reason in candidates.iter_rows():
        paid = reason is None
        above = running[row] - paid * pence - taken
        above_rows = payments[row] - paid - len(totals)
        group, enough = above - since, above_rows - since_rows >= LEAST
        adds_up = enough and pence in (group, above)
        if reason != TOTAL and not adds_up and not _is_named_after_row_above(body, row):
            continue
        found.append(Printed(at + 1, pence, group, above))
        since, since_rows = above, above_rows
        (totals if paid else alone).append(row)
        taken += paid * pence
    reasons = body["reason"].scatter([*totals, *alone], TOTAL)
    return body.with_columns(reason=reasons), found


def _is_named_after_row_above(body: pl.DataFrame, row: int) -> bool:
    """Whether a label says "… Total" of what stands in the record above, as spreadsheets label the sum of a group."""
    if not row:
        return False
    before, cells = (body.select("^[0-9]+$").row(at) for at in (row - 1, row))
    labels = [match[1].casefold() for cell in cells if cell and (match := OF_GROUP.fullmatch(cell))]
    return any(cell.casefold() in labels for cell in before if cell)


def printed_outside(records: pl.DataFrame) -> list[Printed]:
    """Totals that stand apart from any table: records ("at" and cells) of a word for a total and one amount."""
    found = []
    for at, *cells in records.head(MOST_OUTSIDE).iter_rows():
        filled = [cell for cell in cells if cell]
        amounts = [pence for cell in filled if isinstance(pence := read_amount(cell), int)]
        if len(amounts) == 1 and any(TOTAL_WORDS.fullmatch(cell) for cell in filled):
            found.append(Printed(at + 1, amounts[0], 0, 0))
    return found


def _may_be(place: Place) -> pl.Expr:
    """Figures that may be a total: told so by a label, or with no payee, no day and hardly a word beside them."""
    undated = pl.all_horizontal(pl.col(str(at)).is_null() for at in place.days) if place.days else pl.lit(True)
    reason = pl.col("reason")
    bare = reason.is_null() & undated & (pl.sum_horizontal(pl.col("^[0-9]+$").is_not_null()) <= 2 + len(place.money))
    if place.supplier is not None:
        supplier = pl.col(str(place.supplier))
        bare = bare & (supplier.is_null() | supplier.str.contains(CALLED_A_TOTAL))
        bare |= reason.is_null() & supplier.str.contains(
            rf"(?i)^(?:{TOTAL_WORDS.pattern})$"
        )  # with the day it was drawn up
    return pl.col("pence").is_not_null() & (reason.is_in([TOTAL, ALONE, LABELLED]) | bare)
