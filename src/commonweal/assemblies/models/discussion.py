"""What members say about a proposal, what is hidden of it and why, and what others report."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commonweal.assemblies import discussion, moderation
from commonweal.assemblies.models.bodies import Body, Member
from commonweal.assemblies.models.proposals import Amendment
from commonweal.assemblies.models.votes import Decision, Proposal

ONE_THING = (
    Q(proposal__isnull=False, amendment__isnull=True, comment__isnull=True)
    | Q(proposal__isnull=True, amendment__isnull=False, comment__isnull=True)
    | Q(proposal__isnull=True, amendment__isnull=True, comment__isnull=False)
)


class Comment(models.Model):
    """What a member says about a proposal, or answers to a comment. Its words stay here: the record has only a seal."""

    class State(models.TextChoices):
        SHOWN = "shown"
        HIDDEN = "hidden"
        ERASED = "erased"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    proposal = models.ForeignKey(Proposal, on_delete=models.CASCADE, related_name="comments")
    answers = models.ForeignKey("self", null=True, blank=True, on_delete=models.CASCADE, related_name="answered_by")
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="comments")
    of_a_child = models.BooleanField()  # as its author then was: no stranger is shown it
    text = models.TextField(max_length=discussion.LONGEST_COMMENT)
    salt = models.BinaryField()
    seal = models.CharField(max_length=64)
    state = models.CharField(max_length=10, choices=State.choices, default=State.SHOWN)
    written_at = models.DateTimeField()
    changed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="erased") | Q(text="", salt=b""), name="an_erased_comment_keeps_nothing"
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | ~Q(answers=F("id")), name="a_comment_answers_another"
            ),
        ]

    def __str__(self) -> str:
        return f"comment {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("comment", args=[self.proposal.body.slug, self.public_id])


class Policy(models.Model):
    """One version of how a body moderates. Before the first, the policy that every assembly begins with holds."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="policies")
    version = models.PositiveIntegerField()
    text = models.TextField(max_length=moderation.LONGEST_POLICY)
    commitment = models.CharField(max_length=80)
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="+")
    since = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-version"]
        constraints = [models.UniqueConstraint(fields=["body", "version"], name="one_policy_a_version")]

    def __str__(self) -> str:
        return f"policy {self.version} of body {self.body_id}"


class Hiding(models.Model):
    """One act of hiding: what, when, for which reason, and what became of it. Public, without words or names."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="hidings")
    number = models.PositiveIntegerField()
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="hidings")
    amendment = models.ForeignKey(Amendment, null=True, blank=True, on_delete=models.CASCADE, related_name="hidings")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="hidings")
    state_before = models.CharField(max_length=12)  # of what is hidden, and its state again once it is shown
    reason = models.CharField(max_length=30, choices=moderation.REASONS)
    by = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    hidden_at = models.DateTimeField()
    appeal = models.TextField(max_length=moderation.LONGEST_NOTE, blank=True)  # for convenors alone
    appealed_at = models.DateTimeField(null=True, blank=True)
    answered_at = models.DateTimeField(null=True, blank=True)
    upheld = models.BooleanField(null=True)  # whether the text stays hidden after the appeal
    decision = models.ForeignKey(Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    shown_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["body", "number"], name="one_hiding_a_number"),
            models.CheckConstraint(condition=ONE_THING, name="one_thing_is_hidden"),
            *(
                models.UniqueConstraint(
                    fields=[each], condition=Q(shown_at__isnull=True), name=f"one_{each}_is_hidden_once"
                )
                for each in ("proposal", "amendment", "comment")
            ),
            models.CheckConstraint(
                condition=Q(answered_at__isnull=True) | Q(appealed_at__isnull=False),
                name="an_answer_follows_an_appeal",
            ),
        ]

    def __str__(self) -> str:
        return f"hiding {self.number} of body {self.body_id}"

    @property
    def thing(self) -> "Proposal | Amendment | Comment":
        """What is hidden."""
        found = self.proposal or self.amendment or self.comment
        assert found is not None
        return found


class Report(models.Model):
    """Somebody's word to the convenors that a text should be looked at. Who said it is not kept."""

    body = models.ForeignKey(Body, on_delete=models.CASCADE, related_name="reports")
    proposal = models.ForeignKey(Proposal, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    amendment = models.ForeignKey(Amendment, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    comment = models.ForeignKey(Comment, null=True, blank=True, on_delete=models.CASCADE, related_name="reports")
    reason = models.CharField(max_length=30, choices=moderation.REASONS)
    note = models.TextField(max_length=moderation.LONGEST_NOTE, blank=True)
    made_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [models.CheckConstraint(condition=ONE_THING, name="one_thing_is_reported")]

    def __str__(self) -> str:
        return f"report {self.pk}"

    @property
    def thing(self) -> "Proposal | Amendment | Comment":
        """What it is about."""
        found = self.proposal or self.amendment or self.comment
        assert found is not None
        return found
