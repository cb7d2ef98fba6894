"""Meetings of a body, and who was there."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commonweal.assemblies.models.bodies import Body, Member, Orders

LONGEST_TEXT = 20_000  # characters of an agenda, a proposal, a note


class Meeting(models.Model):
    """A meeting, from its call to its close."""

    class State(models.TextChoices):
        CALLED = "called"
        OPEN = "open"
        CLOSED = "closed"
        CANCELLED = "cancelled"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="meetings")
    number = models.PositiveIntegerField()
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    link = models.URLField(max_length=500, blank=True)  # to join from elsewhere
    agenda = models.TextField(max_length=LONGEST_TEXT)
    access = models.TextField(max_length=LONGEST_TEXT, blank=True)  # steps, hearing loop, interpreters, childcare
    orders = models.ForeignKey(Orders, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.CALLED)
    called_at = models.DateTimeField()
    called_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-begins_at"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_meeting_a_number"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(closed_at__gte=F("called_at")),
                name="a_meeting_ends_after_it_is_called",
            ),
        ]

    def __str__(self) -> str:
        return f"meeting {self.number} of body {self.body_id}"

    def get_absolute_url(self) -> str:
        return reverse("meeting", args=[self.body.slug, self.number])


class Attendance(models.Model):
    """A member in the room: from when, and until when if they left before the end."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="attendances")
    came_at = models.DateTimeField()
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["meeting", "member"], name="nobody_is_present_twice")]

    def __str__(self) -> str:
        return f"attendance {self.pk}"
