"""What a proposal would bring about, who told of an interest in it, and what an accountable body answered."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commonweal.assemblies import decisions, standing_orders
from commonweal.assemblies.models.bodies import Member
from commonweal.assemblies.models.votes import Decision, Proposal

LONGEST_ANSWER: int = 2000  # characters of a reason, or of an interest


class Terms(models.Model):
    """From when to when a decision would hold, what for, whose place it takes, and the standing orders it brings."""

    proposal = models.OneToOneField(Proposal, on_delete=models.CASCADE, related_name="terms")
    begins_on = models.DateField(null=True, blank=True)
    ends_on = models.DateField(null=True, blank=True)
    pence = models.PositiveBigIntegerField(null=True, blank=True)
    purpose = models.CharField(max_length=200, blank=True)
    asks_of = models.CharField(max_length=200, blank=True)  # the accountable body whose acceptance is needed
    supersedes = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    orders = models.TextField(blank=True)  # StandingOrders.written(), where they would change

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(begins_on__isnull=True) | Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="terms_end_after_they_begin",
            )
        ]

    def __str__(self) -> str:
        return f"terms of proposal {self.proposal_id}"

    def told(self) -> decisions.Terms:
        """As the rules take them."""
        return decisions.Terms(self.begins_on, self.ends_on, self.pence, self.purpose, self.asks_of)

    def new_orders(self) -> standing_orders.StandingOrders | None:
        """The standing orders that would hold, where it changes them."""
        return standing_orders.StandingOrders.read(self.orders) if self.orders else None


class Interest(models.Model):
    """What a member told of an interest of their own in a proposal, and whether they take no part in the vote."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="interests")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="interests")
    text = models.TextField(max_length=LONGEST_ANSWER)  # public, without a name
    commitment = models.CharField(max_length=80)
    recuses = models.BooleanField()
    told_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["proposal", "member"], name="an_interest_is_told_once_a_proposal")
        ]

    def __str__(self) -> str:
        return f"interest {self.pk}"


class Answer(models.Model):
    """What an accountable body answered to a decision. The latest one counts; earlier ones stay."""

    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="answers")
    accepted = models.BooleanField()
    by_whom = models.CharField(max_length=200)  # the committee or the office, never a person's name
    answered_on = models.DateField()
    reference = models.CharField(max_length=200, blank=True)
    link = models.URLField(max_length=500, blank=True)
    reason = models.TextField(max_length=LONGEST_ANSWER, blank=True)
    entered_by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(accepted=True) | ~Q(reason=""), name="who_declines_a_decision_says_why"),
            models.CheckConstraint(
                condition=Q(accepted=False) | ~Q(reference="") | ~Q(link=""), name="an_acceptance_can_be_looked_up"
            ),
        ]

    def __str__(self) -> str:
        return f"answer {self.pk} to decision {self.decision_id}"

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.decision.body.slug, self.decision.number])
