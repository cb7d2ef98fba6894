"""What voters have left in a count by equal shares: in floating point, with bounds that are certain.

Floating point only puts prices in order. Each price comes with a bound on its error that `_certain` proves; where no
bound can be had, or those of two prices overlap, the price is worked out in whole numbers instead (exact_prices.py).
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from commonweal.budgets.elections import Amounts, Election, Places, Supporters
from commonweal.budgets.rules.exact_prices import Prices
from commonweal.budgets.rules.outcomes import Round

EPSILON: Final = float(np.finfo(np.float64).eps)
LEAST: Final = float(np.nextafter(0.0, 1.0))  # what is left of a purse that is not known to be empty, at least
CAUTION: Final = 4  # times the error that analysis gives
FEW: Final = 4_000  # amounts up to which a copy is quicker than none


@dataclass(frozen=True, slots=True)
class Bounds:
    """Between what a project's price per point certainly lies."""

    least: float
    most: float


class Purses:
    """Everyone's money during one count. Amounts are in the election's units times the number of voters."""

    def __init__(self, election: Election, purse: int) -> None:
        """`purse`: what each voter begins with, in those units."""
        self._election = election
        self.prices = Prices(purse)
        self._start = float(purse)
        self._left = np.full(len(election.ballots.weights), self._start)
        self._able = list(election.supporters)  # of each project, without most of those who are spent out
        self._nearly = np.zeros(len(election.ids))  # the price per point when it was last looked at: where to begin
        self._rounds = np.full(len(election.ids), -1, dtype=np.int64)  # when each project was bought

    def cost(self, project: int) -> int:
        """What a project costs, in the units of the purses."""
        return self._election.costs[project] * self._election.ballots.voters

    def bounds(self, project: int, least: float) -> Bounds | None:
        """Bounds on the price per point of a project now; None where its supporters can no longer pay for it.

        `least`: a price that it does not go below, such as its lower bound of an earlier round.
        """
        able, left = self._supporters(project)
        cost, each = float(self.cost(project)), self._error()
        held = able.voters * left
        total = float(np.add.reduce(held))
        slack = CAUTION * (each * float(np.add.reduce(able.voters)) + (len(left) + 1) * EPSILON * (total + cost))
        if total < cost - slack or (total < cost + slack and not self._affordable(able, project)):
            return None
        purses = _Held(left, held, able)
        price = self._nearly[project] = _filled(purses, cost, least)
        return _certain(purses, price, slack, each) or self._rounded(project)

    def price(self, project: int) -> Fraction:
        """The price per point of a project that can be paid for, exactly."""
        return self._priced(project)[0]

    def buy(self, project: int) -> Round:
        """All supporters of a project pay its price, or all that they have left."""
        price, able, poor = self._priced(project)
        left = self._left[able.ballots]
        emptied = able.voters[poor & (left > 0)]
        rest = np.maximum(left - able.points * float(price), LEAST)
        self._rounds[project] = len(self.prices)
        self.prices.add(price)
        self._left[able.ballots] = np.where(poor, 0.0, rest)
        return Round(project, price, int(emptied.sum()))

    def held(self, project: int) -> Fraction:
        """What the supporters of a project have left together, exactly."""
        return self.prices.left(*self._given(self._election.supporters[project].ballots))

    def left(self) -> Amounts:
        """What each voter of each ballot has left, nearly."""
        return self._left.copy()

    def _supporters(self, project: int) -> tuple[Supporters, Amounts]:
        """Who supports a project, and what each has left. Those who are spent out are left out once they are many."""
        able = self._able[project]
        left = self._left[able.ballots]
        kept = left > 0
        if 2 * np.count_nonzero(kept) < len(left):
            able = self._able[project] = able.among(kept)
            left = left[kept]
        return able, left

    def _error(self) -> float:
        """How far what is held of one purse may be off: each round rounds a price and a difference."""
        return CAUTION * (len(self.prices) + 2) * EPSILON * self._start

    def _affordable(self, able: Supporters, project: int) -> bool:
        return self.prices.left(*self._given(able.ballots)) >= self.cost(project)

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
        totals = np.bincount(rounds[bought], weights=given, minlength=len(self.prices))  # below 2 ** 53: exact
        return int(votes.weights[able].sum()), tuple(map(int, totals.tolist()))

    def _priced(self, project: int) -> tuple[Fraction, Supporters, NDArray[np.bool_]]:
        """The exact price per point of a project, its supporters, and which of them it leaves with nothing.

        Newton's steps on what supporters would pay in all, which bends down as the price rises: from any start they
        come to the price from below, and end there, since it bends at finitely many prices.
        """
        able, left = self._supporters(project)
        poor = left < self._nearly[project] * able.points
        while True:
            if poor.all():
                poor = self._poorer(able, max(self._ratio(able, at) for at in range(len(left))))
            rich = int(_total(able.given, ~poor))
            price = self.prices.price(self.cost(project), *self._given(able.ballots[poor]), rich)
            before, poor = poor, self._poorer(able, price)
            if np.array_equal(before, poor):
                return price, able, poor

    def _poorer(self, able: Supporters, price: Fraction) -> NDArray[np.bool_]:
        """Whose money is less than they would pay, exactly: the few too near to tell are worked out one by one."""
        asked = able.points * float(price)
        gap = self._left[able.ballots] - asked
        poor: NDArray[np.bool_] = gap < 0
        for at in np.flatnonzero(np.abs(gap) <= self._error() + CAUTION * EPSILON * asked):
            poor[at] = self._ratio(able, int(at)) < price
        return poor

    def _ratio(self, able: Supporters, at: int) -> Fraction:
        """What one voter of a ballot has left, for each point given to a project, exactly."""
        ballot = able.ballots[at : at + 1]
        if not self._left[ballot[0]]:
            return Fraction(0)
        voters, given = self._given(ballot)
        return self.prices.left(voters, given) / (voters * int(able.points[at]))

    def _rounded(self, project: int) -> Bounds:
        price = float(self.price(project))
        return Bounds(price * (1 - EPSILON), price * (1 + EPSILON))


@dataclass(frozen=True, slots=True)
class _Held:
    """What the supporters of a project hold: one voter of each ballot, and all of it."""

    left: Amounts
    held: Amounts
    able: Supporters

    def rich(self, price: float) -> NDArray[np.bool_]:
        """Who has as much as they would pay, or more."""
        return self.left >= price * self.able.points


def _total(amounts: Amounts, among: NDArray[np.bool_]) -> float:
    """The sum of some amounts; of many without a copy."""
    return float(amounts.dot(among) if len(amounts) <= FEW else np.einsum("i,i->", amounts, among))


def _filled(purses: _Held, cost: float, least: float) -> float:
    """The price per point at which supporters pay the cost, nearly: from below, until nobody more is spent out."""
    given, held = purses.able.given, float(np.add.reduce(purses.held))
    price, rich_before = max(least, cost / float(np.add.reduce(given))), len(given) + 1
    while True:
        rich = purses.rich(price)
        number = int(np.count_nonzero(rich))
        points = _total(given, rich)
        if number >= rich_before or not points:
            return price
        poor = held - _total(purses.held, rich) if number < len(rich) else 0.0
        price, rich_before = (cost - poor) / points, number


def _certain(purses: _Held, price: float, slack: float, each: float) -> Bounds | None:
    """Bounds around a price, or None where none can be proved.

    Let f(p) be what supporters truly pay in all at price p: it grows, and ever slower. Sums in floating point, and
    purses that are off by `each`, put f(price) at most `slack` away from the cost. Up to `price + margin` f grows by
    at least `rich` a unit, the points of those who can pay even more than that; so the true price lies within
    `slack / rich`, if that is no more than `margin`.
    """
    able = purses.able
    rich = _total(able.given, purses.rich(price))
    if not rich:
        return None
    margin = 2 * slack / rich
    sure = purses.left >= (price + margin) * able.points * (1 + CAUTION * EPSILON) + each
    rich = _total(able.given, sure)
    if not rich or slack / rich > margin:
        return None
    away = slack / rich + CAUTION * EPSILON * price
    return Bounds(price - away, price + away)
