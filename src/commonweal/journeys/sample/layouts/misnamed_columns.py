"""A ledger dump with the system's own column names: the supplier's name stands under "Supplier ID", the period is
fiscal, eighteen empty columns follow, each row is one cell wider than the header, and one file holds two bodies."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, cells, commas, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "net"

HEADER: Final = cells(
    "Body Name|Directorate (T)|Subjective(T)|TransNo|Seq|Period|Supplier ID (T)|Supplier Ref|Updated|Net Amount|Type"
)
EMPTY: Final = [""] * 18
UNKNOWN: Final = "#N/A"  # a look-up that found nothing, left in the cell beyond the header


def write(sheet: Sheet) -> bytes:
    rows = [_row(payment, number) for number, payment in enumerate(sheet.payments)]
    return table([HEADER + EMPTY, *rows]).encode("cp1252")


def _row(payment: Payment, number: int) -> list[str]:
    year, month = divmod(payment.day.year * 12 + payment.day.month - 4, 12)  # April is the first period
    amount = f"£{commas(payment.net)}".replace("£-", "-£")
    left = [payment.payer, payment.office, payment.category, payment.transaction, str(number % 4)]
    right = [f"{year}{month + 1:02d}", payment.supplier, payment.number, f"{payment.day:%d/%m/%Y}", amount]
    return [*left, *right, "Capital" if payment.capital else "Revenue", *EMPTY, UNKNOWN]
