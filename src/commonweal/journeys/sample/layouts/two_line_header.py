"""A ledger whose header takes two lines: one merged Amount above, and Gross, VAT and Net beneath it."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, cells, plain, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "net"

HEADER: Final = (
    cells("Body Name|Date of Payment|Document Number|Amount|||Supplier Name|Directorate|Expenditure Type|Narrative"),
    cells("|||Gross|VAT|Net||||"),
)


def write(sheet: Sheet) -> bytes:
    return table([*HEADER, *map(_row, sheet.payments)], end="\n").encode()


def _row(payment: Payment) -> list[str]:
    amounts = [plain(payment.gross), plain(payment.vat), plain(payment.net)]
    left = [payment.payer, f"{payment.day:%d/%m/%Y}", payment.transaction]
    return [*left, *amounts, payment.supplier, payment.office, payment.category, payment.purpose]
