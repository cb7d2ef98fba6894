"""Projects on the ballot, what came of the count, and their delivery: milestones, progress, photos, what was learnt."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from commonweal.budgets import ideas
from commonweal.budgets.models.budgets import Area, Budget
from commonweal.budgets.models.ideas import Idea


class Project(models.Model):
    """An idea on the shortlist: its cost is fixed once the ballot opens."""

    class Fate(models.TextChoices):
        DONE = "done"
        NOT_DONE = "not done"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="projects")
    area = models.ForeignKey(Area, on_delete=models.CASCADE, related_name="projects")
    idea = models.OneToOneField(Idea, on_delete=models.PROTECT, related_name="project")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=ideas.LONGEST_TITLE)
    pence = models.PositiveBigIntegerField()
    one_of = models.CharField(
        max_length=120, blank=True
    )  # a choice of which one at most can win, such as "the old library"
    place = models.PositiveSmallIntegerField(null=True, blank=True)  # on the ballot, from 0
    won = models.BooleanField(null=True)  # None before the count
    rank = models.PositiveSmallIntegerField(
        null=True, blank=True
    )  # of a winner: the round in which it won, in its area
    fate = models.CharField(max_length=10, choices=Fate.choices, blank=True)
    why = models.TextField(max_length=ideas.LONGEST_ANSWER, blank=True)  # it was done so, or not done
    finished_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["budget", "number"], name="one_project_a_number"),
            models.UniqueConstraint(fields=["budget", "place"], name="one_project_a_place_on_the_ballot"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="a_project_costs_something"),
            models.CheckConstraint(condition=Q(fate="") | Q(won=True), name="only_a_winner_is_delivered"),
        ]

    def __str__(self) -> str:
        return f"project {self.number} of budget {self.budget_id}"

    def get_absolute_url(self) -> str:
        return reverse("project", args=[self.budget.slug, self.number])


class Milestone(models.Model):
    """One step of a winner's delivery: until when, for how much; and when it was reached, for how much."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due_on = models.DateField()
    pence = models.PositiveBigIntegerField()  # planned
    spent = models.PositiveBigIntegerField(null=True, blank=True)  # once it is reached
    reached_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["project", "number"], name="one_milestone_a_number"),
            models.CheckConstraint(
                condition=Q(reached_on__isnull=True, spent__isnull=True)
                | Q(reached_on__isnull=False, spent__isnull=False),
                name="a_milestone_reached_says_what_it_took",
            ),
        ]

    def __str__(self) -> str:
        return f"milestone {self.number} of project {self.project_id}"


class Progress(models.Model):
    """What is told of a project on its way, by the body that holds the budget."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="progress")
    words = models.TextField(max_length=ideas.LONGEST_ANSWER)
    commitment = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]

    def __str__(self) -> str:
        return f"progress {self.pk} of project {self.project_id}"


class Photo(models.Model):
    """A picture of a project, without what cameras write into files: where, when, and with which telephone."""

    progress = models.OneToOneField(Progress, on_delete=models.CASCADE, related_name="photo")
    content = models.BinaryField()
    kind = models.CharField(max_length=20)  # the media type
    shows = models.CharField(max_length=200)  # in words, for who does not see it
    sha256 = models.CharField(max_length=64)

    def __str__(self) -> str:
        return f"photo {self.pk}"


class Lesson(models.Model):
    """What was learnt from a budget, told once all is done or given up."""

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="lessons")
    words = models.TextField(max_length=ideas.LONGEST_WORDS)
    commitment = models.CharField(max_length=80)
    told_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"lesson {self.pk} of budget {self.budget_id}"
