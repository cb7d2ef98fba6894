"""The books of a pot: entries and postings, and the promises and payments under each decision.

Entries and postings are never changed or removed; the database refuses it, and refuses an entry in a closed period too.
Words about money are kept beside the record and can be erased; here stands the commitment to them.
"""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from commonweal.assemblies.models import Decision, Member
from commonweal.funds import grants, ledger
from commonweal.funds.models.pots import Account, Pot


class Promise(models.Model):
    """Money of a pot set apart under a decision. `left` is neither paid nor released yet."""

    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="promises")
    number = models.PositiveIntegerField()
    decision = models.ForeignKey(Decision, on_delete=models.PROTECT, related_name="promises")
    purpose = models.CharField(max_length=200)
    part = models.CharField(max_length=200, blank=True, default="")  # of the purpose, where several promises share it
    recipient = models.CharField(max_length=grants.LONGEST_NAME, blank=True)  # an organisation, never a person
    recipient_number = models.CharField(max_length=grants.LONGEST_NUMBER, blank=True)  # as org-id.guide writes it
    pence = models.PositiveBigIntegerField()
    released = models.PositiveBigIntegerField(default=0)
    left = models.BigIntegerField()
    made_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pot", "number"], name="one_promise_a_number"),
            models.CheckConstraint(
                condition=Q(left__gte=0, left__lte=F("pence") - F("released")),
                name="a_promise_pays_no_more_than_it_holds",
            ),
        ]

    def __str__(self) -> str:
        return f"promise {self.number} of pot {self.pot_id}"

    def get_absolute_url(self) -> str:
        return reverse("promise", args=[self.pot.slug, self.number])

    @property
    def what_for(self) -> str:
        """Its purpose, and which part of it where several promises share one."""
        return ledger.what_for(self.purpose, self.part)

    @property
    def paid(self) -> int:
        """The pence of it that are paid."""
        return self.pence - self.released - self.left


class Entry(models.Model):
    """One act in the books of a pot. Never changed; only another entry corrects it, once and as a whole."""

    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="entries")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=[(each.value, each.value) for each in ledger.Kind])
    at = models.DateTimeField()
    day = models.DateField()  # that it counts for
    words = models.CharField(max_length=80, blank=True)  # the commitment to what it was
    promise = models.ForeignKey(Promise, null=True, on_delete=models.PROTECT, related_name="entries")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="corrected_by")
    event = models.PositiveBigIntegerField(unique=True)  # its number in the record

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pot", "number"], name="one_entry_a_number"),
            models.CheckConstraint(
                condition=Q(kind__in=["income", "income-corrected"], promise__isnull=True)
                | (~Q(kind__in=["income", "income-corrected"]) & Q(promise__isnull=False)),
                name="only_income_moves_without_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(kind__endswith="-corrected", corrects__isnull=False)
                | (~Q(kind__endswith="-corrected") & Q(corrects__isnull=True)),
                name="a_correction_names_what_it_corrects",
            ),
        ]

    def __str__(self) -> str:
        return f"entry {self.number} of pot {self.pot_id}"

    def get_absolute_url(self) -> str:
        return reverse("entry", args=[self.pot.slug, self.number])

    def told(self) -> ledger.Entry:
        """As the rules take it."""
        kind, postings = ledger.Kind(self.kind), [each.told() for each in self.postings.all()]
        return ledger.Entry(
            self.number, kind, self.at, self.day, postings, self.corrects.number if self.corrects else None
        )


class Posting(models.Model):
    """A move of pence from one account of a pot to another."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="postings")
    from_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    to_account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    pence = models.BigIntegerField()

    class Meta:
        ordering: ClassVar[list[str]] = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(pence__gt=0), name="a_posting_moves_money"),
            models.CheckConstraint(
                condition=~Q(from_account=F("to_account")), name="a_posting_leads_from_one_account_to_another"
            ),
        ]

    def __str__(self) -> str:
        return f"posting {self.pk}"

    def told(self) -> ledger.Posting:
        """As the rules take it."""
        names = (ledger.Account(self.from_account.name), ledger.Account(self.to_account.name))
        return ledger.Posting(*names, self.pence)


class Payment(models.Model):
    """Money that a steward asks to be paid out of a promise. It is paid once enough approvers say so."""

    class State(models.TextChoices):
        WAITING = "waiting"
        PAID = "paid"
        WITHDRAWN = "withdrawn"

    pot = models.ForeignKey(Pot, on_delete=models.PROTECT, related_name="payments")
    number = models.PositiveIntegerField()
    promise = models.ForeignKey(Promise, on_delete=models.PROTECT, related_name="payments")
    pence = models.PositiveBigIntegerField()
    words = models.CharField(max_length=80)  # the commitment to what is paid
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    author = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    entry = models.OneToOneField(Entry, null=True, on_delete=models.PROTECT, related_name="payment")

    class Meta:
        ordering: ClassVar[list[str]] = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["pot", "number"], name="one_payment_a_number"),
            models.CheckConstraint(condition=Q(pence__gt=0), name="a_payment_is_above_nought"),
            models.CheckConstraint(
                condition=Q(state="paid", entry__isnull=False) | (~Q(state="paid") & Q(entry__isnull=True)),
                name="what_is_paid_stands_in_the_books",
            ),
        ]

    def __str__(self) -> str:
        return f"payment {self.number} of pot {self.pot_id}"

    def get_absolute_url(self) -> str:
        return reverse("payment", args=[self.pot.slug, self.number])


class Approval(models.Model):
    """One approver's yes to a payment. Which member it was is not public."""

    payment = models.ForeignKey(Payment, on_delete=models.CASCADE, related_name="approvals")
    member = models.ForeignKey(Member, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["payment", "member"], name="an_approver_approves_once")]

    def __str__(self) -> str:
        return f"approval of payment {self.payment_id}"


class SentForm(models.Model):
    """A form that did what it asks for. Sent again, it does nothing."""

    form = models.UUIDField(unique=True)
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"form {self.form}"
