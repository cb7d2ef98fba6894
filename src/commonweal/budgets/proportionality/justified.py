"""EJR+ up to one project: no group that wants the same project is left with less than it deserves.

A group of voters deserves as large a part of the budget as it is of all voters. If all of them want a project that was
not funded, then with it at least one of them must have more than what the group's money buys at that project's price.
Where that fails, the group could have paid for the project from its own part, and all of its members are badly served.

With cost utility a voter has of a winner what it costs, so that reads: what winners that the voter wants cost, and the
project, comes to more than the group's part of the budget. With cardinality each winner counts as one, and a part of
the budget buys as many projects as it could of this one. Points weigh. Exact: whole numbers are compared.

Sources: M. Brill, J. Peters, "Robust and verifiable proportionality axioms for multiwinner voting", EC 2023, for EJR+
and that it can be checked in polynomial time; D. Peters, G. Pierczynski, P. Skowron, "Proportional participatory
budgeting with additive utilities", NeurIPS 2021, for EJR up to one project. Equal shares always keep it: until a member
of such a group has paid more than the price at which all of them could buy the project, it could have been bought.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from commonweal.budgets.elections import Election
from commonweal.budgets.rules.outcomes import Utility, barred


@dataclass(frozen=True, slots=True)
class Neglected:
    """A group that deserves a project which was not funded: its supporters who are served no better than `served`."""

    project: int
    voters: int
    served: int  # what the best served of them has: what winners they want cost, or how many, by the points they gave


def neglected(election: Election, winners: Sequence[int], utility: Utility) -> Iterator[Neglected]:
    """For each project that shows that EJR+ up to one fails, the largest such group. None: it holds.

    Projects that a condition keeps out are no ground for complaint.
    """
    out = {*winners, *(bar.project for bar in barred(election, winners))}
    has = _served(election, winners, utility)
    for place, cost in enumerate(election.costs):
        worth = cost if utility == "cost" else 1
        if place not in out and worth and election.scores[place]:
            group = _largest(election, place, has, worth)
            if group:
                yield group


def _served(election: Election, winners: Sequence[int], utility: Utility) -> NDArray[Any]:
    """What a voter of each ballot has of the winners, in whole numbers of any size."""
    ballots = election.ballots
    worth = np.zeros(len(election.ids), dtype=object)
    for place in winners:
        worth[place] = election.costs[place] if utility == "cost" else 1
    has = np.zeros(len(ballots.weights), dtype=object)
    np.add.at(has, ballots.owners, worth[ballots.projects] * ballots.points)
    return has


def _largest(election: Election, place: int, has: NDArray[Any], worth: int) -> Neglected | None:
    """Supporters in order of how well they are served: a group is best made of all up to some one of them."""
    supporters = election.supporters[place]
    served: dict[int, tuple[int, int]] = {}  # with the project: voters, and the points they give it
    for ballot, points, voters in zip(supporters.ballots, supporters.points, supporters.voters, strict=True):
        level = has[ballot] + int(points) * worth
        before = served.get(level, (0, 0))
        served[level] = (before[0] + int(voters), before[1] + int(voters * points))
    cost, all_voters = election.costs[place], election.ballots.voters
    group, voters, given = None, 0, 0
    for level in sorted(served):
        voters, given = voters + served[level][0], given + served[level][1]
        if level * cost * all_voters <= election.budget * given * worth:
            group = Neglected(place, voters, level)
    return group
