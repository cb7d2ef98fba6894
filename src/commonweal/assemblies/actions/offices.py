"""Offices of a meeting by rotation: who is willing, whose turn it is, accepted or passed on."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models import Count, Max, Q

from commonweal.assemblies import rotation
from commonweal.assemblies.actions.meetings import belonging, convening, of
from commonweal.assemblies.models import Body, Meeting, Member, Turn, WillingMember
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

NOT_YOUR_TURN: Final = "It is not your turn, or no longer. Look at the meeting's page again."
HELD: Final = (Turn.State.PROPOSED, Turn.State.ACCEPTED)


@transaction.atomic
def say_willing(*, body: Body, offices: set[str], by: User, now: datetime) -> Member:
    """A member says which offices of meetings they would hold; the rest they would not. Nothing of it is public."""
    member = belonging(body, by)
    if unknown := offices - set(rotation.OFFICES):
        raise Refused(f"A meeting has no office called {min(unknown)!r}.")
    member.willing.exclude(office__in=offices).delete()
    for office in sorted(offices):
        WillingMember.objects.get_or_create(member=member, office=office)
    return member


@transaction.atomic
def propose_turn(*, meeting: Meeting, office: str, by: User, now: datetime) -> Turn:
    """Let the rotation say whose turn it is among those present who are willing.

    Raises Refused where somebody has the turn already, and where nobody who is here is willing.
    """
    meeting = _open(meeting)
    convening(meeting.body, by)
    if office not in rotation.OFFICES:
        raise Refused(f"A meeting has no office called {office!r}.")
    if meeting.turns.filter(office=office, state__in=HELD).exists():
        raise Refused("Somebody has this office tonight, or was asked. They can pass it on.")
    turn = _next(meeting, office, now)
    if turn is None:
        raise Refused("Nobody here has said that they would do this. Ask the room; they can say so on this site.")
    append("assemblies", "turn-proposed", {**of(meeting), "office": office}, by=by, now=now)
    return turn


@transaction.atomic
def accept_turn(*, turn: Turn, by: User, now: datetime) -> Turn:
    """Whose turn it is takes the office."""
    turn = _held(turn)
    if turn.member.user_id != by.pk or turn.state != Turn.State.PROPOSED:
        raise Refused(NOT_YOUR_TURN)
    turn.state, turn.since = Turn.State.ACCEPTED, now
    turn.save(update_fields=["state", "since"])
    append("assemblies", "turn-accepted", {**of(turn.meeting), "office": turn.office}, by=by, now=now)
    return turn


@transaction.atomic
def pass_turn(*, turn: Turn, by: User, now: datetime) -> Turn | None:
    """Whose turn it is passes it on; returns the next one's turn, None where nobody else here is willing.

    A convenor may pass on the turn of somebody who went home.
    """
    turn = _held(turn)
    if turn.member.user_id != by.pk:
        convening(turn.meeting.body, by)
    turn.state, turn.since = Turn.State.PASSED, now
    turn.save(update_fields=["state", "since"])
    append("assemblies", "turn-passed-on", {**of(turn.meeting), "office": turn.office}, by=by, now=now)
    return _next(turn.meeting, turn.office, now)


def running(meeting: Meeting, by: User) -> Member:
    """Who may lead through this meeting: its facilitator, or a convenor. Raises Refused for anyone else."""
    return _holding(meeting, rotation.FACILITATOR, by)


def noting(meeting: Meeting, by: User) -> Member:
    """Who may write this meeting's minutes: its minute-taker, or a convenor. Raises Refused for anyone else."""
    return _holding(meeting, rotation.MINUTE_TAKER, by)


def _holding(meeting: Meeting, office: str, by: User) -> Member:
    held = meeting.turns.filter(
        office=office, state=Turn.State.ACCEPTED, member__user=by, member__state=Member.State.ADMITTED
    )
    turn = held.select_related("member").first()
    return turn.member if turn else convening(meeting.body, by)


def _next(meeting: Meeting, office: str, now: datetime) -> Turn | None:
    here = meeting.attendances.filter(left_at__isnull=True).values("member")
    asked = meeting.turns.filter(office=office).values("member")
    accepted = Q(turns__office=office, turns__state=Turn.State.ACCEPTED)
    members = (
        meeting.body.members.filter(
            pk__in=here, willing__office=office, state=Member.State.ADMITTED, user__isnull=False
        )
        .exclude(pk__in=asked)
        .annotate(times=Count("turns", filter=accepted), last=Max("turns__since", filter=accepted))
        .order_by("since", "pk")  # the order that breaks ties: as they became members
    )
    busy = set(meeting.turns.filter(state__in=HELD).exclude(office=office).values_list("member", flat=True))
    free = [each for each in members if each.pk not in busy]  # nobody does two things at once while another would
    chosen = rotation.next_holder([rotation.Willing(each.pk, each.times, each.last) for each in free or members])
    if chosen is None:
        return None
    return Turn.objects.create(meeting=meeting, member_id=chosen, office=office, since=now)


def _held(turn: Turn) -> Turn:
    """The turn, held against others who act on it at once. Raises Refused once it is over."""
    turn = Turn.objects.select_for_update(of=("self",)).select_related("meeting__body", "member").get(pk=turn.pk)
    if turn.state not in HELD or turn.meeting.state != Meeting.State.OPEN:
        raise Refused(NOT_YOUR_TURN)
    return turn


def _open(meeting: Meeting) -> Meeting:
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    if meeting.state != Meeting.State.OPEN:
        raise Refused("Offices of a meeting are given once it is open, among those who are here.")
    return meeting
