"""The method of equal shares: everyone has the same share of the budget, and supporters pay for projects together.

Each voter begins with an equal share. Again and again the project is bought whose supporters get most for their money:
each of them pays the same for each point they gave it, or all they have left. It ends when no supporters can pay for a
project of theirs. Exact: floating point only puts prices in order where bounds prove the order (purses.py).

Source: D. Peters, G. Pierczynski, P. Skowron, "Proportional participatory budgeting with additive utilities", 2021;
https://equalshares.net for its use with cost and cardinality utility.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np

from commonweal.budgets.elections import Election
from commonweal.budgets.rules.outcomes import Outcome, Round, Tie, Utility, waiting
from commonweal.budgets.rules.purses import EPSILON, Purses

NAME: Final = "equal-shares"
TITLE: Final = "Method of equal shares"


@dataclass(frozen=True, slots=True)
class Shares:
    """What a count by equal shares needs besides the election.

    `extra`: money given to each voter beyond the share, in whole units of the currency. `order`: places, as ties are
    broken.
    """

    utility: Utility
    order: Sequence[int]
    extra: int = 0

    def purse(self, election: Election) -> int:
        """What each voter begins with, in the election's units times the number of voters."""
        return election.budget + self.extra * election.unit * election.ballots.voters


def count(election: Election, shares: Shares) -> Outcome:
    """The projects that equal shares fund, with no more than the shares and the extra money."""
    race = _Race(election, shares)
    rounds, ties = list(race.free()), []
    while leaders := race.leaders():
        winner = race.first(leaders)
        if len(leaders) > 1:
            ties.append(Tie(len(rounds) + 1, tuple(sorted(leaders)), winner))
        rounds.append(race.buy(winner))
    return Outcome(tuple(rounds), tuple(ties), race.per_voter)


def same_with(election: Election, before: Outcome, shares: Shares) -> Outcome | None:
    """What these larger shares buy, at their prices, if they and all between certainly buy it in the order of `before`.

    As long as the same is bought, more money for everyone leaves everyone with no less and makes no project dearer. So
    if with the larger shares no other project's rate is below what the winner's rate was, it is so for every amount
    between; and if nothing more can be bought at the end, it is so with less money too. Ties are not looked for.
    """
    race = _Race(election, shares)
    rounds = list(race.free())
    for bought in before.rounds[len(rounds) :]:
        if not race.leads(bought):
            return None
        rounds.append(race.buy(bought.project))
    return None if race.leaders() else Outcome(tuple(rounds), (), race.per_voter)


class _Race:
    """One count under way: the rate of each project is the price of a unit of utility; the lowest is bought next."""

    def __init__(self, election: Election, shares: Shares) -> None:
        self._election = election
        purse = shares.purse(election)
        self.per_voter = Fraction(purse, max(1, election.ballots.voters))
        self._purses = Purses(election, purse)
        self._worth = election.costs if shares.utility == "cost" else (1,) * len(election.ids)
        self._rank = {place: rank for rank, place in enumerate(shares.order)}
        self.least = np.full(len(election.ids), np.inf)  # of each project's rate; infinite once it is out
        self.most = np.full(len(election.ids), np.inf)
        self._fresh: set[int] = set()
        for place in waiting(election, ()):
            if election.costs[place]:
                rate = self._purses.cost(place) / election.scores[place] / self._worth[place]
                self.least[place] = rate * (1 - 4 * EPSILON)

    def free(self) -> Iterator[Round]:
        """Projects that cost nothing and have a supporter: they are funded first, in the order of ties."""
        free = {place for place in waiting(self._election, ()) if not self._election.costs[place]}
        for place in sorted(free, key=self._rank.__getitem__):
            if place in free:
                free -= self._exclude(place)
                yield Round(place, Fraction(0))

    def leaders(self) -> list[int]:
        """The projects of the lowest rate, exactly: more than one where they tie; none where nothing can be bought."""
        bar = np.inf  # what the lowest rate certainly does not exceed
        while True:
            first = int(self.least.argmin()) if len(self.least) else -1
            if first < 0 or np.isinf(self.least[first]):
                return []
            if first in self._fresh:
                stale = [each for each in np.flatnonzero(self.least <= bar).tolist() if each not in self._fresh]
                if not stale:
                    return self._lowest(np.flatnonzero(self.least <= bar).tolist())
                first = stale[0]
            self._refresh(first)
            bar = min(bar, float(self.most[first]))

    def leads(self, before: Round) -> bool:
        """Whether a project can be bought, and no other would be, even if it cost what it did before.

        Sooner false than wrong: another's rate that is below what the winner's was may still be above the winner's now.
        """
        self._refresh(before.project)
        if np.isinf(self.least[before.project]):
            return False
        rate = before.price * self._election.ballots.voters / self._worth[before.project]
        bar = float(rate) * (1 + EPSILON)
        return not any(
            self._goes_before(int(other), before.project, rate)
            for other in np.flatnonzero(self.least <= bar)
            if other != before.project
        )

    def _goes_before(self, other: int, project: int, rate: Fraction) -> bool:
        """Whether another project has a lower rate than this, or the same and comes first in the order of ties."""
        self._refresh(other)
        if self.least[other] > float(rate) * (1 + EPSILON):
            return False
        if self.most[other] < float(rate) * (1 - EPSILON):
            return True
        exact = self._purses.price(other) / self._worth[other]
        return exact < rate or (exact == rate and self._rank[other] < self._rank[project])

    def first(self, leaders: Sequence[int]) -> int:
        """Which of them the order of ties takes."""
        return min(leaders, key=self._rank.__getitem__)

    def buy(self, project: int) -> Round:
        self.least[project] = np.inf
        self._exclude(project)
        self._fresh.clear()
        bought = self._purses.buy(project)
        return Round(project, bought.price / max(1, self._election.ballots.voters), bought.paid_less)

    def _exclude(self, project: int) -> frozenset[int]:
        """What a project that won keeps out."""
        rivals = self._election.rivals[project]
        self.least[list(rivals)] = np.inf
        return rivals

    def _refresh(self, project: int) -> None:
        worth = self._worth[project]
        bounds = self._purses.bounds(project, float(self.least[project]) * worth * (1 - 4 * EPSILON))
        self.least[project] = bounds.least / worth * (1 - 4 * EPSILON) if bounds else np.inf
        self.most[project] = bounds.most / worth * (1 + 4 * EPSILON) if bounds else np.inf
        self._fresh.add(project)

    def _lowest(self, contenders: list[int]) -> list[int]:
        if len(contenders) == 1:
            return contenders
        rates = {place: self._purses.price(place) / self._worth[place] for place in contenders}
        return [place for place, rate in rates.items() if rate == min(rates.values())]
