"""Minutes: the notes taken on each item, and the text that the next meeting agreed."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonweal.assemblies import minutes
from commonweal.assemblies.models.agenda import AgendaItem
from commonweal.assemblies.models.bodies import Member
from commonweal.assemblies.models.meetings import Meeting
from commonweal.assemblies.models.votes import Proposal
from commonweal.record.models import Checkpoint


class ItemNote(models.Model):
    """What was noted on one item. `version` counts its changes, so that two who write at once lose nothing."""

    item = models.OneToOneField(AgendaItem, on_delete=models.CASCADE, related_name="note")
    text = models.TextField(max_length=minutes.LONGEST_NOTE, blank=True)
    version = models.PositiveIntegerField(default=0)
    noted_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"note on item {self.item_id}"


class Minutes(models.Model):
    """The minutes of a meeting: a draft for members, then agreed, frozen and public.

    The agreed text lies beside the record under `commitment`, from where it can be erased; no copy is kept here.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        AGREED = "agreed"

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="minutes")
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    draft = models.TextField(max_length=minutes.LONGEST, blank=True)
    proposal = models.OneToOneField(
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="minutes"
    )  # where somebody objected, and the assembly votes on them
    agreed_in = models.ForeignKey(
        Meeting, null=True, blank=True, on_delete=models.RESTRICT, related_name="agreed_minutes"
    )
    agreed_at = models.DateTimeField(null=True, blank=True)
    way = models.CharField(max_length=20, blank=True)  # minutes.WAYS
    commitment = models.CharField(max_length=80, blank=True)
    event = models.PositiveBigIntegerField(null=True, blank=True, unique=True)  # its number in the record
    checkpoint = models.ForeignKey(Checkpoint, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        verbose_name_plural: ClassVar[str] = "minutes"
        constraints = [
            models.CheckConstraint(
                condition=Q(state="draft", agreed_at__isnull=True, event__isnull=True)
                | (Q(state="agreed", agreed_at__isnull=False, event__isnull=False, draft="") & ~Q(commitment="")),
                name="agreed_minutes_are_frozen",
            )
        ]

    def __str__(self) -> str:
        return f"minutes of meeting {self.meeting_id}"
