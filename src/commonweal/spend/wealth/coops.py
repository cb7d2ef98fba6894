"""How many co-operatives of a sensible size a number of jobs would make."""

from dataclasses import dataclass
from math import floor
from typing import Final

from commonweal.spend.wealth.ranges import Range

FEWEST_WORKERS: Final = 8  # our choice: a team that can cover its holidays and its sickness, and still meet
MOST_WORKERS: Final = 50  # a small company's limit (Companies Act 2006, section 382); beyond it, our choice, a sister


@dataclass(frozen=True, slots=True)
class Coops:
    """Whole jobs, and the fewest and the most co-ops they make; none where there are too few jobs for one."""

    jobs: int
    fewest: int
    most: int


def coops(jobs: Range) -> Coops:
    """The co-ops that the likeliest number of jobs makes."""
    whole = max(0, floor(jobs.central))
    if whole < FEWEST_WORKERS:
        return Coops(whole, 0, 0)
    return Coops(whole, -(-whole // MOST_WORKERS), whole // FEWEST_WORKERS)
