"""What pages and other rooms ask about assemblies."""

from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet

from commonweal.assemblies.models import Body, Decision, Member, Office
from commonweal.basics.problems import Refused


def bodies(*, sample: bool) -> QuerySet[Body]:
    """Every body there is or that is being founded, each with `people`: how many belong to it."""
    people = Count("members", filter=Q(members__state=Member.State.ADMITTED))
    return Body.objects.filter(sample=sample).exclude(state=Body.State.GIVEN_UP).annotate(people=people)


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
