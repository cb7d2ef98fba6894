"""A report printed from a grid: merged cells leave empty columns, credits end in a minus, and later on the whole report
is sorted, header and all, so that the header comes last."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, cells, minus_last, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "net"

SORTED_FROM: Final = 18  # the file from which the header is last
HEADER: Final = cells("Directorate||Expense Type||Description|||Line||Our Ref||Payee:  |||Payment Date||Net Amount")
BROKEN: Final = 40  # one description in so many runs over two lines


def write(sheet: Sheet) -> bytes:
    rows = [_row(payment, number) for number, payment in enumerate(sheet.payments)]
    rows = [*sorted(rows), HEADER] if sheet.turn >= SORTED_FROM else [HEADER, *rows]
    return table(rows).encode("cp1252")


def _row(payment: Payment, number: int) -> list[str]:
    office = f"{payment.office[:4].upper()} - {payment.office}"
    purpose = payment.purpose + ("\nsee contract" if number % BROKEN == BROKEN - 1 else "")
    left = [office, "", payment.category, "", purpose, "", "", str(number % 3 + 1), "", f"SCI{payment.transaction}", ""]
    return [*left, payment.supplier, "", "", f"{payment.day:%d/%m/%Y}", "", minus_last(payment.net)]
