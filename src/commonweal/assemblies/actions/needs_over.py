"""Erasing what people needed at a meeting, once it is well over."""

from datetime import datetime
from typing import Final

from django.db import transaction
from django.db.models.functions import Coalesce

from commonweal.assemblies import taking_part
from commonweal.assemblies.actions.founding import about
from commonweal.assemblies.models import Meeting, Need
from commonweal.record.actions import append

OVER: Final = Coalesce("closed_at", "begins_at")  # a meeting closed or called off; else when it was to begin


@transaction.atomic
def erase_needs(*, now: datetime) -> int:
    """Erase what people needed at meetings that were over a week ago; returns how many needs were erased."""
    erased = 0
    over = Meeting.objects.annotate(over=OVER).filter(over__lte=now - taking_part.NEEDS_KEPT, needs__isnull=False)
    for meeting in over.distinct().select_related("body"):
        number, _ = Need.objects.filter(meeting=meeting).delete()
        told = {**about(meeting.body), "meeting": str(meeting.public_id), "needs": number}
        append("assemblies", "needs-erased", told, by=None, now=now)
        erased += number
    return erased


def next_due(*, now: datetime) -> datetime | None:
    """When needs must be erased next; None where none are kept."""
    kept = Meeting.objects.annotate(over=OVER).filter(needs__isnull=False)
    over = kept.order_by("over").values_list("over", flat=True).first()
    return max(taking_part.needs_end(over), now) if over else None
