"""Priceability: whether the winners could have been bought by voters who all have the same money.

There is an amount, the same for everyone and no less than an equal share of the budget, so that voters pay for winners
they named and for nothing else, each winner is paid for in full, and the supporters of no other project have more left
together than it costs. So nobody's votes bought more than anybody else's, and nobody was passed over who could pay.

A linear program finds such payments, or proves that there are none; its floating point decides nothing. Payments are
rounded and checked in whole numbers, and so is the proof that there are none: multipliers of the conditions that would
add up to a contradiction. Where neither can be had the answer is not known.

Source: D. Peters, P. Skowron, "Proportionality and the limits of welfarism", EC 2020; equal shares are priceable as
D. Peters, G. Pierczynski, P. Skowron show, "Proportional participatory budgeting with additive utilities", 2021.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Final

import highspy
import numpy as np

from commonweal.budgets.elections import Amounts, Election, Numbers, Places, whole
from commonweal.budgets.rules.outcomes import Outcome, barred
from commonweal.budgets.rules.paths import paths

FINE: Final = 2**20  # parts of a multiplier, and of money: fine enough that rounding seldom hides an answer
LARGEST: Final = 40_000  # entries of ballots that a program takes, in a few seconds; our choice
LIMIT: Final = 2**62


def priceable(election: Election, outcome: Outcome, largest: int = LARGEST) -> bool | None:
    """Whether the winners of an outcome are priceable, proved either way; None where it is not known.

    What equal shares paid for is, by what everyone paid. `largest`: entries of ballots beyond which no other payments
    are looked for. Projects that a condition keeps out may leave their supporters as much as they like.
    """
    if any(election.costs[place] and not election.votes[place] for place in outcome.winners):
        return False  # nobody may pay for it
    market = _Market(election, outcome.winners)
    if outcome.per_voter is not None and not outcome.added:
        left = paths(election, outcome, market.losers)
        if all(path.left <= election.costs[place] for place, path in left.items()):
            return True
    if len(election.ballots.projects) > largest:
        return None
    found = market.solved()
    if market.paid(found):
        return True
    return False if market.refuted(found) else None


@dataclass(frozen=True, slots=True)
class _Found:
    """What the program answers: the money each voter begins with, payments, and how much each condition weighs."""

    purse: float
    payments: Amounts  # of all voters of a ballot together, an entry of `_Market.owners`
    winners: Amounts
    losers: Amounts


@dataclass(frozen=True)
class _Market:
    """Who may pay for what, and who must not have too much left."""

    election: Election
    winners: tuple[int, ...]

    @cached_property
    def losers(self) -> tuple[int, ...]:
        out = {*self.winners, *(bar.project for bar in barred(self.election, self.winners))}
        return tuple(place for place, votes in enumerate(self.election.votes) if votes and place not in out)

    @cached_property
    def bought(self) -> tuple[int, ...]:
        """Winners that somebody must pay for."""
        return tuple(place for place in self.winners if self.election.costs[place])

    @cached_property
    def owners(self) -> Places:
        """The ballot that makes each payment; those for the first winner first."""
        return np.concatenate([self.election.supporters[place].ballots for place in self.bought] or [whole(())])

    @cached_property
    def items(self) -> Places:
        """The number of the winner that each payment is for."""
        return np.repeat(
            np.arange(len(self.bought)), [len(self.election.supporters[each].ballots) for each in self.bought]
        )

    def solved(self) -> _Found:
        """The program solved in floating point: payments that leave supporters of losers as little as can be.

        Columns: the purse, the most that supporters of a loser have beyond its cost, what the voters of each ballot
        have left, and the payments. Rows: what is left and paid is the purse; winners are paid for; losers.
        """
        share = self.election.budget / max(1, self.election.ballots.voters)
        scale = max(1.0, share)  # money in equal shares, so that numbers are near one
        ballots = len(self.election.ballots.weights)
        rows, columns, values = self._conditions()
        most = np.concatenate([np.zeros(ballots), self._costs(self.bought), self._costs(self.losers)]) / scale
        least = most.copy()
        least[ballots + len(self.bought) :] = -highspy.kHighsInf
        order = np.argsort(rows, kind="stable")
        starts = np.searchsorted(rows[order], np.arange(len(most))).astype(np.int32)
        solver = highspy.Highs()
        solver.silent()
        solver.setOptionValue("solver", "ipm")
        solver.setOptionValue("run_crossover", "off")
        lowest = np.concatenate([[share / scale, -1.0], np.zeros(ballots + len(self.owners))])
        solver.addVars(len(lowest), lowest, np.full(len(lowest), highspy.kHighsInf))
        solver.changeColCost(1, 1.0)
        solver.addRows(
            len(most), least, most, len(rows), starts, columns[order].astype(np.int32), values[order].astype(float)
        )
        solver.run()
        answer = solver.getSolution()
        found, duals = np.array(answer.col_value), np.array(answer.row_dual)
        bought = ballots + len(self.bought)
        return _Found(float(found[0]) * scale, found[2 + ballots :] * scale, duals[ballots:bought], duals[bought:])

    def _costs(self, places: tuple[int, ...]) -> Amounts:
        return np.array([self.election.costs[place] for place in places], dtype=float)

    def _conditions(self) -> tuple[Places, Places, Numbers]:
        """The conditions as entries of a matrix: row, column, value."""
        weights, number = self.election.ballots.weights, len(self.election.ballots.weights)
        every, payments = np.arange(number), 2 + number + np.arange(len(self.owners))
        lost = [self.election.supporters[place].ballots for place in self.losers]
        losers = number + len(self.bought) + np.arange(len(lost))
        rows = [every, every, self.owners, number + self.items, losers, np.repeat(losers, [len(who) for who in lost])]
        columns = [0 * every, 2 + every, payments, payments, 0 * losers + 1, 2 + np.concatenate([*lost, whole(())])]
        values = [-weights, 0 * every + 1, 0 * payments + 1, 0 * payments + 1, 0 * losers - 1, 0 * columns[-1] + 1]
        return np.concatenate(rows), np.concatenate(columns), np.concatenate(values)

    def paid(self, found: _Found) -> bool:
        """Whether rounded payments keep every condition, in whole numbers: parts of the election's unit of money."""
        election, voters = self.election, max(1, self.election.ballots.voters)
        fine = min(FINE, int(LIMIT // (4 * max(1.0, found.purse * voters, election.budget))))
        if fine < 1:
            return False
        payments = np.maximum(0, np.rint(found.payments * fine)).astype(np.int64)
        for item, place in enumerate(self.bought):
            mine = np.flatnonzero(self.items == item)
            payments[mine[payments[mine].argmax()]] += election.costs[place] * fine - int(payments[mine].sum())
        if (payments < 0).any():
            return False
        weights = election.ballots.weights
        spent: Numbers = np.zeros(len(weights), dtype=np.int64)
        np.add.at(spent, self.owners, payments)
        least = -(-election.budget * fine // voters)
        purse = max(least, int(found.purse * fine), int((-(-spent // weights)).max(initial=0)))
        left = weights * purse - spent
        return all(
            int(left[election.supporters[place].ballots].sum()) <= election.costs[place] * fine for place in self.losers
        )

    def refuted(self, found: _Found) -> bool:
        """Whether multipliers prove that no payments will do, in whole numbers.

        Let y weigh that winners are paid for and v >= 0 that supporters of losers have no more left than those cost. A
        voter gets V, the sum of v over the losers named, for what is left, or y for what is paid. If a purse never
        brings all voters more than V each, and the costs of winners weigh more than those of losers, nothing fits.
        """
        election, weights = self.election, self.election.ballots.weights
        winners, losers = found.winners, -found.losers  # a solver's sign for what must not be exceeded is minus
        size = max(1e-12, float(np.abs(winners).max(initial=0)), float(np.abs(losers).max(initial=0)))
        weigh_lost = np.maximum(0, np.rint(losers / size * FINE)).astype(np.int64)
        weigh_won = np.rint(winners / size * FINE).astype(np.int64)
        kept: Numbers = np.zeros(len(weights), dtype=np.int64)
        for place, weight in zip(self.losers, weigh_lost, strict=True):
            kept[election.supporters[place].ballots] += weight
        lost = sum(int(weight) * election.costs[place] for place, weight in zip(self.losers, weigh_lost, strict=True))
        for lower in (0, 1, 2, 4, 16, 256):  # what rounding may have put too high
            best: Numbers = np.full(len(weights), np.iinfo(np.int64).min // 2, dtype=np.int64)
            np.maximum.at(best, self.owners, (weigh_won - lower)[self.items])
            asked = np.maximum(0, best + kept)
            spare = int(weights @ (kept - asked))
            won = sum(
                (int(weight) - lower) * election.costs[place]
                for place, weight in zip(self.bought, weigh_won, strict=True)
            )
            share = Fraction(election.budget, max(1, election.ballots.voters))
            if spare >= 0 and won - lost + share * spare > 0:
                return True
        return False
