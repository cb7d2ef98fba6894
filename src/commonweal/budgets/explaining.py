"""Why each project won or lost: who supported it, what they paid or had left, and what would have changed it.

Facts only, exact, in the election's units of money; telling.py puts them into words.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from commonweal.budgets.counting import Way
from commonweal.budgets.elections import Election
from commonweal.budgets.rules import equal_shares, greedy, phragmen
from commonweal.budgets.rules.outcomes import Bar, Outcome, Round, barred
from commonweal.budgets.rules.paths import Path, paths
from commonweal.budgets.turns import Recount, Turn


@dataclass(frozen=True, slots=True)
class Won:
    """A winner. `added`: no shares paid for it; greedy added it with what was left over."""

    project: int
    number: int  # the round, from 1
    round: Round
    added: bool
    path: Path | None  # in equal shares


@dataclass(frozen=True, slots=True)
class Lost:
    """A project that was not funded, and what it lacked."""

    project: int
    bar: Bar | None  # a condition that kept it out
    path: Path | None  # in equal shares: where its supporters' money went
    left: int | None  # in greedy: what the budget had left when its turn came
    near: Fraction | None  # in Phragmén's rule: what its supporters had when the count ended, as far as money was left
    turn: Turn | None  # None where nobody asked

    @property
    def has(self) -> Fraction | int | None:
        """What its supporters had at the end, or in greedy the budget at its turn."""
        return self.path.left if self.path else self.near if self.left is None else self.left

    def lacking(self, election: Election) -> Fraction | None:
        """How much more its supporters, or the budget, would have had to have at the end or at its turn."""
        return None if self.has is None else max(Fraction(0), election.costs[self.project] - Fraction(self.has))

    def taken(self, outcome: Outcome) -> tuple[tuple[int, Fraction], ...]:
        """In equal shares: the winners that its supporters paid for, with what they paid in all, the dearest first."""
        if not self.path:
            return ()
        spent = zip(outcome.winners, self.path.went(), strict=False)
        return tuple(sorted((each for each in spent if each[1]), key=lambda each: -each[1]))


@dataclass(frozen=True, slots=True)
class Explained:
    """Every project of an election, won or lost."""

    election: Election
    way: Way
    outcome: Outcome
    won: tuple[Won, ...]  # in the order in which the rule took them
    lost: tuple[Lost, ...]  # the most votes first


def explained(recount: Recount, turning: Sequence[int] = ()) -> Explained:
    """An outcome explained. `turning`: the lost projects of which to find what would have changed it."""
    election, way, outcome = recount.election, recount.way, recount.outcome
    shares = way.rule == equal_shares.NAME
    found = paths(election, outcome, range(len(election.ids))) if shares else {}
    bars = {bar.project: bar for bar in barred(election, outcome.winners)}
    greedily = way.rule == greedy.NAME or way.completion == "add1-greedy"
    near = phragmen.held(election, outcome) if way.rule == phragmen.NAME else {}
    turns = greedy.turns(election, outcome, way.utility, recount.order) if greedily else {}
    from_ = len(outcome.rounds) - outcome.added
    won = tuple(
        Won(each.project, at + 1, each, at >= from_, found.get(each.project)) for at, each in enumerate(outcome.rounds)
    )
    lost = sorted(
        set(range(len(election.ids))) - set(outcome.winners),
        key=lambda place: (-election.votes[place], recount.order.index(place)),
    )
    told = (Lost(place, bars.get(place), found.get(place), turns.get(place), near.get(place), None) for place in lost)
    return Explained(
        election,
        way,
        outcome,
        won,
        tuple(
            replace(each, turn=recount.turn(each.project, each.has)) if each.project in turning else each
            for each in told
        ),
    )
