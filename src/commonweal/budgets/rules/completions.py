"""What is done with money that equal shares leaves over.

* none: it is left.
* add1: everyone is given one unit of the currency more, and again, as long as the winners of the new count fit the real
  budget; it ends at the first outcome to which no supported project could be added.
* add1-greedy: then whatever still fits is added, most votes first.
* add1-until-over: as add1, but it ends only where the next unit would cost too much. Wieliczka counted so in 2023: it
  gives the winners that the town published, which add1 does not.

Source: https://equalshares.net, on completion; the unit is one of the currency for each voter.
"""

from dataclasses import dataclass, replace
from typing import Final, Literal

from commonweal.basics.problems import Refused
from commonweal.budgets.elections import Election
from commonweal.budgets.rules import greedy
from commonweal.budgets.rules.equal_shares import Shares, count, same_with
from commonweal.budgets.rules.outcomes import Outcome, spent, waiting

Completion = Literal["none", "add1", "add1-greedy", "add1-until-over"]


class TooLong(Refused):
    """add1 would take more counts than whoever asked has patience for."""


LONGEST_WAIT: Final = 6  # counts that change nothing, after which several units are tried at once again
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

    Most units change nothing, and `same_with` proves it for many at once; so every unit is either counted or proved to
    buy what the one before it bought. Raises TooLong after so many counts as `patience`, where it is given.
    """
    outcome, pace, counts = count(election, shares), Pace(), 0
    while waiting(election, outcome.winners) and (until_over or not exhaustive(election, outcome)):
        counts += 1
        if patience is not None and counts > patience:
            raise TooLong(f"Giving everyone one unit more, again and again, takes more than {patience:,} counts here.")
        following = replace(shares, extra=shares.extra + pace.stride)
        if pace.stride > 1:
            same = same_with(election, outcome, following)
            pace.tried(same=same is not None)
            if same:
                shares, outcome = following, same
            continue
        next_ = count(election, following)
        if spent(election, next_.winners) > election.budget:
            return count(election, shares)  # with its ties
        pace.counted(same=next_.winners == outcome.winners)
        shares, outcome = following, next_
    return outcome


@dataclass(slots=True)
class Pace:
    """How many units are tried at once: more after what went well twice, fewer after what did not."""

    stride: int = 1
    calm: int = 0  # counts in a row that changed nothing, or tries in a row that went well
    wait: int = 1  # calm counts to await before several units are tried

    def counted(self, *, same: bool) -> None:
        """One unit was counted."""
        self.calm = self.calm + 1 if same else 0
        if self.calm >= self.wait:
            self.stride, self.calm = 2, 0

    def tried(self, *, same: bool) -> None:
        """Several units were proved to buy the same, or not."""
        if same:
            self.calm, self.wait = self.calm + 1, 1
            if self.calm == 2:
                self.stride, self.calm = self.stride * 2, 0
        else:
            self.wait = min(LONGEST_WAIT, self.wait + (self.stride == 2))
            self.stride, self.calm = self.stride // 2, 0


def exhaustive(election: Election, outcome: Outcome) -> bool:
    """Whether no project with a supporter could still be paid for from what the winners leave of the budget."""
    left = election.budget - spent(election, outcome.winners)
    return all(election.costs[place] > left for place in waiting(election, outcome.winners))
