"""Pots, who keeps them, and their accounts."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from commonweal.assemblies.models import Body, Decision, Member
from commonweal.funds import authority, ledger, policies


class Pot(models.Model):
    """Money held in common for one purpose, from one kind of source."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=120)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="pots")  # that governs it
    accountable = models.CharField(max_length=200)  # who holds the money in law
    purpose = models.CharField(max_length=200)
    source_kind = models.CharField(max_length=40)
    approvers = models.PositiveSmallIntegerField(default=authority.USUAL_APPROVERS)  # that a payment needs
    spend_by = models.DateField(null=True, blank=True)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="pots_founded")
    founded_at = models.DateTimeField()
    closed_through = models.DateField(null=True, blank=True)  # the last day that no entry counts for any more
    sample = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["slug", "sample"], name="one_pot_an_address"),
            models.CheckConstraint(
                condition=Q(approvers__gte=authority.FEWEST_APPROVERS), name="a_payment_needs_an_approver"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("pot", args=[self.slug])

    def rules(self) -> authority.Rules:
        """What it asks of every move."""
        return authority.Rules(policies.policy(self.source_kind), self.accountable, self.spend_by)


class Keeper(models.Model):
    """A member who keeps a pot: a steward enters and asks, an approver approves. Which member is not public."""

    class Role(models.TextChoices):
        STEWARD = "steward"
        APPROVER = "approver"

    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="keepers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    role = models.CharField(max_length=10, choices=Role.choices)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["pot", "member", "role"], condition=Q(until__isnull=True), name="a_keeper_has_a_role_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.role} of pot {self.pot_id}"


class Account(models.Model):
    """One account of a pot, with what it holds: kept with every posting, so that no two acts can spend the same."""

    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="accounts")
    name = models.CharField(max_length=10, choices=[(each.value, each.value) for each in ledger.Account])
    balance = models.BigIntegerField(default=0)  # pence

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pot", "name"], name="one_account_of_a_name_in_a_pot"),
            models.CheckConstraint(
                condition=Q(name="source", balance__lte=0) | (~Q(name="source") & Q(balance__gte=0)),
                name="an_account_is_never_below_nought",
            ),
        ]

    def __str__(self) -> str:
        return f"account {self.name} of pot {self.pot_id}"
