"""A quarter's payments with no dates: the quarter stands in words on every row, and credits in brackets."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, brackets, cells, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "net"

HEADER: Final = cells("Quarter|Directorate|Purpose|Supplier|Invoice Value (net of VAT)|Account")


def write(sheet: Sheet) -> bytes:
    quarter = f"{sheet.payments[0].day:%B %Y}-{sheet.payments[-1].day:%B %Y}"
    return table([HEADER, *(_row(payment, quarter) for payment in sheet.payments)]).encode("utf-8-sig")


def _row(payment: Payment, quarter: str) -> list[str]:
    return [
        *(quarter, payment.office, payment.purpose),
        *(payment.supplier, brackets(payment.net), payment.category),
    ]
