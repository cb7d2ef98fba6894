"""What the pages of one meeting share: which meeting, and who may lead through it or write its minutes."""

from typing import Any

from django.shortcuts import get_object_or_404

from commonweal.assemblies import queries
from commonweal.assemblies.models import Meeting, MeetingRequest, Turn, Vote
from commonweal.assemblies.rotation import FACILITATOR, MINUTE_TAKER, OFFICES
from commonweal.assemblies.views.acting import Seen


def meeting_of(at: Seen, number: int) -> Meeting:
    """The body's meeting of that number. Raises Http404 where there is none."""
    return get_object_or_404(at.body.meetings.select_related("body", "orders"), number=number)


def leads(at: Seen, held: Meeting) -> bool:
    """Whether they may lead through the meeting."""
    return at.convenes or _holds(at, held, FACILITATOR)


def at_the_door(at: Seen, held: Meeting) -> bool:
    """Whether they may mark who is here and open shows of hands."""
    return at.convenes or (held.orders.rules().facilitator_opens and _holds(at, held, FACILITATOR))


def writes(at: Seen, held: Meeting) -> bool:
    """Whether they may write its minutes."""
    return at.convenes or _holds(at, held, MINUTE_TAKER)


def live(held: Meeting, shown: str | None = None) -> dict[str, Any]:
    """What changes while a meeting is open: how many are in the room, the item being talked about, the open vote.

    `shown` is the vote that the page around it shows already, empty for none; None for a page that shows the open one.
    `state` is the same text as long as nothing changes.
    """
    items = list(held.items.all())
    current = next((item for item in items if item.begun_at and not item.done_at), None)
    following = next((item for item in items if not item.begun_at), None)
    vote = held.votes.filter(state=Vote.State.OPEN).select_related("proposal").first()
    room = queries.room(held)
    named = str(vote.public_id) if vote else ""
    shown = named if shown is None else shown
    parts = (held.state, room.present, room.members, current and current.pk, following and following.pk, named)
    return {
        "meeting": held,
        "room": room,
        "current": current,
        "following": following,
        "open_vote": vote,
        "other_vote": named != shown and vote,
        "shown": shown,
        "state": "-".join(str(part) for part in parts),
    }


def turns(at: Seen, held: Meeting) -> list[dict[str, Any]]:
    """Each office of a meeting with whose turn it is, for members' eyes."""
    asked = {
        turn.office: turn
        for turn in held.turns.filter(state__in=[Turn.State.PROPOSED, Turn.State.ACCEPTED]).select_related("member")
    }
    mine = at.member.pk if at.member else None
    found = [(office, asked.get(office)) for office in OFFICES]
    return [{"office": office, "turn": turn, "mine": turn and turn.member_id == mine} for office, turn in found]


def requests_of(at: Seen) -> list[dict[str, Any]]:
    """The meetings that members ask for, with how many joined, and whether the one who looks did."""
    open_ones = at.body.requests.filter(state=MeetingRequest.State.OPEN)
    mine = at.member.pk if at.member else None
    return [
        {
            "asked": each,
            "joined": each.joined.count(),
            "mine": mine is not None and each.by_id == mine,
            "in_it": each.joined.filter(member=mine).exists(),
        }
        for each in open_ones
    ]


def _holds(at: Seen, held: Meeting, office: str) -> bool:
    return at.belongs and held.turns.filter(member=at.member, office=office, state=Turn.State.ACCEPTED).exists()
