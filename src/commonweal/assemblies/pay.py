"""Pay for taking part: the time somebody was in the room, at the real living wage.

Assemblies can be fair only if people who work, and people whom no employer takes, can afford to come. So taking part
is paid, as the seeds of this project ask.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from math import ceil
from typing import Final

from commonweal.basics import living_wage
from commonweal.basics.problems import Refused

STEP: Final = 15  # minutes: each quarter of an hour begun is paid; our choice, so that nobody argues over five minutes
CLAIMED_WITHIN: Final = timedelta(days=90)  # of the end of the meeting; our choice, so that a pot can settle its year
LONGEST: Final = 12 * 60  # minutes of one meeting; a longer stay is a forgotten close, see meetings.LATE


@dataclass(frozen=True, slots=True)
class Pay:
    """What somebody may claim: minutes, the rate in pence an hour, since when that rate is paid, and pence in all."""

    minutes: int
    rate: int
    rate_from: date
    pence: int


def pay(came: datetime, went: datetime) -> Pay:
    """What a stay is worth, at the real living wage of its day, outside London. Halves of a penny are rounded up.

    Raises Refused for who went before they came, and ValueError for a day before the table of wages.
    """
    if went <= came:
        raise Refused("No time in the room is noted for you, so there is nothing to claim. Ask a convenor to look.")
    minutes = min(ceil((went - came) / timedelta(minutes=STEP)) * STEP, LONGEST)
    wage = living_wage.wage(came.date())
    return Pay(minutes, wage.uk, wage.paid_from, (wage.uk * minutes * 2 + 60) // 120)


def check_in_time(closed_at: datetime | None, now: datetime) -> None:
    """Raises Refused before a meeting is closed, and once the time for claims is over."""
    if closed_at is None:
        raise Refused("Pay can be claimed once the meeting is closed.")
    if now > closed_at + CLAIMED_WITHIN:
        raise Refused(f"Pay is claimed within {CLAIMED_WITHIN.days} days of a meeting. That time is over.")
