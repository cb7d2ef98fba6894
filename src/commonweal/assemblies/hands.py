"""A show of hands: two tellers count the room, each for themselves, and a count stands where both say the same."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from commonweal.basics.problems import Refused

TELLERS: Final = 2


@dataclass(frozen=True, slots=True)
class Hands:
    """What one teller counted. Raises Refused for a number below nought."""

    yes: int
    no: int
    abstain: int

    def __post_init__(self) -> None:
        if min(self.yes, self.no, self.abstain) < 0:
            raise Refused("A number of hands cannot be less than nought. Count again, and write what you counted.")

    @property
    def all(self) -> int:
        """Every hand that went up, once for each person."""
        return self.yes + self.no + self.abstain


def check(hands: Hands, present: int) -> None:
    """Raises Refused for more hands than people."""
    if hands.all > present:
        raise Refused(
            f"You counted {hands.all} hands, and {present} people are present. Check who is present, and count again."
        )


def agreed(counted: Sequence[Hands]) -> Hands | None:
    """What both tellers counted in one round; None while one is missing or they differ."""
    return counted[0] if len(counted) == TELLERS and len(set(counted)) == 1 else None
