"""Rotation: whose turn it is to hold an office of a meeting, so that running one never stays with the same few."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

FACILITATOR, MINUTE_TAKER = "facilitator", "minute-taker"
OFFICES: Final = (FACILITATOR, MINUTE_TAKER)  # of every meeting


@dataclass(frozen=True, slots=True)
class Willing:
    """A member who is present and willing: how often they held the office here, and when last; never: None."""

    member: int
    times: int = 0
    last: datetime | None = None


def next_holder(willing: Sequence[Willing]) -> int | None:
    """Who held the office least often, and of those, longest ago; None where nobody is willing.

    Who never held it comes before all who did. A tie goes to whoever stands first in `willing`: the caller gives the
    order, which people can read (we give the order in which they became members), and no chance decides unseen.
    """
    if not willing:
        return None
    return min(
        willing, key=lambda each: (each.times, each.last is not None, each.last.timestamp() if each.last else 0)
    ).member
