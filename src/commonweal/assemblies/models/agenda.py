"""The agenda of a meeting, what members ask to be on it, meetings that members ask for, and what was changed of one."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonweal.assemblies import agenda
from commonweal.assemblies.models.bodies import Body, Member
from commonweal.assemblies.models.meetings import LONGEST_TEXT, Meeting
from commonweal.assemblies.models.votes import Proposal


class AgendaItem(models.Model):
    """One item of a meeting's agenda, in its place; talked about from when until when."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    place = models.PositiveIntegerField()
    title = models.CharField(max_length=agenda.LONGEST_TITLE)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)  # it is thought to take
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="items")
    begun_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["place"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "place"], name="one_item_a_place"),
            models.UniqueConstraint(
                fields=["meeting"],
                condition=Q(begun_at__isnull=False, done_at__isnull=True),
                name="one_item_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return f"item {self.place} of meeting {self.meeting_id}"


class AskedItem(models.Model):
    """An item that a member asks to be on an agenda, until a convenor puts it on one or says no."""

    class State(models.TextChoices):
        ASKED = "asked"
        TAKEN = "taken"
        DECLINED = "declined"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="asked_items")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    title = models.CharField(max_length=agenda.LONGEST_TITLE)
    state = models.CharField(max_length=10, choices=State.choices, default=State.ASKED)
    asked_at = models.DateTimeField()
    item = models.OneToOneField(AgendaItem, null=True, blank=True, on_delete=models.SET_NULL, related_name="asked")

    class Meta:
        ordering: ClassVar[list[str]] = ["asked_at", "pk"]

    def __str__(self) -> str:
        return f"asked item {self.pk}"


class MeetingRequest(models.Model):
    """A meeting that members ask for because no convenor calls one. Once enough of them join, it is called."""

    class State(models.TextChoices):
        OPEN = "open"
        CALLED = "called"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="requests")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=300)
    agenda = models.TextField(max_length=LONGEST_TEXT)
    needed = models.PositiveSmallIntegerField()  # members, by the standing orders on the day it was asked for
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    asked_at = models.DateTimeField()
    meeting = models.OneToOneField(Meeting, null=True, blank=True, on_delete=models.SET_NULL, related_name="request")

    class Meta:
        ordering: ClassVar[list[str]] = ["-asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["body", "by"], condition=Q(state="open"), name="a_member_asks_for_one_meeting_at_a_time"
            )
        ]

    def __str__(self) -> str:
        return f"request {self.pk} of body {self.body_id}"


class Joined(models.Model):
    """A member who joins a request for a meeting."""

    request = models.ForeignKey(MeetingRequest, on_delete=models.CASCADE, related_name="joined")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["request", "member"], name="a_member_joins_a_request_once")]

    def __str__(self) -> str:
        return f"joined request {self.request_id}"


class Change(models.Model):
    """A notice of change: the time and place that people had been told, and when they were told others."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="changes")
    number = models.PositiveSmallIntegerField()
    begins_at = models.DateTimeField()  # before the change
    place = models.CharField(max_length=300)
    link = models.URLField(max_length=500, blank=True)
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [models.UniqueConstraint(fields=["meeting", "number"], name="one_change_a_number")]

    def __str__(self) -> str:
        return f"change {self.number} of meeting {self.meeting_id}"
