"""Costing officers: accounts that answer the ideas of a budget for an office."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from commonweal.budgets.models.budgets import Budget


class Officer(models.Model):
    """Somebody who answers ideas of a budget for an office, from when, and until when. Who it is is not public.

    A row of this room, as keepers of a pot are: a role in a room would reach every budget of the site.
    """

    budget = models.ForeignKey(Budget, on_delete=models.CASCADE, related_name="officers")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    office = models.CharField(max_length=200)  # as an answer names it, unless its officer writes another
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["budget", "user"], condition=Q(until__isnull=True), name="an_officer_answers_for_one_office"
            )
        ]

    def __str__(self) -> str:
        return f"costing officer {self.pk} of budget {self.budget_id}"
