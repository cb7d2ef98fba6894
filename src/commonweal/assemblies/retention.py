"""Retention: how long each private thing about a person is kept, and why."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class Keeping:
    """What is kept for so many days, counted from when, and why for so long."""

    what: str
    days: int
    since: str
    why: str

    @property
    def time(self) -> timedelta:
        """The days as a length of time."""
        return timedelta(days=self.days)


# All are our choice; docs/retention.md has the same table for a host to judge.
LEFT: Final = Keeping("names and postcode of a member who left", 365, "they left", "a question about who took part")
DECLINED: Final = Keeping(
    "names and postcode of somebody who was not admitted", 90, "they were declined", "a question about why"
)
CODES: Final = Keeping("digests of codes on paper", 30, "the code grew too old", "a letter that comes late")
TRIES: Final = Keeping("wrong codes: whose account and when", 30, "the try", "a pattern of guessing")
ATTEMPTS: Final = Keeping("the security log of refused attempts", 366, "the attempt", "a pattern over a year")
ROLLS: Final = Keeping("imported rolls, as keyed digests", 90, "the import", "a season of joining")
NEEDS: Final = Keeping("what a member needs at a meeting", 7, "the meeting", "what was lent comes back")
CLAIMS: Final = Keeping("claims for pay that were handed over", 365, "they were handed over", "a question about a sum")
LETTERS: Final = Keeping(
    "which letters were sent to whom, never their words", 90, "the meeting or decision", "a complaint"
)
ALL: Final = (LEFT, DECLINED, CODES, TRIES, ATTEMPTS, ROLLS, NEEDS, CLAIMS, LETTERS)
