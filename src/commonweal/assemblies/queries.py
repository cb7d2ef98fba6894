"""What pages and other rooms ask about assemblies."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from django.db.models import Count, Q, QuerySet
from django.utils import timezone

from commonweal.assemblies import decisions, membership, replays
from commonweal.assemblies.balloting.recount import counted
from commonweal.assemblies.models import Body, Decision, Hiding, Meeting, Member, Office, Proposal, Report, Terms
from commonweal.record import queries as record
from commonweal.record.replays import differences

SHOWN_AT_HOME: Final = 3  # meetings and decisions on the region's home page


def there(*, sample: bool) -> QuerySet[Body]:
    """Every body there is or that is being founded."""
    return Body.objects.filter(sample=sample).exclude(state=Body.State.GIVEN_UP)


def bodies(*, sample: bool) -> QuerySet[Body]:
    """Every body there is or that is being founded, each with `people`: how many belong to it."""
    people = Count("members", filter=Q(members__state=Member.State.ADMITTED))
    return there(sample=sample).annotate(people=people)


@dataclass(frozen=True, slots=True)
class Lately:
    """What assemblies do: how many stand, how many are being founded, what is next, what was decided."""

    founded: int
    gathering: int
    meetings: list[Meeting]
    decisions: list[Decision]


def lately(*, sample: bool, now: datetime) -> Lately:
    """What the home page tells of assemblies."""
    held = there(sample=sample)
    ahead = Meeting.objects.filter(body__in=held, state=Meeting.State.CALLED, begins_at__gte=now)
    decided = Decision.objects.filter(body__in=held, carried=True).order_by("-decided_at", "-pk")
    return Lately(
        held.filter(state=Body.State.FOUNDED).count(),
        held.filter(state=Body.State.GATHERING).count(),
        list(ahead.select_related("body").order_by("begins_at")[:SHOWN_AT_HOME]),
        list(decided.select_related("body", "proposal")[:SHOWN_AT_HOME]),
    )


def of_ward(code: str, *, sample: bool) -> Body | None:
    """The assembly of a ward, or the one being founded there."""
    return there(sample=sample).filter(ward_code=code).first()


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


def reported(body: Body) -> QuerySet[Report]:
    """What people pointed the convenors to and nobody has looked at, the longest waiting first."""
    return body.reports.filter(settled_at__isnull=True)


def appeals(body: Body) -> QuerySet[Hiding]:
    """Appeals against hiding that nobody has answered."""
    return body.hidings.filter(appealed_at__isnull=False, answered_at__isnull=True, shown_at__isnull=True)


def perhaps_the_same(member: Member) -> list[Member]:
    """Others who may be the same person, for a person to look at: of a ward's assembly in all of them, else in its own.

    Samples and the real world are never mixed.
    """
    where = {"of_a_ward": True} if member.of_a_ward else {"body": member.body}
    others = Member.objects.filter(
        **where,
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


def without_email(body: Body) -> QuerySet[Member]:
    """Members who have no account, and so no e-mail address: those who live near each other stand together."""
    found = body.members.filter(state=Member.State.ADMITTED, user__isnull=True).exclude(legal_name="")
    return found.order_by("postcode", "legal_name", "pk")


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
    if decision.vote.by_ballot:
        agrees = not differences(event.body, counted(event.body, decision.vote.box.kept()))
    else:
        agrees = replays.carried(event.body) == decision.carried
    return {"number": decision.event, "body": event.body, "agrees": agrees}


def require_decision(decision: Decision, *, at: datetime, pence: int | None = None, purpose: str = "") -> Decision:
    """The decision, where it authorises an act at that moment. Raises Refused, with the reason, where it does not.

    Every room asks this before it moves money, land or a mandate: an act that moves money says how many `pence`, and
    what for. The sum of all acts under one decision is for the room that moves the money to keep.
    """
    decision = Decision.objects.select_related("superseded_by__proposal__terms", "body").get(pk=decision.pk)
    decisions.check(standing(decision), decisions.Act(at, timezone.localdate(at), pence, purpose))
    return decision


def standing(decision: Decision) -> decisions.Standing:
    """A decision as it stands: its terms, what follows it and from when, and what the accountable body answered."""
    later = decision.superseded_by
    answer = next(iter(decision.answers.all()), None)  # which are few, and often read already
    return decisions.Standing(
        named=f"Decision {decision.number} of {decision.body.name}",
        carried=decision.carried,
        decided_at=decision.decided_at,
        terms=terms_of(decision.proposal),
        followed_by=later.number if later else None,
        followed_from=_first_day(later) if later else None,
        accepted=answer.accepted if answer else None,
    )


def terms_of(proposal: Proposal) -> decisions.Terms:
    """What a proposal says of the decision that may come of it; empty terms where it says nothing."""
    held = Terms.objects.filter(proposal=proposal).first()
    return held.told() if held else decisions.Terms()


def _first_day(decision: Decision) -> date:
    decided_on = timezone.localdate(decision.decided_at)
    return max(decided_on, terms_of(decision.proposal).begins_on or decided_on)
