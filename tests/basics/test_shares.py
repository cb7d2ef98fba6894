"""Shares as people hold them: per cent, and of every £10."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.shares import STEP, TEN_POUNDS, of_ten, per_cent, too_wide


@pytest.mark.parametrize(
    ("share", "said"),
    [
        (0, "0%"),
        (0.42, "42%"),
        (0.042, "4.2%"),
        (0.0994, "9.9%"),
        (0.0996, "10%"),
        (Fraction(1, 3), "33%"),
        (1, "100%"),
    ],
)
def test_per_cent(share: float | Fraction, said: str) -> None:
    assert per_cent(share) == said


@pytest.mark.parametrize(
    ("least", "most", "pence"),
    [
        (0.42, 0.42, (420, 420)),
        (Fraction(1, 3), Fraction(1, 3), (330, 330)),  # known: to the nearest 10p
        (0.354, 0.4999, (350, 500)),  # the least down, the most up
        (0.29, 0.57, (290, 570)),  # no dust of floating point
        (0, 1, (0, 1000)),
    ],
)
def test_of_every_ten_pounds(least: float, most: float, pence: tuple[int, int]) -> None:
    assert of_ten(least, most) == pence


@given(st.fractions(0, 1), st.fractions(0, 1))
def test_bounds_hold_the_truth_and_are_no_wider_than_a_step_at_each_end(one: Fraction, other: Fraction) -> None:
    least, most = sorted((one, other))
    low, high = of_ten(least, most)
    slack = STEP / 2 if least == most else Fraction(1, 10**4)
    assert low - slack <= least * TEN_POUNDS <= low + STEP
    assert high - STEP <= most * TEN_POUNDS <= high + slack


@pytest.mark.parametrize(
    ("least", "most", "little"), [(0, 1, True), (0.05, 0.96, True), (0.05, 0.95, False), (0.4, 0.4, False)]
)
def test_bounds_that_say_next_to_nothing(least: float, most: float, little: bool) -> None:
    assert too_wide(least, most) == little
