"""Why projects won or lost: a worked table, then what is said is counted again by the plain rule."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.budgets.counting import Way, count, under
from commonweal.budgets.elections import Election, approvals, supported_more, whole
from commonweal.budgets.explaining import Explained, Lost, explained
from commonweal.budgets.rules.outcomes import Bar
from commonweal.budgets.turns import Recount, Turn
from tests.budgets import plain_equal_shares as plain
from tests.budgets.elections import conditioned, election, elections

SHARES, GREEDY, PHRAGMEN = Way("equal-shares"), Way("greedy"), Way("phragmen")
PLAIN_WAYS = (SHARES, Way("equal-shares", "cardinality"), GREEDY, Way("greedy", "cardinality"), PHRAGMEN)
COMPLETED = (Way("equal-shares", "cost", "add1"), Way("equal-shares", "cost", "add1-greedy"))

# Ten voters, 10 each. Five want a (50); of them two also want b (30), with one other. Four of ten want nothing.
STREET = election([50, 30], 100, ["a", "a", "a", "ab", "ab", "b", "", "", "", ""])


def why(found: Election, way: Way = SHARES) -> Explained:
    recount = Recount(found, way, found.order, count(found, way))
    return explained(recount, range(len(found.ids)))


def lost(found: Election, project: str, way: Way = SHARES) -> Lost:
    return next(each for each in why(found, way).lost if found.ids[each.project] == project)


def test_a_winner_tells_what_each_supporter_paid() -> None:
    [winner] = why(STREET).won
    assert (STREET.ids[winner.project], winner.number, winner.round.price, winner.added) == (
        "a",
        1,
        Fraction(10),
        False,
    )


def test_a_loser_tells_where_the_money_of_its_supporters_went_and_what_it_lacked() -> None:
    told = lost(STREET, "b")
    assert told.path is not None
    assert told.path.held == (30, 10)  # three supporters; two of them paid for a
    assert told.path.short_after(30) == 1
    assert told.taken(why(STREET).outcome) == ((0, Fraction(20)),)
    assert told.lacking(STREET) == 20


def test_a_loser_tells_what_would_have_changed_it() -> None:
    """For 10 the one supporter left pays alone. Two more voters with 10 left would do; one would not."""
    assert lost(STREET, "b").turn == Turn(cost=10, supporters=2, least=True)


@pytest.mark.parametrize(
    ("way", "left", "turn"),
    [
        (GREEDY, 50, Turn(cost=50, supporters=3, least=True)),  # with five votes it ties with a, which goes first by id
        (PHRAGMEN, None, Turn(cost=50, supporters=4, least=True)),  # with seven it is bought before a, which is at 10
    ],
)
def test_other_rules_tell_what_the_budget_had_left(way: Way, left: int | None, turn: Turn) -> None:
    told = lost(election([50, 60], 100, ["a"] * 5 + ["b"] * 3 + [""] * 4), "b", way)
    assert (told.left, told.turn) == (left, turn)


def test_what_was_kept_out_says_so() -> None:
    found = under(STREET, 4, [])
    assert lost(found, "b").bar == Bar(1)
    assert lost(found, "b").turn == Turn(cost=None, supporters=2, least=True)


@given(elections(), st.sampled_from(PLAIN_WAYS))
@settings(max_examples=100, deadline=None)
def test_at_the_cost_told_it_wins_and_at_no_cost_between_that_and_its_own(found: Election, way: Way) -> None:
    for each in why(found, way).lost:
        costs = [
            cost
            for cost in range(found.costs[each.project])
            if each.project in count(_costing(found, each.project, cost), way).winners
        ]
        assert each.turn is not None
        assert each.turn.cost == (max(costs) if costs else None)
        assert costs == list(range(len(costs)))  # whoever would win at one cost would at every lower one


@given(elections(), st.sampled_from((*PLAIN_WAYS, *COMPLETED)))
@settings(max_examples=100, deadline=None)
def test_with_the_supporters_told_it_wins_and_with_one_fewer_it_does_not(found: Election, way: Way) -> None:
    recount = Recount(found, way, found.order, count(found, way))
    for each in why(found, way).lost:
        assert each.turn is not None
        if more := each.turn.supporters:
            assert recount.wins_with(each.project, more)
            assert not each.turn.least or not recount.wins_with(each.project, more - 1)


@given(elections(), st.sampled_from(("cost", "cardinality")))
def test_what_supporters_hold_is_what_the_plain_rule_leaves_them(found: Election, utility: str) -> None:
    told = why(found, Way("equal-shares", utility))  # type: ignore[arg-type]
    votes, left = plain.votes_of(found), plain.purses_after(found, plain.equal_shares(found, utility, found.order))  # type: ignore[arg-type]
    for each in told.lost:
        held = sum((left[voter] for voter, vote in enumerate(votes) if each.project in vote), Fraction(0))
        assert each.path is not None
        assert each.path.left == held
        assert sum((paid for _, paid in each.taken(told.outcome)), Fraction(0)) == each.path.held[0] - held


@given(conditioned(), st.sampled_from((*PLAIN_WAYS, *COMPLETED)))
@settings(max_examples=60, deadline=None)
def test_every_project_is_explained_once(found: Election, way: Way) -> None:
    told = why(found, way)
    assert sorted(each.project for each in (*told.won, *told.lost)) == list(range(len(found.ids)))


def test_more_supporters_are_added_to_ballots_that_lack_a_project() -> None:
    votes = approvals([[0], [0], [1], []])
    assert votes.weights.tolist() == [2, 1]
    more = supported_more(votes, 1, whole([1, 0, 1]))
    assert more.voters == 4
    assert Election(("a", "b"), (1, 1), 1, more).votes == (2, 3)
    assert sorted(zip(more.weights.tolist(), map(tuple, _named(more)), strict=True)) == [
        (1, (0,)),
        (1, (0, 1)),
        (2, (1,)),
    ]


def _named(ballots):  # type: ignore[no-untyped-def]
    return [ballots.projects[a:b].tolist() for a, b in zip(ballots.starts, ballots.starts[1:], strict=False)]


def _costing(found: Election, project: int, cost: int) -> Election:
    costs = (*found.costs[:project], cost, *found.costs[project + 1 :])
    return Election(found.ids, costs, found.budget, found.ballots)
