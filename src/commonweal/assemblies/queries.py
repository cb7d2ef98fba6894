"""What pages and other rooms ask about assemblies."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet

from commonweal.assemblies import membership, replays
from commonweal.assemblies.models import Body, Decision, Meeting, Member, Office
from commonweal.basics.problems import Refused
from commonweal.record import queries as record

SHOWN_AT_HOME: Final = 3  # meetings and decisions on the region's home page


def bodies(*, sample: bool) -> QuerySet[Body]:
    """Every body there is or that is being founded, each with `people`: how many belong to it."""
    people = Count("members", filter=Q(members__state=Member.State.ADMITTED))
    return Body.objects.filter(sample=sample).exclude(state=Body.State.GIVEN_UP).annotate(people=people)


@dataclass(frozen=True, slots=True)
class Lately:
    """What assemblies do: how many stand, how many are being founded, what is next, what was decided."""

    founded: int
    gathering: int
    meetings: list[Meeting]
    decisions: list[Decision]


def lately(*, sample: bool, now: datetime) -> Lately:
    """What the home page tells of assemblies."""
    there = bodies(sample=sample)
    ahead = Meeting.objects.filter(body__in=there, state=Meeting.State.CALLED, begins_at__gte=now)
    decided = Decision.objects.filter(body__in=there, carried=True).order_by("-decided_at", "-pk")
    return Lately(
        there.filter(state=Body.State.FOUNDED).count(),
        there.filter(state=Body.State.GATHERING).count(),
        list(ahead.select_related("body").order_by("begins_at")[:SHOWN_AT_HOME]),
        list(decided.select_related("body", "proposal")[:SHOWN_AT_HOME]),
    )


def of_ward(code: str, *, sample: bool) -> Body | None:
    """The assembly of a ward, or the one being founded there."""
    return bodies(sample=sample).filter(ward_code=code).first()


def belonging(user: Any, body: Body) -> Member | None:
    """The person's place in a body: applied or admitted; None for a stranger."""
    if not user.is_authenticated:
        return None
    return body.members.filter(user=user, state__in=[Member.State.APPLIED, Member.State.ADMITTED]).first()


def convenes(member: Member | None) -> bool:
    """Whether the member is a convenor of their body today."""
    held = {"name": Office.Name.CONVENOR, "until__isnull": True}
    return member is not None and member.state == Member.State.ADMITTED and member.offices.filter(**held).exists()


def founders(body: Body) -> list[Member]:
    """Those who are founding it, in the order they came."""
    return list(body.members.filter(founder=True, state=Member.State.APPLIED).order_by("pk"))


def waiting(body: Body) -> QuerySet[Member]:
    """Those whose proof of residence nobody has seen yet, the longest waiting first."""
    return body.members.filter(state=Member.State.APPLIED, evidence="").order_by("since", "pk")


def perhaps_the_same(member: Member) -> list[Member]:
    """Others of the same world, in any assembly, who may be the same person: for a convenor to look at."""
    others = Member.objects.filter(
        postcode=member.postcode,
        body__sample=member.body.sample,
        state__in=[Member.State.APPLIED, Member.State.ADMITTED],
    ).exclude(pk=member.pk)
    told = member.applicant()
    return [other for other in others.select_related("body") if membership.perhaps_the_same(told, other.applicant())]


@dataclass(frozen=True, slots=True)
class Room:
    """How many are in the room, and how many must be."""

    present: int
    members: int
    quorum: int

    @property
    def quorate(self) -> bool:
        """Whether the assembly can decide."""
        return self.present >= self.quorum

    @property
    def missing(self) -> int:
        """How many more must come."""
        return max(self.quorum - self.present, 0)


def room(meeting: Meeting) -> Room:
    """The room of a meeting as it is now; of a closed one, as it was at the end."""
    members = meeting.body.members.filter(state=Member.State.ADMITTED).count()
    present = meeting.attendances.filter(left_at__isnull=True).count()
    return Room(present, members, meeting.orders.rules().quorum(members))


def roll_call(meeting: Meeting, words: str = "") -> list[tuple[Member, bool]]:
    """Each member, by the name that others see, and whether they are in the room. `words` narrows it down."""
    found = meeting.body.members.filter(state=Member.State.ADMITTED)
    for word in words.split():
        found = found.filter(shown_name__icontains=word)
    here = set(meeting.attendances.filter(left_at__isnull=True).values_list("member_id", flat=True))
    return [(member, member.pk in here) for member in found]


def proof(decision: Decision) -> dict[str, Any]:
    """What lets a stranger check a decision: its event as the record has it, and what it comes to when worked out."""
    event = record.event(decision.event)
    assert event is not None
    return {"number": decision.event, "body": event.body, "agrees": replays.carried(event.body) == decision.carried}


def require_decision(decision: Decision, *, at: datetime) -> Decision:
    """The decision, where it authorises an act at that moment. Raises Refused, with the reason, where it does not.

    Every room asks this before it moves money, land or a mandate.
    """
    decision = Decision.objects.select_related("superseded_by", "body").get(pk=decision.pk)
    named = f"Decision {decision.number} of {decision.body.name}"
    if not decision.carried:
        raise Refused(f"{named} was not carried, so it authorises nothing.")
    if decision.decided_at > at:
        raise Refused(f"{named} was taken later, on {decision.decided_at:%-d %B %Y}.")
    if decision.superseded_by and decision.superseded_by.decided_at <= at:
        raise Refused(f"{named} was superseded by decision {decision.superseded_by.number}.")
    if decision.expires_at and decision.expires_at <= at:
        raise Refused(f"{named} expired on {decision.expires_at:%-d %B %Y}. Ask the assembly to decide again.")
    return decision
