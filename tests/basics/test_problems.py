"""Problems and refusals: said so that a person could act on them."""

from dataclasses import FrozenInstanceError

import pytest

from commonweal.basics.problems import Problem, Refused


def test_a_problem_says_where_and_why_and_does_not_change() -> None:
    problem = Problem("payments-june.csv, line 12", "the amount was printed as ######## and is lost")
    assert problem == Problem(problem.where, problem.reason)
    with pytest.raises(FrozenInstanceError):
        problem.reason = "another"  # type: ignore[misc]


def test_a_refusal_carries_its_reason_in_plain_words() -> None:
    with pytest.raises(Refused, match="no payments in it") as refusal:
        raise Refused("This file has no payments in it.")
    assert refusal.value.plain == "This file has no payments in it."
