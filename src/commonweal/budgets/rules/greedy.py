"""Greedy: projects are taken one by one, the highest score first, and those that no longer fit are passed over.

By cost utility the score is the votes (or points), as most cities count; by cardinality it is votes for each unit of
money. Projects without a vote come last, and are funded too where they fit.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

from commonweal.budgets.elections import Election
from commonweal.budgets.rules.outcomes import Outcome, Round, Tie, Utility, barred, spent

NAME: Final = "greedy"
TITLE: Final = "Most votes first"


def count(election: Election, utility: Utility, order: Sequence[int]) -> Outcome:
    """The projects that greedy funds, with the score of each. `order`: places, as ties are broken."""
    return completed(election, Outcome(()), utility, order)


def completed(election: Election, outcome: Outcome, utility: Utility, order: Sequence[int]) -> Outcome:
    """An outcome, with whatever still fits the budget added, highest score first."""
    rounds, ties = list(outcome.rounds), list(outcome.ties)
    left = election.budget - spent(election, outcome.winners)
    out = {*outcome.winners, *(bar.project for bar in barred(election, outcome.winners))}
    waiting = [place for place in order if place not in out]
    scores = {place: _score(election, place, utility) for place in waiting}
    for level in sorted(set(scores.values()), reverse=True):
        level_with = [place for place in waiting if scores[place] == level]
        while equal := [place for place in level_with if election.costs[place] <= left and place not in out]:
            if len(equal) > 1:
                ties.append(Tie(len(rounds) + 1, tuple(sorted(equal)), equal[0]))
            rounds.append(Round(equal[0], level))
            left -= election.costs[equal[0]]
            out |= {equal[0]} | election.rivals[equal[0]]
    added = len(rounds) - len(outcome.rounds) if outcome.per_voter is not None else 0
    return Outcome(tuple(rounds), tuple(ties), outcome.per_voter, added)


def turns(election: Election, outcome: Outcome, utility: Utility, order: Sequence[int]) -> dict[int, int]:
    """What was left of the budget when each project that greedy did not fund had its turn."""
    rank = {place: at for at, place in enumerate(order)}
    key = {place: (-_score(election, place, utility), rank[place]) for place in order}
    funded = (
        outcome.winners[len(outcome.winners) - outcome.added :] if outcome.per_voter is not None else outcome.winners
    )
    at_first = election.budget - spent(election, outcome.winners[: len(outcome.winners) - len(funded)])
    return {
        place: at_first - sum(election.costs[each] for each in funded if key[each] < key[place])
        for place in order
        if place not in set(outcome.winners)
    }


def _score(election: Election, place: int, utility: Utility) -> Fraction:
    """What a project gives for each unit of its cost: supporters' utility is the cost itself, or one.

    One that costs nothing counts as costing so little that it comes before all others.
    """
    if utility == "cost" or not election.scores[place]:
        return Fraction(election.scores[place])
    return election.scores[place] / Fraction(election.costs[place] or Fraction(1, 1 + max(election.scores)))
