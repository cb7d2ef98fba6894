"""A budget, its areas with their money, and the stages of its cycle."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from commonweal.assemblies.balloting import slates
from commonweal.assemblies.models import Body, Decision, Vote
from commonweal.budgets import cycle
from commonweal.funds.models import Pot

RULE_FIELDS = ("kind", "most", "minimum_age", "least_votes", "rule", "utility", "completion", "breakdown")


class Budget(models.Model):
    """Money of a pot that people share out among their own ideas: the body that holds it, and the decision to do so."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=120)
    words = models.TextField(max_length=2000, blank=True)  # what it is for
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="budgets")
    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="budgets")
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="budgets")  # to hold it
    phase = models.CharField(max_length=10, blank=True, choices=[(each.value, each.value) for each in cycle.Phase])
    # How it is voted on and counted; frozen in the stage of the ballot once that opens.
    kind = models.CharField(max_length=20, default=slates.APPROVAL)
    most = models.PositiveSmallIntegerField(default=0)
    minimum_age = models.PositiveSmallIntegerField(default=16)
    least_votes = models.PositiveIntegerField(default=1)
    rule = models.CharField(max_length=20, default="equal-shares")
    utility = models.CharField(max_length=12, default="cost")
    completion = models.CharField(max_length=20, default="add1-greedy")
    breakdown = models.CharField(max_length=12, blank=True)  # what a ballot tells of its voter beside the area
    vote = models.OneToOneField(Vote, null=True, blank=True, on_delete=models.PROTECT, related_name="budget")
    counted_event = models.PositiveBigIntegerField(null=True, blank=True)  # that tells what the count came to
    sample = models.BooleanField(default=False)
    founded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-founded_at", "-pk"]
        constraints = [models.UniqueConstraint(fields=["slug", "sample"], name="one_budget_an_address")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("budget", args=[self.slug])

    def rules(self) -> cycle.Rules:
        """How it is voted on and counted."""
        return cycle.Rules(**{name: getattr(self, name) for name in RULE_FIELDS})

    def at(self) -> cycle.Phase | None:
        """The phase that is open; None before the first."""
        return cycle.Phase(self.phase) if self.phase else None


class Area(models.Model):
    """A part of a budget with money of its own. One at most is everyone's; a project belongs to one area."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="areas")
    number = models.PositiveSmallIntegerField()
    name = models.CharField(max_length=120)
    pence = models.PositiveBigIntegerField()
    whole = models.BooleanField(default=False)
    parts = models.JSONField(default=list, blank=True)  # ward codes, or beginnings of postcodes

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="one_area_a_number"),
            models.UniqueConstraint(fields=["budget"], condition=Q(whole=True), name="one_area_is_everyones"),
        ]

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """One phase of one budget: its days, and the rules that held from when it opened."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="stages")
    phase = models.CharField(max_length=10, choices=[(each.value, each.value) for each in cycle.Phase])
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    rules = models.JSONField(default=dict, blank=True)  # as the event that opened it holds them
    event = models.PositiveBigIntegerField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "phase"], name="one_stage_a_phase"),
            models.CheckConstraint(
                condition=Q(closed_at__isnull=True) | Q(opened_at__isnull=False), name="a_stage_opens_before_it_closes"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.phase} of budget {self.budget_id}"

    def dates(self) -> cycle.Dates:
        """Its days."""
        return cycle.Dates(self.begins_on, self.ends_on)
