"""Approval: by hand, and what holds of every count."""

import pytest
from hypothesis import given

from commonweal.assemblies.counts.approval import count
from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.results import TieNotBroken
from commonweal.basics.problems import Refused
from tests.assemblies.counts.elections import NAMES, election, elections


@pytest.mark.parametrize(
    ("ballots", "seats", "elected"),
    [
        ({"AB": 3, "BC": 2, "A": 1}, 1, ("Birch",)),
        ({"BA": 3, "CB": 2, "A": 1}, 1, ("Birch",)),  # the order on a ballot means nothing
        ({"AB": 3, "BC": 2, "A": 1}, 2, ("Birch", "Ash")),
        ({"AB": 3}, 2, ("Ash", "Birch")),  # equal, and both get a seat: nothing to choose
        ({"A": 3, "B": 1}, 3, ("Ash", "Birch")),  # nobody approves of Cedar
    ],
)
def test_a_small_count(ballots: dict[str, int], seats: int, elected: tuple[str, ...]) -> None:
    assert count(election(ballots, seats=seats, names="ABC")).elected == elected


def test_a_tie_for_the_last_seat_is_for_lots() -> None:
    tied = election({"ABCD": 1, "A": 1}, seats=3)
    result = count(tied, ("Damson", "Birch", "Cedar"))
    assert result.elected == ("Ash", "Damson", "Birch")
    assert [(tie.candidates, tie.chosen) for tie in result.ties] == [
        (("Birch", "Cedar", "Damson"), "Damson"),
        (("Birch", "Cedar"), "Birch"),
    ]
    with pytest.raises(TieNotBroken) as stopped:
        count(tied)
    assert stopped.value.candidates == ("Birch", "Cedar", "Damson")
    assert stopped.value.so_far.elected == ("Ash",)


def test_nothing_to_count_is_refused() -> None:
    with pytest.raises(Refused, match="nothing to count"):
        count(election({"": 3}, names="AB"))


@given(elections(blank=True, withdrawn=True))
def test_nobody_left_out_has_more_approvals_than_anyone_elected(given_: Election) -> None:
    result = count(given_, NAMES[: len(given_.candidates)])
    votes = result.stages[0].votes
    out = [votes[name] for name in votes if name not in result.elected]
    assert min(votes[name] for name in result.elected) >= max(out, default=0)
    assert all(votes[name] == 0 for name in votes if name not in result.elected) or len(result.elected) == given_.seats
