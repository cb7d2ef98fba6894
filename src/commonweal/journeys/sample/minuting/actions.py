"""The sample's neighbours lead, take minutes, agree them, claim pay and ask, by the verbs of `assemblies`."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from itertools import chain, repeat
from typing import Final

from commonweal.assemblies.actions.agenda import ask_for_item, begin_item
from commonweal.assemblies.actions.claims import claim_pay
from commonweal.assemblies.actions.meetings import Call
from commonweal.assemblies.actions.minutes import agree_minutes, draft_minutes, note_item
from commonweal.assemblies.actions.needs import offer_help, tell_need
from commonweal.assemblies.actions.offices import accept_turn, propose_turn, say_willing
from commonweal.assemblies.actions.requests import ask_for_meeting
from commonweal.assemblies.models import Meeting, Member, Minutes
from commonweal.assemblies.rotation import FACILITATOR, MINUTE_TAKER, OFFICES
from commonweal.people.models import User

QUARTER: Final = timedelta(minutes=15)
NOTES: Final = (  # what the minute-taker wrote on the first items; the rest is short
    "We went round the room. Most had heard of the assembly from a neighbour.",
    "Two of us go to the library and look up what is known. They tell us at the next meeting.",
)
SHORT: Final = "Nothing further."


def begin(*, meeting: Meeting, members: Sequence[Member], by: User, now: datetime) -> None:
    """The rotation fills the offices, the last meeting's minutes are agreed, and the agenda is gone through."""
    for office, member in zip((*OFFICES, *OFFICES, *OFFICES), members[2:8], strict=False):
        say_willing(body=meeting.body, offices={office}, by=_user(member), now=now)
    for office in (FACILITATOR, MINUTE_TAKER):
        here = meeting.attendances.filter(member__willing__office=office).exists()
        if here:
            turn = propose_turn(meeting=meeting, office=office, by=by, now=now)
            accept_turn(turn=turn, by=_user(turn.member), now=now)
    earlier = Minutes.objects.filter(meeting__body=meeting.body, state=Minutes.State.DRAFT).first()
    if earlier is not None:
        agree_minutes(held=earlier, meeting=meeting, by=by, now=now)
    for place, (item, note) in enumerate(zip(meeting.items.all(), chain(NOTES, repeat(SHORT)), strict=False)):
        at = now + place * QUARTER
        begin_item(item=item, by=by, now=at)
        note_item(item=item, text=note, version=0, by=by, now=at)


def end(*, meeting: Meeting, members: Sequence[Member], by: User, now: datetime) -> None:
    """The minutes are drafted, and one of those who came claims pay."""
    draft_minutes(meeting=meeting, by=by, now=now)
    there = meeting.attendances.filter(member=members[1]).exists()
    if there:
        claim_pay(meeting=meeting, by=_user(members[1]), now=now)


def ahead(*, meeting: Meeting, members: Sequence[Member], by: User, now: datetime) -> None:
    """What is offered and asked for at the meeting that comes next."""
    offer_help(meeting=meeting, places=6, interpreters="British Sign Language", by=by, now=now)
    tell_need(meeting=meeting, text="A seat near the door, please.", children=1, by=_user(members[3]), now=now)
    ask_for_item(body=meeting.body, title="The bins behind the shops", by=_user(members[4]), now=now)
    call = Call(meeting.begins_at + timedelta(days=14), "The library, upstairs", "The bus timetable")
    ask_for_meeting(body=meeting.body, call=call, by=_user(members[5]), now=now)


def _user(member: Member) -> User:
    assert member.user is not None
    return member.user
