"""The days of a file's payments: every date column in the order its file proves, and its periods."""

from collections.abc import Sequence
from datetime import date
from typing import Final

import polars as pl

from commonweal.spend.reading.dates import Absence, Order, proofs, read_dates
from commonweal.spend.reading.periods import Manner, manner_of, read_period

DATES: Final = ("payment_date", "invoice_date")
REASONS: Final = {
    Absence.UNREADABLE: "the {field} does not read as a day; the payment is kept without it",
    Absence.IMPOSSIBLE: "the {field} lies outside 1990 to 2100; the payment is kept without it",
}


def orders(columns: Sequence[pl.Series]) -> list[Order]:
    """The order of each date column: what it proves itself, else what the file proves, else the British one."""
    proven = [proofs(cell for cell in column.unique().to_list() if cell) for column in columns]
    of_file = set().union(*proven)
    return [_decided(own or of_file) for own in proven]


def _decided(proven: set[Order]) -> Order:
    return Order.US if proven == {Order.US} else Order.UK


def with_days(payments: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[str]]:
    """Payments with their days read from the columns "text payment_date", "text invoice_date" and "text period".

    Also the troubles, one a row (sheet, line, reason), and the warnings, one a column.
    """
    fields = [field for field in DATES if f"text {field}" in payments.columns]
    texts = [payments[f"text {field}"] for field in fields]
    troubles: list[pl.DataFrame] = []
    warnings: list[str] = []
    for field, text, order in zip(fields, texts, orders(texts), strict=True):
        found = read_dates(text, order)
        payments = payments.hstack([found["date"].alias(field)])
        troubles += _troubles(payments, found["absence"], field.replace("_", " "))
        warnings += _lost(text, found["absence"], field.replace("_", " "), order)
    payments, missing = _with_periods(payments)
    days = [pl.col(field) for field in fields]
    if "period_from" in payments.columns:
        within_month = pl.col("period_from").dt.month_end() == pl.col("period_to")
        days.append(pl.when(within_month).then(pl.col("period_from")))
    payments = payments.with_columns(date=pl.coalesce(*days) if days else pl.lit(None, pl.Date))
    payments = payments.with_columns(month=pl.col("date").cast(pl.String).str.head(len("2023-04")))
    none = pl.DataFrame(schema={"sheet": pl.String, "line": pl.Int32, "reason": pl.String})
    return payments, pl.concat([none, *troubles]), warnings + missing


def _troubles(payments: pl.DataFrame, absence: pl.Series, field: str) -> list[pl.DataFrame]:
    found = set(absence.unique()) if absence.null_count() < len(absence) else set()
    return [
        payments.filter(absence == kind.value).select("sheet", "line", reason=pl.lit(reason.format(field=field)))
        for kind, reason in REASONS.items()
        if kind.value in found
    ]


def _lost(text: pl.Series, absence: pl.Series, field: str, order: Order) -> list[str]:
    lost = int((absence == Absence.LOST.value).sum()) if absence.null_count() < len(absence) else 0
    warnings = (
        [f"{lost:,} of {len(text):,} cells of the {field} give no day (such as 00:00:00 or ######)"] if lost else []
    )
    if order is Order.US and text.null_count() < len(text):
        warnings.append(f"the {field} is written month first, as its days above 12 prove")
    return warnings


def _with_periods(payments: pl.DataFrame) -> tuple[pl.DataFrame, list[str]]:
    if "text period" not in payments.columns:
        return payments, []
    text = payments["text period"]
    cells = text.unique().drop_nulls().to_list()
    manner = manner_of(cells, *_beside(payments)) if cells else Manner()
    periods = {cell: read_period(cell, manner) for cell in cells}
    known = pl.DataFrame(
        {
            "text period": cells,
            "period_from": [period.first if period else None for period in periods.values()],
            "period_to": [period.last if period else None for period in periods.values()],
        },
        schema={"text period": pl.String, "period_from": pl.Date, "period_to": pl.Date},
    )
    joined = payments.join(known, on="text period", how="left", maintain_order="left")
    silent = int((joined["period_from"].is_null() & text.is_not_null()).sum())
    if not silent:
        return joined, []
    return joined, [
        f"{silent:,} of {len(text):,} periods name no days for certain (a bare or fiscal number) and are left out"
    ]


def _beside(payments: pl.DataFrame) -> tuple[list[str], list[date]]:
    """Period cells with the payment's day beside them, as evidence of what the cells count."""
    fields = [field for field in DATES if field in payments.columns]
    if not fields:
        return [], []
    days = payments.select("text period", day=pl.coalesce(*fields)).drop_nulls().unique().head(2000)
    return days["text period"].to_list(), days["day"].to_list()
