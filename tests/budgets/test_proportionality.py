"""Proportionality: worked tables, brute force over every group, and what equal shares always keep."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pabutools.analysis.priceability import priceable as peers_priceable
from pabutools.election import ApprovalBallot, ApprovalProfile, Instance, Project

from commonweal.budgets.counting import Way, count, under
from commonweal.budgets.elections import Election
from commonweal.budgets.proportionality.justified import Neglected, neglected
from commonweal.budgets.proportionality.priceable import priceable
from commonweal.budgets.rules.completions import Completion
from commonweal.budgets.rules.outcomes import Outcome, Round, Utility, spent
from tests.budgets.elections import conditioned, election, elections
from tests.budgets.plain_equal_shares import votes_of

UTILITIES: tuple[Utility, ...] = ("cost", "cardinality")

# Six of ten want a and b, four want c: by votes the six take all.
VALLEY = election([50, 50, 40], 100, ["ab"] * 6 + ["c"] * 4)


def test_a_majority_that_takes_all_leaves_a_group_with_less_than_it_deserves() -> None:
    funded = count(VALLEY, Way("greedy")).winners
    assert [VALLEY.ids[place] for place in funded] == ["a", "b"]
    assert list(neglected(VALLEY, funded, "cost")) == [Neglected(2, voters=4, served=40)]


def test_equal_shares_leave_no_such_group() -> None:
    funded = count(VALLEY, Way("equal-shares")).winners
    assert [VALLEY.ids[place] for place in funded] == ["a", "c"]
    assert list(neglected(VALLEY, funded, "cost")) == []


def test_a_group_that_already_has_its_part_may_go_without_one_project_more() -> None:
    """All three deserve 30, and each has 20: with another 20 they would have more than that."""
    found = election([20, 20], 30, ["ab"] * 3)
    assert list(neglected(found, [0], "cost")) == []
    assert list(neglected(found, [], "cost")) == [Neglected(0, 3, 20), Neglected(1, 3, 20)]


def test_what_a_condition_keeps_out_is_no_ground_for_complaint() -> None:
    assert list(neglected(under(VALLEY, 5, []), [0, 1], "cost")) == []


@given(elections(most_points=3), st.sampled_from(UTILITIES), st.data())
@settings(max_examples=150, deadline=None)
def test_every_group_was_looked_at(found: Election, utility: Utility, data: st.DataObject) -> None:
    funded = data.draw(st.sets(st.integers(0, len(found.ids) - 1)))
    told = {each.project for each in neglected(found, sorted(funded), utility)}
    assert told == {place for place in range(len(found.ids)) if _some_group_deserves(found, funded, place, utility)}


@given(conditioned(), st.sampled_from(UTILITIES), st.sampled_from(("none", "add1", "add1-greedy")))
def test_equal_shares_keep_it_always(found: Election, utility: Utility, completion: Completion) -> None:
    funded = count(found, Way("equal-shares", utility, completion)).winners
    assert list(neglected(found, funded, utility)) == []


def _some_group_deserves(found: Election, funded: set[int], place: int, utility: Utility) -> bool:
    """By the definition, over every group of supporters."""
    worth = [cost if utility == "cost" else 1 for cost in found.costs]
    if place in funded or not worth[place]:
        return False
    votes = [vote for vote in votes_of(found) if place in vote]

    def badly_served(group: Sequence[dict[int, int]]) -> bool:
        points = sum(vote[place] for vote in group)
        return all(
            sum(worth[each] * given for each, given in vote.items() if each in {*funded, place})
            * found.costs[place]
            * found.ballots.voters
            <= found.budget * points * worth[place]
            for vote in group
        )

    different = range(1, len(votes) + 1)
    return any(badly_served(group) for size in different for group in combinations(votes, size))


def chosen(found: Election, ids: str) -> Outcome:
    """Winners that no rule chose."""
    return Outcome(tuple(Round(found.ids.index(each), Fraction(0)) for each in ids))


@pytest.mark.parametrize(
    ("funded", "answer"),
    [
        ("ac", True),
        ("ab", False),  # the four have 40 left, and c costs 39
        ("", False),  # everybody has 10 left, and all six could pay for a
        ("abc", True),  # with 17 each, say: what they cost together is not asked
    ],
)
def test_whether_equal_money_could_have_bought_the_winners(funded: str, answer: bool) -> None:
    found = election([50, 50, 39], 100, ["ab"] * 6 + ["c"] * 4)
    assert priceable(found, chosen(found, funded)) is answer


def test_a_winner_whom_nobody_named_cannot_be_paid_for() -> None:
    named = election([5, 5], 10, ["a"])
    assert priceable(named, chosen(named, "ab")) is False


@given(elections(), st.sampled_from(UTILITIES), st.sampled_from(("none", "add1")))
@settings(deadline=None)
def test_equal_shares_are_priceable(found: Election, utility: Utility, completion: Completion) -> None:
    outcome = count(found, Way("equal-shares", utility, completion))
    assert priceable(found, outcome, largest=0) is True  # by what everyone paid
    assert priceable(found, replace(outcome, per_voter=None)) in (True, None)  # by a program that knows nothing of that


@st.composite
def markets(draw: st.DrawFn) -> tuple[Election, str]:
    """Elections as the peer's program takes them, everyone and every project named; and winners that money can pay."""
    costs = draw(st.lists(st.sampled_from((2, 3, 5)), min_size=2, max_size=4))
    ids = "abcd"[: len(costs)]
    votes = draw(st.lists(st.sets(st.sampled_from(ids), min_size=1).map("".join), min_size=2, max_size=7))
    found = election(costs, max(5, sum(costs) * 2 // 3), [*votes, ids])
    funded = "".join(sorted(draw(st.sets(st.sampled_from(ids)))))
    while spent(found, chosen(found, funded).winners) > found.budget:
        funded = funded[1:]
    return found, funded


@given(markets())
@settings(max_examples=25, deadline=None)
def test_the_peers_program_says_the_same_of_any_winners(market: tuple[Election, str]) -> None:
    """The peer's program is written voter by voter. Where it is a close call ours may say that it does not know."""
    found, funded = market
    projects = [Project(each, cost) for each, cost in zip(found.ids, found.costs, strict=True)]
    instance = Instance(projects, budget_limit=found.budget)
    profile = ApprovalProfile([ApprovalBallot(projects[place] for place in vote) for vote in votes_of(found)])
    winners = [projects[place] for place in chosen(found, funded).winners]
    theirs = peers_priceable(instance, profile, winners, exhaustive=False)
    assert priceable(found, chosen(found, funded)) in (theirs.validate(), None)
