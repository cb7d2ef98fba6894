"""What people are told by e-mail, what they do not want to be told, and the private address of their calendar."""

from typing import ClassVar

from django.conf import settings
from django.db import models

from commonweal.assemblies import notices
from commonweal.assemblies.models.meetings import Meeting
from commonweal.assemblies.models.votes import Decision

KINDS = [(each, each) for each in notices.KINDS]


class Unwanted(models.Model):
    """A kind of notice that a person does not want. Where there is no row, they are told."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="unwanted_notices")
    kind = models.CharField(max_length=10, choices=KINDS)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["user", "kind"], name="a_notice_is_unwanted_once")]

    def __str__(self) -> str:
        return f"{self.kind} is unwanted"


class Notice(models.Model):
    """One letter to one person about one thing. A worker takes it before it sends it, so two never send it at once.

    Where a worker stops in between, nobody knows whether the letter went out. It is sent again: a letter twice does
    less harm than a meeting that somebody was not told of. Both have one Message-ID, by which mail programs know it.
    """

    class State(models.TextChoices):
        WAITING = "waiting"
        SENDING = "sending"  # a worker has it; or it stopped, and after notices.TAKEN_FOR another sends it again
        SENT = "sent"
        FAILED = "failed"
        NOT_WANTED = "not wanted"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=10, choices=KINDS)
    about = models.CharField(max_length=80)  # which thing: the public id, and which news of it
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.CASCADE, related_name="notices")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField()  # not before
    made_at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True, blank=True)  # by the worker that sends it
    sent_at = models.DateTimeField(null=True, blank=True)
    fault = models.CharField(max_length=80, blank=True)  # the kind of failure, never an address

    class Meta:
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["state", "next_at"], name="notices_to_send")]
        constraints = [models.UniqueConstraint(fields=["user", "about"], name="nobody_is_told_twice")]

    def __str__(self) -> str:
        return f"notice {self.pk}"


class CalendarAddress(models.Model):
    """The private address at which a person's own calendar program finds the meetings of their assemblies."""

    user = models.OneToOneField(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="calendar_address")
    token = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"calendar {self.pk}"
