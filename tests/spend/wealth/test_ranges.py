"""Figures with bounds: exact arithmetic that never loses what could be true."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.spend.wealth.ranges import Range

numbers = st.fractions(min_value=-100, max_value=100, max_denominator=50)


@st.composite
def ranges(draw: st.DrawFn) -> Range:
    return Range(*sorted(draw(st.tuples(numbers, numbers, numbers))))


def of(low: int, central: int, high: int) -> Range:
    return Range(Fraction(low), Fraction(central), Fraction(high))


@pytest.mark.parametrize(
    ("worked", "answer"),
    [
        (of(1, 2, 4) + of(10, 20, 30), of(11, 22, 34)),
        (of(1, 2, 4) + 5, of(6, 7, 9)),
        (of(1, 2, 4) * of(10, 20, 30), of(10, 40, 120)),
        (of(1, 2, 4) * -3, of(-12, -6, -3)),
        (of(-1, 0, 2) * of(-5, 1, 3), of(-10, 0, 6)),
        (of(10, 20, 40) / 10, of(1, 2, 4)),
        (Range(Fraction(1, 2), Fraction(7, 3), Fraction(5, 2)).whole(), of(1, 2, 3)),
    ],
)
def test_ranges_worked_by_hand(worked: Range, answer: Range) -> None:
    assert worked == answer


def test_a_range_out_of_order_is_refused() -> None:
    with pytest.raises(ValueError, match="from low to high"):
        of(2, 1, 3)


@given(ranges(), ranges(), st.fractions(0, 1, max_denominator=20), st.fractions(0, 1, max_denominator=20))
def test_whatever_two_figures_are_their_sum_and_product_are_within(
    one: Range, two: Range, here: Fraction, there: Fraction
) -> None:
    first, second = one.low + here * (one.high - one.low), two.low + there * (two.high - two.low)
    assert (one + two).low <= first + second <= (one + two).high
    assert (one * two).low <= first * second <= (one * two).high


@given(ranges())
def test_whole_figures_are_within_a_half_and_keep_their_order(one: Range) -> None:
    whole = one.whole()
    assert abs(whole.central - one.central) <= Fraction(1, 2)
    assert whole.whole() == whole
