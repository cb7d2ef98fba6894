"""How regularly money is paid, and how much a year."""

from datetime import date
from fractions import Fraction

import pytest

from commonweal.spend.coverage import months_between
from commonweal.spend.wealth.rhythm import Rhythm, Span, rhythm, yearly
from tests.spend.wealth.rows import YEAR, by_year, paid

ONE_YEAR = {"sandport": Span(frozenset(YEAR))}


@pytest.mark.parametrize(
    ("months_paid", "held", "years", "name"),
    [
        (12, 12, 1, "every month"),
        (11, 12, 1, "every month"),  # one may be missed
        (10, 12, 1, "most months"),
        (6, 12, 1, "most months"),
        (4, 12, 1, "quarterly"),
        (3, 12, 1, "quarterly"),
        (2, 24, 2, "yearly"),
        (2, 24, 1, "now and then"),
        (1, 12, 1, "once"),
        (0, 12, 0, "never for sure"),
        (2, 2, 1, "too early to tell"),
        (0, 0, 0, "too early to tell"),
    ],
)
def test_a_rhythm_has_a_name(months_paid: int, held: int, years: int, name: str) -> None:
    assert Rhythm(months_paid, held, years).name() == name


def test_too_few_months_count_as_half() -> None:
    assert Rhythm(2, 2, 1).share() == Fraction(1, 2)
    assert Rhythm(3, 3, 1).share() == 1


def test_months_are_counted_over_the_payers_who_pay() -> None:
    spans = {**ONE_YEAR, "grebe": Span(frozenset(YEAR[:4])), "plover": Span(frozenset(YEAR))}
    rows = [
        *(paid(month=month, leaving=5000) for month in YEAR[:6]),
        paid(payer_slug="grebe", month=YEAR[0], leaving=5000),
        paid(payer_slug="plover", month=YEAR[0], staying=5000),  # nothing of it leaves
        paid(month=YEAR[7], leaving=99),  # less than a pound
        paid(month=YEAR[8], leaving=5000),
        paid(month=YEAR[8], leaving=-5000),  # credited in the same month
    ]
    assert rhythm(by_year(rows, spans), spans) == Rhythm(paid=7, held=16, years=1)


def test_a_category_of_which_nothing_leaves_for_sure_has_its_months_held() -> None:
    rows = [paid(month=month, possible=5000) for month in YEAR]
    assert rhythm(by_year(rows, ONE_YEAR), ONE_YEAR) == Rhythm(paid=0, held=12, years=0)


def test_pounds_a_year_are_worked_out_payer_by_payer() -> None:
    spans = {**ONE_YEAR, "grebe": Span(frozenset(YEAR[:3]))}
    # £120 in twelve months is £120 a year; £10 in three months is £40 a year
    assert yearly([("sandport", 12000), ("grebe", 600), ("grebe", 400)], spans) == 16000


def test_a_span_holds_rows_that_lie_in_it_whole() -> None:
    span = Span(frozenset(YEAR[:2]), frozenset(YEAR[3:6]))
    quarter = {"month": None, "period_from": date(2024, 4, 1), "period_to": date(2024, 6, 30)}
    assert span.months() == 5
    assert span.holds(paid(month="2024-02"))
    assert not span.holds(paid(month="2024-04"))  # within a period only
    assert span.holds(paid(**quarter))
    assert not span.holds(paid(**{**quarter, "period_to": date(2024, 7, 31)}))
    assert not span.holds(paid(month=None))  # no day at all


def test_months_of_a_year_are_the_years_months() -> None:
    assert len(months_between("2024-01", "2024-12")) == len(YEAR) == 12
