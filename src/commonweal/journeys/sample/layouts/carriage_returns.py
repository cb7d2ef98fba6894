"""A spreadsheet saved on an old Macintosh: lines end in a bare carriage return, dates are serial numbers, the pound
sign is one byte, and an amount too wide for its column is lost."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import LOST, Sheet, cells, plain, serial, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "net"

HEADER: Final = cells("Service Area|Account|Description|Council Ref|Name|Payment date|Net Amount (£)")


def write(sheet: Sheet) -> bytes:
    rows = [_row(payment, payment.transaction in sheet.lost) for payment in sheet.payments]
    return table([HEADER, *rows], end="\r").encode("cp1252")


def _row(payment: Payment, lost: bool) -> list[str]:
    amount = LOST if lost else plain(payment.net).removesuffix(".00")
    left = [payment.office, payment.category, payment.purpose, f"B{payment.transaction}"]
    return [*left, payment.supplier, serial(payment.day), amount]
