"""Removing the sample's assemblies. Real ones are never removed: what was decided stands."""

from datetime import datetime

from django.db import transaction

from commonweal.assemblies.models import Answer, Body, Decision, Hiding, Member, Orders, Policy, Terms, Vote
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def remove_sample_assemblies(*, by: User | None, now: datetime) -> int:
    """Remove the sample's assemblies with the accounts of their members; returns how many assemblies there were."""
    bodies = Body.objects.filter(sample=True)
    number = bodies.count()
    people = list(Member.objects.filter(body__sample=True, user__isnull=False).values_list("user", flat=True))
    Policy.objects.filter(body__sample=True).delete()
    Hiding.objects.filter(body__sample=True).delete()
    Terms.objects.filter(proposal__body__sample=True).delete()
    Answer.objects.filter(decision__body__sample=True).delete()
    Orders.objects.filter(body__sample=True).update(by=None)
    Decision.objects.filter(body__sample=True).update(superseded_by=None)
    Decision.objects.filter(body__sample=True).delete()
    Vote.objects.filter(proposal__body__sample=True).delete()
    for body in bodies:
        body.meetings.all().delete()
    bodies.update(parent=None)
    bodies.delete()
    User.objects.filter(pk__in=people).delete()
    if number:
        append("assemblies", "sample-removed", {"bodies": number}, by=by, now=now)
    return number
