"""Who facilitates a meeting and takes its minutes, who is willing to, and how convenors are elected."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonweal.assemblies import rotation
from commonweal.assemblies.models.bodies import Member, Office
from commonweal.assemblies.models.meetings import Meeting
from commonweal.assemblies.models.votes import Proposal

OFFICES = [(each, each) for each in rotation.OFFICES]


class WillingMember(models.Model):
    """A member who says that they would hold an office of a meeting when it is their turn."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="willing")
    office = models.CharField(max_length=20, choices=OFFICES)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["member", "office"], name="willing_is_said_once")]

    def __str__(self) -> str:
        return f"member {self.member_id} is willing to be {self.office}"


class Turn(models.Model):
    """A member's turn to hold an office of one meeting: proposed by the rotation, then accepted or passed on."""

    class State(models.TextChoices):
        PROPOSED = "proposed"
        ACCEPTED = "accepted"
        PASSED = "passed on"

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="turns")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="turns")
    office = models.CharField(max_length=20, choices=OFFICES)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PROPOSED)
    since = models.DateTimeField()  # of the state

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "office"],
                condition=Q(state__in=["proposed", "accepted"]),
                name="one_holder_an_office_of_a_meeting",
            ),
            models.UniqueConstraint(fields=["meeting", "office", "member"], name="a_turn_comes_once_a_meeting"),
        ]

    def __str__(self) -> str:
        return f"{self.office} of meeting {self.meeting_id}"


class Election(models.Model):
    """A proposal that makes a member convenor, perhaps in another's place. Who it is, only members see."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="election")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="elections")
    instead_of = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    office = models.OneToOneField(Office, null=True, blank=True, on_delete=models.SET_NULL, related_name="election")
    months = models.PositiveSmallIntegerField()  # of the term, by the standing orders on the day it was proposed
    ends_at = models.DateTimeField(null=True, blank=True)  # of the term; who holds the office stays until another does

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(office__isnull=True) | Q(ends_at__isnull=False), name="an_elected_office_has_an_end"
            )
        ]

    def __str__(self) -> str:
        return f"election {self.pk}"
