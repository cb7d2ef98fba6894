"""Yes, no or abstain: whether a proposal is carried, by the threshold and the quorum of the standing orders."""

from dataclasses import dataclass
from enum import Enum
from fractions import Fraction
from math import ceil, floor
from typing import Final

from commonweal.basics.problems import Refused


class Of(Enum):
    """What a threshold is a share of."""

    FOR_AND_AGAINST = "votes for or against"  # abstentions count for the quorum alone
    CAST = "votes cast"  # so an abstention weighs like a no
    ELECTORS = "electors"  # so staying at home weighs like a no


@dataclass(frozen=True, slots=True)
class Threshold:
    """The share that must say yes: more than it, or, where `reaching` it is enough, at least it.

    Whatever the share, more must say yes than no. Raises Refused for a share that means nothing or cannot be met.
    """

    share: Fraction
    of: Of = Of.FOR_AND_AGAINST
    reaching: bool = False

    def __post_init__(self) -> None:
        if not 0 < self.share <= 1 or (self.share == 1 and not self.reaching):
            raise Refused(
                "A threshold is a share of the votes: write 1/2 to be passed, for example, or 2/3 to be reached."
            )

    def needed(self, votes: "Votes") -> int:
        """The fewest votes for yes that carry."""
        exact = self.share * votes.whole(self.of)
        return max(ceil(exact) if self.reaching else floor(exact) + 1, votes.no + 1)


# More for than against. An even vote carries nothing; no casting vote is taken for granted. Source: the ordinary rule
# of meetings, as in the Local Government Act 1972, schedule 12, paragraph 39(1), without the casting vote of 39(2).
SIMPLE_MAJORITY: Final = Threshold(Fraction(1, 2))


@dataclass(frozen=True, slots=True)
class Votes:
    """What was counted: votes for yes and no, abstentions, and how many could have voted.

    Raises Refused for a number below nought, or more votes than electors.
    """

    yes: int
    no: int
    abstain: int
    electors: int

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise Refused("A number of votes cannot be less than nought. Count again, and write what was counted.")
        if self.cast > self.electors:
            raise Refused(
                f"There are {self.cast:,} votes and only {self.electors:,} electors. Check both, and count again."
            )

    @property
    def cast(self) -> int:
        """Everyone who took part, abstaining or not."""
        return self.yes + self.no + self.abstain

    def whole(self, of: Of) -> int:
        """How many a threshold is a share of."""
        return {Of.FOR_AND_AGAINST: self.yes + self.no, Of.CAST: self.cast, Of.ELECTORS: self.electors}[of]


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether a proposal is carried, and both numbers that it hung on. Without a quorum nothing is decided."""

    votes: Votes
    threshold: Threshold
    quorum: int  # who must take part
    needed: int  # the fewest votes for yes that carry
    quorate: bool
    carried: bool


def count(votes: Votes, threshold: Threshold = SIMPLE_MAJORITY, quorum: int = 0) -> Outcome:
    """Says whether yes has it. `quorum` is the number of people who must take part; abstaining is taking part."""
    needed = threshold.needed(votes)
    quorate = votes.cast >= quorum
    return Outcome(votes, threshold, quorum, needed, quorate, carried=quorate and votes.yes >= needed)
