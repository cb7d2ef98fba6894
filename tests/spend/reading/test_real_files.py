"""Every real file reproduces the control total that an independent reader found in it, or rightly differs."""

import re
from pathlib import Path
from typing import NamedTuple

import polars as pl
import pytest

from .reading_of import reading_of_file

CONTROL = re.compile(
    r"^\| (?P<file>[\w.-]+\.(?:csv|xlsx|ods)) \| (?P<rows>\d+).*?"
    r"\| (?P<payments>\d+) payments, (?P<pounds>[\d,]+\.\d\d)",
    re.M,
)


class Read(NamedTuple):
    """What we read of a file, beside its control: the days it spans, and the column its amounts come from."""

    file: str
    first: str | None
    last: str | None
    amount: str
    payer: str  # the first one


FILES = [
    Read("bradford-2018-01.csv", "2018-01-02", "2018-01-30", "Net Amount", "Bradford"),
    Read("cabinet-office-2022-07.csv", "2022-07-01", "2022-07-29", "Amount", "CABINET OFFICE"),
    Read("calderdale-2019-04.csv", "2019-04-01", "2019-04-30", "Net Amount", "The Borough of Calderdale"),
    Read("darlington-2010-09.csv", "2010-07-01", "2010-09-30", "Invoice Line Value (net of VAT)", "Darlington"),
    Read("darlington-2013-02.csv", None, None, "Invoice Line Value (net of VAT)", "Darlington"),
    Read("gateshead-2016-07.csv", "2016-07-01", "2016-07-29", "Amount", "Gateshead"),
    Read("gla-london-2015-p05.csv", "2015-07-27", "2015-08-21", "Amount", "GLA London"),
    Read("harrogate-2016-12.csv", "2016-12-05", "2016-12-28", "Net Amount", "Harrogate Borough Council"),
    Read("hyndburn-2017-01.csv", "2017-01-04", "2017-01-31", "Net Amount(£)", "Hyndburn"),
    Read("hyndburn-2019-08.csv", "2019-07-12", "2019-08-31", "Net Amount(£)", "Hyndburn"),
    Read("hyndburn-2021-10.csv", "2021-09-17", "2021-10-31", "Net Amount(£)", "Hyndburn"),
    Read("hyndburn-2022-09.csv", "2022-08-11", "2022-09-30", "Net Amount", "Hyndburn"),
    Read("hyndburn-2023-04.csv", "2023-03-14", "2023-04-30", "Net Amount (£)", "Hyndburn"),
    Read("hyndburn-2025-02.csv", "2025-02-04", "2025-02-27", "Amount Paid", "Hyndburn"),
    Read("hyndburn-2025-09.csv", "2025-09-02", "2025-09-30", "Amount Paid", "Hyndburn"),
    Read("lancashire-fire-2023-24.xlsx", "2023-02-15", "2024-03-28", "Amount", "Lancashire Fire"),
    Read("lancashire-pcc-2018-19.xlsx", "2018-04-03", "2019-03-29", "Total Invoice Amount", "Lancashire PCC"),
    Read("lancashire-pcc-2021-22.xlsx", "2021-04-01", "2022-03-31", "Total Invoice Amount", "Lancashire PCC"),
    Read("leeds-2010-12.csv", "2010-11-01", "2010-12-31", "Net amount", "Leeds City Council"),
    Read("leeds-2011-06.csv", "2011-05-04", "2011-06-30", "Net amount", "East - North East"),
    Read("leeds-2012-11.csv", "2012-10-01", "2012-11-30", "NetAmount", "Leeds City Council"),
    Read("manchester-2022-05.csv", "2022-05-03", "2022-05-31", "Net Amount", "Manchester City Council"),
    Read("network-rail-2017-01.csv", "2017-01-01", "2017-01-31", "Spend", "Network Rail"),
    Read("newcastle-2022-08.csv", "2022-08-01", "2022-08-31", "Total (excludes VAT)", "Newcastle"),
    Read(
        "nhs-chelsea-westminster-2020-04.csv",
        "2020-04-02",
        "2020-04-29",
        "amount",
        "Chelsea & Westminster NHS Foundation Trust",
    ),
    Read("nhs-croydon-2020-04.csv", "2020-04-02", "2020-04-28", "amount", "NHS Croydon"),
    Read(
        "nhs-epsom-st-helier-2020-04.csv", "2020-04-30", "2020-04-30", "amount", "Epsom & ST Helier University Hospital"
    ),
    Read(
        "nhs-hillingdon-2019-11-to-2020-06.xlsx",
        "2019-11-06",
        "2020-05-28",
        "Amount",
        "The Hillingdon Hospital NHS Trust",
    ),
    Read("nhs-imperial-2020-04.csv", "2020-04-02", "2020-04-28", "Amount", "Imperial College Healthcare NHS Trust"),
    Read("nhs-kingston-2021-03.csv", "2019-03-05", "2021-03-23", "amount", "KINGSTON HOSPITAL NHS TRUST"),
    Read(
        "nhs-lewisham-greenwich-2020-04.csv", "2020-04-30", "2020-04-30", "Amount", "Lewisham and Greenwich NHS Trust"
    ),
    Read("nhs-sw-london-ccg-2020-04.csv", None, None, "Amount", "NHS South West London CCG"),
    Read("nhs-tower-hamlets-ccg-2020-06.csv", "2020-06-30", "2020-06-30", "amount", "NHS Tower Hamlets CCG"),
    Read("oxford-apr-jun-2014.csv", None, None, "Amount", "Oxford City Council"),
    Read("oxford-apr-jun-2016.csv", "2016-04-01", "2016-06-28", "amount", "Oxford City Council"),
    Read("oxford-jul-sep-2017.csv", "2017-07-04", "2017-09-29", "Amount", "OCC"),
    Read("salford-2011-08.csv", "2011-08-01", "2011-08-31", "Net", "Salford City Council"),
    Read("salford-2018-11.csv", "2018-11-01", "2018-11-30", "Net", "Salford City Council"),
    Read("sutton-coldfield-tc-2017-18-q3.xlsx", "2017-10-23", "2017-12-21", "£ (net)", "Sutton Coldfield TC"),
    Read("sutton-coldfield-tc-2017-18.ods", "2017-04-19", "2018-03-26", "£ (net)", "Sutton Coldfield TC"),
    Read("wakefield-2014-q1.csv", "2014-04-01", "2014-06-30", "Net Amount", "Wakefield MDC"),
]

# Where we rightly read more than the control: rows, payments, pence, and why.
DIFFERS = {
    "salford-2018-11.csv": (1454, 1452, 2_025_228_346, "the control adds up the gross column; we use net before gross"),
    "sutton-coldfield-tc-2017-18-q3.xlsx": (
        55,
        51,
        15_579_200,
        "the control counts the first sheet only; the second page carries on without a header, one column fewer",
    ),
    "sutton-coldfield-tc-2017-18.ods": (
        218,
        215,
        90_973_763,
        "the control's reader skips the one blank row between the payments and the note below them",
    ),
}


@pytest.fixture(scope="module")
def controls(published: Path) -> dict[str, tuple[int, int, int]]:
    """For each file: rows, payments and pence as its README has them."""
    text = (published / "README-economy.md").read_text("utf-8")
    return {
        match["file"]: (int(match["rows"]), int(match["payments"]), int(re.sub(r"\D", "", match["pounds"])))
        for match in CONTROL.finditer(text)
    }


@pytest.mark.parametrize("expected", FILES, ids=lambda expected: expected.file)
def test_the_control_total_of_every_published_file(
    expected: Read, published: Path, controls: dict[str, tuple[int, int, int]]
) -> None:
    found = reading_of_file(published / "spend" / expected.file)
    assert found.refused is None
    figures = (found.rows, found.payments.height, int(found.payments["pence"].sum()))
    assert figures == (DIFFERS[expected.file][:3] if expected.file in DIFFERS else controls[expected.file])
    assert (*found.span(), found.amount_column, found.payers[0]) == expected[1:]


def test_no_published_file_is_forgotten(published: Path) -> None:
    assert {path.name for path in (published / "spend").iterdir()} == {expected.file for expected in FILES}


def test_the_matched_year_of_a_council(published: Path) -> None:
    found = reading_of_file(published / "matched" / "bolton-2019.csv")
    column = pl.read_csv(published / "matched" / "bolton-2019.csv", infer_schema=False)["amount"]
    assert found.payments.height == column.len() == 17_035
    assert found.payments["pence"].sum() == column.cast(pl.Decimal(scale=2)).sum() * 100
    assert found.columns["supplier"] == "beneficiary_name"
    assert found.columns["company_number"] == "company_number"


def test_gross_of_a_two_line_header_is_kept_beside_net(published: Path) -> None:
    found = reading_of_file(published / "spend" / "salford-2018-11.csv")
    assert found.payments["gross"].sum() == 2_151_828_095
    assert (found.payments["net"] + found.payments["vat"] - found.payments["gross"]).abs().max() <= 1


@pytest.mark.parametrize(
    ("file", "field", "header"),
    [
        ("gateshead-2016-07.csv", "supplier", "Supplier ID (T)"),  # the name stands under "ID"
        ("gateshead-2016-07.csv", "supplier_number", "Supplier Ref"),
        ("calderdale-2019-04.csv", "payer", "Organisation Name"),  # and not "Body", which holds addresses of pages
        ("nhs-croydon-2020-04.csv", "department", "Expense area"),
        ("nhs-tower-hamlets-ccg-2020-06.csv", "supplier", "Supplier"),
        ("wakefield-2014-q1.csv", "payment_date", "Payment Date"),  # and not "Effective Date"
        ("oxford-jul-sep-2017.csv", "capital_or_revenue", "Type of Expenditure"),
        ("hyndburn-2025-02.csv", "line", "Line"),
        ("nhs-kingston-2021-03.csv", "period", "Month"),
        ("network-rail-2017-01.csv", "invoice_date", "Invoice GL Date"),
    ],
)
def test_columns_under_misleading_names(published: Path, file: str, field: str, header: str) -> None:
    assert reading_of_file(published / "spend" / file).columns[field] == header


def test_two_columns_of_one_name_are_told_apart_by_what_they_hold(published: Path) -> None:
    found = reading_of_file(published / "spend" / "harrogate-2016-12.csv")
    assert (found.mapping["supplier_number"], found.mapping["supplier"]) == ("c8", "c9")


def test_one_file_holds_several_payers(published: Path) -> None:
    assert len(reading_of_file(published / "spend" / "leeds-2010-12.csv").payers) == 6


def test_a_fiscal_period_is_read_by_the_days_beside_it(published: Path) -> None:
    periods = reading_of_file(published / "spend" / "gateshead-2016-07.csv").payments["period_from"]
    assert [day.isoformat() for day in periods.unique()] == ["2016-07-01"]  # written 201604


def test_lost_amounts_are_problems_and_lost_days_one_warning(published: Path) -> None:
    found = reading_of_file(published / "spend" / "nhs-sw-london-ccg-2020-04.csv")
    assert found.reasons() == {"amount lost": 11, "header row": 1}
    assert len(found.problems) == 11
    assert found.problems[0].where == "nhs-sw-london-ccg-2020-04.csv, line 143"
    assert any("1,287 of 1,287 cells of the payment date" in warning for warning in found.warnings)


def test_a_printed_total_is_compared(published: Path) -> None:
    found = reading_of_file(published / "spend" / "network-rail-2017-01.csv")
    assert found.reasons() == {"copyright line": 1, "header row": 1, "total, not a payment": 1}
    assert any("£558,918,743.19" in warning and "£527,269,048.94" in warning for warning in found.warnings)


@pytest.mark.parametrize("folder", ["registers", "codes", "places", "contracts", "land", "sortition", "deliberation"])
def test_files_that_are_no_payments_are_refused_with_the_reason(published: Path, folder: str) -> None:
    for path in sorted((published / folder).rglob("*")):
        if path.suffix in {".csv", ".xlsx", ".xls", ".json", ".geojson"}:
            assert reading_of_file(path).refused, f"{path.name} was taken for payments"


def test_a_register_of_contracts_is_called_one(published: Path) -> None:
    found = reading_of_file(published / "contracts" / "sutton-coldfield-tc-contracts-2017-18.xlsx")
    assert found.refused is not None
    assert "register of contracts" in found.refused
