"""What is a payment and what is none: amounts, totals, notes, shifted cells, and the days of payments."""

from datetime import date

import polars as pl
import pytest

from .reading_of import reading

TIDY = "Supplier,Amount,Date\nExample Roofing Ltd,100.00,01/04/2023\nDunes Legal LLP,200.00,13/04/2023\n"


def found(text: str) -> list[tuple[object, ...]]:
    """Supplier, pence and day of each payment."""
    return reading(text).payments.select("supplier", "pence", "date").rows()


BOTH = [("Example Roofing Ltd", 10000, date(2023, 4, 1)), ("Dunes Legal LLP", 20000, date(2023, 4, 13))]


# Amounts: which one, and what is none


def test_net_before_gross_before_unstated() -> None:
    text = (
        "Payee,Gross,VAT,Net,Paid\nExample Ltd,120.00,20.00,100.00,01/04/2023\nDunes LLP,60.00,10.00,50.00,02/04/2023\n"
    )
    result = reading(text)
    assert (result.amount_column, result.amount_basis) == ("Net", "net")
    assert result.payments.select("net", "vat", "gross", "pence").rows() == [
        (10000, 2000, 12000, 10000),
        (5000, 1000, 6000, 5000),
    ]
    assert reading(text.replace("Net", "Notes")).amount_basis == "gross"


def test_sums_tell_net_from_gross_where_names_lie() -> None:
    rows = "".join(f"Example {n} Ltd,{n * 12}.00,{n * 2}.00,{n * 10}.00,{n:02d}/04/2023\n" for n in range(1, 10))
    result = reading("Supplier,Net Amount,VAT,Gross Amount,Date\n" + rows)  # the figures say the opposite
    assert result.columns["net"] == "Gross Amount"
    assert result.payments["pence"].sum() == sum(n * 1000 for n in range(1, 10))


def test_gross_less_vat_stands_in_for_an_empty_net_and_is_mentioned() -> None:
    text = (
        "Payee,Gross,VAT,Net,Paid\nExample Ltd,120.00,20.00,,01/04/2023\n"
        + "Dunes LLP,60.00,10.00,50.00,02/04/2023\n" * 6
    )
    result = reading(text)
    assert result.payments["pence"].to_list() == [10000, *[5000] * 6]
    assert any("1 payments have no net amount" in warning for warning in result.warnings)


def test_zero_negative_redacted_and_supplierless_amounts_are_payments() -> None:
    text = (
        "Supplier,Amount,Date\nExample Ltd,0.00,01/04/2023\nExample Ltd,(5.00),02/04/2023\n"
        "REDACTED,6.00,03/04/2023\n,7.00,14/04/2023\n"
    )
    payments = reading(text).payments
    assert payments["pence"].to_list() == [0, -500, 600, 700]
    assert payments["supplier_kind"].to_list() == ["named", "named", "redacted", "none"]
    assert payments["supplier"].to_list() == ["Example Ltd", "Example Ltd", None, None]


def test_a_lost_or_missing_amount_is_a_problem_and_never_zero() -> None:
    result = reading(
        TIDY + "Example Ltd,########,14/04/2023\nExample Ltd,see note,15/04/2023\nExample Ltd,,16/04/2023\n"
    )
    assert result.payments["pence"].to_list() == [10000, 20000]
    assert result.reasons() == {"amount lost": 1, "amount not readable": 1, "header row": 1, "no amount": 1}
    assert [problem.where for problem in result.problems] == [
        f"sandport-2023-05.csv, line {line}" for line in (4, 5, 6)
    ]


# Totals, notes and copyright lines


@pytest.mark.parametrize(
    "row",
    [
        "Total,300.00,\n",
        "Grand Total,300.00,\n",
        ",300.00,Total\n",
        "TOTAL:,£300.00,\n",
        "Total payments for April,300.00,\n",
        ",300.00,\n",  # no label at all, but the sum of the rows above
    ],
)
def test_a_total_is_set_aside(row: str) -> None:
    result = reading(TIDY + row)
    assert result.payments["pence"].sum() == 30000
    assert result.reasons()["total, not a payment"] == 1
    assert not [warning for warning in result.warnings if "total" in warning]


@pytest.mark.parametrize("name", ["Total Gas", "Total Fitness Ltd", "Sub Total Signs", "Grand Hotel"])
def test_a_supplier_called_total_is_a_payment(name: str) -> None:
    assert found(TIDY + f"{name},300.00,14/04/2023\n") == [*BOTH, (name, 30000, date(2023, 4, 14))]


def test_totals_of_groups_and_of_all() -> None:
    rows = "Directorate,Supplier,Amount,Date\n" + "".join(
        f"{group},Example {n} Ltd,{n}.00,0{n}/04/2023\n" + (f"{group} Total,,{total}.00,\n" if total else "")
        for group, n, total in [("Adults", 1, 0), ("Adults", 2, 3), ("Place", 3, 0), ("Place", 4, 7)]
    )
    result = reading(rows + "Grand Total,,10.00,\n")
    assert result.payments["pence"].to_list() == [100, 200, 300, 400]
    assert result.reasons()["total, not a payment"] == 3
    assert not [warning for warning in result.warnings if "prints a total" in warning]


def test_a_printed_total_that_differs_is_a_warning_with_both_figures() -> None:
    (warning,) = [told for told in reading(TIDY + "Grand Total,350.00,\n").warnings if "total" in told]
    assert warning == (
        "sandport-2023-05.csv, line 4: the file prints a total of £350.00, but its rows add up to £300.00: "
        "£50.00 more than the rows listed"
    )


@pytest.mark.parametrize(("figure", "told"), [("£300.00", 0), ("£350.00", 1)])
def test_a_total_above_the_table_is_compared_too(figure: str, told: int) -> None:
    result = reading(f"Total spend,{figure}\n\n{TIDY}")
    assert result.payments["pence"].sum() == 30000
    assert result.reasons()["total, not a payment"] == 1
    assert len([warning for warning in result.warnings if "prints a total" in warning]) == told


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        (",© Sandport City Council 2023,\n", "copyright line"),
        ("Crown copyright reserved,,\n", "copyright line"),
        ("Payments to individuals are not shown,,\n", "note, not a payment"),
        ("End of report\n", "note, not a payment"),
        (",,\n", "blank row"),
        ("\n", "blank row"),
        ("Supplier,Amount,Date\n", "header row"),
        (",17.00,\n", "a figure alone in its row"),
    ],
)
def test_what_is_no_payment_is_set_aside_with_its_reason(row: str, reason: str) -> None:
    result = reading(TIDY + row)
    assert result.payments.height == 2
    assert result.set_aside.filter(pl.col("line") == 4)["reason"].to_list() == [reason]


@pytest.mark.parametrize(
    "row",
    [
        "Marram, Sons & Co,300.00,14/04/2023\n",  # a comma without quotation marks pushes the cells to the right
        "Example Ltd,1,300.00,14/04/2023\n",  # and here it would make 1,300.00 into 1
    ],
)
def test_shifted_cells_are_a_problem_and_nothing_is_guessed(row: str) -> None:
    result = reading(TIDY + TIDY.split("\n", 1)[1] * 5 + row)
    assert result.reasons() == {"cells are shifted": 1, "header row": 1}
    assert [problem.where for problem in result.problems] == ["sandport-2023-05.csv, line 14"]


def test_a_table_of_sums_beside_the_payments_is_not_counted_again() -> None:
    sums = "\n\nSupplier,Total\nExample Roofing Ltd,100.00\nDunes Legal LLP,200.00\nGrand Total,300.00\n"
    result = reading(TIDY + sums)
    assert result.payments["pence"].sum() == 30000
    assert result.reasons()["repeats payments listed elsewhere in the file"] == 2


# Days


def test_the_file_says_the_order_of_its_days_or_it_is_british() -> None:
    assert found(TIDY.replace("13/04/2023", "5/4/2023"))[1][2] == date(2023, 4, 5)
    both = reading(TIDY + "Example Ltd,5.00,4/14/2023\n")  # proves the other order: what fits neither is a problem
    assert both.payments["date"].to_list() == [date(2023, 4, 1), date(2023, 4, 13), None]
    assert [problem.where for problem in both.problems] == ["sandport-2023-05.csv, line 4"]


def test_a_payment_has_the_day_it_was_paid_else_of_its_invoice_else_of_its_month() -> None:
    text = (
        "Supplier,Amount,Invoice Date,Payment Date,Period\nExample Ltd,1.00,01/02/2023,03/04/2023,May 2023\n"
        "Example Ltd,1.00,01/02/2023,,May 2023\nExample Ltd,1.00,,,May 2023\nExample Ltd,1.00,,,May 2023 - June 2023\n"
    )
    payments = reading(text).payments
    assert payments["month"].to_list() == ["2023-04", "2023-02", "2023-05", None]


def test_a_quarter_is_a_period_and_no_day() -> None:
    quarter = "July 2010-September 2010"
    result = reading(f"Supplier,Amount,Date\nExample Ltd,1.00,{quarter}\nDunes LLP,2.00,{quarter}\n")
    assert result.payments["date"].null_count() == 2
    assert result.span() == ("2010-07-01", "2010-09-30")
    assert result.columns["period"] == "Date"


def test_lost_days_are_one_warning_and_not_a_problem_each() -> None:
    result = reading(TIDY.replace("01/04/2023", "00:00:00").replace("13/04/2023", "######"))
    assert result.payments["date"].null_count() == 2
    assert result.problems == []
    assert any(warning.startswith("2 of 2 cells of the payment date give no day") for warning in result.warnings)
