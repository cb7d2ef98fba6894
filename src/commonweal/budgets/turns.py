"""What alone would have made a lost project win: a lower cost, or more supporters. Each is counted again, not guessed.

Equal shares without a completion, greedy and Phragmén's rule take other projects one after another as if a lost one
were not there. So a lower cost, or more supporters, can only bring its turn forward: whoever would win at one cost
would at every lower one. The point at which it turns is therefore found by halving, and counted on both sides. A
completion may end elsewhere as soon as anything changes: there a turn is counted once, and not said to be the least.

Sources: the measures "cost reduction" and "optimist-add" of N. Boehmer and others, "Evaluation of project performance
in participatory budgeting", IJCAI 2024.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

import numpy as np

from commonweal.budgets.counting import Way, count
from commonweal.budgets.elections import Amounts, Election, Numbers, supported_more
from commonweal.budgets.rules import equal_shares
from commonweal.budgets.rules.outcomes import Outcome
from commonweal.budgets.rules.paths import money_left


@dataclass(frozen=True, slots=True)
class Turn:
    """What alone would have made a lost project win; None where nothing of the kind would, or none was found.

    `supporters`: further voters who approve of it, those with most money left first. `least`: with a cost one unit
    higher, or one supporter fewer, it was counted as well, and lost.
    """

    cost: int | None
    supporters: int | None
    least: bool


@dataclass(frozen=True)
class Recount:
    """An election and how it was counted, to be counted again with one thing changed."""

    election: Election
    way: Way
    order: Sequence[int]
    outcome: Outcome

    @property
    def completed(self) -> bool:
        """Whether money left over was given out again."""
        return self.way.rule == equal_shares.NAME and self.way.completion != "none"

    def turn(self, project: int, has: Fraction | int | None) -> Turn:
        """What would have made a lost project win.

        `has`: what its supporters had at the end, or the budget at its turn: a cost at which it is likely to win.
        """
        cost = self.election.costs[project]
        supporters = self._supporters(project, has)
        likely = min(cost, int(has or 0))
        wins = partial(self._wins_at, project)
        paid = next((each for each in (likely, 0) if wins(each)), None)
        if self.completed or paid is None:
            return Turn(paid, supporters, not self.completed)
        return Turn(_last(paid, cost, wins), supporters, least=True)

    def _wins_at(self, project: int, cost: int) -> bool:
        costs = (*self.election.costs[:project], cost, *self.election.costs[project + 1 :])
        return self._wins(project, replace(self.election, costs=costs))

    def wins_with(self, project: int, more: int) -> bool:
        """Whether a project would have won with so many further supporters: who has most money left comes first."""
        queue = _Queue(self._purses(), self.election, project)
        return self._wins_with(queue, project, more)

    def _supporters(self, project: int, has: Fraction | int | None) -> int | None:
        """How many further voters it would have needed."""
        if not bool((self.election.ballots.points == 1).all()):
            return None  # how many points they would have given is not known
        queue = _Queue(self._purses(), self.election, project)
        shares = self.way.rule == equal_shares.NAME and has is not None
        enough = queue.paying(float(self.election.costs[project] - (has or 0))) if shares else queue.most
        tried = (enough, enough + 1) if self.completed else (enough, queue.most)
        wins = partial(self._wins_with, queue, project)
        found = next((each for each in tried if 0 < each <= queue.most and wins(each)), None)
        if found is None or self.completed:
            return found
        return _first(found, wins) if shares else _first_of_all(found, wins)

    def _wins_with(self, queue: "_Queue", project: int, more: int) -> bool:
        ballots = supported_more(self.election.ballots, project, queue.first(more))
        return self._wins(project, replace(self.election, ballots=ballots))

    def _purses(self) -> Amounts:
        """For each ballot, and for those that name nothing, what a voter of it has left, or less the more they got."""
        if self.outcome.per_voter is not None:
            return np.append(money_left(self.election, self.outcome), float(self.outcome.per_voter))
        funded = np.isin(self.election.ballots.projects, self.outcome.winners)
        got = np.bincount(self.election.ballots.owners, weights=funded, minlength=len(self.election.ballots.weights))
        return np.append(-got, 0.0)

    def _wins(self, project: int, changed: Election) -> bool:
        return project in count(changed, self.way, self.order).winners


class _Queue:
    """Voters who do not support a project, those with most money left first."""

    def __init__(self, purses: Amounts, election: Election, project: int) -> None:
        """`purses`: for each ballot, and for those that name nothing, what one voter has left."""
        ballots = election.ballots
        self._voters = np.append(ballots.weights, ballots.voters - int(ballots.weights.sum()))
        others = np.ones(len(purses), dtype=bool)
        others[election.supporters[project].ballots] = False
        places = np.flatnonzero(others & (self._voters > 0))
        self._order = places[np.argsort(-purses[places], kind="stable")]
        self._each = purses[self._order]
        self._reached = np.cumsum(self._voters[self._order])
        self.most = int(self._reached[-1]) if len(places) else 0

    def first(self, more: int) -> Numbers:
        """So many of them, as voters of each ballot."""
        chosen = np.zeros_like(self._voters)
        inside = self._voters[self._order]
        chosen[self._order] = np.clip(more - (self._reached - inside), 0, inside)
        return chosen

    def paying(self, amount: float) -> int:
        """How many of them have so much left together, nearly; all where they do not."""
        held = np.cumsum(self._voters[self._order] * self._each)
        at = int(np.searchsorted(held, amount))
        if at >= len(held) or self._each[at] <= 0:
            return self.most
        before, lacking = (int(self._reached[at - 1]), amount - held[at - 1]) if at else (0, amount)
        return min(self.most, before + max(1, int(np.ceil(lacking / self._each[at]))))


def _last(known: int, lost: int, wins: Callable[[int], bool]) -> int:
    """The last number before `lost` that wins, where those up to some one win, `known` among them."""
    stride = 1
    while known + stride < lost and wins(known + stride):
        known, stride = known + stride, stride * 2
    lost = min(lost, known + stride)
    while lost - known > 1:
        middle = (known + lost) // 2
        known, lost = (middle, lost) if wins(middle) else (known, middle)
    return known


def _first_of_all(known: int, wins: Callable[[int], bool]) -> int:
    """The same by halving alone, where nothing says that it is near the one that is known."""
    lost = 0
    while known - lost > 1:
        middle = (known + lost) // 2
        known, lost = (middle, lost) if wins(middle) else (known, middle)
    return known


def _first(known: int, wins: Callable[[int], bool]) -> int:
    """The first number from 1 that wins, where those from some one on win, `known` among them."""
    return known - _last(0, known, lambda fewer: wins(known - fewer))
