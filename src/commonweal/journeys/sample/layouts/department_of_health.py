"""The layout that the Department of Health asks of its trusts, as two trusts fill it in: one writes its dates in the
order of the United States, the other in capitals with a space behind; amounts include the VAT that trusts must bear."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, cells, commas, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "gross"

HEADER: Final = cells(
    "Department Family|Entity|Date|Expense Type|Expense Area|Supplier|Transaction Number|Gross Amount"
)
UNITED_STATES_ORDER: Final = ("Skirlside Community and Mental Health NHS Trust",)


def write(sheet: Sheet) -> bytes:
    return table([HEADER, *map(_row, sheet.payments)]).encode("cp1252")


def _row(payment: Payment) -> list[str]:
    day, family = f"{payment.day:%d-%b-%Y} ".upper(), "DEPARTMENT OF HEALTH"
    if payment.payer in UNITED_STATES_ORDER:
        day, family = f"{payment.day.month}/{payment.day.day}/{payment.day.year}", "Department of Health"
    left = [family, payment.payer, day, payment.category, payment.office]
    return [*left, payment.supplier, payment.transaction, f"{commas(payment.gross)} "]
