"""Sequential Phragmén: voters are given money little by little, and supporters buy a project as soon as they can.

Everyone's money grows from nothing at the same pace. Once the supporters of a project can pay for it together they
do, and have nothing left. It ends when a project that could be bought next costs more than the budget has left.

Exact: all terms are positive, so floating point is off by no more than `_slack`; projects nearer to each other than
that are compared as fractions. Points count as support.

Source: M. Los, Z. Christoff, D. Grossi, "Proportional budget allocations: towards a systematization", IJCAI 2022.
"""

from collections.abc import Sequence
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from commonweal.budgets.elections import Election
from commonweal.budgets.rules.outcomes import Outcome, Round, Tie, spent, waiting

NAME: Final = "phragmen"
TITLE: Final = "Sequential Phragmén"
SPARE: Final = 8  # roundings besides those of a sum's terms


def count(election: Election, order: Sequence[int]) -> Outcome:
    """The projects that Phragmén's rule funds; a round's price is the money each voter has been given by then."""
    race = _Race(election)
    rank = {place: at for at, place in enumerate(order)}
    rounds: list[Round] = []
    ties: list[Tie] = []
    left = election.budget
    while next_ := race.next():
        if max(election.costs[place] for place in next_) > left:
            break
        chosen = min(next_, key=rank.__getitem__)
        if len(next_) > 1:
            ties.append(Tie(len(rounds) + 1, tuple(sorted(next_)), chosen))
        rounds.append(race.buy(chosen))
        left -= election.costs[chosen]
    return Outcome(tuple(rounds), tuple(ties))


def held(election: Election, outcome: Outcome) -> dict[int, Fraction]:
    """What the supporters of each project had together when the count ended, and no more than the budget had left."""
    race = _Race(election)
    for place in outcome.winners:
        race.buy(place)
    left = Fraction(election.budget - spent(election, outcome.winners))
    next_ = race.next()
    return {place: min(left, race.held(place, next_[0])) for place in waiting(election, outcome.winners) if next_}


class _Race:
    """The count under way. What voters were given when they last bought something tells all that they have."""

    def __init__(self, election: Election) -> None:
        self._election = election
        ballots = election.ballots
        self._given: list[Fraction] = [Fraction(0)]  # to each voter by each purchase; the first stands for none
        self._nearly = [0.0]
        self._last = np.zeros(len(ballots.weights), dtype=np.int64)  # each ballot's last purchase
        self._open = {place for place in waiting(election, ()) if election.costs[place] <= election.budget}

    def next(self) -> list[int]:
        """The projects that can be bought first, at the same moment exactly; none where none is left."""
        if not self._open:
            return []
        places = sorted(self._open)
        moments = np.array([self._moment(place) for place in places])
        first = moments.min()
        near = [place for place, moment in zip(places, moments, strict=True) if moment <= first * (1 + self._slack())]
        if len(near) == 1:
            return near
        exact = {place: self._exactly(place) for place in near}
        return [place for place, moment in exact.items() if moment == min(exact.values())]

    def buy(self, project: int) -> Round:
        """The supporters pay, and have nothing left."""
        moment = self._exactly(project)
        self._last[self._election.supporters[project].ballots] = len(self._given)
        self._given.append(moment)
        self._nearly.append(float(moment))
        self._open -= {project} | self._election.rivals[project]
        return Round(project, moment)

    def held(self, project: int, other: int) -> Fraction:
        """What supporters of a project hold together at the moment at which another can be bought."""
        later = self._exactly(other) - self._exactly(project)
        return self._election.costs[project] + later * self._election.votes[project]

    def _moment(self, project: int) -> float:
        """What each voter must have been given for the project's supporters to pay for it, nearly."""
        supporters = self._election.supporters[project]
        before = float(np.array(self._nearly)[self._last[supporters.ballots]] @ supporters.voters)
        return (before + float(self._election.costs[project])) / self._election.votes[project]

    def _exactly(self, project: int) -> Fraction:
        who = self._election.supporters[project].ballots
        voters: NDArray[np.int64] = np.zeros(len(self._given), dtype=np.int64)
        np.add.at(voters, self._last[who], self._election.ballots.weights[who])
        before = sum((int(each) * given for each, given in zip(voters, self._given, strict=True) if each), Fraction(0))
        return (before + self._election.costs[project]) / self._election.votes[project]

    def _slack(self) -> float:
        return float(4 * (len(self._election.ballots.weights) + SPARE) * np.finfo(np.float64).eps)
