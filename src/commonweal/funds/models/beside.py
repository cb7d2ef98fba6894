"""What stands beside the books of pots: bank statements, claims for taking part, what councils publish."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from commonweal.assemblies.models import Claim
from commonweal.funds import contributions, statements
from commonweal.funds.models.books import Entry, Payment
from commonweal.funds.models.pots import Pot


class Statement(models.Model):
    """A bank's statement that a steward brought in, with the lines that were new in it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="statements")
    brought_in_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["-brought_in_at", "-pk"]

    def __str__(self) -> str:
        return f"statement {self.public_id}"


class BankLine(models.Model):
    """A line of the bank's statements. Its words may name who paid, so its keepers alone see them."""

    pot = models.ForeignKey(Pot, on_delete=models.CASCADE, related_name="bank_lines")
    statement = models.ForeignKey(Statement, on_delete=models.CASCADE, related_name="lines")
    day = models.DateField()
    pence = models.BigIntegerField()  # above nought came in, below went out
    words = models.CharField(max_length=statements.LONGEST_WORDS, blank=True)
    nth = models.PositiveIntegerField()  # of those that are otherwise the same
    balance = models.BigIntegerField(null=True)  # pence in the account after it, where the bank says so

    class Meta:
        ordering: ClassVar[list[str]] = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["pot", "day", "pence", "words", "nth"], name="the_same_bank_line_is_one"),
            models.CheckConstraint(condition=~Q(pence=0), name="a_bank_line_moves_money"),
        ]

    def __str__(self) -> str:
        return f"bank line {self.pk}"


class Explanation(models.Model):
    """An entry that a steward says is a part of a bank line; all entries of a line come to it."""

    line = models.ForeignKey(BankLine, on_delete=models.CASCADE, related_name="explanations")
    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="explanation")

    def __str__(self) -> str:
        return f"entry {self.entry_id} explains bank line {self.line_id}"


class SettledClaim(models.Model):
    """A claim for taking part in a meeting that a payment asks to settle. It is paid when the payment is."""

    claim = models.OneToOneField(Claim, on_delete=models.CASCADE, related_name="settlement")
    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="claims")

    def __str__(self) -> str:
        return f"claim {self.claim_id} settled by payment {self.payment_id}"


class Contribution(models.Model):
    """What a council publishes of a developer's contribution: one row that names money. It is no money of a pot."""

    council = models.CharField(max_length=200)
    reference = models.CharField(max_length=contributions.LONGEST)
    contribution = models.CharField(max_length=contributions.LONGEST)
    status = models.CharField(max_length=20)
    pence = models.BigIntegerField()
    day = models.DateField(null=True)
    purpose = models.CharField(max_length=contributions.LONGEST, blank=True)
    organisation = models.CharField(max_length=contributions.LONGEST, blank=True)  # as the dataset calls the council
    nth = models.PositiveIntegerField()  # of those that are otherwise the same
    sample = models.BooleanField(default=False)
    loaded_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["council", "-day", "pk"]
        indexes = [models.Index(fields=["sample", "council"], name="contributions_of_a_council")]

    def __str__(self) -> str:
        return f"contribution {self.reference}"

    def told(self) -> contributions.Contribution:
        """As it was read."""
        return contributions.Contribution(
            self.reference,
            self.contribution,
            self.status,
            self.pence,
            self.day,
            self.purpose,
            self.organisation,
            self.nth,
        )
