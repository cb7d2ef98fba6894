"""Removing the sample's pots. The books of real ones are never removed: the database refuses it."""

from datetime import datetime

from django.db import transaction

from commonweal.funds.models import Account, Entry, Payment, Posting, Pot, Promise
from commonweal.people.models import User
from commonweal.record.actions import append


@transaction.atomic
def remove_sample_pots(*, by: User | None, now: datetime) -> int:
    """Remove the sample's pots with their books; returns how many there were. What the record says of them stays."""
    pots = Pot.objects.filter(sample=True)
    number = pots.count()
    Payment.objects.filter(pot__sample=True).delete()
    Posting.objects.filter(entry__pot__sample=True).delete()
    Entry.objects.filter(pot__sample=True, corrects__isnull=False).delete()
    Entry.objects.filter(pot__sample=True).delete()
    Promise.objects.filter(pot__sample=True).delete()
    Account.objects.filter(pot__sample=True).delete()
    pots.delete()
    if number:
        append("funds", "sample-removed", {"pots": number}, by=by, now=now)
    return number
