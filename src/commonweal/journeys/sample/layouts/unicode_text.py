"""A spreadsheet saved as "Unicode text": UTF-16 with tabs, and two columns of one name, the first holding numbers."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, brackets, cells, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".tsv"
BASIS: Final = "net"

HEADER: Final = cells(
    "Department|Expense Type|Paid Date|Supplier Name|Supplier Name|Document No|Net Amount|Narrative|R/C"
)


def write(sheet: Sheet) -> bytes:
    text = table([HEADER, *map(_row, sheet.payments)], separator="\t")
    return b"\xff\xfe" + text.encode("utf-16-le")


def _row(payment: Payment) -> list[str]:
    left = [payment.office, payment.category, payment.day.isoformat(), payment.number, payment.supplier]
    return [*left, payment.transaction, brackets(payment.net), payment.purpose, "C" if payment.capital else "R"]
