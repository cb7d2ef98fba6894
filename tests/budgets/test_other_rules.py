"""Greedy and Phragmén's rule: worked tables, then what must always hold."""

from fractions import Fraction

import pytest
from hypothesis import given

from commonweal.basics.problems import Refused
from commonweal.budgets.counting import Way, count, tie_order
from commonweal.budgets.elections import Election
from commonweal.budgets.rules.outcomes import spent
from tests.budgets.elections import election, elections

VILLAGE = election([50, 40, 30, 20], 100, ["ab", "ab", "ac", "a", "b", "c", "cd"])


def winners(found: Election, way: Way) -> str:
    return "".join(found.ids[place] for place in count(found, way).winners)


@pytest.mark.parametrize(
    ("way", "funded"),
    [
        (Way("greedy", "cost"), "ab"),  # four votes, then three each for b and c: by id; then nothing fits
        (Way("greedy", "cardinality"), "cad"),  # votes for each pound: c .1, a .08, b .075, d .05
        (Way("phragmen"), "cb"),  # then a, which costs more than is left, could be bought next
    ],
)
def test_a_village(way: Way, funded: str) -> None:
    assert winners(VILLAGE, way) == funded


def test_greedy_passes_over_what_no_longer_fits() -> None:
    assert winners(election([70, 50, 30], 100, ["a", "a", "a", "b", "b", "c"]), Way("greedy")) == "ac"


def test_phragmen_tells_what_each_voter_had_been_given() -> None:
    rounds = count(election([30, 50], 100, ["ab", "a", "a", "b", "b", "b"]), Way("phragmen")).rounds
    assert rounds[0].price == 10  # three supporters pay 30
    assert rounds[1].price == Fraction(50 + 10, 4)  # one of the four had paid 10 already


def test_phragmen_ends_where_the_next_project_costs_too_much_though_others_would_fit() -> None:
    found = election([60, 70, 29], 100, ["ab", "ab", "ab", "b", "b", "b", "b", "b", "c"])
    assert winners(found, Way("phragmen")) == "b"


@given(elections())
def test_no_rule_spends_more_than_the_budget_or_funds_a_project_twice(found: Election) -> None:
    for way in (
        Way("greedy"),
        Way("greedy", "cardinality"),
        Way("phragmen"),
        Way("equal-shares", "cost", "add1-greedy"),
    ):
        places = count(found, way).winners
        assert spent(found, places) <= found.budget
        assert len(set(places)) == len(places)


@given(elections())
def test_greedy_leaves_nothing_that_would_fit(found: Election) -> None:
    places = count(found, Way("equal-shares", "cardinality", "add1-greedy")).winners
    left = found.budget - spent(found, places)
    assert all(cost > left for place, cost in enumerate(found.costs) if place not in places)


def test_an_order_for_ties_names_projects_and_the_others_follow_by_id() -> None:
    assert tie_order(VILLAGE, ["c"]) == (2, 0, 1, 3)
    with pytest.raises(Refused, match="no project here"):
        tie_order(VILLAGE, ["z"])
    with pytest.raises(Refused, match="twice"):
        tie_order(VILLAGE, ["c", "c"])


@pytest.mark.parametrize(
    ("costs", "budget", "reason"), [([-1], 5, "Project a costs -1"), ([1], -5, "The budget is -5")]
)
def test_money_is_zero_or_more(costs: list[int], budget: int, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        election(costs, budget, [])
