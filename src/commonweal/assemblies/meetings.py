"""Meetings: when one may be called, opened and decided in."""

from datetime import datetime, timedelta
from typing import Final

from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.standing_orders import StandingOrders
from commonweal.basics.problems import Refused

EARLY: Final = timedelta(hours=1)  # a meeting may be opened so long before its time, to let people in; our choice
LATE: Final = timedelta(hours=12)  # and so long after; later it was not this meeting; our choice
FARTHEST: Final = timedelta(days=366)  # a date beyond is most likely a slip of the keyboard; our choice


def check_call(called_at: datetime, begins_at: datetime, orders: StandingOrders) -> None:
    """Raises Refused for a meeting called with less notice than the standing orders ask for, or for a time gone by."""
    if begins_at <= called_at:
        raise Refused("The meeting would begin before now. Choose a later day or time.")
    if begins_at - called_at > FARTHEST:
        raise Refused("That is more than a year away. Check the year.")
    earliest = called_at + timedelta(days=orders.notice_days)
    if begins_at < earliest:
        raise Refused(
            f"The standing orders ask for {orders.notice_days} days' notice. "
            f"The earliest time is {earliest:%-d %B %Y, %H:%M}."
        )


def check_opening(now: datetime, begins_at: datetime) -> None:
    """Raises Refused well before and long after the time that people were told."""
    if now < begins_at - EARLY:
        raise Refused("It is too early to open this meeting. It can be opened an hour before it begins.")
    if now > begins_at + LATE:
        raise Refused("This meeting's time has passed. Call a new one, so that everyone is told.")


def check_quorum(present: int, members: int, orders: StandingOrders) -> None:
    """Raises Overstepped where too few people are present to decide anything."""
    if present < (needed := orders.quorum(members)):
        raise Overstepped(
            f"{present} of the {needed} people are present whom the standing orders ask for. "
            "You can talk and minute what was said; nothing can be decided.",
            "no quorum",
        )


def check_change(now: datetime, before: datetime, after: datetime, orders: StandingOrders) -> None:
    """Raises Refused for a change of time or place that people would hear of later than the notice they are owed."""
    if before < now + timedelta(days=orders.notice_days):
        raise Refused(
            f"It is too late to change this meeting: people are owed {orders.notice_days} days' notice. "
            "Call it off and call a new one."
        )
    check_call(now, after, orders)
