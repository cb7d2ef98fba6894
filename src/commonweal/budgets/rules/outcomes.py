"""What a count gives: the winners in order, every round, and every tie with how it was broken."""

from collections.abc import Sequence
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

    `per_voter`: for equal shares, the money each voter began with, in the election's units. `added`: rounds at the end
    that no shares paid, since greedy added what still fitted.
    """

    rounds: tuple[Round, ...]
    ties: tuple[Tie, ...] = ()
    per_voter: Fraction | None = None
    added: int = 0

    @property
    def winners(self) -> tuple[int, ...]:
        return tuple(each.project for each in self.rounds)


@dataclass(frozen=True, slots=True)
class Bar:
    """Why a project could not win whatever money there was: too few votes, or a winner that excludes it."""

    project: int
    excluded_by: int | None = None  # None: fewer voters name it than must


def barred(election: Election, winners: Sequence[int]) -> tuple[Bar, ...]:
    """The projects that a condition keeps from winning, in order of their places."""
    funded = set(winners)
    return tuple(
        Bar(place, next(each for each in winners if each in rivals) if admitted else None)
        for place, (admitted, rivals) in enumerate(zip(election.admitted, election.rivals, strict=True))
        if place not in funded and (not admitted or rivals & funded)
    )


def waiting(election: Election, winners: Sequence[int]) -> tuple[int, ...]:
    """The projects with a supporter that more money could still fund beside these winners."""
    out = {*winners, *(bar.project for bar in barred(election, winners))}
    return tuple(place for place, score in enumerate(election.scores) if score and place not in out)


def spent(election: Election, winners: Sequence[int]) -> int:
    """What the winners cost together."""
    return sum(election.costs[place] for place in winners)
