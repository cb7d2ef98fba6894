"""Several months pasted one under another: the header comes again mid-sheet with its columns in another order, and
hundreds of rows of nothing but commas follow."""

from itertools import groupby
from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, cells, commas, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "net"

HEADER: Final = cells("Body|Paid Date|Supplier Name|Supplier Number|Service|Expenditure Type|Net Amount|Invoice Ref")
ORDERS: Final = ((0, 1, 2, 3, 4, 5, 6, 7), (0, 7, 4, 5, 1, 3, 2, 6), (0, 3, 2, 6, 1, 7, 5, 4))  # one a month, in turn
EMPTY_ROWS: Final = 300


def write(sheet: Sheet) -> bytes:
    rows: list[list[str]] = []
    for number, (_, month) in enumerate(groupby(sheet.payments, key=lambda payment: payment.day.month)):
        order = ORDERS[number % len(ORDERS)]
        rows += [[line[place] for place in order] for line in (HEADER, *map(_row, month))]
    return table([*rows, *[[""] * len(HEADER)] * EMPTY_ROWS]).encode("ascii")


def _row(payment: Payment) -> list[str]:
    left = [payment.payer, f"{payment.day:%d-%b-%y}", payment.supplier, payment.number]
    return [*left, payment.office, payment.category, commas(payment.net), f"GC-{payment.transaction}"]
