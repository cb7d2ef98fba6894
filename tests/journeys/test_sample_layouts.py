"""Ten layouts, each with the mess of a kind of finance system; read back here by hand, without the reader."""

import io
from datetime import date

import pytest

from commonweal.journeys.sample.layouts import LAYOUTS
from commonweal.journeys.sample.layouts.sheet import Sheet, brackets, commas, minus_last, plain, serial
from commonweal.journeys.sample.ledger import Payment
from commonweal.journeys.sample.payers import payers


def paid(net: int, day: date = date(2024, 4, 15), supplier: str = "Samphire Bakery Ltd") -> Payment:
    what = ("Property and Schools", "Catering and Provisions", "School meals")
    return Payment("Ormscar Council", supplier, "123456", net, net // 5, day, *what, False, f"{abs(net):08d}")


SHEET = Sheet("Ormscar Council", (paid(123450), paid(-10000), paid(5_000_000_05, date(2024, 6, 30))))


@pytest.mark.parametrize(
    ("way", "pounds", "credit"),
    [
        (plain, "1234.50", "-1234.50"),
        (commas, "1,234.50", "-1,234.50"),
        (minus_last, "1,234.50", "1,234.50-"),
        (brackets, "1,234.50", "(1,234.50)"),
    ],
)
def test_ways_of_writing_an_amount(way, pounds: str, credit: str) -> None:  # type: ignore[no-untyped-def]
    assert (way(123450), way(-123450), way(5)) == (pounds, credit, "0.05")


def test_a_serial_date_counts_the_days_as_spreadsheets_do() -> None:
    assert (serial(date(1900, 3, 1)), serial(date(2024, 4, 1))) == ("61", "45383")


def test_ten_layouts_and_each_is_some_payer_s() -> None:
    assert len(LAYOUTS) == 10
    assert set(LAYOUTS) == {payer.layout for payer in payers()}


def text(layout: str, sheet: Sheet = SHEET, encoding: str = "cp1252") -> list[str]:
    return LAYOUTS[layout].write(sheet).decode(encoding).splitlines()


def test_spacer_columns_puts_the_minus_last_and_in_later_files_the_header_too() -> None:
    first, *rows = text("spacer_columns")
    assert first.startswith("Directorate,,Expense Type,,")
    assert rows[1].endswith(",,15/04/2024,,100.00-")
    assert text("spacer_columns", Sheet("x", SHEET.payments, turn=18))[-1] == first


def test_two_line_header_names_the_amounts_on_its_second_line() -> None:
    assert text("two_line_header")[1:3] == [
        ",,,Gross,VAT,Net,,,,",
        "Ormscar Council,15/04/2024,00123450,1481.40,246.90,1234.50,Samphire Bakery Ltd,Property and Schools,"
        "Catering and Provisions,School meals",
    ]


def test_carriage_returns_has_no_line_feed_serial_dates_and_loses_what_does_not_fit() -> None:
    content = LAYOUTS["carriage_returns"].write(Sheet("x", SHEET.payments, lost=frozenset({"00123450"})))
    assert b"\n" not in content
    assert b"Net Amount (\xa3)\r" in content
    assert content.split(b"\r")[1].endswith(b",45397,########")


def test_period_in_words_gives_no_date_but_the_quarter() -> None:
    first, *rows = text("period_in_words", encoding="utf-8-sig")
    assert first.startswith("Quarter,")
    assert rows[1].startswith("April 2024-June 2024,")
    assert ",(100.00)," in rows[1]


def test_report_query_muddles_its_mark_and_prints_a_total_that_may_be_wrong() -> None:
    lines = text("report_query", Sheet("x", SHEET.payments[:2], misprint=100), encoding="utf-8")
    assert lines[0] == "ï»¿Payments report"
    assert lines[1].startswith('"sql select')
    assert lines[-2].startswith(',,,Grand Total,"1,135.50"')


def test_repeated_header_moves_its_columns_when_the_month_turns() -> None:
    lines = text("repeated_header")
    headers = [line for line in lines if line.startswith("Body,")]
    assert len(headers) == 2
    assert sorted(headers[0].split(",")) == sorted(headers[1].split(","))
    assert headers[0] != headers[1]
    assert lines[-300:] == ["," * 7] * 300


def test_department_of_health_is_filled_in_two_ways() -> None:
    assert ",15-APR-2024 ," in text("department_of_health")[1]
    abroad = Payment(
        *("Skirlside Community and Mental Health NHS Trust", "Tern Fostering Ltd", "1", 100, 20, date(2024, 6, 30)),
        *("Community Services", "Rent", "Rent", False, "1"),
    )
    assert ",6/30/2024," in text("department_of_health", Sheet("x", (abroad,)))[1]


def test_misnamed_columns_hides_the_name_under_supplier_id_beside_a_fiscal_period() -> None:
    header, row, *_ = text("misnamed_columns")
    assert header.split(",")[6] == "Supplier ID (T)"
    assert row.split(",")[5:7] == ["202401", "Samphire Bakery Ltd"]
    assert row.count(",") > header.count(",") + 1  # one is in the amount
    assert row.endswith(",#N/A")


def test_unicode_text_is_utf_16_with_two_columns_of_one_name() -> None:
    header, row, *_ = LAYOUTS["unicode_text"].write(SHEET).decode("utf-16").splitlines()
    cells = dict(zip(range(9), row.split("\t"), strict=True))
    assert header.split("\t")[3:5] == ["Supplier Name"] * 2
    assert (cells[3], cells[4]) == ("123456", "Samphire Bakery Ltd")


def test_monthly_sheets_opens_in_a_program_that_is_not_ours() -> None:
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(io.BytesIO(LAYOUTS["monthly_sheets"].write(SHEET)))
    assert book.sheetnames == ["Apr 2024", "Jun 2024"]
    rows = list(book["Apr 2024"].values)
    assert rows[0] == ("Date Paid", "Supplier", "Net Amount", "Expense Type")
    assert rows[1][0].date() == date(2024, 4, 15)
    assert rows[1][2] == 1234.5
    assert book["Jun 2024"].max_column == 5  # the stray "Column1"
