"""The events, who did them (private), the checkpoints over them, and the texts that events commit to."""

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


class Checkpoint(models.Model):
    """The signed root over the first `size` events. The database keeps each, and each is larger than the last."""

    size = models.PositiveBigIntegerField(unique=True)
    root = models.CharField(max_length=64)  # in hexadecimal
    note = models.TextField()
    key = models.TextField()  # the public key that it is signed with, as published
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["size"]
        constraints = [models.CheckConstraint(condition=Q(size__gte=1), name="a_checkpoint_tells_of_an_event")]

    def __str__(self) -> str:
        return f"checkpoint at {self.size}"


class Block(models.Model):
    """A full subtree of 256 leaves (level 1) or of 256 blocks one level below, so that no tree is built anew.

    It holds nothing that the events do not say: it may be emptied and is then made again.
    """

    level = models.PositiveSmallIntegerField()
    number = models.PositiveBigIntegerField()  # from 0
    root = models.BinaryField()
    leaves = models.BinaryField(default=b"")  # of level 1: the hashes of its leaves, one after another

    class Meta:
        constraints = [models.UniqueConstraint(fields=["level", "number"], name="one_block_at_a_place")]

    def __str__(self) -> str:
        return f"block {self.number} of level {self.level}"


class CommittedText(models.Model):
    """A text that an event commits to. Once erased, neither it nor its salt is kept, and the event stays as it is."""

    commitment = models.CharField(max_length=80, unique=True)
    salt = models.BinaryField()
    text = models.TextField()
    erased_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(erased_at__isnull=True) | Q(text="", salt=b""), name="an_erased_text_keeps_nothing"
            )
        ]

    def __str__(self) -> str:
        return self.commitment
