"""From ballots to what each area funds: small counts worked by hand, and properties that hold of all."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commonweal.assemblies.balloting import slates
from commonweal.assemblies.balloting.boxes import Ballot
from commonweal.basics.problems import Refused
from commonweal.budgets import tallying
from commonweal.budgets.counting import Way
from commonweal.budgets.tallying import Frame, results, tally
from tests.budgets.test_slates import EAST, SLATE, WEST

GREEDY = Frame(SLATE, Way("greedy"), least_votes=1)
SHARES = Frame(SLATE, Way("equal-shares"), least_votes=1)


def ballots(*said: tuple[str, Sequence[int]]) -> list[Ballot]:
    return [Ballot(f"key {number}", tuple(choices), cell) for number, (cell, choices) in enumerate(said)]


def winners(frame: Frame, *said: tuple[str, Sequence[int]]) -> list[list[int]]:
    return [each["winners"] for each in results(tally(frame, ballots(*said)))]


THREE = ((EAST, (0, 2)), (EAST, (0, 3)), (WEST, (1, 4)))


def test_each_area_is_counted_apart_with_its_own_voters_and_money() -> None:
    assert winners(GREEDY, *THREE) == [[1], [3], [5]]
    told = results(tally(GREEDY, ballots(*THREE)))
    assert [(each["voters"], each["budget"], each["spent"]) for each in told] == [
        (3, 500_00, 300_00),
        (2, 300_00, 200_00),
        (1, 300_00, 100_00),
    ]


def test_an_empty_ballot_counts_among_the_voters_of_an_area() -> None:
    """Alone, one voter of the West has £300 and buys for £100; among four, each has £75."""
    assert winners(SHARES, (WEST, (4,)))[2] == [5]
    assert winners(SHARES, (WEST, (4,)), *[(WEST, ())] * 3)[2] == []


def test_a_tie_goes_by_lots_and_without_them_by_the_ballot() -> None:
    both = ((EAST, (2,)), (EAST, (3,)))
    assert winners(GREEDY, *both)[1] == [3]
    assert winners(replace(GREEDY, lots=(4, 3, 2, 1, 0)), *both)[1] == [4]
    assert results(tally(GREEDY, ballots(*both)))[1]["ties"] == [{"round": 1, "between": [3, 4], "chosen": 3}]


def test_one_at_most_of_a_choice_wins_and_too_few_votes_bar() -> None:
    two = ((WEST, (0, 1)), (EAST, (0, 1)), (EAST, (1,)))
    cheap = replace(SLATE, costs=(100_00, 100_00, 1, 1, 1))
    assert winners(replace(GREEDY, slate=cheap), *two)[0] == [2, 1]
    assert winners(replace(GREEDY, slate=cheap, exclusive=((0, 1),)), *two)[0] == [2]
    assert winners(replace(GREEDY, slate=cheap, least_votes=3), *two)[0] == [2]


def test_what_is_withdrawn_is_passed_over() -> None:
    assert winners(replace(GREEDY, withdrawn=(0,)), *THREE)[0] == [2]


def test_points_and_places_weigh() -> None:
    slate = replace(SLATE, kind=slates.POINTS, most=3)
    assert winners(replace(GREEDY, slate=slate), (EAST, (0,)), (EAST, (0,)), (EAST, (1, 1, 1)))[0] == [2]
    ranked = replace(SLATE, kind=slates.RANKED, most=2)
    counted = tally(replace(GREEDY, slate=ranked), ballots((EAST, (1, 0)), (EAST, (1,)), (EAST, (0,))))[0]
    assert counted.election.scores == (1 + 2, 2 + 2)


def test_a_choice_is_among_two_or_more_of_one_area() -> None:
    assert tallying.exclusive_groups(("", "Hall", "hall", ""), (0, 1, 1, 2)) == ((1, 2),)
    with pytest.raises(Refused, match="one project alone"):
        tallying.exclusive_groups(("Hall", ""), (0, 0))
    with pytest.raises(Refused, match="two areas"):
        tallying.exclusive_groups(("Hall", "Hall"), (0, 1))


def test_a_frame_is_read_again_as_it_was() -> None:
    frame = replace(SHARES, exclusive=((2, 3),))
    told = tallying.read(tallying.frozen(frame))
    assert tallying.frozen(told) == tallying.frozen(frame)
    assert told.exclusive == frame.exclusive


SAID = st.lists(
    st.one_of(
        st.tuples(st.just(EAST), st.sets(st.sampled_from((0, 1, 2, 3)))),
        st.tuples(st.just(WEST), st.sets(st.sampled_from((0, 1, 4)))),
    ),
    max_size=12,
)


@given(SAID, st.sampled_from((Way("greedy"), Way("phragmen"), Way("equal-shares", "cost", "add1-greedy"))))
def test_no_area_spends_more_than_it_has_and_only_on_its_own(said: list[tuple[str, set[int]]], way: Way) -> None:
    frame = Frame(SLATE, way, least_votes=1)
    cast = ballots(*[(cell, tuple(sorted(chosen))) for cell, chosen in said])
    told = results(tally(frame, cast))
    for each, part in zip(told, SLATE.parts, strict=True):
        assert each["spent"] <= part.pence
        assert all(SLATE.areas[option - 1] == each["area"] - 1 for option in each["winners"])
        assert all(any(option - 1 in chosen for _cell, chosen in said) for option in each["winners"])
    assert told == results(tally(frame, list(reversed(cast))))  # the order of ballots says nothing
