"""Pay for taking part: claimed or declined by each member for themselves, then handed over to whoever settles it."""

from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction
from django.db.models import Sum

from commonweal.assemblies import pay
from commonweal.assemblies.actions.meetings import convening, of
from commonweal.assemblies.models import Attendance, Claim, Meeting, Member
from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append

ANSWERED: Final = "You have answered for this meeting already. You can take your answer back until it is handed over."


@transaction.atomic
def claim_pay(*, meeting: Meeting, by: User, now: datetime) -> Claim:
    """A member who was there claims the time at the real living wage. A pot settles it later; nothing is paid now.

    It appends no event, so that the record tells of nobody that they asked for money; `hand_over` tells of the sum.
    Raises Refused for who was not there, before the meeting is closed, too late, and a second time.
    """
    stay = _stay(meeting, by, now)
    assert stay.meeting.closed_at is not None
    due = pay.pay(stay.came_at, stay.left_at or stay.meeting.closed_at)
    told = {"minutes": due.minutes, "rate": due.rate, "rate_from": due.rate_from, "pence": due.pence}
    return _answer(stay, Claim.State.CLAIMED, now, **told)


@transaction.atomic
def decline_pay(*, meeting: Meeting, by: User, now: datetime) -> Claim:
    """A member who was there wants nothing for it, and is not asked again. It appends no event."""
    return _answer(_stay(meeting, by, now), Claim.State.DECLINED, now)


@transaction.atomic
def take_back_claim(*, meeting: Meeting, by: User, now: datetime) -> None:
    """Take back one's own answer, as long as it was not handed over; then one can answer anew."""
    if not Claim.objects.filter(meeting=meeting, member__user=by, handed_over_at__isnull=True).delete()[0]:
        raise Refused("There is nothing to take back, or it was handed over already.")


@transaction.atomic
def hand_over(*, meeting: Meeting, by: User, now: datetime) -> list[Claim]:
    """Hand the claims of a meeting over to the accountable body, in a list with names that goes nowhere else.

    The event tells how many claims there are and their sum in pence, and no more. Raises Refused where none is new.
    """
    meeting = Meeting.objects.select_for_update(of=("self",)).select_related("body").get(pk=meeting.pk)
    convening(meeting.body, by)
    new = meeting.claims.filter(state=Claim.State.CLAIMED, handed_over_at__isnull=True)
    keys = list(new.values_list("pk", flat=True))
    if not keys:
        raise Refused("No claim of this meeting waits to be handed over.")
    claims = Claim.objects.filter(pk__in=keys)
    pence = claims.aggregate(pence=Sum("pence"))["pence"]
    claims.update(handed_over_at=now)
    append("assemblies", "claims-handed-over", {**of(meeting), "claims": len(keys), "pence": pence}, by=by, now=now)
    return list(claims.select_related("member"))


def _stay(meeting: Meeting, by: User, now: datetime) -> Attendance:
    stay = (
        Attendance.objects.filter(meeting=meeting, member__user=by, member__state=Member.State.ADMITTED)
        .select_related("meeting", "member")
        .first()
    )
    if stay is None:
        raise Refused("Only members who were marked as present can claim pay. If you were there, ask a convenor.")
    pay.check_in_time(stay.meeting.closed_at, now)
    return stay


def _answer(stay: Attendance, state: str, now: datetime, **told: object) -> Claim:
    try:
        with transaction.atomic():
            return Claim.objects.create(meeting=stay.meeting, member=stay.member, state=state, answered_at=now, **told)
    except IntegrityError:
        raise Refused(ANSWERED) from None
