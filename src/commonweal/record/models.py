"""The record's one table, and the private map from an event to who did it."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q


class Event(models.Model):
    """One act. Events are numbered without gaps from 1; the database refuses to change or remove one."""

    number = models.PositiveBigIntegerField(unique=True)
    at = models.DateTimeField()
    room = models.CharField(max_length=40)
    kind = models.CharField(max_length=40)
    body = models.JSONField()
    actor = models.UUIDField(default=uuid.uuid4, unique=True)  # a fresh pseudonym per event: it links nothing

    class Meta:
        ordering = ["number"]
        constraints = [models.CheckConstraint(condition=Q(number__gte=1), name="events_are_numbered_from_one")]

    def __str__(self) -> str:
        return f"{self.number} {self.room} {self.kind}"


class Actor(models.Model):
    """Who is behind an event's pseudonym. Private to the host, never published, and erasable."""

    event = models.OneToOneField(Event, on_delete=models.PROTECT, related_name="who")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"the actor of event {self.event_id}"
