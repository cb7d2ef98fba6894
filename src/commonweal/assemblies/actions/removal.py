"""Removing the sample's assemblies. Real ones are never removed: what was decided stands."""

from datetime import datetime

from django.db import transaction

from commonweal.assemblies.models import Body, Decision, Member, Vote
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def remove_sample_assemblies(*, by: User | None, now: datetime) -> int:
    """Remove the sample's assemblies with the accounts of their members; returns how many assemblies there were."""
    bodies = Body.objects.filter(sample=True)
    number = bodies.count()
    people = list(Member.objects.filter(body__sample=True, user__isnull=False).values_list("user", flat=True))
    Decision.objects.filter(body__sample=True).delete()
    Vote.objects.filter(meeting__body__sample=True).delete()
    for body in bodies:
        body.meetings.all().delete()
    bodies.delete()
    User.objects.filter(pk__in=people).delete()
    if number:
        append("assemblies", "sample-removed", {"bodies": number}, by=by, now=now)
    return number
