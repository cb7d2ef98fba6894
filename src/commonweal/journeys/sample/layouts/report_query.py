"""A report that prints the query it came from above its header, starts two columns in, bears a byte order mark encoded
twice, and ends in a total and a note."""

from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet, cells, commas, table
from commonweal.journeys.sample.ledger import Payment

ENDING: Final = ".csv"
BASIS: Final = "net"

MARK: Final = "\ufeff".encode().decode("cp1252")  # UTF-8's mark read as cp1252; encoding it again makes the muddle
TITLE: Final = "Payments report"
QUERY: Final = (
    "select p.pay_date, s.full_name, l.net_value, d.dept_name, a.acct_name, p.doc_no from payments p, ledger l",
    "inner join suppliers s on s.supp_id = p.supp_id and s.site = p.site",
    "inner join departments d on d.dept_id = l.dept_id where l.net_value >= 250 or l.net_value < 0",
)
HEADER: Final = cells("||Date Paid|Supplier|Net Value|Directotate|Account|Narrative|Doc No|Rev/Cap")
NOTE: Final = "Payments of £250 and over. This council and all its payments are invented."


def write(sheet: Sheet) -> bytes:
    top = [[TITLE], *([f"sql {line}"] for line in QUERY), [], HEADER]
    total = sum(payment.net for payment in sheet.payments) + sheet.misprint
    foot = [[], ["", "", "", "Grand Total", commas(total), "", "", "", "", ""], ["", "", NOTE]]
    return (MARK + table([*top, *map(_row, sheet.payments), *foot])).encode()


def _row(payment: Payment) -> list[str]:
    left = ["", "", f"{payment.day:%d-%b-%Y}", payment.supplier, f" {commas(payment.net)} "]
    kind = "Capital" if payment.capital else "Revenue"
    return [*left, payment.office, payment.category, payment.purpose, payment.transaction, kind]
