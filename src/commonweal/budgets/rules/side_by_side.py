"""Counts by equal shares for many amounts of extra money, side by side: who certainly wins with each.

add1 counts again for every unit that everyone is given, and units next to each other buy nearly the same. So each
amount has a lane, a column of the arrays here, and what several lanes do next is done in all of them at once.

Only floating point is used. Each purse comes with a bound on its error, from which follow bounds on prices. Where those
of two rates overlap, and the rates are not plain ratios that whole numbers tell apart, the lane is left open.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

import numpy as np
from numpy.typing import NDArray

from commonweal.budgets.elections import Amounts, Election, Places, Supporters
from commonweal.budgets.rules.equal_shares import Shares
from commonweal.budgets.rules.outcomes import waiting
from commonweal.budgets.rules.purses import CAUTION, EPSILON

Flags = NDArray[np.bool_]

MOST_LANES: Final = 256
MOST_PURSES: Final = 2**19  # in all lanes: more do not fit what a processor keeps at hand
NONE: Final = -1


def at_once(election: Election) -> int:
    """How many amounts are well counted side by side."""
    return max(1, min(MOST_LANES, MOST_PURSES // max(1, len(election.ballots.weights))))


def winners(election: Election, each: Sequence[Shares]) -> list[tuple[int, ...] | None]:
    """The winners with each of these shares, in order; None where floating point cannot tell them.

    The shares differ in their extra money alone.
    """
    lanes = _Lanes(election, each)
    while lanes.go_on():
        pass
    return lanes.winners()


class _Lanes:
    """Counts under way. Projects stand in the order of ties here, so that of equal ones the first is taken."""

    def __init__(self, election: Election, each: Sequence[Shares]) -> None:
        self._election, self._order = election, each[0].order
        self._worth = [election.costs[place] if each[0].utility == "cost" else 1 for place in self._order]
        self._costs = [float(election.costs[place] * election.ballots.voters) for place in self._order]
        self._able = [election.supporters[place] for place in self._order]
        purses = np.array([float(shares.purse(election)) for shares in each])
        self._left = np.tile(purses, (len(election.ballots.weights), 1))
        self._worst = CAUTION * EPSILON * purses  # error of any purse in a lane
        self._error = np.tile(self._worst, (len(election.ballots.weights), 1))
        self._rates = _Rates.unknown(len(self._order), len(each))
        self._bought = np.full((len(self._order), len(each)), NONE)
        self._rounds = np.zeros(len(each), dtype=np.int64)
        self._open, self._buys = np.zeros(len(each), dtype=bool), np.zeros(len(each), dtype=bool)
        self._at, self._lowest = np.zeros(len(each), dtype=np.int64), np.zeros(len(each))
        self._begin()
        self._choose(np.arange(len(each)))

    def _begin(self) -> None:
        """Buys what costs nothing; for other projects notes a rate that theirs is never below."""
        rank = {place: at for at, place in enumerate(self._order)}
        self._rivals = [[rank[other] for other in self._election.rivals[place]] for place in self._order]
        hopeful = sorted(rank[place] for place in waiting(self._election, ()))
        for at in hopeful:
            rate = self._costs[at] / self._election.scores[self._order[at]] / (self._worth[at] or 1)
            self._rates.least[at] = rate * (1 - CAUTION * EPSILON)
        for at in hopeful:
            if not self._costs[at] and not np.isinf(self._rates.least[at, 0]):
                self._won(at, np.arange(len(self._rounds)))

    def winners(self) -> list[tuple[int, ...] | None]:
        """Of each lane, as places in order; None for lanes that were left open."""
        return [
            None if is_open else tuple(self._order[at] for at in bought[:rounds])
            for is_open, bought, rounds in zip(self._open, self._bought.T.tolist(), self._rounds, strict=True)
        ]

    def go_on(self) -> bool:
        """One step of the lanes that are at the lowest rate, and of those that are to do with the same project.

        They buy it or look at its rate. False once all lanes have ended.
        """
        behind = int(self._lowest.argmin())
        if np.isinf(self._lowest[behind]):
            return False
        same = (self._at == self._at[behind]) & (self._lowest < np.inf)
        project = int(self._at[behind])
        if (buying := np.flatnonzero(same & self._buys)).size:
            self._buy(project, buying)
        if (looking := np.flatnonzero(same & ~self._buys)).size:
            self._look(project, looking)
        self._choose(np.flatnonzero(same))
        return True

    def _choose(self, lanes: Places) -> None:
        """Which project each lane is to buy, or to look at first."""
        least, column = self._rates.least[:, lanes], np.arange(len(lanes))
        first = least.argmin(axis=0)
        self._lowest[lanes] = lowest = least[first, column]
        least[first, column] = np.inf
        second = least.argmin(axis=0)
        seen, seen_too = (self._rates.seen[which, lanes] == self._rounds[lanes] for which in (first, second))
        near = least[second, column] <= self._rates.most[first, lanes]
        self._buys[lanes] = buys = seen & ~near
        self._at[lanes] = np.where(buys | ~seen, first, second)
        for lane in lanes[seen & near & seen_too & (lowest < np.inf)].tolist():
            self._at[lane], self._buys[lane] = self._told_apart(lane)
        self._open[lanes[self._at[lanes] == NONE]] = True
        self._lowest[self._open] = np.inf

    def _told_apart(self, lane: int) -> tuple[int, bool]:
        """What a lane buys, or looks at, where bounds of rates overlap: whole numbers tell plain ratios apart."""
        rates = self._rates
        bar = rates.most[rates.least[:, lane].argmin(), lane]
        lowest = np.flatnonzero(rates.least[:, lane] <= bar).tolist()
        for at in lowest:
            if rates.seen[at, lane] != self._rounds[lane]:
                return at, False
        ratios = {at: ratio for at in lowest if (ratio := self._ratio(at, lane)) is not None}
        if len(ratios) < len(lowest):
            return NONE, False
        return min(lowest, key=lambda at: (ratios[at], at)), True

    def _ratio(self, at: int, lane: int) -> Fraction | None:
        """The rate of a project whose supporters have either nothing left or surely more than it asks of them."""
        held = self._held(at, np.array([lane]))
        price, away = self._rates.price[at, lane], self._rates.away[at, lane]
        able = held.error > 0
        if not (held.left - price * held.points >= held.error + away * held.points)[able].all():
            return None
        points = int(held.able.given @ able[:, 0].astype(float))
        return Fraction(self._election.costs[self._order[at]], points * self._worth[at])

    def _held(self, at: int, lanes: Places) -> _Held:
        able = self._supporters(at, lanes)
        which = able.ballots[:, None], lanes
        points = 1.0 if (able.points == 1).all() else able.points[:, None]
        return _Held(able, points, self._left[which], self._error[which])

    def _supporters(self, at: int, lanes: Places) -> Supporters:
        """Who supports a project, without most of those who are surely spent out in all lanes."""
        able = self._able[at]
        if 2 * np.count_nonzero(self._error[able.ballots, lanes[0]]) < len(able.ballots):
            able = self._able[at] = able.among(np.any(self._error[able.ballots] > 0, axis=1))
        return able

    def _look(self, at: int, lanes: Places) -> None:
        """Works out what a project's rate is now, nearly; or that its supporters can no longer pay for it."""
        rates, worth, cost = self._rates, self._worth[at], self._costs[at]
        rates.seen[at, lanes] = self._rounds[lanes]
        able = self._supporters(at, lanes)
        total = able.voters @ self._left[able.ballots[:, None], lanes]
        slack = self._worst[lanes] * float(able.voters.sum()) + _rounding(able, total + cost)
        short, paying = total < cost - slack, total >= cost + slack
        rates.least[at, lanes[short]] = rates.most[at, lanes[short]] = np.inf
        self._open[lanes[~short & ~paying]] = True
        if (lanes := lanes[paying]).size:
            price, away = _priced(self._held(at, lanes), cost, rates.least[at, lanes] * worth)
            self._open[lanes[np.isinf(away)]] = True
            rates.price[at, lanes], rates.away[at, lanes] = price, away
            rates.most[at, lanes] = (price + away) / worth * (1 + CAUTION * EPSILON)
            rates.least[at, lanes] = (price - away) / worth * (1 - CAUTION * EPSILON)

    def _buy(self, at: int, lanes: Places) -> None:
        """All supporters pay the price, or all that they have left."""
        held = self._held(at, lanes)
        which = held.able.ballots[:, None], lanes
        asked, away = self._rates.price[at, lanes] * held.points, self._rates.away[at, lanes] * held.points
        rest = held.left - asked
        error = held.error + away
        emptied = rest < -error
        error += EPSILON * (held.left + asked)
        error[emptied] = 0
        self._left[which], self._error[which] = np.maximum(rest, 0), error
        self._worst[lanes] = np.maximum(self._worst[lanes], error.max(axis=0))
        self._won(at, lanes)

    def _won(self, at: int, lanes: Places) -> None:
        self._bought[self._rounds[lanes], lanes] = at
        self._rounds[lanes] += 1
        for out in (at, *self._rivals[at]):
            self._rates.least[out, lanes] = np.inf


@dataclass(frozen=True, slots=True)
class _Rates:
    """What is known of each project's rate, a row a project and a column a lane.

    `seen`: the round in which it was last looked at; after that `least` still holds, as rates only rise. `price` is off
    by no more than `away`.
    """

    least: Amounts
    most: Amounts
    price: Amounts
    away: Amounts
    seen: Places

    @classmethod
    def unknown(cls, projects: int, lanes: int) -> _Rates:
        empty = (projects, lanes)
        amounts = np.full(empty, np.inf), np.full(empty, np.inf), np.zeros(empty), np.zeros(empty)
        return cls(*amounts, np.full(empty, NONE))


@dataclass(frozen=True, slots=True)
class _Held:
    """What a project's supporters have left: a row a ballot, a column a lane. An error of zero: surely nothing."""

    able: Supporters
    points: Amounts | float  # that each voter gives, as a column; one where all give one
    left: Amounts
    error: Amounts


def _rounding(able: Supporters, amount: Amounts | float) -> Amounts | float:
    """How far sums over supporters may be off that come to this amount."""
    return CAUTION * EPSILON * (len(able.ballots) + 2) * amount


def _priced(held: _Held, cost: float, least: Amounts) -> tuple[Amounts, Amounts]:
    """The price per point at which supporters pay the cost, and how far it may be off.

    It rises until nobody more is spent out in any lane. Where nothing is sure it may be off infinitely.

    Let f(p) be what supporters truly pay in all at price p. It grows, ever slower, and f(price) is no more than `off`
    from the cost: purses in error count where their owners might pay all they have. Up to `price + margin` f grows by
    at least the points of those who surely pay even that. So the true price lies within `off` by these points, if that
    is no more than `margin`.
    """
    price, before = np.maximum(least, cost / float(held.able.given.sum())), np.full(len(least), np.inf)
    while True:
        asked = price * held.points
        points = held.able.given @ (held.left >= asked).astype(float)
        short = cost - held.able.voters @ np.minimum(held.left, asked)
        if (points >= before).all():
            break
        some, before = points > 0, points
        price = np.where(some, price + np.maximum(short, 0) / np.where(some, points, 1.0), price)
    over, certain = held.left - asked, 2 * held.error
    off = held.able.voters @ (held.error * (over < certain)) + np.abs(short) + _rounding(held.able, 2 * cost)
    some = points > 0
    margin = 2 * off / np.where(some, points, 1.0)
    surely = held.able.given @ (over >= certain + margin * held.points).astype(float)
    some &= surely > 0
    away = off / np.where(some, surely, 1.0)
    return price, np.where(some & (away <= margin), away + CAUTION * EPSILON * price, np.inf)
