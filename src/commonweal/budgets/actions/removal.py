"""Removing the sample's budgets. Real ones stay."""

from datetime import datetime

from django.db import transaction

from commonweal.budgets.models import Budget, Idea, Project
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def remove_sample_budgets(*, by: User | None, now: datetime) -> int:
    """Remove the sample's budgets; returns how many there were. What the record says of them stays."""
    budgets = Budget.objects.filter(sample=True)
    number = budgets.count()
    Project.objects.filter(budget__sample=True).delete()
    Idea.objects.filter(budget__sample=True, merged_into__isnull=False).delete()
    budgets.delete()
    if number:
        append("budgets", "sample-removed", {"budgets": number}, by=by, now=now)
    return number
