"""What a count gives: the winners in order, every round, and every tie with how it was broken."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from commonweal.budgets.elections import Election

Utility = Literal["cost", "cardinality"]


@dataclass(frozen=True, slots=True)
class Round:
    """One project funded. Amounts are in the election's units of money; places count from 0.

    `price`: for equal shares, what a supporter pays for each point given (an approval is one point). For Phragmén, the
    money each voter has been given by then. For greedy, the score.
    """

    project: int
    price: Fraction
    paid_less: int = 0  # equal shares: supporters who had less left and paid all of it, as voters


@dataclass(frozen=True, slots=True)
class Tie:
    """Projects that were equal at a round, and the one that the order took."""

    round: int  # from 1
    projects: tuple[int, ...]
    chosen: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """The winners, in the order in which the rule took them.

    `per_voter`: for equal shares, the money each voter began with, in the election's units.
    """

    rounds: tuple[Round, ...]
    ties: tuple[Tie, ...] = ()
    per_voter: Fraction | None = None

    @property
    def winners(self) -> tuple[int, ...]:
        return tuple(each.project for each in self.rounds)


def spent(election: Election, winners: tuple[int, ...]) -> int:
    """What the winners cost together."""
    return sum(election.costs[place] for place in winners)
