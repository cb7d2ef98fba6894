"""Periods as finance systems write them, and the numbers that only a file's own days explain."""

from datetime import date

import pytest

from commonweal.spend.reading.periods import Manner, Numbering, manner_of, read_period

from .reading_of import reading

QUARTER = (date(2010, 7, 1), date(2010, 9, 30))
APRIL = (date(2023, 4, 1), date(2023, 4, 30))
YEAR = (date(2014, 4, 1), date(2015, 3, 31))


@pytest.mark.parametrize(
    ("written", "days"),
    [
        ("July 2010-September 2010", QUARTER),
        ("July - September 2010", QUARTER),
        ("Jul 10 to Sep 10", QUARTER),
        ("Q2 2010/11", QUARTER),  # the second quarter of a financial year that starts in April
        ("2010-11 Quarter 2", QUARTER),
        ("Apr-23", APRIL),
        ("April 2023", APRIL),
        ("2023 April", APRIL),
        ("04/2023", APRIL),
        ("2023-04", APRIL),
        ("01/04/2023", APRIL),  # a month shown by its first day
        ("45017", APRIL),  # the same as Excel counts it
        ("2014/15", YEAR),
        ("2014-15", YEAR),
        ("2014/2015", YEAR),
        ("FY 14/15", YEAR),
        ("Q4 2014/15", (date(2015, 1, 1), date(2015, 3, 31))),
        ("April 2023/24", APRIL),
        ("January 2022/23", (date(2023, 1, 1), date(2023, 1, 31))),
        ("Period 1 2023/24", APRIL),
        ("P12 2023/24", (date(2024, 3, 1), date(2024, 3, 31))),
        ("P13 2023/24", None),
        ("Month 4 2023/24", None),  # of the calendar, or of the financial year
        ("April 2023/25", None),
        ("", None),
        ("April", None),  # of which year
        ("P05", None),
        ("2016", None),  # calendar or financial
        ("Q2 2019", None),  # calendar or financial
        ("201604", None),  # April, or the fourth month of the financial year
        ("September 2010-July 2010", None),
        ("April 2199", None),
    ],
)
def test_periods_as_councils_write_them(written: str, days: tuple[date, date] | None) -> None:
    assert read_period(written) == days


@pytest.mark.parametrize(
    ("numbering", "month"),
    [
        (Numbering.CALENDAR, date(2016, 4, 1)),
        (Numbering.FINANCIAL, date(2016, 7, 1)),
        (Numbering.FINANCIAL_END, date(2015, 7, 1)),
    ],
)
def test_a_number_counts_what_the_file_proves(numbering: Numbering, month: date) -> None:
    period = read_period("201604", Manner(numbering))
    assert period is not None
    assert period.first == month


@pytest.mark.parametrize(
    ("day", "numbering"),
    [
        (date(2016, 4, 12), Numbering.CALENDAR),
        (date(2016, 7, 12), Numbering.FINANCIAL),
        (date(2015, 7, 12), Numbering.FINANCIAL_END),
        (date(2016, 12, 1), Numbering.UNPROVEN),
    ],
)
def test_the_days_beside_a_number_prove_what_it_counts(day: date, numbering: Numbering) -> None:
    assert manner_of(["201604"], ["201604"], [day]).numbering is numbering


def test_a_year_and_a_month_written_alike_are_told_apart_by_the_column() -> None:
    assert manner_of(["2011-12", "2012-13"], [], []).years
    assert not manner_of(["2011-12", "2011-08"], [], []).years
    december = read_period("2011-12", Manner(years=False))
    assert december is not None
    assert december.first == date(2011, 12, 1)


@pytest.mark.parametrize(
    ("headers", "cells", "month"),
    [
        ("Month,Year", "April,2023", "2023-04"),
        ("Year,Month", "2023,Apr", "2023-04"),
        ("Month,Year", "Apr-23,2023", "2023-04"),
        ("Month,Financial Year", "January,2024-25", "2025-01"),
        ("Period,Year", "Period 04,2024/25", "2024-07"),
        ("Period,Year", "4,2024/25", "2024-07"),
        ("Year,Accounting Period", "2024/25,P10", "2025-01"),
        ("Month,Year", "4,2024", None),  # of the calendar, or of the financial year
        ("Month,Year", "4,2024/25", None),
        ("Month,Financial Year", "April,2023", None),  # which begins, or ends
        ("Period,Year", "13,2024/25", None),  # where a year's accounts are put right
    ],
)
def test_a_period_and_its_year_in_two_columns(headers: str, cells: str, month: str | None) -> None:
    result = reading(f"Supplier,{headers},Amount\nExample Ltd,{cells},1.50\nDunes LLP,{cells},2.50\n")
    assert result.payments["month"].to_list() == [month] * 2
    assert "year" in result.columns
    assert month or any("periods name no days for certain" in warning for warning in result.warnings)


def test_a_bare_month_counts_what_the_days_beside_it_prove() -> None:
    rows = "".join(f"Example Ltd,{day:02}/07/2024,4,2024,{day}.50\n" for day in range(1, 9))
    periods = reading("Supplier,Payment Date,Month,Year,Amount\n" + rows).payments["period_from"]
    assert periods.unique().to_list() == [date(2024, 7, 1)]


def test_a_year_alone_is_the_period() -> None:
    assert reading("Supplier,Year,Amount\nLLP,2023/24,1.50\nExample Ltd,2023/24,2.50\n").columns["period"] == "Year"
