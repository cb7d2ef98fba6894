"""Proposals, votes on them, what tellers counted, and the decisions that come of it."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.urls import reverse

from commonweal.assemblies.models.bodies import Body, Member, Orders
from commonweal.assemblies.models.meetings import LONGEST_TEXT, Meeting


class Proposal(models.Model):
    """A text that a body may decide on. Once a vote on it is open, the text stays as it is."""

    class State(models.TextChoices):
        SECONDING = "seconding"  # until as many members back it as the standing orders ask for
        OPEN = "open"
        IN_VOTE = "in vote"
        DECIDED = "decided"
        WITHDRAWN = "withdrawn"
        MERGED = "merged"
        SPLIT = "split"
        HIDDEN = "hidden"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="proposals")
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST_TEXT)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    made_at = models.DateTimeField()
    commitment = models.CharField(max_length=80)  # to title and text, as the record holds them

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="one_proposal_a_number")]

    def __str__(self) -> str:
        return f"proposal {self.number} of body {self.body_id}"

    def get_absolute_url(self) -> str:
        return reverse("proposal", args=[self.body.slug, self.number])


class Vote(models.Model):
    """A vote on a proposal, under the standing orders, the quorum and the threshold that held when it opened."""

    class State(models.TextChoices):
        OPEN = "open"
        COUNTING = "counting"  # a vote by ballot that nobody can cast in any more, while papers are entered
        CLOSED = "closed"
        ABANDONED = "abandoned"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="votes")
    # Where hands are raised; a vote by ballot has none until then.
    meeting = models.ForeignKey(Meeting, null=True, blank=True, on_delete=models.CASCADE, related_name="votes")
    orders = models.ForeignKey(Orders, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    members = models.PositiveIntegerField()  # of the body, at the opening
    present = models.PositiveIntegerField()  # those who can raise a hand
    quorum = models.PositiveIntegerField()
    round = models.PositiveSmallIntegerField(default=1)  # of counting: tellers who differ count again
    hands_in = models.BooleanField(default=False)  # both tellers agreed, and other channels are still open
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["opened_at"]
        constraints = [
            models.UniqueConstraint(fields=["proposal"], condition=Q(state="open"), name="one_open_vote_a_proposal"),
            models.UniqueConstraint(
                fields=["meeting"], condition=Q(state="open", hands_in=False), name="one_open_vote_a_meeting"
            ),
        ]

    def __str__(self) -> str:
        return f"vote {self.pk}"

    @property
    def by_ballot(self) -> bool:
        """Whether papers or ballots online are part of it, and not hands alone."""
        return hasattr(self, "box")


class HandCount(models.Model):
    """What one teller counted in one round."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="hand_counts")
    round = models.PositiveSmallIntegerField()
    teller = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["vote", "round", "teller"], name="a_teller_counts_once_a_round")]

    def __str__(self) -> str:
        return f"count of vote {self.vote_id}, round {self.round}"


class Decision(models.Model):
    """What a body decided: the text, the vote it came of, and the event of the record that says so.

    Whether it was carried or lost, it stands until another decision supersedes it, or until the last day of its terms.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="decisions")
    number = models.PositiveIntegerField()
    proposal = models.OneToOneField(Proposal, on_delete=models.PROTECT, related_name="decision")
    vote = models.OneToOneField(Vote, on_delete=models.PROTECT, related_name="decision")
    orders = models.ForeignKey(Orders, on_delete=models.PROTECT, related_name="+")
    carried = models.BooleanField()
    yes = models.PositiveIntegerField()
    no = models.PositiveIntegerField()
    abstain = models.PositiveIntegerField()
    elected = models.JSONField(default=list)  # the options chosen, in words, where it was no vote on yes or no
    decided_at = models.DateTimeField()
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    event = models.PositiveBigIntegerField(unique=True)  # its number in the record

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints = [models.UniqueConstraint(fields=["body", "number"], name="one_decision_a_number")]

    def __str__(self) -> str:
        return f"decision {self.number} of body {self.body_id}"

    def get_absolute_url(self) -> str:
        return reverse("decision", args=[self.body.slug, self.number])
