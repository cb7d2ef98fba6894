"""Ways in which public bodies lay out their payments, each as the smallest file that shows it."""

import io
from datetime import date

import openpyxl
import pytest

from .reading_of import reading

HEADER = "Supplier,Date,Amount\n"
ROWS = "Example Roofing Ltd,01/04/2023,100.00\nDunes Legal LLP,13/04/2023,200.00\nDunes Legal LLP,14/04/2023,50.00\n"
TIDY = HEADER + ROWS

# How days are written


@pytest.mark.parametrize(
    "written",
    [
        "13th of April 2023",
        "13 Apr '23",
        "20230413",
        "13042023",
        "2023-04-13T00:00:00+01:00",
        "13\u00a0April\u00a02023",
    ],
)
def test_days_as_finance_systems_write_them(written: str) -> None:
    result = reading(f"Supplier,Payment Date,Amount\nExample Ltd,{written},1.50\nDunes LLP,{written},2.50\n")
    assert result.payments["date"].to_list() == [date(2023, 4, 13)] * 2


def test_a_payment_date_that_names_no_more_than_a_month_is_a_period() -> None:
    result = reading("Supplier,Payment Date,Amount\nExample Ltd,Apr-23,1.50\nDunes LLP,Apr-23,2.50\n")
    assert result.columns["period"] == "Payment Date"
    assert result.payments["month"].to_list() == ["2023-04"] * 2


def test_a_column_of_days_that_do_not_read_is_pointed_out() -> None:
    result = reading("Supplier,Payment Date,Amount\nExample Ltd,130423,1.50\nDunes LLP,140423,2.50\n")
    assert result.payments["date"].null_count() == 2
    assert any("'Payment Date' should say when" in warning for warning in result.warnings)


# How amounts are written


@pytest.mark.parametrize("pound", ["£", "Â£", "\ufffd", "?", "GBP ", "£\u00a0", "'"])
def test_a_pound_sign_may_be_lost_or_doubled(pound: str) -> None:
    text = f'Supplier,Date,"Amount ({pound})"\nExample Ltd,01/04/2023,"{pound}1,234.50"\nLLP,02/04/2023,{pound}5.00\n'
    assert reading(text).payments["pence"].to_list() == [123450, 500]


def test_text_that_was_encoded_twice_is_read_as_it_was_meant() -> None:
    meant = "Supplier,Date,Amount (£)\nExample & Söhne Ltd,01/04/2023,£5.00\n"
    result = reading(meant.encode().decode("cp1252"))
    assert result.payments["supplier"].to_list() == ["Example & Söhne Ltd"]
    assert result.amount_column == "Amount (£)"
    assert any("encoded twice" in warning for warning in result.warnings)


@pytest.mark.parametrize("written", ["£1.2k", "€500.00", "?5.00"])
def test_what_is_not_plainly_pounds_is_a_problem(written: str) -> None:
    result = reading(f"{TIDY}Example Ltd,20/04/2023,{written}\n")
    assert result.payments["pence"].sum() == 35000
    assert result.reasons()["amount not readable"] == 1


@pytest.mark.parametrize("header", ["Amount £000", "Spend (£'000s)", "Amount (£m)", "Amount in pence"])
def test_amounts_in_another_unit_are_never_read_as_pounds(header: str) -> None:
    assert reading(TIDY.replace("Amount", header)).refused


def test_a_thousands_comma_without_quotation_marks_never_makes_a_small_amount() -> None:
    rows = "".join(f"Example Ltd,{day:02}/04/2023,1,234.50\n" for day in range(1, 9))
    result = reading(HEADER + rows + "Dunes LLP,09/04/2023,999.00\n")
    assert result.payments["pence"].to_list() == [99900]
    assert result.reasons()["cells are shifted"] == 8


# What was paid back


@pytest.mark.parametrize(
    ("debit", "credit"), [("100.00,", ",40.00"), ("100.00,0.00", "0.00,40.00"), ("100.00,", ",-40.00")]
)
def test_credits_in_a_column_of_their_own_are_taken_off(debit: str, credit: str) -> None:
    rows = f"Example Ltd,01/04/2023,{debit}\n" * 5 + f"Example Ltd,02/04/2023,{credit}\n" * 4
    result = reading("Supplier,Date,Debit,Credit\n" + rows)
    assert result.payments["pence"].to_list() == [10000] * 5 + [-4000] * 4
    assert (result.columns["amount"], result.columns["credit"]) == ("Debit", "Credit")
    assert result.problems == []


def test_a_record_with_neither_debit_nor_credit_has_no_amount() -> None:
    rows = "Example Ltd,01/04/2023,5.00,\nDunes LLP,02/04/2023,,\nDunes LLP,02/04/2023,,####\n"
    assert reading("Supplier,Date,Debit,Credit\n" + rows).reasons() == {
        "amount lost": 1,
        "header row": 1,
        "no amount": 1,
    }


def test_a_column_of_credits_beside_plain_amounts_is_left_alone() -> None:
    result = reading("Supplier,Date,Amount,Credit\nExample Ltd,01/04/2023,5.00,1.00\nDunes LLP,02/04/2023,6.00,\n")
    assert result.payments["pence"].sum() == 1100
    assert "credit" not in result.columns


def test_the_amount_that_was_billed_comes_before_the_one_in_the_original_currency() -> None:
    header = "Merchant,Date,Original Gross Amt,Billing Gross Amt,Billing Net Amt,VAT\n"
    rows = "".join(f"Example Ltd,{day:02}/04/2023,120.00,120.00,100.00,20.00\n" for day in range(1, 8))
    assert reading(header + rows).columns["gross"] == "Billing Gross Amt"


# Totals and what is said beside them


@pytest.mark.parametrize(
    "row",
    [
        "Total (3 payments),,350.00",
        "Total payments over £500,30/04/2023,350.00",  # with the day on which it was drawn up
        "Total spend for April,30/04/2023,350.00",
    ],
)
def test_a_total_is_known_by_its_sum(row: str) -> None:
    result = reading(TIDY + row + "\n")
    assert result.payments["pence"].sum() == 35000
    assert result.reasons()["total, not a payment"] == 1


def test_the_sum_of_a_group_of_one_is_known_by_its_name() -> None:
    rows = "Dunes Legal LLP,13/04/2023,200.00\nDunes Legal LLP Total,,200.00\nTotal Gas Ltd,13/04/2023,7.00\n"
    result = reading(TIDY + rows)
    assert result.payments.height == 5
    assert result.reasons()["total, not a payment"] == 1


@pytest.mark.parametrize("words", ["Average", "Number of payments", "Of which capital", "Brought forward", "Count"])
def test_what_is_said_about_the_rows_is_a_note(words: str) -> None:
    result = reading(f"{TIDY}{words},,33.00\n")
    assert result.payments.height == 3
    assert result.reasons()["note, not a payment"] == 1


def test_a_note_under_a_header_is_no_part_of_it() -> None:
    result = reading("Supplier,Date,Amount\nNo payments over £500 this month,,\n")
    assert (result.refused, result.payments.height) == (None, 0)
    assert result.columns["supplier"] == "Supplier"


def test_a_header_with_nothing_under_it_is_a_month_without_payments() -> None:
    result = reading(HEADER)
    assert (result.refused, result.rows, result.payments.height) == (None, 1, 0)


# What is listed twice


def test_sums_of_the_largest_suppliers_are_not_counted_again() -> None:
    names = [f"Example {letter} Ltd" for letter in "ABCDEF"]
    rows = "".join(f"{name},0{day}/04/2023,{day}0.00\n" for name in names for day in (1, 2))
    top = "\n\nSupplier,Month,Total\n" + "".join(f"{name},Apr-23,30.00\n" for name in names[:4])
    result = reading(HEADER + rows + top)
    assert result.payments["pence"].sum() == 6 * 3000
    assert result.reasons()["repeats payments listed elsewhere in the file"] == 4
    assert any("was set aside" in warning for warning in result.warnings)


def test_two_lists_side_by_side_are_refused_and_not_read_by_half() -> None:
    rows = "Example Ltd,01/04/2023,5.00,,Dunes LLP,02/04/2023,6.00\nLLP,01/04/2023,5.50,,Dunes LLP,02/04/2023,6.50\n"
    result = reading("Supplier,Date,Amount,,Supplier,Date,Amount\n" + rows)
    assert result.refused is not None
    assert "side by side" in result.refused


# What is no list of payments


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (
            "Date Awarded,Recipient Organisation,Purpose of Grant,Amount Awarded",
            "0{}/04/2023,Example CIC,Garden,500.50",
        ),
        ("Quarter,Supplier,Number of invoices,Average days to pay", "Q1 2023/24,Example {} Ltd,12,14.5"),
    ],
)
def test_awards_and_performance_are_no_payments(header: str, row: str) -> None:
    assert reading(header + "\n" + "".join(row.format(at) + "\n" for at in range(1, 9))).refused


def test_a_sheet_that_gathers_the_sheets_of_months_is_set_aside() -> None:
    book = openpyxl.Workbook()
    months = {"April": 4, "May": 5}
    for name, sheets in {"April": ["April"], "May": ["May"], "Both": ["April", "May"]}.items():
        sheet = book.create_sheet(name)
        sheet.append(["Supplier", "Date", "Amount"])
        for month in sheets:
            for day in range(1, 6):
                sheet.append(["Example Ltd", date(2023, months[month], day), 100 * months[month] + day])
    del book["Sheet"]
    content = io.BytesIO()
    book.save(content)
    result = reading(content.getvalue(), "sandport.xlsx")
    assert result.payments["sheet"].unique(maintain_order=True).to_list() == ["April", "May"]
    assert result.reasons()["repeats payments listed elsewhere in the file"] == 10
