"""Notices by e-mail: what members are told of, when, and how often it is tried."""

from datetime import datetime, timedelta
from typing import Final

CALL, REMINDER, DECISION = "call", "reminder", "decision"
KINDS: Final = (CALL, REMINDER, DECISION)  # each can be turned off by itself; a call's changes come with the call

REMINDED_BEFORE: Final = timedelta(days=1)  # the meeting
STALE: Final = timedelta(days=3)  # a decision's notice that could not be sent by then is not sent; our choice
TRIES: Final = 6  # of one letter, over about a day; our choice
TAKEN_FOR: Final = timedelta(minutes=15)  # after which a letter that was taken and not sent is sent by another worker
WAITS: Final = (5, 15, 60, 240, 960)  # minutes after each failure


def tried_again_at(failed_at: datetime, tries: int) -> datetime | None:
    """When a letter that failed is tried again; None once it was tried often enough."""
    return failed_at + timedelta(minutes=WAITS[tries - 1]) if 0 < tries < TRIES else None


def reminder_due(begins_at: datetime, now: datetime) -> bool:
    """Whether people should be reminded now: within a day of the meeting, and not once it has begun."""
    return begins_at - REMINDED_BEFORE <= now < begins_at
