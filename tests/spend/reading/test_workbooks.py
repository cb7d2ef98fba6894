"""Workbooks: xlsx, xls, ods and xlsb give the same payments, from every sheet, at the lines a spreadsheet shows."""

import io
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

import openpyxl
import pytest
import xlwt
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from .binary_workbook import xlsb
from .reading_of import reading

Rows = Sequence[Sequence[Any]]
Sheets = dict[str, Rows]

HEADER = ["Supplier", "Net Amount", "Payment Date", "Description"]
ROWS: Rows = [
    HEADER,
    ["Example Roofing Ltd", 1234.5, "03/05/2023", "Roof"],
    ["Marram Care Homes Limited", -20.0, "04/05/2023", "Care"],
    ["Total Gas & Power", 0.285, "14/05/2023", "Gas"],
]
PENCE = [123450, -2000, 29]


def xlsx(sheets: Sheets) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.worksheets[0])
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def xls(sheets: Sheets) -> bytes:
    book = xlwt.Workbook()
    for name, rows in sheets.items():
        sheet = book.add_sheet(name)
        for at, row in enumerate(rows):
            for column, cell in enumerate(row):
                sheet.write(at, column, cell)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def ods(sheets: Sheets) -> bytes:
    book = OpenDocumentSpreadsheet()
    for name, rows in sheets.items():
        table = Table(name=name)
        for row in rows:
            line = TableRow()
            for cell in row:
                number = isinstance(cell, float)
                made = TableCell(valuetype="float", value=cell) if number else TableCell(valuetype="string")
                made.addElement(P(text=str(cell)))
                line.addElement(made)
            table.addElement(line)
        book.spreadsheet.addElement(table)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    "write", [xlsx, xls, ods, lambda sheets: xlsb(sheets["May"])], ids=["xlsx", "xls", "ods", "xlsb"]
)
def test_every_kind_of_workbook_gives_the_same_payments(write: Callable[[Sheets], bytes]) -> None:
    found = reading(write({"May": ROWS}), name="sandport-2023-05.bin")  # its bytes say what it is, not its name
    assert found.refused is None
    assert found.payments["pence"].to_list() == PENCE
    assert found.payments["date"].to_list() == [date(2023, 5, 3), date(2023, 5, 4), date(2023, 5, 14)]
    assert found.payments.select("sheet", "line").rows() == [("May", 2), ("May", 3), ("May", 4)]


@pytest.mark.parametrize("write", [xlsx, xls, ods], ids=["xlsx", "xls", "ods"])
def test_every_sheet_is_read(write: Callable[[Sheets], bytes]) -> None:
    other = [
        ["Amount", "Paid", "Payee"],
        [5.0, "01/06/2023", "Dunes Legal LLP"],
        [6.0, "20/06/2023", "Dunes Legal LLP"],
    ]
    found = reading(write({"May": ROWS, "June": other, "Notes": [["Payments over £500"]]}))
    assert found.payments["pence"].sum() == sum(PENCE) + 1100
    assert (found.tables, found.rows) == (2, 8)
    assert any(warning.startswith("sheet 'Notes' was left out") for warning in found.warnings)


def test_a_page_without_a_header_carries_on_the_page_before_it() -> None:
    first = [
        ["Doc Date", "Paid Date", "Payee", "£ (net)", "Unrecoverable VAT", "Category"],
        *[
            [
                f"{day:02d}/10/2023",
                f"{day + 1:02d}/11/2023",
                f"Example {day} Ltd",
                f"{day},000",
                20.0 * (day % 2),
                "Rent",
            ]
            for day in range(1, 9)
        ],
    ]
    second = [
        ["", "", "Sandport Town Council", "", ""],
        *[
            [f"{day:02d}/10/2023", f"{day + 1:02d}/11/2023", f"Example {day} Ltd", f"{day},000", "Works"]
            for day in range(9, 16)
        ],
    ]
    found = reading(xlsx({"Page 1": first, "Page 2": second}))
    assert found.payments["pence"].to_list() == [day * 100_000 for day in range(1, 16)]
    assert found.payments["category"].to_list() == ["Rent"] * 8 + ["Works"] * 7
    assert found.payments["payment_date"].dt.month().unique().to_list() == [11]


def test_lines_are_those_a_spreadsheet_shows() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "May"
    for at, row in enumerate(ROWS):
        for column, cell in enumerate(row):
            sheet.cell(row=5 + at, column=3 + column, value=cell)
    sheet.cell(row=9, column=3, value="Example Ltd")
    sheet.cell(row=9, column=4, value="########")
    sheet.cell(row=9, column=5, value="15/05/2023")
    buffer = io.BytesIO()
    book.save(buffer)
    found = reading(buffer.getvalue(), name="may.xlsx")
    assert found.payments["line"].to_list() == [6, 7, 8]
    assert [problem.where for problem in found.problems] == ["may.xlsx, sheet 'May', line 9"]


def test_true_dates_and_formatted_numbers() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADER)
    for day in (3, 4):
        sheet.append(["Example Roofing Ltd", 1234.5600000000002, datetime(2023, 5, day, 1), "Roof"])  # noqa: DTZ001
        sheet.cell(row=sheet.max_row, column=2).number_format = "£#,##0"
    buffer = io.BytesIO()
    book.save(buffer)
    found = reading(buffer.getvalue())
    assert found.payments["pence"].to_list() == [123456, 123456]
    assert found.payments["date"].to_list() == [date(2023, 5, 3), date(2023, 5, 4)]


def test_a_hidden_sheet_is_read_and_mentioned_and_a_copy_is_counted_once() -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx({"May": ROWS, "Old": ROWS})))
    book["Old"].sheet_state = "hidden"
    buffer = io.BytesIO()
    book.save(buffer)
    found = reading(buffer.getvalue())
    assert found.payments["sheet"].to_list() == ["May"] * 3
    assert found.reasons()["repeats payments listed elsewhere in the file"] == 3
    assert "sheet 'Old' is hidden in the workbook, and was read" in found.warnings
    assert "sheet 'Old' repeats payments listed elsewhere in the file, and was set aside" in found.warnings


def test_sheets_that_are_alike_but_name_no_days_may_both_be_meant() -> None:
    rents = [["Supplier", "Amount", "Purpose"], *(["Example Homes Ltd", 100.5 + at, "Rent"] for at in range(4))]
    found = reading(xlsx({"May": rents, "June": rents}))
    assert found.payments.height == 8
    assert "sheets 'May' and 'June' hold the same amounts in the same order; is one a copy?" in found.warnings


def test_copies_of_months_and_the_sheet_that_gathers_them() -> None:
    later = [ROWS[0], *([name, amount, day.replace("/05/", "/06/"), *rest] for name, amount, day, *rest in ROWS[1:])]
    both = [*ROWS, *later[1:]]
    found = reading(xlsx({"May": ROWS, "June": later, "May again": ROWS, "Both": both}))
    assert found.payments["sheet"].unique(maintain_order=True).to_list() == ["May", "June"]
    assert found.reasons()["repeats payments listed elsewhere in the file"] == 9


def test_a_workbook_under_a_password() -> None:
    locked = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 600
    assert reading(locked).refused == "the workbook is under a password; save it without one"


def test_an_old_workbook_under_a_password() -> None:
    plain = xls({"May": ROWS})
    begins = (
        plain.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    )  # after the record that begins the workbook's globals
    locked = plain[:begins] + b"\x2f\x00\x06\x00\x00\x00\x12\x34\x56\x78" + plain[begins:-10]  # FILEPASS
    assert "under a password" in (reading(locked).refused or "")


def rewritten(content: bytes, member: str, change: Callable[[bytes], bytes]) -> bytes:
    """A workbook with one of its parts changed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            part = old.read(info)
            new.writestr(info.filename, change(part) if info.filename == member else part)
    return buffer.getvalue()


def test_a_cell_at_the_far_end_of_a_sheet_is_refused_before_it_is_held() -> None:
    far = b'<row r="1048576"><c r="XFD1048576" t="str"><v>x</v></c></row></sheetData>'
    bomb = rewritten(xlsx({"May": ROWS}), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", far))
    assert "more than 702 columns" in (reading(bomb).refused or "")
    near = far.replace(b"XFD", b"ZZ")
    bomb = rewritten(xlsx({"May": ROWS}), "xl/worksheets/sheet1.xml", lambda xml: xml.replace(b"</sheetData>", near))
    assert "spreads over too many cells" in (reading(bomb).refused or "")


def test_a_cell_repeated_a_million_times_is_refused() -> None:
    bomb = rewritten(
        ods({"May": ROWS}),
        "content.xml",
        lambda xml: xml.replace(b"<table:table-cell ", b'<table:table-cell table:number-columns-repeated="16384" ', 1),
    )
    assert "repeats its cells too often" in (reading(bomb).refused or "")


def test_a_workbook_that_unpacks_to_a_monster_is_refused() -> None:
    bomb = rewritten(xlsx({"May": ROWS}), "xl/worksheets/sheet1.xml", lambda xml: xml + b" " * (64 << 20))
    assert reading(bomb).refused == "the workbook would unpack to far more than it should hold"


def test_a_damaged_workbook_is_refused() -> None:
    assert "damaged" in (reading(xlsx({"May": ROWS})[:2000]).refused or "")
    broken = rewritten(xlsx({"May": ROWS}), "xl/workbook.xml", lambda _: b"<nonsense")
    assert "damaged" in (reading(broken).refused or "")


def test_an_error_of_the_spreadsheet_is_an_amount_lost() -> None:
    errors = ["#REF!", "#N/A", "#VALUE!", "#DIV/0!", "#NAME?"]
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "May & June"
    rows = [*ROWS, *(["Example Ltd", error, "15/05/2023", "Roof"] for error in errors)]
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.cell(row=3 + at, column=3 + column, value=cell)  # where a sheet has blank rows and columns before it
    buffer = io.BytesIO()
    book.save(buffer)
    found = reading(buffer.getvalue(), name="may.xlsx")
    assert found.payments["pence"].to_list() == PENCE
    assert found.reasons()["amount lost"] == len(errors)
    assert found.problems[0].where == "may.xlsx, sheet 'May & June', line 7"


def test_gross_never_stands_for_a_net_amount_that_is_lost() -> None:
    rows = [["Supplier", "Date", "Net", "Gross"], *(["Example Ltd", "03/05/2023", 4.5, 5.4] for _ in range(3))]
    found = reading(xlsx({"May": [*rows, ["Dunes LLP", "04/05/2023", "#REF!", 6.0]]}))
    assert found.payments["pence"].to_list() == [450] * 3
    assert found.reasons()["amount lost"] == 1
