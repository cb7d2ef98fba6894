"""What voters have left in a count by equal shares: in floating point, with bounds that are certain.

Floating point only puts prices in order. Each price comes with a bound on its error that `_certain` proves; where no
bound can be had, or those of two prices overlap, the price is worked out in whole numbers instead (exact_prices.py).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from commonweal.budgets.elections import Election, Places
from commonweal.budgets.rules.exact_prices import Prices
from commonweal.budgets.rules.outcomes import Round

Amounts = NDArray[np.float64]

EPSILON: Final = float(np.finfo(np.float64).eps)
LEAST: Final = float(np.nextafter(0.0, 1.0))  # what is left of a purse that is not known to be empty, at least
CAUTION: Final = 4  # times the error that analysis gives


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a project's price per point certainly lies."""

    least: float
    most: float


@dataclass(frozen=True, slots=True)
class _Supporters:
    """Who supports a project: what each ballot's voters hold, the points each of them gives, and how many they are."""

    left: Amounts  # of one voter
    points: Amounts  # of one voter
    voters: Amounts

    def poor(self, price: float) -> NDArray[np.bool_]:
        """Whose money is less than they would pay."""
        return self.left < price * self.points


class Purses:
    """Everyone's money during one count. Amounts are in the election's units times the number of voters."""

    def __init__(self, election: Election, purse: int) -> None:
        """`purse`: what each voter begins with, in those units."""
        self._election = election
        self.prices = Prices(purse)
        self._start = float(purse)
        self._left = np.full(len(election.ballots.weights), self._start)
        self._rounds = np.full(len(election.ids), -1, dtype=np.int64)  # when each project was bought

    def cost(self, project: int) -> int:
        """What a project costs, in the units of the purses."""
        return self._election.costs[project] * self._election.ballots.voters

    def bounds(self, project: int, least: float) -> Bounds | None:
        """Bounds on the price per point of a project now; None where its supporters can no longer pay for it.

        `least`: a price that it does not go below, such as its lower bound of an earlier round.
        """
        supporters, cost = self._supporters(project), float(self.cost(project))
        held = float(supporters.left @ supporters.voters)
        each = self._error()
        slack = CAUTION * (each * float(supporters.voters.sum()) + len(supporters.left) * EPSILON * (held + cost))
        if held < cost + slack and not self._affordable(project):
            return None
        price = _filled(supporters, cost, least)
        return _certain(supporters, price, slack, each) or self._rounded(project)

    def price(self, project: int) -> Fraction:
        """The price per point of a project that can be paid for, exactly."""
        return self._priced(project)[0]

    def buy(self, project: int) -> Round:
        """All supporters of a project pay its price, or all that they have left."""
        price, poor = self._priced(project)
        who, points = self._election.supporters[project]
        emptied = who[poor & (self._left[who] > 0)]
        rest = np.maximum(self._left[who] - points * float(price), LEAST)
        self._rounds[project] = len(self.prices)
        self.prices.add(price)
        self._left[who] = np.where(poor, 0.0, rest)
        return Round(project, price, int(self._election.ballots.weights[emptied].sum()))

    def _supporters(self, project: int) -> _Supporters:
        who, points = self._election.supporters[project]
        return _Supporters(self._left[who], points.astype(float), self._election.ballots.weights[who].astype(float))

    def _error(self) -> float:
        """How far what is held of one purse may be off: each round rounds a price and a difference."""
        return CAUTION * (len(self.prices) + 2) * EPSILON * self._start

    def _affordable(self, project: int) -> bool:
        return self._held(self._election.supporters[project][0]) >= self.cost(project)

    def _held(self, ballots: Places) -> Fraction:
        """What the voters of these ballots have left together, exactly."""
        return self.prices.left(*self._given(ballots))

    def _given(self, ballots: Places) -> tuple[int, tuple[int, ...]]:
        """How many voters of these ballots are not spent out, and the points they gave to each project bought."""
        votes = self._election.ballots
        able = ballots[self._left[ballots] > 0]
        begins, lengths = votes.starts[able], votes.starts[able + 1] - votes.starts[able]
        skipped = np.concatenate([[0], np.cumsum(lengths)[:-1]]).astype(np.int64) if len(able) else lengths
        entries = np.repeat(begins - skipped, lengths) + np.arange(int(lengths.sum()))
        rounds = self._rounds[votes.projects[entries]]
        bought = rounds >= 0
        given = (np.repeat(votes.weights[able], lengths) * votes.points[entries])[bought]
        totals = np.zeros(len(self.prices), dtype=np.int64)
        np.add.at(totals, rounds[bought], given)
        return int(votes.weights[able].sum()), tuple(int(each) for each in totals)

    def _priced(self, project: int) -> tuple[Fraction, NDArray[np.bool_]]:
        """The exact price per point, and which supporters it leaves with nothing.

        Newton's steps on what supporters would pay in all, which bends down as the price rises: from any start they
        come to the price from below, and end there, since it bends at finitely many prices.
        """
        who, points = self._election.supporters[project]
        supporters, cost = self._supporters(project), self.cost(project)
        given = self._election.ballots.weights[who] * points
        poor = supporters.poor(_filled(supporters, float(cost), 0.0))
        while True:
            if poor.all():
                poor = self._poorer(
                    who, points, max(self._ratio(each, at) for each, at in zip(who, points, strict=True))
                )
            price = self.prices.price(cost, *self._given(who[poor]), int(given[~poor].sum()))
            now = self._poorer(who, points, price)
            if (now == poor).all():
                return price, poor
            poor = now

    def _poorer(self, who: Places, points: Places, price: Fraction) -> NDArray[np.bool_]:
        """Whose money is less than they would pay, exactly: the few too near to tell are worked out one by one."""
        asked = points * float(price)
        gap = self._left[who] - asked
        near = np.abs(gap) <= self._error() + CAUTION * EPSILON * asked
        poor: NDArray[np.bool_] = gap < 0
        for place in np.flatnonzero(near):
            poor[place] = self._ratio(int(who[place]), int(points[place])) < price
        return poor

    def _ratio(self, ballot: int, points: int) -> Fraction:
        """What one voter of a ballot has left, for each point given to a project, exactly."""
        if not self._left[ballot]:
            return Fraction(0)
        voters, given = self._given(np.array([ballot]))
        return self.prices.left(voters, given) / (voters * points)

    def _rounded(self, project: int) -> Bounds:
        price = float(self.price(project))
        return Bounds(price * (1 - EPSILON), price * (1 + EPSILON))


def _filled(supporters: _Supporters, cost: float, least: float) -> float:
    """The price per point at which supporters pay the cost, nearly: from below, until nobody more is spent out."""
    given = supporters.voters * supporters.points
    held = supporters.voters * supporters.left
    price, poor_before = max(least, cost / float(given.sum())), -1
    while True:
        poor = supporters.poor(price)
        number = int(np.count_nonzero(poor))
        rich = float(given[~poor].sum())
        if number <= poor_before or not rich:
            return price
        price, poor_before = (cost - float(held[poor].sum())) / rich, number


def _certain(supporters: _Supporters, price: float, slack: float, each: float) -> Bounds | None:
    """Bounds around a price, or None where none can be proved.

    Let f(p) be what supporters truly pay in all at price p: it grows, and ever slower. Sums in floating point, and
    purses that are off by `each`, put f(price) at most `slack` away from the cost. Up to `price + margin` f grows by
    at least `rich` a unit, the points of those who can pay even more than that; so the true price lies within
    `slack / rich`, if that is no more than `margin`.
    """
    given = supporters.voters * supporters.points
    rich = float(given[~supporters.poor(price)].sum())
    if not rich:
        return None
    margin = 2 * slack / rich
    able = supporters.left >= (price + margin) * supporters.points * (1 + CAUTION * EPSILON) + each
    rich = float(given[able].sum())
    if not rich or slack / rich > margin:
        return None
    away = slack / rich + CAUTION * EPSILON * price
    return Bounds(price - away, price + away)
