"""The real living wage: which rate holds on a day, and what a job that pays it costs."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.living_wage import ON_COSTS, WAGES, on_costs, wage, yearly_cost, yearly_pay

FIRST = WAGES[0].paid_from


@pytest.mark.parametrize(
    ("on", "uk", "london"),
    [
        (date(2019, 5, 5), 900, 1055),
        (date(2024, 4, 30), 1090, 1195),  # the rate of autumn 2023 need not be paid before May
        (date(2024, 5, 1), 1200, 1315),
        (date(2026, 4, 30), 1260, 1385),
        (date(2026, 11, 22), 1345, 1480),
    ],
)
def test_the_rate_on_a_day(on: date, uk: int, london: int) -> None:
    assert (wage(on).uk, wage(on).london) == (uk, london)


@pytest.mark.parametrize(
    ("on", "pay", "insurance", "pension"),
    [
        # £9.30 x 1,950 hours; 13.8 % above £8,788; 3 % above £6,240
        (date(2020, 6, 1), 18_135_00, 1_289_89, 356_85),
        # £9.90 x 1,950 hours; 15.05 % above £9,100; 3 % above £6,240
        (date(2022, 6, 1), 19_305_00, 1_535_85, 391_95),
        # £13.45 x 1,950 hours; 15 % above £5,000; 3 % above £6,240
        (date(2026, 6, 1), 26_227_50, 3_184_13, 599_63),
    ],
)
def test_what_a_job_costs_in_a_year(on: date, pay: int, insurance: int, pension: int) -> None:
    assert yearly_pay(on) == pay
    assert yearly_cost(on) == pay + insurance + pension


def test_a_job_in_london_costs_more() -> None:
    assert yearly_pay(date(2026, 6, 1), london=True) == 28_860_00
    assert yearly_cost(date(2026, 6, 1), london=True) > yearly_cost(date(2026, 6, 1))


@pytest.mark.parametrize("on", [date(2019, 5, 4), date(2010, 1, 1)])
def test_a_day_before_the_table_is_refused(on: date) -> None:
    with pytest.raises(ValueError, match="begins on 5 May 2019"):
        yearly_cost(on)


def test_on_costs_before_the_table_are_refused() -> None:
    with pytest.raises(ValueError, match="begins on 6 April 2019"):
        on_costs(date(2019, 4, 5))


def test_the_tables_are_in_order_and_each_rate_is_announced_before_it_is_paid() -> None:
    assert [each.paid_from for each in WAGES] == sorted(each.paid_from for each in WAGES)
    assert [each.since for each in ON_COSTS] == sorted(each.since for each in ON_COSTS)
    assert all(each.announced < each.paid_from <= each.announced + timedelta(days=240) for each in WAGES)


@given(st.dates(FIRST, date(2040, 1, 1)))
def test_a_job_costs_more_than_its_pay_and_less_than_a_third_more(on: date) -> None:
    assert yearly_pay(on) < yearly_cost(on) < yearly_pay(on) * 4 / 3
