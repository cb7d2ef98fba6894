"""Counts by equal shares for many amounts side by side: what they tell is what each count tells alone."""

from dataclasses import replace
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.budgets.elections import Conditions, Election, approvals
from commonweal.budgets.rules import side_by_side
from commonweal.budgets.rules.equal_shares import Shares, count
from commonweal.budgets.rules.outcomes import Utility
from tests.budgets.elections import conditioned, election, elections, pointed

UTILITIES: tuple[Utility, ...] = ("cost", "cardinality")
HAMLET = election([60, 40, 30], 105, ["a", "a", "a", "ab", "ab", "b", "b", "c", "c", ""])


def told(found: Election, shares: Shares, units: int) -> list[str | None]:
    """The winners with up to so many units more, as letters."""
    each = [replace(shares, extra=extra) for extra in range(units)]
    winners = side_by_side.winners(found, each)
    return [None if places is None else "".join(found.ids[place] for place in places) for places in winners]


def alone(found: Election, shares: Shares, units: int) -> list[str]:
    counted = (count(found, replace(shares, extra=extra)).winners for extra in range(units))
    return ["".join(found.ids[place] for place in winners) for winners in counted]


def test_each_amount_has_its_own_winners_in_order() -> None:
    assert told(HAMLET, Shares("cost", HAMLET.order), 6) == ["b", "b", "a", "a", "a", "ac"]


def test_equal_ratios_are_told_apart_by_the_order_of_ties() -> None:
    found = election([10, 12, 10], 33, ["a", "c", "b"])
    assert told(found, Shares("cost", (2, 1, 0)), 1) == ["ca"]


def test_what_costs_nothing_comes_first_and_keeps_its_rivals_out() -> None:
    found = replace(election([10, 0, 0], 12, ["a", "abc"]), conditions=Conditions(exclusive=((1, 2),)))
    assert told(found, Shares("cost", found.order), 1) == ["ba"]


def test_what_floating_point_cannot_tell_is_left_open() -> None:
    """A share is 10 ** 15. With a paid, its supporters pay all they have left, for prices a third of a unit apart."""
    share = 10**15
    votes = [[0, 1], [0, 2], *[[1]] * 3, *[[2]] * 3]
    costs = (share * 11 // 10, share * 24 // 10, share * 24 // 10 - 1)
    found = Election(("a", "b", "c"), costs, 8 * share, approvals(votes))
    assert told(found, Shares("cardinality", found.order), 1) == [None]
    assert alone(found, Shares("cardinality", found.order), 1) == ["acb"]


def test_a_project_that_takes_all_its_supporters_have_is_left_open() -> None:
    found = election([10, 12, 10], 30, ["a", "c", "b"])
    assert told(found, Shares("cost", found.order), 2) == [None, "ac"]


def test_nobody_funds_nothing() -> None:
    found = election([10], 10, [""])
    assert told(found, Shares("cost", found.order), 2) == ["", ""]


def agree(found: Election, shares: Shares, units: int) -> None:
    expected = alone(found, shares, units)
    assert [was or right for was, right in zip(told(found, shares, units), expected, strict=True)] == expected


@given(elections(most_points=3), st.sampled_from(UTILITIES), st.randoms(use_true_random=False))
@settings(max_examples=100)
def test_small_elections_full_of_ties(found: Election, utility: Utility, random: Random) -> None:
    agree(found, Shares(utility, random.sample(range(len(found.ids)), len(found.ids))), 9)


@given(conditioned(), st.sampled_from(UTILITIES))
@settings(max_examples=50)
def test_elections_with_conditions(found: Election, utility: Utility) -> None:
    agree(found, Shares(utility, found.order), 9)


@given(st.randoms(use_true_random=False), st.sampled_from(UTILITIES), st.integers(1, 3))
@settings(max_examples=10)
def test_larger_elections_where_many_are_spent_out(random: Random, utility: Utility, most: int) -> None:
    costs = tuple(random.randint(20, 400) for _ in range(20))
    votes = [{place: random.randint(1, most) for place in random.sample(range(20), 5)} for _ in range(150)]
    found = Election(tuple("abcdefghijklmnopqrst"), costs, 2_000, pointed(votes))
    winners = told(found, Shares(utility, found.order), 12)
    assert winners == alone(found, Shares(utility, found.order), 12)
