"""Votes that end by themselves: once the time that voters were told is over, nobody has to press anything."""

import logging
from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from commonweal.assemblies.actions.closing import close_box, stop_voting
from commonweal.assemblies.balloting import rolls
from commonweal.assemblies.models import Vote
from commonweal.basics.problems import Refused

AGAIN: Final = timedelta(minutes=5)  # after which a vote is tried again that could not be ended; our choice
LOG: Final = logging.getLogger(__name__)


def end_due(*, now: datetime) -> int:
    """End every vote whose time is over, and count those that wait for nobody; returns how many ended.

    A vote whose papers must be entered, or whose lots must be drawn, is ended and left to people. One whose hands are
    being counted is left alone until the tellers agree: its electors can cast nothing any more in any case.
    """
    ended = 0
    for vote in _over(now):
        try:
            stopped = stop_voting(vote=vote, by=None, now=now)
            ended += 1
            if _waits_for_nobody(stopped):
                close_box(vote=stopped, by=None, now=now)
        except Refused as refusal:
            LOG.warning("Vote %s could not be ended or counted by itself: %s", vote.public_id, refusal.plain)
    return ended


def next_due(*, now: datetime) -> datetime | None:
    """When a vote is to be ended next; None where none has a last moment."""
    opened = Vote.objects.filter(state=Vote.State.OPEN, box__closes_at__isnull=False)
    first = opened.order_by("box__closes_at").values_list("box__closes_at", flat=True).first()
    return None if first is None else first if first > now else now + AGAIN


def _over(now: datetime) -> QuerySet[Vote]:
    over = Vote.objects.filter(state=Vote.State.OPEN, box__closes_at__lte=now)
    return over.exclude(meeting__isnull=False, hands_in=False).order_by("box__closes_at")


def _waits_for_nobody(vote: Vote) -> bool:
    """Whether nothing is left for people to do before the count."""
    drawn = not vote.box.question().needs_lots or bool(vote.box.lots)
    return drawn and not vote.electors.filter(struck=rolls.PAPER).exists()
