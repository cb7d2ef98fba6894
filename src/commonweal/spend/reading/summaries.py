"""Tables that repeat others of their file: sums of payments by supplier or month, and sheets that gather other sheets.

They are set aside, so that nothing is counted twice; so is a sheet that is the copy of another, days and all. Two
sheets that are alike without days may both be meant, as the same bills of two months: see notices.py.
"""

from collections.abc import Sequence
from typing import Final

import polars as pl

from commonweal.spend.reading.layouts import DAYS
from commonweal.spend.reading.tables import Table

DATES: Final = DAYS[:2]
LEAST_SUPPLIERS: Final = 3  # whose sums must agree
NEARLY_ALL: Final = 0.9  # of the suppliers of a table of sums
LEAST_GATHERED: Final = 2  # sheets
LEAST_ROWS: Final = 3  # of a sheet that is gathered in another
TELLING: Final = ("pence", "text supplier", "text payment_date", "text invoice_date", "text transaction")

Payments = pl.DataFrame
Told = tuple[str, Table, Payments]  # the sheet, its table and the payments in it


def repeating(found: Sequence[Told]) -> list[int]:
    """Which of a file's tables repeat the others, the last first."""
    copies = _copies(found)
    kept = [at for at in range(len(found)) if at not in copies]
    return sorted([*copies, *(kept[at] for at in _gathered([found[at] for at in kept]))], reverse=True)


def _copies(found: Sequence[Told]) -> list[int]:
    """The tables of sheets that say, row by row, what one before them says."""
    seen: dict[tuple[int, ...], list[Payments]] = {}
    copies = []
    for at, (sheet, table, payments) in enumerate(found):
        if not sheet or payments.height < LEAST_ROWS or not set(DAYS) & table.layout.fields.keys():
            continue
        cells = payments.drop("sheet", "line")
        before = seen.setdefault(tuple(payments["pence"].to_list()), [])
        if any(cells.equals(other) for other in before):
            copies.append(at)
        before.append(cells)
    return copies


def _gathered(found: Sequence[Told]) -> list[int]:
    if len(found) < 2:
        return []
    listed = [bool(set(DAYS) & table.layout.fields.keys()) for _, table, _ in found]
    dated = [bool(set(DATES) & table.layout.fields.keys()) for _, table, _ in found]
    whole = sum(int(payments["pence"].sum()) for (_, _, payments), each in zip(found, listed, strict=True) if each)
    rows = [payments for (_, _, payments), each in zip(found, dated, strict=True) if each]
    paid = _by_supplier(rows) if rows and not all(dated) else None
    sums = [
        at
        for at, (_, _, payments) in enumerate(found)
        if (any(listed) and not listed[at] and int(payments["pence"].sum()) == whole)
        or (paid is not None and not dated[at] and _sums_of(payments, paid))
    ]
    return [*sums, *_gathering([at for at in range(len(found)) if at not in sums], found)]


def _by_supplier(tables: Sequence[Payments]) -> Payments:
    """What was paid to each supplier, and in how many payments."""
    named = [payments.select("text supplier", "pence") for payments in tables if "text supplier" in payments.columns]
    every = pl.concat(named) if named else pl.DataFrame(schema={"text supplier": pl.String, "pence": pl.Int64})
    supplier = pl.col("text supplier").str.to_lowercase().alias("supplier")
    return every.drop_nulls().group_by(supplier).agg(pl.col("pence").sum(), payments=pl.len())


def _sums_of(payments: Payments, paid: Payments) -> bool:
    """Whether a table without days of payment says what others say in more rows: each supplier's sum."""
    sums = _by_supplier([payments])
    if sums.height < LEAST_SUPPLIERS or payments.height >= paid["payments"].sum():
        return False
    return sums.join(paid, on=["supplier", "pence"], how="semi").height >= NEARLY_ALL * sums.height


def _gathering(places: Sequence[int], found: Sequence[Told]) -> list[int]:
    """The table of a sheet that holds all the payments of some other sheets, and no more."""
    if len(places) <= LEAST_GATHERED or len({found[at][0] for at in places}) <= LEAST_GATHERED:
        return []
    tallest = max(places, key=lambda at: found[at][2].height)
    sheet, _, whole = found[tallest]
    others = [found[at][2] for at in places if found[at][0] != sheet and found[at][2].height >= LEAST_ROWS]
    amounts = whole["pence"].unique()
    parts = [other for other in others if other["pence"].is_in(amounts.implode()).all()]  # a first look, which is quick
    if len(parts) < LEAST_GATHERED or sum(part.height for part in parts) < whole.height:
        return []
    gathered = [part.height for part in parts if _stands_in(part, whole)]
    return [tallest] if len(gathered) >= LEAST_GATHERED and sum(gathered) == whole.height else []


def _stands_in(part: Payments, whole: Payments) -> bool:
    told = [name for name in TELLING if name in part.columns and name in whole.columns]
    turn = pl.int_range(pl.len()).over(told)
    one, other = (rows.select(told).with_columns(turn=turn) for rows in (part, whole))
    return one.join(other, on=[*told, "turn"], how="anti", nulls_equal=True).is_empty()
