"""Instant runoff: by hand, what holds of every count, pyrankvote's answers, and the Condorcet winner beside it."""

from itertools import permutations

import pyrankvote
import pytest
from hypothesis import assume, given

from commonweal.assemblies.counts.ballots import Election
from commonweal.assemblies.counts.condorcet import winner
from commonweal.assemblies.counts.instant_runoff import count
from commonweal.assemblies.counts.results import TieNotBroken
from commonweal.basics.problems import Refused
from tests.assemblies.counts.elections import NAMES, election, elections


@pytest.mark.parametrize(
    ("ballots", "elected", "quota", "excluded"),
    [
        ({"A": 6, "B": 5}, "Ash", 6, []),
        ({"A": 5, "B": 4, "CB": 3}, "Birch", 7, [("Cedar",)]),
        ({"A": 5, "B": 4, "C": 2}, "Ash", 5, [("Cedar",)]),  # two are exhausted: five are more than half of nine
        ({"A": 5, "BA": 4, "C": 3, "CB": 2}, "Ash", 8, [("Birch",)]),
    ],
)
def test_a_small_count(ballots: dict[str, int], elected: str, quota: int, excluded: list[tuple[str, ...]]) -> None:
    result = count(election(ballots))
    assert (result.elected, result.quota) == ((elected,), quota)
    assert [stage.candidates for stage in result.stages[1:]] == excluded


def test_those_who_go_out_whatever_the_lots_say_go_out_together() -> None:
    result = count(election({"A": 9, "B": 8, "CA": 1, "DB": 1, "EA": 1, "F": 1}, names="ABCDEF"))
    assert result.stages[1].candidates == ("Cedar", "Damson", "Elm", "Fir")
    assert result.ties == ()
    result = count(election({"A": 3, "B": 2}, names="ABC"))
    assert result.elected == ("Ash",)


def test_a_tie_is_broken_by_a_stage_before_or_by_lots_or_not_at_all() -> None:
    by_stage = count(election({"A": 5, "B": 3, "C": 2, "DC": 1}))
    assert (by_stage.elected, by_stage.ties[0].chosen) == (("Ash",), "Cedar")
    even = election({"A": 2, "B": 2})
    assert count(even, ("Birch", "Ash")).elected == ("Birch",)
    with pytest.raises(TieNotBroken) as stopped:
        count(even)
    assert stopped.value.candidates == ("Ash", "Birch")


@pytest.mark.parametrize(("found", "reason"), [({"A": 2, "B": 1}, "fills one seat, and here are 2")])
def test_several_seats_are_refused(found: dict[str, int], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        count(election(found, seats=2))


@given(elections(seats=1, blank=True, withdrawn=True))
def test_no_vote_appears_or_vanishes_and_the_winner_has_more_than_half(given_: Election) -> None:
    result = count(given_, NAMES[: len(given_.candidates)])
    for stage in result.stages:
        assert sum(stage.votes.values()) + stage.exhausted == result.ballots
        assert stage.lost == 0
    last = result.stages[-1]
    assert 2 * last.votes[result.elected[0]] > result.ballots - last.exhausted


@given(elections(seats=1))
def test_twice_the_ballots_elect_the_same(given_: Election) -> None:
    order = NAMES[: len(given_.candidates)]
    twice = Election(1, given_.candidates, {ranking: 2 * number for ranking, number in given_.ballots.items()})
    assert count(twice, order).elected == count(given_, order).elected


@given(elections(seats=1))
def test_going_out_together_elects_whom_going_out_one_by_one_would(given_: Election) -> None:
    """Every order of lots elects the same, unless the count says that it hung on lots."""
    try:
        elected = count(given_).elected
    except TieNotBroken:
        return
    assert {count(given_, order).elected for order in permutations(given_.candidates)} == {elected}


@given(elections(seats=1))
def test_pyrankvote_elects_the_same(given_: Election) -> None:
    """Where nothing hangs on a tie: pyrankvote breaks one by second choices, or by chance."""
    try:
        result = count(given_)
    except TieNotBroken:
        assume(False)
    assume(not result.ties)
    theirs = [pyrankvote.Candidate(name) for name in given_.candidates]
    ballots = [
        pyrankvote.Ballot([theirs[place] for place in ranking])
        for ranking, number in given_.ballots.items()
        for _ in range(number)
    ]
    (winner_,) = pyrankvote.instant_runoff_voting(theirs, ballots).get_winners()
    assert (winner_.name,) == result.elected


@pytest.mark.parametrize(
    ("ballots", "beats_all"),
    [
        ({"ABC": 4, "CBA": 3, "BCA": 2}, "Birch"),  # nobody's first choice by much, and everybody's second
        ({"ABC": 1, "BCA": 1, "CAB": 1}, None),  # each beats one and loses to one
        ({"A": 1, "B": 1}, None),
        ({"AB": 3, "B": 2}, "Ash"),
    ],
)
def test_the_condorcet_winner(ballots: dict[str, int], beats_all: str | None) -> None:
    assert winner(election(ballots)) == beats_all


@given(elections(withdrawn=True))
def test_the_condorcet_winner_beats_each_other_candidate_alone(given_: Election) -> None:
    def beats(one: int, other: int) -> bool:
        kept = [([p for p in ranking if p in (one, other)], number) for ranking, number in given_.ballots.items()]
        return sum(number if places[0] == one else -number for places, number in kept if places) > 0

    standing = given_.standing()
    beaters = [one for one in standing if all(beats(one, other) for other in standing if other != one)]
    assert winner(given_) == (given_.candidates[beaters[0]] if beaters else None)
