"""A year's workbook with a sheet a month: three ways of heading the same columns, a stray column, dates and amounts as
true numbers, supplier numbers in brackets behind the names."""

from itertools import groupby
from typing import Final

from commonweal.journeys.sample.layouts.sheet import Sheet
from commonweal.journeys.sample.ledger import Payment
from commonweal.journeys.sample.workbook import Cell, workbook

ENDING: Final = ".xlsx"
BASIS: Final = "net"

HEADERS: Final = (
    ("Date Paid", "Supplier", "Net Amount", "Expense Type"),
    ("DATE", "* SUPPLIER", "NET AMOUNT", "EXPENDITURE TYPE", "Column1"),
    ("Date", "SUPPLIER FINAL", "Net Amount (£)", "Expense type"),
)


def write(sheet: Sheet) -> bytes:
    months = groupby(sheet.payments, key=lambda payment: f"{payment.day:%b %Y}")
    return workbook({name: _rows(list(month), n) for n, (name, month) in enumerate(months)})


def _rows(payments: list[Payment], number: int) -> list[list[Cell]]:
    header: list[Cell] = list(HEADERS[number % len(HEADERS)])
    rows: list[list[Cell]] = [[one.day, one.supplier, one.net, one.category] for one in payments]
    return [header, *rows]
