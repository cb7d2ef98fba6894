"""How somebody shows that they belong: codes, imported rolls; entries that look alike; counts of who we are."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commonweal.assemblies.models.bodies import Body, Member


class Code(models.Model):
    """A code on paper: posted to an address, or handed to a member who has no account yet. Only its digest is kept."""

    class Kind(models.TextChoices):
        POSTED = "posted"  # shows that the member lives where the letter went
        CLAIM = "claim"  # lets an account act for a member whom a convenor entered

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="codes")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    digest = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["member", "kind"], condition=Q(used_at__isnull=True), name="one_code_of_a_kind_waits"
            ),
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="a_code_holds_for_some_time"),
        ]

    def __str__(self) -> str:
        return f"code {self.pk}"

    def holds(self, now: datetime) -> bool:
        """Whether it can still be used."""
        return self.used_at is None and now < self.expires_at


class CodeTry(models.Model):
    """Somebody entered a code that was not right. So that nobody tries codes until one fits."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"wrong code {self.pk}"


class ImportedRoll(models.Model):
    """A list of residents that somebody had the right to give: kept as keyed digests, and deleted on a day."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="imported_rolls")
    source = models.CharField(max_length=300)  # who gave it, and why they may
    imported_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    imported_at = models.DateTimeField()
    delete_on = models.DateField()
    rows = models.PositiveIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-imported_at"]

    def __str__(self) -> str:
        return f"imported roll {self.pk}"


class RollEntry(models.Model):
    """One person of an imported roll, and the member that they turned out to be."""

    roll = models.ForeignKey(ImportedRoll, on_delete=models.CASCADE, related_name="entries")
    exact = models.CharField(max_length=64)  # digest of the name's words and the postcode
    near = models.CharField(max_length=64)  # digest of the last name and the postcode
    member = models.OneToOneField(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="roll_entry")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["roll", "exact"], name="nobody_is_on_a_roll_twice")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


class Likeness(models.Model):
    """Two entries that may be one person. A person looks, and what they say is remembered."""

    class Answer(models.TextChoices):
        OPEN = "open"
        TWO = "two people"
        ONE = "one person"

    earlier = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    later = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="likenesses")
    found_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answered_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["earlier", "later"], name="a_likeness_is_looked_at_once"),
            models.CheckConstraint(condition=Q(earlier__lt=F("later")), name="a_likeness_names_the_earlier_first"),
        ]

    def __str__(self) -> str:
        return f"likeness {self.pk}"


class AnswerCount(models.Model):
    """How many members gave an answer to a question of equality monitoring. No row says who, when, or what else."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="answer_counts")
    question = models.CharField(max_length=40)
    answer = models.CharField(max_length=40)
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "question", "answer"], name="one_count_an_answer")]

    def __str__(self) -> str:
        return f"{self.question} of body {self.body_id}"
