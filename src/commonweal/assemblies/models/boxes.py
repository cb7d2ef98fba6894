"""Votes by ballot: what was asked, who is on the roll, the ballots while the vote is open, and the box after it."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonweal.assemblies.balloting import boxes, cells, recount, rolls, slates, trackers
from commonweal.assemblies.balloting.questions import ANSWERS, YES_NO, Question
from commonweal.assemblies.models.bodies import Member
from commonweal.assemblies.models.votes import Vote
from commonweal.record.replays import Body, Input

HASH = 64  # hexadecimal figures
CLOSED = "box-closed"  # the kind of event that publishes a box


class Box(models.Model):
    """What makes a vote one by ballot: question, channels and end, frozen at the opening; the ballots after the close.

    While the vote is open its ballots are rows of their own. When it closes they move into `ballots`, in the order of
    their keys, and the rows go: a table's hidden order of insertion must not outlast the vote.
    """

    vote = models.OneToOneField(Vote, primary_key=True, on_delete=models.CASCADE, related_name="box")
    rule = models.CharField(max_length=20, default=YES_NO)
    seats = models.PositiveSmallIntegerField(default=1)
    options = models.JSONField(default=list)  # in words; a name may be among them, so the record commits to them
    commitment = models.CharField(max_length=80, blank=True)  # to the options
    slate = models.JSONField(default=dict, blank=True)  # of a vote on projects: slates.written()
    areas = models.JSONField(default=list, blank=True)  # of a vote on projects: the areas in words
    notes = models.JSONField(default=list, blank=True)  # beside each option, what a voter should know of it
    about = models.CharField(max_length=300, blank=True)  # the page on which voters read more, where there is one
    by_hands = models.BooleanField(default=False)
    by_paper = models.BooleanField(default=False)
    online = models.BooleanField(default=False)
    closes_at = models.DateTimeField(null=True, blank=True)  # empty: when a convenor says so
    breakdown = models.CharField(max_length=12, blank=True)  # what a ballot tells of its voter: cells.BREAKDOWNS
    roll_commitment = models.CharField(max_length=HASH)
    spoiled = models.PositiveIntegerField(default=0)  # papers brought back and replaced
    lots = models.JSONField(default=list)  # the order drawn for ties: places of options, the first favoured
    witness = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    withdrawn = models.JSONField(default=list)  # places of options withdrawn while the vote was open
    ballots = models.TextField(blank=True)  # as published, once it is closed
    roll = models.TextField(blank=True)  # as published, once it is closed
    event = models.PositiveBigIntegerField(null=True, blank=True)  # that closed it

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by_paper=True) | Q(online=True), name="a_vote_by_ballot_takes_papers_or_is_online"
            ),
            models.CheckConstraint(condition=Q(by_hands=False) | Q(rule=YES_NO), name="hands_say_yes_or_no"),
            models.CheckConstraint(condition=Q(breakdown__in=cells.BREAKDOWNS), name="a_breakdown_is_one_of_four"),
        ]

    def __str__(self) -> str:
        return f"box of vote {self.vote_id}"

    def question(self) -> Question:
        """What is asked."""
        if self.rule == YES_NO:
            return Question(self.rule)
        slate = slates.read(self.slate, tuple(self.areas)) if self.slate else None
        return Question(self.rule, tuple(self.options), self.seats, slate)

    def closed_box(self) -> boxes.Box:
        """The ballots as they are published. Raises Refused while the vote is not closed."""
        return boxes.read(self.ballots.encode())[0]

    def kept(self) -> recount.Kept:
        """What is published of it, for whoever counts again."""
        return recount.Kept(self.ballots.encode(), self.roll.encode())

    def ended(self, now: datetime) -> bool:
        """Whether the time that voters were told is over."""
        return self.closes_at is not None and now >= self.closes_at

    def standing(self) -> list[tuple[int, str]]:
        """The options that were not withdrawn, each with its place on the ballot."""
        return [(place, name) for place, name in enumerate(self.answers()) if place not in self.withdrawn]

    def withdrawn_names(self) -> list[str]:
        """The options that were withdrawn, in words."""
        return [self.answers()[place] for place in self.withdrawn]

    def answers(self) -> list[str]:
        """The options in words."""
        return list(ANSWERS) if self.rule == YES_NO else list(self.options)


class Elector(models.Model):
    """One line of the roll: a member who had a vote when it opened, and whether they have used it, by which channel.

    Striking changes the line in place and notes no time: a row of its own would tell in which order people voted.
    """

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="electors")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    salt = models.BinaryField(max_length=rolls.SALT)
    line = models.CharField(max_length=HASH)
    cell = models.CharField(max_length=60, blank=True)  # what their ballot will tell of them
    struck = models.CharField(max_length=10, blank=True)
    held = models.BooleanField(default=False)  # may be entered twice: votes once a person has looked
    helped_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    code_hash = models.CharField(max_length=HASH, blank=True)  # of a one-time code on paper
    code_made_by = models.ForeignKey(Member, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["vote", "member"], name="nobody_is_on_the_roll_twice"),
            models.UniqueConstraint(fields=["vote", "line"], name="one_line_an_elector"),
            models.UniqueConstraint(fields=["code_hash"], condition=~Q(code_hash=""), name="one_code_one_elector"),
            models.CheckConstraint(
                condition=Q(struck__in=["", *rolls.CHANNELS]), name="an_elector_is_struck_through_one_channel"
            ),
            models.CheckConstraint(condition=Q(held=False) | Q(struck=""), name="who_may_be_entered_twice_waits"),
        ]

    def __str__(self) -> str:
        return f"elector {self.pk}"


class Ballot(models.Model):
    """One ballot of an open vote: what was chosen, and nothing about who chose it or when."""

    key = models.CharField(primary_key=True, max_length=trackers.LENGTH)
    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="ballots")
    choices = models.JSONField()  # places of options
    cell = models.CharField(max_length=60, blank=True)
    cast_before = False  # kept nowhere: whether it was in the box when its form came

    def __str__(self) -> str:
        return "a ballot"

    def plain(self) -> boxes.Ballot:
        """As the rules take it."""
        return boxes.Ballot(self.key, tuple(self.choices), self.cell)


class PaperBatch(models.Model):
    """A pile of papers. Two people enter it; once both say the same its ballots are in the box."""

    vote = models.ForeignKey(Vote, on_delete=models.CASCADE, related_name="batches")
    number = models.PositiveSmallIntegerField()
    papers = models.PositiveSmallIntegerField(default=0)  # once agreed
    invalid = models.PositiveSmallIntegerField(default=0)
    cell = models.CharField(max_length=60, blank=True)  # of a vote on projects: the area of all its papers
    agreed = models.BooleanField(default=False)

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [models.UniqueConstraint(fields=["vote", "number"], name="one_pile_a_number")]

    def __str__(self) -> str:
        return f"batch {self.number} of vote {self.vote_id}"


class PaperEntry(models.Model):
    """What one person read in a batch, a line for each paper. Gone once the batch is agreed."""

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="entries")
    clerk = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    text = models.TextField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [models.UniqueConstraint(fields=["batch", "clerk"], name="a_clerk_reads_a_batch_once")]

    def __str__(self) -> str:
        return f"entry {self.pk}"


def offered(told: Iterable[tuple[str, Body]]) -> Iterator[Input]:
    """What closed votes publish beside their events: the ballots and the roll."""
    for kind, body in told:
        box = Box.objects.filter(vote__public_id=body["vote"]).exclude(ballots="").first() if kind == CLOSED else None
        if box is not None:
            yield Input(recount.ballots_name(body), box.ballots.encode)
            yield Input(recount.roll_name(body), box.roll.encode)
