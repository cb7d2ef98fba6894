"""What is done with money that equal shares leaves over.

* none: it is left.
* add1: everyone is given one unit of the currency more, and again, as long as the winners of the new count fit the real
  budget; it ends at the first outcome to which no supported project could be added.
* add1-greedy: then whatever still fits is added, most votes first.
* add1-until-over: as add1, but it ends only where the next unit would cost too much. Wieliczka counted so in 2023: it
  gives the winners that the town published, which add1 does not.

Source: https://equalshares.net, on completion; the unit is one of the currency for each voter.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, Literal

from commonweal.basics.problems import Refused
from commonweal.budgets.elections import Election
from commonweal.budgets.rules import greedy, side_by_side
from commonweal.budgets.rules.equal_shares import Shares, count, same_with
from commonweal.budgets.rules.outcomes import Outcome, spent, waiting

Completion = Literal["none", "add1", "add1-greedy", "add1-until-over"]


class TooLong(Refused):
    """add1 would take more counts than whoever asked has patience for."""


UNTIL_OVER: Final = "add1-until-over"


def completed(election: Election, shares: Shares, completion: Completion, patience: int | None = None) -> Outcome:
    """The outcome of equal shares with a completion. Raises TooLong where add1 takes more counts than `patience`."""
    if completion == "none":
        return count(election, shares)
    outcome = add_one(election, shares, until_over=completion == UNTIL_OVER, patience=patience)
    if completion == "add1-greedy":
        return greedy.completed(election, outcome, shares.utility, shares.order)
    return outcome


def add_one(election: Election, shares: Shares, *, until_over: bool = False, patience: int | None = None) -> Outcome:
    """The outcome of the last unit given to everyone, as add1 gives them.

    Raises TooLong where it takes more steps than `patience`, if that is given: a step is one unit counted, or many that
    are proved to buy the same.
    """
    last = shares
    for step, (following, winners) in enumerate(_given_more(election, shares)):
        if spent(election, winners) > election.budget:
            break
        last = following
        if not waiting(election, winners) or (not until_over and exhaustive(election, winners)):
            break
        if step == patience:
            raise TooLong(f"Giving everyone one unit more, again and again, takes more than {patience:,} counts here.")
    return count(election, last)  # with its ties


def _given_more(election: Election, shares: Shares) -> Iterator[tuple[Shares, tuple[int, ...]]]:
    """The winners as everyone is given more, without end: with these shares, then with those of further units.

    Units that come between two that are yielded buy what the one before them buys, by proof.
    """
    pace, winners = Pace(side_by_side.at_once(election)), count(election, shares).winners
    yield shares, winners
    while True:
        each = [replace(shares, extra=shares.extra + more) for more in range(1, pace.units + 1)]
        found = {winners}
        for shares, winners in zip(each, _counted(election, each), strict=True):
            yield shares, winners
            found.add(winners)
        pace.counted(same=len(found) == 1)
        for following in _proved(election, shares, pace):
            shares = following
            yield shares, winners


def _proved(election: Election, shares: Shares, pace: Pace) -> Iterator[Shares]:
    """Larger shares that are proved to buy what these buy, as long as the pace is for proofs."""
    outcome = count(election, shares) if pace.proving else Outcome(())
    while pace.proving:
        following = replace(shares, extra=shares.extra + pace.units)
        same = same_with(election, outcome, following)
        pace.tried(same=same is not None)
        if same:
            shares, outcome = following, same
            yield shares


def _counted(election: Election, each: Sequence[Shares]) -> Iterator[tuple[int, ...]]:
    """The winners with each of these shares, in order."""
    found = side_by_side.winners(election, each) if len(each) > 2 else [None] * len(each)
    for shares, winners in zip(each, found, strict=True):
        yield count(election, shares).winners if winners is None else winners


class Pace:
    """How many units are taken at once, and whether they are counted side by side or tried for a proof."""

    def __init__(self, most: int) -> None:
        """`most`: units that are well counted side by side. To count few of them is quicker than a proof."""
        self.units, self.proving = 1, False
        self._most, self._least, self._calm = max(2, most), max(2, most // 16), 0

    def counted(self, *, same: bool) -> None:
        """All units were counted, and bought the same, or not."""
        self.proving = same and self.units >= self._least
        if not self.proving:
            self.units = min(self._most, 2 * self.units)

    def tried(self, *, same: bool) -> None:
        """The units were proved to buy the same, or not. More are tried after what went well twice."""
        self._calm = self._calm + 1 if same else 0
        if self._calm == 2:
            self.units, self._calm = 2 * self.units, 0
        elif not same:
            self.proving = self.units > self._least
            self.units = max(self._least, self.units // 2)


def exhaustive(election: Election, winners: Sequence[int]) -> bool:
    """Whether no project with a supporter could still be paid for from what the winners leave of the budget."""
    left = election.budget - spent(election, winners)
    return all(election.costs[place] > left for place in waiting(election, winners))
