"""Conditions besides money: a least number of votes, and projects of which one at most may win."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from commonweal.basics.problems import Refused
from commonweal.budgets.counting import Way, as_json, count, under
from commonweal.budgets.elections import Conditions, Election
from commonweal.budgets.rules.completions import add_one
from commonweal.budgets.rules.equal_shares import Shares
from commonweal.budgets.rules.outcomes import Bar, Utility, barred, spent
from tests.budgets import plain_equal_shares as plain
from tests.budgets.elections import conditioned, election, elections

GREEN = election([40, 40, 20], 100, ["a", "a", "a", "b", "b", "c"])  # two plans for one site, and a bench
WAYS = (Way("equal-shares"), Way("equal-shares", "cost", "add1-greedy"), Way("greedy"), Way("phragmen"))


def winners(found: Election, way: Way) -> str:
    return "".join(found.ids[place] for place in count(found, way).winners)


@pytest.mark.parametrize("way", WAYS)
def test_once_a_project_has_won_those_it_excludes_are_out(way: Way) -> None:
    assert "b" not in winners(under(GREEN, 0, ["ab"]), way)


@pytest.mark.parametrize(
    ("way", "free", "together"),
    [(Way("greedy"), "abc", "ac"), (Way("phragmen"), "abc", "ac"), (Way("equal-shares"), "a", "a")],
)
def test_others_take_the_place_of_what_is_excluded(way: Way, free: str, together: str) -> None:
    assert winners(GREEN, way) == free
    assert winners(under(GREEN, 0, ["ab"]), way) == together


@pytest.mark.parametrize("way", WAYS)
def test_who_has_too_few_votes_does_not_win(way: Way) -> None:
    assert set(winners(under(GREEN, 3, []), way)) == {"a"}


def test_what_is_kept_out_is_named_with_its_reason() -> None:
    found = under(GREEN, 2, ["ab"])
    assert barred(found, count(found, Way("greedy")).winners) == (Bar(1, excluded_by=0), Bar(2))
    told = as_json(found, Way("greedy"), count(found, Way("greedy")))
    assert (told["least_votes"], told["exclusive"]) == (2, [["a", "b"]])
    assert told["barred"] == [
        {"project": "b", "votes": 2, "why": "excluded", "excluded_by": "a"},
        {"project": "c", "votes": 1, "why": "votes", "excluded_by": None},
    ]


def test_a_project_that_costs_nothing_excludes_others_too() -> None:
    found = under(election([0, 0, 5], 10, ["ab", "bc"]), 0, ["ab"])
    assert winners(found, Way("equal-shares")) == "ac"


@given(elections(), st.sampled_from(WAYS))
def test_without_conditions_nothing_is_named_and_nothing_changes(found: Election, way: Way) -> None:
    outcome = count(found, way)
    assert count(under(found, 0, []), way) == outcome
    assert barred(found, outcome.winners) == ()
    assert "barred" not in as_json(found, way, outcome)


@given(conditioned(), st.sampled_from(("cost", "cardinality")), st.booleans())
@settings(max_examples=150)
def test_equal_shares_and_its_completion_are_the_plain_ones(found: Election, utility: Utility, over: bool) -> None:
    bought = count(found, Way("equal-shares", utility)).rounds
    assert [(each.project, each.price) for each in bought] == plain.equal_shares(found, utility, found.order)
    ended = add_one(found, Shares(utility, found.order), until_over=over)
    expected = plain.add_one(found, utility, found.order, until_over=over)
    assert [(each.project, each.price) for each in ended.rounds] == expected


@given(conditioned(), st.sampled_from(WAYS))
def test_every_rule_keeps_every_condition(found: Election, way: Way) -> None:
    funded = count(found, way).winners
    assert all(found.votes[place] >= found.conditions.least_votes for place in funded)
    assert all(len(set(group) & set(funded)) <= 1 for group in found.conditions.exclusive)
    assert spent(found, funded) <= found.budget


@pytest.mark.parametrize(
    ("least", "groups", "reason"),
    [
        (-1, [], "The least number of votes is -1"),
        (0, ["az"], "'z' is no project here"),
        (0, ["aa"], "is only one. Name two or more"),
    ],
)
def test_conditions_that_cannot_be(least: int, groups: list[str], reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        under(GREEN, least, groups)


def test_conditions_belong_to_the_election_and_leave_its_votes_as_they_are() -> None:
    assert replace(GREEN, conditions=Conditions(2)).votes == GREEN.votes
