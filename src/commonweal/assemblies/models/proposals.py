"""How a proposal comes about and changes: drafts, seconds, amendments, earlier wordings, mergers and splits."""

import uuid
from typing import ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commonweal.assemblies.models.bodies import Body, Member
from commonweal.assemblies.models.meetings import LONGEST_TEXT
from commonweal.assemblies.models.votes import Proposal

ENDED: Final = (  # a proposal whose text nobody changes any more
    Proposal.State.DECIDED,
    Proposal.State.WITHDRAWN,
    Proposal.State.MERGED,
    Proposal.State.SPLIT,
    Proposal.State.HIDDEN,
)


class Draft(models.Model):
    """A proposal that is being written. Only who writes it sees it: it has no number, and the record tells nothing."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="drafts")
    by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    title = models.CharField(max_length=200, blank=True)
    text = models.TextField(max_length=LONGEST_TEXT, blank=True)
    changed_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-changed_at"]

    def __str__(self) -> str:
        return f"draft {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("draft", args=[self.body.slug, self.public_id])


class Second(models.Model):
    """A member's support of a proposal, which puts it before the assembly."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="seconds")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="seconds")
    given_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "member"], name="a_member_seconds_a_proposal_once")]

    def __str__(self) -> str:
        return f"second {self.pk}"


class Amendment(models.Model):
    """A changed text that a member offers in the place of a proposal's."""

    class State(models.TextChoices):
        OFFERED = "offered"
        PUT = "put"  # to a vote, which comes before the one on the proposal
        ACCEPTED = "accepted"  # by who made the proposal
        CARRIED = "carried"
        LOST = "lost"
        WITHDRAWN = "withdrawn"
        HIDDEN = "hidden"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="amendments")
    number = models.PositiveIntegerField()
    version = models.PositiveIntegerField()  # of the proposal's text that it would change
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST_TEXT)
    commitment = models.CharField(max_length=80)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    offered_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OFFERED)
    motion = models.OneToOneField(  # the proposal by which it is voted on
        Proposal, null=True, blank=True, on_delete=models.SET_NULL, related_name="amendment"
    )

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "number"], name="one_amendment_a_number"),
            models.UniqueConstraint(
                fields=["proposal"], condition=Q(state="put"), name="one_amendment_of_a_proposal_in_a_vote"
            ),
        ]

    def __str__(self) -> str:
        return f"amendment {self.number} to proposal {self.proposal_id}"

    def get_absolute_url(self) -> str:
        return reverse("amendment", args=[self.proposal.body.slug, self.proposal.number, self.number])

    @property
    def lapsed(self) -> bool:
        """Whether its proposal came to an end before anybody took it up or put it to a vote."""
        return self.state == self.State.OFFERED and self.proposal.state in ENDED


class Wording(models.Model):
    """A text that a proposal had before it was amended. The latest one is the proposal's own."""

    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="wordings")
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST_TEXT)
    commitment = models.CharField(max_length=80)
    until = models.DateTimeField()
    amendment = models.OneToOneField(Amendment, on_delete=models.CASCADE, related_name="replaced")  # that ended it

    class Meta:
        ordering: ClassVar[list[str]] = ["version"]
        constraints = [models.UniqueConstraint(fields=["proposal", "version"], name="one_wording_a_version")]

    def __str__(self) -> str:
        return f"wording {self.version} of proposal {self.proposal_id}"


class Rearrangement(models.Model):
    """Proposals made into one, or one made into several: agreed by their authors, or by a convenor with a reason."""

    class Kind(models.TextChoices):
        MERGER = "merger"
        SPLIT = "split"

    class State(models.TextChoices):
        WAITING = "waiting"  # for the authors to agree
        DONE = "done"
        WITHDRAWN = "withdrawn"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="rearrangements")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    reason = models.TextField(max_length=LONGEST_TEXT, blank=True)  # a convenor's; empty where the authors agreed
    begun_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="done", done_at__gte=F("begun_at")) | (~Q(state="done") & Q(done_at__isnull=True)),
                name="a_rearrangement_that_is_done_says_when",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class Source(models.Model):
    """A proposal that a merger or a split takes up, and when its author agreed."""

    rearrangement = models.ForeignKey(Rearrangement, on_delete=models.CASCADE, related_name="sources")
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="became")
    text = models.CharField(max_length=80)  # the commitment to what the author agreed to merge or split
    agreed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["proposal__number"]
        constraints = [
            models.UniqueConstraint(fields=["rearrangement", "proposal"], name="a_proposal_is_taken_up_once")
        ]

    def __str__(self) -> str:
        return f"source {self.pk}"


class Result(models.Model):
    """A text that a merger or a split gives, and the proposal that it became once it was done."""

    rearrangement = models.ForeignKey(Rearrangement, on_delete=models.CASCADE, related_name="results")
    title = models.CharField(max_length=200)
    text = models.TextField(max_length=LONGEST_TEXT)
    proposal = models.OneToOneField(Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="came_of")

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]

    def __str__(self) -> str:
        return f"result {self.pk}"
