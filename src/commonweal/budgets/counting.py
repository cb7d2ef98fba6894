"""Counting an election of projects by a rule that is named, and telling the result so that a program can check it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any, Final, Literal, get_args

from commonweal.basics.problems import Refused
from commonweal.budgets.elections import Conditions, Election
from commonweal.budgets.rules import equal_shares, greedy, phragmen
from commonweal.budgets.rules.completions import Completion, completed
from commonweal.budgets.rules.equal_shares import Shares
from commonweal.budgets.rules.outcomes import Bar, Outcome, Round, Tie, Utility, barred, spent

Name = Literal["equal-shares", "greedy", "phragmen"]

TITLES: Final = {rule.NAME: rule.TITLE for rule in (equal_shares, greedy, phragmen)}
UTILITIES: Final = get_args(Utility)
COMPLETIONS: Final = get_args(Completion)


@dataclass(frozen=True, slots=True)
class Way:
    """How an election is counted. Phragmén's rule has no utility, and only equal shares are completed."""

    rule: Name
    utility: Utility = "cost"
    completion: Completion = "none"


def count(election: Election, way: Way, order: Sequence[int] = (), patience: int | None = None) -> Outcome:
    """The outcome. `order`: places in the order that breaks ties; by id, as text, where it is not given.

    Raises TooLong where a completion takes more counts than `patience`.
    """
    order = order or election.order
    if way.rule == phragmen.NAME:
        return phragmen.count(election, order)
    if way.rule == greedy.NAME:
        return greedy.count(election, way.utility, order)
    return completed(election, Shares(way.utility, order), way.completion, patience)


def tie_order(election: Election, ids: Sequence[str]) -> tuple[int, ...]:
    """The places of ids, as an order for ties; those left out come after them, by id. Raises Refused for a stranger."""
    places = {each: place for place, each in enumerate(election.ids)}
    if strangers := [each for each in ids if each not in places]:
        raise Refused(f"The order for ties names {strangers[0]!r}, which is no project here.")
    if len(set(ids)) < len(ids):
        raise Refused("The order for ties names a project twice. Write each id once.")
    return (*(places[each] for each in ids), *(place for place in election.order if election.ids[place] not in ids))


def under(election: Election, least_votes: int, exclusive: Sequence[Sequence[str]]) -> Election:
    """The election under conditions. `exclusive`: groups of ids of which one at most may win.

    Raises Refused for an id that no project has, and for a group that names fewer than two.
    """
    places = {each: place for place, each in enumerate(election.ids)}
    for group in exclusive:
        if strangers := [each for each in group if each not in places]:
            raise Refused(f"Projects that exclude one another: {strangers[0]!r} is no project here.")
        if len(set(group)) < 2:
            raise Refused(f"Projects that exclude one another: {', '.join(group)} is only one. Name two or more.")
    groups = tuple(tuple(sorted({places[each] for each in group})) for group in exclusive)
    return replace(election, conditions=Conditions(least_votes, groups))


def as_json(election: Election, way: Way, outcome: Outcome) -> dict[str, Any]:
    """The result as plain values for JSON. Money is in whole units of the currency; prices are fractions, as text."""
    return {
        "rule": way.rule,
        "utility": way.utility if way.rule != phragmen.NAME else None,
        "completion": way.completion if way.rule == equal_shares.NAME else None,
        "voters": election.ballots.voters,
        "winners": [election.ids[place] for place in outcome.winners],
        "spent": _number(election, spent(election, outcome.winners)),
        "budget": _number(election, election.budget),
        "per_voter": _fraction(election, outcome.per_voter),
        "rounds": [_round(election, each) for each in outcome.rounds],
        "ties": [_tie(election, each) for each in outcome.ties],
        **_conditions(election, outcome),
    }


def _conditions(election: Election, outcome: Outcome) -> dict[str, Any]:
    """What was asked besides money, and whom it kept out; nothing where nothing was asked."""
    asked = election.conditions
    if asked == Conditions():
        return {}
    return {
        "least_votes": asked.least_votes,
        "exclusive": [[election.ids[place] for place in group] for group in asked.exclusive],
        "barred": [_bar(election, bar) for bar in barred(election, outcome.winners)],
    }


def _bar(election: Election, bar: Bar) -> dict[str, Any]:
    excluded_by = None if bar.excluded_by is None else election.ids[bar.excluded_by]
    return {
        "project": election.ids[bar.project],
        "votes": election.votes[bar.project],
        "why": "votes" if excluded_by is None else "excluded",
        "excluded_by": excluded_by,
    }


def _round(election: Election, each: Round) -> dict[str, Any]:
    return {
        "project": election.ids[each.project],
        "cost": _number(election, election.costs[each.project]),
        "supporters": election.votes[each.project],
        "price": _fraction(election, each.price),
        "paid_less": each.paid_less,
    }


def _tie(election: Election, tie: Tie) -> dict[str, Any]:
    return {
        "round": tie.round,
        "projects": [election.ids[place] for place in tie.projects],
        "chosen": election.ids[tie.chosen],
        "how": "by the order of ties",
    }


def _number(election: Election, amount: int) -> int | float:
    """An amount as a number that JSON writes with all its decimals: a file's amounts have 15 figures at most."""
    return float(election.money(amount)) if amount % election.unit else amount // election.unit


def _fraction(election: Election, amount: Fraction | None) -> str | None:
    return None if amount is None else str(amount / election.unit)
