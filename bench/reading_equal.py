"""Whether both readers of bench/reading.py understand every published file alike, row by row.

    python bench/reading_equal.py

Says file, line and column where they differ, never a cell, and ends with 1.
"""

import sys
from typing import Any

import pandas as pd
from pandas_reader import Result, read
from reading import published
from reading_ours import understood
from reading_pandas import KEY

from commonweal.spend.reading import Reading

COMPARED = (
    *("sheet", "line", "supplier", "supplier_kind", "supplier_key", "pence", "net", "vat", "gross"),
    *("payment_date", "invoice_date", "period_from", "period_to", "date", "month", "purpose"),
)
WHERE_BOTH_MAP = (  # these may be found in different columns, or in none
    *("payer", "category", "department", "capital_or_revenue", "transaction", "line_number", "contract"),
    *("supplier_number", "company_number", "charity_number"),
)


def main() -> None:
    differences, payments = [], 0
    paths = published()
    for path in paths:
        ours, theirs = understood(path), read(path, KEY)
        payments += ours.payments.height
        differences += [f"{path.name}: {difference}" for difference in between(ours, theirs)]
    if differences:
        sys.exit("\n".join(differences))
    print(f"{len(paths)} files, {payments:,} payments: both readers understand them alike, row by row")


def between(ours: Reading, theirs: Result) -> list[str]:
    counts = (ours.rows, ours.payments.height, ours.set_aside.height)
    others = (theirs.rows, len(theirs.payments), len(theirs.set_aside))
    if counts != others:
        return [f"records, payments and set aside are {counts} to us, {others} to pandas"]
    aside = sorted(theirs.set_aside[["sheet", "line", "reason"]].itertuples(index=False, name=None))
    found = [] if sorted(ours.set_aside.rows()) == aside else ["other records set aside, or for other reasons"]
    return found + [told for name in COMPARED + WHERE_BOTH_MAP if (told := _apart(name, ours, theirs.payments))]


def _apart(name: str, ours: Reading, theirs: pd.DataFrame) -> str | None:
    field = "line" if name == "line_number" else name
    if name in WHERE_BOTH_MAP and (field not in ours.columns or name not in theirs):
        return None
    left, right = ours.payments[name].to_list(), plain(theirs, name)
    apart = [at for at, pair in enumerate(zip(left, right, strict=True)) if pair[0] != pair[1]]
    return (
        f"{name} differs in {len(apart):,} payments, first on line {ours.payments['line'][apart[0]]}" if apart else None
    )


def plain(payments: pd.DataFrame, name: str) -> list[Any]:
    """A column as plain values, None where there is none."""
    if name not in payments:
        return [None] * len(payments)
    column = payments[name]
    values = column.dt.date if column.dtype.kind == "M" else column
    return [None if empty else value for value, empty in zip(values.tolist(), column.isna(), strict=True)]


if __name__ == "__main__":
    main()
