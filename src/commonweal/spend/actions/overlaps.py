"""Deciding whether payments that stand in two files are the same money."""

from datetime import datetime

from django.db import transaction

from commonweal.basics.problems import Refused
from commonweal.people.models import User
from commonweal.record.actions import append
from commonweal.spend.actions.accounts import draw_account
from commonweal.spend.models import Overlap


def decide_overlap(*, overlap: Overlap, decision: str, by: User | None, now: datetime) -> Overlap:
    """Count the payments once, or let both stand. A later decision replaces an earlier one.

    Raises Refused for anything else.
    """
    if decision not in Overlap.Decision.values:
        raise Refused("Say whether the payments count once or both stand.")
    overlap = _decided(overlap, decision, by, now)
    draw_account(sample=overlap.later.sample, by=by, now=now)
    return overlap


@transaction.atomic
def _decided(overlap: Overlap, decision: str, by: User | None, now: datetime) -> Overlap:
    overlap = Overlap.objects.select_for_update().get(pk=overlap.pk)
    overlap.decision, overlap.decided_by, overlap.decided_at = decision, by, now
    overlap.save(update_fields=["decision", "decided_by", "decided_at"])
    body = {"earlier": overlap.earlier.sha256, "later": overlap.later.sha256, "decision": decision}
    append("spend", "overlap-decided", body, by=by, now=now)
    return overlap
