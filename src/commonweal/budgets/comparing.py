"""One election under all rules, side by side: who wins, what is spent, who has something of it, is it proportional."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from commonweal.budgets.counting import Way, count
from commonweal.budgets.elections import Election
from commonweal.budgets.proportionality.justified import neglected
from commonweal.budgets.proportionality.priceable import LARGEST, priceable
from commonweal.budgets.rules import greedy
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


def compared(
    election: Election, ways: Sequence[Way] = WAYS, order: Sequence[int] = (), largest: int = LARGEST
) -> Iterator[Compared]:
    """The election under each of some rules. `largest`: as `priceable` takes it."""
    order = order or election.order
    added: dict[str, Outcome] = {}  # by utility: add1 takes longest, and greedy goes on from it
    for way in ways:
        if way.completion == "add1-greedy" and way.utility in added:
            outcome = greedy.completed(election, added[way.utility], way.utility, order)
        else:
            outcome = count(election, way, order)
        if way.completion == "add1":
            added[way.utility] = outcome
        yield _compared(election, way, outcome, largest)


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
