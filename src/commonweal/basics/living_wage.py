"""The real living wage, and what a job that pays it costs an employer in a year.

The Living Wage Foundation announces new rates each autumn, and every accredited employer pays them by a day in the
spring. They are an independent reckoning of what people need to live on, and are higher than the legal minimum.

Checked: the rates and days against press reports of each announcement, and 2023's against the Foundation's own notice;
national insurance and pensions against published tax tables. Not known to us: any rate announced after October 2025.
Add it here, with its days, when it comes.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

HOURS_A_WEEK: Final = Fraction(75, 2)  # 37.5, the week in the Foundation's own examples of yearly pay
WEEKS_A_YEAR: Final = 52  # holidays are paid
HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Wage:
    """One year's rates, in pence an hour, the day they were announced, and the last day to begin paying them."""

    announced: date
    paid_from: date
    uk: int
    london: int


@dataclass(frozen=True, slots=True)
class OnCosts:
    """What an employer pays on top of wages from a day on: rates as shares, limits in pence a year."""

    since: date
    insurance: Fraction  # employer's class 1 national insurance, on pay above `insured_from`
    insured_from: int
    pension: Fraction  # the least an employer may pay in, on pay between the two limits of qualifying earnings
    pension_from: int
    pension_to: int


WAGES: Final = (  # Living Wage Foundation, livingwage.org.uk; the day of announcement, then the last day to begin
    Wage(date(2018, 11, 5), date(2019, 5, 5), 900, 1055),
    Wage(date(2019, 11, 11), date(2020, 5, 11), 930, 1075),
    Wage(date(2020, 11, 9), date(2021, 5, 9), 950, 1085),
    Wage(date(2021, 11, 15), date(2022, 5, 15), 990, 1105),
    Wage(date(2022, 9, 22), date(2023, 5, 14), 1090, 1195),
    Wage(date(2023, 10, 24), date(2024, 5, 1), 1200, 1315),
    Wage(date(2024, 10, 23), date(2025, 5, 1), 1260, 1385),
    Wage(date(2025, 10, 22), date(2026, 5, 1), 1345, 1480),
)

THREE: Final = Fraction(3, 100)  # the Pensions Regulator: employers pay at least 3 % from 6 April 2019
LEAST: Final = 6_240_00  # DWP: lower limit of qualifying earnings, the same since 2020/21
MOST: Final = 50_270_00  # DWP: upper limit of qualifying earnings, the same since 2021/22
ON_COSTS: Final = (  # HMRC, rates and thresholds for employers, of each tax year named
    OnCosts(date(2019, 4, 6), Fraction("0.138"), 8_632_00, THREE, 6_136_00, 50_000_00),
    OnCosts(date(2020, 4, 6), Fraction("0.138"), 8_788_00, THREE, LEAST, 50_000_00),
    OnCosts(date(2021, 4, 6), Fraction("0.138"), 8_840_00, THREE, LEAST, MOST),
    OnCosts(date(2022, 4, 6), Fraction("0.1505"), 9_100_00, THREE, LEAST, MOST),
    OnCosts(date(2022, 11, 6), Fraction("0.138"), 9_100_00, THREE, LEAST, MOST),
    OnCosts(date(2025, 4, 6), Fraction("0.15"), 5_000_00, THREE, LEAST, MOST),  # kept to April 2031, Budget 2025
)


def wage(on: date) -> Wage:
    """The rates that every accredited employer pays on a day. Raises ValueError for a day before the table."""
    known = [each for each in WAGES if each.paid_from <= on]
    if not known:
        raise ValueError(f"the table of the real living wage begins on {_day(WAGES[0].paid_from)}")
    return known[-1]


def on_costs(on: date) -> OnCosts:
    """What an employer pays on top of wages on a day. Raises ValueError for a day before the table."""
    known = [each for each in ON_COSTS if each.since <= on]
    if not known:
        raise ValueError(f"the table of national insurance and pensions begins on {_day(ON_COSTS[0].since)}")
    return known[-1]


def yearly_pay(on: date, *, london: bool = False) -> int:
    """A full-time year's pay at the real living wage, in pence, before tax."""
    rates = wage(on)
    return int((rates.london if london else rates.uk) * HOURS_A_WEEK * WEEKS_A_YEAR)


def yearly_cost(on: date, *, london: bool = False) -> int:
    """What one full-time job at the real living wage costs its employer in a year, in pence.

    Pay, employer's national insurance and the least pension. The Employment Allowance, which spares a small employer
    some national insurance, is left out, so the cost is a little high and jobs worked out from it a little few. Halves
    of a penny are rounded up. Raises ValueError for a day before the tables.
    """
    pay, costs = yearly_pay(on, london=london), on_costs(on)
    insurance = costs.insurance * max(0, pay - costs.insured_from)
    pension = costs.pension * max(0, min(pay, costs.pension_to) - costs.pension_from)
    return pay + int(insurance + HALF) + int(pension + HALF)


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"
