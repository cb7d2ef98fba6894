"""Periods as finance systems write them, and the numbers that only a file's own days explain."""

from datetime import date

import pytest

from commonweal.spend.reading.periods import Manner, Numbering, manner_of, read_period

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
