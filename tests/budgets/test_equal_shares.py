"""The method of equal shares: worked tables first, then against the plain rule on elections full of ties."""

from fractions import Fraction
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.budgets.elections import Election, approvals
from commonweal.budgets.rules.completions import add_one, completed
from commonweal.budgets.rules.equal_shares import Shares, count, same_with
from commonweal.budgets.rules.outcomes import Utility
from tests.budgets import plain_equal_shares as plain
from tests.budgets.elections import election, elections

UTILITIES: tuple[Utility, ...] = ("cost", "cardinality")
HAMLET = election([60, 40, 30], 100, ["a", "a", "a", "ab", "ab", "b", "b", "c", "c", ""])


def told(found: Election, shares: Shares) -> list[tuple[str, Fraction]]:
    return [(found.ids[each.project], each.price) for each in count(found, shares).rounds]


def test_everyone_has_the_same_share_also_who_named_nothing() -> None:
    assert count(HAMLET, Shares("cost", HAMLET.order)).per_voter == 10


def test_a_project_whose_supporters_cannot_pay_for_it_is_not_funded_however_many_they_are() -> None:
    assert told(HAMLET, Shares("cost", HAMLET.order)) == [("b", Fraction(10))]


def test_with_more_for_everyone_other_projects_may_be_bought() -> None:
    assert told(HAMLET, Shares("cost", HAMLET.order, extra=5)) == [("a", Fraction(12)), ("c", Fraction(15))]


@pytest.mark.parametrize(
    ("utility", "first"),
    [
        ("cost", "a"),  # five supporters get 60 for 12 each; four get 20 for 5 each: the larger project gives more
        ("cardinality", "b"),  # as projects count alike, 5 each is less than 12 each
    ],
)
def test_what_a_supporter_has_of_a_project_is_its_cost_or_just_one_project(utility: Utility, first: str) -> None:
    found = election([60, 20], 200, ["a"] * 5 + ["b"] * 4 + [""])
    assert told(found, Shares(utility, found.order))[0][0] == first


def test_who_has_less_than_the_price_pays_all_they_have_and_the_others_share_the_rest() -> None:
    found = election([12, 13], 40, ["ab", "b", "a", ""])
    rounds = count(found, Shares("cardinality", found.order)).rounds
    assert [(each.project, each.price, each.paid_less) for each in rounds] == [(0, 6, 0), (1, 9, 1)]


@pytest.mark.parametrize(("order", "chosen"), [((0, 1, 2), "a"), ((2, 1, 0), "c")])
def test_ties_are_broken_by_the_order_given_and_named(order: tuple[int, ...], chosen: str) -> None:
    found = election([10, 12, 10], 30, ["a", "c", "b"])
    outcome = count(found, Shares("cost", order))
    assert found.ids[outcome.winners[0]] == chosen
    assert [(tie.round, tie.projects) for tie in outcome.ties] == [(1, (0, 2))]


def test_what_costs_nothing_and_has_a_supporter_is_funded_first() -> None:
    found = election([10, 0, 0], 10, ["a", "ab"])
    assert told(found, Shares("cost", found.order)) == [("b", Fraction(0)), ("a", Fraction(5))]


@pytest.mark.parametrize("votes", [[], [""], ["", ""]])
def test_nobody_funds_nothing(votes: list[str]) -> None:
    found = election([10], 10, votes)
    assert completed(found, Shares("cost", found.order), "add1").winners == ()


@given(elections(), st.sampled_from(UTILITIES), st.randoms(use_true_random=False), st.integers(0, 9))
@settings(max_examples=150)
def test_it_buys_what_the_plain_rule_buys_at_the_same_prices(
    found: Election, utility: Utility, random: Random, extra: int
) -> None:
    order = random.sample(range(len(found.ids)), len(found.ids))
    bought = count(found, Shares(utility, order, extra)).rounds
    assert [(each.project, each.price) for each in bought] == plain.equal_shares(found, utility, order, extra)


@given(elections(most_points=4), st.sampled_from(UTILITIES))
@settings(max_examples=100)
def test_points_weigh_what_a_supporter_has_of_a_project(found: Election, utility: Utility) -> None:
    bought = count(found, Shares(utility, found.order)).rounds
    assert [(each.project, each.price) for each in bought] == plain.equal_shares(found, utility, found.order)


@given(elections(), st.sampled_from(UTILITIES), st.booleans())
@settings(max_examples=100)
def test_skipping_units_that_change_nothing_changes_nothing(found: Election, utility: Utility, over: bool) -> None:
    ended = add_one(found, Shares(utility, found.order), until_over=over)
    expected = plain.add_one(found, utility, found.order, until_over=over)
    assert [(each.project, each.price) for each in ended.rounds] == expected
    assert ended.per_voter is not None
    extra = (ended.per_voter * max(1, found.ballots.voters) - found.budget) / max(1, found.ballots.voters)
    assert ended == count(found, Shares(utility, found.order, int(extra)))  # its ties too


@given(elections(), st.sampled_from(UTILITIES), st.integers(1, 40))
def test_what_is_proved_to_stay_the_same_does_at_each_unit_between(
    found: Election, utility: Utility, more: int
) -> None:
    before = count(found, Shares(utility, found.order))
    if same := same_with(found, before, Shares(utility, found.order, more)):
        between = [count(found, Shares(utility, found.order, extra)) for extra in range(more + 1)]
        assert [each.winners for each in between] == [before.winners] * (more + 1)
        assert (same.rounds, same.per_voter) == (between[-1].rounds, between[-1].per_voter)


def test_prices_nearer_to_each_other_than_floating_point_can_tell_are_put_in_the_right_order() -> None:
    """Two projects of 10 ** 15 and 10 ** 15 - 1 for three supporters each: the rates differ in the sixteenth figure."""
    cost = 10**15
    found = Election(("a", "b"), (cost, cost - 1), 2 * cost, approvals([[0]] * 3 + [[1]] * 3))
    outcome = count(found, Shares("cardinality", found.order))
    assert (found.ids[outcome.winners[0]], outcome.ties) == ("b", ())
