"""What an election may be made of, and which of its ballots count."""

from typing import Any

import pytest

from commonweal.assemblies.counts.ballots import Election
from commonweal.basics.problems import Refused

SOUND: dict[str, Any] = {"seats": 1, "candidates": ("Ash", "Birch", "Cedar"), "ballots": {(0, 1): 2}}


@pytest.mark.parametrize(
    ("wrong", "reason"),
    [
        ({"candidates": ()}, "needs 1 to 1,000 candidates; this one has 0"),
        ({"candidates": tuple(map(str, range(1001)))}, "this one has 1,001"),
        ({"seats": 0}, "at least 1 seat"),
        ({"seats": 4}, "no more seats than candidates"),
        ({"withdrawn": frozenset({3})}, "who is not among the candidates"),
        ({"candidates": ("Ash", "", "Cedar")}, "Candidate 2 has no name"),
        ({"candidates": ("Ash", "Birch\nCedar", "Cedar")}, "candidate 2 is not plain text on one line"),
        ({"candidates": ("Ash", "Birch", "Ash")}, "Two candidates are called Ash"),
        ({"candidates": ("Ash", "Birch", "A\u200csh")}, "Two candidates are called"),  # a joiner shows nothing
        ({"candidates": ("Ash", "\u200d", "Cedar")}, "Candidate 2 has no name"),
        ({"candidates": ("Ash", "B" * 501, "Cedar")}, "candidate 2 is longer than 500 characters"),
        ({"title": "W" * 501}, "of 500 characters at most"),
        ({"title": " Ward 1"}, "The title is not plain text"),
        ({"ballots": {(0, 1, 0): 1}}, "candidate 1 is ranked twice"),
        ({"ballots": {(3,): 1}}, "ranks candidate 4, and there are 3"),
        ({"ballots": {(-1,): 1}}, "ranks candidate 0"),
        ({"ballots": {(0,): 0}}, "must be 1 or more"),
    ],
)
def test_what_nobody_could_count_is_refused(wrong: dict[str, Any], reason: str) -> None:
    Election(**SOUND)
    with pytest.raises(Refused, match=reason):
        Election(**SOUND | wrong)


def test_valid_ballots_pass_over_those_who_withdrew_and_leave_blank_ones_out() -> None:
    ballots = {(0, 1): 2, (1,): 3, (2, 1): 1, (2,): 4, (): 5}
    found = Election(1, SOUND["candidates"], ballots, frozenset({1}))
    assert found.standing() == (0, 2)
    assert found.valid() == {(0,): 2, (2,): 5}
