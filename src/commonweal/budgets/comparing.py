"""One election under all rules, side by side: who wins, what is spent, who has something of it, is it proportional."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final

import numpy as np

from commonweal.budgets.counting import Way, count
from commonweal.budgets.elections import Election
from commonweal.budgets.proportionality.justified import neglected
from commonweal.budgets.proportionality.priceable import LARGEST, priceable
from commonweal.budgets.rules import greedy
from commonweal.budgets.rules.completions import TooLong
from commonweal.budgets.rules.outcomes import Outcome, spent

WAYS: Final = (
    Way("greedy"),
    Way("greedy", "cardinality"),
    Way("phragmen"),
    Way("equal-shares"),
    Way("equal-shares", "cardinality"),
    Way("equal-shares", "cost", "add1"),
    Way("equal-shares", "cardinality", "add1"),
    Way("equal-shares", "cost", "add1-greedy"),
    Way("equal-shares", "cardinality", "add1-greedy"),
)


@dataclass(frozen=True, slots=True)
class Compared:
    """What one rule makes of an election. Money is in the election's units; averages are of all voters."""

    way: Way
    outcome: Outcome
    spent: int
    served: int  # voters who named at least one winner
    money: Fraction  # what winners that a voter named cost
    winners: Fraction  # how many winners a voter named
    neglected: int  # projects that show that EJR+ up to one fails, by the rule's utility
    priceable: bool | None  # None: not known


@dataclass(frozen=True, slots=True)
class Limits:
    """How much work may be done for one answer: entries of ballots that are searched for prices, counts of add1."""

    entries: int = LARGEST
    counts: int | None = None


def compared(
    election: Election, ways: Sequence[Way] = WAYS, order: Sequence[int] = (), limits: Limits = Limits()
) -> Iterator[Compared]:
    """The election under each of some rules, those left out that would take more work than there may be."""
    order = order or election.order
    added: dict[str, Outcome | None] = {}  # by utility: add1 takes longest, and greedy goes on from it
    for way in ways:
        if way.completion in ("add1", "add1-greedy") and way.utility not in added:
            added[way.utility] = _add_one(election, way, order, limits)
        outcome = added[way.utility] if way.completion != "none" else count(election, way, order)
        if outcome and way.completion == "add1-greedy":
            outcome = greedy.completed(election, outcome, way.utility, order)
        if outcome:
            yield _compared(election, way, outcome, limits.entries)


def _add_one(election: Election, way: Way, order: Sequence[int], limits: Limits) -> Outcome | None:
    try:
        return count(election, replace(way, completion="add1"), order, limits.counts)
    except TooLong:
        return None


def _compared(election: Election, way: Way, outcome: Outcome, largest: int) -> Compared:
    ballots, voters = election.ballots, max(1, election.ballots.voters)
    funded = np.isin(ballots.projects, outcome.winners)
    served = np.zeros(len(ballots.weights), dtype=bool)
    served[ballots.owners[funded]] = True
    named = {place: election.votes[place] for place in outcome.winners}
    return Compared(
        way,
        outcome,
        spent(election, outcome.winners),
        served=int(ballots.weights[served].sum()),
        money=Fraction(sum(election.costs[place] * votes for place, votes in named.items()), voters),
        winners=Fraction(sum(named.values()), voters),
        neglected=sum(1 for _ in neglected(election, outcome.winners, way.utility)),
        priceable=priceable(election, outcome, largest),
    )
