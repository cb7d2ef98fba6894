"""What is offered and needed so that people can take part in a meeting, and what they are owed for it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonweal.assemblies import taking_part
from commonweal.assemblies.models.bodies import Member
from commonweal.assemblies.models.meetings import Meeting


class Offer(models.Model):
    """What a meeting offers: places for children, and interpreters, in the convenor's words."""

    meeting = models.OneToOneField(Meeting, on_delete=models.CASCADE, related_name="offer")
    places = models.PositiveSmallIntegerField(default=0)
    interpreters = models.CharField(max_length=200, blank=True)

    def __str__(self) -> str:
        return f"offer of meeting {self.meeting_id}"


class Need(models.Model):
    """What one member needs at one meeting. Convenors alone see it; it is erased a week after the meeting."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="needs")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="needs")
    text = models.TextField(max_length=taking_part.LONGEST_NEED, blank=True)
    children = models.PositiveSmallIntegerField(default=0)
    told_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="needs_are_told_once_a_meeting")]

    def __str__(self) -> str:
        return f"need {self.pk}"


class Claim(models.Model):
    """What a member claims for the time at a meeting, or that they want nothing. A pot settles it later."""

    class State(models.TextChoices):
        CLAIMED = "claimed"
        DECLINED = "declined"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="claims")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="claims")
    state = models.CharField(max_length=10, choices=State.choices)
    minutes = models.PositiveIntegerField(default=0)
    rate = models.PositiveIntegerField(default=0)  # pence an hour
    rate_from = models.DateField(null=True, blank=True)  # since when that rate is paid
    pence = models.PositiveBigIntegerField(default=0)
    answered_at = models.DateTimeField()
    handed_over_at = models.DateTimeField(null=True, blank=True)  # to the accountable body, in a list

    class Meta:
        ordering: ClassVar[list[str]] = ["answered_at"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "member"], name="one_claim_a_member_and_meeting"),
            models.CheckConstraint(
                condition=Q(state="declined", pence=0, handed_over_at__isnull=True)
                | Q(state="claimed", pence__gt=0, rate_from__isnull=False),
                name="a_claim_says_how_much_at_which_rate",
            ),
        ]

    def __str__(self) -> str:
        return f"claim {self.pk}"
