"""A meeting called, opened, attended, closed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from commonweal.assemblies import agenda, meetings
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.actions.telling import tell_soon
from commonweal.assemblies.authority import Overstepped
from commonweal.assemblies.models import AgendaItem, Attendance, Body, Change, Meeting, Member, Office, Turn, Vote
from commonweal.assemblies.rotation import FACILITATOR
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.record.actions.texts import commit_text


@dataclass(frozen=True, slots=True)
class Call:
    """What people are told of a meeting."""

    begins_at: datetime
    place: str
    agenda: str
    link: str = ""
    access: str = ""


@transaction.atomic
def call_meeting(*, body: Body, call: Call, by: User, now: datetime) -> Meeting:
    """Call a meeting with the notice that the standing orders ask for. Raises Refused, saying the earliest time."""
    body = Body.objects.select_for_update().get(pk=body.pk)
    return called(body, call, convening(body, by), by, now)


def called(body: Body, call: Call, convenor: Member | None, by: User, now: datetime) -> Meeting:
    """The meeting, called by a convenor, or by members together: then `convenor` is None. Part of another action."""
    orders = body.orders.filter(adopted_at__isnull=False).latest("version")
    meetings.check_call(now, call.begins_at, orders.rules())
    same = {"state": Meeting.State.CALLED, "begins_at": call.begins_at, "place": call.place}
    if body.meetings.filter(**same).exists():  # the form was sent twice, or two convenors thought of it
        raise Refused("A meeting at that time, in that place, is called already. Nobody is told twice.")
    last = body.meetings.aggregate(last=Max("number"))["last"] or 0
    meeting = Meeting.objects.create(
        body=body,
        number=last + 1,
        begins_at=call.begins_at,
        place=call.place,
        link=call.link,
        agenda=call.agenda,
        access=call.access,
        orders=orders,
        called_at=now,
        called_by=convenor,
    )
    titles = [agenda.check_item(title, None) for title in agenda.items_of(call.agenda)]
    agenda.check_room(len(titles) - 1)
    AgendaItem.objects.bulk_create(
        AgendaItem(meeting=meeting, place=place, title=title) for place, title in enumerate(titles, 1)
    )
    told = {"begins_at": call.begins_at.isoformat(), "text": commit_text(f"{call.place}\n\n{call.agenda}")}
    append("assemblies", "meeting-called", {**of(meeting), **told}, by=by, now=now)
    tell_soon(body)
    return meeting


@transaction.atomic
def change_meeting(*, meeting: Meeting, call: Call, by: User, now: datetime) -> Meeting:
    """Give notice of another time or place. What people were told before stays on the meeting's page, dated.

    Raises Refused where people would hear of it later than the notice they are owed; then a new meeting is called.
    """
    meeting = _held(meeting, by, Meeting.State.CALLED)
    before = (meeting.begins_at, meeting.place, meeting.link)
    if before == (call.begins_at, call.place, call.link):
        raise Refused("That is the time and place that people were told. Nothing was changed.")
    meetings.check_change(now, meeting.begins_at, call.begins_at, meeting.orders.rules())
    number = meeting.changes.count() + 1
    Change.objects.create(
        meeting=meeting, number=number, begins_at=before[0], place=before[1], link=before[2], told_at=now
    )
    meeting.begins_at, meeting.place, meeting.link = call.begins_at, call.place, call.link
    meeting.save(update_fields=["begins_at", "place", "link"])
    told = {"begins_at": call.begins_at.isoformat(), "number": number, "text": commit_text(call.place)}
    append("assemblies", "meeting-changed", {**of(meeting), **told}, by=by, now=now)
    tell_soon(meeting.body)
    return meeting


@transaction.atomic
def cancel_meeting(*, meeting: Meeting, by: User, now: datetime) -> Meeting:
    """Cancel a meeting that has not begun. Its page goes on saying so."""
    meeting = _held(meeting, by, Meeting.State.CALLED)
    meeting.state, meeting.closed_at = Meeting.State.CANCELLED, now
    meeting.save(update_fields=["state", "closed_at"])
    append("assemblies", "meeting-cancelled", of(meeting), by=by, now=now)
    tell_soon(meeting.body)
    return meeting


@transaction.atomic
def open_meeting(*, meeting: Meeting, by: User, now: datetime) -> Meeting:
    """Open a meeting around the time that people were told. Who opens it is in the room."""
    meeting = _held(meeting, by, Meeting.State.CALLED)
    meetings.check_opening(now, meeting.begins_at)
    meeting.state, meeting.opened_at = Meeting.State.OPEN, now
    meeting.save(update_fields=["state", "opened_at"])
    Attendance.objects.create(meeting=meeting, member=convening(meeting.body, by), came_at=now)
    append("assemblies", "meeting-opened", of(meeting), by=by, now=now)
    return meeting


@transaction.atomic
def mark_present(*, meeting: Meeting, member: Member, by: User, now: datetime) -> Attendance:
    """Note that a member is in the room. Twice changes nothing; who left and comes back is present again."""
    meeting = _held(meeting, by, Meeting.State.OPEN, at_the_door)
    if not meeting.body.members.filter(pk=member.pk, state=Member.State.ADMITTED).exists():
        raise Refused("That person is no member of this assembly. Let them join first; it takes a minute.")
    attendance, new = Attendance.objects.get_or_create(meeting=meeting, member=member, defaults={"came_at": now})
    if not new and attendance.left_at is not None:
        attendance.left_at = None
        attendance.save(update_fields=["left_at"])
    return attendance


@transaction.atomic
def mark_gone(*, meeting: Meeting, member: Member, by: User, now: datetime) -> None:
    """Note that a member left the room, or was never in it."""
    meeting = _held(meeting, by, Meeting.State.OPEN, at_the_door)
    Attendance.objects.filter(meeting=meeting, member=member, left_at__isnull=True).update(left_at=now)


@transaction.atomic
def close_meeting(*, meeting: Meeting, by: User, now: datetime) -> Meeting:
    """Close a meeting. Raises Refused while a vote is open."""
    meeting = _held(meeting, by, Meeting.State.OPEN)
    if meeting.votes.filter(state=Vote.State.OPEN, hands_in=False).exists():
        raise Refused("A vote is still open. Finish it or abandon it, then close the meeting.")
    meeting.state, meeting.closed_at = Meeting.State.CLOSED, now
    meeting.save(update_fields=["state", "closed_at"])
    meeting.items.filter(begun_at__isnull=False, done_at__isnull=True).update(done_at=now)
    attended = meeting.attendances.count()
    append("assemblies", "meeting-closed", {**of(meeting), "attended": attended}, by=by, now=now)
    return meeting


def convening(body: Body, by: User) -> Member:
    """The convenor of this body who acts. Raises Refused for anyone else."""
    found = Member.objects.filter(
        body=body,
        user=by,
        state=Member.State.ADMITTED,
        offices__name=Office.Name.CONVENOR,
        offices__until__isnull=True,
    ).first()
    if found is None:
        raise Overstepped("Only a convenor of this assembly can do that.")
    return found


def at_the_door(meeting: Meeting, by: User) -> Member:
    """Who may mark presence and open shows of hands: a convenor; the facilitator where the orders say so."""
    if meeting.orders.rules().facilitator_opens:
        turns = meeting.turns.filter(office=FACILITATOR, state=Turn.State.ACCEPTED, member__user=by)
        if turn := turns.filter(member__state=Member.State.ADMITTED).select_related("member").first():
            return turn.member
    return convening(meeting.body, by)


def belonging(body: Body, by: User) -> Member:
    """The member of this body who acts. Raises Refused for anyone else."""
    found = Member.objects.filter(body=body, user=by, state=Member.State.ADMITTED).first()
    if found is None or body.state != Body.State.FOUNDED:
        raise Overstepped("Only members of this assembly can do that.")
    return found


def of(meeting: Meeting) -> dict[str, Any]:
    """How every event names the meeting that it is about."""
    return {**about(meeting.body), "meeting": str(meeting.public_id)}


def _convenor_of(meeting: Meeting, by: User) -> Member:
    return convening(meeting.body, by)


def _held(meeting: Meeting, by: User, state: str, may: Callable[[Meeting, User], Member] = _convenor_of) -> Meeting:
    """The meeting, held against others who act on it at once, in the state that an act needs, for who `may` do it."""
    meeting = Meeting.objects.select_for_update().select_related("body", "orders").get(pk=meeting.pk)
    may(meeting, by)
    if meeting.state != state:
        raise Refused(f"This meeting is {meeting.get_state_display().lower()}. Nothing was changed.")
    return meeting
