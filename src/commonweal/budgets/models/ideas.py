"""Ideas that people put forward, what became of each, what was hidden and why, and what an office answered."""

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from commonweal.assemblies import moderation
from commonweal.assemblies.models import Member
from commonweal.budgets import ideas
from commonweal.budgets.models.budgets import Area, Budget
from commonweal.budgets.models.officers import Officer


class Idea(models.Model):
    """What somebody would have done with the money. Who put it forward is not public."""

    class State(models.TextChoices):
        OPEN = "open"
        WITHDRAWN = "withdrawn"
        HIDDEN = "hidden"
        MERGED = "merged"
        LEFT_OFF = "left off"  # it can be done, and is not on the ballot, for a reason that is told

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="ideas")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="ideas")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=ideas.LONGEST_TITLE)
    words = models.TextField(max_length=ideas.LONGEST_WORDS)
    place = models.CharField(max_length=ideas.LONGEST_PLACE, blank=True)
    easting = models.PositiveIntegerField(null=True, blank=True)  # metres of the National Grid
    northing = models.PositiveIntegerField(null=True, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from")
    left_off = models.TextField(max_length=ideas.LONGEST_ANSWER, blank=True)  # why it is not on the ballot
    commitment = models.CharField(max_length=80)  # to its words, as the record holds them
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="one_idea_a_number"),
            models.CheckConstraint(
                condition=Q(state="merged", merged_into__isnull=False) | Q(merged_into__isnull=True),
                name="a_merged_idea_leads_on",
            ),
            models.CheckConstraint(
                condition=Q(easting__isnull=True, northing__isnull=True)
                | Q(easting__isnull=False, northing__isnull=False),
                name="a_point_has_two_numbers",
            ),
        ]

    def __str__(self) -> str:
        return f"idea {self.number} of budget {self.budget_id}"

    def get_absolute_url(self) -> str:
        return reverse("idea", args=[self.budget.slug, self.number])

    def told(self) -> ideas.Words:
        """As the rules take it."""
        point = None if self.easting is None or self.northing is None else (self.easting, self.northing)
        return ideas.Words(self.title, self.words, self.place, point)


class Hiding(models.Model):
    """One act of hiding an idea: when, for which reason, and what became of it. Public, without words or names."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="hidings")
    state_before = models.CharField(max_length=10)
    reason = models.CharField(max_length=30, choices=moderation.REASONS)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    hidden_at = models.DateTimeField()
    appeal = models.TextField(max_length=moderation.LONGEST_NOTE, blank=True)  # for convenors alone
    appealed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["idea"], condition=Q(shown_at__isnull=True), name="an_idea_is_hidden_once")
        ]

    def __str__(self) -> str:
        return f"hiding {self.pk} of idea {self.idea_id}"


class Costing(models.Model):
    """What an office answered to an idea: whether it can be done, what it costs, and why. The latest one counts."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="costings")
    feasible = models.BooleanField()
    pence = models.PositiveBigIntegerField(null=True, blank=True)
    answer = models.TextField(max_length=ideas.LONGEST_ANSWER)
    by_whom = models.CharField(max_length=200)  # the office, never a person's name
    # The convenor who entered it for the office; none where the office's own officer did.
    entered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    officer = models.ForeignKey(Officer, null=True, blank=True, on_delete=models.RESTRICT, related_name="costings")
    entered_at = models.DateTimeField()
    commitment = models.CharField(max_length=80)  # to the answer

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(feasible=False) | Q(pence__gt=0), name="what_can_be_done_has_a_cost"),
            models.CheckConstraint(
                condition=Q(officer__isnull=True) | Q(entered_by__isnull=True), name="one_hand_enters_an_answer"
            ),
        ]

    def __str__(self) -> str:
        return f"costing {self.pk} of idea {self.idea_id}"


class Report(models.Model):
    """Somebody's word to the convenors that an idea should be looked at. Who said it is not kept."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=30, choices=moderation.REASONS)
    note = models.TextField(max_length=moderation.LONGEST_NOTE, blank=True)  # emptied once it is settled
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"report {self.pk}"
