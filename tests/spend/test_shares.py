"""The share function, by hand: the published Preston figures as sums anyone can check, then what must always hold.

The figures are those that Preston's anchor institutions published of themselves (Centre for Local Economic Strategies):
2012/13, about £750m, 5 % spent in Preston and 39 % in Lancashire; 2016/17, 18.2 % and 79.2 %. They show what the share
function does with sums. They say nothing about how well this project reads or places payments.
"""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.spend.shares import Share, mostly_unplaced, share

MILLION = 100_000_000  # pence


@pytest.mark.parametrize(
    ("millions", "whole", "percent"),
    [
        (38, 750, 5.1),  # Preston, 2012/13: published as 5 %
        (292, 750, 38.9),  # Lancashire, 2012/13: published as 39 %
        (111, 613, 18.1),  # Preston, 2016/17: published as 18.2 %; the whole, not published, fits both of that year
        (486, 613, 79.3),  # Lancashire, 2016/17: published as 79.2 %
    ],
)
def test_a_published_share_of_a_sum(millions: int, whole: int, percent: float) -> None:
    told = share(millions * MILLION, whole * MILLION)
    assert told is not None
    assert told.at_least == told.at_most
    assert round(float(told.at_least) * 100, 1) == percent


@pytest.mark.parametrize(
    ("part", "whole", "perhaps", "credits", "told"),
    [
        (500, 1000, 0, 0, (Fraction(1, 2), Fraction(1, 2))),
        (500, 1000, 200, 0, (Fraction(1, 2), Fraction(7, 10))),  # £2 went to a supplier not placed yet
        (500, 1000, 200, -100, (Fraction(2, 5), Fraction(7, 10))),  # and £1 came back from another
        (0, 1000, 1000, 0, (0, 1)),  # nothing placed: anything is possible
        (900, 1000, 300, 0, (Fraction(9, 10), 1)),  # never above all of it
        (0, 1000, 0, -50, (0, 0)),  # never below none
    ],
)
def test_the_bounds_by_hand(part: int, whole: int, perhaps: int, credits: int, told: tuple[Fraction, Fraction]) -> None:
    assert share(part, whole, perhaps, credits) == Share(Fraction(told[0]), Fraction(told[1]))


@pytest.mark.parametrize("whole", [0, -5])
def test_of_nothing_there_is_no_share(whole: int) -> None:
    assert share(0, whole) is None


@pytest.mark.parametrize(("perhaps", "credits"), [(-1, 0), (0, 1)])
def test_payments_and_credits_go_in_apart(perhaps: int, credits: int) -> None:
    with pytest.raises(Refused, match="Give them apart"):
        share(0, 100, perhaps, credits)


@given(
    sure=st.lists(st.tuples(st.integers(-(10**6), 10**9), st.booleans()), max_size=8),
    unsure=st.lists(st.tuples(st.integers(-(10**6), 10**9), st.booleans()), max_size=8),
)
def test_wherever_the_unknown_went_the_true_share_lies_within_the_bounds(
    sure: list[tuple[int, bool]], unsure: list[tuple[int, bool]]
) -> None:
    whole = sum(pence for pence, _ in sure + unsure)
    known = sum(pence for pence, home in sure if home)
    paid, credited = (sum(sign(pence, 0) for pence, _ in unsure) for sign in (max, min))
    told = share(known, whole, paid, credited)
    truth = share(known + sum(pence for pence, home in unsure if home), whole)
    if told is None:
        assert whole <= 0
        return
    assert truth is not None
    assert told.at_least <= truth.at_least <= told.at_most


@pytest.mark.parametrize(
    ("unknown", "pence", "mostly"),
    [(51, 100, True), (50, 100, False), (-5, 100, False), (7, 0, False), (7, None, False)],
)
def test_whether_most_is_not_placed(unknown: int, pence: int | None, mostly: bool) -> None:
    assert mostly_unplaced({"unknown": unknown, "pence": pence}) is mostly
