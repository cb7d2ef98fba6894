"""The manifest of published spend: which files are held, what each was found to say, and what people decided of them.

The payments themselves lie in the lake as Parquet; nothing there is read that a row here does not name.
Every row belongs to the sample or to the real world, and the two are never mixed.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from commonweal.spend.locks.models import LockRules as LockRules

LONGEST = 500  # characters of a supplier's name; the account's pages select none that is longer


class Payer(models.Model):
    """An institution that publishes what it pays, by the name its files give it."""

    slug = models.SlugField(max_length=120)
    name = models.CharField(max_length=255)
    sample = models.BooleanField(default=False)

    class Meta:
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["slug", "sample"], name="one_payer_a_slug")]

    def __str__(self) -> str:
        return self.name


class SpendFile(models.Model):
    """One published file, accepted: every row of it is a payment or is set aside with a reason."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    sha256 = models.CharField(max_length=64)
    sample = models.BooleanField(default=False)
    name = models.CharField(max_length=500)
    size = models.PositiveBigIntegerField()
    accepted_at = models.DateTimeField()
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.SET_NULL, related_name="supersedes"
    )
    withdrawn = models.BooleanField(default=False)  # left out of every figure by a person; it stays readable
    payers = models.ManyToManyField(Payer, through="FilePayer", related_name="files")

    rows = models.PositiveIntegerField()
    payments = models.PositiveIntegerField()
    pence = models.BigIntegerField()
    amount_basis = models.CharField(max_length=10)
    date_from = models.DateField(null=True)
    date_to = models.DateField(null=True)
    shape = models.CharField(max_length=64)
    summary = models.JSONField()  # the reading as told, without any row of it
    layout = models.JSONField()  # the columns as published and what each was taken for, so that a person can correct it

    payments_file = models.CharField(max_length=80)
    set_aside_file = models.CharField(max_length=80)

    class Meta:
        ordering = ["-accepted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["sha256", "sample"], name="a_file_is_held_once"),
            models.CheckConstraint(condition=Q(payments__lte=F("rows")), name="no_more_payments_than_rows"),
            models.CheckConstraint(condition=~Q(superseded_by=F("id")), name="no_file_supersedes_itself"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def set_aside(self) -> int:
        """Rows that are not payments."""
        return self.rows - self.payments

    @property
    def problems(self) -> int:
        """Cells and rows that could not be understood."""
        return len(self.summary["problems"])


class FilePayer(models.Model):
    """What one file says of one payer."""

    file = models.ForeignKey(SpendFile, on_delete=models.CASCADE, related_name="file_payers")
    payer = models.ForeignKey(Payer, on_delete=models.CASCADE, related_name="file_payers")
    payments = models.PositiveIntegerField()
    pence = models.BigIntegerField()
    date_from = models.DateField(null=True)
    date_to = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["file", "payer"], name="a_payer_once_a_file")]

    def __str__(self) -> str:
        return f"{self.payer} in {self.file}"


class ColumnMapping(models.Model):
    """A person's correction: in files of this payer and shape, these columns hold these fields."""

    payer = models.ForeignKey(Payer, on_delete=models.CASCADE, related_name="mappings")
    shape = models.CharField(max_length=64)
    fields = models.JSONField()
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["payer", "shape"], name="one_mapping_a_payer_and_shape")]

    def __str__(self) -> str:
        return f"mapping of {self.payer}"


class Overlap(models.Model):
    """Payments that stand alike in two files of one payer. A person says whether they are the same money."""

    class Decision(models.TextChoices):
        WAITING = "waiting"
        COUNT_ONCE = "count-once"
        BOTH_STAND = "both-stand"

    earlier = models.ForeignKey(SpendFile, on_delete=models.CASCADE, related_name="overlaps_after")
    later = models.ForeignKey(SpendFile, on_delete=models.CASCADE, related_name="overlaps_before")
    payments = models.PositiveIntegerField()
    pence = models.BigIntegerField()
    rows_file = models.CharField(max_length=80)  # the rows of the later file, in the lake
    decision = models.CharField(max_length=12, choices=Decision.choices, default=Decision.WAITING)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["earlier", "later"], name="one_overlap_a_pair_of_files")]

    def __str__(self) -> str:
        return f"overlap of {self.earlier_id} and {self.later_id}"


class Account(models.Model):
    """The account as last drawn, one for each world: suppliers placed, every payment that counts in one file, and these
    added up in another.

    It only makes pages quick: what it was drawn from is named, and once that changes it is not used any more.
    """

    sample = models.BooleanField(unique=True)
    drawn_from = models.CharField(max_length=64)
    payments_file = models.CharField(max_length=80, blank=True)
    sums_file = models.CharField(max_length=80, blank=True)
    sums_in_all_file = models.CharField(max_length=80, blank=True)
    sums_by_month_file = models.CharField(max_length=80, blank=True)
    places_file = models.CharField(max_length=80)
    classes_file = models.CharField(max_length=80, blank=True)
    suppliers_placed = models.PositiveIntegerField()
    matches_file = models.CharField(max_length=80, blank=True)  # matching's answers, kept while the registers stay
    offers_file = models.CharField(max_length=80, blank=True)  # the organisations offered to whoever reviews
    matched_with = models.CharField(max_length=64, blank=True)  # the registers and the matching that answered
    registered_here = models.JSONField(default=dict)  # organisations that registers know in the region, by SIC division
    matching = models.JSONField(default=dict)  # how many suppliers, payments and pence are sure, for review, or neither
    drawn_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"account of {self.drawn_at:%Y-%m-%d %H:%M}"


class Doubt(models.Model):
    """A supplier that may be one of several organisations, or perhaps of one: it waits for a person to look.

    Drawing the account renews these. Whoever looks holds it for a while, so that two people never decide the same one.
    """

    supplier_key = models.CharField(max_length=LONGEST)
    sample = models.BooleanField(default=False)
    supplier = models.CharField(max_length=LONGEST)  # as most often spelt
    pence = models.BigIntegerField()
    payments = models.PositiveIntegerField()
    evidence = models.TextField()
    offers = models.JSONField()  # the organisations it may be, the likeliest first
    held_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    held_until = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-pence", "supplier_key"]
        constraints = [models.UniqueConstraint(fields=["supplier_key", "sample"], name="one_doubt_a_supplier")]
        # It holds all that counting and ordering ask of a doubt, so that they never read what is offered.
        indexes = [models.Index(fields=["-pence", "supplier_key", "sample"], name="doubts_by_sum")]

    def __str__(self) -> str:
        return f"doubt {self.pk}"


class MatchDecision(models.Model):
    """A person's word on who a supplier is. It stands over every drawing of the account until it is undone."""

    supplier_key = models.CharField(max_length=LONGEST)
    sample = models.BooleanField(default=False)
    supplier = models.CharField(max_length=LONGEST)
    org_id = models.CharField(max_length=80, blank=True)  # empty: none of those suggested
    name = models.CharField(max_length=500, blank=True)  # as registered
    evidence = models.TextField(blank=True)  # what the reviewer was shown
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField()
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    undone_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-decided_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier_key", "sample"],
                condition=Q(undone_at=None),
                name="one_standing_decision_a_supplier",
            )
        ]

    def __str__(self) -> str:
        return f"decision {self.pk}"


class Correction(models.Model):
    """What somebody sent in about a supplier's page, and the answer to it; or the supplier's own reply to its page."""

    class Kind(models.TextChoices):
        CORRECTION = "correction"
        REPLY = "reply"

    class State(models.TextChoices):
        WAITING = "waiting"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    supplier_key = models.CharField(max_length=LONGEST)
    sample = models.BooleanField(default=False)
    supplier = models.CharField(max_length=LONGEST)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    wrong = models.TextField(blank=True)  # of a reply: the reply
    right = models.TextField(blank=True)
    source = models.TextField(blank=True)
    contact = models.CharField(max_length=255, blank=True)  # private; erased with the answer, or before if asked
    salt = models.CharField(max_length=64)  # erasable: what the record holds of these words is hashed with it
    sent_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    answer = models.TextField(blank=True)
    words_shown = models.BooleanField(default=False)  # beside the answer; left out where they might name a person
    sender_confirmed = models.BooleanField(default=False)  # somebody made sure that the organisation itself sent it
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    answered_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["sent_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="waiting", answered_at=None) | (~Q(state="waiting") & Q(answered_at__isnull=False)),
                name="an_answer_has_a_date",
            ),
            models.CheckConstraint(
                condition=Q(sender_confirmed=False) | Q(kind="reply"), name="only_a_reply_has_a_confirmed_sender"
            ),
        ]
        indexes = [models.Index(fields=["supplier_key", "sample"], name="corrections_by_supplier")]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"


class Upload(models.Model):
    """A file on its way in: waiting, being read, accepted, already held, or refused with the reason."""

    class State(models.TextChoices):
        WAITING = "waiting"
        READING = "reading"
        ACCEPTED = "accepted"
        HELD = "held"
        REFUSED = "refused"

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    name = models.CharField(max_length=500)
    payer = models.CharField(max_length=255, blank=True)
    stored_as = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    progress = models.PositiveSmallIntegerField(default=0)  # per cent
    told = models.JSONField(default=list)  # one object a file read: its summary, or why it was refused

    class Meta:
        ordering = ["-uploaded_at", "-pk"]
        constraints = [models.CheckConstraint(condition=Q(progress__lte=100), name="progress_is_a_percentage")]

    def __str__(self) -> str:
        return self.name


class SavedScenario(models.Model):
    """A scenario that somebody kept under a name, so that others can find and open it."""

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    sample = models.BooleanField(default=False)
    name = models.CharField(max_length=120)
    link = models.TextField()  # the scenario itself, as `scenarios.from_link` reads it
    chosen = models.JSONField(default=dict)  # the payments it is about, as an address keeps them
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    saved_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"scenario {self.public_id}"


class SupplierSurvey(models.Model):
    """What one supplier answered of its turnover, pay and purchases. It is the firm's business: editors alone read it.

    A later answer takes the place of an earlier one; what is replaced or removed keeps its date and loses its answers.
    """

    public_id = models.UUIDField(default=uuid.uuid4, unique=True)
    supplier_key = models.CharField(max_length=LONGEST)
    sample = models.BooleanField(default=False)
    supplier = models.CharField(max_length=LONGEST)  # as most often spelt
    year = models.PositiveSmallIntegerField()  # that the answers are of
    answers = models.JSONField()  # as typed, as `surveys.read` takes them; empty once it stands no more
    salt = models.CharField(max_length=64)  # erasable: what the record holds of the answers is hashed with it
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    entered_at = models.DateTimeField()
    removed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-entered_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["supplier_key", "sample"],
                condition=Q(removed_at=None),
                name="one_standing_survey_a_supplier",
            )
        ]

    def __str__(self) -> str:
        return f"survey {self.public_id}"
