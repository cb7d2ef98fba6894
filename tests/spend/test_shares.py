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
from commonweal.spend.shares import Share, effect, share, spent_in

MILLION = 100_000_000  # pence


@pytest.mark.parametrize(
    ("percent", "whole", "millions"),
    [
        ("5", 750, 38),  # Preston, 2012/13
        ("39", 750, 292),  # Lancashire, 2012/13: 292.5
        ("18.2", 613, 111),  # Preston, 2016/17, of about £613m
        ("79.2", 613, 486),  # Lancashire, 2016/17
    ],
)
def test_a_published_share_of_a_sum(percent: str, whole: int, millions: int) -> None:
    spent = spent_in(Fraction(percent) / 100, whole * MILLION)
    assert abs(spent - millions * MILLION) < MILLION  # as published, to the million
    told = share(spent, whole * MILLION)
    assert told is not None
    assert told.known()
    assert told.at_least == Fraction(percent) / 100


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


def test_the_effect_of_a_change() -> None:
    before = {"share_at_least": 0.25, "share_at_most": None}
    assert effect(before, {"share_at_least": 0.5, "share_at_most": 0.9}) == {
        "share_at_least": 0.25,
        "share_at_most": None,
    }
